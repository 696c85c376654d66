"""Kolaborasi reads the same figures as `show`, in both languages, and claims no cause."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.selection import Selection
from data.store import Store, close_store
from metrics.metric import State
from pages.parts import kolaborasi_before, kolaborasi_facts, kolaborasi_funnel, kolaborasi_rates, words
from pages.parts.families import culture
from pages.parts.indicator import history
from tests.conftest import printed
from tests.pages.test_frame import opened, texts
from tests.store.test_derived_services import load

PAGE = "kolaborasi.py"


def facts(**chosen: Any) -> kolaborasi_facts.Facts:
    found = kolaborasi_facts.load(Selection(**chosen))
    assert found is not None
    return found


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_says_what_show_prints(demo_store: Path, language: str) -> None:
    at = opened(PAGE, city="binjai", lang=language)
    close_store()  # one process at a time
    place = ("--by", "quarter", "--where", "city=binjai")
    attended, ideas, staff, adopted = (
        printed(demo_store, name, *place)[-1] for name in ("attendance", "ideas_raised", "jp_met", "idea_adoption")
    )
    with words.speaking("id" if language == "id" else "en"):
        reach = words.number(100 * attended["value"] / staff["n"], 1)
        rate = words.number(100 * ideas["value"] / staff["n"], 1)
        share = words.percent(adopted["value"], 1)
    values = [card.value for card in at.metric]
    assert values[:3] == [reach, rate, share]


def test_the_funnel_counts_what_show_counts(demo_store: Path) -> None:
    found = facts(city=("semarang",))
    rows = kolaborasi_funnel.points(found, kolaborasi_facts.ask(kolaborasi_facts.OF_INNOVATIONS, found.so_far))
    close_store()
    counted = {row["reached"]: row for row in printed(demo_store, "innovation_funnel", "--where", "city=semarang")}
    assert [row["stage"] for row in rows] == ["idea", "pilot", "running", "stopped"]
    for row in rows[1:]:
        assert row["value"] == pytest.approx(100 * counted[row["stage"]]["value"], abs=0.051)
        assert row["count"] == round(counted[row["stage"]]["value"] * counted[row["stage"]]["n"])
    (until,) = printed(demo_store, "days_to_pilot", "--where", "city=semarang")
    assert round(rows[1]["half"]) == until["value"]
    assert rows[1]["count"] + rows[1]["waiting"] == rows[0]["count"], "nobody who waits is left out"


def test_running_innovations_are_a_stage_of_all_ideas(demo_store: Path) -> None:
    stages = kolaborasi_facts.stages(facts(city=("binjai",)))
    close_store()
    (all_of_them,) = printed(demo_store, "innovations", "--where", "city=binjai")
    assert sum(stages.values()) == all_of_them["value"]
    by_stage = {row["stage"]: row["value"] for row in printed(demo_store, "innovations", "--by", "stage", "--where", "city=binjai")}  # fmt: skip
    assert stages == by_stage


ROW = {"period": 0, "state": State.SHOWN, "value": 30.0, "low": 1.0, "high": 2.0, "n": 6}


@pytest.mark.parametrize(
    ("counted", "staff", "state", "value"),
    [
        (ROW, {**ROW, "n": 200}, State.SHOWN, 15.0),
        (ROW, {**ROW, "state": State.SUPPRESSED, "n": pd.NA}, State.SUPPRESSED, None),
        ({**ROW, "state": State.SUPPRESSED, "n": pd.NA}, {**ROW, "n": 200}, State.SUPPRESSED, None),
        (ROW, history.nothing(0), State.UNDEFINED, None),
        (ROW, {**ROW, "n": 0}, State.UNDEFINED, None),
        (history.nothing(0), {**ROW, "n": 200}, State.NO_DATA, None),
    ],
)
def test_a_rate_is_hidden_where_either_part_is(
    counted: history.Row, staff: history.Row, state: State, value: float | None
) -> None:
    for formula in kolaborasi_rates.FORMULAS.values():
        (made,) = kolaborasi_rates.rated([counted], [staff], formula)
        assert made["state"] == state
        assert made["value"] == value if value is not None else words.missing(made["value"])
        if state is State.SUPPRESSED:
            assert all(words.missing(made[name]) for name in ("n", "counted", "staff"))


def test_what_ran_before_is_listed_and_not_claimed(demo_store: Path) -> None:
    at = opened(PAGE, city="binjai", lang="en", part="before")
    said = texts(at)
    assert "is no proof that it was the cause" in said
    from pages.parts import kepuasan_facts

    satisfaction = kepuasan_facts.load(Selection(city=("binjai",)))
    assert satisfaction is not None
    risen = kolaborasi_before.rises(satisfaction)
    assert risen, "the generator plants launches after which satisfaction rises"
    rows = kolaborasi_before.beside(facts(city=("binjai",)), risen, satisfaction.before, satisfaction.now - 1)
    assert all(row["low"] > 0 for row in rows), "only what certainly rose"
    launched = [row["label"] for row in rows if row["launches"]]
    assert launched, "a launch in the year before is named"


@pytest.mark.parametrize("language", ["id", "en"])
def test_filters_that_activities_do_not_know_are_named(demo_store: Path, language: str) -> None:
    at = opened(PAGE, channel="online", lang=language)
    assert {"id": "Tidak diterapkan di sini", "en": "Not applied here"}[language] in texts(at)


def test_one_office_and_every_grain_open(demo_store: Path) -> None:
    for query in ({"unit": "binjai-disdukcapil"}, {"grain": "year"}, {"grain": "semester", "to": "2025Q2"}):
        assert opened(PAGE, **query).title


@pytest.mark.parametrize("part", ["funnel", "activities", "partners", "before"])
def test_every_part_tells_something(demo_store: Path, part: str) -> None:
    headings = [one.value for one in opened(PAGE, city="binjai", part=part).subheader]
    assert len(headings) >= 2
    assert all(headings)


def test_without_staff_there_are_counts_but_no_rates(empty_store: Path) -> None:
    store = Store.open()
    held = {
        "city": "binjai",
        "unit": "binjai-disdukcapil",
        "quarter": 8100,
        "held_on": dt.date(2025, 2, 3),
        "title": "Forum",
        "activity_kind": 0,
        "attendance": 40,
        "ideas_raised": 5,
        "ideas_adopted": 2,
    }
    load(store, "activity", [held])
    store.close()
    at = opened(PAGE, city="binjai", lang="en")
    assert at.title[0].value == "1 activity in Binjai, Q1 2025"
    assert "need the staff register" in texts(at)
    assert [card.value for card in at.metric] == ["∅", "∅", "40.0%"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_empty_store_says_what_to_do(empty_store: Path, language: str) -> None:
    at = opened(PAGE, lang=language)
    assert at.title[0].value == {"id": "Belum ada catatan kegiatan", "en": "No record of activities yet"}[language]


def test_ringkasan_tells_agreements_that_ended(demo_store: Path) -> None:
    found = facts()
    assert found.partners is not None
    fallen = [p.name for p in found.partners.places if p.at(found.now)["value"] < p.at(found.before)["value"]]
    told = [item.text for item in culture.lists(found).attention if item.icon == culture.ENDED]
    assert [any(name in text for text in told) for name in fallen] == [True] * len(told)
