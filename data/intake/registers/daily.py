"""Daily logs of a system: a row per person and day, or per action, becomes a row per person, system and month.

A day counts once, however many lines it has. The third active day within 30 is known from a log exactly; a window that
begins in another file is not seen.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from data import working_days
from data.intake.model import Plan
from data.intake.registers import cells, usage
from data.intake.registers.cells import Cell
from data.intake.registers.moments import moments
from data.intake.registers.number import DIGITS, normal
from data.intake.registers.rows import Rows
from data.intake.registers.source import NEVER, Days
from data.intake.registers.spans import parse_span, parse_vague
from data.intake.registers.told import folded
from data.intake.respondents import Mask
from data.intake.text import normalise
from data.intake.values import Meaning
from data.intake.vocabulary.registers import Dating, in_logs
from metrics.adoption.terms import SUSTAINED_DAYS, SUSTAINED_WITHIN

COUNTS = ("digital", "manual", "proxy", "late", "returned")
LATE_WITHIN = 3  # working days at the end of a period: what is entered then is entered late in it
_MOST = 10_000  # of anything on one line
Numbers = npt.NDArray[np.int64]


def is_log(plan: Plan) -> bool:
    """Whether the rows of a file are days or actions, not months."""
    return plan.table == "usage_month" and plan.column("used_on") is not None and plan.column("active_days") is None


def count(text: str) -> Meaning:
    """A number on a line of a log, or yes (1) and no (0)."""
    found = cells.whole(0, _MOST)(text)
    if found.rule != "bad_number":
        return found
    said = cells.flag(text)
    return Meaning(Cell(int(said.value.value))) if said.value is not None else Meaning(rule="bad_number")


def prepare(rows: Rows) -> None:
    """Day and month of each line, and how many transactions it stands for."""
    source = rows.source
    used = moments(source, "used_on", Dating())
    rows.days["used_on"], rows.days["month"] = used.day, usage.first_of_month(used.day)
    rows.put("active_days", np.ones(rows.count, dtype=np.int64), ~used.dated)
    if not source.has("digital") and (source.has("action") or source.has("used_time") or used.timed.any()):
        work = ~_says(rows, "action", "looking", begins=True)
        rows.put("digital", work.astype(np.int64), np.zeros(rows.count, dtype=bool))
        source.converted("used_on", "line_is_transaction", work)
        source.converted("action", "only_looking", ~work)
    if source.has("status") and not source.has("returned"):
        _share(rows, "returned", _says(rows, "status", "returned"), "returned_by_status", "status")
    if source.has("entered_by") and not source.has("proxy"):
        another, unsaid = _by_another(rows)
        _share(rows, "proxy", another, "proxy_by_number", "entered_by", unsaid)
    if source.has("due_on") and not source.has("late"):
        due = source.spans("due_on", Dating(ahead=True, vague=True))[1]
        _share(rows, "late", _late(used.day, due), "late_by_due", "due_on", np.isnat(due))


def _says(rows: Rows, role: str, words: str, begins: bool = False) -> Mask:
    """Lines whose text of a role holds (or begins with) one of these words."""
    if not rows.source.has(role):
        return np.zeros(rows.count, dtype=bool)
    known = in_logs()[words]

    def said(text: str) -> Meaning:
        plain = f" {normalise(text)} "
        return Meaning(any(plain.startswith(f" {w} ") if begins else f" {w} " in plain for w in known))

    return rows.source.read(role, said).array(bool)[0].astype(bool)


def _by_another(rows: Rows) -> tuple[Mask, Mask]:
    """(lines that another number than the person's own entered, lines where no number says who entered them)."""
    own, other = rows.source.texts("staff"), rows.source.texts("entered_by")
    mine, theirs = (np.array([normal(t) for t in texts] or [""], dtype=object)[codes] for texts, codes in (own, other))
    unsaid = np.array([len(d := normal(t)) != DIGITS or not d.isdigit() for t in other[0]] or [True])[other[1]]
    return np.asarray(~unsaid & (mine != theirs), dtype=bool), np.asarray(unsaid)


def _share(rows: Rows, name: str, where: Mask, how: str, role: str, missing: Mask | None = None) -> None:
    """Of the digital transactions of a line, all where it is so, else none; unknown where nothing is counted."""
    whole, counted = rows.numbers("digital", 0), rows.there("digital")
    rows.put(name, np.where(where, whole, 0), ~counted if missing is None else ~counted | missing)
    rows.source.converted(role, how, where)


def _late(day: Days, due: Days) -> Mask:
    """Days among the last working days up to the end of their period, or after it."""
    both = ~np.isnat(day) & ~np.isnat(due)
    late = both & (day > due)
    before = both & ~late
    pairs = np.stack([day[before].astype(np.int64), due[before].astype(np.int64)])
    distinct, codes = np.unique(pairs, axis=1, return_inverse=True)
    near = working_days.between(distinct[0].astype("datetime64[D]"), distinct[1].astype("datetime64[D]")) < LATE_WITHIN
    late[before] = near[codes.reshape(-1)]
    return late


def fold(rows: Rows) -> None:
    """Adds up the lines that passed: one line per person, system and month carries the sums, the others are folded."""
    source, verdict = rows.source, rows.source.verdict
    lines = np.flatnonzero(verdict.passed)
    if not len(lines):
        return
    staff = rows.column("staff")
    assert staff is not None
    keys = (rows.city.codes, np.asarray(staff.fill_null(0), dtype=np.uint64), rows.numbers("system"))
    day = rows.day("used_on")
    lines = lines[np.lexsort((lines, day[lines], *(key[lines] for key in keys[::-1])))]
    of_day = day[lines]
    person = _changes(*(key[lines] for key in keys))
    month = person | _changes(of_day.astype("datetime64[M]"))
    new_day = person | _changes(of_day)
    starts = np.flatnonzero(month)
    carrier = np.minimum.reduceat(lines, starts)
    verdict.folded[lines] = True
    verdict.folded[carrier] = False
    _carry(rows, "active_days", np.add.reduceat(new_day.astype(np.int64), starts), carrier)
    for name in COUNTS:
        if rows.there(name).any():
            there = rows.there(name)[lines]
            total = np.add.reduceat(np.where(there, rows.numbers(name, 0)[lines], 0), starts)
            _carry(rows, name, total, carrier, np.logical_or.reduceat(there, starts))
    _units(rows, lines, starts, carrier)
    reached = np.full(rows.count, NEVER)
    at = _sustained(of_day, person, new_day)
    reached[carrier[np.searchsorted(starts, at, side="right") - 1]] = of_day[at]
    rows.days["sustained_on"] = reached
    usage.fill_working_days(rows, _covered(rows, of_day) & verdict.passed)
    source.notices.append(folded(len(lines), rows.day("month")[carrier]))


def _changes(*keys: npt.NDArray[np.generic]) -> Mask:
    """Where one of the keys differs from the line before; the first line too."""
    found = np.ones(len(keys[0]), dtype=bool)
    found[1:] = np.logical_or.reduce([key[1:] != key[:-1] for key in keys])
    return found


def _carry(rows: Rows, name: str, totals: Numbers, carrier: Numbers, known: Mask | None = None) -> None:
    numbers, missing = np.zeros(rows.count, dtype=np.int64), np.ones(rows.count, dtype=bool)
    numbers[carrier] = totals
    missing[carrier] = False if known is None else ~known
    rows.put(name, numbers, missing)


def _units(rows: Rows, lines: Numbers, starts: Numbers, carrier: Numbers) -> None:
    """The office of a month is the last one that its lines name."""
    if "unit" not in rows.arrays:
        return
    named = np.asarray(rows.arrays["unit"].is_valid())[lines]
    last = np.maximum.reduceat(np.where(named, np.arange(len(lines)), -1), starts)
    places, missing = np.zeros(rows.count, dtype=np.int64), np.ones(rows.count, dtype=bool)
    places[carrier], missing[carrier] = lines[last], last < 0
    rows.arrays["unit"] = rows.arrays["unit"].take(pa.array(places, mask=missing))


def _sustained(day: Days, person: Mask, new_day: Mask) -> Numbers:
    """The lines at which each person and system was first active on so many days within so many: at most one each."""
    first = np.flatnonzero(new_day)
    who = np.cumsum(person)[first]
    back = SUSTAINED_DAYS - 1
    if len(first) <= back:
        return np.zeros(0, dtype=np.int64)
    near = (day[first][back:] - day[first][:-back]).astype(np.int64) < SUSTAINED_WITHIN
    reached = np.flatnonzero(near & (who[back:] == who[:-back])) + back
    _, earliest = np.unique(who[reached], return_index=True)
    return np.asarray(first[reached[earliest]], dtype=np.int64)


def _covered(rows: Rows, days: Days) -> Mask:
    """Months of which the log holds every working day: from its first to its last line, or as a title row says."""
    source = rows.source
    first, last = days.min(), days.max()
    for role in ("covers", "month"):
        said = source.plan.constants.get(role, "")
        if span := parse_span(said) or parse_vague(said):
            first, last = min(first, np.datetime64(span[0], "D")), max(last, np.datetime64(span[1], "D"))
    month = rows.day("month")
    known = ~np.isnat(month)
    begin = np.where(known, month, first)
    end = usage.last_of_month(begin)
    opens = working_days.after(begin - 1, np.ones(len(begin), dtype=np.int64))
    closes = working_days.after(begin - 1, usage.calendar(begin))
    covered: Mask = known & (first <= opens) & (np.minimum(closes, end) <= last)
    return covered
