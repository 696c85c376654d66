"""Staff facts for the tests of the store: rows with keys instead of codes, in batches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from data.batches import Batch
from data.store import Store
from data.tables import TABLES
from metrics.periods import parse_code
from tests.store.small import NO_REJECTIONS

Row = dict[str, Any]
_DATED = {
    "training_participation": "ended_on", "skill_assessment": "assessed_on", "deployment": "launched_on", "usage_month": "month",
}  # fmt: skip


def batch(table: str, rows: Iterable[Row], name: str | None = None) -> Batch:
    """A batch of these rows: levels by key, quarters as `2025Q1`, those of dated rows from their day; city Binjai."""
    name = name or table
    made = [_coded(table, row) | {"line": i + 2, "fingerprint": f"{name}:{i}"} for i, row in enumerate(rows)]
    return Batch(table, name, f"{name}.csv", pd.DataFrame(made), NO_REJECTIONS, len(made))


def _coded(table: str, row: Row) -> Row:
    found: Row = {"city": "binjai"}
    for name, value in row.items():
        levels = TABLES[table].column(name).levels
        found[name] = levels.code(value) if levels is not None and isinstance(value, str) else value
        if name == "quarter":
            found[name] = parse_code(value)[0]
    if day := row.get(_DATED.get(table, "")):
        found["quarter"] = quarter(day)
    return found


def quarter(day: date) -> int:
    """The quarter that holds a day."""
    return day.year * 4 + (day.month - 1) // 3


def read(store: Store, table: str) -> list[Row]:
    """All rows of a derived table, levels, units and cities by key; a column of numbers stays one. In a fixed order."""
    declared = TABLES[table].columns
    ids = {name: {number: key for key, number in store.ids(name).items()} for name in ("city", "unit")}
    with store.cursor() as cursor:
        found = cursor.execute(f"SELECT {', '.join(c.name for c in declared)} FROM {table} ORDER BY ALL").fetchall()
    rows = []
    for values in found:
        row = {}
        for column, value in zip(declared, values, strict=True):
            if value is not None and column.references:
                value = ids[column.references][value]
            elif value is not None and column.levels is not None:
                value = column.levels.levels[value].key
            row[column.name] = value
        rows.append(row)
    return rows


def differing(row: Mapping[str, Any], expected: Mapping[str, Any]) -> Row:
    """The columns in which a row is not as expected: (found, expected); columns that nothing is said of are 0 or empty."""
    return {
        name: (value, expected.get(name))
        for name, value in row.items()
        if value != expected.get(name) and not (name not in expected and value == 0)
    }
