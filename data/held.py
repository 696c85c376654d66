"""The cells of roll-ups, held in memory for one version of the data and added up here.

A filter change asks for some hundred sums over some thousand cells: the engine takes longer to set that up than to do
it. So the cells of a roll-up are fetched once per version of the data, as one matrix of whole numbers, and every
question to it is a choice of cells and an addition: exact, like the engine's.

The cells stand in the order of their dimensions, places first and the quarter last, and the numbers of a sum stand side
by side: then a question by places and the dimensions after them, which is what is asked of many cities, adds up
neighbours and sorts nothing.
"""

# ruff: noqa: S608 - what is pasted are declared names, through quoted()
from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from data import rollups
from data.schema import quoted
from metrics.sums import Sum

MOST_BYTES = 96_000_000  # a roll-up of more is left to the engine
_KEPT_BYTES = 448_000_000  # of all roll-ups together
_AT_ONCE = 1 << 18  # numbers added up together: what fits into a processor's own memory
_MISSING = -1
_LAST = "quarter"

Codes = npt.NDArray[np.integer[Any]]
Groups = dict[str, Codes]


@dataclass(frozen=True)
class Held:
    """All cells of one roll-up, in order: a code per dimension (-1: missing), and the sums, one line each: (sums, cells)."""

    codes: Mapping[str, npt.NDArray[np.int32]]
    numbers: npt.NDArray[np.int32] | npt.NDArray[np.int64]
    place: Mapping[str, int]  # line of each sum

    @cached_property
    def largest(self) -> Mapping[str, int]:
        """The largest code of each dimension."""
        return {d: int(codes.max(initial=_MISSING)) for d, codes in self.codes.items()}

    def rows(self, lists: Sequence[tuple[str, Sequence[int]]], first: int | None, last: int | None) -> Any:
        """The cells that pass the filters: codes wanted per dimension, first and last quarter."""
        kept: npt.NDArray[np.bool_] | None = None
        for dimension, wanted in lists:
            known = np.zeros(self.largest[dimension] + 2, dtype=bool)  # the last place: missing
            known[[code for code in wanted if 0 <= code <= self.largest[dimension]]] = True
            inside = known[self.codes[dimension]]
            kept = inside if kept is None else kept & inside
        if first is not None:
            inside = self.codes["quarter"] >= first
            kept = inside if kept is None else kept & inside
        if last is not None:
            inside = self.codes["quarter"] <= last
            kept = inside if kept is None else kept & inside
        return slice(None) if kept is None else np.flatnonzero(kept)

    def add_up(self, rows: Any, groups: Groups, wanted: Sequence[Sum]) -> tuple[Groups, npt.NDArray[np.int64]]:
        """The sums of those cells per group, (sums, groups); without groups one, over no cells too.

        groups: codes of all cells.
        """
        lines = [self.place[s.name] for s in wanted]
        if not groups:
            return {}, self._taken(lines, rows).sum(axis=1, dtype=np.int64)[:, None]
        of_rows = {d: codes[rows] for d, codes in groups.items()}
        length = len(next(iter(of_rows.values())))
        if not length:
            return of_rows, np.zeros((len(lines), 0), dtype=np.int64)
        one = _joined(of_rows.values(), length)
        step = np.diff(one)
        if (step < 0).any():
            order = np.argsort(one, kind="stable")
            rows = order if isinstance(rows, slice) else rows[order]
            of_rows = {d: codes[order] for d, codes in of_rows.items()}
            step = np.diff(one[order])
        starts = np.concatenate([[0], np.flatnonzero(step) + 1])
        totals = np.empty((len(lines), len(starts)), dtype=np.int64)
        at_once = max(1, _AT_ONCE // length)
        for i in range(0, len(lines), at_once):
            some = slice(i, i + at_once)
            totals[some] = np.add.reduceat(self._taken(lines[some], rows), starts, axis=1, dtype=np.int64)
        return {d: codes[starts] for d, codes in of_rows.items()}, totals

    def _taken(self, lines: list[int], rows: Any) -> npt.NDArray[Any]:
        """The numbers of some sums and cells: (sums, cells)."""
        numbers = self.numbers[lines[0] : lines[-1] + 1] if _neighbours(lines) else self.numbers[lines]
        return numbers if isinstance(rows, slice) else numbers.take(rows, axis=1)


def _neighbours(lines: list[int]) -> bool:
    return lines == list(range(lines[0], lines[0] + len(lines))) if lines else False


def _joined(codes: Iterable[npt.NDArray[np.integer[Any]]], length: int) -> npt.NDArray[np.int64]:
    """One number for all codes of each cell, in the same order: sorting it is faster than sorting by several."""
    one = np.zeros(length, dtype=np.int64)
    for each in codes:
        low = int(each.min(initial=0))
        one = one * (int(each.max(initial=0)) - low + 1) + (each - low)
    return one


class _Kept:
    """The roll-ups fetched last, by version of the data, store and name; None: too large to hold."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, str, str], Held | None] = OrderedDict()

    def get(self, key: tuple[str, str, str]) -> tuple[bool, Held | None]:
        with self._lock:
            if key not in self._kept:
                return False, None
            self._kept.move_to_end(key)
            return True, self._kept[key]

    def put(self, key: tuple[str, str, str], held: Held | None) -> None:
        with self._lock:
            self._kept[key] = held
            while sum(h.numbers.nbytes for h in self._kept.values() if h is not None) > _KEPT_BYTES:
                self._kept.popitem(last=False)


_KEPT = _Kept()


def cells(cursor: Any, rollup: rollups.Rollup, store: str, version: str) -> Held | None:
    """The cells of a roll-up as the cursor sees them; None where they are too many to hold."""
    key = (version, store, rollup.name)
    found, held = _KEPT.get(key)
    if not found:
        held = _fetch(cursor, rollup)
        _KEPT.put(key, held)
    return held


def _fetch(cursor: Any, rollup: rollups.Rollup) -> Held | None:
    names = [s.name for s in rollup.sums]
    (count,) = cursor.execute(f"SELECT count(*) FROM {quoted(rollup.name)}").fetchone()
    if count * len(names) * np.dtype(np.int32).itemsize > MOST_BYTES:
        return None
    found = cursor.execute(f"FROM {quoted(rollup.name)}").fetchnumpy()
    codes = {d: np.ma.filled(found[d].astype(np.int32), _MISSING) for d in rollup.dimensions}
    order = np.argsort(_joined([codes[d] for d in sorted(codes, key=lambda d: d == _LAST)], count), kind="stable")
    columns = [np.ma.filled(found.pop(name), 0) for name in names]
    narrow = all(np.abs(column).max(initial=0) <= np.iinfo(np.int32).max for column in columns)
    numbers = np.empty((len(names), count), dtype=np.int32 if narrow else np.int64)
    for line, column in enumerate(columns):
        numbers[line] = column[order]
    return Held({d: code[order] for d, code in codes.items()}, numbers, {name: line for line, name in enumerate(names)})
