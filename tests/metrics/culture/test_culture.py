"""Ideas, attendance and innovations: what is not recorded is not nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from metrics.culture import per_staff
from metrics.registry import metric
from tests.metrics.surveys import sums_of


def asked(name: str, **columns: list[float]) -> pd.Series:
    one = metric(name)
    return one.answer(sums_of(pd.DataFrame(columns).astype(float), sums=one.sums)).iloc[0]


def test_ideas_nobody_wrote_down_are_unknown_and_none_is_none() -> None:
    assert np.isnan(asked("ideas_raised", ideas_raised=[np.nan, np.nan])["value"])
    assert asked("ideas_raised", ideas_raised=[0, 0])["value"] == 0
    assert asked("ideas_raised", ideas_raised=[])["value"] == 0


def test_adoption_counts_only_activities_that_tell_both() -> None:
    found = asked("idea_adoption", ideas_raised=[10, 4, np.nan], ideas_adopted=[2, np.nan, 3])
    assert (found["value"], found["n"]) == (0.2, 10)
    assert np.isnan(asked("idea_adoption", ideas_raised=[0, 0], ideas_adopted=[0, 0])["value"])


def test_more_adopted_than_raised_is_no_share() -> None:
    found = asked("idea_adoption", ideas_raised=[2], ideas_adopted=[3])
    assert np.isnan(found[["value", "low", "high", "se"]].astype(float)).all()
    assert found["n"] == 2


@pytest.mark.parametrize(("raised", "staff"), [(30, 200), (1, 1000), (0, 50)])
def test_ideas_per_hundred_staff(raised: int, staff: int) -> None:
    found = per_staff.ideas(raised, staff).iloc[0]
    # scipy.stats.chi2.ppf(.025, 2 x) / 2 and chi2.ppf(.975, 2 x + 2) / 2 (Garwood 1936)
    low = stats.chi2.ppf(0.025, 2 * raised) / 2 if raised else 0
    expected = [100 * raised / staff, 100 * low / staff, 100 * stats.chi2.ppf(0.975, 2 * raised + 2) / 2 / staff]
    np.testing.assert_allclose(found.to_numpy(), expected, rtol=1e-9)


def test_reach_has_no_interval_and_may_pass_a_hundred() -> None:
    found = per_staff.reach([250, 10], [200, 0])
    assert found["value"].iloc[0] == 125
    assert np.isnan(found["value"].iloc[1])
    assert found[["low", "high"]].isna().all(axis=None)
