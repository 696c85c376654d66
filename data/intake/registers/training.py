"""Trainings: days from whatever a log has, JP from lessons, minutes or days, and what the catalogue knows."""

from __future__ import annotations

import numpy as np

from data.intake.registers import times
from data.intake.registers.cells import Cell, Length, jp_of, length_in, nothing, within
from data.intake.registers.rows import Rows
from data.intake.registers.source import quarters
from data.intake.respondents import Mask
from data.intake.text import normalise
from data.intake.values import MISSING, Meaning
from data.intake.verdict import Values
from data.intake.vocabulary.registers import Dating
from data.tables import ENUMERATIONS, TABLES

# Roles that tell the length of a training, best first, and the unit of a bare number in them.
LENGTHS = {
    "jp_hundredths": "jp", "duration": "", "duration_minutes": "minutes", "duration_hours": "hours", "duration_days": "days",
}  # fmt: skip
_KINDS = [level.key for level in ENUMERATIONS["training_kind"].levels]


def programme(rows: Rows) -> None:
    """The catalogue: kind from the title where it stands there, JP."""
    _kind_from_title(rows, np.ones(rows.count, dtype=bool))
    _jp(rows, rows.numbers("training_kind"))


def participation(rows: Rows) -> None:
    """One person at one training: its days, its kind, its JP, whether it was completed."""
    _days(rows)
    in_catalogue, offered_kind, offered_jp = _catalogue(rows)
    _kind_from_title(rows, ~in_catalogue)
    described = rows.there("area") & rows.there("training_kind")
    rows.source.verdict.reject(
        rows.there("title") & ~described & ~in_catalogue, "unknown_programme", rows.source.place("title")
    )
    own = rows.numbers("training_kind")
    _jp(rows, np.where(own < 0, offered_kind, own))
    rows.source.converted("jp_hundredths", "no_jp", ~rows.there("jp_hundredths") & ~offered_jp)
    _completed(rows)


def _days(rows: Rows) -> None:
    """First and last day: their own columns, a column of spans, the last access, the period of the file."""
    source = rows.source
    if source.has("dates"):
        first, last = source.spans("dates", Dating())
        for name, days in (("started_on", first), ("ended_on", last)):
            present = rows.day(name)
            rows.days[name] = np.where(np.isnat(present), days, present)
    if source.has("last_access"):
        rows.fill_days("ended_on", source.spans("last_access", Dating())[1], "last_access", "last_access")
    if not source.has("completed"):  # somebody who is still at it has no last day yet
        rows.fill_days("ended_on", rows.day("started_on"), "one_day", "started_on")
    if source.plan.period is not None:
        last = np.full(rows.count, times.last_day_of(source.plan.period, source.plan.grain))
        rows.fill_days("ended_on", last, "end_of_period", "ended_on")
    place = source.place("ended_on") if source.has("ended_on") else source.place("dates")
    source.verdict.reject(rows.day("ended_on") < rows.day("started_on"), "end_before_start", place)


def _catalogue(rows: Rows) -> tuple[Mask, np.ndarray, Mask]:
    """Per row: whether the catalogue of its city has the training, its kind there (-1: none), whether its JP are known."""
    programme_ = rows.values["programme"]
    width = len(programme_.of) or 1
    pairs, codes = np.unique(rows.city.codes * width + programme_.codes, return_inverse=True)
    found = [
        rows.register.programmes.get((str(rows.city.of[pair // width]), str(programme_.of[pair % width])))
        for pair in pairs.tolist()
    ]
    there = np.array([f is not None for f in found], dtype=bool)
    kinds = np.array([-1 if f is None else _KINDS.index(f.kind) for f in found], dtype=np.int64)
    jp = np.array([f is not None and f.jp for f in found], dtype=bool)
    return there[codes], kinds[codes], jp[codes]


def _kind_from_title(rows: Rows, where: Mask) -> None:
    """The kind of training that its title names, where no kind is written."""
    titles = rows.values["title"].through(lambda title: within(normalise(title), "training_kind"))
    kinds, missing = titles.array(np.int64)
    rows.source.converted("title", "kind_from_title", rows.fill("training_kind", kinds, missing | ~where))


def _jp(rows: Rows, kinds: np.ndarray) -> None:
    """JP in hundredths from the first role that tells a length; days by kind and by the rule of their quarter."""
    source = rows.source
    declared = TABLES[source.plan.table].column("jp_hundredths")
    days = rows.day("ended_on")
    when = np.where(np.isnat(days), -1, quarters(days))
    for role in (r for r in LENGTHS if source.has(r)):
        lengths = source.read(role, length_in(LENGTHS[role]))
        combined = np.stack([lengths.codes, kinds, when], axis=1)
        distinct, codes = np.unique(combined, axis=0, return_inverse=True)
        worth = [_worth(lengths.of[c] if lengths.of else None, k, q) for c, k, q in distinct.tolist()]
        cells = Values(
            np.asarray(codes, dtype=np.int64).reshape(-1), [w if isinstance(w, Cell) else None for w in worth]
        )
        needed = ~rows.there("jp_hundredths")
        lost = np.array([w is False for w in worth] or [False])[cells.codes]
        source.verdict.reject(lost & needed, "days_not_jp", source.place(role))
        numbers, missing = cells.through(lambda cell: cell.value).array(np.int64)
        outside = ~missing & ((numbers < (declared.minimum or 0)) | (numbers > (declared.maximum or 0)))
        source.verdict.reject(outside & needed, "out_of_range", source.place(role))
        filled = rows.fill("jp_hundredths", numbers, missing | outside)
        for how in sorted({cell.how for cell in cells.of if cell is not None} - {""}):
            same = np.array([cell is not None and cell.how == how for cell in cells.of])[cells.codes]
            source.converted(role, how, filled & same)


def _worth(length: Length | None, kind: int, quarter: int) -> Cell | bool | None:
    """JP of a length; None where there is none, False where it cannot be converted."""
    if length is None:
        return None
    found = jp_of(length, _KINDS[kind] if kind >= 0 else "", quarter if quarter >= 0 else None)
    return False if found is None else found


def _completed(rows: Rows) -> None:
    """Completed and certified: as written; with no word on completion, a training that is over was completed."""
    source = rows.source
    if source.has("certificate_number"):
        held = source.read("certificate_number", lambda text: MISSING if nothing(text) else Meaning(Cell(True)))
        numbers, missing = held.through(lambda _: 1).array(np.int64)
        source.converted("certificate_number", "certificate_number", rows.fill("certified", numbers, missing))
    if not source.has("completed"):
        over = rows.day("ended_on") <= np.datetime64(rows.today, "D")
        rows.put("completed", over, np.isnat(rows.day("ended_on")))
        source.converted("completed", "completed_assumed", over)
