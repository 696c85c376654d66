"""Ringkasan says what the answers say, ranks it, and leads on with the right filter."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.selection import Selection
from data.tables import TABLES
from metrics import compare
from metrics.findings import Kind
from metrics.metric import State
from metrics.registry import metric
from pages.parts import (
    access,
    families,
    indeks_facts,
    indeks_top,
    kepuasan_facts,
    kinerja_facts,
    kolaborasi_facts,
    kolaborasi_top,
    words,
)
from pages.parts.families import Item, Lists, satisfaction, satisfaction_findings
from tests.pages.test_frame import opened, texts


def facts(**chosen: object) -> kepuasan_facts.Facts:
    found = kepuasan_facts.load(Selection(**chosen))
    assert found is not None
    return found


def test_the_page_tells_the_figures_of_the_answers(demo_store: Path) -> None:
    said = texts(opened(city="binjai"))
    now = facts(city=("binjai",)).whole
    row = now.at(facts(city=("binjai",)).now)
    assert f"{words.number(row['value'], 2)} ({row['grade']}" in said
    assert f"{words.number(row['n'])} responden" in said


def test_every_table_that_is_told_stands_in_the_source_line_with_its_last_day(demo_store: Path) -> None:
    """Cards that show no period of their own stand under a sentence that names it."""
    page = opened(city="binjai")
    (line,) = [each.value for each in page.caption if each.value.startswith("Sumber bagian ini")]
    told = [name for family in families.all_families() for name in family.rests_on]
    for described in map(metric, told):
        assert words.pick(TABLES[described.table].label) in line
    labels = [each.label for each in page.metric]
    assert [each for each in labels if each.startswith(("Pengaduan per 1.000", "Hari sampai"))]
    assert all(
        "TW III 2026" in each for each in labels if each.startswith(("Pengaduan per 1.000", "Hari sampai", "Selesai"))
    )


def test_whatever_fell_stands_among_the_losses(demo_store: Path) -> None:
    """Of every family: a fallen online share or share of ideas adopted as well as a fallen IKM."""
    for family in families.all_families():
        for item in family.show(Selection()).changed:
            assert item.worse is (":red[" in item.icon), item.text


def test_the_interval_of_a_change_carries_its_unit(demo_store: Path) -> None:
    found = families.ranked([family.show(Selection()) for family in families.all_families()])
    rests = [item.detail for item in found.changed if "selang perubahan" in item.detail]
    assert rests
    assert all(" poin" in each or " hari" in each or " nilai" in each for each in rests)


@pytest.mark.parametrize(
    ("chosen", "dimension"),
    [
        ({}, "city"),
        ({"city": ("binjai",)}, "unit"),
        ({"city": ("binjai",), "unit": ("binjai-disdukcapil",)}, "service"),
    ],
)
def test_places_side_by_side_are_one_level_below_the_choice(
    demo_store: Path, chosen: dict[str, tuple[str, ...]], dimension: str
) -> None:
    known = facts(**chosen)
    assert satisfaction._dimension(known)[0] == dimension
    table = satisfaction.places(known, dimension)
    shown = table[table["state"] == State.SHOWN]
    assert len(shown) > 1
    assert list(shown["value"]) == sorted(shown["value"], reverse=True)
    answer = access.answer("ikm", by=(dimension, "period"), selection=known.selection).frame
    expected = answer[(answer["period"] == known.now)].set_index(dimension)["value"]
    assert dict(zip(shown[dimension], shown["value"], strict=True)) == expected[shown[dimension]].to_dict()


def test_changes_are_certain_after_adjustment_and_ranked(demo_store: Path) -> None:
    known = facts()
    lists = satisfaction_findings.lists(known)
    assert lists.changed, "the demonstration store has planted changes"
    scores = [item.score for item in lists.changed]
    assert scores == sorted(scores, reverse=True)
    assert all(item.selection.city or item.selection.unit for item in lists.changed)


def test_no_change_is_told_across_a_change_of_questionnaire(demo_store: Path) -> None:
    """The generator plants a break of the questionnaire; what lies on both sides of it must not be compared."""
    marks = access.events(Selection())
    broken = marks[marks["kind"] == "questionnaire"]
    assert len(broken), "no break is planted"
    for row in broken.itertuples():
        day = row.happened_on
        quarter = day.year * 4 + (day.month - 1) // 3
        chosen = Selection(city=(row.city,), last=quarter)
        if isinstance(row.unit, str) and row.unit:
            chosen = chosen.but(unit=(row.unit,))
        known = kepuasan_facts.load(chosen)
        assert known is not None
        found = satisfaction_findings.breaks(known)
        assert len(found)
        lists = satisfaction_findings.lists(known)
        assert lists.cautions
        if chosen.unit:
            assert lists.changed == ()


def test_findings_lead_to_their_subject(demo_store: Path) -> None:
    known = facts()
    selection = satisfaction_findings._selection({"unit": "binjai-rsud"}, known.selection)
    assert (selection.city, selection.unit) == (("binjai",), ("binjai-rsud",))
    selection = satisfaction_findings._selection({"city": "binjai", "element": "waktu"}, known.selection)
    assert (selection.city, selection.unit) == (("binjai",), ())


def test_every_kind_of_finding_has_an_icon() -> None:
    assert set(satisfaction_findings.ICONS) == set(Kind)


def test_findings_of_several_families_rank_together() -> None:
    def item(score: float) -> Item:
        return Item(score, "", str(score), "", "kepuasan.py", Selection())

    found = families.ranked([Lists((item(0.1), item(0.4))), Lists((item(0.2),), (item(0.3),), ("careful",))])
    assert [i.score for i in found.changed] == [0.4, 0.2, 0.1]
    assert [i.score for i in found.attention] == [0.3]
    assert found.cautions == ("careful",)


def test_losses_come_before_gains_and_no_family_fills_the_list() -> None:
    def item(score: float, page: str, worse: bool = False) -> Item:
        return Item(score, "", str(score), "", page, Selection(), worse=worse)

    gains = tuple(item(0.9 - i / 100, "kepuasan.py") for i in range(5))
    found = families.ranked([Lists(gains), Lists((item(0.1, "pelatihan.py", worse=True),))])
    shown, rest = families.first(found.changed, 6, 3)
    assert [i.score for i in shown] == [0.1, 0.9, 0.89, 0.88]
    assert [i.score for i in rest] == [0.87, 0.86]


def test_a_late_office_is_found_when_it_is_chosen_alone(demo_store: Path) -> None:
    city = kinerja_facts.load(Selection(city=("binjai",)))
    assert city is not None
    late = kinerja_facts.late_offices(city)
    assert len(late), "the demonstration store has planted a late office"
    unit = late["unit"].iloc[0]
    alone = kinerja_facts.load(Selection(city=("binjai",), unit=(unit,)))
    assert alone is not None
    assert list(kinerja_facts.late_beside(alone)["unit"]) == [unit]
    others = len(access.answer("on_time", by=("unit",), selection=city.newest).frame) - 1
    assert kinerja_facts.late_beside(alone)["others"].iloc[0] == others


def test_a_hidden_group_is_neither_told_nor_ranked(demo_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a smallest group nobody reaches, the page opens, says why, and gives no figure."""
    monkeypatch.setenv("PANTAU_MIN_CELL", "1000000")
    at = opened(city="sawahlunto")
    said = texts(at)
    assert "disembunyikan" in said.lower() or "tidak ditampilkan" in said.lower()
    known = json.loads(demo_store.with_name(f"{demo_store.name}.truth.json").read_text())
    assert known, "the truth stands beside the store"
    place = Selection(city=("sawahlunto",))
    assessed, held = indeks_facts.load(place), kolaborasi_facts.load(place)
    assert assessed is not None
    assert held is not None
    # Ideas, innovations, agreements and assessments are no people: nothing of them is hidden.
    nobody = {card.label for card in (*indeks_top.of(assessed), *kolaborasi_top.of(held)[2:])}
    assert not [m for m in at.metric if m.label not in nobody and any(c.isdigit() for c in m.value)]


def test_certainty_is_that_of_the_test(demo_store: Path) -> None:
    known = facts(city=("binjai",))
    row = known.changes.loc["Binjai"]
    now, before = (known.whole.frame.loc[[p]] for p in (known.now, known.before))
    columns = ["value", "exact", "se", "df"]
    again = compare.difference(
        now[columns].astype(float).reset_index(drop=True), before[columns].astype(float).reset_index(drop=True)
    )
    assert row["p"] == pytest.approx(again["p"].iloc[0])
