"""Which seats where: the plan of most gain under a budget, with what an extra rupiah would bring and how firm it is.

A cell is one group of staff in one programme; it can take batches of seats one after another, each bringing less than
the one before. Gains are given as draws from what is known of them (already shrunk towards each other, else the best of
many noisy cells would promise what it cannot keep), so every answer carries how sure it is.

Shapes: c cells, k batches, d draws, r rows of further bounds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from metrics.moments import Floats
from metrics.whatif import solver

_TAIL = 0.2  # the worst fifth of what may come
_GAP = 1e-4  # of the optimum, within which a plan counts as best


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
    """The plan of most (1 - worst) mean + worst CVaR."""
    limits = [(bound.use, bound.lowest, bound.highest) for bound in problem.bounds]
    limits.append((problem.cost, 0.0, problem.budget))
    taken = solver.batches(problem.draws, limits, worst, _TAIL, _GAP, seconds)
    return None if taken is None else _plan(problem, taken)


def _plan(problem: Problem, taken: npt.NDArray[np.int64]) -> Plan:
    on = np.arange(problem.cost.shape[1])[None, :] < taken[:, None]
    return Plan(taken, problem.draws[:, on].sum(axis=1), float(problem.cost[on].sum()))
