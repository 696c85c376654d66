"""Attendance and ideas per 100 staff over time: activities stand in one table and staff in another, so both are asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
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
    metric = replace(
        attendance.metric,
        label=Words("Kehadiran per 100 pegawai", "Attendances per 100 staff"),
        unit=Words("kehadiran per 100 pegawai", "attendances per 100 staff"),
        decimals=1,
    )
    return _rate(attendance, staff, metric, per_staff.reach)


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
    changes = history.changes(*rows).set_axis([place.name for place in places], axis=0)
    return replace(counted, metric=metric, places=places, whole=whole, changes=changes)


def _place(counted: Place, staff: Place | None, formula: Formula) -> Place:
    rows = {
        period: rated(row, staff.at(period) if staff else history.nothing(period), formula)
        for period, row in counted.rows.items()
    }
    return replace(counted, rows=rows)


def rated(row: Row, staff: Row, formula: Formula) -> Row:
    """A count per 100 staff, with `counted` and `staff` beside it. n stays what the count rests on.

    Hidden where either is hidden; it cannot be computed where nobody's register tells the staff.
    """
    state, known = State(row["state"]), State(staff["state"])
    if state is State.SHOWN and known is State.SUPPRESSED:
        state = State.SUPPRESSED
    elif state is State.SHOWN and (known is not State.SHOWN or missing(staff["n"])):
        state = State.UNDEFINED
    shown = state is State.SHOWN
    people = int(staff["n"]) if shown else 0
    made = formula([row["value"] if shown else NAN], [people or np.nan]).iloc[0]
    if shown and missing(made["value"]):
        state = State.UNDEFINED
    hidden = state is State.SUPPRESSED
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
