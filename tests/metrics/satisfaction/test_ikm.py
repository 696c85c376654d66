import numpy as np
import pytest
from scipy import stats

from metrics.periods import parse_code
from metrics.satisfaction import conformance, grade, ikm, nrr
from tests.metrics.surveys import example, respondent_index, sekadau, sums_of, survey, survey_with


@pytest.mark.parametrize("row", example("ikm.csv").to_dict("records"), ids=lambda r: r["case"])
def test_worked_examples(row: dict[str, str]) -> None:
    counts = [int(n) for n in row["element_n"].split()]
    counts = counts * 9 if len(counts) == 1 else counts
    data = survey_with([int(s) for s in row["element_sums"].split()], counts)
    sums = sums_of(data).assign(period=parse_code(row["period"])[0])
    found = ikm.estimate(sums, row["weights"]).iloc[0]
    if not row["ikm"]:
        assert np.isnan(found["value"])
        assert found["grade"] is None
        assert found["n"] == len(data)  # there are data: undefined, not no data
        return
    assert f"{found['value']:.2f}" == row["ikm"]
    assert found["grade"] == row["grade"]


def test_every_possible_total_of_up_to_eight_respondents_has_its_grade() -> None:
    """No gap and no undefined grade on the exhaustive grid of (total, n), and no fall of the grade as totals rise.

    (Rounding is held to the grid of up to forty in test_rounding, grades to every hundredth in test_limits.)
    """
    for n in range(1, 9):
        totals = [[total // 9 + (e < total % 9) for e in range(9)] for total in range(9 * n, 36 * n + 1)]
        found = ikm.estimate(sums_of(*(survey_with(each, [n] * 9) for each in totals)))
        places = found["grade"].map("DCBA".index)
        assert places.notna().all()
        assert (places.diff().dropna() >= 0).all()
        assert found["value"].iloc[[0, -1]].tolist() == [25, 100]


def test_the_error_of_complete_answers_is_that_of_the_respondents_index() -> None:
    data = survey(73, 11)
    found = ikm.estimate(sums_of(data)).iloc[0]
    index = respondent_index(data)
    assert found["exact"] == pytest.approx(index.mean(), rel=1e-14)
    assert found["se"] == pytest.approx(index.std() / np.sqrt(73), rel=1e-12)
    # scipy.stats.t.interval(.95, n - 1, mean, sem), rounded half-up to 2 decimals
    low, high = stats.t.interval(0.95, 72, index.mean(), stats.sem(index))
    assert (found["low"], found["high"]) == (round(low, 2), round(high, 2))


def test_with_blanks_the_index_is_that_of_the_element_means_not_the_mean_index() -> None:
    data = survey(90, 12, missing=0.3)
    found = ikm.estimate(sums_of(data)).iloc[0]
    assert found["exact"] == pytest.approx(25 * data.mean().mean(), rel=1e-14)
    assert abs(found["exact"] - respondent_index(data).mean()) > 0.01


def test_with_blanks_the_error_is_the_bootstrap_s() -> None:
    """2,000 resamples of the respondents; the spread of their IKM is the delta method's within its own 5 % noise."""
    data = survey(250, 13, missing=0.3)
    rng = np.random.default_rng(1)
    values = data.to_numpy()
    replicates = [25 * np.nanmean(values[rng.integers(0, 250, 250)], axis=0).mean() for _ in range(2000)]
    assert ikm.estimate(sums_of(data))["se"].iloc[0] == pytest.approx(np.std(replicates, ddof=1), rel=0.05)


def test_one_respondent_has_an_index_without_an_interval() -> None:
    found = ikm.estimate(sums_of(survey(1))).iloc[0]
    assert np.isfinite(found["value"])
    assert found[["low", "high", "se"]].isna().all()


def test_the_skm_value_is_the_index_over_25() -> None:
    sums = sums_of(survey(90, 12, missing=0.3))
    value, index = nrr.whole(sums).iloc[0], ikm.estimate(sums).iloc[0]
    assert value["value"] * 25 == pytest.approx(index["exact"])
    assert value["se"] * 25 == pytest.approx(index["se"])


def test_conformance_panel_of_a_survey_that_turns_on_its_weights() -> None:
    flipping = survey_with([353, 354, 353, 353, 353, 354, 354, 353, 354], [100] * 9)  # 88.36: A only when exact
    panel = conformance.panel(sums_of(sekadau(), flipping))
    assert panel.index.tolist() == [0, 0, 0, 1, 1, 1]
    assert panel["weights"].tolist() == ["exact", "0.111", "0.11"] * 2
    assert panel.loc[0, "value"].tolist() == [78.74, 78.66, 77.95]
    assert panel.loc[0, "flips"].tolist() == [False] * 3
    assert panel.loc[1, "grade"].tolist() == ["A", "B", "B"]
    assert panel.loc[1, "flips"].tolist() == [True] * 3


def test_grade_probabilities_are_normal_mass_between_the_rounding_bounds() -> None:
    found = grade.probabilities([88.0, 64.0, 81.0], [1.2, 3.0, 0.5], [None, None, parse_code("2010")[0]])
    np.testing.assert_allclose(found.sum(axis=1), 1)
    # scipy.stats.norm.sf(88.305, 88, 1.2); .cdf(64.995, 64, 3); .sf(81.255, 81, .5)
    assert found["A"].iloc[0] == pytest.approx(stats.norm.sf(88.305, 88, 1.2), rel=1e-10)
    assert found["D"].iloc[1] == pytest.approx(stats.norm.cdf(64.995, 64, 3), rel=1e-10)
    assert found["A"].iloc[2] == pytest.approx(stats.norm.sf(81.255, 81, 0.5), rel=1e-10)
    assert found["B"].iloc[0] == pytest.approx(stats.norm.cdf(88.305, 88, 1.2) - stats.norm.cdf(76.605, 88, 1.2))


@pytest.mark.parametrize(
    ("value", "letter"),
    [(100, "A"), (88.31, "A"), (88.305, "A"), (88.304, "B"), (76.61, "B"), (76.604, "C"), (64.994, "D"), (25, "D")],
)
def test_without_spread_the_grade_is_certain(value: float, letter: str) -> None:
    found = grade.probabilities(value, 0.0).iloc[0]
    assert found[letter] == 1
    assert found.sum() == 1


def test_no_value_or_no_error_has_no_probability() -> None:
    assert grade.probabilities([np.nan, np.nan, 80.0], [0.0, 1.0, np.nan]).isna().all(axis=None)
    assert grade.probabilities([], []).shape == (0, 4)
