"""The frames that models are fitted on, read from the store in one transaction: no key of a person leaves it.

Persons are numbered anew in each reading. Months count from year 0; codes become the keys of their levels.

- `spells`: adoption_spell with `trained_month` (of the first completed IT training) and `first_active`, `last` (month
  of first use, and of the last log of the system in the city).
- `starts`, `told`: see `metrics.models.features`.
- `use`: usage_quarter with `trained_quarter`; `recent_use` (a row per person), `recent_by_system`: its last four quarters.
- `answers`: pulse_record, scales 0-100; `trials`, `shares`, `office_quarters`, `launches`: see `data.fits.trials`.
- `recent_answers`: pulse_record of the last four quarters that the city was asked in, scales 0-100.
"""

# ruff: noqa: S608 - what is pasted are declared names and fixed texts; values are never
from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from data.derived import inputs as prepared
from data.derived import usage
from data.fits import trials
from data.tables import TABLES
from metrics.adoption.family import PARTS
from metrics.models import features
from metrics.models.behaviour import SUMS, joint
from metrics.resistance.terms import SCALES

TABLES_READ = ("usage_quarter", "adoption_spell", "pulse_record", "adoption_quarter", "complaint_record")
RECENT = 4  # quarters
_LEVELS = ("age", "education", "position", "system", "obligation")


def cities(cursor: Any) -> list[str]:
    """Keys of the cities that have spells or answers."""
    rows = cursor.execute(
        "SELECT c.city FROM city c SEMI JOIN (SELECT city FROM adoption_spell UNION SELECT city FROM pulse_record) d "
        "ON d.city = c.id ORDER BY c.id"
    ).fetchall()
    return [str(row[0]) for row in rows]


def read(cursor: Any, wanted: Collection[str]) -> dict[str, pd.DataFrame]:
    """The frames of those names, and those that they are made of."""
    prepared.prepare(cursor)
    usage.prepare(cursor)
    try:
        found = {"spells": _spells(cursor), "answers": _answers(cursor), "use": _use(cursor)}
        launches = _launches(cursor)
        if {"trials", "shares"} & {*wanted}:
            found["trials"], found["shares"] = trials.trials(cursor), trials.shares(cursor)
        if {"office_quarters", "launches"} & {*wanted}:
            found["office_quarters"], found["launches"] = trials.office_quarters(cursor), trials.launches(cursor)
    finally:
        usage.clear(cursor)
        prepared.clear(cursor)
    if "starts" in wanted:
        found["starts"] = features.starts(found["spells"], found["answers"])
    if "told" in wanted:
        found["told"] = features.told(found["answers"], launches, found["use"]).drop(columns="respondent")
    if "recent_answers" in wanted:
        found["recent_answers"] = _recent(found["answers"])
    recent = _recent(found["use"])
    sums = list(dict.fromkeys(("active_days", *SUMS)))
    for name, by in (("recent_use", []), ("recent_by_system", ["system"])):
        if name in wanted:
            keys = ["city", "unit", "person", "position", *by]
            found[name] = recent.groupby(keys, observed=True, dropna=False)[sums].sum().reset_index()
    return {name: frame for name, frame in found.items() if name in wanted}


def _spells(cursor: Any) -> pd.DataFrame:
    return _frame(
        cursor,
        f"""
        SELECT c.city, u.unit, {_PERSON} AS person, s.age, s.education, s.position, s.system, s.obligation,
               {usage.month_of("s.started_on")} AS started, s.months_to::DOUBLE AS months_to,
               s.months_waiting::DOUBLE AS months_waiting, {usage.month_of("k.day")}::DOUBLE AS trained_month,
               a.active::DOUBLE AS first_active, max(g.last) OVER (PARTITION BY s.city, s.system) AS last
        FROM adoption_spell s JOIN city c ON c.id = s.city JOIN unit u ON u.id = s.unit
        LEFT JOIN skilled k ON k.city = s.city AND k.staff = s.staff
        LEFT JOIN used a ON a.city = s.city AND a.staff = s.staff AND a.system = s.system
        LEFT JOIN (SELECT city, system, max(last) AS last FROM logged GROUP BY city, system) g
        ON g.city = s.city AND g.system = s.system
        ORDER BY ALL
        """,
    )


def _use(cursor: Any) -> pd.DataFrame:
    counted = dict.fromkeys(("active_days", *(name for part in PARTS.values() for name in (part.part, part.whole))))
    sums = ", ".join(f"s.{name}::DOUBLE AS {name}" for name in counted)
    found = _frame(
        cursor,
        f"""
        SELECT c.city, u.unit, {_PERSON} AS person, s.position, s.system, s.quarter, s.trained::DOUBLE AS trained,
               {prepared.quarter_of("k.day")}::DOUBLE AS trained_quarter, {sums}
        FROM usage_quarter s JOIN city c ON c.id = s.city JOIN unit u ON u.id = s.unit
        LEFT JOIN skilled k ON k.city = s.city AND k.staff = s.staff ORDER BY ALL
        """,
    )
    return joint(found)


def _answers(cursor: Any) -> pd.DataFrame:
    scales = ", ".join(f"s.{key}_twelfths / 12 AS {key}" for key in SCALES)
    return _frame(
        cursor,
        f"""
        SELECT c.city, u.unit, s.quarter, s.system, s.position, s.respondent::DOUBLE AS respondent, {scales}
        FROM pulse_record s JOIN city c ON c.id = s.city JOIN unit u ON u.id = s.unit ORDER BY ALL
        """,
    )


def _launches(cursor: Any) -> pd.DataFrame:
    return _frame(
        cursor,
        f"SELECT u.unit, s.system, {usage.month_of('s.launched_on')} AS launched, s.obligation "
        "FROM launched s JOIN unit u ON u.id = s.unit ORDER BY ALL",
    )


_PERSON = "dense_rank() OVER (ORDER BY s.city, s.staff)"


def _frame(cursor: Any, query: str) -> pd.DataFrame:
    """The rows with keys of levels instead of codes; missing stays missing."""
    frame: pd.DataFrame = cursor.execute(query).df()
    for name in _LEVELS:
        if name in frame:
            levels = next(t.column(name).levels for t in map(TABLES.get, TABLES_READ) if t is not None and t.has(name))
            assert levels is not None, f"{name} is a level"
            keys = np.array([*(level.key for level in levels.levels), None], dtype=object)
            frame[name] = keys[frame[name].astype("Int64").fillna(-1).to_numpy(int)]
    for name in ("city", "unit"):
        if name in frame:
            frame[name] = frame[name].astype(object)
    return frame


def _recent(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of each city's last four quarters."""
    last = frame.groupby("city")["quarter"].transform("max")
    return frame[frame["quarter"] > last - RECENT].reset_index(drop=True)
