"""Activities, innovations and partnerships: kinds from words, stages in order, terms of agreements."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from data.intake.registers.cells import nothing, whole, within
from data.intake.registers.rows import Rows
from data.intake.registers.source import NEVER, Days
from data.intake.registers.spans import parse_span, parse_vague
from data.intake.text import normalise
from data.intake.values import MISSING, Meaning
from data.tables import TABLES

_SPELLED = re.compile(r"\([^)]*\)")  # "3 (tiga) tahun"
_LENGTH = re.compile(r"(\d{1,2})\s*(tahun|thn|th|years?|bulan|bln|months?)\b", re.IGNORECASE)
_SINCE = re.compile(
    r"(?:sejak|mulai|dari|terhitung(?:\s+(?:mulai|sejak))?|from|since)(?:\s+tanggal)?\s+(.+)", re.IGNORECASE
)
_YEARS = re.compile(r"(20\d{2})\s*(?:-|–|—|s\s*[./]?\s*d\.?|sampai(?:\s+dengan)?|hingga|to)\s*(20\d{2})", re.IGNORECASE)
_MOST_MONTHS = 600


def activity(rows: Rows) -> None:
    """The kind from the title where it is not written; who was invited where nobody counted who came."""
    source = rows.source
    _from_words(rows, "activity_kind", "title", "kind_from_words")
    if source.has("invited"):
        column = TABLES["activity"].column("attendance")
        seats = source.cells("invited", whole(column.minimum or 0, column.maximum or 0))
        source.converted("invited", "invited", rows.fill("attendance", *seats.array(np.int64)))
    both = rows.there("ideas_raised") & rows.there("ideas_adopted")
    more = both & (rows.numbers("ideas_adopted") > rows.numbers("ideas_raised"))
    source.verdict.reject(more, "more_adopted_than_raised", source.place("ideas_adopted"))


def innovation(rows: Rows) -> None:
    """Every stage is on the day of the ones before it, or later."""
    stages = ("idea_on", "pilot_on", "running_on", "stopped_on")
    for at, later in enumerate(stages):
        for earlier in stages[:at]:
            rows.source.verdict.reject(
                rows.day(later) < rows.day(earlier), "stages_out_of_order", rows.source.place(later)
            )


def partnership(rows: Rows) -> None:
    """First and last day, also from a term such as "3 tahun sejak 1 Maret 2024"; the type from the name."""
    source = rows.source
    _from_words(rows, "partner_type", "partner_name", "type_from_name")
    if source.has("term"):
        terms = source.read("term", term)
        for name, read in (("started_on", terms.through(_first)), ("ended_on", terms.through(_last))):
            days = np.array([NEVER if day is None else np.datetime64(day, "D") for day in read.of] or [NEVER])
            rows.fill_days(name, days[read.codes], "term", "term")
        months, without = terms.through(lambda t: t.months).array(np.int64)
        start = rows.day("started_on")
        known = ~without & ~np.isnat(start)
        ends = _months_later(start, np.where(known, months, 0))
        rows.fill_days("ended_on", np.where(known, ends, NEVER), "term", "term")
    ended, place = rows.day("ended_on"), source.place("ended_on")
    source.verdict.reject(
        ended < rows.day("started_on"), "end_before_start", place if place >= 0 else source.place("term")
    )


def _from_words(rows: Rows, enumeration: str, text: str, how: str) -> None:
    """Fills a level from words that stand in a text, where its own cell is empty."""
    if text in rows.values:
        found = rows.values[text].through(lambda t: within(normalise(t), enumeration))
        rows.source.converted(enumeration, how, rows.fill(enumeration, *found.array(np.int64)))


@dataclass(frozen=True)
class Term:
    """When an agreement holds: first and last day as far as they are said, or how many months."""

    first: date | None = None
    last: date | None = None
    months: int | None = None


def _first(found: Term) -> date | None:
    return found.first


def _last(found: Term) -> date | None:
    return found.last


def term(text: str) -> Meaning:
    """Reads a term: "2024-2027", "3 tahun sejak 1 Maret 2024", "36 bulan", "1 Maret 2024 s.d. 28 Februari 2027"."""
    if nothing(text) or normalise(text) in ("tanpa batas", "tidak terbatas", "tidak ditentukan", "selamanya"):
        return MISSING
    plain = " ".join(_SPELLED.sub(" ", text).split())
    if match := _YEARS.fullmatch(plain):
        return _between(date(int(match[1]), 1, 1), date(int(match[2]), 12, 31))
    if match := _LENGTH.match(plain):
        months = int(match[1]) * (12 if match[2].casefold().startswith(("t", "y")) else 1)
        since = _SINCE.search(plain, match.end())
        if not 0 < months <= _MOST_MONTHS or (since is None and plain[match.end() :].strip()):
            return Meaning(rule="unclear_term")
        if since is None:
            return Meaning(Term(months=months))
        start = parse_span(since[1]) or parse_vague(since[1])
        if start is None:
            return Meaning(rule="unclear_term")
        last = _months_later(np.array([start[0]], "datetime64[D]"), np.array([months]))[0]
        return Meaning(Term(start[0], last.astype(date)))
    found = parse_span(plain) or parse_vague(plain)
    return _between(*found) if found and found[0] != found[1] else Meaning(rule="unclear_term")


def _between(first: date, last: date) -> Meaning:
    return Meaning(Term(first, last)) if first <= last else Meaning(rule="end_before_start")


def _months_later(start: Days, months: npt.NDArray[np.int64]) -> Days:
    """The last day of so many months that begin at `start`: 1 March 2024 and 36 months end on 28 February 2027.

    From the 31st, the last day of a shorter month stands for it.
    """
    month = start.astype("datetime64[M]")
    day = (start - month.astype("datetime64[D]")).astype(np.int64)
    target = month + months
    length = ((target + 1).astype("datetime64[D]") - target.astype("datetime64[D]")).astype(np.int64)
    last: Days = target.astype("datetime64[D]") + np.minimum(day, length) - 1
    return last
