"""Constants of staff development: the JP duty with its pace, and the levels that positions need."""

from __future__ import annotations

import pytest

from metrics.competence.terms import SKILLS
from metrics.ip_asn.terms import POSITIONS
from metrics.limits.jp import JP_DUTY, due, duty
from metrics.limits.skill_needs import SKILL_NEEDS, needs
from metrics.periods import quarter_of


@pytest.mark.parametrize("year", [2017, 2023, 2026])
def test_twenty_jp_a_year_and_a_quarter_of_it_each_quarter(year: int) -> None:
    assert duty(quarter_of(year, 1)) == duty() == 2000
    assert [due(quarter_of(year, q)) for q in (1, 2, 3, 4)] == [500, 1000, 1500, 2000]


def test_the_duty_names_the_rule_of_its_time() -> None:
    assert [JP_DUTY.at(quarter_of(y, q)).source.rule for y, q in ((2023, 3), (2023, 4))] == ["PP 11/2017", "UU 20/2023"]


def test_needs_are_levels_of_the_scale_for_each_position_and_skill() -> None:
    found = needs()
    assert found.shape == (len(POSITIONS), len(SKILLS))
    assert (found >= 0).all()
    assert (found <= 100).all()
    levels = SKILL_NEEDS.at().value
    assert found[1, 0] == levels["functional"]["data_software"]
    assert found[2, 5] == levels["executive"]["adaptability"]
