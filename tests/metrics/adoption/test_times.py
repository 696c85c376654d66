"""Kaplan-Meier, log-rank and Rogers' categories against statsmodels, from binned sums alone."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from statsmodels.duration.survfunc import SurvfuncRight, survdiff

from metrics.adoption import family
from metrics.adoption.months_to_sustained import OVER, SUMS, WAITING
from metrics.logrank import logrank
from metrics.registry import metric
from tests.metrics.adopters import spells
from tests.metrics.surveys import sums_of

Z = 1.959963984540054


def times(data: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """How long, and whether it was reached."""
    return data[OVER].fillna(data[WAITING]), data[OVER].notna().astype(int)


def counts(*groups: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    sums = sums_of(*groups, sums=SUMS)
    return family.MONTHS.counts(sums, OVER), family.MONTHS.counts(sums, WAITING)


@pytest.mark.parametrize(("n", "seed"), [(21, 1), (60, 2), (400, 3)])
def test_the_curve_and_the_median_are_kaplan_and_meier_s(n: int, seed: int) -> None:
    data = spells(n, seed)
    time, reached = times(data)
    # statsmodels SurvfuncRight(t, reached): surv_prob, surv_prob_se (Greenwood), quantile, quantile_ci "cloglog"
    curve = SurvfuncRight(time, reached)
    found = metric("adoption_curve").answer(sums_of(data, sums=SUMS), by_item=True)
    value, low, high = found[["value", "low", "high"]].to_numpy(float).T
    for month in range(37):
        place = np.searchsorted(curve.surv_times, month, side="right") - 1
        if place < 0 or month > time.max():
            continue
        s, se = curve.surv_prob[place], curve.surv_prob_se[place]
        assert value[month] == pytest.approx(1 - s)
        if 0 < s < 1:
            half = Z * se / (s * abs(np.log(s)))
            assert [low[month], high[month]] == pytest.approx([1 - s ** np.exp(-half), 1 - s ** np.exp(half)])
    median = metric("months_to_sustained").answer(sums_of(data, sums=SUMS)).iloc[0]
    assert median["value"] == curve.quantile(0.5)
    assert (median["low"], median["high"]) == curve.quantile_ci(0.5, method="cloglog")


def test_the_curve_ends_where_nobody_is_seen_and_leaves_nobody_out() -> None:
    data = pd.DataFrame({OVER: [0.0] * 12 + [np.nan] * 12, WAITING: [np.nan] * 12 + [4.0] * 12})
    found = metric("adoption_curve").answer(sums_of(data, sums=SUMS), by_item=True)
    assert found["value"].iloc[:5].tolist() == [0.5] * 5
    assert found["n"].iloc[:5].tolist() == [24] * 5
    assert found["value"].iloc[5:].isna().all()
    everybody = data.assign(**{OVER: 0.0, WAITING: np.nan})
    done = metric("adoption_curve").answer(sums_of(everybody, sums=SUMS), by_item=True)
    assert done["value"].tolist() == [1.0] * 37
    assert done[["low", "high"]].isna().all(axis=None), "no certainty from Greenwood's variance of 0"
    waiting = data.assign(**{OVER: np.nan, WAITING: 40.0})
    nobody = metric("adoption_curve").answer(sums_of(waiting, sums=SUMS), by_item=True)
    assert nobody["value"].tolist() == [0.0] * 37
    assert nobody[["low", "high"]].isna().all(axis=None)


@pytest.mark.parametrize("groups", [2, 4])
@pytest.mark.parametrize("seed", range(5))
def test_the_log_rank_test_is_statsmodels_s(groups: int, seed: int) -> None:
    made = [spells(25 + 20 * g, seed * 10 + g) for g in range(groups)]
    made[0][OVER] = made[0][OVER] // 2
    data = pd.concat([one.assign(group=place) for place, one in enumerate(made)])
    time, reached = times(data)
    chi2, p = survdiff(time, reached, data["group"])  # statsmodels.duration.survfunc.survdiff(time, status, group)
    found = logrank(*counts(*made))
    assert found is not None
    assert (found.chi2, found.p, found.df) == (pytest.approx(chi2), pytest.approx(p), groups - 1)


def test_the_log_rank_test_needs_two_groups_and_an_end() -> None:
    one, nobody = spells(30), spells(0)
    waiting = one.assign(**{OVER: np.nan, WAITING: 3.0})
    assert logrank(*counts(one)) is None
    assert logrank(*counts(one, nobody)) is None
    assert logrank(*counts(waiting, waiting)) is None
    same = logrank(*counts(one, one, nobody))
    assert same is not None
    assert (same.chi2, same.df) == (pytest.approx(0), 1)


def test_rogers_categories_are_cut_at_mean_and_deviations() -> None:
    """Of a normal time of adoption that all are seen to reach: 2.5, 16, 50, 84 % at mean - 2 sd, - sd, mean, + sd."""
    months = np.rint(np.random.default_rng(1).normal(18, 4, 4000))
    data = pd.DataFrame({OVER: months, WAITING: np.nan})
    found = metric("rogers").answer(sums_of(data, sums=SUMS), by_item=True)
    assert found["value"].to_numpy(float) == pytest.approx([0.025, 0.135, 0.34, 0.34, 0.16])
    assert found["month"].iloc[:4].to_numpy(float) == pytest.approx([10, 14, 18, 22], abs=0.6)
    assert found["month"].iloc[4] == months.max()


def test_a_category_is_full_when_its_share_is_first_reached() -> None:
    data = pd.DataFrame({OVER: [1.0] * 16 + [3.0] * 34 + [9.0] * 50, WAITING: np.nan})
    found = metric("rogers").answer(sums_of(data, sums=SUMS), by_item=True)
    assert found["month"].tolist() == [1, 1, 3, 9, 9]


def test_a_category_that_is_not_full_is_open_and_waiting_people_stay_in() -> None:
    """By hand: 30 of 100 in month 2, the rest seen waiting for six months."""
    data = pd.DataFrame({OVER: [2.0] * 30 + [np.nan] * 70, WAITING: [np.nan] * 30 + [6.0] * 70})
    found = metric("rogers").answer(sums_of(data, sums=SUMS), by_item=True)
    assert found["value"].to_numpy(float) == pytest.approx([0.025, 0.135, 0.14, 0, 0])
    assert found["month"].iloc[:2].tolist() == [2, 2]
    assert found["month"].iloc[2:].isna().all()
