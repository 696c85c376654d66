"""Segments: planted kinds are found again, small groups never stand alone, help follows from the map."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from metrics.adoption import bri
from metrics.competence.terms import SKILLS
from metrics.models import segments
from metrics.models.behaviour import index, joint
from metrics.models.words import HELP
from metrics.performance.terms import DIFFICULTIES
from metrics.training.terms import AREAS, KINDS
from tests.metrics.models.worlds import two_sources
from tests.metrics.surveys import sums_of


@pytest.fixture(scope="module")
def found() -> tuple[dict, dict[str, int]]:
    answers, use, kind = two_sources(0)
    return segments.fit(answers, use), kind


def test_planted_kinds_are_found_again(found: tuple[dict, dict[str, int]]) -> None:
    result, kind = found
    assert result["number"] == 3
    assert result["stable"]
    labels = [g["segment"] for g in result["groups"]]
    assert adjusted_rand_score([kind[g["unit"]] for g in result["groups"]], labels) > 0.95
    assert result["segments"][0]["help"] == "redesign"
    assert json.loads(json.dumps(result)) == result


def test_groups_lie_on_the_side_of_the_map_that_names_their_help(found: tuple[dict, dict[str, int]]) -> None:
    result, _ = found
    cuts = result["cuts"]
    for g in result["groups"]:
        high_bri, high_r = g["bri"]["value"] > cuts["bri"], g["r"]["value"] > cuts["r"]
        names = {(True, False): "enable", (True, True): "redesign", (False, True): "listen", (False, False): "keep"}
        assert g["quadrant"] == names[high_bri, high_r]
    assert cuts["r_low"] == 40
    assert cuts["r_high"] == 60


def test_no_group_is_small_nor_left_over_by_its_unit(found: tuple[dict, dict[str, int]]) -> None:
    """Units with four leaders stand whole: their other positions would tell of the four by subtraction."""
    result, _ = found
    assert min(g["people"] for g in result["groups"]) >= 10
    whole = {g["unit"] for g in result["groups"] if g["position"] == ""}
    assert whole == {f"binjai-{u}" for u in range(0, 45, 10)}


def test_answers_without_a_position_keep_a_unit_whole() -> None:
    answers, use, _ = two_sources(1)
    answers.loc[answers.index[60:63], "position"] = None
    groups = segments.described(answers, use)
    assert groups.loc[groups["unit"] == "binjai-1", "position"].tolist() == [""]


def test_one_kind_is_said_to_be_one() -> None:
    answers, use, _ = two_sources(2)
    rng = np.random.default_rng(0)
    same = use.assign(**{c: rng.permutation(use[c]) for c in use.columns[3:]}, city="binjai")
    mixed = answers.assign(**{c: rng.permutation(answers[c]) for c in answers.columns[4:]})
    mixed["resistance"] = rng.permutation(answers["resistance"])
    result = segments.fit(mixed, same)
    assert result["number"] == 1
    assert result["stability"] is None


def test_a_larger_smallest_group_is_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_MIN_CELL", "40")
    answers, use, _ = two_sources(0)
    assert set(segments.described(answers, use)["position"]) == {""}


def used() -> pd.DataFrame:
    """Twelve people, three alike at a time; of some nobody recorded returned work."""
    use = pd.DataFrame(
        {
            "idle_days": [30, 10, 20, 0], "working_days": [60, 60, 60, 60], "manual": [5, 0, 5, 10],
            "transactions": [20, 20, 20, 20], "proxy": [1, 2, 3, 4], "digital": [10, 20, 10, 10], "late": [0, 0, 0, 0],
            "returned": [1, 1, 0, 0], "stopped": [0, 0, 0, 0], "had_sustained": [0, 0, 0, 0],
        }
    )  # fmt: skip
    return pd.concat([use] * 3, ignore_index=True).astype(float)


def test_index_by_hand_and_its_error_by_the_jackknife() -> None:
    use = joint(used())
    one = index(use, np.zeros(12, int), 1).iloc[0]
    assert np.isnan(one["stopped"])
    assert one["bri"] == pytest.approx(100 * (60 / 240 + 20 / 80 + 10 / 50 + 0 + 2 / 50) / 5)
    left = [index(use.drop(index=i), np.zeros(11, int), 1).iloc[0]["bri"] for i in range(12)]
    jackknife = np.sqrt(11 / 12 * np.sum((np.array(left) - np.mean(left)) ** 2))
    assert one["bri_se"] == pytest.approx(jackknife, rel=0.25)


@pytest.mark.parametrize("unrecorded", [0, 2, 3])
def test_index_is_the_indicator(unrecorded: int) -> None:
    """What models say of a group is what every page says: also where parts are not recorded for everybody."""
    use = used()
    use.loc[: unrecorded - 1, "returned"] = np.nan  # digital work of these counts for proxy and late only
    found = index(joint(use), np.zeros(12, int), 1).iloc[0]
    shown = bri.estimate(sums_of(use, sums=bri.METRIC.sums)).iloc[0]
    assert found["bri"] == pytest.approx(shown["value"], abs=1e-12)
    assert found["bri_se"] == pytest.approx(shown["se"], rel=1e-9)


def test_help_names_only_what_exists() -> None:
    for each in HELP.values():
        assert set(each.areas) <= set(AREAS)
        assert set(each.kinds) <= set(KINDS)
        for need in each.needs:
            kind, _, key = need.partition(":")
            assert key in {"skill": SKILLS, "difficulty": DIFFICULTIES}[kind]
        assert each.actions
