"""The one query: sums of a table, by dimensions, within a selection and a scope.

What a roll-up of moderate size has is added up in memory (`data.held`). Everything else is a query of the engine, whose
text `data.statement` writes once for each shape. Values are bound as parameters, never pasted.

Lists of keys are filled up to the next power of two (with a key that no row has), so that few shapes exist.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data import held, rollups
from data.schema import quoted
from data.selection import Scope, Selection
from data.store import Store
from data.tables import ENUMERATIONS, TABLES
from metrics.periods import QUARTERS_IN, Grain, period_start
from metrics.sums import Sum

PERIOD = "period"
PLACES = ("city", "unit", "service")
_NO_ROW = -1  # an id or code that no row has
_EVER = (0, 1 << 30)  # quarters before the first and after the last


@dataclass(frozen=True)
class _Filter:
    """What restricts the rows: codes wanted per dimension, first and last quarter."""

    lists: tuple[tuple[str, tuple[int, ...]], ...]
    first: int | None
    last: int | None


@cache
def dimensions(table: str) -> tuple[str, ...]:
    """What the rows of a table can be grouped and filtered by: the period and the columns declared as dimensions."""
    return (PERIOD, *(c.name for c in TABLES[table].columns if c.dimension))


def sums(
    store: Store,
    wanted: Sequence[Sum],
    by: Sequence[str],
    selection: Selection,
    scope: Scope,
    table: str = "skm_response",
    cursor: Any | None = None,
    version: str | None = None,
) -> pd.DataFrame:
    """The wanted sums per group: the dimensions of `by` as keys (`period`: first quarter of the period) and the sums.

    Rows in order of display: by period, then by the order of the reference tables and enumerations; people whose
    dimension is missing come last, with a missing key. Without `by` one row, also over no rows at all. Of a table of
    states (`Table.snapshot`) only the last quarter of each period counts. `cursor` joins a reading that has begun,
    `version` is that reading's. Raises ValueError for a dimension that the table lacks.
    """
    if cursor is None:
        with store.cursor() as own:
            return sums(store, wanted, by, selection, scope, table, own, version)
    by, wanted = tuple(by), tuple(wanted)
    for dimension in (*by, *selection.filters):
        if dimension not in dimensions(table):
            raise ValueError(f"no dimension of {table}: {dimension!r}; known: {', '.join(dimensions(table))}")
    version = version or store.version(cursor).id
    restriction = _filter(store, selection, scope, by, table, cursor, version)
    asked = frozenset({*by, *(d for d, _ in restriction.lists)} - {PERIOD, "quarter"})
    grain = selection.grain if PERIOD in by else None
    source = source_of(table, asked, wanted)
    known = quarters(table, str(store.path), version, cursor)
    cells = None if source is None or not known else held.cells(cursor, source, str(store.path), version)
    groups: held.Groups
    if not known:  # no rows, and so no roll-ups either
        groups, numbers = {d: np.array([], np.int64) for d in by}, np.zeros((len(wanted), 0 if by else 1), np.int64)
    elif cells is not None:
        groups, numbers = _from_cells(cells, by, grain, wanted, restriction)
    else:
        groups, numbers = _from_engine(cursor, source, table, by, grain, wanted, restriction)
    order = _order(by, groups)
    frame = pd.DataFrame(numbers.take(order, axis=1).T, columns=_labels(wanted))
    for place, d in enumerate(by):
        frame.insert(place, d, _keys(store, d, groups[d][order]))
    return frame


@cache
def _labels(wanted: tuple[Sum, ...]) -> pd.Index:
    """The names of the sums as columns: of some hundred names that takes longer than to add the numbers up."""
    return pd.Index([s.name for s in wanted])


def _from_cells(
    cells: held.Held, by: tuple[str, ...], grain: Grain | None, wanted: tuple[Sum, ...], restriction: _Filter
) -> tuple[held.Groups, npt.NDArray[np.int64]]:
    groups: held.Groups = {}
    for d in by:
        own = cells.codes["quarter" if d == PERIOD else d]
        groups[d] = own - own % QUARTERS_IN[grain or "quarter"] if d == PERIOD else own
    return cells.add_up(cells.rows(restriction.lists, restriction.first, restriction.last), groups, wanted)


def _from_engine(
    cursor: Any,
    source: rollups.Rollup | None,
    table: str,
    by: tuple[str, ...],
    grain: Grain | None,
    wanted: tuple[Sum, ...],
    restriction: _Filter,
) -> tuple[held.Groups, npt.NDArray[np.int64]]:
    """The groups and their sums, (sums, groups), as `held.Held.add_up` gives them."""
    from data.statement import Shape, text  # its libraries load in half a second, and what is held does without

    lists, values = [], []
    for dimension, chosen in restriction.lists:
        length = 1 << max(0, len(chosen) - 1).bit_length()
        lists.append((dimension, length))
        values += [*chosen, *[_NO_ROW] * (length - len(chosen))]
    values.append(_EVER[0] if restriction.first is None else restriction.first)
    values.append(_EVER[1] if restriction.last is None else restriction.last)
    shape = Shape(table if source is None else source.name, table, by, grain, tuple(lists), wanted)
    found = cursor.execute(text(shape), {f"p{i}": int(v) for i, v in enumerate(values)}).fetchnumpy()
    # A sum over no rows is missing for the engine and nothing for us; leaving it so in the query saves a third of it.
    numbers = np.stack([np.ma.filled(found[s.name], 0) for s in wanted]).astype(np.int64, copy=False)
    return {d: np.ma.filled(found[d].astype(np.int64), _NO_ROW) for d in by}, numbers


def _filter(
    store: Store, selection: Selection, scope: Scope, by: tuple[str, ...], table: str, cursor: Any, version: str
) -> _Filter:
    """The restriction in codes. Who may see some offices only sees nothing of a table that knows none."""
    restricted = list(selection.filters.items())
    if scope.kind != "all":
        restricted.append((scope.kind, scope.keys) if TABLES[table].has(scope.kind) else ("city", ()))
    lists = []
    for dimension, keys in restricted:
        known = codes(store, dimension)
        lists.append((dimension, tuple(sorted(known[k] for k in keys if k in known))))
    if not TABLES[table].snapshot:
        return _Filter(tuple(lists), selection.first, selection.last)
    grain = selection.grain if PERIOD in by else None
    lists.append(("quarter", tellers(quarters(table, str(store.path), version, cursor), selection, grain)))
    return _Filter(tuple(lists), None, None)


def tellers(known: Sequence[int], selection: Selection, grain: Grain | None) -> tuple[int, ...]:
    """The quarters that tell a state: the last one of each period within the selection; without a grain the last."""
    inside = [
        q
        for q in known
        if (selection.first is None or q >= selection.first) and (selection.last is None or q <= selection.last)
    ]
    return tuple({0 if grain is None else period_start(q, grain): q for q in sorted(inside)}.values())


def quarters(table: str, path: str, version: str, cursor: Any) -> tuple[int, ...]:
    """The quarters in which a table has rows, in order."""
    return _quarters(table, path, version, _Reading(cursor))


class _Reading:
    """A cursor that does not count in the key of a cache: the version says what it sees."""

    def __init__(self, cursor: Any) -> None:
        self.cursor = cursor

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Reading)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=64)
def _quarters(table: str, path: str, version: str, reading: _Reading) -> tuple[int, ...]:
    found = reading.cursor.execute(f"SELECT DISTINCT quarter FROM {quoted(table)} ORDER BY quarter").fetchall()  # noqa: S608 - a declared name
    return tuple(int(q) for (q,) in found)


def people(
    store: Store, by: Sequence[str], grains: Sequence[Grain | None], table: str, cursor: Any
) -> list[tuple[dict[str, npt.NDArray[Any]], npt.NDArray[np.int64]]]:
    """How many different people stand behind the rows of each group (`Table.person`), over all data: keys and counts,
    for each of the grains.

    A grain is that of the period to group by too; None: all time. Not a sum: one person may be in several groups. Rows
    that do not say which person add nobody; alone they are one, so that nobody takes them for an empty group.

    The rows are sorted once, by group, person and quarter: then each period of a person stands together, however long.
    """
    person = TABLES[table].person
    columns = ", ".join(map(quoted, (*by, "quarter", person)))
    found = cursor.execute(f"SELECT {columns} FROM {quoted(table)}").fetchnumpy()  # noqa: S608 - declared names
    quarter = np.ma.getdata(found["quarter"]).astype(np.int64)
    who = pd.factorize(np.ma.getdata(found[person]))[0] + 1
    who[np.ma.getmaskarray(found[person])] = 0
    codes_of = {d: np.ma.filled(found[d].astype(np.int64), _NO_ROW) - _NO_ROW for d in by}
    group = np.zeros(len(quarter), dtype=np.int64)
    for code in codes_of.values():  # numbered anew each time, so that the number stays small with any dimensions
        group = np.unique(group * (int(code.max(initial=0)) + 1) + code, return_inverse=True)[1]
    order = np.lexsort((quarter, who, group))
    quarter, who, group = quarter[order], who[order], group[order]
    changed = np.diff(who, prepend=-1).astype(bool) | np.diff(group, prepend=-1).astype(bool)
    counted = []
    for grain in grains:
        period = quarter - quarter % QUARTERS_IN[grain] if grain else np.zeros_like(quarter)
        new = changed | np.diff(period, prepend=-1).astype(bool)
        cell = group[new] * (int(period.max(initial=0)) + 1) + period[new]
        _, first, inverse = np.unique(cell, return_index=True, return_inverse=True)
        counts = np.bincount(inverse, weights=who[new] > 0, minlength=len(first)).astype(np.int64)
        rows = np.flatnonzero(new)[first]
        keys = {d: _keys(store, d, code[order[rows]] + _NO_ROW) for d, code in codes_of.items()}
        if grain:
            keys[PERIOD] = period[rows]
        counted.append((keys, np.maximum(counts, 1)))
    return counted


def people_behind(
    store: Store,
    counted: Sum,
    by: Sequence[str],
    selection: Selection,
    scope: Scope,
    table: str,
    cursor: Any,
    version: str,
) -> dict[tuple[Any, ...], int]:
    """How many different people stand behind the rows that a sum counts, per group, within a selection and a scope.

    A sum that counts rows, or adds up yes and no.
    Keys as in `sums`, in the order of `by`. Groups without such rows are left out.
    """
    restriction = _filter(store, selection, scope, tuple(by), table, cursor, version)
    groups = _grouping(by, selection.grain)
    where, values = ["TRUE"], []
    for dimension, chosen in restriction.lists:
        where.append(f"{quoted(dimension)} IN ({', '.join('?' for _ in chosen) or 'NULL'})")
        values += list(chosen)
    for bound, sign in ((restriction.first, ">="), (restriction.last, "<=")):
        if bound is not None:
            where.append(f"quarter {sign} ?")
            values.append(bound)
    where += [f"{quoted(column)} IS NOT NULL" for column in counted.columns]
    where += [f"{quoted(column)} > 0" for column in counted.values]
    where += [f"{quoted(column)} BETWEEN {int(low)} AND {int(high)}" for column, low, high in counted.within]
    named = "".join(f"{g} AS {quoted(d)}, " for g, d in zip(groups, by, strict=True))
    found = cursor.execute(
        f"SELECT {named}count(DISTINCT {quoted(TABLES[table].person)}) AS people FROM {quoted(table)} "  # noqa: S608 - declared names
        f"WHERE {' AND '.join(where)}" + (f" GROUP BY {', '.join(groups)}" if groups else ""),
        values,
    ).fetchnumpy()
    keys = [_keys(store, d, np.ma.filled(found[d].astype(np.int64), _NO_ROW)) for d in by]
    counts = np.ma.filled(found["people"], 0).tolist()
    listed = [key.tolist() for key in keys]
    return {tuple(part[i] for part in listed): int(n) for i, n in enumerate(counts)}


def most_rows(table: str, by: tuple[str, ...], grain: Grain, path: str, version: str, cursor: Any) -> int:
    """The most rows that one person has in any group of a breakdown of all data."""
    return _most_rows(table, by, grain if PERIOD in by else "quarter", path, version, _Reading(cursor))


@lru_cache(maxsize=256)
def _most_rows(table: str, by: tuple[str, ...], grain: Grain, path: str, version: str, reading: _Reading) -> int:
    groups = _grouping((TABLES[table].person, *by), grain)
    found = reading.cursor.execute(
        f"SELECT max(n) FROM (SELECT count(*) AS n FROM {quoted(table)} GROUP BY {', '.join(groups)})"  # noqa: S608 - declared names
    ).fetchone()
    return int(found[0] or 1)


def _grouping(by: Sequence[str], grain: Grain) -> list[str]:
    """Dimensions as the engine groups by them."""
    return [f"quarter - quarter % {QUARTERS_IN[grain]}" if d == PERIOD else quoted(d) for d in by]


@cache
def source_of(table: str, dimensions: frozenset[str], wanted: tuple[Sum, ...]) -> rollups.Rollup | None:
    """The smallest roll-up that has the dimensions and the sums; None: the rows themselves."""
    for rollup in rollups.rollups(table):
        if dimensions <= set(rollup.dimensions) and set(wanted) <= set(rollup.sums):
            return rollup
    return None


def codes(store: Store, dimension: str) -> Mapping[str, int]:
    """The integer that facts hold for each key of a dimension, in order of display."""
    return store.ids(dimension) if dimension in PLACES else _level_codes(dimension)


@cache
def _level_codes(dimension: str) -> dict[str, int]:
    return {level.key: code for code, level in enumerate(ENUMERATIONS[dimension].levels)}


def _keys(store: Store, dimension: str, values: held.Codes) -> npt.NDArray[Any]:
    """Codes as keys; the period stays a number."""
    if dimension == PERIOD:
        return values.astype(np.int64)
    known = codes(store, dimension)
    names = np.full(max(known.values(), default=0) + 2, None, dtype=object)  # the last place: missing
    for key, code in known.items():
        names[code] = key
    return np.asarray(names[values], dtype=object)


def _order(by: tuple[str, ...], groups: held.Groups) -> npt.NDArray[np.int64]:
    """Order of display: by period first, then by `by`, missing keys last."""
    if not by:
        return np.zeros(1, dtype=np.int64)
    last = np.iinfo(np.int32).max
    ranked = sorted(by, key=lambda d: d != PERIOD)
    return np.lexsort([np.where(groups[d] < 0, last, groups[d]) for d in reversed(ranked)])
