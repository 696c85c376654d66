"""Roll-ups: the sums of every indicator, kept per small cell and refreshed with each batch.

The covariances of nine elements take 172 sums; adding them up from a million rows costs a third of a second, from the
cells a hundredth. Each roll-up holds the same sums at another set of dimensions; a query takes the smallest that has
what it groups and filters by, and goes to the rows themselves where none has. A missing answer in a dimension is a cell
of its own, so every roll-up adds up to all rows.
"""

# ruff: noqa: S608 - what is pasted are declared names, through quoted(); values are always parameters
from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import Any

from data.schema import quoted, set_setting, setting
from data.selection import PEOPLE_DIMENSIONS
from data.tables import TABLES, Table
from metrics.registry import registry
from metrics.sums import ROWS, Sum

_PLACE_AND_TIME = ("city", "unit", "quarter")
_CROSSED = (*_PLACE_AND_TIME, "service", "channel")


@dataclass(frozen=True)
class Rollup:
    """One pre-aggregated table: its dimensions, and the roll-up it is added up from (None: the rows)."""

    table: str
    dimensions: tuple[str, ...]
    source: Rollup | None = None

    @property
    def name(self) -> str:
        """Its name in the store."""
        return "__".join(("rollup", self.table, *self.dimensions))


@cache
def rollups(table: str) -> tuple[Rollup, ...]:
    """The roll-ups of a fact table, smallest first as far as can be said without counting."""
    declared = {c.name for c in TABLES[table].columns}
    if not declared.issuperset(_CROSSED) or not sums_of(table):
        return ()
    people = [d for d in PEOPLE_DIMENSIONS if d in declared and d not in _CROSSED]
    fine = {d: Rollup(table, (*_CROSSED, d)) for d in people}
    crossed = Rollup(table, _CROSSED, fine[people[0]])
    coarse = [Rollup(table, (*_PLACE_AND_TIME, d), crossed) for d in ("channel", "service")]
    by_channel = {d: Rollup(table, (*_PLACE_AND_TIME, "channel", d), fine[d]) for d in people}
    coarse += [Rollup(table, (*_PLACE_AND_TIME, d), by_channel[d]) for d in people]
    base = Rollup(table, _PLACE_AND_TIME, coarse[0])
    return (base, *coarse, crossed, *by_channel.values(), *fine.values())


@cache
def sums_of(table: str) -> tuple[Sum, ...]:
    """The sums that the registered indicators of a fact table need, and the number of rows."""
    needed = {s for metric in registry().values() if metric.table == table for s in metric.sums}
    return tuple(sorted({*needed, ROWS})) if needed else ()


def _bound(table: Table, total: Sum) -> float:
    """The largest product that one row can add, by the declared bounds of the columns."""
    bound = 1.0
    for name in total.values:
        column = table.column(name)
        if column.minimum is None or column.maximum is None:
            return float("inf")
        bound *= max(abs(column.minimum), abs(column.maximum))
    return bound


def narrow_type(table: str, total: Sum) -> str:
    """The narrowest integer type in which one row's product cannot overflow; narrow types add up faster."""
    bound = _bound(TABLES[table], total)
    return "TINYINT" if bound <= 127 else "SMALLINT" if bound <= 32767 else "BIGINT"


def _sum_sql(table: str, total: Sum) -> str:
    """One sum over rows. Adding nought times the columns that must be present leaves out the rows that lack one."""
    if not total.columns:
        return "count(*)"
    width = narrow_type(table, total)
    present = [f"0 * CAST({quoted(c)} AS {width})" for c in total.present]
    if not total.values:
        return f"count({' + '.join(present)})"
    product = " * ".join(f"CAST({quoted(c)} AS {width})" for c in total.values)
    return f"CAST(coalesce(sum({' + '.join((product, *present))}), 0) AS BIGINT)"


def _fill(cursor: Any, rollup: Rollup, condition: str = "TRUE") -> None:
    """Add the cells of `rollup` up from its source, as far as the condition on city and quarter holds."""
    dimensions = ", ".join(quoted(d) for d in rollup.dimensions)
    sums = sums_of(rollup.table)
    if rollup.source is None:
        terms = ", ".join(f"{_sum_sql(rollup.table, s)} AS {quoted(s.name)}" for s in sums)
        source = rollup.table
    else:
        terms = ", ".join(f"CAST(sum({quoted(s.name)}) AS BIGINT) AS {quoted(s.name)}" for s in sums)
        source = rollup.source.name
    cursor.execute(
        f"INSERT INTO {quoted(rollup.name)} BY NAME "
        f"SELECT {dimensions}, {terms} FROM {quoted(source)} WHERE {condition} GROUP BY {dimensions}"
    )


def _in_order(table: str) -> tuple[Rollup, ...]:
    """The roll-ups with every source before what is added up from it."""
    return tuple(sorted(rollups(table), key=lambda r: -len(r.dimensions)))


def refresh(cursor: Any, table: str, batch: int) -> None:
    """Recompute the cells of every (city, quarter) that the batch touched, within the caller's transaction."""
    if not rollups(table):
        return
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT city, quarter FROM {quoted(table)} WHERE batch = ?",
        [batch],
    )
    touched = "(city, quarter) IN (SELECT (city, quarter) FROM touched)"
    for rollup in _in_order(table):
        cursor.execute(f"DELETE FROM {quoted(rollup.name)} WHERE {touched}")
        _fill(cursor, rollup, touched)
    cursor.execute("DROP TABLE touched")


def bring_up_to_date(cursor: Any) -> None:
    """Rebuild the roll-ups whose columns are not those that the registry now asks for."""
    for table in (t for t in TABLES.values() if t.fact):
        wanted = rollups(table.name)
        shape = repr([r.name for r in wanted]) + repr([s.name for s in sums_of(table.name)])
        mark = hashlib.sha256(shape.encode()).hexdigest()[:16]
        if setting(cursor, f"rollups:{table.name}") == mark:
            continue
        there = cursor.execute(
            "SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, ?)", [f"rollup__{table.name}__"]
        ).fetchall()
        for (name,) in there:
            cursor.execute(f"DROP TABLE {quoted(name)}")
        for rollup in _in_order(table.name):
            columns = [f"{quoted(d)} INTEGER" for d in rollup.dimensions]
            columns += [f"{quoted(s.name)} BIGINT" for s in sums_of(table.name)]
            cursor.execute(f"CREATE TABLE {quoted(rollup.name)} ({', '.join(columns)})")
            _fill(cursor, rollup)
        set_setting(cursor, f"rollups:{table.name}", mark)
