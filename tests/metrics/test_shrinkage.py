"""Beta-binomial shrinkage against a direct optimisation, and against the truth."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize, stats

from metrics.shrinkage import fit, shrink

GROUPS = [
    ([3, 9, 1, 14, 6, 22], [12, 15, 20, 30, 9, 60]),
    ([0, 2, 5, 9, 1, 7, 30], [8, 10, 11, 10, 40, 12, 45]),
    ([40, 10, 55], [80, 90, 60]),
]


@pytest.mark.parametrize(("part", "n"), GROUPS)
def test_mean_and_weight_are_the_maximum_likelihood_ones(part: list[int], n: list[int]) -> None:
    def loss(theta: np.ndarray) -> float:  # another parametrisation, library likelihood, another method
        a, b = np.exp(theta)
        return -float(stats.betabinom.logpmf(part, n, a, b).sum())

    best = optimize.minimize(
        loss, [0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12, "maxiter": 10_000}
    )
    a, b = np.exp(best.x)
    found = fit(part, n)
    assert found == (pytest.approx(a / (a + b), rel=1e-4), pytest.approx(a + b, rel=1e-3))
    shrunk = shrink(part, n)
    posterior = stats.beta(np.add(part, a), np.subtract(n, part) + b)
    np.testing.assert_allclose(shrunk["value"], posterior.mean(), rtol=1e-3)
    np.testing.assert_allclose(shrunk[["low", "high"]].to_numpy().T, posterior.interval(0.95), rtol=2e-3, atol=1e-4)


def test_small_groups_move_more_and_all_move_inwards() -> None:
    part, n = np.array([9, 90, 1, 50]), np.array([10, 100, 10, 100])
    found, (m, _) = shrink(part, n), fit(part, n) or (np.nan, np.nan)
    assert found["weight"].iloc[0] == found["weight"].iloc[2] < found["weight"].iloc[1]
    own = part / n
    assert ((found["value"] - m).abs() <= np.abs(own - m)).all()
    assert found["indicative"].tolist() == [True, False, True, False]


def test_groups_that_differ_by_chance_share_one_value() -> None:
    found = shrink([5, 5, 5, 5], [20, 20, 20, 20])
    assert found["value"].tolist() == [0.25] * 4
    low, high = stats.beta(20, 60).interval(0.95)
    assert found[["low", "high"]].iloc[0].tolist() == pytest.approx([low, high])
    assert found["weight"].tolist() == [0.0] * 4


def test_what_tells_nothing_is_left_as_it_is() -> None:
    assert fit([1, 4], [10, 10]) is None
    assert fit([0, 0, 0], [10, 20, 5]) is None
    assert fit([10, 20, 5], [10, 20, 5]) is None
    assert fit([1, 0, 1], [1, 1, 1]) is None
    found = shrink([1, 4, 0], [10, 10, 0])
    assert found["value"].iloc[:2].tolist() == [0.1, 0.4]
    assert found["weight"].iloc[:2].tolist() == [1.0, 1.0]
    assert found[["low", "high"]].isna().all(axis=None)
    assert found.loc[2, ["value", "low", "high", "weight"]].isna().all()
    assert not found.loc[2, "indicative"]
    assert shrink([], []).empty


@pytest.mark.parametrize(("part", "n"), [([3], [2]), ([-1], [2]), ([1, 2], [3])])
def test_impossible_counts_are_refused(part: list[int], n: list[int]) -> None:
    with pytest.raises(ValueError, match="count"):
        shrink(part, n)


def test_shrunk_shares_are_nearer_to_the_truth_and_their_intervals_hold() -> None:
    rng = np.random.default_rng(1)
    own_error, error, held = [], [], []
    for _ in range(60):
        n = rng.integers(10, 60, 40)
        truth = rng.beta(6, 4, 40)
        part = rng.binomial(n, truth)
        found = shrink(part, n)
        own_error.append(((part / n - truth) ** 2).mean())
        error.append(((found["value"] - truth) ** 2).mean())
        held.append(((found["low"] <= truth) & (truth <= found["high"])).mean())
    assert np.mean(error) < 0.75 * np.mean(own_error)
    assert 0.92 < np.mean(held) < 0.97
