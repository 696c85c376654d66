"""Kinerja reads the same figures as `show`, in both languages, never shows what is hidden, and suggests by open rules."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import training_rules
from data.selection import Selection
from data.store import Store, close_store, store
from metrics import compare
from metrics.ip_asn.terms import CATEGORIES
from metrics.limits.predicate_spread import NEARLY_ALL_GOOD
from metrics.limits.training_rules import TrainingRule
from metrics.metric import State
from metrics.performance import contrast
from metrics.performance.terms import PREDICATES
from metrics.periods import parse_code
from metrics.training import matching
from metrics.words import Language, Words
from pages.parts import access, kinerja_index, kinerja_needs, kinerja_predicates, kinerja_rules, kinerja_words, words
from pages.parts import kinerja_facts as facts_of
from pages.parts.families import performance_findings
from pages.parts.kinerja_facts import Facts
from tests.conftest import copy_store, run_cli
from tests.pages.test_frame import opened, texts

Q3 = parse_code("2026Q3")[0]
LATE = "binjai-dishub"  # the generator lets it report late
ALL_GOOD = "semarang-dishub"  # the generator rates nearly all of its staff good
HIDDEN = {"city": ("sawahlunto",), "unit": ("sawahlunto-bpbd",), "sex": ("male",)}  # fewer than ten staff


PARTS = {  # shown one at a time, and the tables of each
    "reporting": ("trend", "lag", "lag_places"),
    "predicates": ("trend", "predicates"),
    "index": ("dimensions", "lacking", "categories"),
    "needs": ("difficulty_share", "skill_gap", "matching"),
}


def facts(**chosen: Any) -> Facts:
    found = facts_of.load(Selection(**chosen))
    assert found is not None
    return found


def metrics_of(at: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in at.metric}


# -- the same figures as `show`, and by hand from the rows -----------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_says_what_show_prints(demo_store: Path, language: Language) -> None:
    at = opened("kinerja.py", city="binjai", lang=language, part="index")
    close_store()  # one process at a time
    shown = {}
    for name in ("on_time", "evaluation_lag", "good_share", "ip_asn"):
        done = run_cli("show", name, "--by", "quarter", "--where", "city=binjai", "--json", store=demo_store)
        assert done.returncode == 0, done.stderr
        shown[name] = json.loads(done.stdout)[-1]
    cards = {label.split(" · ")[0]: value for label, value in metrics_of(at).items()}
    said = {"id": ("Lapor tepat waktu", "Jeda sampai dinilai", "Predikat Baik atau Sangat Baik", "IP ASN")}
    said["en"] = ("Reported on time", "Days to evaluation", "Rated good or very good", "IP ASN")
    with words.speaking(language):
        assert cards[said[language][0]] == words.percent(shown["on_time"]["value"], 1)
        assert cards[said[language][1]].startswith(words.number(shown["evaluation_lag"]["value"]))
        assert cards[said[language][2]] == words.percent(shown["good_share"]["value"], 1)
        assert cards[said[language][3]] == words.number(shown["ip_asn"]["value"], 2)
        text = texts(at)
        assert words.number(shown["on_time"]["n"]) in text
        assert words.pick(CATEGORIES[shown["ip_asn"]["category"]]) in text


def test_figures_agree_with_sums_by_hand(demo_store: Path) -> None:
    """Oracle: plain pandas over the rows of the store."""
    known = facts(city=("binjai",))
    with store().cursor() as cursor:
        rows = cursor.execute(
            "SELECT r.on_time, r.predicate FROM review_record r JOIN city c ON c.id = r.city "
            "WHERE c.city = 'binjai' AND r.quarter = ?",
            [Q3],
        ).df()
        people = cursor.execute(
            "SELECT q.ip_total, q.lacking_seminar FROM staff_quarter q JOIN city c ON c.id = q.city "
            "WHERE c.city = 'binjai' AND q.quarter = ?",
            [Q3],
        ).df()
    assert known.now == Q3
    assert facts_of.at(known)["value"] == pytest.approx(100 * rows["on_time"].mean())
    rated = rows["predicate"].dropna().map(dict(enumerate(PREDICATES)))
    expected = 100 * rated.value_counts(normalize=True)
    shown = facts_of.shares(known, facts_of.PREDICATES)
    assert shown == pytest.approx({key: float(expected.get(key, 0.0)) for key in shown})
    hidden = rated[~rated.isin(list(shown))]  # predikat of fewer than ten people, and what would give them away
    assert "good" in shown
    assert len(hidden) == 0 or len(hidden) >= 10
    assert known.index is not None
    assert facts_of.at(known.index)["value"] == pytest.approx(people["ip_total"].mean() / 10)
    lacking = {row["part"]: row["value"] for row in known.items(facts_of.LACKING)}
    assert lacking["seminar"] == pytest.approx(people["lacking_seminar"].mean() / 10)


def test_the_places_beside_each_other_are_answers_of_their_own(demo_store: Path) -> None:
    several = facts()
    of_cities = facts_of.beside(several, facts_of.LAG).set_index("city")["value"].to_dict()
    answer = access.answer("evaluation_lag", by=("city",), selection=several.newest).frame
    assert of_cities == answer.set_index("city")["value"].to_dict()
    one = facts(city=("semarang",))
    offices = facts_of.beside(one, facts_of.PREDICATES)
    assert set(offices["unit"].map(access.city_of)) == {"semarang"}


# -- who is late, and where ratings say little ------------------------------------------------------------------------------


def test_the_planted_late_office_is_found_and_named(demo_store: Path) -> None:
    known = facts(city=("binjai",))
    late = facts_of.late_offices(known)
    assert late["unit"].tolist()[0] == LATE
    with words.speaking("id"):
        assert "nyata lebih rendah dari unit lain" in kinerja_words.headline(known, late)
        assert "Dishub" in kinerja_words.late(known, late)
    listed = performance_findings.lists(known, late)
    assert any(item.selection.unit == (LATE,) and "terlambat melapor" in item.text for item in listed.attention)
    assert facts_of.late_offices(facts(city=("binjai",), unit=(LATE,))).empty, "one office has no others beside it"


def test_ringkasan_tells_performance_and_leads_to_it(demo_store: Path) -> None:
    at = opened(city="binjai")
    assert any("laporan kinerja di Binjai" in heading.value for heading in at.subheader)
    assert "Dishub Binjai** terlambat melapor" in texts(at)


def office(values: list[tuple[str, int, float, float]]) -> pd.DataFrame:
    columns = ["unit", "period", "value", "se"]
    return pd.DataFrame(values, columns=columns).assign(df=200.0, low=np.nan, high=np.nan, n=100)


@pytest.mark.parametrize(
    ("good", "fall", "listed"),
    [
        (0.95, 3.0, True),  # the bound itself is nearly all
        (0.949, 3.0, False),
        (0.99, 0.5, True),  # lower, but that may be chance: listed with its p
        (0.99, 0.0, False),
        (0.99, -2.0, False),  # satisfaction rose
        (np.nan, 3.0, False),  # hidden: says nothing
    ],
)
def test_ratings_are_held_against_satisfaction(good: float, fall: float, listed: bool) -> None:
    assert NEARLY_ALL_GOOD.at().value == 0.95
    ratings = office([("a", 2, good, 0.01)])
    index = office([("a", 1, 80.0, 0.5), ("a", 2, 80.0 - fall, 0.5)])
    found = contrast.nearly_all_good(ratings, index, 2, 1)
    assert found["unit"].tolist() == (["a"] if listed else [])
    if listed:
        expected = compare.difference(index.iloc[[1]], index.iloc[[0]].set_axis([1]))["p"].iloc[0]
        assert found["p_adjusted"].iloc[0] == pytest.approx(expected), "alone, adjustment changes nothing"
        assert found["change"].iloc[0] == pytest.approx(-fall)


def test_the_planted_contrast_shows_both_figures_and_claims_no_cause(demo_store: Path) -> None:
    found = facts_of.nearly_all_good(facts(city=("semarang",)))
    assert ALL_GOOD in set(found["unit"])
    row = found.set_index("unit").loc[ALL_GOOD]
    ikm = access.answer("ikm", by=("period",), selection=Selection(city=("semarang",), unit=(ALL_GOOD,))).frame
    ikm = ikm.set_index("period")["value"]
    assert (row["ikm"], row["ikm_before"]) == (ikm[Q3], ikm[Q3 - 4])
    with words.speaking("id"):
        said = kinerja_words.contrast({**row.to_dict(), "unit": ALL_GOOD})
        assert words.percent(row["good_value"], 1) in said
        assert ("dapat saja kebetulan" in said) == (row["p_adjusted"] >= 0.05)
        assert "karena" not in said


def test_no_contrast_across_a_new_questionnaire(demo_store: Path) -> None:
    """Tangerang Selatan changed its questionnaire in TW II 2025: satisfaction is not compared across it."""
    known = facts(city=("tangerang-selatan",), last=parse_code("2025Q3")[0])
    assert facts_of.nearly_all_good(known).empty


def test_findings_lead_to_the_part_that_shows_them(demo_store: Path) -> None:
    known = facts()
    listed = performance_findings.lists(known, facts_of.late_offices(known))
    about_index = next(item for item in listed.changed if "IP ASN" in item.text)
    links = [link.proto.query_string for link in opened().get("page_link") if link.proto.page == "kinerja"]
    assert f"city={about_index.selection.city[0]}&part=index" in links
    assert {item.part for item in (*listed.changed, *listed.attention)} <= {"", *PARTS}


# -- predikat and index -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", [{}, {"city": ("semarang",)}, {"city": ("binjai",), "unit": (LATE,)}])
def test_strips_add_up_to_the_whole(demo_store: Path, chosen: dict[str, tuple[str, ...]]) -> None:
    known = facts(**chosen)
    kinds = (kinerja_predicates.PLACES, kinerja_predicates.TIME) if known.within else (kinerja_predicates.TIME,)
    for kind in kinds:
        for own in kinerja_predicates.grouped(kinerja_predicates._rows(known, kind)).values():
            if all(row["state"] == State.SHOWN for row in own):
                assert sum(row["value"] for row in own) == pytest.approx(100)
                assert {row["predicate"] for row in own} == set(PREDICATES)


@pytest.mark.parametrize(
    ("part", "positions", "most"),
    [  # PermenPANRB 38/2018, as handbook section 3 gives it
        ("qualification", (), "25"),
        ("technical", (), "15–22,5"),
        ("technical", ("executive",), "22,5"),
        ("seminar", (), "10–17,5"),
        ("seminar", ("structural",), "10"),
        ("leadership", (), "15"),
        ("performance", (), "30"),
        ("discipline", (), "5"),
    ],
)
def test_the_most_that_a_part_can_give(part: str, positions: tuple[str, ...], most: str) -> None:
    with words.speaking("id"):
        assert kinerja_index.had(part, positions) == most


def test_dimensions_stand_against_their_maxima() -> None:
    assert kinerja_index.maxima() == {"qualification": 25, "competence": 40, "performance": 30, "discipline": 5}


@pytest.mark.parametrize("language", ["id", "en"])
def test_rules_carry_their_mark_and_half_a_band_is_explained(demo_store: Path, language: Language) -> None:
    at = opened("kinerja.py", city="binjai", lang=language, part="index")
    assert {"id": "90,5 menjadi 91", "en": "90.5 becomes 91"}[language] in texts(at)
    at.session_state["rules"] = True
    at.run()
    assert not at.exception
    printed = " ".join(str(table.value.to_dict()) for table in at.table)
    assert {"id": "belum diverifikasi", "en": "not verified"}[language] in printed
    for rule in ("PP 46/2011", "PP 30/2019", "PermenPANRB 6/2022"):
        assert rule in printed


# -- difficulties, skills, trainings ----------------------------------------------------------------------------------------


def test_the_catalogue_is_that_of_the_chosen_places(demo_store: Path) -> None:
    whole = access.catalogue(Selection())
    assert set(whole["city"]) == set(access.options("city"))
    assert "staff" not in whole
    of_office = access.catalogue(Selection(unit=("binjai-rsud",)))
    assert set(of_office["city"]) == {"binjai"}
    assert len(of_office) == len(access.catalogue(Selection(city=("binjai",))))


def test_who_may_see_one_city_sees_its_catalogue_only(demo_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_SCOPE", "city:binjai")
    assert set(access.catalogue(Selection())["city"]) == {"binjai"}
    monkeypatch.setenv("PANTAU_SCOPE", "unit:semarang-rsud")
    assert set(access.catalogue(Selection())["city"]) == {"semarang"}


def test_seats_of_several_cities_are_added_up(demo_store: Path) -> None:
    whole = access.catalogue(Selection())
    together = kinerja_needs.offered(whole)
    assert together["planned_seats"].sum() == whole["planned_seats"].sum()
    assert not together.duplicated(["programme", "quarter"]).all()


def test_suggestions_follow_the_rules_in_force(demo_store: Path) -> None:
    known = facts(city=("binjai",))
    shown = kinerja_needs._shown(known, facts_of.DIFFICULTIES)
    assert [row["value"] for row in shown] == sorted((row["value"] for row in shown), reverse=True)
    needed = matching.needs(None, kinerja_needs._frame(shown, "difficulty"))
    found, refused = kinerja_needs.suggestions(known, needed)
    assert "difficulty:workload" in refused
    areas: dict[str, set[str]] = {rule.need: set() for rule in matching.rules()}
    for rule in matching.rules():
        areas[rule.need].add(rule.area)
    assert all(row.area in areas[row.need] for row in found.itertuples())
    assert found.groupby("need")["order"].max().max() <= kinerja_needs.MOST
    quarters = found["quarter"].dropna()
    assert (quarters > known.known[1]).all(), "what is over is not offered as a date"


# -- the rules an office can change -----------------------------------------------------------------------------------------


@pytest.fixture
def opened_store(tmp_path: Path) -> Any:
    made = Store.open(tmp_path / "rules.duckdb")
    yield made
    made.close()


def test_edited_rules_are_kept_and_reset(opened_store: Store, tmp_path: Path) -> None:
    assert training_rules.load(opened_store) == training_rules.Rules(matching.rules())
    edited = (TrainingRule("skill:teamwork", "it", ("course",), ("tim",), Words("Alasan", "Reason")),)
    version = opened_store.version()
    training_rules.save(opened_store, edited)
    assert training_rules.load(opened_store) == training_rules.Rules(edited, edited=True)
    assert opened_store.version() == version, "rules are no data"
    opened_store.close()
    again = Store.open(tmp_path / "rules.duckdb")
    assert training_rules.load(again).rules == edited
    training_rules.reset(again)
    assert training_rules.load(again) == training_rules.Rules(matching.rules())
    again.close()


def test_rules_that_cannot_be_used_are_neither_kept_nor_applied(opened_store: Store) -> None:
    wrong = replace(matching.rules()[0], area="astrology")
    with pytest.raises(ValueError, match="astrology"):
        training_rules.save(opened_store, [wrong])
    assert not training_rules.load(opened_store).edited
    opened_store.remember("training_rules", "edited", [{**training_rules._row(matching.rules()[0]), "area": "gone"}])
    held = training_rules.load(opened_store)
    assert held.rules == matching.rules()
    assert "gone" in held.refused


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_editor_says_what_the_rules_say(language: Language) -> None:
    with words.speaking(language):
        rules = matching.rules()
        assert kinerja_rules.read(kinerja_rules.frame(rules), rules) == list(rules)
        assert kinerja_rules.problems(rules) == []


@pytest.mark.parametrize(
    ("change", "said", "usable"),
    [
        ({"need": None}, "Baris 1: pilih kebutuhannya.", False),
        ({"reason": " "}, "Baris 1: tulis alasannya.", True),  # the page asks for more than the matching needs
        ({"area": "bukan pelatihan"}, "Baris 1 menyatakan pelatihan tidak menolong", False),
        ({"need": "Kendala: beban kerja dan waktu"}, "satu baris menyebut bidang", False),
        ({"need": "Keterampilan: media sosial"}, "tertulis dua kali", False),
    ],
)
def test_the_editor_tells_what_must_be_mended(change: dict[str, Any], said: str, usable: bool) -> None:
    with words.speaking("id"):
        edited = kinerja_rules.frame(matching.rules())
        for column, value in change.items():
            edited.at[0, column] = value
        rules = kinerja_rules.read(edited, matching.rules())
        assert any(said in problem for problem in kinerja_rules.problems(rules))
    if usable:
        assert matching.validated(rules) == tuple(rules)
    else:
        with pytest.raises(ValueError, match=r"\w"):
            matching.validated(rules)


def test_rules_are_changed_on_the_page(pristine_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an office saves holds at once, is told, and can be taken back."""
    close_store()
    monkeypatch.setenv("PANTAU_STORE", str(copy_store(pristine_demo, tmp_path)))
    at = opened("kinerja.py", city="binjai", part="needs")
    at.session_state["training_rules"] = True
    at.run()
    assert not at.exception
    buttons = {button.label: button for button in at.button}
    assert buttons["Simpan aturan"].disabled, "nothing was changed yet"
    assert buttons["Kembali ke aturan awal"].disabled
    edited = tuple(rule for rule in matching.rules() if rule.need != "difficulty:digital_system")
    training_rules.save(store(), edited)
    at.run()
    assert "Kini berlaku: aturan kantor sendiri." in texts(at)
    assert "Tidak ada pelatihan dalam katalog yang cocok menurut aturan ini." in texts(at)
    next(button for button in at.button if button.label == "Kembali ke aturan awal").click().run()
    assert "Aturan awal Pantau berlaku lagi." in [message.value for message in at.success]
    assert training_rules.load(store()).rules == matching.rules()
    close_store()


# -- states -----------------------------------------------------------------------------------------------------------------


def test_an_empty_store_tells_the_next_step(empty_store: Path) -> None:
    at = opened("kinerja.py")
    assert at.title[0].value == "Belum ada data kinerja"
    assert not at.metric


@pytest.mark.parametrize("part", PARTS)
def test_a_group_too_small_is_hidden_everywhere(demo_store: Path, part: str) -> None:
    known = facts(**HIDDEN)
    assert known.hidden
    at = opened("kinerja.py", city="sawahlunto", unit="sawahlunto-bpbd", sex="male", part=part)
    said = texts(at)
    assert "disembunyikan (kurang dari 10 orang" in at.title[0].value
    assert not at.metric
    assert "n = ⊘" in said
    for chart in at.get("plotly_chart"):
        for trace in json.loads(chart.proto.spec)["data"]:
            assert trace.get("yaxis") == "y2" or not trace.get("y"), "nothing stands on an axis of values"


def test_filters_that_staff_records_do_not_know_are_named(demo_store: Path) -> None:
    at = opened("kinerja.py", city="binjai", channel="online")
    assert any("daring" in caption.value and "pegawai" in caption.value for caption in at.caption)
    whole = opened("kinerja.py", city="binjai")
    assert metrics_of(at) == metrics_of(whole)


@pytest.mark.parametrize("grain", ["semester", "year"])
def test_an_unfinished_period_gets_no_verdict(demo_store: Path, grain: str) -> None:
    at = opened("kinerja.py", city="binjai", grain=grain)
    assert not at.exception
    for metric in at.metric:
        assert "nyata" not in str(metric.proto)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("query", [{}, {"city": "binjai"}, {"city": "semarang", "unit": ALL_GOOD}])
def test_every_chart_has_words_and_a_table(demo_store: Path, language: str, query: dict[str, str]) -> None:
    drawn = 1
    for part in PARTS:
        at = opened("kinerja.py", lang=language, part=part, **query)
        charts = at.get("plotly_chart")
        drawn += len(charts) - 1  # the trend stands above every part
        assert all(chart.proto.alt for chart in charts)
        tables = [expander.label for expander in at.expander if expander.label.startswith(("Tabel", "Table"))]
        assert len(tables) >= len(charts)
    assert drawn >= 5


def test_tables_open_with_the_figures_of_the_answers(demo_store: Path) -> None:
    frames = []
    for part, keys in PARTS.items():
        at = opened("kinerja.py", city="binjai", part=part)
        for key in keys:
            at.session_state[f"table_{key}"] = True
        at.run()
        assert not at.exception
        assert len(at.dataframe) == len(keys)
        frames += [frame.value for frame in at.dataframe]
    answer = access.answer("ip_lacking", selection=facts(city=("binjai",)).newest).frame
    lacking = next(frame for frame in frames if "Poin rata-rata" in frame and len(frame) == len(answer))
    assert lacking["Poin rata-rata"].tolist() == sorted(answer["value"], reverse=True)
