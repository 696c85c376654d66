"""Training to use to IKM from rows to the answer: near the truth, told where both steps are there and nowhere else.

Cover and bias over many worlds: benchmarks/whatif.py.
"""

from __future__ import annotations

import pytest

from benchmarks import _two_steps
from data.fits import Latest
from data.whatif import Refused, Scenario, allocation, training


def test_two_steps_from_rows_to_the_answer() -> None:
    world = _two_steps.world(1)
    first, rows = _two_steps.effect(world), _two_steps.ikm(world, 1)
    truth = world.gain * _two_steps.SLOPE
    found = _two_steps.answer(world, first, rows)
    assert found["proven"]
    assert found["ikm"]["proven"]
    assert found["ikm"]["low"] < truth < found["ikm"]["high"]
    assert _two_steps.naive(world, rows) > 2 * truth
    assert found["rests"]["effect"]["value"] > found["rests"]["further"]["value"]  # the able went first
    without_second = _two_steps.answer(world, first, _two_steps.ikm(world, 1, slope=0.0))["ikm"]
    assert not without_second["proven"]
    assert without_second["low"] < 0 < without_second["high"]


def test_without_the_first_step_nothing_is_told_of_the_second() -> None:
    world = _two_steps.world(2, strength=0.0)
    found = _two_steps.answer(world, _two_steps.effect(world), _two_steps.ikm(world, 2))
    assert not found["proven"]
    assert not found["ikm"]["proven"]


def test_no_budget_is_put_on_what_is_not_proven() -> None:
    none = {"state": "refused", "reason": {"id": "Datanya belum cukup.", "en": "There are too few data."}}
    for strength, kinds in ((_two_steps.STRENGTH, {"class"}), (0.0, set())):
        result = _two_steps.effect(_two_steps.world(2, strength)).result
        assert result is not None
        given = Latest(
            "fitted", {**result, "kinds": {"elearning": none, "coaching": none, "class": result["kinds"]["class"]}}
        )
        assert set(allocation.told_kinds((given,))) == kinds


def test_no_more_people_than_offices_ever_trained_in_proportion() -> None:
    world = _two_steps.world(3)
    first = _two_steps.effect(world)
    assert first.result is not None
    known = _two_steps.start(world, first, _two_steps.ikm(world, 3))
    most = training.most(known, "class")
    assert most == int(world.pool.people * first.result["kinds"]["class"]["dose"] / 100)
    told = training.answered(known, Scenario("training", levers={"kind": "class", "people": most}))["training"]
    assert told["people"] == most
    with pytest.raises(Refused):
        training.answered(known, Scenario("training", levers={"kind": "class", "people": world.pool.people + 1}))
