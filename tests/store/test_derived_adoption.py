"""Records of digital systems against values worked out by hand, from two offices; the reason stands beside each row.

The registry has e-office from 10 February 2025 on (obligatory); its log runs from January to September. The permit
office has no row of deployment: its log begins in April and ends in August. 1 stays in the registry and was trained on
3 March. 2 moves from the registry to the permit office on 1 June. 3 comes to the registry on 20 May and leaves on
31 July. 4 is in the permit office. 5 is in the hospital, which has a launch and no log. 9 is not in the register.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data import answer, derived
from data.batches import Batch
from data.store import Store
from data.tables import TABLES
from metrics.metric import State
from metrics.periods import format_code
from metrics.resistance.terms import READINESS, STATEMENTS
from tests.store.staff import Row, batch, read

REGISTRY, PERMITS, HOSPITAL = "binjai-disdukcapil", "binjai-dpmptsp", "binjai-rsud"
RECORDS = ("usage_quarter", "adoption_quarter", "adoption_spell", "pulse_record")


def person(staff: int, unit: str, since: date, **more: Any) -> Row:
    return {"staff": staff, "unit": unit, "valid_from": since, "position": "executive", **more}


def month(staff: int, number: int, active: int, **more: Any) -> Row:
    return {"staff": staff, "system": "eoffice", "month": date(2025, number, 1), "active_days": active, **more}


REGISTER = [
    person(1, REGISTRY, date(2020, 1, 1), sex="female", birth_year=1985, degree="s1"),
    person(2, REGISTRY, date(2020, 1, 1)),
    person(2, PERMITS, date(2025, 6, 1), position="functional"),
    person(3, REGISTRY, date(2025, 5, 20), left_on=date(2025, 7, 31)),
    person(4, PERMITS, date(2020, 1, 1)),
    person(5, HOSPITAL, date(2020, 1, 1)),
]
TRAINED: list[Row] = [
    {"staff": 4, "programme": "law", "title": "Law", "area": "managerial", "training_kind": "bimtek", "ended_on": date(2024, 6, 1), "completed": True},
    {"staff": 1, "programme": "it", "title": "IT", "area": "it", "training_kind": "bimtek", "ended_on": date(2025, 3, 3), "completed": True},
    {"staff": 2, "programme": "it", "title": "IT", "area": "it", "training_kind": "bimtek", "ended_on": date(2025, 1, 3), "completed": False},
]  # fmt: skip
FIRST_PLAN: list[Row] = [
    {"unit": REGISTRY, "system": "eoffice", "launched_on": date(2025, 1, 1), "obligation": "voluntary"}
]
PLAN: list[Row] = [
    {"unit": REGISTRY, "system": "eoffice", "launched_on": date(2025, 2, 10), "obligation": "mandatory"},
    {"unit": HOSPITAL, "system": "eoffice", "launched_on": date(2025, 1, 1)},
    {"unit": HOSPITAL, "system": "elearning", "launched_on": date(2027, 1, 1)},
]  # fmt: skip
FIRST_LOG = [month(1, 4, 0, working_days=20)]
LOG = [
    month(1, 1, 1, working_days=20, digital=4, manual=6),
    month(1, 2, 2, working_days=18, digital=5, proxy=1, late=2, returned=0),
    month(1, 3, 2, digital=10, manual=10, proxy=0, late=0),
    month(1, 4, 3, working_days=20, digital=10, manual=0, proxy=2, late=11, returned=1),
    month(1, 5, 21, working_days=20),
    month(1, 6, 5, working_days=20),
    *(month(1, number, 0, working_days=22) for number in (7, 8, 9)),
    *(month(2, number, 0) for number in (3, 4, 5)),
    month(2, 6, 2, sustained_on=None),
    month(2, 7, 2, sustained_on=date(2025, 7, 2)),
    month(2, 8, 9, sustained_on=date(2025, 8, 5)),
    month(3, 6, 1),
    month(4, 4, 9),
    month(4, 5, 0),
    month(4, 6, 0),
    month(9, 9, 4, unit=REGISTRY),
]


def batches() -> list[Batch]:
    return [
        batch("employee", REGISTER),
        batch("training_participation", TRAINED),
        batch("deployment", FIRST_PLAN, "first plan"),
        batch("deployment", PLAN),
        batch("usage_month", FIRST_LOG, "first log"),
        batch("usage_month", LOG),
    ]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.open(tmp_path_factory.mktemp("adoption") / "p.duckdb")
    store.commit_batches(batches())
    yield store
    store.close()


ONE: Row = {"unit": REGISTRY, "sex": "female", "age": "40to49", "education": "s1", "position": "executive"}
STAY: Row = {"unit": REGISTRY, "position": "executive"}
MOVED: Row = {"unit": PERMITS, "position": "functional"}
FOUR: Row = {"unit": PERMITS, "position": "executive"}

USED: dict[tuple[int, str], tuple[str, Row]] = {
    (1, "2025Q1"): (
        "working days of two months; both kinds of transactions of January and March; parts of February and March, where returned is known of one only; trained in it, not before it; nothing sustained before",
        {**ONE, "trained": "untrained", "working_days": 38, "active_days": 3, "idle_days": 35, "transactions": 30, "manual": 16,
         "digital": 15, "proxy": 1, "late": 2, "had_sustained": 0},
    ),
    (1, "2025Q2"): (
        "April by the later file; May has more active than working days, so neither counts; 11 late of 10 is not known; sustained in April, so not before",
        {**ONE, "trained": "trained", "working_days": 40, "active_days": 8, "idle_days": 32, "transactions": 10, "manual": 0,
         "digital": 10, "proxy": 2, "returned": 1, "had_sustained": 0},
    ),
    (1, "2025Q3"): ("not one day", {**ONE, "trained": "trained", "working_days": 66, "active_days": 0, "idle_days": 66, "stopped": 1, "had_sustained": 1}),
    (2, "2025Q1"): ("one month only: whether it was stopped is not told; a training not completed is none", {**STAY, "trained": "untrained"}),
    (2, "2025Q2"): ("the office and the position at its end", {**MOVED, "trained": "untrained", "had_sustained": 0}),
    (2, "2025Q3"): ("no row of September", {**MOVED, "trained": "untrained"}),
    (3, "2025Q2"): ("one month", {**STAY, "trained": "untrained"}),
    (4, "2025Q2"): ("used in April, so not stopped before", {**FOUR, "trained": "untrained", "had_sustained": 0}),
    (9, "2025Q3"): ("not in the register: the office of the file, nothing of the person", {"unit": REGISTRY, "trained": "untrained"}),
}  # fmt: skip
NO, YES = {"activated": 0, "sustained": 0, "in_use": 0}, {"activated": 1, "sustained": 1, "in_use": 1}
STATES: dict[tuple[int, str], tuple[str, Row]] = {
    (1, "2025Q1"): ("on five days, but never on three of a month", {**ONE, **NO, "activated": 1, "in_use": 1}),
    (1, "2025Q2"): ("three days in April", {**ONE, **YES}),
    (1, "2025Q3"): ("what was reached stays reached; not in use", {**ONE, **YES, "in_use": 0}),
    (2, "2025Q1"): ("a row of no use", {**STAY, **NO}),
    (2, "2025Q2"): ("in the new office, whose log speaks of the quarter", {**MOVED, **NO, "activated": 1, "in_use": 1}),
    (2, "2025Q3"): ("by 2 July, as the daily log says", {**MOVED, **YES}),
    (3, "2025Q2"): ("one day", {**STAY, **NO, "activated": 1, "in_use": 1}),
    (4, "2025Q2"): ("nine days in April", {**FOUR, **YES}),
    (4, "2025Q3"): ("no row, but the office has others: not in use", {**FOUR, **YES, "in_use": 0}),
}  # fmt: skip
SPELLS: dict[tuple[int, str], tuple[str, Row]] = {
    (1, "2025Q1"): ("10 February, of the later row, to April; trained after it began", {**ONE, "obligation": "mandatory", "trained": "untrained", "started_on": date(2025, 2, 1), "months_to": 2}),
    (2, "2025Q1"): ("from the first office on; to 2 July, the earliest day told", {**STAY, "obligation": "mandatory", "trained": "untrained", "started_on": date(2025, 2, 1), "months_to": 5}),
    (3, "2025Q2"): ("20 May, on which the person came, to 31 July, the last day there", {**STAY, "obligation": "mandatory", "trained": "untrained", "started_on": date(2025, 5, 1), "months_waiting": 2}),
    (4, "2025Q2"): ("without deployment from the first month of the log", {**FOUR, "trained": "untrained", "started_on": date(2025, 4, 1), "months_to": 0}),
}  # fmt: skip


@pytest.mark.parametrize(("table", "expected"), [("usage_quarter", USED), ("adoption_quarter", STATES), ("adoption_spell", SPELLS)])  # fmt: skip
def test_each_row(city: Store, table: str, expected: dict[tuple[int, str], tuple[str, Row]]) -> None:
    """Every column of every row; what an example does not name is empty."""
    rows = {(row["staff"], format_code(row["quarter"])): row for row in read(city, table)}
    assert set(rows) == set(expected)
    assert len(read(city, table)) == len(expected)
    for key, (reason, values) in expected.items():
        named = {"city": "binjai", "system": "eoffice", "staff": key[0], **values}
        wrong = {c: (v, named.get(c)) for c, v in rows[key].items() if c != "quarter" and v != named.get(c)}
        assert not wrong, f"{key}: {reason}"


def test_a_start_before_the_log_or_without_one_gives_no_spell(tmp_path: Path) -> None:
    """When sustained use was reached is not known; an office without a log is not there at all."""
    early = [{"unit": REGISTRY, "system": "eoffice", "launched_on": date(2024, 12, 31)}]
    late = [{"unit": REGISTRY, "system": "eoffice", "launched_on": date(2025, 1, 31)}]
    for plan, known in ((early, set()), (late, {1, 2})):
        store = Store.open(tmp_path / f"{len(known)}.duckdb")
        store.commit_batches([batch("employee", REGISTER), batch("deployment", plan), batch("usage_month", LOG)])
        spells = read(store, "adoption_spell")
        assert {row["staff"] for row in spells if row["staff"] in (1, 2)} == known
        assert all(row["trained"] is None for row in spells), "the city has no training: nothing is known of it"
        store.close()


def test_use_before_the_launch_counts_from_the_launch(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "p.duckdb")
    plan = [{"unit": REGISTRY, "system": "eoffice", "launched_on": date(2025, 6, 15)}]
    store.commit_batches([batch("employee", REGISTER), batch("deployment", plan), batch("usage_month", LOG)])
    assert [(r["months_to"], r["months_waiting"]) for r in read(store, "adoption_spell") if r["staff"] == 1] == [
        (0, None)
    ]
    assert [format_code(r["quarter"]) for r in read(store, "adoption_quarter") if r["staff"] == 1] == [
        "2025Q2",
        "2025Q3",
    ]
    store.close()


def test_a_launch_after_the_log_has_ended_gives_nothing(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "p.duckdb")
    plan = [{"unit": unit, "system": "eoffice", "launched_on": date(2025, 12, 1)} for unit in (REGISTRY, PERMITS)]
    store.commit_batches([batch("employee", REGISTER), batch("deployment", plan), batch("usage_month", LOG)])
    assert read(store, "adoption_spell") == read(store, "adoption_quarter") == []
    store.close()


def everything(store: Store) -> dict[str, list[Row]]:
    return {table: read(store, table) for table in RECORDS}


def test_making_them_again_or_in_another_order_changes_nothing(city: Store, tmp_path: Path) -> None:
    before, version = everything(city), city.version().id
    with city.writing() as cursor:
        derived.refresh(cursor, TABLES)
    assert everything(city) == before
    store = Store.open(tmp_path / "p.duckdb")
    register, trained, first_plan, plan, first_log, log = batches()
    for one in (first_log, log, first_plan, trained, plan, register):
        store.commit_batch(one)
    assert everything(store) == before
    assert store.version().id == city.version().id == version
    store.withdraw_batch("usage_month")
    assert {row["staff"] for row in read(store, "usage_quarter")} == {1}
    assert read(store, "usage_quarter")[0]["active_days"] == 0
    store.close()


def test_the_data_reach_as_far_as_the_use_and_not_as_the_plans(city: Store) -> None:
    dates = city.version().dates
    assert "deployment" not in dates
    assert dates["usage_month"] == dates["adoption_quarter"] == date(2025, 9, 30)


PULSE = "2026Q2"


def response(values: int | dict[str, int | None] = 3, **more: Any) -> Row:
    """An answer to all statements, or to those named."""
    given = dict.fromkeys((*STATEMENTS, *READINESS), values) if isinstance(values, int) else values
    return {"unit": REGISTRY, "quarter": PULSE, "system": "eoffice", "position": "executive", **given, **more}


MIXED: dict[str, int | None] = {key: 1 + place % 5 for place, key in enumerate(STATEMENTS)}
SCALES: list[tuple[str, Row, Row]] = [
    ("1 2 3, 4 5 1, 2 3, 4 5 1, 2 3 4 5 of 1 to 5: 25 (mean - 1) x 12", response(MIXED),
     {"usefulness_twelfths": 300, "ease_twelfths": 700, "support_twelfths": 450, "cost_twelfths": 700, "resistance_twelfths": 750, "same": 0}),
    ("two of three will do, one of two not; three of four will", response(MIXED | {"ease3": None, "support2": None, "resistance4": None}),
     {"usefulness_twelfths": 300, "ease_twelfths": 1050, "support_twelfths": None, "cost_twelfths": 700, "resistance_twelfths": 600, "same": 0}),
    ("two of four will not; nine of fifteen do not tell whether all are the same", response(dict.fromkeys(tuple(STATEMENTS)[:8], 4) | {"resistance1": 4}),
     {"usefulness_twelfths": 900, "ease_twelfths": 900, "support_twelfths": 900, "cost_twelfths": None, "resistance_twelfths": None, "same": None}),
    ("for and against alike", response(5), {"usefulness_twelfths": None, "resistance_twelfths": None, "same": 1, "contradictory": 1}),
    ("ten of fifteen, all the same", response(dict.fromkeys(tuple(STATEMENTS)[:10], 1)), {"usefulness_twelfths": None, "same": 1, "contradictory": 1}),
    ("no opinion is one", response(3), {"usefulness_twelfths": 600, "resistance_twelfths": 600, "same": 1, "contradictory": 0}),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "given", "expected"), SCALES, ids=[reason for reason, *_ in SCALES])
def test_scores_of_an_answer(tmp_path: Path, reason: str, given: Row, expected: Row) -> None:
    (row,) = answers(tmp_path, [given])
    assert {name: row[name] for name in expected} == expected, reason
    counted = expected.get("contradictory") != 1
    assert [row[f"resistance{i}"] for i in range(1, 5)] == [given.get(f"resistance{i}") if counted else None for i in range(1, 5)]  # fmt: skip


def test_the_barrier_is_the_first_statement_answered_low(tmp_path: Path) -> None:
    ready = dict.fromkeys(READINESS, 4)
    cases: list[tuple[Row, str | None]] = [
        (ready, "none"),
        (ready | {"awareness": 3, "desire": 1}, "awareness"),
        (ready | {"ability": 2, "reinforcement": 1}, "ability"),
        (ready | {"reinforcement": 3}, "reinforcement"),
        (ready | {"desire": None}, None),
        (ready | {"desire": 2, "knowledge": None}, "desire"),
        ({}, None),
    ]
    for number, (given, barrier) in enumerate(cases):
        (row,) = answers(tmp_path / str(number), [response({**given})])
        assert row["barrier"] == barrier, given


def test_never_more_people_than_there_can_be(tmp_path: Path) -> None:
    """Eight people answer about three systems, two quarters running; three do not always tell their position."""
    rows = []
    for quarter in ("2026Q1", PULSE):
        for system in ("eoffice", "elearning", "finance"):
            for one in range(8):
                position = "executive" if one < 5 else "functional"
                hides = one in (1, 6, 7) and system != "eoffice"
                rows.append(
                    response(
                        MIXED | {"ease1": 1 + one % 5},
                        position=None if hides else position,
                        system=system,
                        quarter=quarter,
                    )
                )
    found = answers(tmp_path, rows)
    assert len(found) == 48
    for dimensions in ((), ("system",), ("quarter",), ("position",), ("system", "quarter"), ("position", "system")):
        groups: dict[tuple[Any, ...], set[int]] = {}
        for row in found:
            key = tuple(row[d] for d in dimensions)
            groups.setdefault(key, set()).update({row["respondent"]} - {None})
        assert max(len(people) for people in groups.values()) <= 8
    assert len({row["respondent"] for row in found} - {None}) == 8
    everybody = answers(
        tmp_path / "more",
        [response(4 + i % 2, position="functional", unit=unit) for i in range(4) for unit in (REGISTRY, PERMITS)],
    )
    assert len({row["respondent"] for row in everybody}) == 8, "two offices are different people"


def answers(path: Path, rows: list[Row]) -> list[Row]:
    """The records of these answers in a store of their own."""
    path.mkdir(exist_ok=True)
    store = Store.open(path / "p.duckdb")
    store.commit_batch(batch("pulse_response", rows))
    found = read(store, "pulse_record")
    store.close()
    return found


def test_eight_people_and_three_systems_are_eight_people(tmp_path: Path) -> None:
    """24 answers and 24 rows of use of one office: hidden, and nothing shown tells them by subtraction."""
    systems = ("eoffice", "elearning", "finance")
    offices = {PERMITS: 8, REGISTRY: 12, HOSPITAL: 30}
    staff = [(unit, 100 * place + one) for place, (unit, size) in enumerate(offices.items()) for one in range(size)]
    store = Store.open(tmp_path / "p.duckdb")
    store.commit_batches(
        [
            batch("employee", [person(key, unit, date(2020, 1, 1)) for unit, key in staff]),
            batch(
                "usage_month",
                [month(key, 4, key % 5, working_days=20) | {"system": s} for _, key in staff for s in systems],
            ),
            batch(
                "pulse_response",
                [response(MIXED | {"ease1": 1 + key % 5}, unit=unit, system=s) for unit, key in staff for s in systems],
            ),
        ]
    )
    for name in ("resistance", "activation", "active_day_rate", "months_to_sustained"):
        for by in (("unit",), ("unit", "system")):
            found = answer.answer(store, name, by).frame
            hidden = found[found["state"] == State.SUPPRESSED]
            assert PERMITS in set(hidden["unit"]), (name, by)
            for _, group in found.groupby("system") if "system" in by else [((), found)]:
                covered = [offices[unit] for unit in group.loc[group["state"] == State.SUPPRESSED, "unit"]]
                assert len(covered) > 1, (name, by)
                assert sum(covered) >= 10, (name, by)
    store.close()
