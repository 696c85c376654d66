"""Applications for services: when they came in, were called and were done, from dates, clocks, durations and states."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from data import working_days
from data.intake.registers import durations
from data.intake.registers.moments import Moments, after, between, moments
from data.intake.registers.rows import Rows
from data.intake.registers.states import states_of
from data.intake.vocabulary.registers import Dating
from data.tables import TABLES

_HOUR = 60
_MOST = {c.name: int(c.maximum or 0) for c in TABLES["service_transaction"].columns}
Numbers = npt.NDArray[np.int64]


def transaction(rows: Rows) -> None:
    """Waiting minutes, processing hours, working days and the state of each application."""
    source = rows.source
    submitted = _moment(rows, "submitted_on").otherwise(_moment(rows, "submitted_time"))
    called = _waiting(rows, submitted)
    finished = _moment(rows, "completed_on").otherwise(_moment(rows, "completed_time"))
    since = Moments(submitted.day, np.where(called.timed & called.dated, called.minute, submitted.minute))
    since = Moments(np.where(called.dated, called.day, since.day), since.minute)
    finished, past, backwards = after(since, finished)
    source.verdict.reject(
        backwards | (finished.day < submitted.day),
        "closed_before_received",
        _place(rows, "completed_on", "completed_time"),
    )
    source.converted(_role(rows, "completed_time", "completed_on"), "past_midnight", past)
    finished, hours = _processing(rows, submitted, finished)
    rows.days["submitted_on"], rows.days["completed_on"] = submitted.day, finished.day
    rows.put("processing_hours", np.where(hours < 0, 0, hours), hours < 0)
    source.verdict.reject(hours > _MOST["processing_hours"], "out_of_range", _place(rows, "processing", "completed_on"))
    _working_days(rows)
    _state(rows, finished)


def _moment(rows: Rows, role: str) -> Moments:
    return moments(rows.source, role, Dating(), clock_alone=role.endswith("_time"))


def _role(rows: Rows, *roles: str) -> str:
    """The first of the roles that the file has."""
    return next((role for role in roles if rows.source.has(role)), roles[0])


def _place(rows: Rows, *roles: str) -> int:
    return rows.source.place(_role(rows, *roles))


def _waiting(rows: Rows, submitted: Moments) -> Moments:
    """Sets the waiting minutes: as written, else from the ticket to the call. Gives the moment of the call."""
    source, most = rows.source, _MOST["waiting_minutes"]
    called, past, backwards = after(submitted, _moment(rows, "called_time"))
    source.verdict.reject(backwards, "time_backwards", source.place("called_time"))
    source.converted("called_time", "past_midnight", past)
    minutes, known = between(submitted, called)
    if source.has("waiting_minutes"):
        written = durations.lengths(source, "waiting_minutes", "minutes")
        minutes, known = np.where(written.timed, written.minutes, minutes), known | written.timed
    elif source.has("called_time"):
        source.converted("called_time", "waiting_computed", known)
    source.verdict.reject(known & (minutes > most), "out_of_range", _place(rows, "waiting_minutes", "called_time"))
    rows.put("waiting_minutes", np.where(known, np.clip(minutes, 0, most), 0), ~known)
    return called


def _processing(rows: Rows, submitted: Moments, finished: Moments) -> tuple[Moments, Numbers]:
    """(moment of completion, processing hours rounded up, -1 where not known).

    From day and time of both; else from the length that is written. From days alone no hours are made: the same day may
    be one hour or nine.
    """
    source = rows.source
    minutes, exact = between(submitted, finished)
    hours = np.where(exact, -(-minutes // _HOUR), -1)
    source.converted(_role(rows, "completed_time", "completed_on"), "hours_computed", exact)
    if source.has("processing"):
        took = durations.lengths(source, "processing")
        so_far = states_of(rows).is_(("open", "returned")) & ~finished.dated  # how long it has taken, no end
        made = took.since(submitted, ~so_far)
        source.converted("processing", "end_from_duration", ~finished.dated & made.dated)
        source.converted("processing", "so_far", so_far & took.known)
        finished = finished.otherwise(made)
        hours = np.where((hours < 0) & took.timed & ~so_far, -(-took.minutes // _HOUR), hours)
    source.converted(_role(rows, "completed_on"), "no_hours", finished.dated & (hours < 0))
    return finished, hours


def _working_days(rows: Rows) -> None:
    start, end = rows.days["submitted_on"], rows.days["completed_on"]
    known = ~np.isnat(start) & ~np.isnat(end) & (end >= start)
    found = np.zeros(rows.count, dtype=np.int64)
    found[known] = working_days.between(start[known], end[known])
    rows.source.verdict.reject(
        found > _MOST["working_days"], "out_of_range", _place(rows, "completed_on", "processing")
    )
    rows.put("working_days", found, ~known)


def _state(rows: Rows, finished: Moments) -> None:
    """Completed and returned: from the status, the day of completion and a column of returns."""
    source, state = rows.source, states_of(rows)
    completed = finished.dated | state.is_(("completed",))
    source.verdict.reject(state.is_(("open",)) & finished.dated, "status_conflict", source.place("status"))
    source.converted("status", "completed_without_day", completed & ~finished.dated)
    if not any(source.has(role) for role in ("status", "completed", "completed_on", "completed_time", "processing")):
        served = rows.there("waiting_minutes")  # a log of the queue alone: who was called was served
        source.converted(_role(rows, "waiting_minutes", "called_time"), "served", served)
        completed = completed | served
    own, blank = rows.numbers("completed"), ~rows.there("completed")
    rows.put("completed", np.where(blank | finished.dated, completed, own > 0), np.zeros(rows.count, dtype=bool))
    returned, unsaid = rows.numbers("returned"), ~rows.there("returned")
    by_status = state.known & unsaid
    rows.put("returned", np.where(by_status, state.is_(("returned",)), returned > 0), unsaid & ~state.known)
