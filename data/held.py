"""The cells of roll-ups, held in memory for one version of the data and added up here.

A filter change asks for some hundred sums over some thousand cells: the engine takes longer to set that up than to do
it. So the cells of a roll-up are fetched once per version of the data, as one matrix of whole numbers, and every
question to it is a choice of rows and an addition: exact, like the engine's.
"""

# ruff: noqa: S608 - what is pasted are declared names, through quoted()
from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from data import rollups
from data.schema import quoted
from metrics.sums import Sum

MOST_NUMBERS = 8_000_000  # a roll-up of more is left to the engine: 64 MB
_KEPT_NUMBERS = 48_000_000  # of all roll-ups together: 384 MB
_MISSING = -1

Codes = npt.NDArray[np.int64]
Groups = dict[str, Codes]


@dataclass(frozen=True)
class Held:
    """All cells of one roll-up: a code per dimension (-1: missing), and the sums, one column each."""

    codes: Mapping[str, npt.NDArray[np.int32]]
    numbers: npt.NDArray[np.int64]
    place: Mapping[str, int]  # column of each sum

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
        """The sums of those cells per group; without groups one row, over no cells too. `groups`: codes of all cells."""
        columns = [self.place[s.name] for s in wanted]
        if columns == list(range(self.numbers.shape[1])):
            numbers = self.numbers[rows]
        else:  # rows and columns at once: a roll-up is wide, and most questions read little of it
            numbers = self.numbers[:, columns] if isinstance(rows, slice) else self.numbers[np.ix_(rows, columns)]
        if not groups:
            return {}, numbers.sum(axis=0, keepdims=True)
        of_rows = {d: codes[rows] for d, codes in groups.items()}
        if not len(numbers):
            return of_rows, numbers
        one = np.zeros(len(numbers), dtype=np.int64)  # one number for all codes, which sorts faster than several
        for codes in of_rows.values():
            low = int(codes.min())
            one = one * (int(codes.max()) - low + 1) + (codes - low)
        order = np.argsort(one, kind="stable")
        starts = np.flatnonzero(np.diff(one[order], prepend=-1))
        return (
            {d: codes[order[starts]] for d, codes in of_rows.items()},
            np.add.reduceat(numbers[order], starts, axis=0),
        )


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
            while sum(h.numbers.size for h in self._kept.values() if h is not None) > _KEPT_NUMBERS:
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
    if count * len(names) > MOST_NUMBERS:
        return None
    found = cursor.execute(f"FROM {quoted(rollup.name)}").fetchnumpy()
    codes = {d: np.ma.filled(found[d].astype(np.int32), _MISSING) for d in rollup.dimensions}
    numbers = np.empty((count, len(names)), dtype=np.int64)
    for place, name in enumerate(names):
        numbers[:, place] = np.ma.filled(found[name], 0)
    return Held(codes, numbers, {name: place for place, name in enumerate(names)})
