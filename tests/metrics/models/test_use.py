"""Leaders beside their units, and use before and after training: planted sizes within the interval, small groups refused."""

from __future__ import annotations

import json

import pytest

from metrics.models import leaders, training_use
from tests.metrics.models.worlds import led, trained_use


def test_the_others_follow_their_leaders_by_what_was_planted() -> None:
    result = leaders.fit(led(0))
    assert result["slope"]["low"] <= 5 <= result["slope"]["high"]
    assert result["found"]
    assert [g["level"] for g in result["groups"]] == ["low", "middle", "high"]
    assert all(g["leaders"] >= 10 for g in result["groups"])
    rates = [g["staff_rate"]["value"] for g in result["groups"]]
    assert rates == sorted(rates)
    assert json.loads(json.dumps(result)) == result


def test_leaders_who_make_no_difference_are_not_said_to() -> None:
    assert not leaders.fit(led(1, slope=0.0))["found"]


def test_few_leaders_give_halves_then_nothing() -> None:
    assert len(leaders.fit(led(0, units=24, leaders=1))["groups"]) == 2
    assert leaders.fit(led(0, units=14, leaders=1))["state"] == "refused"
    assert leaders.fit(led(0).iloc[:0])["state"] == "refused"


def test_change_after_training_less_that_of_colleagues() -> None:
    (nothing,) = training_use.fit(trained_use(0))["systems"]
    assert nothing["change"]["low"] > 0  # use rises for all: the plain before and after would claim it
    assert nothing["difference"]["low"] <= 0 <= nothing["difference"]["high"]
    (some,) = training_use.fit(trained_use(0, effect=0.1))["systems"]
    assert some["difference"]["low"] <= 10 <= some["difference"]["high"]
    assert some["difference"]["low"] > 0
    change, others = some["change"]["value"], some["others_change"]["value"]
    assert some["difference"]["value"] == pytest.approx(change - others, abs=1e-3)


def test_few_trained_are_refused() -> None:
    (found,) = training_use.fit(trained_use(0, size=5))["systems"]
    assert found["state"] == "refused"
    assert training_use.fit(trained_use(0).iloc[:0])["state"] == "refused"
