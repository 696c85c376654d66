"""Allocation reaches published optima, keeps its bounds, and says how firm a plan is."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from scipy import optimize

from metrics.whatif import allocation
from metrics.whatif.allocation import Aim, Bound, Problem

# Knapsack of the OR-tools documentation ("The Knapsack Problem"): capacity 850, optimum 7534.
VALUES = [
    360, 83, 59, 130, 431, 67, 230, 52, 93, 125, 670, 892, 600, 38, 48, 147, 78, 256, 63, 17, 120, 164, 432, 35, 92,
    110, 22, 42, 50, 323, 514, 28, 87, 73, 78, 15, 26, 78, 210, 36, 85, 189, 274, 43, 33, 10, 19, 389, 276, 312,
]  # fmt: skip
WEIGHTS = [
    7, 0, 30, 22, 80, 94, 11, 81, 70, 64, 59, 18, 0, 36, 3, 8, 15, 42, 9, 0, 42, 47, 52, 32, 26, 48, 55, 6, 29, 84, 2,
    4, 18, 56, 7, 29, 93, 44, 71, 3, 86, 66, 31, 65, 0, 79, 20, 65, 52, 13,
]  # fmt: skip


def one_draw(gains: list[list[float]], costs: list[list[float]], budget: float, *bounds: Bound) -> Problem:
    return Problem(np.array([gains], float), np.array(costs, float), budget, bounds)


def test_the_knapsack_of_the_or_tools_documentation() -> None:
    found = allocation.best(one_draw([[v] for v in VALUES], [[w] for w in WEIGHTS], 850))
    assert found is not None
    assert found.mean == 7534
    assert found.cost <= 850


def test_the_tiny_allocation() -> None:
    """Gains [5, 3, 1], [4, 3, 2], [6, 2, 1] at 2, 3 and 4 a batch, budget 9: 15 by one batch of each."""
    found = allocation.best(one_draw([[5, 3, 1], [4, 3, 2], [6, 2, 1]], [[2] * 3, [3] * 3, [4] * 3], 9))
    assert found is not None
    assert (found.taken.tolist(), found.mean, found.cost) == ([1, 1, 1], 15, 9)


@pytest.mark.parametrize("aim", list(Aim))
@pytest.mark.parametrize("seed", range(4))
def test_no_other_plan_is_better(seed: int, aim: Aim) -> None:
    rng = np.random.default_rng(seed)
    gains = np.sort(rng.uniform(0, 5, (4, 3)))[:, ::-1]
    problem = Problem(
        gains + rng.normal(0, 1.0, (40, 4, 1)),
        rng.uniform(1, 3, (4, 1)) * np.ones(3),
        9.0,
        (Bound(np.ones((4, 3)), lowest=2, highest=6), Bound(np.array([[1.0] * 3] + [[0.0] * 3] * 3), lowest=1)),
    )
    found = allocation.best(problem, aim)
    assert found is not None
    every = [
        allocation._plan(problem, np.array(taken))
        for taken in product(range(4), repeat=4)
        if 2 <= sum(taken) <= 6 and taken[0] >= 1
    ]
    optimum = max(allocation.value(plan, aim) for plan in every if plan.cost <= 9.0)
    assert 2 <= found.taken.sum() <= 6
    assert found.taken[0] >= 1
    assert found.cost <= 9.0 + 1e-9
    if aim is Aim.CAUTIOUS:  # not linear: the best of several plans, near the optimum
        assert allocation.value(found, aim) >= 0.95 * optimum
    else:
        assert allocation.value(found, aim) == pytest.approx(optimum, rel=2e-4)


def test_bounds_that_cannot_be_met_give_no_plan() -> None:
    assert allocation.best(one_draw([[1.0]], [[5.0]], 3.0, Bound(np.ones((1, 1)), lowest=1))) is None


def test_nothing_and_pro_rata_stand_beside() -> None:
    problem = one_draw([[5, 3], [4, 3]], [[2, 2], [3, 3]], 9)
    assert allocation.nothing(problem).mean == allocation.nothing(problem).cost == 0
    spread = allocation.pro_rata(problem, [1, 2])  # shares 3 and 6 of the budget
    assert (spread.taken.tolist(), spread.cost) == ([1, 2], 8)
    plan = allocation.best(problem)
    assert plan is not None
    assert plan.mean >= spread.mean
    assert allocation.shadow_price(problem, Aim.MEAN, 1.0, plan) == 3.0  # 10 buys the fourth batch


def test_a_toss_up_is_told_from_what_is_sure() -> None:
    rng = np.random.default_rng(1)
    draws = np.stack([np.full(60, 5.0), 2 + rng.normal(0, 1, 60), 2 + rng.normal(0, 1, 60)], axis=1)[:, :, None]
    share = allocation.stability(Problem(draws, np.ones((3, 1)), 2.0))
    assert share[0] == 1
    assert 0.25 < share[1] < 0.75
    assert share.sum() == pytest.approx(2)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="not bring more"):
        one_draw([[1, 2]], [[1, 1]], 3)
    with pytest.raises(ValueError, match="do not fit"):
        one_draw([[1, 1]], [[1]], 3)
    with pytest.raises(ValueError, match="finite"):
        one_draw([[1.0]], [[-1.0]], 3)


@pytest.mark.parametrize("same", [True, False])
def test_the_plan_for_the_worst_fifth_is_that_of_the_whole_problem_at_once(same: bool) -> None:
    """Held and freed batches against one program of all rows by scipy's HiGHS; costs that differ need the order as rows."""
    rng = np.random.default_rng(5)
    c, k, d = 40, 4, 60
    gains = np.sort(rng.gamma(2, 1, (c, k)), axis=1)[:, ::-1] * (1 + 0.4 * rng.standard_normal((d, c, 1)))
    gains = np.minimum.accumulate(np.maximum(gains, 0), axis=2)
    cost = rng.uniform(1, 3, (c, 1)) * (np.ones(k) if same else np.array([2.0, 1.0, 1.0, 1.0]))
    problem = Problem(gains, cost, 60.0, (Bound(np.ones((c, k)), highest=25.0),))
    flat, n = gains.reshape(d, c * k), c * k
    order = np.zeros((c * (k - 1), n))
    for row, (cell, batch) in enumerate(product(range(c), range(k - 1))):
        order[row, cell * k + batch : cell * k + batch + 2] = (-1, 1)
    rows = np.vstack([cost.reshape(1, n), np.ones((1, n)), order, -flat])
    tail = np.zeros((len(rows), d + 1))
    tail[-d:, 0], tail[-d:, 1:] = 1, -np.eye(d)
    oracle = optimize.milp(
        np.concatenate([np.zeros(n), [-1.0], np.full(d, 1 / (0.2 * d))]),
        integrality=np.arange(n + d + 1) < n,
        bounds=optimize.Bounds(np.concatenate([np.zeros(n), [-np.inf], np.zeros(d)]), np.concatenate([np.ones(n), np.full(d + 1, np.inf)])),
        constraints=optimize.LinearConstraint(np.hstack([rows, tail]), ub=np.concatenate([[60.0, 25.0], np.zeros(len(order) + d)])),
        options={"mip_rel_gap": 1e-6},
    )  # fmt: skip
    found = allocation.best(problem, Aim.WORST)
    assert found is not None
    assert found.cvar20 == pytest.approx(-oracle.fun, rel=2e-4)
    assert found.cost <= 60 + 1e-9
    assert found.taken.sum() <= 25
