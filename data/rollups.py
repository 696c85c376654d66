"""Roll-ups: the sums of every indicator, kept per small cell and refreshed with each batch.

The covariances of nine elements take 172 sums; adding them up from a million rows costs a third of a second, from the
cells a hundredth. Each roll-up holds the same sums at another set of dimensions; a query takes the smallest that has
what it groups and filters by, and goes to the rows themselves where none has. A missing answer in a dimension is a cell
of its own, so every roll-up adds up to all rows.
"""

# ruff: noqa: S608 - what is pasted are declared names, through quoted(); values are always parameters
from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from data.schema import quoted, set_setting, setting
from data.selection import PEOPLE_DIMENSIONS
from data.tables import TABLES, Table
from metrics.registry import registry
from metrics.sums import ROWS, Sum

_PLACE_AND_TIME = ("city", "unit", "quarter")
_MISSING = -1  # stands for a dimension without an answer while cells are added up; codes and ids are never negative
_CROSSED = (*_PLACE_AND_TIME, "service", "channel")

_Cells = tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]  # one row per cell: its codes, its sums


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


def _factors(table: str) -> tuple[list[tuple[tuple[str, ...], tuple[str, ...]]], list[int], list[int]]:
    """Columns of products from which every sum of the table is a product of two, and the two of each sum."""
    places: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}

    def place(values: tuple[str, ...], present: tuple[str, ...]) -> int:
        return places.setdefault((values, present), len(places))

    left, right = [], []
    for s in sums_of(table):
        half = len(s.values) // 2
        alone = 0 if s.values else len(s.present) // 2
        left.append(place(s.values[:half], s.present[:alone]))
        right.append(place(s.values[half:], s.present[alone:]))
    return list(places), left, right


def _fill_from_rows(cursor: Any, table: str, condition: str) -> None:
    """Add the cells of the roll-ups that have no source up from the rows for which the condition holds.

    Every sum is an inner product of two of a few columns of whole numbers, which floats hold exactly. Added up here and
    not by the engine, which takes five times as long over rows not committed yet. Quarter by quarter: less memory.
    """
    sums = sums_of(table)
    factors, left, right = _factors(table)
    names = sorted({c for s in sums for c in s.columns})
    fine = [r for r in rollups(table) if r.source is None]
    dimensions = list(dict.fromkeys(d for r in fine for d in r.dimensions))
    found = cursor.execute(
        f"SELECT {', '.join(map(quoted, (*dimensions, *names)))} FROM {quoted(table)} WHERE {condition}"
    ).fetchnumpy()
    largest = max(_bound(TABLES[table], s) for s in sums)
    codes = {d: np.ma.filled(found[d].astype(np.int32), _MISSING) for d in dimensions}
    values = {name: np.ma.filled(found[name], 0) for name in names}
    there = {name: ~np.ma.getmaskarray(found[name]) for name in names}
    cells: dict[Rollup, list[_Cells]] = {rollup: [] for rollup in fine}
    for quarter in np.unique(codes["quarter"]):
        rows = np.flatnonzero(codes["quarter"] == quarter)
        exact = np.float32 if len(rows) * largest < 2**24 else np.float64  # whole numbers that it holds exactly
        matrix = np.ones((len(factors), len(rows)), dtype=exact)
        for place, (multiplied, present) in enumerate(factors):
            for column in (*(values[name] for name in multiplied), *(there[name] for name in present)):
                matrix[place] *= column[rows]
        for rollup in fine:
            cells[rollup].append(_add_up([codes[d][rows] for d in rollup.dimensions], matrix, (left, right)))
    for rollup in fine if len(values[names[0]]) else ():
        keys, totals = (np.concatenate(parts) for parts in zip(*cells[rollup], strict=True))
        columns = {d: pa.array(keys[:, i], mask=keys[:, i] == _MISSING) for i, d in enumerate(rollup.dimensions)}
        columns |= {s.name: pa.array(totals[:, i]) for i, s in enumerate(sums)}
        cursor.register("cells", pa.table(columns))
        cursor.execute(f"INSERT INTO {quoted(rollup.name)} BY NAME FROM cells")
        cursor.unregister("cells")


def _add_up(
    codes: list[npt.NDArray[np.int32]], matrix: npt.NDArray[np.floating[Any]], pairs: tuple[list[int], list[int]]
) -> _Cells:
    """The cells of these rows: their codes, and the sums, each the inner product of a pair of lines of the matrix."""
    cell = np.zeros(matrix.shape[1], dtype=np.int64)  # one number for all codes, which sorts faster than several
    for code in codes:
        low = int(code.min())
        cell = cell * (int(code.max()) - low + 1) + (code - low)
    order = np.argsort(cell, kind="stable")
    cell, matrix = cell[order], matrix[:, order]
    starts = np.flatnonzero(np.diff(cell, prepend=-1))
    totals = np.empty((len(starts), len(pairs[0])), dtype=np.int64)
    for place, (left, right) in enumerate(zip(*pairs, strict=True)):
        totals[:, place] = np.add.reduceat(matrix[left] * matrix[right], starts)
    return np.stack([code[order[starts]] for code in codes], axis=1), totals


def _fill(cursor: Any, table: str, condition: str = "TRUE") -> None:
    """Add the cells of all roll-ups up, as far as the condition on city and quarter holds."""
    _fill_from_rows(cursor, table, condition)
    terms = ", ".join(f"CAST(sum({quoted(s.name)}) AS BIGINT) AS {quoted(s.name)}" for s in sums_of(table))
    for rollup in _in_order(table):
        if rollup.source is not None:
            dimensions = ", ".join(quoted(d) for d in rollup.dimensions)
            cursor.execute(
                f"INSERT INTO {quoted(rollup.name)} BY NAME SELECT {dimensions}, {terms} "
                f"FROM {quoted(rollup.source.name)} WHERE {condition} GROUP BY {dimensions}"
            )


def _in_order(table: str) -> tuple[Rollup, ...]:
    """The roll-ups with every source before what is added up from it."""
    return tuple(sorted(rollups(table), key=lambda r: -len(r.dimensions)))


@contextmanager
def refreshing(cursor: Any, table: str, batch: int) -> Iterator[None]:
    """Recompute the cells of every (city, quarter) that the batch has rows in, when the block ends.

    Within the caller's transaction; the block may take the rows of the batch away.
    """
    if not rollups(table):
        yield
        return
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT city, quarter FROM {quoted(table)} WHERE batch = ?",
        [batch],
    )
    yield
    touched = "(city, quarter) IN (SELECT (city, quarter) FROM touched)"
    for rollup in _in_order(table):
        cursor.execute(f"DELETE FROM {quoted(rollup.name)} WHERE {touched}")
    _fill(cursor, table, touched)
    cursor.execute("DROP TABLE touched")


def refresh(cursor: Any, table: str, batch: int) -> None:
    """Recompute the cells of every (city, quarter) that the batch touched, within the caller's transaction."""
    with refreshing(cursor, table, batch):
        pass


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
        if wanted:
            _fill(cursor, table.name)
        set_setting(cursor, f"rollups:{table.name}", mark)
