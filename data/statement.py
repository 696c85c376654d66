"""The text of a query, written in Ibis: another engine needs another compiler and nothing else.

Ibis takes long to compile a wide expression, so it is asked once for each shape (what is grouped and filtered, not by
which values) and once for each sum; the parts are put together as text and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import count, islice
from typing import Any

import ibis
from ibis.backends.sql.compilers.duckdb import compiler
from sqlglot import expressions as exp

from data import rollups
from data.query import PERIOD
from data.schema import column_type, quoted
from data.tables import TABLES
from metrics.periods import QUARTERS_IN, Grain
from metrics.sums import ROWS, Sum

_IBIS_TYPES = {"VARCHAR": "string", "TINYINT": "int8", "SMALLINT": "int16", "INTEGER": "int32", "BIGINT": "int64",
               "UBIGINT": "uint64", "DOUBLE": "float64", "DATE": "date", "BOOLEAN": "boolean"}  # fmt: skip
_SUMS = "sums of the question"  # stands for all of them while the frame is compiled
_SENTINEL = 4_611_686_018_000_000_000  # stands for parameter 0 while Ibis compiles; no key or quarter comes near it


@dataclass(frozen=True)
class Shape:
    """What the text of a query depends on."""

    source: str  # the table or a roll-up of it
    table: str
    by: tuple[str, ...]
    grain: Grain | None  # of the period grouped by
    lists: tuple[tuple[str, int], ...]  # filtered dimension and length of its list
    sums: tuple[Sum, ...]


@cache
def text(shape: Shape) -> str:
    """The text of a query: the compiled frame of dimensions and filters, with the compiled sums put in.

    Its parameters are the keys of each list, then the first and the last quarter: always both, so that a span that is
    open at one end is no shape of its own.
    """
    source = _source(shape.source, shape.table)
    parameters = (ibis.literal(_SENTINEL + i, "int64") for i in count())
    conditions = [source[d].isin(list(islice(parameters, length))) for d, length in shape.lists]
    conditions += [source["quarter"] >= next(parameters), source["quarter"] <= next(parameters)]
    rows = source.filter(conditions)
    groups = {d: _period(rows, shape.grain) if d == PERIOD else rows[d] for d in shape.by}
    framed = rows.group_by(**groups).aggregate(_n=rows.count()) if groups else rows.aggregate(_n=rows.count())
    tree = compiler.to_sqlglot(framed)
    select = tree if isinstance(tree, exp.Select) else tree.find(exp.Select)
    (from_,) = select.find_all(exp.From, bfs=True) if not select.args.get("from_") else (select.args["from_"],)
    dimensions = [e for e in select.expressions if e.alias_or_name != "_n"]
    select.set("expressions", [*dimensions, exp.column(_SUMS, quoted=True)])
    framed_text = str(tree.transform(_bind).sql(dialect="duckdb"))
    over_cells = shape.source != shape.table
    sums = (_sum(shape.table, s, over_cells, from_.this.alias) for s in shape.sums)
    return framed_text.replace(quoted(_SUMS), ", ".join(sums))


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
def _sum(table: str, wanted: Sum, over_cells: bool, alias: str) -> str:
    """One sum under its name: over the rows themselves, or over the cells of a roll-up (the same for each)."""
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
    tree = compiler.to_sqlglot(t.aggregate(x=value)).expressions[0].unalias()
    for column in tree.find_all(exp.Column):
        column.set("table", exp.to_identifier(alias, quoted=True))
    return str(exp.alias_(tree, wanted.name, quoted=True).sql(dialect="duckdb"))


def _bind(node: Any) -> Any:
    """A sentinel, with the cast that Ibis may put around it, becomes a parameter."""
    literal = node.this if isinstance(node, exp.Cast) and isinstance(node.this, exp.Literal) else node
    if isinstance(literal, exp.Literal) and not literal.is_string and literal.this.isdigit():
        number = int(literal.this) - _SENTINEL
        if number >= 0:
            return exp.Placeholder(this=f"p{number}")
    return node
