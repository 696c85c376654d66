"""Adopsi reads the same figures as `show`, in both languages, hides what is small, and reads models but never fits them."""

from __future__ import annotations

import json
import re
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data import fits
from data.selection import Selection
from data.store import Store, close_store, store
from metrics.metric import State
from metrics.models.segments import quadrant
from metrics.models.words import HELP
from metrics.periods import parse_code
from metrics.words import Language
from pages.parts import (
    access,
    adopsi_curves,
    adopsi_drivers,
    adopsi_launches,
    adopsi_placed,
    adopsi_segments,
    adopsi_time,
    adopsi_trained,
    adopsi_words,
    words,
)
from pages.parts import adopsi_facts as facts_of
from pages.parts.adopsi_facts import Facts
from pages.parts.families import adoption as family
from tests.conftest import copy_store, run_cli
from tests.pages.test_frame import opened, texts

Q3 = parse_code("2026Q3")[0]
CITY = "semarang"  # the one whose models are fitted here
PARTS = {  # shown one at a time, and the tables of each, beside that of the trend
    "curves": {"systems", "launches", "forecast"},
    "resistance": {"resistansi", "pandangan", "hambatan"},
    "map": {"map", "jenis", "groups"},
    "time": {"time"},
    "manual": {"manual_trend", "manual", "bagian-bri"},
    "drivers": {"resistance_drivers", "cox"},
    "around": {"pimpinan", "sesudah-pelatihan", "budaya"},
}


def _fit(name: str, frames: fits.Frames) -> dict[str, Any]:
    if name == "adoption_drivers":  # the slowest of them; it shares its shape with the drivers of resistance
        reason = {"id": "Datanya belum cukup.", "en": "There are too few data."}
        return {"state": "refused", "kind": "association", "n": {}, "caveats": [], "reason": reason}
    return fits.fit_here(name, frames)


@pytest.fixture(scope="module")
def modelled(pristine_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demonstration store in which the models of one city are there. Read it, do not write to it."""
    path = copy_store(pristine_demo, tmp_path_factory.mktemp("modelled"))
    opened_store = Store.open(path)
    fits.run(opened_store, cities=(CITY,), compute=_fit)
    opened_store.close()
    return path


@pytest.fixture
def model_store(modelled: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """It as the process-wide store."""
    close_store()
    monkeypatch.setenv("PANTAU_STORE", str(modelled))
    yield modelled
    close_store()


def facts(**chosen: Any) -> Facts:
    found = facts_of.load(Selection(**chosen))
    assert found is not None
    return found


# -- the same figures as `show`, and by hand from the rows -----------------------------------------------------------------


def test_the_page_says_what_show_prints(demo_store: Path) -> None:
    languages: tuple[Language, ...] = ("id", "en")
    pages = {language: opened("adopsi.py", city="binjai", system="eoffice", lang=language) for language in languages}
    close_store()  # one process at a time
    shown = []
    for name in ("sustained_use", "resistance", "bri", "manual_work_share"):
        where = ("city=binjai", "system=eoffice")
        done = run_cli("show", name, "--by", "quarter", "--where", *where, "--json", store=demo_store)
        assert done.returncode == 0, done.stderr
        shown.append(json.loads(done.stdout)[-1])
    steady, resistance, bri, manual = shown
    for language, at in pages.items():
        with words.speaking(language):
            assert [metric.value for metric in at.metric] == [
                words.percent(steady["value"], 1),
                words.number(resistance["value"], 1),
                words.number(bri["value"], 1),
                words.percent(manual["value"], 1),
            ]
            text = texts(at)
            assert words.number(steady["n"]) in text
            assert words.interval(resistance["low"], resistance["high"], 1) in text
            assert "e-office" in at.title[0].value.lower()


def test_figures_agree_with_rows_by_hand(demo_store: Path) -> None:
    """Oracle: plain pandas over the rows of the store."""
    known = facts(city=("binjai",))
    with store().cursor() as cursor:
        steady = cursor.execute(
            "SELECT avg(a.sustained) FROM adoption_quarter a JOIN city c ON c.id = a.city WHERE c.city = 'binjai' AND a.quarter = ?",
            [Q3],
        ).fetchone()
        said = cursor.execute(
            "SELECT u.unit, p.resistance_twelfths / 12 AS r FROM pulse_record p JOIN unit u ON u.id = p.unit "
            "JOIN city c ON c.id = p.city WHERE c.city = 'binjai' AND p.quarter = ?",
            [Q3],
        ).df()
    assert known.now == Q3
    assert facts_of.at(known)["value"] == pytest.approx(100 * float(steady[0]))
    assert known.resistance is not None
    assert facts_of.at(known.resistance)["value"] == pytest.approx(said["r"].mean())
    assert known.bri is not None
    placed = adopsi_placed.positions(known.resistance, known.bri)
    of_units = said.groupby("unit")["r"].mean()
    assert placed.rows
    for row in placed.rows:
        assert row["r"] == pytest.approx(of_units[row["unit"]])
        assert row["n"] >= 10
        assert row["answers"] >= 10
        assert row["quadrant"] == str(quadrant(row["r"], row["bri"], 50.0, placed.cut))


def test_a_corner_is_certain_only_where_both_intervals_lie_on_one_side(demo_store: Path) -> None:
    known = facts()
    assert known.resistance is not None
    assert known.bri is not None
    placed = adopsi_placed.positions(known.resistance, known.bri)
    for row in placed.rows:
        one_side = not row["r_low"] <= 50 <= row["r_high"] and not row["bri_low"] <= placed.cut <= row["bri_high"]
        assert row["sure"] == one_side
    assert {row["quadrant"] for row in placed.rows} == set(HELP), "the demo has offices in every corner"


def test_an_office_lies_on_the_same_side_whichever_offices_are_chosen(demo_store: Path) -> None:
    def placed(**chosen: tuple[str, ...]) -> dict[str, tuple[str, bool]]:
        known = facts_of.load(Selection(**chosen))
        assert known is not None
        assert known.resistance is not None
        assert known.bri is not None
        rows = adopsi_placed.positions(known.resistance, known.bri).rows
        return {row["unit"]: (row["quadrant"], row["sure"]) for row in rows}

    everywhere = placed()
    of_city = placed(city=("binjai",))
    assert of_city
    assert of_city.items() <= everywhere.items()
    unit = next(iter(of_city))
    assert placed(unit=(unit,)) == {unit: everywhere[unit]}


def test_launches_are_those_of_the_newest_file(demo_store: Path) -> None:
    found = access.launches(Selection(city=("binjai",), system=("eoffice",)))
    with store().cursor() as cursor:
        rows = cursor.execute(
            "SELECT u.unit, max(d.launched_on) AS day FROM deployment d JOIN unit u ON u.id = d.unit JOIN city c ON c.id = d.city "
            "JOIN level l ON l.enumeration = 'system' AND l.code = d.system WHERE c.city = 'binjai' AND l.key = 'eoffice' GROUP BY 1"
        ).df()  # fmt: skip
    expected = dict(zip(rows["unit"], pd.to_datetime(rows["day"]), strict=True))
    assert dict(zip(found["unit"], pd.to_datetime(found["launched_on"]), strict=True)) == expected


def test_the_trend_is_marked_with_launches_of_systems(demo_store: Path) -> None:
    """Each launch is in one mark, and nothing that happened to services."""
    with words.speaking("en"):
        marks = [mark for mark in facts(city=("binjai",), system=("eoffice",)).marks if not mark.quiet]
        launched = access.launches(Selection(city=("binjai",), system=("eoffice",)))
        said = [re.fullmatch(r"Launched: E-office in (\d+) offices?", mark.title) for mark in marks]
        assert sum(int(one[1]) for one in said if one) == len(launched)
        assert all(said)
        everywhere = [mark for mark in facts().marks if not mark.quiet]
        assert 1 < len(everywhere) <= adopsi_launches.MOST
        unit = str(launched["unit"].iloc[0])
        alone = facts(city=("binjai",), unit=(unit,)).marks
        assert alone
        assert not any("office in" in mark.title or " offices" in mark.title for mark in alone)


def test_quarters_with_far_more_it_training_than_usual_are_marked_quietly(demo_store: Path) -> None:
    """Oracle: the rows of `programme_record`; trainings are a city's, so an office has none of its own."""
    with store().cursor() as cursor:
        rows = cursor.execute(
            "SELECT p.quarter, sum(p.done_seats) FROM programme_record p JOIN city c ON c.id = p.city JOIN level l "
            "ON l.enumeration = 'area' AND l.code = p.area WHERE c.city = 'binjai' AND l.key = 'it' GROUP BY p.quarter"
        ).fetchall()
    logged = access.quarters(facts_of.SUSTAINED)
    done = {q: int(n) for q, n in rows if logged[0] <= q <= logged[-1]}
    usual = statistics.median(done.values())
    large = sorted(n for n in done.values() if n >= max(10, adopsi_trained.LARGE * usual))[-adopsi_trained.MOST :]
    with words.speaking("en"):
        marks = [mark for mark in facts(city=("binjai",)).marks if mark.quiet]
        assert large
        assert sorted(int(mark.title.split(": ")[1].split()[0].replace(",", "")) for mark in marks) == large
        assert all(f"{words.number(usual)} in a usual quarter" in mark.title for mark in marks)
        assert not any(mark.quiet for mark in facts(city=("binjai",), unit=("binjai-disdik",)).marks)


def test_times_of_groups_are_tested_on_what_is_shown(demo_store: Path) -> None:
    """Oracle: lifelines' formula by hand is in tests/metrics; here the counts that go in are those of the rows."""
    selection = Selection(city=("binjai",))
    answer = access.answer(facts_of.MONTHS, by=("trained",), selection=selection)
    test = adopsi_time.compared(answer, ["trained", "untrained"], "trained")
    assert test is not None
    assert test.df == 1
    with store().cursor() as cursor:
        n = cursor.execute(
            "SELECT count(*) FROM adoption_spell s JOIN city c ON c.id = s.city WHERE c.city = 'binjai' AND s.trained IS NOT NULL"
        ).fetchone()[0]
    assert answer.frame["n"].sum() == n


# -- the words ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "low", "high", "said"),
    [
        (30.0, 28.0, 32.0, "rendah"),
        (39.0, 37.0, 41.0, "rendah hingga sedang"),
        (40.0, 40.0, 40.0, "sedang"),
        (60.0, 60.0, 60.0, "sedang"),
        (60.5, 60.1, 61.0, "tinggi"),
        (50.0, 38.0, 62.0, "rendah hingga tinggi"),
        (61.0, float("nan"), float("nan"), "tinggi"),
    ],
)
def test_a_level_is_only_as_sure_as_its_interval(value: float, low: float, high: float, said: str) -> None:
    with words.speaking("id"):
        assert adopsi_words.level({"value": value, "low": low, "high": high}) == said


def test_no_word_of_the_trade_stands_outside_the_folded_explanations(model_store: Path) -> None:
    for part in PARTS:
        said = texts(opened("adopsi.py", city=CITY, part=part))
        text = "\n".join(line for line in said.splitlines() if not line.startswith("Sumber:"))  # names of authors
        for word in ("Cox", "ARI", "Rand", "AUC", "Kaplan", "scikit", "hazard", "penyebab"):
            assert word not in text, (part, word)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (7.0, 9.0, " (selang 95%: 7 sampai 9 bulan)"),
        (8.0, 8.0, " (selang 95%: bulan itu saja)"),
        (float("nan"), float("nan"), " (ujung atas selang 95% belum terlihat)"),
    ],
)
def test_an_interval_of_months_has_both_its_ends_or_says_why_not(low: float, high: float, said: str) -> None:
    with words.speaking("id"):
        assert adopsi_time.within(low, high) == said


def test_the_lead_tells_the_gain_of_all_cities_as_the_card_does(demo_store: Path) -> None:
    with words.speaking("en"):
        for found in (facts(), facts(city=("binjai",))):
            change = f"{abs(found.together['change']):.1f} percentage points"
            assert f"improved by {change}" in adopsi_words.sentence(found)


def test_sources_say_the_periods_that_a_part_rests_on(demo_store: Path) -> None:
    """Times run over all months; of steady use, a state, n is that of the newest period, which is said."""
    lines = [line for line in texts(opened("adopsi.py", part="time")).splitlines() if line.startswith("Sumber:")]
    assert [("semua periode" in line, " pada TW III 2026" in line) for line in lines] == [
        (True, False), (False, False), (True, True)
    ]  # fmt: skip


def test_an_outlook_says_its_interval_or_why_there_is_none() -> None:
    some = {"value": 0.9, "low": 0.85, "high": 0.95}
    fitted = {"state": "fitted", "ceiling": some, "forecast": [{"month": "2027-09", **some}]}
    refused = {"state": "refused", "reason": {"id": "Puncaknya belum lewat.", "en": "The peak has not passed."}}
    with words.speaking("en"):
        assert "90% (85–95%)" in adopsi_curves.outlook(fitted)
        assert adopsi_curves.outlook(refused) == "No forecast: the peak has not passed."


def test_kinds_that_the_same_help_fits_say_how_they_differ() -> None:
    def one(segment: int, help_: str, bri: float, r: float) -> dict[str, Any]:
        return {"segment": segment, "help": help_, "means": {"bri": {"value": bri}, "resistance": {"value": r}}}

    result = {"number": 3, "segments": [one(0, "listen", 20, 57), one(1, "enable", 44, 45), one(2, "enable", 31, 34)]}
    with words.speaking("en"):
        assert list(adopsi_segments.kinds(result).values()) == [
            "Kind 1: listen before it breaks", "Kind 2: train and equip (less in use)", "Kind 3: train and equip (more in use)",
        ]  # fmt: skip
        assert adopsi_segments.title(result) == "Groups of staff fall into 3 kinds, for which 2 ways of helping fit"
        assert adopsi_segments.title({**result, "number": 2, "segments": result["segments"][:2]}).endswith("2 kinds")


def test_without_skill_there_is_a_sentence_and_no_feature() -> None:
    result = {"found": False, "features": []}
    with words.speaking("en"):
        assert adopsi_drivers.headline("resistance_drivers", result, []).endswith("the data do not tell")


# -- parts -------------------------------------------------------------------------------------------------------------------


def tables(at: Any) -> set[str]:
    known = {"trend", *(name for names in PARTS.values() for name in names)}
    return {name for name in known if f"table_{name}" in at.session_state}


@pytest.mark.parametrize("part", PARTS)
def test_each_part_opens_alone_with_its_tables(model_store: Path, part: str) -> None:
    at = opened("adopsi.py", city=CITY, part=part, lang="en")
    assert tables(at) == {"trend", *PARTS[part]}
    assert len(at.subheader) >= 2
    text = texts(at)
    if part not in ("resistance", "time", "manual"):  # the others are made of models
        assert "Computed for Semarang" in text
    if part == "map":
        assert "**The leader's role:**" in text
        assert "**Matching training:**" in text
    if part in ("drivers", "around"):
        assert "no proof of a cause" in " ".join(heading.value for heading in at.subheader)


@pytest.mark.parametrize("groups", ["trained", "obligation", "position", "system"])
def test_times_are_compared_by_each_kind_of_group(demo_store: Path, groups: str) -> None:
    at = opened("adopsi.py", city="binjai", part="time", groups=groups, lang="en")
    assert "p " in texts(at)


def test_models_that_are_not_there_yet_are_said_to_be_missing(model_store: Path) -> None:
    for part in ("curves", "map", "drivers", "around"):
        assert words.pick(fits.NOT_YET) in texts(opened("adopsi.py", city="binjai", part=part))
    narrowed = texts(opened("adopsi.py", city=CITY, position="functional", part="around", lang="en"))
    assert "Filters other than the city do not hold for it." in narrowed


def test_stale_models_say_so(model_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    close_store()
    monkeypatch.setenv("PANTAU_STORE", str(copy_store(model_store, tmp_path)))
    kept = store().recall("fit:leaders", CITY)
    store().remember("fit:leaders", CITY, {**kept, "digest": "of other data"})
    at = opened("adopsi.py", city=CITY, part="around", lang="en")
    assert "The data have changed since" in texts(at)


def test_a_city_reader_gets_no_model_of_all_cities(model_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_SCOPE", f"unit:{CITY}-disdukcapil")
    assert words.pick(fits.NOT_YOURS) in texts(opened("adopsi.py", part="around"))


# -- what is small, and what is not there -----------------------------------------------------------------------------------


def test_a_survey_not_held_yet_has_nobody_behind_it_and_hides_nobody(demo_store: Path) -> None:
    """Sawahlunto has neither logs nor a survey before the fourth quarter of 2024."""
    said = texts(opened("adopsi.py", city="sawahlunto", to="2024Q2"))
    assert "n = 0 jawaban" in said
    assert "n = ⊘" not in said


def test_small_groups_are_hidden_everywhere(demo_store: Path) -> None:
    narrow = Selection(position=("structural",), sex=("male",))
    of_units = access.answer(facts_of.SUSTAINED, by=("unit",), selection=narrow.but(first=Q3, last=Q3)).frame
    unit = str(of_units.loc[of_units["state"] == State.SUPPRESSED, "unit"].iloc[0])
    known = facts(unit=(unit,), position=("structural",), sex=("male",))
    assert facts_of.at(known)["state"] == State.SUPPRESSED
    with words.speaking("id"):
        assert "kurang dari 10 orang" in adopsi_words.headline(known)
    for part in PARTS:
        at = opened("adopsi.py", unit=unit, position="structural", sex="male", part=part)
        assert not any(character.isdigit() for metric in at.metric[:1] for character in metric.value)
    for name in (facts_of.SUSTAINED, facts_of.RESISTANCE, facts_of.BRI, facts_of.MANUAL, facts_of.MONTHS):
        frame = access.answer(name, by=("unit", "system"), selection=Selection(last=Q3)).frame
        shown = frame[frame["state"] == State.SHOWN]
        assert (shown["n"] >= 10).all()


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_empty_store_says_what_to_do(empty_store: Path, language: Language) -> None:
    at = opened("adopsi.py", lang=language)
    assert at.title[0].value == {"id": "Belum ada data pemakaian sistem digital", "en": "No data on the use of digital systems yet"}[language]  # fmt: skip
    assert not at.metric


def test_a_period_without_data_says_so(demo_store: Path) -> None:
    at = opened("adopsi.py", **{"from": "2019Q1", "to": "2019Q2"})
    assert not at.metric
    assert any(button.label == "Tampilkan semua periode" for button in at.button)


# -- Ringkasan ---------------------------------------------------------------------------------------------------------------


def test_ringkasan_tells_adoption_and_leads_to_it(demo_store: Path) -> None:
    at = opened(city="binjai")
    assert any("dari sistem digital yang tersedia baginya" in heading.value for heading in at.subheader)
    known = facts()
    listed = family.lists(known)
    assert listed.seen
    assert listed.compared
    offices = [item for item in listed.attention if item.part == "map"]
    assert offices
    assert all(item.score > 0 and len(item.selection.unit) == 1 for item in offices)


def test_the_filter_of_systems_stays_and_can_be_taken_back_elsewhere(demo_store: Path) -> None:
    at = opened("adopsi.py", system="eoffice")
    assert at.multiselect(key="filter_system").value == ["eoffice"]
    at.query_params.clear()  # as the browser does on a page switch
    at.switch_page("kinerja.py").run()
    assert not at.exception
    assert at.multiselect(key="filter_system").value == ["eoffice"]
    assert "e-office" in texts(at).lower(), "the page says that it does not follow it"
