"""The behavioural index: its interval against the bootstrap, and what counts in it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from metrics.adoption.bri import PAIRS
from metrics.registry import metric
from tests.metrics.adopters import usage
from tests.metrics.surveys import sums_of

BRI = metric("bri")


def plain(data: pd.DataFrame) -> float:
    """100 times the mean of totals over totals."""
    shares = []
    for part, whole in PAIRS:
        told = data[[part, whole]].dropna()
        shares.append(told[part].sum() / told[whole].sum())
    return 100 * float(np.mean(shares))


@pytest.mark.parametrize("seed", [1, 2])
def test_the_interval_is_as_wide_as_the_bootstrap_s(seed: int) -> None:
    data = usage(400, seed)
    found = BRI.answer(sums_of(data, sums=BRI.sums)).iloc[0]
    assert found["value"] == pytest.approx(plain(data))
    rng = np.random.default_rng(seed)
    again = [plain(data.iloc[rng.integers(0, len(data), len(data))]) for _ in range(600)]
    assert found["se"] == pytest.approx(np.std(again), rel=0.08)


def test_taking_parts_for_independent_would_be_too_sure() -> None:
    """People who are reluctant in one thing are so in others: the covariances count."""
    data = usage(400, 3)
    found = BRI.answer(sums_of(data, sums=BRI.sums)).iloc[0]
    one = metric("bri_parts")
    parts = one.answer(sums_of(data, sums=one.sums), by_item=True)
    assert found["se"] > 1.2 * 100 * np.sqrt((parts["se"] ** 2).sum()) / len(PAIRS)


def test_a_part_told_of_too_few_does_not_count_and_three_are_needed() -> None:
    data = usage(40, 4)
    few = data.copy()
    few.loc[few.index[9:], ["proxy", "returned"]] = np.nan
    found = BRI.answer(
        sums_of(data, few, few.assign(late=np.nan), few.assign(late=np.nan, stopped=np.nan), sums=BRI.sums)
    )
    assert found["parts"].tolist() == [6, 4, 3, 2]
    assert found["value"].isna().tolist() == [False, False, False, True]
    assert found[["low", "high", "se"]].iloc[3].isna().all()


def test_a_whole_of_nothing_is_no_share() -> None:
    data = usage(40, 5).assign(manual=0.0, transactions=0.0)
    found = BRI.answer(sums_of(data, sums=BRI.sums)).iloc[0]
    assert found["parts"] == 5
    one = metric("manual_work_share")
    assert np.isnan(one.answer(sums_of(data, sums=one.sums))["value"].iloc[0])


def test_days_without_use_are_what_the_active_days_leave() -> None:
    data = usage(80, 6)
    rate, parts = (
        metric(name).answer(sums_of(data, sums=metric(name).sums)) for name in ("active_day_rate", "bri_parts")
    )
    idle = parts[parts["bri_part"] == "inactivity"].iloc[0]
    assert [idle["value"], idle["low"], idle["high"]] == pytest.approx(
        1 - rate[["value", "high", "low"]].iloc[0].to_numpy(float)
    )
