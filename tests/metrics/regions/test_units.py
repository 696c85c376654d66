"""Funnel, shrinkage, improvement, peers: units among their like."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import optimize, stats
from statsmodels.stats.meta_analysis import combine_effects

from metrics.metric import Direction
from metrics.regions.funnel import funnel, mean_limits, overdispersion, share_limits
from metrics.regions.improved import improved
from metrics.regions.peers import peers
from metrics.regions.shrink import Spread, reml, shrink

# Thirteen trials of the BCG vaccine (Colditz et al. 1994): tuberculosis yes and no, vaccinated and not.
BCG = np.array(
    [(4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
     (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232), (17, 1699, 65, 1600),
     (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825)], float
).T  # fmt: skip
LOG_RR = np.log((BCG[0] / (BCG[0] + BCG[1])) / (BCG[2] / (BCG[2] + BCG[3])))
LOG_RR_SE = np.sqrt(1 / BCG[0] - 1 / (BCG[0] + BCG[1]) + 1 / BCG[2] - 1 / (BCG[2] + BCG[3]))


def test_exact_interpolated_limits() -> None:
    """Spiegelhalter (2005): pi = .1, n = 100."""
    assert np.round(share_limits(0.1, 100, 0.95), 4).tolist() == [0.0404, 0.1577]
    assert np.round(share_limits(0.1, 100, 0.998), 4).tolist() == [0.0142, 0.1984]


@pytest.mark.parametrize("target", [0.02, 0.3, 0.5, 0.97])
def test_limits_from_scipys_binomial(target: float) -> None:
    for n in (1, 7, 40, 333):
        for coverage, found in ((c, share_limits(target, n, c)) for c in (0.95, 0.998)):
            for q, limit in zip(((1 - coverage) / 2, (1 + coverage) / 2), found, strict=True):
                r = stats.binom.ppf(q, n, target)
                a = (stats.binom.cdf(r, n, target) - q) / stats.binom.pmf(r, n, target)
                assert limit == pytest.approx(np.clip((r - a) / n, 0, 1), abs=1e-9)


def test_limits_of_means_and_of_nobody() -> None:
    low, high = mean_limits(80, [2.0, 1.0], 0.95, phi=4.0)
    np.testing.assert_allclose(high - 80, stats.norm.ppf(0.975) * 2 * np.array([2.0, 1.0]))
    np.testing.assert_allclose(80 - low, high - 80)
    assert np.isnan(share_limits(0.1, 0, 0.95)).all()


def test_overdispersion_only_beyond_chance() -> None:
    rng = np.random.default_rng(1)
    z = rng.standard_normal(200)
    assert overdispersion(80 + z, 80, np.ones(200)) == 1
    wide = 2 * z
    clipped = np.clip(wide, *np.quantile(wide, (0.1, 0.9)))
    assert overdispersion(80 + wide, 80, np.ones(200)) == pytest.approx(np.mean(clipped**2))
    assert overdispersion([80.0, 99.0], 80, [1.0, 1.0]) == 1  # two units say nothing about spread


def test_funnel_marks_who_is_outside() -> None:
    n = np.full(30, 100.0)
    found = funnel(np.r_[np.full(28, 80.0), 83.2, 70.0], n, np.full(30, 1.0), share=False)
    assert found.target == pytest.approx((28 * 80 + 83.2 + 70) / 30)
    assert found.phi == 1
    assert found.units["outside"].tolist()[-2:] == [2, -2]
    assert (found.units["outside"].iloc[:28] == 0).all()
    shares = funnel([0.1, 0.5, np.nan, 0.12], [100, 100, 0, 5000], [0.03, 0.05, np.nan, 0.005], share=True)
    assert shares.units["outside"].tolist() == [0, 2, 0, 0]
    assert {"low95", "high95", "low998", "high998"} <= set(shares.units)


def test_reml_on_published_trials() -> None:
    """metafor: rma(yi, vi, data=dat.bcg) -> tau^2 0.3132, estimate -0.7145, se 0.1798."""
    found = reml(LOG_RR, LOG_RR_SE)
    assert (round(found.tau2, 4), round(found.mean, 4), round(found.se, 4)) == (0.3132, -0.7145, 0.1798)


def test_reml_is_the_top_of_its_likelihood() -> None:
    def loss(tau2: float) -> float:
        w = 1 / (tau2 + LOG_RR_SE**2)
        mean = (w * LOG_RR).sum() / w.sum()
        return float(-np.log(w).sum() + np.log(w.sum()) + (w * (LOG_RR - mean) ** 2).sum())

    # scipy.optimize.minimize_scalar over the restricted likelihood
    best = optimize.minimize_scalar(loss, bounds=(0, 3), method="bounded", options={"xatol": 1e-9})
    assert reml(LOG_RR, LOG_RR_SE).tau2 == pytest.approx(best.x, abs=1e-5)


def test_mean_given_tau_as_statsmodels() -> None:
    # statsmodels.stats.meta_analysis.combine_effects: its random-effects mean with the same tau^2
    found = reml(LOG_RR, LOG_RR_SE)
    other = combine_effects(LOG_RR, LOG_RR_SE**2, method_re="iterated")
    w = 1 / (other.tau2 + LOG_RR_SE**2)
    assert other.mean_effect_re == pytest.approx((w * LOG_RR).sum() / w.sum())
    assert found.mean == pytest.approx(other.mean_effect_re, abs=0.02)


def test_shrinkage() -> None:
    found = shrink([90.0, 70.0, np.nan, 90.0], [1.0, 1.0, 1.0, 4.0], Spread(80.0, 0.0, 4.0))
    np.testing.assert_allclose(found.weight, [0.8, 0.8, 0.8, 0.2])
    np.testing.assert_allclose(found.value, [88, 72, np.nan, 82])
    np.testing.assert_allclose(found.se**2, [0.8, 0.8, 0.8, 3.2])
    alike = shrink([80.1, 79.9, 80.0], [5.0, 5.0, 5.0])
    assert alike.spread.tau2 == 0
    np.testing.assert_allclose(alike.value, 80)
    assert reml([5.0], [1.0]) == Spread(5.0, 1.0, 0.0)
    assert np.isnan(reml([np.nan], [1.0]).tau2)


def frame(value: np.ndarray, se: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({"value": value, "se": se})


def test_who_only_came_back_from_bad_luck_has_not_improved() -> None:
    """Nothing changed; the worst of the units before are picked out. Plain change finds many, the guard about none."""
    rng = np.random.default_rng(3)
    plain, guarded = 0, 0
    for _ in range(100):
        truth = rng.normal(80, 2, 60)
        se = rng.uniform(1, 4, 60)
        before, now = truth + rng.normal(0, se), truth + rng.normal(0, se)
        found = improved(frame(now, se), frame(before, se), Direction.HIGHER)
        low = before < np.quantile(before, 0.2)
        plain += (now - before)[low].mean()
        guarded += found.sort_index()["guarded"].to_numpy()[low].mean()
        assert (found["change"].to_numpy() == (found["now"] - found["before"]).to_numpy()).all()
    assert plain / 100 > 2  # regression to the mean, taken for improvement
    assert abs(guarded / 100) < 0.3


def test_false_finds_are_rare_and_true_ones_come_first() -> None:
    rng = np.random.default_rng(4)
    worlds, any_found, first = 200, 0, 0
    for _ in range(worlds):
        truth, se = rng.normal(80, 3, 50), rng.uniform(0.8, 2.5, 50)
        before, now = truth + rng.normal(0, se), truth + rng.normal(0, se)
        any_found += improved(frame(now, se), frame(before, se), Direction.HIGHER)["holds"].any()
        now[7] += 12
        found = improved(frame(now, se), frame(before, se), Direction.HIGHER)
        first += found.index[0] == 7 and bool(found["holds"].iloc[0])
    assert any_found / worlds <= 0.07
    assert first / worlds > 0.8


def test_direction_and_missing_units() -> None:
    before = frame(np.array([50.0, 50.0, np.nan]), np.array([1.0, 1.0, 1.0]))
    now = frame(np.array([40.0, 60.0, 60.0]), np.array([1.0, 1.0, 1.0]))
    assert improved(now, before, Direction.LOWER)["holds"].tolist() == [True, False, False]
    assert improved(now, before, Direction.HIGHER).index.tolist() == [1, 0, 2]
    assert not improved(now, before, Direction.NONE)["holds"].any()
    with pytest.raises(ValueError, match="unit by unit"):
        improved(now, before.iloc[:2], Direction.HIGHER)


def test_peers_are_of_a_kind_and_a_size() -> None:
    units = pd.DataFrame(
        {
            "unit": ["a", "b", "c", "d", "e", "f"],
            "unit_type": ["rsud", "rsud", "rsud", "rsud", "dlh", "rsud"],
            "volume": [100.0, 120.0, 300.0, 301.0, 100.0, np.nan],
        }
    )
    assert peers(units, "a")["unit"].tolist() == ["b", "c"]
    assert peers(units, "f").empty
    assert peers(units, "nobody").empty
