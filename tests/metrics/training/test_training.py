"""What the worked examples of training cannot show: large groups against other programs, nothing against zero."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy import stats

from metrics.registry import metric
from metrics.sums import Sum
from metrics.training import cost_per_jp, training_gap
from tests.metrics.staff import programmes, staff, trainings
from tests.metrics.surveys import sums_of


def answer(name: str, *groups: pd.DataFrame, by_item: bool = False) -> pd.DataFrame:
    return metric(name).answer(sums_of(*groups, sums=metric(name).sums), by_item=by_item)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_interval_of_a_cost_is_the_robust_one_of_a_weighted_regression(seed: int) -> None:
    data = trainings(400, seed)
    data = data[data["jp_hundredths"] > 0]  # the regression weighs by 1/x
    data["cost"] = data["cost_thousands"] * 1000
    found = answer("cost_per_jp", data).iloc[0]
    known = data.dropna(subset="cost")
    x, y = known["jp_hundredths"] / 100, known["cost"]
    # statsmodels WLS(y, x, weights=1/x).fit(cov_type="HC1", use_t=True): slope sum y / sum x, t with n - 1
    fit = sm.WLS(y, x, weights=1 / x).fit(cov_type="HC1", use_t=True)
    assert found["n"] == len(known)
    np.testing.assert_allclose(found["value"], fit.params.iloc[0], rtol=1e-12)
    np.testing.assert_allclose(found["se"], fit.bse.iloc[0], rtol=1e-9)
    np.testing.assert_allclose(found[["low", "high"]].astype(float), fit.conf_int().iloc[0], rtol=1e-9)


def test_training_that_was_not_completed_adds_to_the_cost() -> None:
    data = pd.DataFrame({"jp_hundredths": [1000.0, 0.0], "cost": [5e5, 5e5], "cost_thousands": [500.0, 500.0]})
    assert answer("cost_per_jp", data.iloc[[0]]).iloc[0]["value"] == 50_000
    assert answer("cost_per_jp", data)["value"].iloc[0] == 100_000


def test_what_nobody_got_has_no_price_and_what_cost_nothing_costs_nothing() -> None:
    nothing = pd.DataFrame({"jp_hundredths": [0.0, 0.0], "cost": [5e5, 0.0], "cost_thousands": [500.0, 0.0]})
    free = pd.DataFrame({"jp_hundredths": [500.0, 800.0], "cost": [0.0, 0.0], "cost_thousands": [0.0, 0.0]})
    unknown = pd.DataFrame({"jp_hundredths": [500.0], "cost": [np.nan], "cost_thousands": [np.nan]})
    found = answer("cost_per_jp", nothing, free, unknown)
    assert found["value"].tolist()[1] == 0
    assert found["value"].isna().tolist() == [True, False, True]
    assert found["n"].tolist() == [2, 2, 0]


def test_the_squares_of_costs_fit_the_store() -> None:
    """Costs at the column's bound in a million rows stay below 2^63: that is why squares are of thousands."""
    worst = max(
        (10**6) ** sum(c == "cost_thousands" for c in one.values) * 200_000 ** sum(c == "jp_hundredths" for c in one.values)
        * (10**9) ** sum(c == "cost" for c in one.values)
        for one in cost_per_jp.METRIC.sums
    )  # fmt: skip
    assert worst * 10**6 < 2**63
    assert Sum(("cost", "cost")) not in cost_per_jp.METRIC.sums


@pytest.mark.parametrize("seed", [4, 5])
def test_the_binned_gap_is_near_the_gap_in_days(seed: int) -> None:
    data = staff(3000, seed)
    found = answer("training_gap", data).iloc[0]
    days = data["gap_days"].dropna()
    exact = stats.quantile_test(days, p=0.5).confidence_interval(0.95)
    assert found["value"] == pytest.approx(np.quantile(days, 0.5), abs=3)
    assert found["p90"] == pytest.approx(np.quantile(days, 0.9), abs=5)
    np.testing.assert_allclose([found["low"], found["high"]], [exact.low, exact.high], atol=3)


def test_the_bins_of_the_gap_step_over_their_bounds() -> None:
    days = [0, 29, 30, 1079, 1080, 1444, 1445, 3634, 3635, 3649, 3650, 10_000]
    counts = training_gap.BINS.counts(
        sums_of(pd.DataFrame({"gap_days": days}), sums=training_gap.METRIC.sums), "gap_days"
    )
    assert counts.sum() == len(days)
    assert counts[0, [0, 1, 35, 36, 37, -1]].tolist() == [2, 1, 1, 2, 1, 2]


def test_a_gap_needs_two_trainings_and_an_interval_six_people() -> None:
    few = pd.DataFrame({"gap_days": [10.0, 20.0, 40.0, 50.0, 70.0]})
    none = pd.DataFrame({"gap_days": [np.nan, np.nan]})
    beyond = pd.DataFrame({"gap_days": [4000.0] * 3})
    found = answer("training_gap", few, none, beyond)
    assert found["n"].tolist() == [5, 0, 3]
    assert found["value"].isna().tolist() == [False, True, True]  # beyond ten years is not told
    assert found["low"].isna().all()


@pytest.mark.parametrize(("days", "idle"), [(0, 0), (365, 0), (366, 1), (10_000, 1), (np.nan, 1)])
def test_a_year_without_training(days: float, idle: int) -> None:
    data = pd.DataFrame({"idle_days": [float(days)]})
    assert answer("idle_over_year", data)["value"].iloc[0] == idle
    assert answer("never_trained", data)["value"].iloc[0] == np.isnan(days)


@pytest.mark.parametrize(
    ("planned", "done", "value"),
    [([10], [0], 0), ([10], [10], 1), ([10], [15], 1.5), ([0], [0], None), ([0, 10], [5, 5], 1), ([np.nan], [7], None)],
)
def test_a_plan_of_nothing_is_undefined_and_nothing_done_is_zero(
    planned: list[float], done: list[float], value: float | None
) -> None:
    data = pd.DataFrame({"planned_seats": planned, "done_seats": done}).astype(float)
    found = answer("plan_done", data)["value"].iloc[0]
    assert np.isnan(found) if value is None else found == value


def test_the_plan_is_that_of_its_parts() -> None:
    data = programmes(80, 3)
    found = answer("plan_done", data).iloc[0]
    known = data.dropna()
    assert (found["planned"], found["done"], found["n"]) == (
        known["planned_seats"].sum(), known["done_seats"].sum(), len(known)
    )  # fmt: skip


def test_certificates_of_the_schemes_add_up_to_the_whole() -> None:
    data = trainings(200, 7)
    assert answer("certificates", data, by_item=True)["value"].sum() == answer("certificates", data)["value"].iloc[0]


@pytest.mark.parametrize(
    ("name", "column", "per"),
    [("jp_mean", "jp_hundredths", 100), ("reaction", "reaction", 1), ("learning_gain", "gain_bp", 10_000), ("elearning_interaction", "interactions", 1)],
)  # fmt: skip
def test_means_of_large_groups_keep_every_digit(name: str, column: str, per: int) -> None:
    data = staff(20_000, 8) if name == "jp_mean" else trainings(20_000, 8)
    found = answer(name, data).iloc[0]
    x = data[column].dropna() / per
    # scipy.stats.t.interval(.95, n - 1, x.mean(), sem(x))
    low, high = stats.t.interval(0.95, len(x) - 1, x.mean(), stats.sem(x))
    np.testing.assert_allclose(found[["value", "low", "high"]].astype(float), [x.mean(), low, high], rtol=1e-11)
