"""Pelatihan reads the same figures as `show` and as a plain recount of the files, and never shows what is hidden."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportions_ztest
from streamlit.testing.v1 import AppTest

from data.selection import Selection
from data.store import close_store, store
from metrics.metric import State
from metrics.periods import parse_code
from metrics.training.pace import behind
from pages.parts import access, pelatihan_facts, pelatihan_who, pelatihan_words, pelatihan_year, words
from pages.parts.families import training
from pages.parts.indicator import beside
from pages.parts.pelatihan_words import Verdict
from tests.conftest import run_cli
from tests.pages.test_frame import opened, texts
from tests.pages.test_kepuasan import figures, metrics_of

Q3 = parse_code("2026Q3")[0]


def facts(**chosen: Any) -> pelatihan_facts.Facts:
    found = pelatihan_facts.load(Selection(**chosen))
    assert found is not None
    return found


def headings(at: AppTest) -> str:
    return "\n".join(str(heading.value) for heading in (*at.title, *at.subheader))


def rows(sql: str, *parameters: Any) -> pd.DataFrame:
    with store().cursor() as cursor:
        return cursor.execute(sql, list(parameters)).fetchdf()


# -- the same figures as `show` and as a recount by hand ----------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_says_what_show_prints(demo_store: Path, language: str) -> None:
    at = opened("pelatihan.py", city="binjai", lang=language)
    close_store()  # one process at a time
    with words.speaking("id" if language == "id" else "en"):
        for name, label in (("jp_met", "20 JP"), ("jp_on_course", "15 JP")):
            done = run_cli("show", name, "--by", "quarter", "--where", "city=binjai", "--json", store=demo_store)
            assert done.returncode == 0, done.stderr
            last = json.loads(done.stdout)[-1]
            card = next(value for told, value in metrics_of(at).items() if label in told)
            assert card == f"{words.number(100 * last['value'], 1)}%"
            assert f"{words.interval(100 * last['low'], 100 * last['high'], 1)} · n {words.number(last['n'])}" in texts(
                at
            )
        assert words.number(100 * last["value"], 1)


def jp_by_hand(city: str, year: int, day: str) -> pd.Series:
    """JP of completed training since January of everybody who is in the register on a day, from the files' own rows."""
    staff = rows(
        "SELECT staff, valid_from, left_on FROM employee WHERE city = ? "
        "AND valid_from <= CAST(? AS DATE) ORDER BY staff, valid_from",
        store().ids("city")[city], day,
    )  # fmt: skip
    now = staff.groupby("staff").tail(1)
    now = now[now["left_on"].isna() | (now["left_on"] > pd.Timestamp(day))]
    taken = rows(  # the log where it states JP, else the catalogue, whose JP do not change in the demonstration
        "SELECT t.staff, coalesce(t.jp_hundredths, p.jp) AS jp_hundredths FROM training_participation t LEFT JOIN "
        "(SELECT city, programme, max(jp_hundredths) AS jp FROM training_programme GROUP BY ALL) p "
        "ON p.city = t.city AND p.programme = t.programme "
        "WHERE t.city = ? AND t.completed AND t.ended_on BETWEEN CAST(? AS DATE) AND CAST(? AS DATE)",
        store().ids("city")[city], f"{year}-01-01", day,
    )  # fmt: skip
    return taken.groupby("staff")["jp_hundredths"].sum().reindex(now["staff"]).fillna(0) / 100


def test_the_share_and_the_mean_are_a_recount_of_the_register_and_the_training_log(demo_store: Path) -> None:
    known = facts(city=("binjai",))
    hours = jp_by_hand("binjai", 2026, "2026-09-30")
    row = known.whole.at(Q3)
    assert row["n"] == len(hours)
    assert row["value"] == pytest.approx(100 * (hours >= 20).mean())
    assert known.course.whole.at(Q3)["value"] == pytest.approx(100 * (hours >= 15).mean())
    assert known.mean.whole.at(Q3)["value"] == pytest.approx(hours.mean())


def test_completion_since_january_is_a_recount_of_the_training_log(demo_store: Path) -> None:
    taken = rows(
        "SELECT completed FROM training_participation WHERE city = ? "
        "AND ended_on BETWEEN DATE '2026-01-01' AND DATE '2026-09-30'",
        store().ids("city")["binjai"],
    )
    row = pelatihan_facts.one(facts(city=("binjai",)).taken, "completion")
    assert row["n"] == len(taken)
    assert row["value"] == pytest.approx(100 * taken["completed"].mean())
    said = metrics_of(opened("pelatihan.py", city="binjai"))
    assert said["Pelatihan diselesaikan, TW I–III 2026"] == f"{words.number(row['value'], 1)}%"


# -- pace ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quarter", "share"), [("2026Q1", 25.0), ("2026Q2", 50.0), ("2026Q3", 75.0), ("2026Q4", 100.0), ("2018Q3", 75.0)]
)
def test_the_pace_is_the_part_of_the_year_that_is_over(quarter: str, share: float) -> None:
    assert pelatihan_facts.pace(parse_code(quarter)[0]) == share


@pytest.mark.parametrize(
    ("value", "low", "high", "pace", "expected"),
    [
        (40.0, 35.0, 45.0, 75.0, Verdict.BEHIND),
        (74.0, 70.0, 78.0, 75.0, Verdict.UNSURE),
        (76.0, 72.0, 80.0, 75.0, Verdict.UNSURE),
        (80.0, 75.0, 85.0, 75.0, Verdict.ON_COURSE),
        (75.0, 70.0, 75.0, 75.0, Verdict.UNSURE),  # an interval that touches the pace has not fallen behind it
        (99.0, 97.0, 99.7, 100.0, Verdict.BEHIND),  # the year is over and somebody lacks hours
        (100.0, 98.0, 100.0, 100.0, Verdict.ON_COURSE),
    ],
)
def test_a_place_is_behind_only_where_its_interval_is(
    value: float, low: float, high: float, pace: float, expected: Verdict
) -> None:
    assert pelatihan_words.verdict({"value": value, "low": low, "high": high}, pace) is expected


def test_offices_behind_are_tested_against_the_pace_and_adjusted_together() -> None:
    shares, people = [0.60, 0.70, 0.74, 0.90, float("nan")], [50, 80, 200, 30, 20]
    alone = [
        proportions_ztest(share * n, n, value=0.75, alternative="smaller", prop_var=0.75)[1]
        for share, n in zip(shares[:4], people, strict=False)
    ]
    found = behind(shares, people, 0.75)
    assert found[:4] == pytest.approx(multipletests(alone, method="fdr_bh")[1])
    assert np.isnan(found[4]), "what is hidden is not tested"
    assert behind([0.60], [50], 0.75) == pytest.approx([0.00715], abs=5e-6)
    assert behind([0.99, 1.0], [50, 50], 1.0).tolist() == [0.0, 1.0]
    with pytest.raises(ValueError, match="share above 0"):
        behind([0.5], [10], 0.0)


def test_each_year_starts_anew_beside_the_pace(demo_store: Path) -> None:
    known = facts(city=("binjai",))
    lines = pelatihan_year.lines(known)
    assert [line.name for line in lines] == ["2023", "2024", "2025", "2026"]
    assert [line.now for line in lines] == [False, False, False, True]
    assert {len(line.rows) for line in lines[:3]} == {4}
    spec = figures(opened("pelatihan.py", city="binjai"))[0]
    (pace,) = [trace for trace in spec["data"] if trace.get("name") == "Laju"]
    assert pace["y"] == [25.0, 50.0, 75.0, 100.0]
    (now,) = [trace for trace in spec["data"] if trace.get("name") == "2026"]
    assert now["x"] == [1, 2, 3]
    assert now["y"] == [row.value for row in lines[-1].rows]
    assert spec["layout"]["yaxis"]["range"][0] == 0


def test_years_before_the_chosen_period_are_not_drawn(demo_store: Path) -> None:
    known = facts(city=("binjai",), first=parse_code("2025Q3")[0])
    assert [line.name for line in pelatihan_year.lines(known)] == ["2025", "2026"]


def test_several_cities_are_compared_within_the_year(demo_store: Path) -> None:
    lines = pelatihan_year.lines(facts())
    assert [line.name for line in lines] == ["Sawahlunto", "Binjai", "Semarang", "Tangerang Selatan"]
    assert all(line.now for line in lines)


def test_a_new_questionnaire_does_not_part_figures_of_staff(demo_store: Path) -> None:
    """The survey of Tangerang Selatan was renewed in 2025; its training is compared all the same."""
    known = facts(city=("tangerang-selatan",))
    assert known.whole.broken is None
    assert not known.changes["p"].isna().any()


# -- who still lacks what -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dimension", ["unit", "position", "age"])
def test_who_is_short_adds_up_to_the_counts(demo_store: Path, dimension: str) -> None:
    known = facts(city=("binjai",))
    found = pelatihan_who.groups(known, dimension)
    shown = found[found["state"] == State.SHOWN]
    answer = access.answer("jp_met", by=(dimension,), selection=Selection(city=("binjai",), first=Q3, last=Q3))
    met = answer.sums.set_index(dimension)["s__jp_met"]
    assert len(shown)
    assert (shown["short"] == shown["n"].astype(float) - met[shown[dimension]].to_numpy()).all()
    assert found.loc[found["state"] == State.SUPPRESSED, ["value", "short"]].isna().all(axis=None)
    assert (shown["n"] >= 10).all()


def test_the_page_counts_who_is_short(demo_store: Path) -> None:
    hours = jp_by_hand("binjai", 2026, "2026-09-30")
    at = opened("pelatihan.py", city="binjai")
    assert f"**{words.number((hours < 20).sum())}** pegawai di Binjai belum mencapai 20 JP" in texts(at)


def test_the_dimension_stands_in_the_address(demo_store: Path) -> None:
    at = opened("pelatihan.py", city="binjai", by="age", part="means", through="training_kind")
    said = headings(at) + texts(at)
    assert "20 JP menurut kelompok umur" in "".join(expander.label for expander in at.expander)
    assert "Siapa yang masih perlu dilatih" in said


# -- what was learned, by what means ------------------------------------------------------------------------------------


def test_areas_stand_with_coverage_beside_gain(demo_store: Path) -> None:
    known = facts(city=("binjai",))
    coverage = pelatihan_facts.states(known, pelatihan_facts.COVERAGE)["area_coverage"].frame.set_index("area")["value"]
    gain = pelatihan_facts.taken_by(known, pelatihan_facts.GAIN, "area")["learning_gain"].frame
    drawn = [
        [x for trace in spec["data"] if trace.get("error_x") for x in trace["x"]]
        for spec in figures(opened("pelatihan.py", city="binjai"))
    ]
    assert coverage.tolist() in drawn
    assert gain.loc[gain["area"].notna(), "value"].tolist() in drawn


def test_rating_and_gain_are_said_not_to_go_together(demo_store: Path) -> None:
    assert "tidak selalu sejalan" in texts(opened("pelatihan.py", city="binjai"))
    assert "need not go together" in texts(opened("pelatihan.py", city="binjai", lang="en"))


def test_money_is_read_in_thousands(demo_store: Path) -> None:
    known = facts(city=("binjai",))
    answer = pelatihan_facts.taken_by(known, pelatihan_facts.MEANS, "partner")["cost_per_jp"]
    panel = beside.panel(answer.metric, answer.frame, "partner")
    row = answer.frame[answer.frame["partner"] == "university"].iloc[0]
    assert panel.rows["university"]["value"] == pytest.approx(row["value"] / 1000)
    assert "Biaya per JP** (ribu rupiah)" in texts(opened("pelatihan.py", city="binjai", part="means"))


def test_the_plan_is_that_of_the_city_and_says_so(demo_store: Path) -> None:
    at = opened("pelatihan.py", city="binjai", unit="binjai-disdukcapil", part="plans")
    whole = pelatihan_facts.plan(facts(city=("binjai",), unit=("binjai-disdukcapil",)))
    assert whole.selection.unit == ()
    row = whole.frame.iloc[0]
    assert f"{words.number(row['done'])} dari {words.number(row['planned'])} peserta" in headings(at)
    assert "rencana disusun per kota, jadi disdukcapil tidak diterapkan" in texts(at)


# -- states, filters ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"city": ["binjai", "semarang"]},
        {"city": "sawahlunto", "unit": "sawahlunto-bpbd"},
        {"city": "binjai", "sex": "female"},  # a breakdown that no roll-up has
        {"city": "binjai", "education": "sma", "unit": "binjai-disdukcapil"},
        {"city": "binjai", "to": "2025Q4"},
        {"city": "binjai", "to": "2022Q4"},
        {"grain": "year"},
    ],
)
def test_the_page_opens_with_every_kind_of_filter(demo_store: Path, query: dict[str, Any], language: str) -> None:
    at = opened("pelatihan.py", lang=language, **query)
    assert at.title
    assert "nan" not in headings(at).lower().replace("keuangan", "").replace("pelayanan", "")


def test_an_empty_store_tells_the_next_step(empty_store: Path) -> None:
    at = opened("pelatihan.py")
    assert "Belum ada data pegawai" in headings(at)
    assert not at.get("plotly_chart")


def test_a_hidden_group_has_no_number_on_the_page(demo_store: Path) -> None:
    chosen = {"city": ("binjai",), "unit": ("binjai-disdukcapil",), "education": ("sma",)}
    known = facts(**chosen)
    assert known.hidden
    at = opened("pelatihan.py", city="binjai", unit="binjai-disdukcapil", education="sma")
    assert "disembunyikan (kurang dari 10 orang" in headings(at)
    assert not metrics_of(at)
    (now,) = [line for line in pelatihan_year.lines(known) if line.now]
    assert all(np.isnan(row.value) and row.n is None for row in now.rows)


def test_a_value_of_fewer_than_ten_people_is_hidden_in_a_group_of_ten(demo_store: Path) -> None:
    """Ten work at BPBD Sawahlunto; fewer of them have had two trainings."""
    known = facts(city=("sawahlunto",), unit=("sawahlunto-bpbd",))
    assert known.whole.at(Q3)["n"] == 10
    states = pelatihan_facts.states(known, pelatihan_facts.CONTINUITY)
    assert State(states["training_gap"].frame["state"].iloc[0]) is State.SUPPRESSED
    row = pelatihan_facts.one(states, "training_gap")
    assert State(row["state"]) is State.SUPPRESSED
    assert all(np.isnan(row[name]) for name in ("value", "low", "high", "p90"))
    at = opened("pelatihan.py", city="sawahlunto", unit="sawahlunto-bpbd", part="elearning")
    assert metrics_of(at)["Jarak antarpelatihan"] == words.state_mark(State.SUPPRESSED)


def test_a_period_without_data_is_not_called_hidden(demo_store: Path) -> None:
    at = opened("pelatihan.py", city="binjai", to="2022Q4")
    assert "belum ada data" in headings(at)
    assert words.state_mark(State.SUPPRESSED) not in texts(at)


def test_filters_that_staff_do_not_have_are_named(demo_store: Path) -> None:
    at = opened("pelatihan.py", city="binjai", channel="online", grain="semester")
    assert "Tidak diterapkan di sini, karena data pegawai tidak memuatnya: daring." in texts(at)
    assert "Dibaca per triwulan" in texts(at)
    assert facts(city=("binjai",), channel=("online",)).whole.at(Q3)["n"] == facts(city=("binjai",)).whole.at(Q3)["n"]


def test_what_nobody_has_verified_is_marked(demo_store: Path) -> None:
    assert "belum diverifikasi" in texts(opened("pelatihan.py", city="binjai"))


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("part", "tables"), [("learning", 4), ("skills", 3), ("elearning", 2), ("means", 5), ("plans", 4)]
)
def test_every_part_opens_with_its_tables(demo_store: Path, part: str, tables: int, language: str) -> None:
    at = opened("pelatihan.py", city="binjai", part=part, lang=language)
    start = {"id": "Tabel dan unduhan", "en": "Table and download"}[language]
    assert len([expander for expander in at.expander if expander.label.startswith(start)]) == tables


# -- Ringkasan ----------------------------------------------------------------------------------------------------------


def test_ringkasan_tells_where_training_lags(demo_store: Path) -> None:
    at = opened("ringkasan.py", city="binjai")
    row = facts(city=("binjai",)).whole.at(Q3)
    assert f"{words.number(row['value'], 1)}% pegawai di Binjai sudah 20 JP" in headings(at)
    assert "unit tertinggal dari laju 20 JP" in texts(at)


def test_offices_behind_are_counted_after_adjustment(demo_store: Path) -> None:
    known = facts()
    lists = training.lists(known)
    answer = access.answer("jp_met", by=("unit",), selection=Selection(first=Q3, last=Q3)).frame
    p = behind(answer["value"], answer["n"].astype(float), 0.75)
    late = answer.loc[p < 0.05, "unit"].map(access.city_of).value_counts()
    told = {item.selection.city[0]: item.text for item in lists.attention if item.section == "who"}
    assert told.keys() == set(late.index)
    for city, number in late.items():
        assert f": {number} dari " in told[str(city)]
    assert all(item.page == "pelatihan.py" for item in (*lists.changed, *lists.attention))


def test_ringkasan_says_nothing_of_training_without_staff(empty_store: Path) -> None:
    assert "JP" not in headings(opened("ringkasan.py"))
