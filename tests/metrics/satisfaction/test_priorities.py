from fractions import Fraction
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from statsmodels.api import OLS, add_constant
from statsmodels.stats.multitest import multipletests

from metrics import moments, rounding
from metrics.limits import grades
from metrics.limits.weights import INDEX_PER_POINT, WEIGHTS
from metrics.periods import parse_code
from metrics.satisfaction import goal, ikm, priorities
from metrics.satisfaction.elements import ELEMENT_KEYS
from tests.metrics.surveys import example, sums_of, survey, survey_with


def test_importance_without_an_overall_item_is_refused_as_circular() -> None:
    refusal = priorities.importance(sums_of(survey(50)))
    assert isinstance(refusal, priorities.Refusal)
    assert refusal.kind == "circular"
    with pytest.raises(ValueError, match="question of its own"):
        priorities.importance(sums_of(survey(50)), overall="waktu")


def test_shapley_is_the_mean_over_all_orders_of_entry() -> None:
    """Independent: statsmodels OLS in every order of four predictors."""
    data = survey(200, 31)[list(ELEMENT_KEYS[:4])]
    target = data.sum(axis=1) * 0.3 + np.random.default_rng(1).normal(size=200)

    def r2(columns: tuple[str, ...]) -> float:
        return float(OLS(target, add_constant(data[list(columns)])).fit().rsquared) if columns else 0.0

    expected = dict.fromkeys(data, 0.0)
    for order in permutations(data):
        for place, column in enumerate(order):
            expected[column] += (r2(order[: place + 1]) - r2(order[:place])) / 24
    found = priorities.shapley(np.cov(data.to_numpy().T, target))
    np.testing.assert_allclose(found, list(expected.values()), rtol=1e-8)


def test_importance_with_an_overall_item_adds_up_to_r_squared() -> None:
    data = survey(300, 32)
    data["overall"] = np.clip(np.rint(data[["waktu", "perilaku"]].mean(axis=1)), 1, 4)
    found = priorities.importance(sums_of(data, sums=priorities.importance_sums("overall")), overall="overall")
    assert isinstance(found, pd.DataFrame)
    fit = OLS(data["overall"], add_constant(data[list(ELEMENT_KEYS)])).fit()
    assert found["importance"].sum() == pytest.approx(fit.rsquared, rel=1e-8)
    assert set(found.nlargest(2, "importance")["element"]) == {"waktu", "perilaku"}


def test_collinear_elements_have_no_importance() -> None:
    data = survey(50, 33)
    data["prosedur"], data["overall"] = data["persyaratan"], data["waktu"]
    found = priorities.importance(sums_of(data, sums=priorities.importance_sums("overall")), overall="overall")
    assert isinstance(found, pd.DataFrame)
    assert found["importance"].isna().all()


def test_elements_come_farthest_below_the_bound_first() -> None:
    found = priorities.rank(sums_of(survey(120, 34), survey(80, 35)).set_axis(["a", "b"]))
    assert found.index.tolist() == ["a"] * 9 + ["b"] * 9
    for _, group in found.groupby(level=0):
        assert group["value"].is_monotonic_increasing
        assert group["gap"].is_monotonic_decreasing
        assert group["place"].tolist() == list(group["value"].rank(method="min"))
        assert group["lowest_probability"].sum() == pytest.approx(1)
    np.testing.assert_allclose(found["gap"], 3.5324 - found["value"])


def test_the_bound_is_that_of_the_period() -> None:
    sums = sums_of(survey(50)).assign(period=parse_code("2010")[0])
    assert priorities.rank(sums)["bound"].to_numpy() == pytest.approx(81.26 / 25)


def test_change_is_welch_with_benjamini_hochberg_over_all_rows() -> None:
    before, now = survey(150, 36), survey(160, 37)
    now["waktu"] = np.clip(now["waktu"] + 1, 1, 4)
    found = priorities.rank(sums_of(now), before=sums_of(before)).set_index("element")
    from scipy.stats import ttest_ind

    expected = [ttest_ind(now[e], before[e], equal_var=False).pvalue for e in found.index]
    np.testing.assert_allclose(found["p"], expected, rtol=1e-8)
    np.testing.assert_allclose(found["p_adjusted"], multipletests(expected, method="fdr_bh")[1], rtol=1e-8)
    assert found["p_adjusted"].idxmin() == "waktu"


def test_the_probability_of_being_lowest_is_the_bootstrap_s() -> None:
    data = survey(120, 38, missing=0.1)
    values, rng = data.to_numpy(), np.random.default_rng(2)
    lowest = np.zeros(9)
    for _ in range(3000):
        lowest[np.nanmean(values[rng.integers(0, 120, 120)], axis=0).argmin()] += 1 / 3000
    found = priorities.lowest_probability(sums_of(data))[0]
    np.testing.assert_allclose(found, lowest, atol=0.05)
    np.testing.assert_array_equal(found, priorities.lowest_probability(sums_of(survey(9), data))[1])


def test_ties_share_and_what_nobody_answered_cannot_be_lowest() -> None:
    alike = pd.DataFrame(np.full((20, 9), 3.0), columns=list(ELEMENT_KEYS))
    unasked = survey(50, 39).assign(biaya=np.nan)
    shares = priorities.lowest_probability(sums_of(alike, unasked, survey(1)))
    np.testing.assert_allclose(shares[0], 1 / 9)
    assert np.isnan(shares[1][3])
    assert np.nansum(shares[1]) == pytest.approx(1)
    assert np.isnan(shares[2]).all()


@pytest.mark.parametrize("row", example("element_rise.csv").to_dict("records"), ids=lambda r: r["case"])
def test_worked_examples_of_the_rise_of_one_element(row: dict[str, str]) -> None:
    n = int(row["n"])
    means = {e: Fraction(int(s), n) for e, s in zip(ELEMENT_KEYS, row["element_sums"].split(), strict=True)}
    found = goal.element_rise_needed(means, row["element"], row["grade"], parse_code(row["period"])[0])
    assert found == (Fraction(row["rise"]) if row["rise"] else None)


@pytest.mark.parametrize("letter", ["C", "B", "A"])
@pytest.mark.parametrize("weights", ["exact", "0.111", "0.11"])
def test_the_rise_is_the_least_that_reaches_the_grade(letter: str, weights: str) -> None:
    """Moved by exactly that much the index has the grade; by a ten-thousandth less it has not."""
    means = dict.fromkeys(ELEMENT_KEYS, Fraction({"C": "2.5", "B": "3", "A": "3.53"}[letter]))
    rise = goal.element_rise_needed(means, "waktu", letter, weights=weights)
    assert rise is not None

    def grade(change: Fraction) -> str:
        moved = [m + change if e == "waktu" else m for e, m in means.items()]
        totals, counts = [[m.numerator for m in moved]], [[m.denominator for m in moved]]
        value, _ = rounding.weighted_means(np.array(totals), np.array(counts), INDEX_PER_POINT * WEIGHTS[weights])
        return grades.grade(value[0])

    assert grade(rise) == letter
    assert grade(rise - Fraction(1, 10_000)) != letter


def test_table_of_rises_and_an_unanswered_element() -> None:
    sums = sums_of(survey_with([34] * 8 + [40], [10] * 9))  # 31.2 of the 31.7898 that an A needs
    found = goal.rises_needed(sums.iloc[0]).set_index("element")
    assert found.loc["prosedur", "rise"] == pytest.approx(9 * 88.305 / 25 - 31.2)
    assert found.loc["prosedur", "to"] == pytest.approx(9 * 88.305 / 25 - 31.2 + 3.4)
    assert found["reachable"].tolist() == [True] * 8 + [False]  # sarana stands at 4 already
    assert np.isnan(found.loc["sarana", "rise"])
    unanswered = sums_of(survey_with([35] * 8 + [0], [10] * 8 + [0]))
    with pytest.raises(ValueError, match="nobody answered sarana"):
        goal.rises_needed(unanswered.iloc[0])


def test_the_joint_covariance_is_the_one_simulated() -> None:
    """The spread that the simulation assumes is the one the IKM reports."""
    sums = sums_of(survey(80, 40, missing=0.2))
    total = moments.mean_covariance(sums, ELEMENT_KEYS)[0].sum()
    assert 25 / 9 * np.sqrt(total) == pytest.approx(ikm.estimate(sums)["se"].iloc[0])
