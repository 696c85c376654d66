"""Attendance and ideas per 100 staff over time: activities stand in one table and staff in another, so both are asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from metrics.culture import per_staff
from metrics.metric import Metric, State
from metrics.words import Words
from pages.parts.indicator import history
from pages.parts.indicator.history import NAN, History, Place, Row
from pages.parts.words import missing

Formula = Callable[[Any, Any], pd.DataFrame]
FORMULAS: dict[str, Formula] = {"attendance": per_staff.reach, "ideas_raised": per_staff.ideas}


def reach(attendance: History, staff: History) -> History:
    """Attendances per 100 staff."""
    return _rate(attendance, staff, attended(attendance.metric), per_staff.reach)


def attended(attendance: Metric) -> Metric:
    """The declaration of attendances as one of attendances per 100 staff."""
    return replace(
        attendance,
        label=Words("Kehadiran per 100 pegawai", "Attendances per 100 staff"),
        unit=Words("kehadiran per 100 pegawai", "attendances per 100 staff"),
        decimals=1,
    )


def ideas(raised: History, staff: History) -> History:
    """Ideas raised per 100 staff."""
    metric = replace(
        raised.metric,
        label=Words("Ide per 100 pegawai", "Ideas per 100 staff"),
        unit=Words("ide per 100 pegawai", "ideas per 100 staff"),
        decimals=1,
    )
    return _rate(raised, staff, metric, per_staff.ideas)


def _rate(counted: History, staff: History, metric: Metric, formula: Formula) -> History:
    people = {place.key: place for place in staff.places}
    places = tuple(_place(place, people.get(place.key), formula) for place in counted.places)
    whole = _place(counted.whole, staff.whole, formula)
    rows = [place.at(counted.now) for place in places], [place.at(counted.before) for place in places]
    changes = history.changes(*rows, [place.name for place in places])
    return replace(counted, metric=metric, places=places, whole=whole, changes=changes)


def _place(counted: Place, staff: Place | None, formula: Formula) -> Place:
    beside = [staff.at(period) if staff else history.nothing(period) for period in counted.rows]
    rows = rated(list(counted.rows.values()), beside, formula)
    return replace(counted, rows=dict(zip(counted.rows, rows, strict=True)))


def rated(counted: Sequence[Row], staff: Sequence[Row], formula: Formula) -> list[Row]:
    """Counts per 100 staff, row by row, with `counted` and `staff` beside them. n stays what the count rests on.

    Hidden where either is hidden; it cannot be computed where nobody's register tells the staff.
    """
    states = [_state(row, people) for row, people in zip(counted, staff, strict=True)]
    shown = [state is State.SHOWN for state in states]
    known = [int(people["n"]) if there else 0 for people, there in zip(staff, shown, strict=True)]
    values = [row["value"] if there else NAN for row, there in zip(counted, shown, strict=True)]
    made = history.rows_of(formula(values, [n or NAN for n in known]))
    return [_rated(*each) for each in zip(counted, known, states, made, strict=True)]


def _state(row: Row, staff: Row) -> State:
    state, known = State(row["state"]), State(staff["state"])
    if state is State.SHOWN and known is State.SUPPRESSED:
        return State.SUPPRESSED
    if state is State.SHOWN and (known is not State.SHOWN or missing(staff["n"])):
        return State.UNDEFINED
    return state


def _rated(row: Row, people: int, state: State, made: Row) -> Row:
    shown, hidden = state is State.SHOWN, state is State.SUPPRESSED
    if shown and missing(made["value"]):
        state = State.UNDEFINED
    return {
        **row,
        "value": float(made["value"]),
        "low": float(made["low"]),
        "high": float(made["high"]),
        "se": NAN,
        "df": NAN,
        "state": state,
        "n": pd.NA if hidden else row["n"],
        "counted": NAN if hidden else row["value"],
        "staff": people if shown else NAN,
    }
