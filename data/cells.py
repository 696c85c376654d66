"""The tables of counts behind a query, and which of their cells are hidden (see `data.disclosure`).

One table per set of dimensions, over all the data: what is hidden must not depend on who asks or which keys were chosen.
It is computed once per version of the data.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data import query
from data.disclosure import ROOT, Axis, Counts, Mask, add_up, flat, protect
from data.query import PERIOD
from data.selection import EVERYTHING, FILTERS, Scope, Selection
from data.store import Store
from data.tables import TABLES
from metrics.periods import GRAINS, QUARTERS_IN, Grain, period_start
from metrics.sums import ROWS, total

MOST_CELLS = 500_000  # a finer breakdown has hardly a cell that could be shown, and costs seconds: all of it is hidden
# All tables that are kept: the usual filters of all pages need some two hundred, most of them small.
_KEPT_TABLES, _KEPT_CELLS = 1024, 8_000_000
_MISSING = "\0missing"  # people whose dimension is not known; a key of its own that no filter can name


@dataclass(frozen=True)
class Cells:
    """Counts by the dimensions and time (the last axis), and what is hidden. None: too fine to be shown at all."""

    axes: tuple[Axis, ...]
    n: Counts
    hidden: Mask


class _Memo:
    """The latest tables, by version of the data, fact table, dimensions and minimum."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[tuple[object, ...], Cells | None] = OrderedDict()
        self._size = 0  # cells of all that is kept

    def get(self, key: tuple[object, ...]) -> tuple[bool, Cells | None]:
        with self._lock:
            if key not in self._kept:
                return False, None
            self._kept.move_to_end(key)
            return True, self._kept[key]

    def put(self, key: tuple[object, ...], cells: Cells | None) -> None:
        with self._lock:
            self._put_out(self._kept.pop(key, None))
            self._kept[key] = cells
            self._size += 0 if cells is None else cells.n.size
            while len(self._kept) > _KEPT_TABLES or self._size > _KEPT_CELLS:
                self._put_out(self._kept.popitem(last=False)[1])

    def _put_out(self, cells: Cells | None) -> None:
        self._size -= 0 if cells is None else cells.n.size


_MEMO = _Memo()


def shown(
    store: Store,
    rows: pd.DataFrame,
    by: Sequence[str],
    selection: Selection,
    scope: Scope,
    minimum: int,
    table: str,
    cursor: Any,
    version: str,
) -> tuple[Mask, pd.DataFrame]:
    """Whether each row of a result (with the columns `by`) may be shown, and the groups that are not in the result
    because nobody is in them but that must look hidden too.
    """
    filters = {d: set(keys) for d, keys in selection.filters.items()}
    if scope.kind != "all" and not TABLES[table].has(scope.kind):  # of whole cities: no row is a reader's of offices
        return np.ones(len(rows), dtype=bool), rows.iloc[:0][list(by)]
    if scope.kind != "all":
        filters[scope.kind] = filters.get(scope.kind, set(scope.keys)) & set(scope.keys)
    cells = table_of(store, {*filters, *by} - {PERIOD}, minimum, table, cursor, version)
    if cells is None:
        return np.zeros(len(rows), dtype=bool), rows.iloc[:0][list(by)]
    covered = cells.hidden
    tellers = _tellers(store, by, selection, table, cursor, version)
    index: list[npt.NDArray[np.intp]] = []
    labels: list[tuple[list[str], list[tuple[object, ...]]]] = []
    for position, axis in enumerate(cells.axes):
        names = [d for d in (("city", "unit") if axis.name == "unit" else (axis.name,)) if d in by]
        values = _values(axis, names, filters, selection, tellers)
        groups = [
            axis.made_of(_leaves(axis, dict(zip(names, v, strict=True)), filters, selection, tellers)) for v in values
        ]
        covered = _any_of(covered, groups, position)
        place = {v: i for i, v in enumerate(values)}
        columns = [_labelled(rows[name]) for name in names]
        of_rows = zip(*columns, strict=True) if names else [()] * len(rows)
        index.append(np.array([place[v] for v in of_rows], dtype=np.intp))
        labels.append((names, values))
    visible: Mask = ~covered[tuple(index)]
    covered[tuple(index)] = False
    return visible, _unseen(covered, labels, by) if by and covered.any() else rows.iloc[:0]


def _any_of(covered: Mask, groups: list[list[int]], position: int) -> Mask:
    """Whether any node of each group is covered, in place of the nodes of one axis."""
    if all(groups) and groups:  # thousands of offices at once, not one after the other
        starts = np.cumsum([0, *(len(nodes) for nodes in groups[:-1])])
        return np.logical_or.reduceat(covered.take(list(chain(*groups)), axis=position), starts, axis=position)
    parts = [covered.take(nodes, axis=position).any(axis=position) for nodes in groups]
    lacking = (*covered.shape[:position], 0, *covered.shape[position + 1 :])
    return np.stack(parts, axis=position) if parts else np.zeros(lacking, dtype=bool)


def _labelled(keys: pd.Series) -> list[Any]:
    """The keys of a column with a label for the missing one."""
    return [_MISSING if key is None or key != key else key for key in keys.tolist()]


def _unseen(covered: Mask, labels: list[tuple[list[str], list[tuple[object, ...]]]], by: Sequence[str]) -> pd.DataFrame:
    """The hidden groups that are left, as a frame of their dimensions."""
    found = np.nonzero(covered)
    columns: dict[str, list[object]] = {}
    for places, (names, values) in zip(found, labels, strict=True):
        for i, name in enumerate(names):
            columns[name] = [None if values[p][i] == _MISSING else values[p][i] for p in places]
    return pd.DataFrame({d: columns[d] for d in by}, columns=list(by))


def _tellers(
    store: Store, by: Sequence[str], selection: Selection, table: str, cursor: Any, version: str
) -> frozenset[int] | None:
    """The quarters that a table of states is told by; None for one of events, whose quarters all count."""
    if not TABLES[table].snapshot:
        return None
    known = query.quarters(table, str(store.path), version, cursor)
    return frozenset(query.tellers(known, selection, selection.grain if PERIOD in by else None))


def _values(
    axis: Axis,
    names: list[str],
    filters: dict[str, set[str]],
    selection: Selection,
    tellers: frozenset[int] | None,
) -> list[tuple[Any, ...]]:
    """The groups of one axis that a result can have, by the names that it is grouped by."""
    if not names:
        return [()]
    leaves = sorted(_leaves(axis, {}, filters, selection, tellers))
    if axis.name == PERIOD:
        return [(s,) for s in sorted({period_start(axis.keys[i][1], selection.grain) for i in leaves})]  # type: ignore[index]
    of_leaf = [
        {axis.name: axis.keys[i], "city": axis.keys[axis.parent[i]] if axis.name == "unit" else axis.keys[i]}
        for i in leaves
    ]
    return list(dict.fromkeys(tuple(of[name] for name in names) for of in of_leaf))


def _leaves(
    axis: Axis,
    row: dict[str, Any],
    filters: dict[str, set[str]],
    selection: Selection,
    tellers: frozenset[int] | None,
) -> set[int]:
    """The leaves of an axis that lie in a row and pass the filters."""
    if axis.name == PERIOD:
        start = row.get(PERIOD)
        first = max(x for x in (start, selection.first, -1) if x is not None)
        ends = (None if start is None else start + QUARTERS_IN[selection.grain] - 1, selection.last)
        last = min((x for x in ends if x is not None), default=None)
        quarter_of = {i: axis.keys[i][1] for i in axis.leaves}  # type: ignore[index]
        return {
            i
            for i, q in quarter_of.items()
            if q >= first and (last is None or q <= last) and (tellers is None or q in tellers)
        }
    wanted = {name: {row[name]} if name in row else filters.get(name) for name in ("city", axis.name)}
    candidates = axis.leaves
    if axis.name in row:  # one leaf: with hundreds of groups, looking through all for each takes longer than the query
        named = axis.place.get(row[axis.name])
        candidates = () if named is None else (named,)
    own, city = wanted[axis.name], wanted["city"]
    if axis.name != "unit":
        return {i for i in candidates if own is None or axis.keys[i] in own}
    return {
        i
        for i in candidates
        if (own is None or axis.keys[i] in own) and (city is None or axis.keys[axis.parent[i]] in city)
    }


def table_of(store: Store, dimensions: set[str], minimum: int, table: str, cursor: Any, version: str) -> Cells | None:
    """The table over these dimensions and time; None where it would have more than MOST_CELLS cells."""
    known = dict.fromkeys((*FILTERS, *query.dimensions(table)))
    names = tuple(d for d in known if d in dimensions and not (d == "city" and "unit" in dimensions))
    key = (version, store.path, table, names, minimum)
    found, cells = _MEMO.get(key)
    if not found:
        cells = _build(store, names, minimum, table, cursor, version)
        _MEMO.put(key, cells)
    return cells


def _build(store: Store, names: tuple[str, ...], minimum: int, table: str, cursor: Any, version: str) -> Cells | None:
    declared = TABLES[table]
    by = (PERIOD, *(("city",) if "unit" in names else ()), *names)
    # States are told by one quarter, never by several.
    longer = (*GRAINS[1:], None) if declared.person and not declared.snapshot else ()
    (rows, counts), *over_time = _counted(store, by, longer, table, cursor, version)
    keys = {d: _known(rows[d]) for d in by if d != PERIOD}
    time = _moments if declared.snapshot else _time
    axes = (*(_axis(store, d, keys) for d in names), time(rows[PERIOD].to_numpy()))
    shape = tuple(len(axis) for axis in axes)
    if np.prod([float(length) for length in shape]) > MOST_CELLS:
        return None
    node_of = [{k: node for node, k in enumerate(axis.keys)} for axis in axes]
    index = [keys[d].map(node_of[i]).to_numpy(np.intp) for i, d in enumerate(names)]
    leaves = np.zeros(shape, dtype=np.int64)
    np.add.at(leaves, (*index, _places(node_of[-1], "quarter", rows[PERIOD])), counts)
    n = leaves if declared.person else add_up(leaves, axes)
    for grain, (found, people) in zip(longer, over_time, strict=True):  # whoever came twice counts once
        at = [_known(found[d]).map(node_of[i]).to_numpy(np.intp) for i, d in enumerate(names)]
        time_ = np.full(len(people), ROOT, np.intp) if grain is None else _places(node_of[-1], grain, found[PERIOD])
        n[(*at, time_)] = people
    given, fixed = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for position, d in enumerate(names):  # every table of one dimension less has settled what it shares with this one
        fewer = {*names} - {d} | ({"city"} if d == "unit" else set())
        settled = table_of(store, fewer, minimum, table, cursor, version)
        assert settled is not None, "a table is never larger than one with a dimension more"
        place: slice | int = slice(0, len(settled.axes[position])) if d == "unit" else ROOT
        here = (slice(None),) * position + (place,)
        given[here], fixed[here] = settled.hidden, True
        n[here] = settled.n
    return Cells(axes, n, protect(n, axes, minimum, given, fixed, overlapping=bool(declared.person)))


def _counted(
    store: Store, by: tuple[str, ...], longer: Sequence[Grain | None], table: str, cursor: Any, version: str
) -> list[tuple[pd.DataFrame, npt.NDArray[np.int64]]]:
    """The groups that occur, by quarter, and how many people are in each; then those by semester, year and all time."""
    declared = TABLES[table]
    if declared.person:
        found = query.people(store, [d for d in by if d != PERIOD], ("quarter", *longer), table, cursor)
        return [(pd.DataFrame(keys), counts) for keys, counts in found]
    heads = total(declared.heads) if declared.heads else ROWS
    rows = query.sums(store, [heads], by, Selection(), EVERYTHING, table, cursor, version)
    return [(rows, rows[heads.name].to_numpy(np.int64))]


def _known(keys: pd.Series) -> pd.Series:
    """Keys with a key for a missing answer too."""
    return keys.astype(object).where(keys.notna(), _MISSING)


def _places(nodes: dict[object, int], grain: Grain, periods: Any) -> npt.NDArray[np.intp]:
    return np.array([nodes[grain, int(p)] for p in periods], dtype=np.intp)


def _axis(store: Store, dimension: str, keys: dict[str, pd.Series]) -> Axis:
    """The axis of a dimension over the keys that occur; units stand below their cities."""
    order = {k: i for i, k in enumerate((*query.codes(store, dimension), _MISSING))}
    present = sorted(set(keys[dimension]), key=order.__getitem__)
    if dimension != "unit":
        return flat(dimension, present)
    city_order = {k: i for i, k in enumerate(query.codes(store, "city"))}
    city_of = dict(zip(keys["unit"], keys["city"], strict=True))
    cities = sorted(set(city_of.values()), key=city_order.__getitem__)
    units = [unit for city in cities for unit in present if city_of[unit] == city]
    parents = [1 + cities.index(city_of[unit]) for unit in units]
    return Axis("unit", (None, *cities, *units), (-1, *(ROOT for _ in cities), *parents))


def _time(quarters: npt.NDArray[np.int64]) -> Axis:
    """All time, years, semesters, quarters, from the first quarter with data to the last."""
    if not len(quarters):
        return Axis(PERIOD, (None,), (-1,))
    keys: list[object] = [None]
    parents = [-1]
    span = range(int(quarters.min()), int(quarters.max()) + 1)
    above: Grain | None = None
    for grain in reversed(GRAINS):
        known = {k: node for node, k in enumerate(keys)}
        for start in sorted({period_start(q, grain) for q in span}):
            keys.append((grain, start))
            first = max(start, span.start)
            parents.append(ROOT if above is None else known[above, period_start(first, above)])
        above = grain
    return Axis(PERIOD, tuple(keys), tuple(parents))


def _moments(quarters: npt.NDArray[np.int64]) -> Axis:
    """The quarters of a table of states: each for itself, for states do not add up over time."""
    keys: list[object] = [None, *(("quarter", int(q)) for q in sorted(set(quarters)))]
    return Axis(PERIOD, tuple(keys), tuple(-1 for _ in keys))
