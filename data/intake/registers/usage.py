"""Use of systems by month: the month of every row, working days where nobody wrote them, and what cannot be."""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt

from data import working_days
from data.intake.dates import Order, order_of, parse_date
from data.intake.registers import daily
from data.intake.registers.cells import Cell, nothing
from data.intake.registers.rows import Rows
from data.intake.registers.source import NEVER, Days
from data.intake.registers.spans import parse_span, parse_vague
from data.intake.text import normalise
from data.intake.values import MISSING, Meaning
from data.intake.verdict import Values, reject_texts
from data.intake.vocabulary import months
from metrics.periods import year_and_quarter

PARTS = ("proxy", "late", "returned")  # of the digital transactions
_EARLIEST = 2000


def usage_month(rows: Rows) -> None:
    """Rows of a month as they are; the lines of a daily log are made ready to be added up."""
    if daily.is_log(rows.source.plan):
        daily.prepare(rows)
    else:
        _month(rows)
        fill_working_days(rows, rows.day("month") < np.datetime64(rows.today, "M").astype("datetime64[D]"))
    _possible(rows)


def first_of_month(days: Days) -> Days:
    """The first day of the month of each day."""
    found: Days = days.astype("datetime64[M]").astype("datetime64[D]")
    return found


def last_of_month(days: Days) -> Days:
    """The last day of the month of each day."""
    found: Days = (days.astype("datetime64[M]") + 1).astype("datetime64[D]") - 1
    return found


def calendar(month: Days) -> npt.NDArray[np.int64]:
    """Working days of whole months by the calendar; 0 for NaT."""
    distinct, codes = np.unique(month, return_inverse=True)
    found = np.zeros(len(distinct), dtype=np.int64)
    known = ~np.isnat(distinct)
    if known.any():
        first = first_of_month(distinct[known])
        found[known] = working_days.between(first - 1, last_of_month(first))
    return found[codes]


def fill_working_days(rows: Rows, whole: npt.NDArray[np.bool_]) -> None:
    """Working days of the calendar for the months of `whole` where the file has no column of them.

    Who was active on more days than that works by another calendar: theirs stay unknown.
    """
    source = rows.source
    if source.has("working_days"):
        return
    month, active = rows.day("month"), rows.numbers("active_days", 0)
    days = calendar(month)
    known = whole & ~np.isnat(month) & (days > 0)
    more = known & (active > days)
    rows.put("working_days", np.where(known & ~more, days, 0), ~known | more)
    source.converted("working_days", "calendar_days", known & ~more)
    source.converted("working_days", "other_calendar", more)


def _month(rows: Rows) -> None:
    """The month of each row from its cell, with the year of its own column or of the file's period where it has none."""
    source = rows.source
    role = "month" if source.has("month") else "used_on"
    if not source.has(role):
        return
    texts, codes = source.texts(role)
    years, of_year = source.texts("year") if source.has("year") else ([_year_of_file(rows)], np.zeros_like(codes))
    width = max(len(years), 1)
    pairs, where = np.unique(codes.astype(np.int64) * width + of_year, return_inverse=True)
    used = np.zeros(len(pairs), dtype=bool)
    used[where[source.verdict.rows]] = True
    written = [texts[pair // width] for pair in pairs.tolist()]
    order, _ = order_of([text for text, here in zip(written, used.tolist(), strict=True) if here and not nothing(text)])
    meanings = [
        month_of(text, years[pair % width], order, rows.today) if here else MISSING
        for pair, text, here in zip(pairs.tolist(), written, used.tolist(), strict=True)
    ]
    reject_texts(where, written, meanings, source.place(role), source.verdict)
    found = Values(np.asarray(where, dtype=np.int64), [m.value for m in meanings])
    source.conversions.append((role, found))
    days = np.array([NEVER if c is None else np.datetime64(c.value, "D") for c in found.of] or [NEVER], "datetime64[D]")
    rows.days["month"] = days[found.codes]


def _year_of_file(rows: Rows) -> str:
    period = rows.source.plan.period
    return "" if period is None else str(year_and_quarter(period)[0])


def month_of(text: str, year: str, order: Order, today: date) -> Meaning:
    """The first day of the month that a text names: "2026-03", "Maret 2026", "Mar-26", "03/2026", "202603", any day or days
    in it; a bare "Maret" or "3" with the year beside it. A month that has not begun is refused."""
    if nothing(text):
        return MISSING
    found = _named(text.strip(), order) or _with_year(text, year)
    if found is None or found.year < _EARLIEST or found > today:
        return Meaning(rule="bad_date")
    return Meaning(Cell(found))


def _named(text: str, order: Order) -> date | None:
    if (day := parse_date(text, order)) is not None and day.year >= _EARLIEST:
        return day.replace(day=1)
    plain = normalise(text)
    words = plain.split()
    if len(plain) == 6 and plain.isdigit():
        words = [plain[:4], plain[4:]]
    if len(words) == 2 and len(words[0]) == 4 and words[0].isdigit():
        words = words[::-1]
    if len(words) == 2 and words[1].isdigit() and len(words[1]) in (2, 4):
        number = int(words[0]) if words[0].isdigit() and len(words[1]) == 4 else months().get(words[0], 0)
        year = int(words[1]) + (2000 if len(words[1]) == 2 else 0)
        return date(year, number, 1) if 1 <= number <= 12 else None
    span = parse_span(text, order) or (parse_vague(text) if words and not plain.isdigit() else None)
    same = span is not None and (span[0].year, span[0].month) == (span[1].year, span[1].month)
    return span[0].replace(day=1) if span is not None and same else None


def _with_year(text: str, year: str) -> date | None:
    plain, digits = normalise(text).removeprefix("bulan "), year.strip().removesuffix(".0")
    number = int(plain) if plain.isdigit() and len(plain) <= 2 else months().get(plain, 0)
    return date(int(digits), number, 1) if len(digits) == 4 and digits.isdigit() and 1 <= number <= 12 else None


def _possible(rows: Rows) -> None:
    """Rejects more days than the month or its working days have, and parts that are more than their whole."""
    source, month = rows.source, rows.day("month")
    known = ~np.isnat(month)
    length = np.where(known, (last_of_month(month) - first_of_month(month)).astype(np.int64) + 1, 31)
    active = rows.numbers("active_days", 0)
    for name in ("active_days", "working_days"):
        source.verdict.reject(rows.numbers(name, 0) > length, "more_days_than_month", source.place(name))
    if source.has("working_days"):
        more = rows.there("working_days") & (active > rows.numbers("working_days"))
        source.verdict.reject(more, "more_active_than_working", source.place("active_days"))
    whole, counted = rows.numbers("digital", 0), rows.there("digital")
    for name in PARTS:
        source.verdict.reject(counted & (rows.numbers(name, 0) > whole), "more_than_digital", source.place(name))
    source.verdict.reject((active == 0) & (whole > 0), "work_without_days", source.place("active_days"))
