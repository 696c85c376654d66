"""Before and after: intervals of a change from the intervals of both, against independent programs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from metrics import interval
from metrics.registry import metric
from metrics.services.before_after import before_after
from tests.metrics.surveys import sums_of


def applications(online: int, n: int) -> pd.DataFrame:
    one = metric("online_share")
    return one.answer(sums_of(pd.DataFrame({"channel": [1.0] * online + [0.0] * (n - online)}), sums=one.sums))


def waits(minutes: np.ndarray) -> pd.DataFrame:
    one = metric("waiting_time")
    return one.answer(sums_of(pd.DataFrame({"waiting_minutes": minutes.astype(float)}), sums=one.sums))


@pytest.mark.parametrize(
    ("now", "n", "then", "n0"), [(56, 70, 48, 80), (5, 50, 0, 40), (30, 30, 12, 90), (400, 900, 380, 900)]
)
def test_of_shares_it_is_newcombe_s_interval(now: int, n: int, then: int, n0: int) -> None:
    found = before_after(applications(then, n0), applications(now, n)).iloc[0]
    # statsmodels confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff")
    low, high = confint_proportions_2indep(now, n, then, n0, method="newcomb", compare="diff")
    np.testing.assert_allclose([found["low"], found["high"]], [low, high], atol=1e-12)
    np.testing.assert_allclose([found["low"], found["high"]], interval.newcombe(now, n, then, n0), atol=1e-12)
    assert found["change"] == pytest.approx(now / n - then / n0)
    assert found["differs"] == (not low <= 0 <= high)
    assert (found["n_before"], found["n"]) == (n0, n)


def test_a_queue_of_hours_that_became_minutes() -> None:
    """By hand: medians 180 and 12 of single bins; limits as the estimates give them."""
    before, after = waits(np.full(40, 180)), waits(np.full(60, 12))
    found = before_after(before, after).iloc[0]
    change = after["value"].iloc[0] - before["value"].iloc[0]
    down = np.sqrt((after["value"] - after["low"]) ** 2 + (before["high"] - before["value"]) ** 2).iloc[0]
    assert found["change"] == change < -150
    assert found["low"] == pytest.approx(change - down)
    assert found["differs"]
    assert found["ratio"] == pytest.approx(after["value"].iloc[0] / before["value"].iloc[0])


def test_the_interval_of_medians_holds_as_often_as_it_says() -> None:
    rng = np.random.default_rng(4)
    true = np.log(2) * (30 - 60)  # medians of exponential waits with means 30 and 60
    held = []
    for _ in range(200):
        found = before_after(waits(np.floor(rng.exponential(60, 80))), waits(np.floor(rng.exponential(30, 80)))).iloc[0]
        held.append(found["low"] <= true <= found["high"])
    assert np.mean(held) > 0.92


def test_what_has_no_interval_is_never_called_different() -> None:
    few = waits(np.array([10.0, 20.0, 30.0]))
    found = before_after(waits(np.full(40, 180)), few).iloc[0]
    assert np.isnan(found["low"])
    assert not found["differs"]
    assert found["change"] < 0
    nobody = before_after(few, waits(np.array([]))).iloc[0]
    assert np.isnan(nobody["change"])
    with pytest.raises(ValueError, match="row by row"):
        before_after(few, few.iloc[:0])
