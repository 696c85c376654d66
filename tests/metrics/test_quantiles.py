"""Quantiles from counts per bin, against the quantiles of the numbers themselves."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight

from metrics.quantiles import Bins, median_interval, quantile, survival

DAYS = Bins(tuple(range(101)), 1000)  # single days to 99, then open
WEEKS = Bins((*range(0, 98, 7), 98), 1000)


def binned(values: npt.ArrayLike, bins: Bins) -> npt.NDArray[np.int64]:
    found = np.searchsorted(bins.starts, np.asarray(values), side="right") - 1
    return np.bincount(found.astype(int), minlength=len(bins.starts))[None, :]


def skewed(n: int, seed: int) -> npt.NDArray[np.int64]:
    return np.minimum(np.random.default_rng(seed).gamma(2, 9, n), 99).astype(int)


@pytest.mark.parametrize(
    ("values", "median"),
    [([1, 5], 3), ([1, 1, 5], 1), ([4], 4), ([1, 2, 5], 2), ([0, 0, 0, 9], 0), ([1, 2, 3, 50], 2.5), ([2, 99], 50.5)],
)
def test_medians_by_hand(values: list[int], median: float) -> None:
    assert quantile(binned(values, DAYS), DAYS, 0.5)[0] == median


@pytest.mark.parametrize("n", [1, 2, 7, 50, 101, 400])
@pytest.mark.parametrize("q", [0.1, 0.25, 0.5, 0.9])
def test_single_days_give_the_quantile_of_the_numbers(n: int, q: float) -> None:
    values = skewed(n, n)
    # numpy.quantile(x, q, method="averaged_inverted_cdf")
    assert quantile(binned(values, DAYS), DAYS, q)[0] == np.quantile(values, q, method="averaged_inverted_cdf")


def test_within_a_bin_numbers_are_spread_evenly() -> None:
    counts = np.array([[0, 4, 0, *([0] * 12)]])  # four in the week 7-13
    assert quantile(counts, WEEKS, 0.5)[0] == 10
    assert quantile(counts, WEEKS, 0.25)[0] == 8.5
    values = skewed(2000, 5)
    for q in (0.25, 0.5, 0.9):
        assert abs(quantile(binned(values, WEEKS), WEEKS, q)[0] - np.quantile(values, q)) < 1.5


def test_the_open_bin_and_nobody_have_no_quantile() -> None:
    counts = np.vstack([binned([10, 500, 600], DAYS), binned([], DAYS)])
    assert np.isnan(quantile(counts, DAYS, 0.5)).all()
    assert quantile(counts, DAYS, 0.2)[0] == 10


@pytest.mark.parametrize("n", [*range(1, 13), 57, 100, 1000, 20_000])
def test_the_interval_of_the_median_is_that_of_order_statistics(n: int) -> None:
    values = skewed(n, n)
    low, high = median_interval(binned(values, DAYS), DAYS)
    # scipy.stats.quantile_test(x, p=.5).confidence_interval(.95): exact, by order statistics
    exact = stats.quantile_test(values, p=0.5).confidence_interval(0.95)
    np.testing.assert_array_equal([low[0], high[0]], [exact.low, exact.high])
    assert np.isnan(low[0]) == (n < 6)


def test_half_an_interval_is_none() -> None:
    low, high = median_interval(binned([1] * 5 + [500] * 5, DAYS), DAYS)
    assert np.isnan(low[0])
    assert np.isnan(high[0])


def lags(n: int, seed: int, open_share: float) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    rng = np.random.default_rng(seed)
    days = skewed(n, seed)
    seen = np.where(rng.random(n) < open_share, rng.integers(0, 100, n), 999)
    return np.minimum(days, seen), days <= seen


@pytest.mark.parametrize("n", [13, 60, 301, 2500])
@pytest.mark.parametrize("open_share", [0.0, 0.3, 0.8])
def test_open_cases_are_censored_as_by_kaplan_and_meier(n: int, open_share: float) -> None:
    days, over = lags(n, n, open_share)
    found = survival(binned(days[over], DAYS), binned(days[~over], DAYS), DAYS)
    # statsmodels SurvfuncRight(time, status): surv_prob; quantile(.5); quantile_ci(.5, method="cloglog")
    oracle = SurvfuncRight(days, over.astype(int))
    np.testing.assert_allclose(found.share[0, oracle.surv_times.astype(int)], oracle.surv_prob, rtol=1e-12)
    for q in (0.25, 0.5, 0.9):
        tied = np.isclose(oracle.surv_prob, 1 - q, atol=1e-9).any()  # statsmodels takes the next drop, we the middle
        if not tied:
            np.testing.assert_array_equal(found.quantile(q)[0], oracle.quantile(q))
    low, high = found.quantile_interval(0.5)
    with np.errstate(divide="ignore", invalid="ignore"):  # statsmodels takes the logarithm of the 0 at its end
        expected = oracle.quantile_ci(0.5, method="cloglog")
    assert np.isnan([low[0], high[0]]).all() or np.isfinite(expected).all()
    if np.isfinite(expected).all():
        np.testing.assert_array_equal([low[0], high[0]], expected)


def test_without_open_cases_it_is_the_quantile() -> None:
    for n in (2, 7, 50, 301):
        counts = binned(skewed(n, n), WEEKS)
        found = survival(counts, np.zeros_like(counts), WEEKS)
        for q in (0.5, 0.9):
            np.testing.assert_allclose(found.quantile(q), quantile(counts, WEEKS, q), rtol=1e-9)


def test_more_than_half_still_waiting_has_no_median_and_dropping_them_would_lie() -> None:
    over, waiting = binned([3, 4, 5], DAYS), binned([30] * 7, DAYS)
    found = survival(over, waiting, DAYS)
    assert np.isnan(found.quantile(0.5)[0])
    assert found.quantile(0.25)[0] == 5
    assert quantile(over, DAYS, 0.5)[0] == 4  # what a median of the evaluated alone would say


def test_a_curve_that_rests_at_a_half() -> None:
    """R survfit: the median is the middle of the stretch at which the curve is .5."""
    found = survival(binned([2, 4, 8, 9], DAYS), np.zeros((1, 101), int), DAYS)
    assert found.quantile(0.5)[0] == 6


def test_nobody_has_no_curve() -> None:
    nobody = np.zeros((2, 101), int)
    found = survival(nobody, nobody, DAYS)
    assert np.isnan(found.quantile(0.5)).all()
    assert np.isnan(found.quantile_interval(0.5)).all()
    assert len(survival(nobody[:0], nobody[:0], DAYS).quantile(0.5)) == 0


@pytest.mark.parametrize(("starts", "most"), [((), 1), ((1, 1), 5), ((3, 2), 5), ((1, 9), 5)])
def test_bins_out_of_order_are_refused(starts: tuple[int, ...], most: int) -> None:
    with pytest.raises(ValueError, match="rising"):
        Bins(starts, most)


def test_bins_name_their_counts() -> None:
    assert [s.within for s in Bins((0, 30, 60), 90).sums("d")] == [(("d", 0, 29),), (("d", 30, 59),), (("d", 60, 90),)]
