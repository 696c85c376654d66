"""Records of complaints, innovations, agreements and the digital index: made with the facts, corrected with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data import answer, rollups
from data.selection import Selection
from data.store import Batch, Store
from data.tables import TABLES
from data.tables.culture import ASSESSOR, PARTNER_TYPE, REGIME, STAGE
from data.tables.services import COMPLAINT_KIND, TOPIC
from metrics.metric import Population, State
from metrics.periods import quarter_of
from metrics.registry import registry
from metrics.sums import Sum
from tests.metrics import offices
from tests.metrics.surveys import sums_of
from tests.store.small import NO_REJECTIONS

CITY, UNIT = "binjai", "binjai-disdukcapil"
Q3 = quarter_of(2026, 3)
NEW = ("service_transaction", "complaint_record", "activity", "innovation_record", "partnership_quarter",
       "internship_quarter", "digital_record")  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "a.duckdb")
    yield opened
    opened.close()


def load(store: Store, table: str, rows: list[dict[str, Any]] | pd.DataFrame, name: str = "one") -> None:
    frame = pd.DataFrame(rows)
    frame = frame.assign(line=np.arange(len(frame)) + 2, fingerprint=[f"{table}:{name}:{i}" for i in range(len(frame))])
    for column in (c for c in frame if str(c).endswith("_on")):
        frame[column] = pd.to_datetime(frame[column]).astype("datetime64[s]")
    store.commit_batch(Batch(table, f"{table}-{name}", f"{name}.csv", frame, NO_REJECTIONS, len(frame), False))


def rows(store: Store, table: str, columns: str) -> list[tuple[Any, ...]]:
    with store.cursor() as cursor:
        return cursor.execute(f"SELECT {columns} FROM {table} ORDER BY rowid").fetchall()  # type: ignore[no-any-return]


def complaint(received: str, response: str | None = None, closed: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "city": CITY, "unit": UNIT, "quarter": Q3, "topic": TOPIC.code("time"), "complaint_kind": COMPLAINT_KIND.code("plain"),
        "received_on": received, "first_response_on": response, "closed_on": closed, "reopened": None, "ticket": None, **more,
    }  # fmt: skip


# received, first response, closed, kind; response days, waiting, close days, open, response in time, closed in time
# The date of the data is 2026-09-30, a Wednesday; Friday 25 September and before, nothing is off but weekends.
COMPLAINTS = [
    ("2026-09-01", "2026-09-04", "2026-09-08", "plain", 3, None, 7, None, 1, 1),  # third and fifth working day
    ("2026-09-01", "2026-09-07", "2026-09-09", "plain", 6, None, 8, None, 0, 0),  # fourth and sixth
    ("2026-09-04", "2026-09-09", "2026-09-24", "without_field", 5, None, 20, None, 1, 1),  # over a weekend: third; 14th
    ("2026-09-04", "2026-09-09", "2026-09-25", "without_field", 5, None, 21, None, 1, 0),  # 15th
    ("2026-09-01", None, None, "plain", None, 29, None, 29, 0, 0),  # nobody did anything
    ("2026-09-01", None, "2026-09-03", "information", 2, None, 2, None, 1, 1),  # closing it was the answer
    ("2026-09-01", "2026-09-10", "2026-09-03", "information", 2, None, 2, None, 1, 1),  # so it was here
    ("2026-09-01", "2026-09-02", None, "with_field", 1, None, None, 29, 1, None),  # 60 working days lie ahead
    ("2026-09-01", "2026-09-02", "2026-09-04", "with_field", 1, None, 3, None, 1, None),  # closed, but not judged yet
    ("2026-09-28", "2026-09-28", None, "plain", 0, None, None, 2, None, None),  # two working days ago
    ("2026-09-24", None, None, "plain", None, 6, None, 6, 0, None),  # four: late to answer, not yet late to close
    ("2026-09-25", None, None, "plain", None, 5, None, 5, None, None),  # three: this is the last day to answer
    ("2026-09-10", "2026-09-09", "2026-09-01", "plain", None, None, None, None, None, None),  # days that cannot be
    ("2026-09-30", None, None, "plain", None, 0, None, 0, None, None),
]  # fmt: skip


def test_complaints_by_hand(store: Store) -> None:
    load(
        store, "complaint", [complaint(r, f, c, complaint_kind=COMPLAINT_KIND.code(k)) for r, f, c, k, *_ in COMPLAINTS]
    )
    found = rows(
        store, "complaint_record",
        "response_days, response_waiting_days, close_days, open_days, response_in_time, closed_in_time",
    )  # fmt: skip
    assert found == [tuple(expected) for *_, _kind, a, b, c, d, e, f in COMPLAINTS for expected in [(a, b, c, d, e, f)]]


def test_a_complaint_of_unknown_kind_is_not_judged_by_the_limit_of_another(store: Store) -> None:
    of_none = complaint("2026-09-01", "2026-09-02", "2026-09-03", complaint_kind=None)
    load(store, "complaint", [of_none, complaint("2026-09-30")])  # every limit but the longest has passed
    assert rows(store, "complaint_record", "close_days, response_in_time, closed_in_time")[0] == (2, 1, None)


def test_closed_and_reopened(store: Store) -> None:
    cases = [
        ("2026-09-08", True),
        ("2026-09-08", False),
        ("2026-09-08", None),
        (None, True),
        (None, False),
        (None, None),
    ]
    load(store, "complaint", [complaint("2026-09-01", None, closed, reopened=again) for closed, again in cases])
    expected = [(1, 1), (1, 0), (1, None), (0, 1), (0, None), (0, None)]
    assert rows(store, "complaint_record", "closed, reopened") == expected


def test_a_city_s_data_date_is_its_own(store: Store) -> None:
    other = complaint("2026-09-01", city="semarang", unit="semarang-disdukcapil")
    load(store, "complaint", [complaint("2026-09-01"), complaint("2026-09-11"), other])
    assert rows(store, "complaint_record", "open_days") == [(10,), (0,), (0,)]


def test_a_ticket_loaded_again_replaces_its_state_and_comes_back_when_withdrawn(store: Store) -> None:
    load(
        store,
        "complaint",
        [complaint("2026-09-01", ticket="A1"), complaint("2026-09-01"), complaint("2026-09-02", ticket="A2")],
    )
    before = store.version().id
    load(
        store,
        "complaint",
        [complaint("2026-09-01", "2026-09-03", "2026-09-08", ticket="A1"), complaint("2026-09-01")],
        "two",
    )
    assert sorted(rows(store, "complaint_record", "closed")) == [(0,), (0,), (0,), (1,)]  # without a ticket: twice
    assert store.version().id != before
    store.withdraw_batch("complaint-two")
    assert rows(store, "complaint_record", "closed") == [(0,)] * 3
    assert store.version().id == before


def test_which_of_two_states_holds_is_part_of_the_version(tmp_path: Path) -> None:
    states = {
        "open": complaint("2026-09-01", ticket="A"),
        "closed": complaint("2026-09-01", None, "2026-09-04", ticket="A"),
    }
    ids = []
    for order in (("open", "closed"), ("closed", "open")):
        with_order = Store.open(tmp_path / f"{order[0]}.duckdb")
        for name in order:
            load(with_order, "complaint", [states[name]], name)
        ids.append((with_order.version().id, rows(with_order, "complaint_record", "closed")))
        with_order.close()
    assert ids[0][0] != ids[1][0]
    assert [found for _, found in ids] == [[(1,)], [(0,)]]


def innovation(title: str, idea: str, pilot: str | None = None, running: str | None = None, stopped: str | None = None, **more: Any) -> dict[str, Any]:  # fmt: skip
    return {
        "city": CITY, "unit": UNIT, "quarter": Q3 - 2, "title": title, "service": "kartu-keluarga", "idea_on": idea,
        "pilot_on": pilot, "running_on": running, "stopped_on": stopped, "staff_involved": None, **more,
    }  # fmt: skip


def test_innovations_by_hand(store: Store) -> None:
    load(store, "innovation", [
        innovation("a", "2026-01-01", "2026-02-01", "2026-03-01", staff_involved=4),
        innovation("b", "2026-01-01", "2026-02-01"),
        innovation("c", "2026-01-01"),
        innovation("d", "2026-01-01", None, "2026-03-01"),  # a pilot that nobody recorded
        innovation("e", "2026-01-01", None, None, "2026-01-31"),
        innovation("f", "2026-01-01", "2026-01-11", None, "2026-01-31"),
        innovation("g", "2026-02-01", "2026-01-01", "2026-03-01"),  # a pilot before the idea
        innovation("h", "2026-03-31", "2026-03-31", "2026-03-31"),
    ])  # fmt: skip
    found = rows(
        store, "innovation_record",
        "stage, piloted, ran, stopped, pilot_days, pilot_waiting_days, running_days, running_waiting_days",
    )  # fmt: skip
    idea, pilot, running, stopped = (STAGE.code(key) for key in ("idea", "pilot", "running", "stopped"))
    assert found == [
        (running, 1, 1, 0, 31, None, 28, None),
        (pilot, 1, 0, 0, 31, None, None, 58),
        (idea, 0, 0, 0, None, 89, None, None),
        (running, 1, 1, 0, None, None, None, None),
        (stopped, 0, 0, 1, None, 30, None, None),
        (stopped, 1, 0, 1, 10, None, None, 20),
        (running, 1, 1, 0, None, None, 59, None),
        (running, 1, 1, 0, 0, None, 0, None),
    ]


def test_an_innovation_loaded_again_replaces_its_state(store: Store) -> None:
    load(store, "innovation", [innovation("a", "2026-01-01"), innovation("b", "2026-01-01")])
    load(store, "innovation", [innovation("a", "2026-01-01", "2026-02-01")], "two")
    assert rows(store, "innovation_record", "piloted") == [(1,), (0,)]


def agreement(partner: str, quarter: int, started: str, ended: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "city": CITY, "unit": None, "quarter": quarter, "partner_name": partner, "started_on": started, "ended_on": ended,
        "partner_type": PARTNER_TYPE.code("university"), "partner_scope": 0,
        "participants": None, "certificates": None, "internships": None, **more,
    }  # fmt: skip


def test_agreements_by_quarter(store: Store) -> None:
    load(store, "partnership", [
        agreement("u", Q3 - 2, "2025-05-01", "2026-06-30", participants=10, certificates=4, internships=3),
        agreement("u", Q3, "2025-05-01", "2026-06-30", participants=25, certificates=9, internships=8),
        agreement("v", Q3 - 1, "2026-02-01", participants=7),  # began before its first report
        agreement("w", Q3, "2026-09-15", "2027-09-14"),
    ])  # fmt: skip
    assert rows(store, "partnership_quarter", "quarter, active, participants, certificates") == [
        (Q3 - 2, 1, 10, 4), (Q3 - 2, 1, None, None),
        (Q3 - 1, 1, 10, 4), (Q3 - 1, 1, 7, None),  # 30 June is the last day of both the agreement and the quarter
        (Q3, 0, 25, 9), (Q3, 1, 7, None), (Q3, 1, None, None),
    ]  # fmt: skip
    assert [n for (n,) in rows(store, "internship_quarter", "internships")] == [3, None, 3, None, 8, None, None]
    by_quarter = answer.answer(store, "partnerships", ("period",)).frame
    assert by_quarter["value"].tolist() == [2, 2, 2]
    assert answer.answer(store, "partner_participants", (), Selection()).frame["value"].tolist() == [32]


def levels(level: int, assessor: str = "external", **more: Any) -> list[dict[str, Any]]:
    return [
        {"city": CITY, "quarter": quarter_of(2025, 4), "regime": REGIME.code("spbe"), "assessor": ASSESSOR.code(assessor),
         "indicator": number, "level": level, **more}
        for number in range(1, 48)
    ]  # fmt: skip


def test_a_corrected_level_replaces_the_first(store: Store) -> None:
    load(store, "digital_index", [*levels(2), *levels(4, "self")])
    load(store, "digital_index", levels(3)[46:], "two")  # a public service, 3 per cent
    found = {who: answer.answer(store, "spbe", ("city",), assessor=who).frame for who in ("external", "self")}
    assert found["external"]["value"].tolist() == [2.03]
    assert found["external"]["predicate"].tolist() == ["fair"]
    assert found["self"]["value"].tolist() == [4]
    assert answer.answer(store, "pemdi", ("city",)).frame["state"].tolist() == [State.UNDEFINED]


def everything(store: Store) -> None:
    """Facts of every new table, random but for places and dates."""
    rng = np.random.default_rng(3)
    units = ("binjai-disdukcapil", "binjai-dpmptsp", "semarang-disdukcapil")

    def place(n: int) -> pd.DataFrame:
        unit = rng.choice(np.array(units, dtype=object), n)
        return pd.DataFrame(
            {"city": [u.split("-")[0] for u in unit], "unit": unit, "quarter": Q3 - rng.integers(0, 5, n)}
        )

    def day(n: int, after: int = 0, missing: float = 0.0) -> pd.Series:
        days = pd.Series(pd.Timestamp("2026-01-01") + pd.to_timedelta(rng.integers(after, after + 60, n), unit="D"))
        return days.mask(rng.random(n) < missing)

    made = offices.transactions(400, 1).astype("Int64")
    load(store, "service_transaction", place(400).assign(submitted_on=day(400), completed_on=day(400, 60, 0.2), **made))
    load(store, "complaint", place(300).assign(
        topic=pd.array(rng.integers(0, 9, 300), "Int64"), complaint_kind=rng.integers(0, 4, 300), received_on=day(300),
        first_response_on=day(300, 60, 0.2), closed_on=day(300, 120, 0.4), reopened=rng.random(300) < 0.1, ticket=None,
    ))  # fmt: skip
    held = offices.activities(80, 2).astype("Int64")
    load(store, "activity", place(80).assign(held_on=day(80), title="x", activity_kind=rng.integers(0, 5, 80), **held))
    load(store, "innovation", place(60).assign(
        title=[f"i{n}" for n in range(60)], idea_on=day(60), pilot_on=day(60, 60, 0.3), running_on=day(60, 120, 0.5),
        stopped_on=day(60, 180, 0.9), staff_involved=rng.integers(1, 9, 60),
    ))  # fmt: skip
    load(store, "partnership", place(40).assign(
        partner_name=[f"p{n}" for n in range(40)], partner_type=rng.integers(0, 5, 40), partner_scope=rng.integers(0, 5, 40),
        started_on=day(40), ended_on=day(40, 200, 0.7), participants=rng.integers(0, 60, 40),
        certificates=rng.integers(0, 20, 40), internships=rng.integers(0, 20, 40),
    ))  # fmt: skip
    load(store, "digital_index", pd.concat(
        [offices.assessments(1, seed).astype(int).assign(city=city, quarter=quarter_of(2025, 4)) for seed, city in enumerate(("binjai", "semarang"))]
    ))  # fmt: skip


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store.open(tmp_path_factory.mktemp("offices") / "a.duckdb")
    everything(opened)
    yield opened
    opened.close()


@pytest.mark.parametrize("name", [m.name for m in registry().values() if m.table in NEW])
@pytest.mark.parametrize("by", [(), ("city",), ("period",), ("city", "period")])
def test_answers_are_the_formula_on_a_recount_of_the_rows(full: Store, name: str, by: tuple[str, ...]) -> None:
    metric = registry()[name]
    found = answer.answer(full, name, by)
    shown = found.frame[found.frame["state"].isin([State.SHOWN, State.UNDEFINED])]
    columns = sorted({c for s in metric.sums for c in s.columns})
    with full.cursor() as cursor:
        listed = ", ".join(["c.city", "r.quarter AS period", *(f'r."{c}"' for c in columns)])
        frame = cursor.execute(f"SELECT {listed} FROM {metric.table} r JOIN city c ON c.id = r.city").df()
    if TABLES[metric.table].snapshot and "period" not in by:
        frame = frame[frame["period"] == frame["period"].max()]
    groups = shown[list(by)].drop_duplicates() if by else pd.DataFrame(index=[0])
    assert len(groups) or by
    expected = []
    for _, key in groups.iterrows():
        here = frame[np.logical_and.reduce([frame[d] == key[d] for d in by])] if by else frame
        again = metric.estimate(sums_of(here[columns].astype(float), sums=metric.sums))
        if metric.item:  # items of few people are hidden: the others are compared
            of_group = shown[np.logical_and.reduce([shown[d] == key[d] for d in by])] if by else shown
            again = again[again[metric.item].isin(of_group[metric.item])]
        expected.append(again)
    for column in ("value", "low", "high", "n"):
        again = np.concatenate([e[column].to_numpy(float) for e in expected])
        np.testing.assert_array_equal(shown[column].to_numpy(np.float64), again, column)


@pytest.mark.parametrize("table", NEW)
def test_every_roll_up_adds_up_to_the_rows(full: Store, table: str) -> None:
    assert rollups.rollups(table)
    with full.cursor() as cursor:
        for rollup in rollups.rollups(table):
            names = [s for s in rollup.sums if not s.values]
            kept = cursor.execute(f"SELECT {', '.join(map(_kept, names))} FROM {rollup.name}").fetchone()
            direct = cursor.execute(f"SELECT {', '.join(map(_direct, names))} FROM {table}").fetchone()
            assert kept == direct


def _kept(one: Sum) -> str:
    return f'sum("{one.name}")'


def _direct(one: Sum) -> str:
    present = (f"{column} IS NOT NULL" for column in one.columns)
    within = (f"{column} BETWEEN {low} AND {high}" for column, low, high in one.within)
    return f"count(*) FILTER ({' AND '.join(('TRUE', *present, *within))})"


def test_small_groups_of_people_are_hidden_and_what_offices_did_is_not(store: Store) -> None:
    def held(unit: str, attendance: int, n: int) -> list[dict[str, Any]]:
        return [{"city": CITY, "unit": unit, "quarter": Q3, "held_on": "2026-09-01", "title": f"{unit} {i}", "activity_kind": 0,
                 "attendance": attendance, "ideas_raised": 1, "ideas_adopted": 0} for i in range(n)]  # fmt: skip

    load(store, "activity", [*held(UNIT, 3, 2), *held("binjai-dpmptsp", 20, 3), *held("binjai-rsud", 30, 1)])
    states = answer.answer(store, "attendance", ("unit",)).frame.set_index("unit")["state"]
    assert states[UNIT] == State.SUPPRESSED  # six attendances are fewer than ten people
    assert (states == State.SHOWN).sum() == 1  # and another is hidden with it, or the rest would tell
    activities = answer.answer(store, "activities", ("unit",)).frame
    assert (activities["state"] == State.SHOWN).all()
    assert sorted(activities["value"]) == [1, 2, 3]


def test_only_what_counts_no_people_hides_nothing() -> None:
    of_nobody = {m.name for m in registry().values() if m.population is Population.NOBODY}
    assert of_nobody == {
        "activities", "ideas_raised", "idea_adoption", "innovations", "innovation_funnel", "days_to_pilot",
        "days_to_running", "partnerships", "plan_done", "spbe", "spbe_domains", "spbe_aspects", "pemdi", "pemdi_aspects",
    }  # fmt: skip
