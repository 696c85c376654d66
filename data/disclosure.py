"""Which counts may be shown, so that no small group can be had by subtraction either. Pure functions on counts.

A table of counts is an array with one axis per dimension; along each axis stand not only the keys but also what adds up
from them: all, the cities above their units, the years and semesters above their quarters. Every figure that Pantau can
show is one cell of such a table, or is made of several.

**Hidden cells** (`protect`)
    1. a cell of fewer than `minimum` people;
    2. on every line, a whole and its parts: where the whole is shown, either none of its parts is hidden or two or more
       that hold `minimum` people together, else the whole less the shown parts would be the hidden one; where the whole
       is hidden, one part at least. The next smallest parts are hidden until that holds, on all lines of all axes, and
       where no part with people is left that would help, an empty part: that nobody is in it must then not be seen.
    A filter is a part of a whole too: the people it leaves out are the other parts of the line, so a cell whose
    complement is small is hidden. Time is an axis like the others: a small quarter takes the other quarter of its
    semester with it (or, where there is none, the semester), so semester less quarter tells nothing.

**Figures made of several cells** (`data.cells.shown`): shown when every cell that they are made of is shown. They then say
nothing that the cells do not say.

The pattern depends on the data and on which dimensions are asked for, never on the keys chosen, so that two filters
cannot be played against each other. Tables of fewer dimensions are settled first and stand fixed in those with more. So no
total less its parts tells a small count; what follows from a longer chain of equations over several tables in which
nearly every cell is empty or small is not searched for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
ROOT = 0


@dataclass(frozen=True)
class Axis:
    """The nodes of one dimension: 0 is all; the children of a node stand side by side, after it.

    `keys[i]` names node i, `parent[i]` is its parent (-1 for the root). Leaves are the nodes without children.
    """

    name: str
    keys: tuple[object, ...]
    parent: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def lines(self) -> list[tuple[int, slice]]:
        """Each whole with its parts."""
        found: dict[int, list[int]] = {}
        for node, parent in enumerate(self.parent):
            if parent >= 0:
                found.setdefault(parent, []).append(node)
        for parts in found.values():
            assert parts == list(range(parts[0], parts[-1] + 1)), f"children of axis {self.name} lie apart"
        return [(whole, slice(parts[0], parts[-1] + 1)) for whole, parts in found.items()]

    @cached_property
    def leaves(self) -> tuple[int, ...]:
        """The nodes that nothing adds up to; none where there are no data."""
        inner = set(self.parent)
        return tuple(node for node in range(len(self.keys)) if node not in inner and node != ROOT)

    @cached_property
    def known(self) -> frozenset[int]:
        """The leaves, to look one up among thousands."""
        return frozenset(self.leaves)

    @cached_property
    def place(self) -> Mapping[object, int]:
        """The leaf of each key."""
        return {self.keys[node]: node for node in self.leaves}

    def made_of(self, leaves: set[int]) -> list[int]:
        """The fewest nodes that hold exactly these leaves: the whole year rather than its four quarters."""
        below = self.below
        chosen = self._above(leaves & self.known)
        full = {node for node, n in chosen.items() if n == below[node]}
        return sorted(node for node in full if self.parent[node] not in full)

    @cached_property
    def below(self) -> Mapping[int, int]:
        """How many leaves each node holds, as far as it holds any."""
        return self._above(self.leaves)

    def _above(self, leaves: Iterable[int]) -> dict[int, int]:
        """How many of these leaves each node holds, as far as it holds any."""
        found: dict[int, int] = {}
        for leaf in leaves:
            node = leaf
            while node >= 0:
                found[node] = found.get(node, 0) + 1
                node = self.parent[node]
        return found


def flat(name: str, keys: Sequence[object]) -> Axis:
    """An axis of keys that add up to all."""
    return Axis(name, (None, *keys), (-1, *(ROOT for _ in keys)))


def add_up(leaves: Counts, axes: Sequence[Axis]) -> Counts:
    """Fill the wholes of a table in which only the leaves are counted."""
    n = leaves.copy()
    for position, axis in enumerate(axes):
        line = np.moveaxis(n, position, 0)
        for whole, parts in reversed(axis.lines):
            line[whole] = line[parts].sum(axis=0)
    return n


def protect(n: Counts, axes: Sequence[Axis], minimum: int, given: Mask, fixed: Mask, overlapping: bool = False) -> Mask:
    """Which cells of a table are hidden.

    `fixed` marks the cells that tables of fewer dimensions have settled, `given` how. `overlapping`: one person may
    stand in several parts of a whole, so what hidden parts hold together is no more than the largest is known to hold.
    """
    hidden: Mask = np.where(fixed, given, (n > 0) & (n < minimum))
    changed = True
    while changed:
        changed = False
        for position, axis in enumerate(axes):
            rank = _rank(n, hidden, fixed, axes, position)
            people, order = (np.moveaxis(a, position, -1)[None] for a in (n, rank))
            cover, settled = (np.moveaxis(a, position, -1)[None] for a in (hidden, fixed))
            for whole, parts in axis.lines:
                changed |= _settle(people, cover, settled, order, whole, parts, minimum, overlapping)
    return hidden


_NEVER = np.iinfo(np.int64).max
_LAST = _NEVER // 2  # hidden only where nothing else can be


def _rank(n: Counts, hidden: Mask, fixed: Mask, axes: Sequence[Axis], along: int) -> Counts:
    """In which order cells are hidden to protect others of their line along one axis; _NEVER: not at all.

    First by size, counted once more for each other axis on whose line nothing is hidden yet: there it will cost a second
    cell. Then those that are all of a shown whole on another axis: that line needs a second hidden part, if
    only an empty one. Then the empty ones. Last those that a shown whole of another axis gives away because it has no
    other part to hide; never an empty part of an empty whole.
    """
    size = (int(n.max(initial=0)) + 1) * (len(axes) + 1)
    rank = np.where(n > 0, n, 2 * size * len(axes))
    views = [[np.moveaxis(a, i, 0) for a in (n, hidden, fixed, rank)] for i in range(len(axes))]
    for axis, (ns, hs, _, rs) in zip(axes, views, strict=True):
        for whole, parts in axis.lines:
            rs[parts] = np.where((ns[whole] == 0) & ~hs[whole], _NEVER, rs[parts])
    for position, (axis, (ns, hs, fs, rs)) in enumerate(zip(axes, views, strict=True)):
        if position == along:
            continue
        for whole, parts in axis.lines:
            rs[parts] += np.where((ns[parts] > 0) & ~hs[whole] & ~hs[parts].any(axis=0), ns[parts], 0)
            alone = (ns[parts] == ns[whole]) & (ns[whole] > 0) & ~hs[whole]
            if parts.stop - parts.start == 1:  # one and the same people: the whole will be hidden with its part
                alone &= fs[whole]
            another = ((ns[parts] == 0) & (hs[parts] | (~fs[parts] & (rs[parts] < _NEVER)))).any(axis=0)
            rs[parts] = np.where(
                alone, np.where(another & (rs[parts] < _LAST), rs[parts] + size, _LAST + ns[parts]), rs[parts]
            )
    return np.where(hidden | fixed, _NEVER, rank)


def _settle(
    n: Counts, hidden: Mask, fixed: Mask, rank: Counts, whole: int, parts: slice, minimum: int, overlapping: bool
) -> bool:
    """Hide more parts of every line of one whole until none can be had by subtraction; tells whether it hid any.

    The arrays are views with the axis last; `hidden` is changed in place.
    """
    people, cover, order = n[..., parts], hidden[..., parts], rank[..., parts]
    open_whole = ~hidden[..., whole]
    changed = False
    stuck = np.zeros(open_whole.shape, dtype=bool)
    while True:
        how_many = cover.sum(axis=-1)
        of_hidden = np.where(cover, people, 0)
        together = of_hidden.max(axis=-1, initial=0) if overlapping else of_hidden.sum(axis=-1)
        exposed = (how_many > 0) & ((how_many < 2) | ((together > 0) & (together < minimum)))
        need = ~stuck & np.where(open_whole, exposed, how_many < 1)
        if not need.any():
            return changed
        left = np.where(cover, _NEVER, order)
        pick = left.argmin(axis=-1)
        best = np.take_along_axis(left, pick[..., None], axis=-1)[..., 0]
        # Where no part is left whose hiding helps, the whole is hidden, unless a table of fewer dimensions shows it.
        up = need & (best >= _LAST) & open_whole & ~fixed[..., whole]
        found = need & ~up & (best < _NEVER)
        cover[(*np.nonzero(found), pick[found])] = True
        hidden[..., whole] |= up
        open_whole = open_whole & ~up
        stuck |= need & ~found
        changed |= bool(found.any() or up.any())
