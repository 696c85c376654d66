"""Bass: the closed form's published values, planted curves found, no forecast before the inflection."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from metrics.models import diffusion
from metrics.models.diffusion import Bass, cumulative, density
from tests.metrics.models.worlds import FIRST


def people(seed: int, curve: Bass, months: int, size: int = 800) -> pd.DataFrame:
    """Everybody has the system from FIRST on; first use drawn from the curve by inversion."""
    rng = np.random.default_rng(seed)
    steps = np.diff(curve.share(np.arange(61)))
    first = rng.choice(61, size, p=[*steps, 1 - steps.sum()]).astype(float)
    return pd.DataFrame(
        {
            "system": "eoffice", "person": np.arange(size), "started": FIRST, "last": FIRST + months - 1,
            "first_active": np.where(first < months, FIRST + first, np.nan),
        }
    )  # fmt: skip


def test_closed_form_has_its_reference_values() -> None:
    """p=.03, q=.38 of Bass (1969): t* = ln(q/p)/(p+q), f(t*) = (p+q)^2/4q, F(t*) = 1/2 - p/2q."""
    assert Bass(1.0, 0.03, 0.38).peak == pytest.approx(6.19262, abs=5e-6)
    assert float(density(0.03, 0.38, 6.19262)) == pytest.approx(0.110592, abs=5e-7)
    assert float(cumulative(0.03, 0.38, 6.19262)) == pytest.approx(0.460526, abs=5e-7)
    t, h = np.linspace(0, 30, 7), 1e-5
    slope = (cumulative(0.03, 0.38, t + h) - cumulative(0.03, 0.38, t - h)) / (2 * h)
    assert density(0.03, 0.38, t) == pytest.approx(slope, abs=1e-8)


def test_planted_curve_is_found_and_the_fan_holds_what_comes() -> None:
    curve = Bass(0.8, 0.03, 0.38)
    (found,) = diffusion.fit(people(0, curve, 18))["systems"]
    assert found["state"] == "fitted"
    for name, truth in (("p", 0.03), ("q", 0.38), ("peak_month", curve.peak)):
        assert found[name]["low"] <= truth <= found[name]["high"], name
    assert [f["month"] for f in found["forecast"]][:2] == ["2025-06", "2025-07"]
    assert found["observed"][-1]["month"] == "2025-06"
    for ahead in (3, 12):
        came = people(0, curve, 18 + ahead)["first_active"].notna().mean()  # the same people, later
        assert found["forecast"][ahead]["low"] <= came <= found["forecast"][ahead]["high"]
    in_the_end, last = found["ceiling"], found["forecast"][-1]
    assert in_the_end["low"] <= people(0, curve, 60)["first_active"].notna().mean() <= in_the_end["high"]
    assert all(in_the_end[name] >= last[name] for name in ("low", "value", "high"))  # nobody unlearns having used it
    widths = [f["high"] - f["low"] for f in found["forecast"]]
    assert widths[0] == 0
    assert widths[-1] > 0


def test_before_the_inflection_there_is_no_forecast() -> None:
    (found,) = diffusion.fit(people(0, Bass(0.9, 0.004, 0.25), 12, 3000))["systems"]  # peak at 16.3 months
    assert found["state"] == "refused"
    assert found["reason"]["en"] == diffusion.EARLY.en
    assert "forecast" not in found


def test_too_few_months_or_people_are_refused() -> None:
    curve = Bass(0.8, 0.1, 0.4)
    assert diffusion.fit(people(0, curve, 6))["systems"][0]["reason"]["id"] == diffusion.FEW.id
    assert diffusion.fit(people(0, curve, 18, 20))["systems"][0]["observed"] == []
    assert diffusion.fit(people(0, curve, 18).iloc[:0])["state"] == "refused"
