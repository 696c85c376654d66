import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests

from metrics import compare
from metrics.satisfaction import ikm
from tests.metrics.surveys import respondent_index, sums_of, survey


def test_welch_on_sums_is_welch_on_the_respondents() -> None:
    before, now = survey(60, 5), survey(140, 6, level=3.3)
    found = compare.difference(ikm.estimate(sums_of(now)), ikm.estimate(sums_of(before))).iloc[0]
    # scipy.stats.ttest_ind(I_now, I_before, equal_var=False)
    expected = stats.ttest_ind(respondent_index(now), respondent_index(before), equal_var=False)
    assert found["p"] == pytest.approx(expected.pvalue, rel=1e-9)
    assert found["df"] == pytest.approx(expected.df, rel=1e-9)
    np.testing.assert_allclose(found[["low", "high"]].astype(float), expected.confidence_interval(), rtol=1e-9)


def test_the_change_is_the_difference_of_what_was_reported() -> None:
    now, before = ikm.estimate(sums_of(survey(61, 7))), ikm.estimate(sums_of(survey(59, 8)))
    found = compare.difference(now, before).iloc[0]
    assert found["change"] == now["value"].iloc[0] - before["value"].iloc[0]
    assert found["low"] < found["change"] < found["high"]


def test_what_cannot_be_judged_has_no_p() -> None:
    same = pd.DataFrame({"value": [80.0, np.nan, 80.0], "se": [0.0, 1.0, np.nan], "df": [9, 9, 0]})
    other = pd.DataFrame({"value": [81.0, 80.0, 82.0], "se": [0.0, 1.0, 1.0], "df": [9, 9, 9]})
    found = compare.difference(same, other)
    assert found["p"].isna().all()
    assert found[["low", "high"]].isna().all(axis=None)
    assert found["change"].tolist()[::2] == [-1.0, -2.0]


def test_one_side_without_spread_leaves_the_freedom_of_the_other() -> None:
    still = pd.DataFrame({"value": [100.0], "se": [0.0], "df": [19]})
    moving = pd.DataFrame({"value": [80.0], "se": [2.0], "df": [24]})
    assert compare.difference(still, moving)["df"].iloc[0] == pytest.approx(24)


def test_frames_of_different_length_are_refused() -> None:
    one = pd.DataFrame({"value": [1.0], "se": [1.0], "df": [1]})
    with pytest.raises(ValueError, match="1 and 2 rows"):
        compare.difference(one, pd.concat([one, one]))


def test_suppressed_rows_of_an_answer_may_carry_missing_values() -> None:
    hidden = pd.DataFrame({"value": [pd.NA], "se": [pd.NA], "df": [pd.NA]}, dtype="Float64")
    assert compare.difference(hidden, hidden)["change"].isna().all()


def test_benjamini_hochberg_reference_values() -> None:
    """statistics.md; statsmodels multipletests(p, method="fdr_bh")[1]."""
    p = [0.5, 0.003, 0.32, 0.054, 0.0003]
    np.testing.assert_allclose(compare.benjamini_hochberg(p), [0.5, 0.0075, 0.4, 0.09, 0.0015])
    np.testing.assert_allclose(compare.benjamini_hochberg(p), multipletests(p, method="fdr_bh")[1])


@pytest.mark.parametrize("m", [1, 2, 3, 9, 40])
def test_benjamini_hochberg_is_that_of_scipy(m: int) -> None:
    """scipy.stats.false_discovery_control(p, method="bh"); a coarse grid, so that some p are equal, 0 or 1."""
    p = np.random.default_rng(m).integers(0, 21, (50, m)) / 20
    for family in p:
        expected = stats.false_discovery_control(family, method="bh")
        np.testing.assert_allclose(compare.benjamini_hochberg(family), expected, rtol=1e-15, atol=0)


@pytest.mark.parametrize("wrong", [-0.1, 1.1])
def test_what_is_no_p_value_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        compare.benjamini_hochberg([0.5, wrong])


def test_what_was_not_tested_is_not_in_the_family() -> None:
    adjusted = compare.benjamini_hochberg([np.nan, 0.01, np.nan, 0.02])
    np.testing.assert_array_equal(adjusted, [np.nan, 0.02, np.nan, 0.02])
    assert np.isnan(compare.benjamini_hochberg([np.nan])).all()
    assert compare.benjamini_hochberg([]).size == 0
