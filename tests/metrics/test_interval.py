import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from metrics import interval


def test_wilson_reference_value() -> None:
    """statistics.md; Newcombe (1998): 81 of 263."""
    low, high = interval.wilson(81, 263)
    assert (round(float(low), 4), round(float(high), 4)) == (0.2553, 0.3662)


@pytest.mark.parametrize(("k", "n"), [(0, 10), (10, 10), (81, 263), (1, 29), (500_000, 1_000_000)])
def test_wilson_is_that_of_statsmodels_and_scipy(k: int, n: int) -> None:
    low, high = interval.wilson(k, n)
    # statsmodels.stats.proportion.proportion_confint(k, n, method="wilson")
    np.testing.assert_allclose([low, high], proportion_confint(k, n, method="wilson"), rtol=1e-10, atol=1e-12)
    # scipy.stats.binomtest(k, n).proportion_ci(method="wilson")
    np.testing.assert_allclose([low, high], stats.binomtest(k, n).proportion_ci(method="wilson"), rtol=1e-9, atol=1e-12)


def test_nobody_asked_has_no_interval() -> None:
    assert np.isnan(interval.wilson(0, 0)).all()


def test_newcombe_reference_value() -> None:
    """statistics.md; Newcombe (1998), method 10: 56/70 against 48/80."""
    assert tuple(round(x, 4) for x in interval.newcombe(56, 70, 48, 80)) == (0.0524, 0.3339)
    # statsmodels.stats.proportion.confint_proportions_2indep(56, 70, 48, 80, method="newcomb")
    expected = confint_proportions_2indep(56, 70, 48, 80, method="newcomb")
    np.testing.assert_allclose(interval.newcombe(56, 70, 48, 80), expected, rtol=1e-8)


def test_t_interval_is_that_of_scipy_and_stays_in_its_range() -> None:
    # scipy.stats.t.interval(.95, df, loc, scale)
    np.testing.assert_allclose(interval.t_interval(80, 1.5, 29), stats.t.interval(0.95, 29, 80, 1.5), rtol=1e-10)
    assert interval.t_interval(99.5, 1.5, 29, 25, 100)[1] == 100


@pytest.mark.parametrize(("se", "df"), [(np.nan, 10), (1.0, 0), (1.0, np.nan)])
def test_no_error_or_no_freedom_is_no_interval(se: float, df: float) -> None:
    assert np.isnan(interval.t_interval(80, se, df)).all()


@pytest.mark.parametrize(("n", "half"), [(30, 4.48), (50, 3.41), (100, 2.38), (380, 1.21)])
def test_half_widths_at_a_standard_deviation_of_twelve(n: int, half: float) -> None:
    """statistics.md, satisfaction index."""
    low, high = interval.t_interval(70, 12 / np.sqrt(n), n - 1)
    assert round(float(high - low) / 2, 2) == half


def test_comparison_intervals_touch_when_the_difference_is_just_significant() -> None:
    """Goldstein and Healy (1995): 1.386 standard errors; two estimates 1.96 sqrt(2) se apart."""
    low, high = interval.comparison_interval([80, 80 + 1.959964 * np.sqrt(2)], [1, 1])
    assert high[0] - 80 == pytest.approx(1.386, abs=5e-4)
    assert high[0] == pytest.approx(low[1], abs=1e-6)


def test_fisher_interval_is_that_of_scipy() -> None:
    x = np.arange(20.0)
    y = x + 3 * np.sin(x * 5)
    found = stats.pearsonr(x, y)  # .confidence_interval() is Fisher's
    np.testing.assert_allclose(interval.fisher_interval(found.statistic, 20), found.confidence_interval(), rtol=1e-9)
    assert np.isnan(interval.fisher_interval(0.5, 3)).all()
