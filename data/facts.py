"""Rows of small tables that are told one by one: events, published figures, trainings, launches. Never of people."""

from __future__ import annotations

from typing import Any

import pandas as pd

from data.schema import quoted
from data.selection import EVERYTHING, Scope, Selection
from data.store import Store
from data.tables import TABLES
from metrics.periods import period_start


def events(store: Store, selection: Selection = Selection(), scope: Scope = EVERYTHING) -> pd.DataFrame:  # noqa: B008
    """Events of the selection: the declared columns with keys, `quarter`, and the key of the kind; oldest first.

    An event of a whole city belongs to each of its units.
    """
    return _rows(
        store, "event", "year(f.happened_on) * 4 + quarter(f.happened_on) - 1", ("happened_on",), selection, scope
    )


def published(store: Store, selection: Selection = Selection(), scope: Scope = EVERYTHING) -> pd.DataFrame:  # noqa: B008
    """Published figures of the selection: the declared columns with keys, and `period`; oldest first.

    A figure of a whole city is none of its units': with units chosen only theirs are given.
    """
    frame = _rows(store, "skm_published", "f.quarter", ("quarter",), selection, scope)
    frame["period"] = [period_start(q, g) for q, g in zip(frame["quarter"], frame["grain"], strict=True)]
    return frame


def catalogue(store: Store, selection: Selection = Selection(), scope: Scope = EVERYTHING) -> pd.DataFrame:  # noqa: B008
    """Trainings of the catalogue in the chosen cities (of the chosen units): the declared columns with keys.

    A row is a training and the quarter it is planned for, never a person. Trainings are a city's: the staff of every
    unit may take part. Periods do not cut it, for what helps lies ahead.
    """
    places = Selection(city=selection.city, unit=selection.unit)
    return _rows(store, "training_programme", "f.quarter", ("quarter",), places, scope)


def launches(store: Store, selection: Selection = Selection(), scope: Scope = EVERYTHING) -> pd.DataFrame:  # noqa: B008
    """When offices of the selection got their digital systems: city, unit, system, launched_on, obligation; oldest first.

    A later file corrects an earlier one: of an office and a system the newest row counts. Periods do not cut it.
    """
    places = Selection(city=selection.city, unit=selection.unit)
    found = _rows(store, "deployment", "f.quarter", ("batch", "line"), places, scope)
    if selection.system:
        found = found[found["system"].isin(selection.system)]
    newest = found.drop_duplicates(["unit", "system"], keep="last")
    return newest.sort_values(["launched_on", "unit"], kind="stable").reset_index(drop=True)


def _rows(
    store: Store, table: str, quarter: str, order: tuple[str, ...], selection: Selection, scope: Scope
) -> pd.DataFrame:
    """Rows of a small fact table that lie in the selection and the scope. People dimensions do not cut it."""
    conditions = ["TRUE"]
    parameters: list[Any] = []
    of_units = TABLES[table].has("unit")
    whole_city = "OR f.unit IS NULL" if table == "event" else ""
    city_keys, unit_keys = list(selection.city), list(selection.unit)
    for kind, keys in (("city", city_keys), ("unit", unit_keys), (scope.kind, list(scope.keys))):
        if kind == "city" and keys:
            conditions.append("list_contains(?, c.city)")
            parameters.append(keys)
        elif kind == "unit" and keys:
            if of_units:
                conditions.append(f"(list_contains(?, u.unit) {whole_city})")
                parameters.append(keys)
            if whole_city or not of_units:  # of the cities that those units belong to
                conditions.append(
                    "f.city IN (SELECT k.id FROM unit x JOIN city k ON k.city = x.city WHERE list_contains(?, x.unit))"
                )
                parameters.append(keys)
    for sign, bound in ((">=", selection.first), ("<=", selection.last)):
        if bound is not None:
            conditions.append(f"{quarter} {sign} ?")
            parameters.append(bound)
    declared = TABLES[table].columns
    coded = [c for c in declared if c.levels is not None]
    columns = [
        "c.city"
        if c.name == "city"
        else "u.unit"
        if c.name == "unit"
        else f"l_{c.name}.key AS {quoted(c.name)}"
        if c in coded
        else f"f.{quoted(c.name)}"
        for c in declared
    ]
    if "quarter" not in {c.name for c in declared}:
        columns.append(f"{quarter} AS quarter")
    joins = "".join(
        f" LEFT JOIN level l_{c.name} ON l_{c.name}.enumeration = '{c.levels.name}' AND l_{c.name}.code = f.{quoted(c.name)}"
        for c in coded
        if c.levels
    )
    with store.cursor() as cursor:
        frame: pd.DataFrame = cursor.execute(
            f"SELECT {', '.join(columns)} FROM {quoted(table)} f JOIN city c ON c.id = f.city "  # noqa: S608 - declared names
            f"LEFT JOIN unit u ON u.id = {'f.unit' if of_units else 'NULL'}{joins} WHERE {' AND '.join(conditions)} ORDER BY {', '.join(f'f.{quoted(o)}' for o in order)}, c.id, u.id",
            parameters,
        ).df()
    return frame
