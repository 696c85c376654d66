"""Units like these: what is told of a unit that was not looked at, never turned round, nothing where there is nothing.

Cover and skill over many worlds: benchmarks/alike.py.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from metrics.models import alike
from tests.metrics.models.worlds import unit_quarters

MODEL = {
    "overall": 70.0, "base": 71.0, "context": {"city": {"a": 2.0}, "unit_type": {"t": -1.0}},
    "steps": {"ease": {"at": [50.0, 60.0], "value": [-3.0, 0.0, 3.0], "missing": 0.5}}, "range": [25.0, 100.0],
}  # fmt: skip


@pytest.mark.parametrize(
    ("city", "kind", "ease", "said"),
    [
        ("a", "t", 40, 71 + 2 - 1 - 3),
        ("a", "t", 50, 71 + 2 - 1 - 3),  # the upper end of a step belongs to it
        ("a", "t", 51, 71 + 2 - 1 + 0),
        ("a", "t", 61, 71 + 2 - 1 + 3),
        ("a", "t", None, 71 + 2 - 1 + 0.5),
        ("elsewhere", "any", 61, 71 + 3),  # a city or type that was never met counts as the average one
    ],
)
def test_a_prediction_is_the_sum_of_its_parts(city: str, kind: str, ease: float | None, said: float) -> None:
    row = pd.DataFrame({"city": [city], "unit_type": [kind], "ease": [ease]}).astype({"ease": float})
    assert alike.predicted(MODEL, row)[0] == said


def test_quantiles_of_nineteen_units_by_hand() -> None:
    """K = 19, one row each: p moves to .5 + (p - .5) 20/19, so .95 asks for the largest of 19, .75 for the 15th."""
    atoms = np.random.default_rng(0).permutation(np.arange(-9.0, 10.0))
    assert alike.quantiles(atoms, np.ones(19), 19).tolist() == [-9, -5, 0, 5, 9]
    twice = alike.quantiles(np.repeat(atoms, 2), np.full(38, 0.5), 19)  # rows of a unit count as one
    assert twice.tolist() == [-9, -5, 0, 5, 9]


def test_told_moves_the_residuals_of_each_fold_by_its_own_prediction() -> None:
    other = {**MODEL, "base": 61.0}
    of = {
        "figures": ["ease"],
        "models": [MODEL, other],
        "residuals": [[0.0], [1.0]],
        "weights": [[1.0], [1.0]],
        "n": {"units": 40},
    }
    found = alike.told(of, {"city": "a", "unit_type": "t", "ease": 55})
    assert (found["low"], found["value"], found["high"]) == (63, 63, 72)


def test_distance_by_hand_leaves_unknown_figures_out() -> None:
    offices = np.array([[1.0, 10.0], [3.0, np.nan], [np.nan, np.nan]])
    found = alike.distances(offices, np.array([1.0, 14.0]), np.array([1.0, 2.0]))
    assert found[:2] == pytest.approx([np.sqrt((0 + 4) / 2), 2.0])
    assert np.isnan(found[2])


def test_signs_follow_from_what_is_better() -> None:
    assert alike.sign("sustained_use", "ikm") == 1
    assert alike.sign("waiting_time", "ikm") == -1
    assert alike.sign("ease", "resistance") == -1
    assert alike.sign("manual_work_share", "resistance") == 1
    assert alike.sign("per_staff", "ikm") == 0


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return unit_quarters(1)


@pytest.fixture(scope="module")
def found(rows: pd.DataFrame) -> alike.Result:
    return alike.fit(rows)


def test_what_is_planted_is_found_and_covered(found: alike.Result) -> None:
    assert found["state"] == "fitted"
    for of in found["outcomes"].values():
        assert of["state"] == "fitted"
        assert of["skill"]["low"] > 0
        assert 0.8 <= of["cover"]["90"] <= 1
        assert 0.6 < of["slope"] < 1.6
        assert of["caliper"] < of["reach"]
    assert alike.fit(unit_quarters(1)) == found  # the same rows, the same digits


def test_nothing_is_ever_foretold_against_its_sign(found: alike.Result) -> None:
    rng = np.random.default_rng(3)
    for outcome, of in found["outcomes"].items():
        for figure in of["figures"]:
            sign, (low, high) = alike.sign(figure, outcome), of["reached"][figure]
            others = {f: rng.uniform(*of["reached"][f]) for f in of["figures"]}
            said = [alike.told(of, {**others, figure: x}) for x in np.linspace(low, high, 25)]
            for name in alike.NAMES:
                steps = sign * np.diff([each[name] for each in said])
                assert (steps >= -1e-4).all() or not sign, (outcome, figure, name)


def test_folds_are_of_whole_units_and_folds_of_rows_would_promise_too_much() -> None:
    """Every office is alone in its city and of its type: held out by row these tell its level, and intervals are narrow."""
    every = unit_quarters(5, units=140).assign(city=lambda rows: rows["unit"], unit_type=lambda rows: rows["unit"])
    here = every["unit"] < "u040"
    rows, fresh = (
        every[here].dropna(subset="resistance").reset_index(drop=True),
        every[~here].dropna(subset="resistance"),
    )
    grouped = alike.folds(rows["unit"], 0)
    assert (rows.assign(fold=grouped).groupby("unit")["fold"].nunique() == 1).all()
    of = alike.fit(every[here])["outcomes"]["resistance"]
    y, told = fresh["resistance"].to_numpy(), [alike.told(of, row) for row in fresh.to_dict("records")]
    assert np.mean([t["low"] <= value <= t["high"] for t, value in zip(told, y, strict=True)]) >= 0.85
    by_row = np.random.default_rng(0).permutation(len(rows)) % alike.FOLDS
    models, said, _plain = alike.held_out(rows, "resistance", of["figures"], by_row)
    low, *_middle, high = alike.quantiles(rows["resistance"].to_numpy() - said, np.ones(len(rows)), 40)
    error = y - np.mean([alike.predicted(model, fresh) for model in models], axis=0)
    assert np.mean((error >= low) & (error <= high)) < 0.8


def test_without_skill_or_units_there_is_no_answer() -> None:
    nothing = alike.fit(unit_quarters(2, effect=0.0))
    assert nothing["state"] == "refused"
    assert nothing["reason"]["en"] == alike.NO_SKILL.en
    few = alike.fit(unit_quarters(2, units=alike.LEAST_UNITS - 1))
    assert few["state"] == "refused"
    assert "20" in few["reason"]["en"]


def test_a_table_that_runs_ahead_takes_no_unit_away(rows: pd.DataFrame, found: alike.Result) -> None:
    """The register of staff knows a quarter that nothing else knows yet."""
    ahead = rows.drop_duplicates("unit").assign(quarter=rows["quarter"].max() + 1)
    ahead[[name for name in alike.FIGURES if name != "never_trained"]] = np.nan
    offices = alike.fit(pd.concat([rows, ahead], ignore_index=True))["offices"]
    assert [(o["quarter"], o["at"]["ikm"]) for o in offices] == [
        (o["quarter"], o["at"]["ikm"]) for o in found["offices"]
    ]
