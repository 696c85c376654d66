"""Records of staff against values worked out by hand, from a city of four people; the reason stands beside each row.

The city: 1 moves from the civil registry (structural, SLTA) to the permit office (functional, S1) on 15 May 2025. 2 is
executive staff of the registry until 30 June 2025, as a second, corrected row says. 3 begins on 1 July 2025. 9 took part
in a training without being in the register.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import floor
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from data import derived
from data.batches import Batch
from data.derived.training_record import gain
from data.store import Store, UnknownReference
from data.tables import TABLES
from metrics.periods import format_code
from tests.store.staff import Row, batch, differing, read

REGISTRY, PERMITS = "binjai-disdukcapil", "binjai-dpmptsp"
DERIVED = [name for name, table in TABLES.items() if table.derived]
_TWO = {
    "staff": 2,
    "unit": REGISTRY,
    "valid_from": date(2020, 1, 1),
    "position": "executive",
    "sex": "male",
    "degree": "s2",
}

REGISTER: list[Row] = [
    {"staff": 1, "unit": REGISTRY, "valid_from": date(2020, 1, 1), "position": "structural", "sex": "female", "birth_year": 1985, "degree": "sma"},
    {"staff": 1, "unit": PERMITS, "valid_from": date(2025, 5, 15), "position": "functional", "degree": "s1"},
    _TWO,
    {"staff": 3, "unit": PERMITS, "valid_from": date(2025, 7, 1), "position": "executive", "sex": "female", "birth_year": 1970, "degree": "below_sma"},
]  # fmt: skip
CORRECTED: list[Row] = [_TWO | {"left_on": date(2025, 6, 30)}]
_EXCEL = {
    "programme": "excel",
    "title": "Excel",
    "area": "it",
    "training_kind": "bimtek",
    "partner": "own",
    "scheme": "vendor",
}
CATALOGUE: list[Row] = [
    _EXCEL | {"quarter": "2025Q2", "jp_hundredths": 1200, "planned_seats": 30, "planned_cost": 5_000_000},
    _EXCEL | {"quarter": "2025Q3", "jp_hundredths": 1600, "planned_seats": 20},
    {"programme": "pkp", "title": "PKP", "area": "managerial", "training_kind": "leadership", "quarter": "2025Q1", "planned_seats": 2},
]  # fmt: skip
_ONLINE = {"programme": "data", "title": "Data", "area": "it", "training_kind": "elearning", "jp_hundredths": 900}
_LATER = {"staff": 3, "programme": "excel", "title": "Excel", "ended_on": date(2025, 8, 8)}
FIRST_LOG: list[Row] = [_LATER | {"completed": False}]
LOG: list[Row] = [
    {"staff": 2, "programme": "seminar", "title": "Seminar", "area": "public_service", "training_kind": "seminar", "ended_on": date(2024, 11, 10), "jp_hundredths": 800, "completed": True, "reaction": 4},
    {"staff": 1, "programme": "pkp", "title": "PKP", "started_on": date(2024, 12, 20), "ended_on": date(2025, 1, 3), "jp_hundredths": 3000, "completed": True},
    {"staff": 2, "programme": "excel", "title": "Excel", "ended_on": date(2025, 2, 1), "completed": True, "certified": False, "cost": 499},
    {"staff": 2, **_ONLINE, "ended_on": date(2025, 5, 2), "completed": False, "interactions": 0, "pre_score": 9000, "post_score": 5000},
    {"staff": 1, "programme": "excel", "title": "Excel", "ended_on": date(2025, 5, 20), "completed": True, "certified": True, "cost": 1_000_500, "pre_score": 4000, "post_score": 7000},
    {"staff": 1, **_ONLINE, "ended_on": date(2025, 6, 30), "completed": True, "interactions": 7, "pre_score": 10_000, "post_score": 10_000},
    _LATER | {"completed": True, "certified": True, "scheme": "bnsp", "pre_score": 3333, "post_score": 4000},
    {"staff": 9, "unit": PERMITS, "programme": "excel", "title": "Excel", "ended_on": date(2025, 9, 1), "completed": True},
]  # fmt: skip
SKILLS: list[Row] = [
    {"staff": 1, "assessed_on": date(2024, 12, 1), "data_software": 50, "communication": 60},
    {"staff": 1, "assessed_on": date(2025, 6, 1), "data_software": 80},
    {"staff": 1, "assessed_on": date(2025, 6, 1), "data_software": 78},
    {"staff": 3, "assessed_on": date(2025, 9, 15), "teamwork": 65},
]
REVIEWS: list[Row] = [
    {"staff": 1, "quarter": "2024Q4", "reported_on": date(2025, 1, 10), "evaluated_on": date(2025, 1, 25), "result_rating": "meets", "behaviour_rating": "meets", "difficulty": "data"},
    {"staff": 1, "quarter": "2025Q1", "reported_on": date(2025, 4, 11)},
    {"staff": 1, "unit": REGISTRY, "quarter": "2025Q2", "due_on": date(2025, 7, 15), "reported_on": date(2025, 7, 14), "evaluated_on": date(2025, 7, 20), "predicate": "very_good"},
    {"staff": 1, "quarter": "2025Q3"},
    {"staff": 2, "quarter": "2025Q1", "reported_on": date(2025, 4, 1), "evaluated_on": date(2025, 4, 1), "result_rating": "below", "behaviour_rating": "above", "value": 9049},
    {"staff": 2, "quarter": "2025Q2"},
]  # fmt: skip
SANCTIONS: list[Row] = [
    {"staff": 1, "decided_on": date(2025, 2, 10), "discipline_level": "light"},
    {"staff": 1, "decided_on": date(2025, 9, 30), "discipline_level": "moderate"},
]


def batches() -> list[Batch]:
    """The city's files; only those that correct another need their order."""
    return [
        batch("employee", REGISTER),
        batch("employee", CORRECTED, "corrected"),
        batch("training_programme", CATALOGUE),
        batch("training_participation", FIRST_LOG, "first"),
        batch("training_participation", LOG),
        batch("skill_assessment", SKILLS),
        batch("performance_review", REVIEWS),
        batch("discipline", SANCTIONS),
    ]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.open(tmp_path_factory.mktemp("city") / "p.duckdb")
    store.commit_batches(batches())
    yield store
    store.close()


def everything(store: Store) -> dict[str, list[Row]]:
    return {table: read(store, table) for table in DERIVED}


ONE = {"staff": 1, "city": "binjai", "sex": "female"}
OLD = {"unit": REGISTRY, "position": "structural", "education": "sma"}
NEW = {"unit": PERMITS, "position": "functional", "education": "s1", "age": "40to49"}
TWO = {
    "staff": 2,
    "city": "binjai",
    "unit": REGISTRY,
    "sex": "male",
    "position": "executive",
    "education": "s2",
    "age": None,
}
THREE = {
    "staff": 3,
    "city": "binjai",
    "unit": PERMITS,
    "sex": "female",
    "position": "executive",
    "education": None,
    "age": "50plus",
}
WEAK = {
    "skill_data_software": 50,
    "short_data_software": 1,
    "skill_communication": 60,
    "short_communication": 1,
}  # 65, 80
BETTER = {
    "skill_data_software": 78,
    "before_data_software": 50,
    "short_data_software": 0,
    "skill_communication": 60,
    "short_communication": 1,
}  # 75, 70
UNREVIEWED = {"ip_performance": None, "ip_total": None, "lacking_performance": None}

QUARTERS: dict[tuple[int, str], tuple[str, Row]] = {
    (1, "2024Q4"): (
        "39 years old; PKP ends in the next year; Sesuai x Sesuai is Baik: 5 + 0 + 25 + 5",
        {**ONE, **OLD, **WEAK, "age": "30to39", "ip_qualification": 50, "ip_performance": 250, "ip_discipline": 50, "ip_total": 350,
         "lacking_qualification": 200, "lacking_leadership": 150, "lacking_technical": 150, "lacking_seminar": 100, "lacking_performance": 50},
    ),
    (1, "2025Q1"): (
        "PKP's 30 JP count in the year of its end, 87 days ago; the review not evaluated gives way to the one before; light sanction: 5 + 15 + 25 + 3",
        {**ONE, **OLD, **WEAK, "age": "40to49", "jp_hundredths": 3000, "jp_met": 1, "jp_on_course": 1, "area_managerial": 1, "idle_days": 87,
         "ip_qualification": 50, "ip_competence": 150, "ip_performance": 250, "ip_discipline": 30, "ip_total": 480,
         "lacking_qualification": 200, "lacking_technical": 150, "lacking_seminar": 100, "lacking_performance": 50, "lacking_discipline": 20},
    ),
    (1, "2025Q2"): (
        "moved; 30 + 12 (catalogue) + 9 JP; 20 May to 30 June; of two rows of a day the later; 21 technical JP; leadership earns nothing in a functional position: 15 + 15 + 30 + 3",
        {**ONE, **NEW, **BETTER, "jp_hundredths": 5100, "jp_met": 1, "jp_on_course": 1, "area_managerial": 1, "area_it": 1, "elearning": 1, "gap_days": 41, "idle_days": 0,
         "ip_qualification": 150, "ip_competence": 150, "ip_performance": 300, "ip_discipline": 30, "ip_total": 630,
         "lacking_qualification": 100, "lacking_leadership": 150, "lacking_seminar": 100, "lacking_discipline": 20},
    ),
    (1, "2025Q3"): (
        "nothing new but a moderate sanction on the last day: 15 + 15 + 30 + 2",
        {**ONE, **NEW, **BETTER, "jp_hundredths": 5100, "jp_met": 1, "jp_on_course": 1, "area_managerial": 1, "area_it": 1, "elearning": 1, "gap_days": 41, "idle_days": 92,
         "ip_qualification": 150, "ip_competence": 150, "ip_performance": 300, "ip_discipline": 20, "ip_total": 620,
         "lacking_qualification": 100, "lacking_leadership": 150, "lacking_seminar": 100, "lacking_discipline": 30},
    ),
    (2, "2024Q4"): (
        "8 of 20 JP; a seminar earns 17.5 in executive positions; no review, so no index",
        {**TWO, **UNREVIEWED, "jp_hundredths": 800, "area_public_service": 1, "idle_days": 51, "ip_qualification": 200, "ip_competence": 175, "ip_discipline": 50,
         "lacking_qualification": 50, "lacking_technical": 225},
    ),
    (2, "2025Q1"): (
        "12 JP by the catalogue's first row, 5 due; 10 November to 1 February; value 90.49 is 90: 20 + 17.5 + 25 + 5",
        {**TWO, "jp_hundredths": 1200, "jp_on_course": 1, "area_it": 1, "gap_days": 83, "idle_days": 58, "ip_qualification": 200, "ip_competence": 175,
         "ip_performance": 250, "ip_discipline": 50, "ip_total": 675, "lacking_qualification": 50, "lacking_technical": 225, "lacking_performance": 50},
    ),
    (2, "2025Q2"): (
        "still at work on the day of leaving; e-learning begun reaches, but earns no JP",
        {**TWO, "jp_hundredths": 1200, "jp_on_course": 1, "area_it": 1, "elearning": 1, "gap_days": 83, "idle_days": 149, "ip_qualification": 200, "ip_competence": 175,
         "ip_performance": 250, "ip_discipline": 50, "ip_total": 675, "lacking_qualification": 50, "lacking_technical": 225, "lacking_performance": 50},
    ),
    (3, "2025Q3"): (
        "55 years old; 16 JP by the catalogue's newer row, 15 due, under the 20 technical ones; teamwork 65 of 70",
        {**THREE, **UNREVIEWED, "jp_hundredths": 1600, "jp_on_course": 1, "area_it": 1, "idle_days": 53, "skill_teamwork": 65, "short_teamwork": 1,
         "ip_qualification": 10, "ip_discipline": 50, "lacking_qualification": 240, "lacking_technical": 225, "lacking_seminar": 175},
    ),
}  # fmt: skip
EMPTY_UNLESS_SAID = ("gap_", "idle_", "skill_", "before_", "short_")


def test_the_state_at_the_end_of_each_quarter(city: Store) -> None:
    rows = {(row["staff"], format_code(row.pop("quarter"))): row for row in read(city, "staff_quarter")}
    assert set(rows) == set(QUARTERS)
    for key, (reason, expected) in QUARTERS.items():
        assert not differing(rows[key], expected), f"{key}: {reason}"
        zero = {c for c, v in rows[key].items() if v == 0 and c.startswith(EMPTY_UNLESS_SAID) and c not in expected}
        assert not zero, f"{key}: what is unknown is empty, not 0"


CLASS = {"area": "it", "training_form": "classical", "training_kind": "bimtek", "partner": "own", "elearning": 0}
ONLINE = {"area": "it", "training_form": "nonclassical", "training_kind": "elearning", "elearning": 1}
DONE = {"completed": 1, "certified": None}
TRAININGS: list[tuple[str, str, Row]] = [
    ("as written", "2024Q4", {**TWO, **DONE, "area": "public_service", "training_form": "classical", "training_kind": "seminar", "elearning": 0, "jp_hundredths": 800, "reaction": 4}),
    ("over new year: quarter of the last day; area and kind from the catalogue, JP as written", "2025Q1",
     {**ONE, **OLD, **DONE, "age": "40to49", "area": "managerial", "training_form": "classical", "training_kind": "leadership", "elearning": 0, "jp_hundredths": 3000}),
    ("before the catalogue's first row: that row; no certificate, so no scheme; 499 rupiah are 0 thousand", "2025Q1",
     {**TWO, **CLASS, "completed": 1, "certified": 0, "scheme": None, "jp_hundredths": 1200, "cost": 499, "cost_thousands": 0}),
    ("not completed: 0 JP; -4 held at -1", "2025Q2",
     {**TWO, **ONLINE, "completed": 0, "elearning_completed": 0, "certified": None, "interactions": 0, "jp_hundredths": 0, "gain_bp": -10_000}),
    ("in the new office; scheme of the catalogue; halves up; (70 - 40) / 60", "2025Q2",
     {**ONE, **NEW, **CLASS, "completed": 1, "certified": 1, "scheme": "vendor", "jp_hundredths": 1200, "cost": 1_000_500, "cost_thousands": 1001, "gain_bp": 5000}),
    ("no gain from a full mark", "2025Q2",
     {**ONE, **NEW, **ONLINE, **DONE, "elearning_completed": 1, "interactions": 7, "jp_hundredths": 900, "gain_bp": None}),
    ("the later file corrects the earlier; own scheme before the catalogue's; 667 / 6667 is 0.10004", "2025Q3",
     {**THREE, **CLASS, "completed": 1, "certified": 1, "scheme": "bnsp", "jp_hundredths": 1600, "gain_bp": 1000}),
    ("not in the register: the file's office, nothing of the person", "2025Q3",
     {"staff": 9, "city": "binjai", "unit": PERMITS, "sex": None, "age": None, "education": None, "position": None, **CLASS, **DONE, "jp_hundredths": 1600}),
]  # fmt: skip


def test_each_training(city: Store) -> None:
    _compare(read(city, "training_record"), TRAININGS, ("quarter", "staff", "area", "training_kind"))


REVIEWED: list[tuple[str, str, Row]] = [
    ("on the last day; Sesuai x Sesuai; 15 days", "2024Q4",
     {**ONE, **OLD, "age": "30to39", "on_time": 1, "reported": 1, "evaluated": 1, "evaluation_days": 15, "predicate": "good", "difficulty": "data"}),
    ("a day late; waiting since 11 April until 20 July, the last day of these data", "2025Q1",
     {**ONE, **OLD, "age": "40to49", "on_time": 0, "reported": 1, "evaluated": 0, "waiting_days": 100}),
    ("due as written; the office of the file; predikat as written", "2025Q2",
     {**ONE, **NEW, "unit": REGISTRY, "on_time": 1, "reported": 1, "evaluated": 1, "evaluation_days": 6, "predicate": "very_good"}),
    ("never reported", "2025Q3", {**ONE, **NEW, "on_time": 0, "reported": 0, "evaluated": 0}),
    ("evaluated the same day; Di bawah x Di atas", "2025Q1",
     {**TWO, "on_time": 1, "reported": 1, "evaluated": 1, "evaluation_days": 0, "predicate": "needs_improvement"}),
    ("never reported, on the last day at work", "2025Q2", {**TWO, "on_time": 0, "reported": 0, "evaluated": 0}),
]  # fmt: skip


def test_each_review(city: Store) -> None:
    _compare(read(city, "review_record"), REVIEWED, ("quarter", "staff"))


PLANNED = {k: CLASS[k] for k in ("area", "training_form", "training_kind", "partner")}
PLANS: list[tuple[str, str, Row]] = [
    ("of February, before the first row of the year, and of May", "2025Q2",
     {"city": "binjai", **PLANNED, "planned_seats": 30, "done_seats": 2, "planned_cost": 5_000_000}),
    ("of August and September", "2025Q3", {"city": "binjai", **PLANNED, "planned_seats": 20, "done_seats": 2}),
    ("ended in January", "2025Q1",
     {"city": "binjai", "area": "managerial", "training_form": "classical", "training_kind": "leadership", "planned_seats": 2, "done_seats": 1}),
]  # fmt: skip


def test_each_plan(city: Store) -> None:
    _compare(read(city, "programme_record"), PLANS, ("quarter",))


def _compare(rows: list[Row], expected: list[tuple[str, str, Row]], key: tuple[str, ...]) -> None:
    """Every column of every row; what an example does not name is empty."""
    found = {tuple(row[k] for k in key): {**row, "quarter": format_code(row["quarter"])} for row in rows}
    assert len(found) == len(rows) == len(expected)
    asked = {format_code(row["quarter"]): row["quarter"] for row in rows}
    for reason, quarter, values in expected:
        row = found[tuple(asked[quarter] if k == "quarter" else values[k] for k in key)]
        wrong = {c: (v, values.get(c)) for c, v in row.items() if c != "quarter" and v != values.get(c)}
        assert not wrong, reason


@pytest.mark.parametrize("pre", [0, 1, 2000, 3333, 9999])
def test_gain_is_rounded_half_up_exactly(pre: int) -> None:
    """2000: steps of 1.25, so that halves occur on both sides of 0."""
    posts = range(0, 10_001, 7 if pre != 2000 else 1)
    found = duckdb.sql(f"SELECT {gain(str(pre), 'range')} FROM range(10001) WHERE range % {posts.step} = 0").fetchall()
    exact = [floor(Fraction((post - pre) * 10_000, 10_000 - pre) + Fraction(1, 2)) for post in posts]
    assert [row[0] for row in found] == [max(-10_000, min(10_000, value)) for value in exact]


def test_making_them_again_changes_nothing(city: Store) -> None:
    before, version = everything(city), city.version()
    with city.writing() as cursor:
        derived.refresh(cursor, TABLES)
    assert everything(city) == before
    assert city.version() == version


def test_one_by_one_in_another_order_gives_the_same(city: Store, tmp_path: Path) -> None:
    store = Store.open(tmp_path / "p.duckdb")
    corrected, rest = batches()[:2], batches()[2:]
    for one in [*reversed(rest[3:]), *corrected, rest[1], rest[2], rest[0]]:
        store.commit_batch(one)
    assert everything(store) == everything(city)
    assert store.version().id == city.version().id
    store.close()


def test_a_correction_that_comes_first_is_told_by_the_version(city: Store, tmp_path: Path) -> None:
    store = Store.open(tmp_path / "p.duckdb")
    first, second, *rest = batches()
    store.commit_batches([second, first, *rest])
    staying = {row["quarter"] for row in read(store, "staff_quarter") if row["staff"] == 2}
    assert len(staying) == 4  # the row without a day of leaving is now the later one
    assert store.version().id != city.version().id
    store.close()


def test_withdrawing_restores(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "p.duckdb")
    store.commit_batches([b for b in batches() if b.batch_id != "corrected"])
    before, version = everything(store), store.version().id
    store.commit_batch(batch("employee", CORRECTED, "corrected"))
    assert everything(store) != before
    store.withdraw_batch("corrected")
    assert everything(store) == before
    assert store.version().id == version
    for one in batches():
        if one.batch_id != "corrected":
            store.withdraw_batch(one.batch_id)
    assert everything(store) == {table: [] for table in DERIVED}
    store.close()


def test_several_batches_are_written_all_or_not_at_all(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "p.duckdb")
    astray = batch("training_participation", [LOG[0] | {"unit": "nowhere"}], "astray")
    with pytest.raises(UnknownReference):
        store.commit_batches([*batches(), astray])
    assert store.version().batches == 0
    assert everything(store) == {table: [] for table in DERIVED}
    receipts = store.commit_batches(batches())
    assert [r.accepted for r in receipts] == [4, 1, 3, 1, 8, 4, 6, 2]
    assert [r.accepted for r in store.commit_batches(batches())] == [0] * 8
    store.close()


def test_another_edition_is_made_anew_when_the_store_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "p.duckdb"
    store = Store.open(path)
    store.commit_batches(batches())
    expected = everything(store)
    with store.writing() as cursor:
        cursor.execute("DROP TABLE staff_quarter")
        cursor.execute("CREATE TABLE staff_quarter (city INTEGER, quarter INTEGER)")  # of an older release
        cursor.execute("UPDATE setting SET value = 'older' WHERE key IN ('derived:staff_quarter', 'declared')")
    store.close()
    store = Store.open(path)
    assert everything(store) == expected
    store.close()


def test_the_version_knows_the_last_day_of_each_table(city: Store) -> None:
    version = city.version()
    assert version.dates == {
        "employee": date(2025, 7, 1),
        "training_participation": date(2025, 9, 1),
        "skill_assessment": date(2025, 9, 15),
        "performance_review": date(2025, 7, 20),
        "discipline": date(2025, 9, 30),
        "staff_quarter": date(2025, 9, 30),
        "training_record": date(2025, 9, 1),
        "review_record": date(2025, 7, 20),
        "programme_record": date(2025, 9, 1),
    }
    assert version.data_date == date(2025, 9, 30)


def test_a_register_alone_gives_its_newest_quarter_and_no_training(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "p.duckdb")
    store.commit_batch(batch("employee", REGISTER))
    rows = pd.DataFrame(read(store, "staff_quarter"))
    assert [format_code(q) for q in rows["quarter"].unique()] == ["2025Q3"]
    assert len(rows) == 3
    unknown = [c for c in rows if c.startswith(("jp_", "area_", "elearning", "ip_competence", "ip_total"))]
    assert rows[unknown].isna().all(axis=None)
    assert rows.set_index("staff")["ip_qualification"].to_dict() == {1: 150, 2: 200, 3: 10}
    store.close()
