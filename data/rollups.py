"""Roll-ups: the sums of every indicator, kept per small cell and refreshed with each batch.

The covariances of nine elements take 172 sums; adding them up from a million rows costs a third of a second, from the
cells some milliseconds (`data.held`). Each roll-up holds the same sums at another set of dimensions; a query takes the
smallest that has what it groups and filters by, and goes to the rows themselves where none has. A missing answer in a
dimension is a cell of its own, so every roll-up adds up to all rows.
"""

# ruff: noqa: S608 - what is pasted are declared names, through quoted(); values are always parameters
from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from data.schema import quoted, set_settings, settings
from data.tables import TABLES, Table
from metrics.registry import registry
from metrics.sums import ROWS, Sum

PLACE_AND_TIME = ("city", "unit", "quarter")
# Readers filter by these and break down by another dimension at the same time; other pairs are added up from the rows.
_CROSSED = ("service", "channel", "position")
# Who answered where: what is held equal when places are compared, all at once, and what readers choose beside it. So fine
# that it keeps only the few sums that values take, not the many of their errors. Of hundreds of cities that are compared
# whole, the cells of their offices are six times as many: so it is kept by city too, and so are the pairs of the first
# with each other, by which the errors are told.
_MIX = ("channel", "age", "education", "sex")
_MISSING = -1  # stands for a dimension without an answer while cells are added up; codes and ids are never negative
_MOST_THREADS = 4

_Cells = tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]  # one row per cell: its codes, its sums


@dataclass(frozen=True)
class Rollup:
    """One pre-aggregated table: its dimensions, the roll-up it is added up from (None: the rows), whether it keeps only
    the sums that values take.
    """

    table: str
    dimensions: tuple[str, ...]
    source: Rollup | None = None
    few: bool = False

    @property
    def name(self) -> str:
        """Its name in the store."""
        return "__".join(("rollup", self.table, *self.dimensions))

    @property
    def sums(self) -> tuple[Sum, ...]:
        """The sums it keeps."""
        return few_of(self.table) if self.few else sums_of(self.table)


@cache
def rollups(table: str) -> tuple[Rollup, ...]:
    """The roll-ups of a table, smallest first as far as can be said without counting: place and time, of cities as a
    whole, with one dimension more, with two, with all that is held equal when places are compared.
    """
    declared = TABLES[table]
    if not declared.measured or not sums_of(table):
        return ()
    base = tuple(d for d in PLACE_AND_TIME if declared.has(d))
    rest = [c.name for c in declared.columns if c.dimension and c.name not in base]
    crossed = (
        ["system"] if "system" in rest else [d for d in _CROSSED if d in rest]
    )  # wide, and one is nearly always chosen
    pairs: dict[tuple[str, str], Rollup] = {}
    for first in crossed:
        for second in rest:
            if second != first and (second, first) not in pairs:
                pairs[first, second] = Rollup(table, (*base, first, second))
    single = {d: Rollup(table, (*base, d), next((r for p, r in pairs.items() if d in p), None)) for d in rest}
    fewest = min(rest, key=lambda d: len(declared.column(d).levels.levels) if declared.column(d).levels else 1 << 16, default=None)  # type: ignore[union-attr]  # fmt: skip
    mix, whole = _mixed(table, base, pairs) if few_of(table) and {*_MIX} <= {*rest} else ((), ())
    return (Rollup(table, base, single[fewest] if fewest else None), *whole, *single.values(), *pairs.values(), *mix)


def _mixed(
    table: str, base: tuple[str, ...], pairs: Mapping[tuple[str, str], Rollup]
) -> tuple[tuple[Rollup, ...], tuple[Rollup, ...]]:
    """The mix by city and by office, and the pairs of its first dimension with each other by city."""
    cities = tuple(d for d in base if d != "unit")
    mix = Rollup(table, (*base, *_MIX), few=True)
    whole = tuple(Rollup(table, (*cities, _MIX[0], d), pairs[_MIX[0], d]) for d in _MIX[1:])
    return (Rollup(table, (*cities, *_MIX), mix, few=True), mix), whole


@cache
def sums_of(table: str) -> tuple[Sum, ...]:
    """The sums that the registered indicators of a table need, and the number of rows."""
    needed = {s for metric in registry().values() if metric.table == table for s in metric.sums}
    return tuple(sorted({*needed, ROWS})) if needed else ()


@cache
def few_of(table: str) -> tuple[Sum, ...]:
    """The sums from which the values alone follow, of the indicators whose errors take many more; and the rows."""
    needed = {s for metric in registry().values() if metric.table == table for s in metric.value_sums}
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
    """The narrowest integer type that holds one row's product and every column read; narrow types add up faster."""
    bound = max(_bound(TABLES[table], one) for one in (total, *(Sum((name,)) for name in total.present)))
    return "TINYINT" if bound <= 127 else "SMALLINT" if bound <= 32767 else "BIGINT"


def _fill_from_rows(cursor: Any, table: str, fine: Sequence[Rollup], condition: str) -> None:
    """Add the cells of roll-ups that have no source up from the rows for which the condition holds.

    Added up here and not by the engine, which takes five times as long over rows not committed yet. Quarter by quarter,
    several at once: less memory, and all processors.
    """
    sums = tuple(sorted({s for rollup in fine for s in rollup.sums}))
    names = sorted({c for s in sums for c in s.columns})
    dimensions = list(dict.fromkeys(d for r in fine for d in r.dimensions))
    columns = list(dict.fromkeys((*dimensions, *names)))
    found = cursor.execute(
        f"SELECT {', '.join(map(quoted, columns))} FROM {quoted(table)} WHERE {condition}"
    ).fetchnumpy()
    if not len(found["quarter"]):
        return
    largest = max(_bound(TABLES[table], s) for s in sums)
    codes = {d: np.ma.filled(found[d].astype(np.int32), _MISSING) for d in dimensions}
    values = {name: np.ma.filled(found[name], 0) for name in names}
    there = {name: ~np.ma.getmaskarray(found[name]) for name in names}

    places = [[sums.index(s) for s in rollup.sums] for rollup in fine]

    def of_quarter(quarter: int) -> list[_Cells]:
        rows = np.flatnonzero(codes["quarter"] == quarter)
        products = _products(
            sums, {n: v[rows] for n, v in values.items()}, {n: v[rows] for n, v in there.items()}, largest * len(rows)
        )
        return [
            _add_up([codes[d][rows] for d in rollup.dimensions], products if rollup.sums == sums else products[:, kept])
            for rollup, kept in zip(fine, places, strict=True)
        ]

    with ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1)) as threads:
        parts = list(threads.map(of_quarter, np.unique(codes["quarter"])))
    for rollup, cells in zip(fine, zip(*parts, strict=True), strict=True):
        keys, totals = (np.concatenate(part) for part in zip(*cells, strict=True))
        arrays = {d: pa.array(keys[:, i], mask=keys[:, i] == _MISSING) for i, d in enumerate(rollup.dimensions)}
        arrays |= {s.name: pa.array(totals[:, i]) for i, s in enumerate(rollup.sums)}
        cursor.register("cells", pa.table(arrays))
        cursor.execute(f"INSERT INTO {quoted(rollup.name)} BY NAME FROM cells")
        cursor.unregister("cells")


def _products(
    sums: tuple[Sum, ...],
    values: dict[str, npt.NDArray[Any]],
    there: dict[str, npt.NDArray[np.bool_]],
    largest: float,
) -> npt.NDArray[Any]:
    """What each row adds to each sum: (rows, sums), in the narrowest type that holds every total exactly."""
    exact = np.float32 if largest < 2**24 else np.float64 if largest < 2**53 else np.int64
    length = len(next(iter(there.values()))) if there else 0
    columns = {name: column.astype(exact) for name, column in values.items()}
    known: dict[Sum, npt.NDArray[Any]] = {}

    def product(s: Sum) -> npt.NDArray[Any]:
        if s not in known:
            if s.within:
                (column, low, high), rest = s.within[0], Sum(s.values, s.present, s.within[1:])
                inside = there[column] & (values[column] >= low) & (values[column] <= high)
                known[s] = inside.astype(exact) if rest == ROWS else product(rest) * inside
            elif s.present:
                rest = Sum(s.values, s.present[1:])
                flags = there[s.present[0]]
                known[s] = flags.astype(exact) if rest == ROWS else product(rest) * flags
            elif len(s.values) > 1:
                known[s] = product(Sum(s.values[:-1])) * columns[s.values[-1]]
            else:
                known[s] = columns[s.values[0]] if s.values else np.ones(length, dtype=exact)
        return known[s]

    made = np.empty((len(sums), length), dtype=exact)
    for place, s in enumerate(sums):
        made[place] = product(s)
    return np.ascontiguousarray(made.T)  # laid out by row, as adding up reads it


def _add_up(codes: list[npt.NDArray[np.int32]], products: npt.NDArray[Any]) -> _Cells:
    """The cells of these rows: their codes, and their sums."""
    from scipy import sparse  # a tenth of a second that a start without new rows need not wait for

    cell = np.zeros(len(products), dtype=np.int64)  # one number for all codes, which sorts faster than several
    for code in codes:
        low = int(code.min())
        cell = cell * (int(code.max()) - low + 1) + (code - low)
    order = np.argsort(cell, kind="stable")
    starts = np.flatnonzero(np.diff(cell[order], prepend=-1))
    ones = np.ones(len(order), dtype=products.dtype)
    of_cell = sparse.csr_array((ones, order, np.append(starts, len(order))), shape=(len(starts), len(order)))
    totals = np.rint(of_cell @ products).astype(np.int64)
    return np.stack([code[order[starts]] for code in codes], axis=1), totals


def _create(cursor: Any, wanted: Iterable[Rollup]) -> None:
    """The tables of roll-ups, where they are not there yet: they are wide, and a table without rows needs none."""
    for rollup in wanted:
        columns = [f"{quoted(d)} INTEGER" for d in rollup.dimensions]
        columns += [f"{quoted(s.name)} BIGINT" for s in rollup.sums]
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {quoted(rollup.name)} ({', '.join(columns)})")


def _there(cursor: Any, table: str) -> list[str]:
    """The roll-ups of a table that stand in the store, of this release or an older one."""
    found = cursor.execute(
        "SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, ?)", [f"rollup__{table}__"]
    ).fetchall()
    return [str(name) for (name,) in found]


def _fill(cursor: Any, table: str, condition: str = "TRUE", without: Collection[str] = ()) -> None:
    """Add the cells of all roll-ups but some up, as far as the condition on city and quarter holds."""
    if not cursor.execute(f"SELECT 1 FROM {quoted(table)} WHERE {condition} LIMIT 1").fetchone():
        return  # preparing sums over nothing takes as long as over much
    wanted = [rollup for rollup in _in_order(table) if rollup.name not in without]
    _create(cursor, wanted)
    if fine := [rollup for rollup in wanted if rollup.source is None]:
        _fill_from_rows(cursor, table, fine, condition)
    for rollup in wanted:
        if rollup.source is not None:
            dimensions = ", ".join(quoted(d) for d in rollup.dimensions)
            terms = ", ".join(f"CAST(sum({quoted(s.name)}) AS BIGINT) AS {quoted(s.name)}" for s in rollup.sums)
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
    for name in _there(cursor, table):
        cursor.execute(f"DELETE FROM {quoted(name)} WHERE {touched}")
    _fill(cursor, table, touched)
    cursor.execute("DROP TABLE touched")


def refresh(cursor: Any, table: str, batch: int) -> None:
    """Recompute the cells of every (city, quarter) that the batch touched, within the caller's transaction."""
    with refreshing(cursor, table, batch):
        pass


def rebuild(cursor: Any, table: str) -> None:
    """Recompute all cells of a table that was made anew, within the caller's transaction."""
    for name in _there(cursor, table):
        cursor.execute(f"DELETE FROM {quoted(name)}")
    if rollups(table):
        _fill(cursor, table)


def bring_up_to_date(cursor: Any) -> None:
    """Rebuild the roll-ups whose columns are not those that the registry now asks for, and those that are new."""
    known, changed = settings(cursor), {}
    for table in (t for t in TABLES.values() if t.measured):
        wanted = rollups(table.name)
        shape = repr([(r.name, len(r.sums)) for r in wanted]) + repr([s.name for s in sums_of(table.name)])
        mark = hashlib.sha256(shape.encode()).hexdigest()[:16]
        if known.get(place := f"rollups:{table.name}") == mark:
            continue
        kept = _kept(cursor, table.name) if place in known else ()  # a new store has none
        if wanted:
            _fill(cursor, table.name, without=kept)
        changed[place] = mark
    set_settings(cursor, changed)


def _kept(cursor: Any, table: str) -> list[str]:
    """The roll-ups of a store that has some which have the right columns; the others are dropped."""
    wanted = {r.name: {*r.dimensions, *(s.name for s in r.sums)} for r in rollups(table)}
    kept = []
    for name in _there(cursor, table):
        columns = cursor.execute("SELECT column_name FROM duckdb_columns() WHERE table_name = ?", [name]).fetchall()
        if wanted.get(name) == {column for (column,) in columns}:
            kept.append(name)
        else:
            cursor.execute(f"DROP TABLE {quoted(name)}")
    return kept
