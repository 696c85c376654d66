"""Indeks digital reads the same figures as `show`, keeps the two regimes apart, and gives no index of fewer indicators."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data.selection import Selection
from data.store import Store, close_store
from metrics.digital_index import levels as levels_of
from metrics.digital_index.published import PUBLISHED
from metrics.limits import digital_index
from metrics.metric import State
from metrics.periods import parse_code
from pages.parts import indeks_facts, indeks_profile, indeks_published, indeks_steps, indeks_years, words
from pages.parts import indeks_words as say
from pages.parts.families import digital_index as family
from tests.conftest import printed
from tests.pages.test_frame import opened, texts
from tests.store.test_derived_services import levels, load

PAGE = "indeks_digital.py"


def facts(**chosen: Any) -> indeks_facts.Facts:
    found = indeks_facts.load(Selection(**chosen))
    assert found is not None
    return found


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_says_what_show_prints(demo_store: Path, language: str) -> None:
    at = opened(PAGE, city="binjai", lang=language)
    close_store()  # one process at a time
    pemdi = printed(demo_store, "pemdi", "--by", "year", "--where", "city=binjai")[-1]
    spbe = [row for row in printed(demo_store, "spbe", "--by", "year", "--where", "city=binjai") if row["n"]]
    with words.speaking("id" if language == "id" else "en"):
        value = words.number(pemdi["value"], 2)
        old, change = words.number(spbe[-1]["value"], 2), words.signed(spbe[-1]["value"] - spbe[-2]["value"], 2)
        called = say.predicate(str(levels_of.predicates([pemdi["value"]], "pemdi")[0]))
    assert f"{value} ({called})" in at.title[0].value
    cards = {card.label: (card.value, card.delta) for card in at.metric}
    assert cards["Pemdi 2026"] == (value, ""), "nothing of the old rule is compared with the new one"
    assert cards["SPBE 2025"] == (old, change)


def test_no_line_joins_the_two_regimes(demo_store: Path) -> None:
    found = facts()
    assert {a.regime for a in found.assessments} == {"spbe", "pemdi"}
    (mark,) = indeks_years.regimes()
    assert mark.cuts
    assert (mark.day.year, mark.day.month) == (2026, 4), "the quarter in which Pemdi came into force"
    spbe, pemdi = (
        [bound.low for bound in indeks_years.bounds() if (bound.last is None) is newest] for newest in (False, True)
    )
    assert spbe == [1.8, 2.6, 3.5, 4.2]  # PermenPANRB 59/2020
    assert pemdi == [1.5, 2.5, 3.5, 4.0]  # PermenPANRB 8/2026


def test_the_profile_adds_up_to_the_index(demo_store: Path) -> None:
    found = facts(city=("semarang",))
    for name, part in indeks_profile.offered(found).items():
        (one,) = part.of
        weight: dict[str, float] = {}
        for aspect in digital_index.aspects(one.regime):
            key = aspect.domain if name == "spbe_domains" else aspect.key
            weight[key] = weight.get(key, 0.0) + sum(aspect.weights) / digital_index.WHOLE
        parts = indeks_profile._items(name, one)
        # each part is rounded once to two decimals
        assert sum(weight[key] * row["value"] for key, row in parts.items()) == pytest.approx(
            one.row["exact"], abs=0.005
        )


def test_each_step_gains_its_weight_and_the_best_come_first(demo_store: Path) -> None:
    one = facts(city=("binjai",)).latest
    found = indeks_steps.listed(one)
    assert list(found["lift"]) == sorted(found["lift"], reverse=True)
    weights = digital_index.weights(one.regime) / digital_index.WHOLE
    assert [weights[number - 1] for number in found["indicator"]] == pytest.approx(list(found["lift"]))
    assert found["index_after"].iloc[0] == pytest.approx(one.row["exact"] + found["lift"].iloc[0], abs=0.0051)
    assert "no forecast" in texts(opened(PAGE, city="binjai", lang="en"))


def test_an_office_stands_for_its_city(demo_store: Path) -> None:
    city, office = facts(city=("binjai",)), facts(unit=("binjai-disdukcapil",))
    assert office.latest.row["value"] == city.latest.row["value"]
    assert "whole cities are assessed" in texts(opened(PAGE, unit="binjai-disdukcapil", lang="en"))


@pytest.mark.parametrize("printed", PUBLISHED, ids=lambda one: one.place.en)
def test_published_indices_have_the_predikat_of_our_rule(printed: Any) -> None:
    assert indeks_published.predicate(printed) == printed.predicate


def test_published_indices_stand_as_references(demo_store: Path) -> None:
    at = opened(PAGE)
    rows = at.table[-1].value.astype(str).agg(" ".join, axis=1).tolist()
    assert [("3,12" in row and "Baik" in row, "2,59" in row and "Cukup" in row) for row in rows] == [
        (True, False),
        (False, True),
    ]
    assert all("belum diverifikasi" in row for row in rows)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_missing_indicator_leaves_no_index(empty_store: Path, language: str) -> None:
    store = Store.open()
    rows = [{**row, "city": "binjai", "quarter": parse_code("2025Q4")[0]} for row in levels(3)]
    load(store, "digital_index", [row for row in rows if row["indicator"] not in (4, 17)])
    store.close()
    at = opened(PAGE, city="binjai", lang=language)
    assert "2025" in at.title[0].value
    (warning,) = at.warning
    assert {"id": "4 dan 17", "en": "4 and 17"}[language] in warning.value
    assert [card.value for card in at.metric] == [words.state_mark(State.UNDEFINED)]
    (told,) = family.lists(facts(city=("binjai",))).attention
    assert told.icon == family.MISSING


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_empty_store_says_what_to_do(empty_store: Path, language: str) -> None:
    at = opened(PAGE, lang=language)
    assert "indeks" in at.title[0].value.lower() or "index" in at.title[0].value.lower()
    assert not at.metric


def test_a_period_without_assessment_offers_all_periods(demo_store: Path) -> None:
    at = opened(PAGE, to="2023Q1", lang="en")
    assert at.title[0].value == "No digital index assessment yet"
    assert [button.label for button in at.button if button.label == "Show all periods"]


def test_ringkasan_tells_a_low_predikat(demo_store: Path) -> None:
    found = facts()
    low = [one.name for one in found.newest if one.row["predicate"] in family.BELOW]
    told = [item.text for item in family.lists(found).attention if item.icon == family.LOW]
    assert len(told) == len(low)
    assert all(name in text for name, text in zip(low, told, strict=True))
