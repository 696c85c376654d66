"""Reporting, evaluation and predikat: large groups against other programs, open cases, nothing against zero."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from statsmodels.duration.survfunc import SurvfuncRight

from metrics.performance import evaluation_lag
from metrics.registry import metric
from tests.metrics.staff import reviews
from tests.metrics.surveys import sums_of


def answer(name: str, *groups: pd.DataFrame) -> pd.DataFrame:
    return metric(name).answer(sums_of(*groups, sums=metric(name).sums))


def lags(over: list[float], waiting: list[float]) -> pd.DataFrame:
    none = [np.nan]
    return pd.DataFrame({"evaluation_days": over + none * len(waiting), "waiting_days": none * len(over) + waiting})


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_lag_is_kaplan_and_meiers(seed: int) -> None:
    data = reviews(2000, seed)
    found = answer("evaluation_lag", data).iloc[0]
    days = data["evaluation_days"].fillna(data["waiting_days"])
    over = data["evaluation_days"].notna()[days.notna()]
    # statsmodels SurvfuncRight(days, evaluated): quantile(.5), quantile(.9), quantile_ci(.5, method="cloglog")
    oracle = SurvfuncRight(days.dropna().astype(int), over.astype(int))
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = oracle.quantile_ci(0.5, method="cloglog")
    assert found["value"] == oracle.quantile(0.5)
    np.testing.assert_allclose(found["p90"], oracle.quantile(0.9), atol=6)  # weeks beyond 60 days, to the day before
    assert (found["low"], found["high"]) == tuple(expected)
    assert (found["n"], found["waiting"]) == (len(over), (~over).sum())


def test_reports_that_wait_are_not_left_out() -> None:
    quick = lags([2, 3, 4, 5], [])
    slow = lags([2, 3, 4, 5], [40, 50, 60])
    stuck = lags([2, 3, 4, 5], [40, 50, 60, 70, 80])
    found = answer("evaluation_lag", quick, slow, stuck, lags([], []), lags([], [10, 20]))
    assert found["value"].iloc[:2].tolist() == [3.5, 5]
    assert found["value"].isna().tolist() == [False, False, True, True, True]  # half not evaluated yet: no median
    assert found["n"].tolist() == [4, 7, 9, 0, 2]
    assert found["waiting"].tolist() == [0, 3, 5, 0, 2]


def test_the_bins_of_the_lag_step_over_their_bounds() -> None:
    bins = evaluation_lag.BINS
    assert list(zip(bins.starts, bins.ends, strict=True))[59:63] == [(59, 59), (60, 60), (61, 67), (68, 74)]
    assert list(zip(bins.starts, bins.ends, strict=True))[-9:] == [
        *((173, 179), (180, 209), (210, 239), (240, 269), (270, 299), (300, 329), (330, 359), (360, 366), (367, 3650)),
    ]
    found = answer("evaluation_lag", lags([366.0], []), lags([367.0], []))
    assert found["value"].notna().tolist() == [True, False]


@pytest.mark.parametrize(
    ("reported", "evaluated", "value", "n"),
    [([1, 1], [1, 0], 0.5, 2), ([1, 0], [1, 0], 1, 1), ([1, 1], [0, 0], 0, 2), ([0, 0], [0, 0], None, 0)],
)
def test_only_what_came_in_can_be_evaluated(
    reported: list[int], evaluated: list[int], value: float | None, n: int
) -> None:
    found = answer("evaluated", pd.DataFrame({"reported": reported, "evaluated": evaluated}).astype(float)).iloc[0]
    assert np.isnan(found["value"]) if value is None else found["value"] == value
    assert found["n"] == n


def test_predikat_shares_make_one_and_agree_with_the_good_ones() -> None:
    data = reviews(700, 5)
    shares = answer("predicate_share", data).set_index("predicate")["value"]
    assert shares.sum() == pytest.approx(1)
    assert shares[["good", "very_good"]].sum() == pytest.approx(answer("good_share", data)["value"].iloc[0])
    assert answer("difficulty_share", data)["value"].sum() == pytest.approx(1)


def test_no_predikat_is_not_a_bad_predikat() -> None:
    data = pd.DataFrame({"predicate": [np.nan, np.nan]})
    assert np.isnan(answer("good_share", data)["value"].iloc[0])
    assert answer("good_share", data.assign(predicate=2.0))["value"].iloc[0] == 0
