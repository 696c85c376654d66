"""The batches of most gain within bounds, to within a proven gap: the mathematics behind `metrics.whatif.allocation`.

The relaxed problem (a batch may be taken in part) is solved first: it bounds what any plan can bring, and leaves few
batches open to doubt. Those are settled exactly with all others held, more of them until the plan is within the gap.

The mean of the worst fifth is linear with one more number per draw (Rockafellar and Uryasev 2000), but its rows are
full. So the relaxed problem is solved with those batches free that the mean leaves near the edge, and the others held:
what they would bring at the prices found tells which were held wrongly, and those are freed until there are none. The
result is the optimum of the whole.

Shapes: c cells, k batches, d draws, n = c k.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from metrics.moments import Floats

if TYPE_CHECKING:  # loaded where a plan is made: half a second that no start should wait for
    from scipy import sparse

_CORE, _MORE = 30, 4  # batches settled exactly at first, and how many times more in each further try
_FREE = 8  # one of so many batches is free at first
_WHOLE = 1e-9
Limit = tuple[Floats, float, float]  # use of each batch (c, k), lowest, highest


@dataclass(frozen=True)
class _Problem:
    """minimise cost @ x, matrix @ x <= most, low <= x <= high; the first n are batches, the others belong to the tail."""

    cost: Floats
    matrix: sparse.csc_array
    most: Floats
    low: Floats
    high: Floats
    n: int

    def part(self, free: npt.NDArray[np.intp], x: Floats) -> _Problem:
        """With batches other than `free` held at x."""
        held = np.setdiff1d(np.arange(self.n), free)
        kept = np.concatenate([free, np.arange(self.n, len(self.cost))])
        rest = self.most - self.matrix[:, held] @ x[held]
        return _Problem(self.cost[kept], self.matrix[:, kept], rest, self.low[kept], self.high[kept], len(free))


@dataclass(frozen=True)
class _Relaxed:
    """x of the optimum; value: its cost; edge: what a little more of each batch would change, (n,); prices: of the rows."""

    x: Floats
    value: float
    edge: Floats
    prices: Floats


def batches(
    draws: Floats, limits: Sequence[Limit], worst: float, tail: float, gap: float, seconds: float
) -> npt.NDArray[np.int64] | None:
    """Batches per cell, (c,), of most (1 - worst) mean + worst mean of the worst `tail` of draws; None: bounds cannot be met.

    draws: (d, c, k). Raises TimeoutError where `seconds` do not suffice for any plan.
    """
    from scipy import optimize

    until = time.monotonic() + seconds
    cells, many = draws.shape[1:]
    whole = _stated(draws, limits, worst, tail)
    relaxed = _relaxed(whole)
    if relaxed is None:
        return None
    part = (np.abs(relaxed.x - np.rint(relaxed.x)) > _WHOLE)[: whole.n]
    order = np.argsort(np.where(part, 0.0, np.abs(relaxed.edge)), kind="stable")
    best, value, size = None, np.inf, max(_CORE, 2 * int(part.sum()))
    while True:
        core, x = order[:size], np.rint(relaxed.x)
        asked = whole.part(core, x)
        own = abs(relaxed.value - float(whole.cost[order[size:]] @ x[order[size:]]))  # what the core brings
        found = optimize.milp(
            asked.cost,
            integrality=np.arange(len(asked.cost)) < asked.n,
            bounds=optimize.Bounds(asked.low, asked.high),
            constraints=optimize.LinearConstraint(asked.matrix, ub=asked.most),
            options={
                "time_limit": max(0.1, until - time.monotonic()),
                "mip_rel_gap": min(0.5, gap / 2 * abs(relaxed.value) / max(own, 1e-12)),
            },
        )
        if found.x is not None:
            x[core] = np.rint(found.x[: asked.n])
            reached = float(found.fun + whole.cost[order[size:]] @ x[order[size:]])
            if reached < value:
                best, value = x[: whole.n].astype(np.int64).reshape(cells, many).sum(axis=1), reached
        near = value - relaxed.value <= gap * abs(relaxed.value)
        if near or size >= whole.n or time.monotonic() >= until:
            break
        size = whole.n if 2 * _MORE * size >= whole.n else _MORE * size  # what is nearly all is done at once
    if best is None and found.status == 1:
        raise TimeoutError(f"no plan was found within {seconds:g} seconds")
    return best


def _stated(draws: Floats, limits: Sequence[Limit], worst: float, tail: float) -> _Problem:
    """The problem in rows and columns: batches, then the bound of the tail and by how much each draw falls short of it."""
    from scipy import sparse

    d, cells, many = draws.shape
    n, flat = cells * many, draws.reshape(d, cells * many)
    rows, most = [], []
    for use, lowest, highest in limits:
        if np.isfinite(highest):
            rows.append(use.reshape(n))
            most.append(highest)
        if lowest > 0:
            rows.append(-use.reshape(n))
            most.append(-lowest)
    parts = [sparse.csr_array(np.array(rows).reshape(-1, n))]
    if many > 1 and not _falls_in_order(draws, limits, worst):
        parts.append(_in_order(cells, many))
    cost = -(1 - worst) * flat.mean(axis=0)
    low, high = np.zeros(n), np.ones(n)
    matrix = sparse.vstack(parts, format="csc")
    bound = np.concatenate([most, np.zeros(matrix.shape[0] - len(most))])
    if worst:  # t - gain_d - z_d <= 0
        of_tail = sparse.hstack([np.ones((d, 1)), -sparse.eye_array(d)])
        matrix = sparse.block_array([[matrix, None], [sparse.csc_array(-flat), of_tail]], format="csc")
        bound = np.concatenate([bound, np.zeros(d)])
        cost = np.concatenate([cost, [-worst], np.full(d, worst / (tail * d))])
        low, high = np.concatenate([low, [-np.inf], np.zeros(d)]), np.concatenate([high, np.full(d + 1, np.inf)])
    return _Problem(cost, matrix, bound, low, high, n)


def _relaxed(problem: _Problem) -> _Relaxed | None:
    """The optimum where batches may be taken in part; None: there is none."""
    if len(problem.cost) == problem.n:
        return _linear(problem)
    d = len(problem.cost) - problem.n - 1
    mean = problem.cost[: problem.n] + problem.matrix[-d:, : problem.n].mean(axis=0)  # a start: the mean gain
    rows = slice(0, problem.matrix.shape[0] - d)
    start = _linear(_Problem(mean, problem.matrix[rows, : problem.n], problem.most[rows], problem.low[: problem.n], problem.high[: problem.n], problem.n))  # fmt: skip
    if start is None:
        return None
    x = start.x
    part = np.abs(x - np.rint(x)) > _WHOLE
    nearest = np.argsort(np.where(part, 0.0, np.abs(start.edge)), kind="stable")
    free = np.zeros(problem.n, bool)
    free[nearest[: max(_CORE, problem.n // _FREE, int(part.sum()))]] = True
    while True:
        places = np.flatnonzero(free)
        found = _linear(problem.part(places, x))
        assert found is not None, "the start meets the bounds"
        edge = problem.cost[: problem.n] - problem.matrix[:, : problem.n].T @ found.prices
        wrong = ~free & np.where(x > 0.5, edge > _WHOLE, edge < -_WHOLE)
        x = x.copy()
        x[places] = found.x[: len(places)]
        if not wrong.any():
            held = np.flatnonzero(~free)
            value = found.value + float(problem.cost[held] @ x[held])
            return _Relaxed(np.concatenate([x, found.x[len(places) :]]), value, edge, found.prices)
        free |= wrong


def _linear(problem: _Problem) -> _Relaxed | None:
    from scipy import optimize

    found = optimize.linprog(
        problem.cost,
        A_ub=problem.matrix,
        b_ub=problem.most,
        bounds=np.stack([problem.low, problem.high], axis=1),
        method="highs",
    )
    if found.x is None:
        return None
    edge = (found.lower.marginals + found.upper.marginals)[: problem.n]
    return _Relaxed(found.x, float(found.fun), edge, found.ineqlin.marginals)


def _falls_in_order(draws: Floats, limits: Sequence[Limit], worst: float) -> bool:
    """Whether a best plan takes the batches of a cell in order without being told: they cost and use the same, and none
    brings more than the one before. Thousands of rows fewer, and a solution in a tenth of the time.
    """
    same = all((use == use[:, :1]).all() for use, _, _ in limits)
    return same and (not worst or bool((np.diff(draws, axis=2) <= 0).all()))


def _in_order(cells: int, many: int) -> sparse.csr_array:
    """A batch is taken after the one before it: x_c(k+1) - x_ck <= 0."""
    from scipy import sparse

    first = (np.arange(cells)[:, None] * many + np.arange(many - 1)).ravel()
    place = np.arange(len(first))
    ones = np.ones(len(first))
    rows, columns = np.concatenate([place, place]), np.concatenate([first, first + 1])
    shape = (len(first), cells * many)
    return sparse.csr_array((np.concatenate([-ones, ones]), (rows, columns)), shape=shape)
