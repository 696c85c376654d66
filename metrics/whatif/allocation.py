"""Which seats where: the plan of most gain under a budget, with what an extra rupiah would bring and how firm it is.

A cell is one group of staff in one programme; it can take batches of seats one after another, each bringing less than
the one before. Gains are given as draws from what is known of them (already shrunk towards each other, else the best of
many noisy cells would promise what it cannot keep), so every answer carries how sure it is.

Shapes: c cells, k batches, d draws, r rows of further bounds.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from metrics.moments import Floats

if TYPE_CHECKING:  # loaded where a plan is made: half a second that no start should wait for
    from scipy import sparse

_TAIL = 0.2  # the worst fifth of what may come
_GAP = 1e-4  # of the optimum, within which a plan counts as best
_CORE = 250  # batches that are settled exactly at first


class Aim(StrEnum):
    """What is made as large as can be: the mean gain, the gain reached in four of five cases, or the mean of the worst
    fifth (CVaR)."""

    MEAN = "mean"
    CAUTIOUS = "percentile20"
    WORST = "cvar20"


@dataclass(frozen=True)
class Bound:
    """A bound on what a plan uses: lowest <= sum of `use` over the batches taken <= highest."""

    use: Floats  # (c, k)
    lowest: float = 0.0
    highest: float = np.inf


@dataclass(frozen=True)
class Problem:
    """draws: gain of each batch, (d, c, k), in mean not rising along k; cost: rupiah of each batch, (c, k); budget: rupiah;
    bounds: seats, JP, floors of cities, shares of groups."""

    draws: Floats
    cost: Floats
    budget: float
    bounds: tuple[Bound, ...] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        if self.draws.ndim != 3 or self.draws.shape[1:] != self.cost.shape:
            raise ValueError(f"draws (d, c, k) and cost (c, k) do not fit: {self.draws.shape}, {self.cost.shape}")
        if not np.isfinite(self.draws).all() or not (np.isfinite(self.cost) & (self.cost >= 0)).all():
            raise ValueError("gains must be finite, costs finite and not below 0")
        mean = self.draws.mean(axis=0)
        if (np.diff(mean, axis=1) > 1e-9 * max(1.0, float(np.abs(mean).max(initial=0)))).any():
            raise ValueError("a later batch of a cell must not bring more than the one before it")


@dataclass(frozen=True)
class Plan:
    """taken: batches per cell, (c,); gains: of the plan in each draw, (d,); cost: rupiah."""

    taken: npt.NDArray[np.int64]
    gains: Floats
    cost: float

    @property
    def mean(self) -> float:
        """Mean gain."""
        return float(self.gains.mean())

    @property
    def percentile20(self) -> float:
        """Gain that four of five draws reach."""
        return float(np.quantile(self.gains, _TAIL))

    @property
    def cvar20(self) -> float:
        """Mean of the worst fifth of the draws."""
        worst = np.sort(self.gains)[: max(1, int(np.ceil(_TAIL * len(self.gains))))]
        return float(worst.mean())

    def interval(self, share: float = 0.9) -> tuple[float, float]:
        """The gain lies between these with that probability."""
        low, high = np.quantile(self.gains, [(1 - share) / 2, (1 + share) / 2])
        return float(low), float(high)


def nothing(problem: Problem) -> Plan:
    """The plan of doing nothing."""
    return _plan(problem, np.zeros(len(problem.cost), np.int64))


def pro_rata(problem: Problem, people: npt.ArrayLike, most: npt.ArrayLike | None = None) -> Plan:
    """The budget spread by the number of people: each cell takes whole batches as far as its share of the budget goes, then
    what is left goes, batch by batch, to the cell furthest behind its share that it is enough for.

    people: (c,); most: batches that a cell can take, (c,). Bounds other than the budget are not looked at: it is what
    offices do without a plan.
    """
    weight = np.asarray(people, np.float64)
    share = problem.budget * weight / weight.sum() if weight.sum() > 0 else np.zeros(len(weight))
    spent = np.cumsum(problem.cost, axis=1)
    top = np.full(len(weight), problem.cost.shape[1]) if most is None else np.asarray(most, np.int64)
    taken = np.minimum((spent <= share[:, None] + 1e-9).sum(axis=1), top)
    rows = np.arange(len(weight))
    paid = np.where(taken > 0, spent[rows, np.maximum(taken - 1, 0)], 0.0)
    left = problem.budget - paid.sum()
    while True:
        price = problem.cost[rows, np.minimum(taken, problem.cost.shape[1] - 1)]
        open_ = (taken < top) & (price <= left + 1e-9) & (weight > 0)
        if not open_.any():
            return _plan(problem, taken)
        behind = int(np.argmax(np.where(open_, share - paid, -np.inf)))
        taken[behind] += 1
        paid[behind] += price[behind]
        left -= price[behind]


def best(problem: Problem, aim: Aim = Aim.MEAN, seconds: float = 10.0) -> Plan | None:
    """The plan that makes the aim as large as can be, None where the bounds cannot be met together.

        maximise aim(sum over c, k of g_ck x_ck)   x in {0, 1},  x_ck >= x_c(k+1)
        subject to the budget and the bounds

    Solved by scipy's HiGHS to within 0.01 % of the optimum. The mean of the worst fifth is linear with one more number
    per draw (Rockafellar and Uryasev 2000). The 20th percentile is not; the better of the plans for the mean, the
    worst fifth, and mixes of both is taken. Raises TimeoutError where `seconds` do not suffice for any plan.
    """
    if aim is not Aim.CAUTIOUS:
        return _solved(problem, 1.0 if aim is Aim.WORST else 0.0, seconds)
    found = [_solved(problem, part, seconds / 3) for part in (0.0, 0.5, 1.0)]
    plans = [plan for plan in found if plan is not None]
    return max(plans, key=lambda plan: plan.percentile20, default=None)


def shadow_price(problem: Problem, aim: Aim, extra: float, plan: Plan) -> float:
    """Gain that `extra` rupiah more would bring: of the aim, from the plan at hand."""
    more = best(Problem(problem.draws, problem.cost, problem.budget + extra, problem.bounds), aim)
    assert more is not None, "more money makes no plan impossible"
    return max(0.0, value(more, aim) - value(plan, aim))


def stability(problem: Problem, draws: int = 50) -> Floats:
    """Share of draws in whose own best plan each cell takes part: (c,). Near 1 the cell is sure, near 0.5 a toss-up.

    A draw's gains need not fall along the batches; each is put in order first.
    """
    chosen = np.linspace(0, len(problem.draws) - 1, min(draws, len(problem.draws))).astype(int)
    counted = np.zeros(len(problem.cost))
    for place in chosen:
        falling = np.minimum.accumulate(problem.draws[place], axis=1)[None]
        plan = _solved(Problem(falling, problem.cost, problem.budget, problem.bounds), 0.0, 5.0)
        if plan is not None:
            counted += plan.taken > 0
    share: Floats = counted / len(chosen)
    return share


def value(plan: Plan, aim: Aim) -> float:
    """What the aim is of a plan."""
    return {Aim.MEAN: plan.mean, Aim.CAUTIOUS: plan.percentile20, Aim.WORST: plan.cvar20}[aim]


def _solved(problem: Problem, worst: float, seconds: float) -> Plan | None:
    """The plan of most (1 - worst) mean + worst CVaR.

    The relaxed problem (a batch may be taken in part) is solved first: it bounds what any plan can bring, and leaves few
    batches open to doubt. Those are settled exactly with all others held, more of them until the plan is within the gap.
    """
    from scipy import optimize

    draws, (cells, batches) = len(problem.draws), problem.cost.shape
    n = cells * batches
    flat = problem.draws.reshape(draws, n)
    tail = draws + 1 if worst else 0  # the worst fifth: its bound t, and by how much each draw falls short of it
    gain = np.concatenate([(1 - worst) * flat.mean(axis=0), np.zeros(tail)])
    if worst:
        gain[n] = worst
        gain[n + 1 :] = -worst / (_TAIL * draws)
    matrix, most = _limits(problem, flat, tail, ordered=batches > 1 and not _falls_in_order(problem, worst))
    low = np.concatenate([np.zeros(n), [-np.inf] * bool(tail), np.zeros(max(0, tail - 1))])
    high = np.concatenate([np.ones(n), np.full(tail, np.inf)])
    until = time.monotonic() + seconds
    relaxed = optimize.linprog(-gain, A_ub=matrix, b_ub=most, bounds=np.stack([low, high], axis=1), method="highs")
    if relaxed.x is None:
        return None
    doubt = np.abs(relaxed.lower.marginals[:n] + relaxed.upper.marginals[:n])
    doubt[np.abs(relaxed.x[:n] - np.rint(relaxed.x[:n])) > 1e-9] = 0
    order = np.argsort(doubt, kind="stable")
    size = _CORE
    best_found = None
    while True:
        held = order[size:]
        floor, ceiling = low.copy(), high.copy()
        floor[held] = ceiling[held] = np.rint(relaxed.x[held])
        found = optimize.milp(
            -gain,
            integrality=np.concatenate([np.ones(n), np.zeros(tail)]),
            bounds=optimize.Bounds(floor, ceiling),
            constraints=optimize.LinearConstraint(matrix, ub=most),
            options={"time_limit": max(0.1, until - time.monotonic()), "mip_rel_gap": _GAP},
        )
        if found.x is not None and (best_found is None or found.fun < best_found.fun):
            best_found = found
        near = best_found is not None and best_found.fun - relaxed.fun <= _GAP * abs(relaxed.fun)
        if near or size >= n or time.monotonic() >= until:
            break
        size *= 4
    if best_found is None:
        if found.status == 1:
            raise TimeoutError(f"no plan was found within {seconds:g} seconds")
        return None
    return _plan(problem, np.rint(best_found.x[:n]).astype(np.int64).reshape(cells, batches).sum(axis=1))


def _limits(problem: Problem, flat: Floats, tail: int, *, ordered: bool) -> tuple[sparse.csr_array, Floats]:
    """All that binds a plan, as matrix @ x <= most."""
    from scipy import sparse

    cells, batches = problem.cost.shape
    n = cells * batches
    rows, most = [problem.cost.reshape(n)], [problem.budget]
    for bound in problem.bounds:
        if np.isfinite(bound.highest):
            rows.append(bound.use.reshape(n))
            most.append(bound.highest)
        if bound.lowest > 0:
            rows.append(-bound.use.reshape(n))
            most.append(-bound.lowest)
    parts = [sparse.hstack([sparse.csr_array(np.array(rows)), sparse.csr_array((len(rows), tail))])]
    if ordered:
        parts.append(_in_order(cells, batches, tail))
        most += [0.0] * parts[-1].shape[0]
    if tail:  # t - gain_d - z_d <= 0
        draws = len(flat)
        parts.append(sparse.hstack([-sparse.csr_array(flat), np.ones((draws, 1)), -sparse.eye_array(draws)]))
        most += [0.0] * draws
    return sparse.vstack(parts, format="csr"), np.array(most)


def _falls_in_order(problem: Problem, worst: float) -> bool:
    """Whether a best plan takes the batches of a cell in order without being told: they cost and use the same, and none
    brings more than the one before. Thousands of rows fewer, and a solution in a tenth of the time.
    """
    same = all((part == part[:, :1]).all() for part in (problem.cost, *(bound.use for bound in problem.bounds)))
    return same and (not worst or bool((np.diff(problem.draws, axis=2) <= 0).all()))


def _in_order(cells: int, batches: int, tail: int) -> sparse.csr_array:
    """A batch is taken after the one before it: x_c(k+1) - x_ck <= 0."""
    from scipy import sparse

    first = (np.arange(cells)[:, None] * batches + np.arange(batches - 1)).ravel()
    place = np.arange(len(first))
    ones = np.ones(len(first))
    rows, columns = np.concatenate([place, place]), np.concatenate([first, first + 1])
    shape = (len(first), cells * batches + tail)
    return sparse.csr_array((np.concatenate([-ones, ones]), (rows, columns)), shape=shape)


def _plan(problem: Problem, taken: npt.NDArray[np.int64]) -> Plan:
    on = np.arange(problem.cost.shape[1])[None, :] < taken[:, None]
    return Plan(taken, problem.draws[:, on].sum(axis=1), float(problem.cost[on].sum()))
