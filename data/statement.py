"""The text of a query, written in Ibis: another engine needs another compiler and nothing else.

Ibis takes long to compile a wide expression, so it is asked once for each shape (what is grouped and filtered, not by
which values) and once for each sum; the parts are put together as syntax trees and kept as text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import ibis
from ibis.backends.sql.compilers.duckdb import compiler
from sqlglot import expressions as exp

from data import rollups
from data.query import PERIOD
from data.schema import column_type
from data.tables import TABLES
from metrics.periods import QUARTERS_IN, Grain
from metrics.sums import ROWS, Sum

_IBIS_TYPES = {"VARCHAR": "string", "TINYINT": "int8", "SMALLINT": "int16", "INTEGER": "int32", "BIGINT": "int64",
               "UBIGINT": "uint64", "DOUBLE": "float64", "DATE": "date", "BOOLEAN": "boolean"}  # fmt: skip
_SENTINEL = 4_611_686_018_000_000_000  # stands for parameter 0 while Ibis compiles; no key or quarter comes near it


@dataclass(frozen=True)
class Shape:
    """What the text of a query depends on."""

    source: str  # the table or a roll-up of it
    table: str
    by: tuple[str, ...]
    grain: Grain | None  # of the period grouped by
    lists: tuple[tuple[str, int], ...]  # filtered dimension and length of its list
    first: bool
    last: bool
    sums: tuple[Sum, ...]


@cache
def text(shape: Shape) -> str:
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
    framed = rows.group_by(**groups).aggregate(_n=rows.count()) if groups else rows.aggregate(_n=rows.count())
    tree = compiler.to_sqlglot(framed)
    select = tree if isinstance(tree, exp.Select) else tree.find(exp.Select)
    (from_,) = select.find_all(exp.From, bfs=True) if not select.args.get("from_") else (select.args["from_"],)
    alias = from_.this.alias
    dimensions = [e for e in select.expressions if e.alias_or_name != "_n"]
    projections: list[Any] = []
    for s in shape.sums:
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
        schema |= dict.fromkeys((s.name for s in rollup.sums), "int64")
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
        inside = [t[c].between(low, high) for c, low, high in wanted.within]
        product = None
        for c in wanted.values:
            product = t[c].cast(width) if product is None else product * t[c].cast(width)
        for term in terms:  # nought, or missing where the column is: then the whole row adds nothing
            product = term if product is None else product + term
        if product is None:  # nothing but bounds
            product = ibis.literal(0, width)
        where = ibis.and_(*inside) if inside else None
        value = (
            product.sum(where=where)
            if wanted.values
            else ibis.ifelse(where, product, None).count()
            if inside
            else product.count()
        )
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
