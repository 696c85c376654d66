"""Days and spans of days as training logs write them: "3 s.d. 5 Maret 2026", "28 Februari - 2 Maret 2026", "03/03/26"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from data.intake.dates import Order, parse_date
from data.intake.staff.cells import nothing
from data.intake.values import MISSING, Meaning
from data.intake.vocabulary.staff import Dating

_TO = re.compile(
    r"\s*(?:s\s*[./]\s*d\.?|\bsd\b|sampai(?:\s+dengan)?|hingga|\bto\b|\buntil\b|–|—|-|\bdan\b|&)\s*", re.IGNORECASE
)
_AFTER_DAY = re.compile(r"\d{1,2}[\s\-/.]+(.+)", re.DOTALL)
_YEAR = re.compile(r"\d{4}")
_CENTURY = 100


@dataclass(frozen=True)
class Span:
    """First and last day; `short`: the year was written with two digits."""

    first: date
    last: date
    short: bool = False


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


def span_in(order: Order, dating: Dating, latest: date) -> Callable[[str], Meaning]:
    """Reads the days of a cell, within the years that its column may hold.

    A year of two digits is of this century, or of the last where this one would be in the future.
    """

    def read(text: str) -> Meaning:
        if nothing(text):
            return MISSING
        found = parse_span(text, order)
        if found is None:
            return Meaning(rule="bad_date")
        first, last = found
        short = not _YEAR.search(text)
        if short and last > latest and last.year - _CENTURY >= dating.earliest:
            first, last = _earlier(first), _earlier(last)
        if first.year < dating.earliest or last > latest:
            return Meaning(rule="bad_date")
        return Meaning(Span(first, last, short))

    return read


def _earlier(day: date) -> date:
    return day.replace(year=day.year - _CENTURY, day=min(day.day, 28 if day.month == 2 else day.day))
