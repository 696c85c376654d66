"""The one query: sums of a fact table, by dimensions, within a selection and a scope.

The query is written in Ibis, so that another engine needs another compiler and nothing else. Ibis takes long to compile
a wide expression, so it is asked once for each shape (what is grouped and filtered, not by which values) and once for
each sum; the parts are put together as syntax trees and kept as text. Values are bound as parameters, never pasted.

Lists of keys are filled up to the next power of two (with a key that no row has), so that few shapes exist.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import ibis
import numpy as np
import numpy.typing as npt
import pandas as pd
from ibis.backends.sql.compilers.duckdb import compiler
from sqlglot import expressions as exp

from data import rollups
from data.schema import column_type, quoted
from data.selection import FILTERS, Scope, Selection
from data.store import Store
from data.tables import TABLES
from metrics.periods import QUARTERS_IN, Grain
from metrics.sums import ROWS, Sum

PERIOD = "period"
DIMENSIONS = (PERIOD, *FILTERS)
_NO_ROW = -1  # an id or code that no row has
_IBIS_TYPES = {"VARCHAR": "string", "TINYINT": "int8", "SMALLINT": "int16", "INTEGER": "int32", "BIGINT": "int64",
               "DOUBLE": "float64", "DATE": "date", "BOOLEAN": "boolean"}  # fmt: skip
_FEW_CELLS = 5_000  # a roll-up that counts as small
_SENTINEL = 4_611_686_018_000_000_000  # stands for parameter 0 while Ibis compiles; no key or quarter comes near it


@dataclass(frozen=True)
class _Shape:
    """What the text of a query depends on."""

    source: str  # the fact table or a roll-up of it
    table: str
    by: tuple[str, ...]
    grain: Grain | None  # of the period grouped by
    lists: tuple[tuple[str, int], ...]  # filtered dimension and length of its list
    first: bool
    last: bool
    sums: tuple[Sum, ...]
    cells: bool = False  # the cells of a roll-up as they are, to be added up here


def sums(
    store: Store,
    wanted: Sequence[Sum],
    by: Sequence[str],
    selection: Selection,
    scope: Scope,
    table: str = "skm_response",
    cursor: Any | None = None,
) -> pd.DataFrame:
    """The wanted sums per group: the dimensions of `by` as keys (`period`: first quarter of the period) and the sums.

    Rows in order of display: by period, then by the order of the reference tables and enumerations; people whose
    dimension is missing come last, with a missing key. Without `by` one row, also over no rows at all. `cursor` joins a
    reading that has begun. Raises ValueError for a dimension that the table lacks.
    """
    if cursor is None:
        with store.cursor() as own:
            return sums(store, wanted, by, selection, scope, table, own)
    by, wanted = tuple(by), tuple(wanted)
    shape, parameters = _plan(store, wanted, by, selection, scope, table)
    # Some places of a small roll-up are few cells, and fetching those costs less than 172 sums in the engine.
    placed = any(d in ("city", "unit") for d, _ in shape.lists)
    if placed and shape.source != table and _cells_in(cursor, shape.source) <= _FEW_CELLS:
        shape = replace(shape, cells=True)
    found = cursor.execute(_sql(shape), parameters).fetchnumpy()
    # A sum over no rows is missing for the engine and nothing for us; leaving it so in the query saves a third of it.
    numbers = np.stack([np.ma.filled(found[s.name], 0) for s in wanted], axis=1).astype(np.int64, copy=False)
    if shape.cells:
        found, numbers = _added_up(by, found, numbers)
    order = _order(by, found)
    frame = {d: _keys(store, d, found[d][order]) for d in by}
    numbers = numbers[order]
    return pd.concat(
        [pd.DataFrame(frame, index=range(len(order))), pd.DataFrame(numbers, columns=[s.name for s in wanted])], axis=1
    )


def _cells_in(cursor: Any, source: str) -> int:
    """How many cells a roll-up has; the engine keeps the number."""
    (count,) = cursor.execute(f"SELECT count(*) FROM {quoted(source)}").fetchone()  # noqa: S608 - a declared name
    return int(count)


def _added_up(
    by: tuple[str, ...], found: Mapping[str, Any], numbers: npt.NDArray[np.int64]
) -> tuple[dict[str, Any], npt.NDArray[np.int64]]:
    """Cells added up to groups: the codes of each group (masked where missing) and the sums, exact integers."""
    if not by:
        return {}, numbers.sum(axis=0, keepdims=True)
    codes_of = [np.ma.filled(found[d].astype(np.int64), _NO_ROW) for d in by]
    order = np.lexsort(codes_of[::-1])
    sorted_codes = [codes[order] for codes in codes_of]
    new = np.zeros(len(order), dtype=bool)
    for codes_ in sorted_codes:
        new[1:] |= codes_[1:] != codes_[:-1]
    new[:1] = True
    starts = np.flatnonzero(new)
    totals = np.add.reduceat(numbers[order], starts, axis=0) if len(starts) else numbers
    groups = {d: np.ma.masked_equal(codes_[starts], _NO_ROW) for d, codes_ in zip(by, sorted_codes, strict=True)}
    return groups, totals


@cache
def source_of(table: str, dimensions: frozenset[str], wanted: tuple[Sum, ...]) -> str:
    """The smallest roll-up that has the dimensions and the sums, else the table itself."""
    if set(wanted) <= set(rollups.sums_of(table)):
        for rollup in rollups.rollups(table):
            if dimensions <= set(rollup.dimensions):
                return rollup.name
    return table


def _plan(
    store: Store, wanted: tuple[Sum, ...], by: tuple[str, ...], selection: Selection, scope: Scope, table: str
) -> tuple[_Shape, dict[str, int]]:
    """The shape of the query, and the values of its parameters in order."""
    declared = {c.name for c in TABLES[table].columns}
    for dimension in by:
        if dimension not in DIMENSIONS or (dimension != PERIOD and dimension not in declared):
            raise ValueError(f"no dimension of {table}: {dimension!r}; known: {', '.join(DIMENSIONS)}")
    restricted = [(d, keys) for d, keys in selection.filters.items()]
    if scope.kind != "all":
        restricted.append((scope.kind, scope.keys))
    lists, values = [], []
    for dimension, keys in restricted:
        known = codes(store, dimension)
        chosen = sorted(known[k] for k in keys if k in known)
        length = 1 << max(0, len(chosen) - 1).bit_length()
        lists.append((dimension, length))
        values += chosen + [_NO_ROW] * (length - len(chosen))
    for bound in (selection.first, selection.last):
        if bound is not None:
            values.append(bound)
    shape = _Shape(
        source=source_of(table, frozenset({*by, *(d for d, _ in restricted)} - {PERIOD}), wanted),
        table=table,
        by=by,
        grain=selection.grain if PERIOD in by else None,
        lists=tuple(lists),
        first=selection.first is not None,
        last=selection.last is not None,
        sums=wanted,
    )
    return shape, {f"p{i}": int(v) for i, v in enumerate(values)}


@cache
def _sql(shape: _Shape) -> str:
    """The text of a query: the compiled frame of dimensions and filters, with the compiled sums put in."""
    source = _source(shape.source, shape.table)
    parameters = iter(range(1 << 16))
    conditions = [
        source[d].isin([ibis.literal(_SENTINEL + next(parameters), "int64") for _ in range(length)])
        for d, length in shape.lists
    ]
    if shape.first:
        conditions.append(source["quarter"] >= ibis.literal(_SENTINEL + next(parameters), "int64"))
    if shape.last:
        conditions.append(source["quarter"] <= ibis.literal(_SENTINEL + next(parameters), "int64"))
    rows = source.filter(conditions) if conditions else source
    groups = {d: _period(rows, shape.grain) if d == PERIOD else rows[d] for d in shape.by}
    if shape.cells:
        framed = rows.select(**groups, _n=rows[ROWS.name])
    else:
        framed = rows.group_by(**groups).aggregate(_n=rows.count()) if groups else rows.aggregate(_n=rows.count())
    tree = compiler.to_sqlglot(framed)
    select = tree if isinstance(tree, exp.Select) else tree.find(exp.Select)
    (from_,) = select.find_all(exp.From, bfs=True) if not select.args.get("from_") else (select.args["from_"],)
    alias = from_.this.alias
    dimensions = [e for e in select.expressions if e.alias_or_name != "_n"]
    projections: list[Any] = []
    for s in shape.sums:
        if shape.cells:
            projections.append(exp.column(s.name, table=alias, quoted=True))
            continue
        projection = _sum(shape.table, s, shape.source != shape.table).copy()
        for column in projection.find_all(exp.Column):
            column.set("table", exp.to_identifier(alias, quoted=True))
        projections.append(exp.alias_(projection, s.name, quoted=True))
    select.set("expressions", dimensions + projections)
    return str(tree.transform(_bind).sql(dialect="duckdb"))


def _period(rows: Any, grain: Grain | None) -> Any:
    """First quarter of the period that holds the row's quarter (see `metrics.periods.period_start`)."""
    length = QUARTERS_IN[grain or "quarter"]
    return rows["quarter"] if length == 1 else rows["quarter"] - rows["quarter"] % length


@cache
def _source(source: str, table: str) -> Any:
    """The fact table or a roll-up as Ibis sees it."""
    if source == table:
        schema = {c.name: _IBIS_TYPES[column_type(TABLES[table], c)] for c in TABLES[table].columns}
    else:
        (rollup,) = (r for r in rollups.rollups(table) if r.name == source)
        schema = dict.fromkeys(rollup.dimensions, "int32")
        schema |= dict.fromkeys((s.name for s in rollups.sums_of(table)), "int64")
    return ibis.table(schema, name=source)


@cache
def _sum(table: str, wanted: Sum, over_cells: bool) -> Any:
    """One sum as a syntax tree: over the rows themselves, or over the cells of a roll-up (the same for each)."""
    t = _source(rollups.rollups(table)[0].name if over_cells else table, table)
    if over_cells:
        value = t[wanted.name].sum()
    elif wanted == ROWS:
        value = t.count()
    else:
        width = _IBIS_TYPES[rollups.narrow_type(table, wanted)]
        terms = [t[c].cast(width) * ibis.literal(0, width) for c in wanted.present]
        product = None
        for c in wanted.values:
            product = t[c].cast(width) if product is None else product * t[c].cast(width)
        for term in terms:  # nought, or missing where the column is: then the whole row adds nothing
            product = term if product is None else product + term
        assert product is not None
        value = product.sum() if wanted.values else product.count()
    tree = compiler.to_sqlglot(t.aggregate(x=value))
    return tree.expressions[0].unalias()


def _bind(node: Any) -> Any:
    """A sentinel, with the cast that Ibis may put around it, becomes a parameter."""
    literal = node.this if isinstance(node, exp.Cast) and isinstance(node.this, exp.Literal) else node
    if isinstance(literal, exp.Literal) and not literal.is_string and literal.this.isdigit():
        number = int(literal.this) - _SENTINEL
        if number >= 0:
            return exp.Placeholder(this=f"p{number}")
    return node


def codes(store: Store, dimension: str) -> Mapping[str, int]:
    """The integer that facts hold for each key of a dimension, in order of display."""
    return _level_codes(dimension) if dimension not in ("city", "unit", "service") else store.ids(dimension)


@cache
def _level_codes(dimension: str) -> dict[str, int]:
    column = TABLES["skm_response"].column(dimension)
    assert column.levels is not None
    return {level.key: code for code, level in enumerate(column.levels.levels)}


def _keys(store: Store, dimension: str, values: Any) -> npt.NDArray[Any]:
    """Codes as keys; the period stays a number."""
    if dimension == PERIOD:
        return np.ma.getdata(values).astype(np.int64)
    known = codes(store, dimension)
    names = np.full(max(known.values(), default=0) + 2, None, dtype=object)  # the last place: missing
    for key, code in known.items():
        names[code] = key
    return np.asarray(names[np.ma.filled(values.astype(np.int64), -1)], dtype=object)


def _order(by: tuple[str, ...], found: Mapping[str, Any]) -> npt.NDArray[np.int64]:
    """Order of display: by period first, then by `by`, missing keys last."""
    if not by:
        return np.zeros(1, dtype=np.int64)
    last = np.iinfo(np.int32).max
    ranked = sorted(by, key=lambda d: d != PERIOD)
    return np.lexsort([np.ma.filled(found[d].astype(np.int64), last) for d in reversed(ranked)])
