"""Days and spans of days as training logs write them: "3 s.d. 5 Maret 2026", "28 Februari - 2 Maret 2026", "03/03/26"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from data.intake.dates import Order, parse_date
from data.intake.registers.cells import nothing
from data.intake.text import normalise
from data.intake.values import MISSING, Meaning
from data.intake.vocabulary import months
from data.intake.vocabulary.registers import Dating

_TO = re.compile(
    r"\s*(?:s\s*[./]\s*d\.?|\bsd\b|sampai(?:\s+dengan)?|hingga|\bto\b|\buntil\b|–|—|-|\bdan\b|&)\s*", re.IGNORECASE
)
_AFTER_DAY = re.compile(r"\d{1,2}[\s\-/.]+(.+)", re.DOTALL)
_YEAR = re.compile(r"\d{4}")
_CENTURY = 100
_MONTH_AND_YEAR = re.compile(r"(?:(?:bulan |awal |tahun )?(?:([a-z]+|\d{1,2}) )?(?:tahun )?)(20\d{2})")


@dataclass(frozen=True)
class Span:
    """First and last day; `how` names the conversion that the officer is told of: a year of two digits, a month or a year
    without a day."""

    first: date
    last: date
    how: str = ""


def parse_span(text: str, order: Order = "dmy") -> tuple[date, date] | None:
    """The days that a text names; one day is a span of its own. None where it names none.

    >>> parse_span("3 s.d. 5 Maret 2026")
    (datetime.date(2026, 3, 3), datetime.date(2026, 3, 5))
    """
    if (day := parse_date(text, order)) is not None:
        return day, day
    for split in _TO.finditer(text):
        left, right = text[: split.start()].strip(), text[split.end() :].strip()
        last = parse_date(right, order) if left else None
        if last is None:
            continue
        # What the first day leaves out stands with the second: the year, or month and year.
        after, year = _AFTER_DAY.fullmatch(right), _YEAR.search(right)
        tries = [left]
        if year:
            tries.append(f"{left} {year[0]}")
        if after and left.isdigit():
            tries += [f"{left} {after[1]}", f"{left}/{after[1]}"]
        first = next((day for t in tries if (day := parse_date(t, order)) is not None), None)
        if first is not None:
            return first, last
    return None


def parse_vague(text: str) -> tuple[date, date] | None:
    """First and last day of a month or a year that a text names without a day: "Maret 2025", "03/2025", "2025".

    >>> parse_vague("Februari 2024")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    match = _MONTH_AND_YEAR.fullmatch(normalise(text))
    if match is None:
        return None
    month = int(match[1]) if match[1] and match[1].isdigit() else months().get(match[1] or "", 0)
    if match[1] and not 1 <= month <= 12:
        return None
    year, first, last = int(match[2]), month or 1, month or 12
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def span_in(order: Order, dating: Dating, latest: date) -> Callable[[str], Meaning]:
    """Reads the days of a cell, within the years that its column may hold.

    A year of two digits is of this century, or of the last where this one would be in the future.
    """

    def read(text: str) -> Meaning:
        if nothing(text):
            return MISSING
        found, how = parse_span(text, order), ""
        if found is None and dating.vague:
            found, how = parse_vague(text), "vague_date"
        if found is None:
            return Meaning(rule="bad_date")
        first, last = found
        short = not _YEAR.search(text)
        if short and last > latest and last.year - _CENTURY >= dating.earliest:
            first, last = _earlier(first), _earlier(last)
        if first.year < dating.earliest or last > latest:
            return Meaning(rule="bad_date")
        return Meaning(Span(first, last, "short_year" if short else how))

    return read


def _earlier(day: date) -> date:
    return day.replace(year=day.year - _CENTURY, day=min(day.day, 28 if day.month == 2 else day.day))
