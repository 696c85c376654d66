"""Indonesian dates and periods as offices write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from data.intake.text import normalise
from data.intake.vocabulary import months
from metrics.periods import Grain, parse_code, quarter_of

Order = Literal["dmy", "mdy"]
FIRST_YEAR = 2000  # no survey file in use is older; an earlier date is a slip of the pen or a date of birth

_WEEKDAY = re.compile(r"^\s*(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\s*,?\s+", re.IGNORECASE)
_YMD = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})")
_WORDED = re.compile(r"(\d{1,2})[\s\-/.]+([^\W\d_]+)\.?[\s\-/.,]+(\d{4}|\d{2})")
_WORDED_US = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2}),?\s+(\d{4})")
_TIME = re.compile(
    r"[T,\s]*(?:pukul\s*)?(?:([01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d(?:[.,]\d+)?)?)?"
    r"\s*(?:[ap]\.?m\.?)?\s*(?:wib|wita|wit|z|(?:gmt|utc)?\s*[+-]\d{1,2}(?::?\d{2})?|gmt|utc)?\s*",
    re.IGNORECASE,
)
_ZONE = re.compile(r"(?:(?:gmt|utc)\s*|[+-])\s*[+-]?\d{1,2}(?::?\d{2})?", re.IGNORECASE)
_TIMED = r"^(\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})[T ]([01]?\d|2[0-3])[:.][0-5]\d([:.][0-5]\d)?$"
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_EXCEL_ZERO = date(1899, 12, 30)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "satu": 1, "dua": 2, "tiga": 3, "empat": 4}
_NUMBERS = {**_ROMAN, "1": 1, "2": 2, "3": 3, "4": 4}
_PART = re.compile(r"\b(triwulan|tw|quarter|kuartal|q|semester|smt|s)\s?(iv|iii|ii|i|[1-4]|satu|dua|tiga|empat)\b")
_YEAR = re.compile(r"\b(20\d{2})\b")


def _year(text: str) -> int:
    return int(text) + 2000 if len(text) == 2 else int(text)


def parse_date(text: str, order: Order = "dmy") -> date | None:
    """The date that a text names, with or without a time of day; None where it names none.

    >>> parse_date("2 Juli 2026"), parse_date("24/07/2026 11:52:00"), parse_date("kemarin")
    (datetime.date(2026, 7, 2), datetime.date(2026, 7, 24), None)
    """
    found = _date_and_rest(text, order)
    return found and found[0]


def names_time(text: str) -> bool:
    """Whether a text names a date and a time of day; midnight is none, for sheets write it behind every bare date.

    >>> names_time("24/07/2026 11.52"), names_time("2026-07-24 00:00:00"), names_time("24.07.2026")
    (True, False, False)
    """
    found = _date_and_rest(text, "dmy") or _date_and_rest(text, "mdy")
    return found is not None and bool(re.search("[1-9]", _ZONE.sub("", found[1])))


def _date_and_rest(text: str, order: Order) -> tuple[date, str] | None:
    """The date that a text names, and what stands behind it where that can be a time of day."""
    text = _WEEKDAY.sub("", text.strip())
    try:
        if match := _YMD.match(text):
            found = date(int(match[1]), int(match[2]), int(match[3]))
        elif match := _NUMERIC.match(text):
            first, second = int(match[1]), int(match[2])
            day, month = (first, second) if order == "dmy" else (second, first)
            found = date(_year(match[3]), month, day)
        elif match := _WORDED.match(text):
            found = date(_year(match[3]), months().get(normalise(match[2]), 0), int(match[1]))
        elif match := _WORDED_US.match(text):
            found = date(int(match[3]), months().get(normalise(match[1]), 0), int(match[2]))
        elif match := _SERIAL.fullmatch(text):
            return _EXCEL_ZERO + timedelta(days=int(match[1])), text[match.end(1) :]
        else:
            return None
    except ValueError:  # 31 Februari, bulan 13
        return None
    return (found, text[match.end() :]) if _TIME.fullmatch(text, match.end()) else None


def without_time(texts: pa.StringArray) -> pa.StringArray:
    """The texts, those of a date in numbers with a plain time of day without that time, which makes every text distinct.

    `parse_date` reads the same from both; anything written otherwise stays as it is.
    """
    timed = pc.match_substring_regex(texts, _TIMED)
    return pc.if_else(timed, pc.ascii_rtrim(texts, characters="0123456789:."), texts)


def order_of(texts: Iterable[str]) -> tuple[Order, bool]:
    """(order of day and month in a column of dates, whether the column shows it).

    Indonesia writes the day first. The month comes first (a form set to English) only when no date needs the day
    first and at least a quarter of the days can be read in no other way; a rare misfit is a wrong date, no evidence.
    """
    day_first = month_first = seen = 0
    for text in {text.strip()[:10] for text in texts}:  # the day without its time: days repeat, times do not
        if match := _NUMERIC.match(text):
            seen += 1
            day_first += int(match[1]) > 12
            month_first += int(match[2]) > 12 >= int(match[1])
    if not day_first and month_first * 4 >= seen > 0:
        return "mdy", True
    return "dmy", bool(day_first) or not seen


def parse_period(text: str) -> tuple[int, Grain] | None:
    """(first quarter, grain) of a period as title rows and columns write it; None where none is named.

    Knows "Triwulan III Tahun 2026", "TW 3 2026", "Semester I 2026", "Juli - September 2026", "Agustus 2026" (its
    quarter), "Tahun 2026", "2026Q3".

    >>> parse_period("Periode : Triwulan III Tahun 2026") == (quarter_of(2026, 3), "quarter")
    True
    """
    try:
        return parse_code(text)
    except ValueError:
        plain = normalise(text)
    years = {int(y) for y in _YEAR.findall(plain)}
    if len(years) != 1:
        return None
    year = years.pop()
    parts = {("s" if kind.startswith("s") else "q", _NUMBERS[n]) for kind, n in _PART.findall(plain)}
    if len(parts) == 1:
        kind, n = parts.pop()
        if kind == "q":
            return quarter_of(year, n), "quarter"
        return (quarter_of(year, 2 * n - 1), "semester") if n <= 2 else None
    if parts:
        return None
    named = sorted({months()[word] for word in plain.split() if word in months()})
    if not named:
        return quarter_of(year, 1), "year"
    first, last = (named[0] - 1) // 3, (named[-1] - 1) // 3
    if first == last:
        return quarter_of(year, first + 1), "quarter"
    if first // 2 == last // 2:
        return quarter_of(year, first // 2 * 2 + 1), "semester"
    return quarter_of(year, 1), "year"
