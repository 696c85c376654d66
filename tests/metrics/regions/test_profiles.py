"""Element gaps, composites with the reader's weights, lagged association within units."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from metrics import compare
from metrics.metric import Direction
from metrics.regions.composite import composite
from metrics.regions.lagged import WARNING, lagged
from metrics.regions.profile import gaps, to_grade
from metrics.registry import metric


def test_gap_to_the_best_place() -> None:
    frame = pd.DataFrame(
        {
            "city": ["a", "a", "b", "b", "c", "c"],
            "element": ["time", "cost"] * 3,
            "value": [3.0, 3.5, 3.2, 3.4, np.nan, 3.1],
            "se": [0.02] * 6,
            "df": [200.0] * 6,
        }
    )
    found = gaps(frame, "city", "element", Direction.HIGHER)
    assert found["best"].tolist() == ["b", "a", "b", "a", "b", "a"]
    np.testing.assert_allclose(found["gap"], [-0.2, 0, 0, -0.1, np.nan, -0.4], atol=1e-12)
    pair = compare.difference(frame.iloc[[0]], frame.iloc[[2]].set_index(frame.index[[0]]))
    assert found["p"].iloc[0] == pytest.approx(pair["p"].item())
    assert found["p"].isna().tolist() == [False, True, True, False, True, False]
    assert gaps(frame, "city", "element", Direction.LOWER)["best"].tolist()[:2] == ["a", "c"]


def test_how_far_to_the_grade() -> None:
    frame = pd.DataFrame({"value": [3.50, 3.60], "se": [0.02, 0.02], "df": [100.0, 100.0]})
    found = to_grade(frame, "A", None, per_index=25.0)
    np.testing.assert_allclose(
        found["short"], [88.31 / 25 - 3.5, 88.31 / 25 - 3.6]
    )  # PermenPANRB 14/2017: A from 88.31
    assert found["short_low"].iloc[0] < found["short"].iloc[0] < found["short_high"].iloc[0]
    with pytest.raises(KeyError):
        to_grade(frame, "E", None)


METRICS = [metric("ikm"), metric("jp_met"), metric("never_trained"), metric("jp_mean")]
VALUES = pd.DataFrame(
    {"ikm": [85.0, 70.0, 90.0], "jp_met": [0.4, 0.6, np.nan], "never_trained": [0.1, 0.3, 0.0], "jp_mean": [10, 30, 20]},
    index=["a", "b", "c"],
)  # fmt: skip


def test_a_composite_is_the_readers() -> None:
    found = composite(VALUES, METRICS, {"ikm": 3, "never_trained": 1})
    # IKM on 25-100: (85 - 25) / 75; a share that is better when small: 1 - .1
    assert found.at["a", "score"] == pytest.approx(0.75 * 80 + 0.25 * 90)
    assert found.at["b", "score"] == pytest.approx(0.75 * 60 + 0.25 * 70)
    assert (found["low"] <= found["score"]).all()
    assert (found["score"] <= found["high"]).all()
    assert found["first"].tolist() == [0, 0, 1]
    assert found["rank_low"].tolist() == found["rank_high"].tolist() == [2, 3, 1]


def test_what_is_missing_is_not_filled_in() -> None:
    found = composite(VALUES, METRICS, {"ikm": 1, "jp_met": 1})
    assert found.loc["c"].isna().all()
    assert found.loc[["a", "b"], "score"].notna().all()
    assert composite(VALUES, METRICS, {"jp_mean": 1})["score"].tolist() == [
        0,
        100,
        50,
    ]  # an open range: among the places


def test_other_weights_turn_close_calls() -> None:
    found = composite(VALUES.loc[["a", "b"]], METRICS, {"ikm": 1, "jp_met": 1})
    assert found["rank_low"].tolist() == [1, 1]
    assert found["rank_high"].tolist() == [2, 2]
    assert 0.2 < found.at["a", "first"] < 0.8
    # The mean over the drawn weights is the chosen weighting, so the band lies around the score.
    assert found.at["a", "low"] < 60 < found.at["a", "high"]


@pytest.mark.parametrize("weights", [{}, {"ikm": 0}, {"ikm": 1, "nothing": 1}, {"ikm": -1}, {"respondents": 1}])
def test_no_composite_without_sensible_weights(weights: dict[str, float]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each has its own text
        composite(VALUES, [*METRICS, metric("respondents")], weights)


def panel(seed: int, effect: float, delay: int = 2, units: int = 40, quarters: int = 12) -> pd.DataFrame:
    """Units with levels of their own, a common trend in both columns, and an effect some quarters later."""
    rng = np.random.default_rng(seed)
    own = rng.normal(0, 5, (units, 1))
    training = rng.normal(0, 1, (units, quarters)) + 0.3 * np.arange(quarters)
    earlier = np.concatenate([np.zeros((units, delay)), training[:, : quarters - delay]], axis=1)
    index = own + effect * earlier + rng.normal(0, 1, (units, quarters)) + 0.3 * np.arange(quarters) + 0.5 * own * 0
    unit, quarter = np.indices((units, quarters)).reshape(2, -1)
    return pd.DataFrame(
        {"unit": [f"u{u}" for u in unit], "quarter": quarter, "jp": (training + own).ravel(), "ikm": index.ravel()}
    )


def test_the_delay_is_found() -> None:
    found = lagged(panel(1, 1.0), "jp", "ikm").set_index("lag")
    assert found["r"].idxmax() == 2
    assert found.at[2, "low"] > 0.4
    assert (found.loc[[0, 1, 3], "r"].abs() < 0.3).all()


def test_common_levels_and_trends_are_no_association() -> None:
    """Both columns follow the unit's level and the same trend, so their plain correlation is near one."""
    inside, worlds = 0, 60
    for seed in range(worlds):
        rows = panel(seed, 0.0)
        found = lagged(rows, "jp", "ikm", (0,)).iloc[0]
        inside += found["low"] <= 0 <= found["high"]
    assert rows[["jp", "ikm"]].corr().iloc[0, 1] > 0.8
    assert inside / worlds >= 0.88


def test_as_two_way_fixed_effects() -> None:
    """The within correlation is that of residuals on dummies of unit and quarter, gaps and all."""
    rows = panel(3, 0.7, delay=0).sample(frac=0.8, random_state=1)
    both = rows[rows.groupby("unit")["unit"].transform("size") > 1]
    # statsmodels.formula.api.ols("y ~ C(unit) + C(quarter)")
    left = smf.ols("ikm ~ C(unit) + C(quarter)", both).fit().resid
    right = smf.ols("jp ~ C(unit) + C(quarter)", both).fit().resid
    assert lagged(rows, "jp", "ikm", (0,))["r"].item() == pytest.approx(np.corrcoef(left, right)[0, 1], abs=1e-6)


def test_too_little_says_nothing() -> None:
    few = lagged(panel(4, 1.0, units=7), "jp", "ikm")
    assert few["r"].isna().all()
    assert few["pairs"].tolist()[0] == 84
    still = panel(5, 1.0).assign(jp=3.0)
    assert lagged(still, "jp", "ikm")["r"].isna().all()
    assert "orang" in WARNING.id
