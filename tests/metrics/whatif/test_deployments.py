"""Effects of launches: the imputation by hand, the planted effect, the check before the launch, refusals."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from statsmodels.formula.api import ols

from metrics.whatif import deployments
from metrics.whatif.deployments import Deployed
from metrics.whatif.effects import TooLittle


def world(seed: int, size: float = 3.0, drift: float = 0.0) -> pd.DataFrame:
    """66 offices, 16 quarters, launches at 4, 6, 8, 10 or never; `drift`: offices rise before their launch already."""
    rng = np.random.default_rng(seed)
    first = rng.choice([4, 6, 8, 10, np.nan], 66)
    quarter = np.arange(16)
    rows = []
    for unit in range(66):
        noise = np.zeros(16)
        for t in quarter:
            noise[t] = 0.4 * noise[t - 1] * (t > 0) + rng.normal(0, 1)
        since = quarter - first[unit]
        effect = np.where(since >= 0, size * (1 - np.exp(-(since + 1) / 2)), 0.0)
        ahead = drift * np.nan_to_num(np.clip(since + 4, 0, 3))
        rows.append(pd.DataFrame({"unit": f"u{unit}", "quarter": quarter, "first": first[unit], "true": effect,
                                  "value": 76 + rng.normal(0, 3) + 0.2 * quarter + noise + effect + ahead}))  # fmt: skip
    return pd.concat(rows, ignore_index=True)


def test_it_is_the_imputation_worked_out_by_hand() -> None:
    panel = world(1)
    found = deployments.effect(panel)
    assert isinstance(found, Deployed)
    free = panel["first"].isna() | (panel["quarter"] < panel["first"])
    fitted = ols(
        "value ~ C(unit) + C(quarter)", panel[free]
    ).fit()  # statsmodels: offices and quarters without the system
    treated = panel[~free]
    assert found.value == pytest.approx((treated["value"] - fitted.predict(treated)).mean(), abs=1e-6)


def test_the_planted_effect_is_found_and_before_after_is_not_it() -> None:
    errors, naive, within = [], [], 0
    for seed in range(6):
        panel = world(seed)
        found, truth = deployments.effect(panel), panel.loc[panel["true"] > 0, "true"].mean()
        assert isinstance(found, Deployed)
        errors.append(found.value - truth)
        naive.append(found.before_after - truth)
        within += found.low <= truth <= found.high
    assert abs(np.mean(errors)) < 0.25
    assert np.mean(naive) > 0.6
    assert within >= 4


def test_the_course_rises_and_lies_at_nothing_before() -> None:
    found = deployments.effect(world(2))
    assert isinstance(found, Deployed)
    assert found.after.quarter[:3] == (0, 1, 2)
    assert found.after.value[0] < found.after.value[4]
    assert found.steady
    assert len(found.before.quarter) == 4
    assert all(q < 0 for q in found.before.quarter)


def test_a_rise_before_the_launch_is_told() -> None:
    found = deployments.effect(world(3, drift=1.5))
    assert isinstance(found, Deployed)
    assert not found.steady
    assert found.p_before < 0.01


def test_without_offices_to_compare_with_there_is_no_number() -> None:
    panel = world(4)
    every = panel[panel["first"].notna()].assign(first=5.0)  # all at once: nobody waits
    assert isinstance(deployments.effect(every), TooLittle)
    assert isinstance(deployments.effect(panel[panel["unit"].isin([f"u{i}" for i in range(8)])]), TooLittle)
