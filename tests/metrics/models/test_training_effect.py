"""Effects of training and launches as they are kept: near the planted truth, checked, by office only in large groups."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from statsmodels.formula.api import ols

from metrics.models import launch_effect, training_effect, use_and_ikm
from metrics.models.training_effect import COMPARED, GROUPS


def trials(seed: int, effect: float, before: float = 0.0, units: int = 30) -> pd.DataFrame:
    """Abler staff are trained more often; a class raises the chance by `effect`, e-learning does nothing."""
    rng = np.random.default_rng(seed)
    n = units * 80
    ability = rng.normal(0, 1, n)
    unit = np.repeat(np.arange(units), 80)
    culture = rng.normal(0, 0.3, units)[unit]
    chance = 1 / (1 + np.exp(1.4 - 0.9 * ability))
    kind = np.where(rng.random(n) < chance, np.where(rng.random(n) < 0.7, "class", "elearning"), None)
    base = 1 / (1 + np.exp(0.8 - 0.9 * ability - culture))
    reached = rng.random(n) < np.clip(base + effect * (kind == "class"), 0, 1)
    use = 1 + ability + rng.normal(0, 1, n)
    return pd.DataFrame({
        "city": "a", "unit": [f"u{u:02}" for u in unit], "person": np.arange(n), "system": 0, "month": 24300 + np.arange(n) % 3,
        "kind": kind, "drawn": np.arange(n) % (COMPARED * 20) + 1, "sex": 0, "age": 2, "education": 3, "position": rng.integers(0, 3, n),
        "obligation": np.where(rng.random(n) < 0.1, np.nan, 1), "waiting": 3.0, "reached_3": reached.astype(float), "reached": reached.astype(float),
        "after": 10 + 5 * reached, "before": use + before * (kind == "class"), "earlier": use + rng.normal(0, 1, n), "earlier_it": 0.0, "earlier_jp": 5.0,
        "data_software": 50 + 10 * ability, "skills": np.where(rng.random(n) < 0.1, np.nan, 60 + ability), "peers": 20.0, "unit_size": 80.0,
        "unit_use": 20 + culture,
    })  # fmt: skip


def shares(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"unit": sorted(rows["unit"].unique()), "people": 80.0, **{g: np.linspace(0, 19, 30) for g in GROUPS}})  # fmt: skip


@cache
def fitted(before: float = 0.0) -> dict[str, Any]:
    rows = trials(2, 0.15, before)
    return training_effect.fit(rows, shares(rows))


def test_the_planted_effect_is_found_and_the_null_one_is_not() -> None:
    found = fitted()["kinds"]
    assert found["coaching"]["state"] == "refused"
    told = found["class"]["sustained"]
    assert told["low"] < 15 < told["high"]
    assert told["naive"] > 25
    assert found["class"]["of_trained"]["value"] == pytest.approx(15, abs=8)
    nothing = found["elearning"]["sustained"]
    assert nothing["low"] < 0 < nothing["high"]
    assert found["class"]["dose"] == pytest.approx(np.percentile(np.linspace(0, 19, 30)[1:], 95), rel=1e-5)


def test_what_came_before_the_training_gives_a_bad_design_away() -> None:
    assert fitted()["kinds"]["class"]["placebo"]["holds"]
    assert not fitted(before=1.5)["kinds"]["class"]["placebo"]["holds"]


def test_offices_are_shrunk_and_average_to_the_whole() -> None:
    kind = fitted()["kinds"]["class"]
    cells = kind["cells"]
    assert len(cells) == 30
    means = np.array([cell["mean"] for cell in cells])
    assert abs(means.mean() - kind["sustained"]["value"]) < 2
    assert means.std() < 6  # a single office's own estimate has a standard error of some 8 points


def test_offices_without_ten_on_both_sides_say_nothing_of_their_own() -> None:
    rows = trials(1, 0.15)
    own = rows.index[(rows["unit"] == "u00") & (rows["kind"] == "class")]
    few = rows.drop(own[9:])
    rows.loc[own[:9], "reached"] = 1.0
    other = few.assign(reached=np.where(few["unit"].eq("u00") & few["kind"].eq("class"), 1 - few["reached"], few["reached"]))  # fmt: skip
    cells = [training_effect.fit(each, shares(rows))["kinds"]["class"]["cells"] for each in (few, other)]
    centre = [np.median([c["sd"] for c in found]) for found in cells]
    for found, middle in zip(cells, centre, strict=True):
        assert found[0]["unit"] == "u00"
        assert found[0]["sd"] >= middle


def test_draws_are_the_same_for_the_same_seed_and_as_wide_as_the_interval() -> None:
    of = {"value": 5.0, "se": 1.0, "offices": 20}
    drawn = training_effect.draws(of, 4000, 3)
    assert (drawn == training_effect.draws(of, 4000, 3)).all()
    low, high = np.quantile(drawn, [0.05, 0.95])
    assert (low, high) == pytest.approx((5 - 1.729, 5 + 1.729), abs=0.1)


def panel(effect: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    rng = np.random.default_rng(4)
    first = rng.choice([8104, 8106, np.nan], 30)
    rows = pd.DataFrame([(f"u{u}", q) for u in range(30) for q in range(8098, 8112)], columns=["unit", "quarter"])
    at = rows["unit"].map({f"u{u}": first[u] for u in range(30)})
    rows["city"] = "a"
    rows["ikm"] = 75 + rng.normal(0, 1, len(rows)) + effect * (rows["quarter"] >= at)
    rows["complaints"], rows["processing"] = np.nan, rng.normal(5, 1, len(rows))
    rows["sustained"] = np.where(rows["quarter"] >= at, 10 * (rows["quarter"] - at), 0.0)
    given = pd.DataFrame({"unit": [f"u{u}" for u in range(30)], "system": 0, "quarter": first}).dropna()
    return rows, given


def test_a_launch_is_told_by_system_and_outcome() -> None:
    found = launch_effect.fit(*panel(3.0))
    (of,) = found["systems"]
    assert of["system"] == "eoffice"
    assert abs(of["outcomes"]["ikm"]["value"] - 3) < 0.7
    assert of["outcomes"]["ikm"]["steady"]
    assert of["outcomes"]["complaints"]["state"] == "refused"
    assert of["outcomes"]["processing"]["low"] < 0 < of["outcomes"]["processing"]["high"]


def test_the_slope_within_offices_is_that_of_a_regression_with_dummies() -> None:
    rows, _ = panel(3.0)
    found = use_and_ikm.within(rows, "ikm", "sustained")
    assert found is not None
    oracle = ols("ikm ~ sustained + C(unit) + C(quarter)", rows).fit()  # statsmodels
    assert found["value"] == pytest.approx(oracle.params["sustained"], rel=1e-4)
    assert use_and_ikm.within(rows[rows["unit"].isin(["u1", "u2"])], "ikm", "sustained") is None
