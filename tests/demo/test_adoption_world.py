"""The world that estimators are replayed on: the same by seed, and true to what its columns say."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from data.demo.adoption import plan
from data.demo.adoption.world import World, simulate
from metrics.resistance.terms import READINESS, STATEMENTS

FRAMES = ("units", "people", "trainings", "spells", "pulse", "use")


@pytest.fixture(scope="module")
def world() -> World:
    """A small one."""
    return simulate(11, staff=1_500)


def test_the_same_seed_gives_the_same_world_and_another_seed_another(world: World) -> None:
    again, other = simulate(11, staff=1_500), simulate(12, staff=1_500)
    for name in FRAMES:
        pd.testing.assert_frame_equal(getattr(world, name), getattr(again, name))
        assert not getattr(world, name).equals(getattr(other, name)), name


def test_a_spell_ends_with_the_first_month_of_steady_use(world: World) -> None:
    spells = world.spells.set_index(["person", "system"])
    steady = world.use[world.use["active_days"] >= 3].groupby(["person", "system"])["month"].min()
    reached = spells[spells["event"] == 1]
    lost_unit, lost, _ = plan.NO_LOG
    there = reached.index[~((reached["unit"] == lost_unit) & (reached.index.get_level_values("system") == lost))]
    reached, steady = reached.loc[there], steady.reindex(there)
    assert (reached["start"] + reached["months"]).sort_index().equals(steady.rename(None).sort_index())
    assert spells["months"].min() == 0
    open_until = (spells["start"] + spells["months"])[spells["event"] == 0]
    assert open_until.max() == plan.MONTHS.size
    assert set(spells["trained"].dropna() % 1) == {0.0}


def test_nobody_uses_what_the_office_does_not_have(world: World) -> None:
    use = world.use
    first = use.groupby(["unit", "system"])["month"].min()
    assert set(use["system"]) == set(plan.KEYS)
    assert not set(plan.NO_SYSTEM) & set(use["unit"])
    assert first.min() == 0
    whole = use["digital"] >= use[["proxy", "late", "returned"]].max(axis=1)
    assert whole.all()
    assert (use["active_days"] <= use["working_days"]).all()
    assert (use.loc[use["active_days"] == 0, "proxy"] == use.loc[use["active_days"] == 0, "digital"]).all()


def test_a_placebo_world_has_no_relations(world: World) -> None:
    """Correlations of resistance with everything: within chance in the placebo, far from it in the planted world."""
    placebo = simulate(11, staff=1_500, effects=plan.PLACEBO)
    for made, related in ((world, True), (placebo, False)):
        pulse = made.pulse.merge(made.people, left_on="true_person", right_on="person", suffixes=("", "_of"))
        score = pulse["true_resistance"]
        for column in ("true_usefulness", "true_literacy", "true_training"):
            found = np.corrcoef(score, pulse[column])[0, 1]
            assert (abs(found) > 4.5 / np.sqrt(len(pulse))) == related, (column, found)
        by_unit = pulse.assign(score=score).groupby("unit")["score"].mean()
        assert (by_unit.std() > 6) == related


def test_answers_carry_the_score(world: World) -> None:
    pulse = world.pulse[world.pulse["unit"] != "tangerang-selatan-disperkim"]
    resistance = [key for key, statement in STATEMENTS.items() if statement.scale == "resistance"]
    score = 25 * (pulse[resistance].mean(axis=1) - 1)
    mid = pulse["true_resistance"].between(25, 75) & score.notna()
    assert (score - pulse["true_resistance"])[mid].mean() == pytest.approx(0.0, abs=1.5)
    assert pulse[[*STATEMENTS, *READINESS]].stack().dropna().isin([1, 2, 3, 4, 5]).all()


def test_as_many_answers_as_asked_and_neither_too_few_nor_too_many() -> None:
    assert len(simulate(11, staff=1_000, answers=2_500).pulse) == 2_500
    for answers in (249, 2_501):
        with pytest.raises(ValueError, match="ask for 250 to 2500"):
            simulate(11, staff=1_000, answers=answers)
