"""Drivers: found where planted, none on shuffled or unrelated outcomes, none claimed without skill on other units."""

from __future__ import annotations

import numpy as np
import pytest

from metrics.models import drivers
from metrics.models.predictor import by_unit
from tests.metrics.models.worlds import answers


def test_the_planted_driver_is_found_with_its_sign_and_size() -> None:
    result = drivers.resistance(answers(0), placebos=1)
    assert result["found"]
    assert result["placebo"] == {"runs": 1, "found": 0}
    first = result["features"][0]
    assert first["feature"] == "usefulness"
    assert first["shown"]
    curve = first["curve"]
    slope = (curve[-1]["value"] - curve[0]["value"]) / (curve[-1]["at"] - curve[0]["at"])
    assert slope == pytest.approx(-0.4, abs=0.08)
    assert all(c["low"] < c["value"] < c["high"] for c in curve)
    assert "same_survey" in result["caveats"]


def test_unrelated_features_have_no_skill_and_show_nothing() -> None:
    """Units differ in R, and features of units are many: only folds by unit keep these two from being matched."""
    found = [drivers.resistance(answers(seed, effect=0.0), placebos=0) for seed in range(4)]
    assert [r["found"] for r in found] == [False] * 4
    assert all(r["features"] == [] and r["reason"]["id"] for r in found)


def test_columns_that_say_nothing_are_left_out_with_the_reason() -> None:
    rows = answers(0).assign(obligation="mandatory", unit_bri=np.nan)
    result = drivers.resistance(rows, placebos=0)
    assert result["left_out"] == [
        {"feature": "obligation", "why": "constant"}, {"feature": "unit_bri", "why": "missing"},
    ]  # fmt: skip


def test_too_few_rows_or_units_are_refused() -> None:
    assert drivers.resistance(answers(0, units=10))["state"] == "refused"
    with pytest.raises(ValueError, match="usefulness"):
        drivers.resistance(answers(0).drop(columns="usefulness"))


def test_interval_of_a_ratio_is_that_of_clusters() -> None:
    """statsmodels: OLS(change, of) has another weighting; for equal clusters of 1 the ratio's is that of a mean."""
    from scipy import stats

    change = np.array([1.0, 2.0, 4.0, 3.0, 5.0])
    found = by_unit(change, np.ones(5), np.arange(5))
    low, high = stats.t.interval(0.95, 4, change.mean(), stats.sem(change))
    assert (found["value"], found["low"], found["high"]) == pytest.approx((3.0, low, high), abs=1e-5)
