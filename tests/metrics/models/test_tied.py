"""Ties: the likelihood of all orders, Cox's own without ties, the grouped model where many wait, no pull to either side."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from scipy import optimize

from metrics.models import cox
from metrics.models.tied import Floats, Ints, log_ratios
from tests.metrics.models.worlds import spells


def drawn(seed: int, months: int, waiting: int, level: float) -> tuple[Floats, Ints, Ints]:
    """Months of so many who wait, each reaching it with the chance 1 - exp(-level exp(x beta)): x, reached, month."""
    rng = np.random.default_rng(seed)
    x = np.c_[rng.random(months * waiting) < 0.4, rng.normal(size=months * waiting)].astype(float)
    reached = rng.random(len(x)) < -np.expm1(-level * np.exp(x @ (1.0, -0.5)))
    return x, reached.astype(np.int64), np.repeat(np.arange(months), waiting)


def test_the_likelihood_is_that_of_all_orders_added_up() -> None:
    """Kalbfleisch and Prentice (1973): the partial likelihood of each order in which those of a month may have done so."""
    x, reached, month = drawn(3, months=12, waiting=9, level=0.3)

    def orders(beta: np.ndarray) -> float:
        h = np.exp(x @ beta)
        total = 0.0
        for m in range(12):
            there, rest = h[(month == m) & (reached == 1)], h[(month == m) & (reached == 0)].sum()
            ways = [
                np.prod([h_i / (rest + sum(order[i:])) for i, h_i in enumerate(order)]) for order in permutations(there)
            ]
            total += np.log(sum(ways))
        return -total

    assert 4 < max(np.bincount(month, reached)) < 8
    best = optimize.minimize(orders, np.zeros(2), tol=1e-12).x
    beta, _ = log_ratios(x, reached, month, np.arange(len(x)))
    assert beta == pytest.approx(best, abs=1e-5)


def test_where_many_wait_in_each_month_it_is_the_grouped_model() -> None:
    """statsmodels: GLM(reached, dummies of months and x, Binomial(CLogLog)); errors of either without clusters."""
    import statsmodels.api as sm

    x, reached, month = drawn(1, months=10, waiting=2_000, level=0.25)
    dummies = (month[:, None] == np.arange(10)).astype(float)
    other = sm.GLM(reached, np.c_[x, dummies], family=sm.families.Binomial(sm.families.links.CLogLog())).fit()
    beta, se = log_ratios(x, reached, month, np.arange(len(x)))
    assert beta == pytest.approx(other.params[:2], abs=0.1 * other.bse[0])
    assert se == pytest.approx(other.bse[:2], rel=0.05)


def test_ratios_are_not_pulled_where_a_free_baseline_or_efron_would_pull_them() -> None:
    """Many small places, a quarter of which reach it in a month: Efron pulls to 1, a baseline a month away from it."""
    found = [log_ratios(*drawn(seed, months=300, waiting=25, level=0.25), np.arange(7_500) % 60) for seed in range(12)]
    mean = np.mean([beta for beta, _ in found], axis=0)
    assert mean == pytest.approx((1.0, -0.5), abs=0.03)


def test_what_tells_nothing_is_left_out_and_what_has_no_answer_is_nan() -> None:
    x, reached, month = drawn(5, months=40, waiting=10, level=0.1)
    units = np.arange(len(x)) % 7
    more = np.r_[month, [90] * 5, [91] * 5]  # nobody, and everybody
    found = np.array(log_ratios(x, reached, month, units))
    both = log_ratios(np.r_[x, x[:10]], np.r_[reached, [0] * 5, [1] * 5], more, np.r_[units, np.arange(10)])
    assert np.array(both) == pytest.approx(found)
    order = np.random.default_rng(0).permutation(len(x))
    assert np.array(log_ratios(x[order], reached[order], month[order], units[order])) == pytest.approx(found)
    for lost in (log_ratios(np.c_[x, x[:, 0]], reached, month, units), log_ratios(x, reached * 0, month, units)):
        assert np.isnan(lost).all()


def test_a_unit_that_never_reaches_it_leaves_the_other_ratios_as_they_are() -> None:
    world = spells(3)
    rows = cox.at_events(cox.episodes(world))
    never = rows["unit"].isin(["binjai-1"])
    rows = rows.assign(reached=rows["reached"] & ~never, old=(rows["age"] == "50plus").astype(float), never=never * 1.0)
    beta, se = cox.estimates(rows, rows[["never", "old"]])
    without, error = cox.estimates(rows[~never], rows.loc[~never, ["old"]])
    assert beta[0] < -5
    assert (beta[1], se[1]) == pytest.approx((without[0], error[0]), rel=1e-3)
