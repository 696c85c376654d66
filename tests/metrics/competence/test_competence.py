from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

from metrics.competence.terms import SKILL_KEYS
from metrics.registry import metric
from tests.metrics.staff import staff
from tests.metrics.surveys import sums_of


def test_the_gain_is_the_paired_one() -> None:
    data = staff(5000, 3)
    found = metric("skill_gain").answer(sums_of(data, sums=metric("skill_gain").sums)).set_index("skill")
    for key in SKILL_KEYS:
        pair = data[[f"skill_{key}", f"before_{key}"]].dropna()
        # scipy.stats.ttest_rel(now, before).confidence_interval(.95)
        exact = stats.ttest_rel(pair.iloc[:, 0], pair.iloc[:, 1]).confidence_interval(0.95)
        row = found.loc[key]
        assert row["n"] == len(pair)
        np.testing.assert_allclose([row["low"], row["high"]], [exact.low, exact.high], rtol=1e-10)


def test_the_gain_is_not_the_difference_of_two_levels_over_different_people() -> None:
    """Those assessed for the first time have a level but no gain."""
    data = pd.DataFrame({f"{part}_{key}": [np.nan] * 3 for key in SKILL_KEYS for part in ("skill", "before")})
    data["skill_teamwork"], data["before_teamwork"] = [60.0, 70.0, 90.0], [50.0, 60.0, np.nan]
    sums = sums_of(data, sums=metric("skill_gain").sums)
    found = metric("skill_gain").answer(sums).set_index("skill")["value"]
    assert found["teamwork"] == 10
    assert found.drop("teamwork").isna().all()


def test_one_person_has_a_level_without_an_interval() -> None:
    data = staff(1, 1)
    found = metric("skill_level").answer(sums_of(data, sums=metric("skill_level").sums))
    assert found["value"].notna().all()
    assert found[["low", "high", "se"]].isna().all(axis=None)
