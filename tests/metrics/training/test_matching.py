"""Which training answers which need, in an order whose every step can be named."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from metrics.competence.terms import SKILLS
from metrics.limits.training_rules import TrainingRule
from metrics.performance.terms import DIFFICULTIES
from metrics.periods import quarter_of
from metrics.registry import metric
from metrics.training import matching
from metrics.words import Words
from tests.metrics.staff import worked
from tests.metrics.surveys import example, sums_of

NOW = quarter_of(2026, 4)
CATALOGUE = pd.DataFrame(
    [
        ("sql", "SQL untuk analis", "it", "course", NOW + 1, 30),
        ("jaringan", "Keamanan jaringan", "it", "bimtek", NOW, 20),
        ("dashboard", "Membuat dashboard", "it", "workshop", NOW - 1, 20),
        ("excel", "Excel tingkat lanjut", "it", "bimtek", NOW + 2, 25),
        ("excel", "Excel tingkat lanjut", "it", "bimtek", NOW, 25),
        ("excel", "Excel tingkat lanjut", "it", "bimtek", NOW - 4, 25),
        ("kerjasama", "Kerja sama tim", "sociocultural", "workshop", NOW + 3, 12),
        ("koordinasi", "Rapat koordinasi", "managerial", "workshop", NOW, 15),
        ("manajemen", "Seminar manajemen", "managerial", "seminar", NOW, 10),
        ("pka", "PKA angkatan II", "managerial", "leadership", NOW + 1, 40),
        ("pajak", "Brevet pajak", "finance", "course", np.nan, np.nan),
    ],
    columns=list(matching.CATALOGUE),
)


def needed(*needs: str) -> pd.DataFrame:
    return pd.DataFrame({"need": needs, "share": 0.5})


@pytest.mark.parametrize("need", ["skill:data_software", "skill:teamwork", "difficulty:leadership"])
def test_worked_examples(need: str) -> None:
    found = matching.match(needed(need), CATALOGUE, now=NOW)
    expected = example("matching.csv").query("need == @need")
    assert found["programme"].tolist() == expected["programme"].tolist()
    assert found["order"].tolist() == [int(order) for order in expected["order"]]
    assert found["named"].tolist() == [words[1].id.startswith("Judulnya menyebut") for words in found["reasons"]]
    for reasons, reason in zip(found["reasons"], expected["reason"], strict=True):
        assert reason in [words.id for words in reasons]


def test_every_skill_and_every_difficulty_has_a_rule() -> None:
    needs = {f"skill:{key}" for key in SKILLS} | {f"difficulty:{key}" for key in DIFFICULTIES} - {"difficulty:none"}
    assert {rule.need for rule in matching.rules()} == needs
    assert matching.validated(matching.rules()) == matching.rules()


def test_a_training_stands_once_per_need_with_its_next_date() -> None:
    found = matching.match(needed("skill:data_software", "difficulty:data"), CATALOGUE, now=NOW)
    assert not found.duplicated(["need", "programme"]).any()
    assert found.loc[found["programme"] == "excel", "quarter"].tolist() == [NOW, NOW]
    assert found.loc[found["programme"] == "dashboard", "quarter"].isna().all()
    assert (
        matching.match(needed("skill:data_software"), CATALOGUE)["quarter"].notna().all()
    )  # without a now all dates hold


def test_the_order_does_not_hang_on_the_order_of_the_catalogue() -> None:
    asked = needed("skill:data_software", "skill:teamwork", "difficulty:finance")
    once = matching.match(asked, CATALOGUE, now=NOW)
    pd.testing.assert_frame_equal(matching.match(asked, CATALOGUE.iloc[::-1], now=NOW), once)
    assert matching.match(asked, CATALOGUE, now=NOW, most=1)["programme"].tolist() == ["excel", "kerjasama", "pajak"]


def test_past_gain_decides_last_and_only_where_it_may_be_shown() -> None:
    offers = pd.DataFrame(
        [
            ("a", "Kelas satu", "public_service", "workshop", NOW, 5),
            ("b", "Kelas dua", "public_service", "workshop", NOW, 5),
        ],
        columns=list(matching.CATALOGUE),
    )
    plain = matching.match(needed("skill:communication"), offers, now=NOW)
    assert plain["gain"].isna().all()
    assert plain["programme"].tolist() == ["b", "a"]  # by title
    shown = matching.match(needed("skill:communication"), offers, now=NOW, gains={"public_service": 0.416})
    assert [words.id for words in shown["reasons"][0]][
        -1
    ] == "Kenaikan hasil belajar di bidang pelayanan publik selama ini 41,6%."
    assert shown["gain"].tolist() == [0.416, 0.416]
    hidden = matching.match(needed("skill:communication"), offers, now=NOW, gains={"public_service": float("nan")})
    pd.testing.assert_frame_equal(hidden, plain)


def test_needs_from_answers_leave_out_what_is_not_known_and_what_is_none() -> None:
    answers = {
        name: metric(name).answer(sums_of(worked(metric(name).table), sums=metric(name).sums))
        for name in ("skill_gap", "difficulty_share")
    }
    found = matching.needs(answers["skill_gap"], answers["difficulty_share"])
    assert found["need"].tolist()[0] == "skill:data_software"
    assert found["share"].is_monotonic_decreasing
    assert "difficulty:none" not in set(found["need"])
    assert "skill:social_media" not in set(found["need"])  # nobody assessed
    assert "skill:teamwork" not in set(found["need"])  # nobody short
    assert matching.needs().empty
    assert matching.match(matching.needs(), CATALOGUE).empty


def test_what_training_does_not_cure_is_said() -> None:
    asked = needed("difficulty:workload", "skill:teamwork")
    assert matching.match(asked, CATALOGUE, now=NOW)["need"].unique().tolist() == ["skill:teamwork"]
    assert list(matching.not_for_training(asked)) == ["difficulty:workload"]


def test_edited_rules_are_followed() -> None:
    mine = TrainingRule("skill:teamwork", "finance", ("course",), ("pajak",), Words("Aturan kami.", "Our rule."))
    found = matching.match(needed("skill:teamwork"), CATALOGUE, by=[mine], now=NOW)
    assert found["programme"].tolist() == ["pajak"]
    assert found["reasons"][0][0].id == "Aturan kami."


GOOD = matching.rules()[0]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ([replace(GOOD, need="skill:juggling")], r"rule 1 .*unknown need 'skill:juggling'"),
        ([replace(GOOD, need="teamwork")], "unknown need 'teamwork'"),
        ([GOOD, replace(GOOD, area="cooking")], "rule 2 .*unknown area 'cooking'; choose it, finance"),
        ([replace(GOOD, kinds=("bimtek", "lunch"))], "unknown kind lunch"),
        ([replace(GOOD, title_words=("data", " "))], "empty word"),
        ([GOOD, GOOD], "the area 'it' stands twice"),
        ([replace(GOOD, area="")], "remove its kinds and words"),
        ([GOOD, replace(GOOD, area="", kinds=(), title_words=())], "keep one"),
    ],
)
def test_rules_that_cannot_be_used_are_refused(wrong: list[TrainingRule], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        matching.match(needed("skill:teamwork"), CATALOGUE, by=wrong)


def test_a_need_or_a_catalogue_without_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown need 'skill:x'"):
        matching.match(needed("skill:x"), CATALOGUE)
    with pytest.raises(ValueError, match="missing: area"):
        matching.match(needed("skill:teamwork"), CATALOGUE.drop(columns="area"))
