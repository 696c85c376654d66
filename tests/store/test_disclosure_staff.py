"""Nobody learns of fewer than ten staff: people are counted, not their trainings or reports, and subtraction is tried.

The people behind each figure are counted here by plain pandas over the rows of the record.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data import answer, query
from data.query import PERIOD
from data.selection import Selection
from data.store import Store
from metrics.limits import cell_sizes
from metrics.metric import Population, State
from metrics.periods import Grain, period_start
from tests.store.staff import Row, batch, read

MINIMUM = cell_sizes.minimum(Population.STAFF)
OFFICES = ("binjai-disdukcapil", "binjai-dpmptsp", "binjai-rsud", "binjai-bpbd", "binjai-dinsos")
AREAS = ("it", "finance", "managerial")
INDICATORS = {"training_record": "participations", "staff_quarter": "jp_mean"}
GROUPINGS: tuple[tuple[str, ...], ...] = (
    *((), ("unit",), ("sex",), ("position",), ("unit", "sex"), (PERIOD,), (PERIOD, "unit"), (PERIOD, "sex")),
)
OF_TRAININGS: tuple[tuple[str, ...], ...] = (("area",), ("unit", "area"), (PERIOD, "area"))


@pytest.fixture(scope="module", params=[1, 2, 3, 4])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Offices of 4 to 60, in which few people take many trainings."""
    rng = np.random.default_rng(request.param)
    people: list[Row] = []
    for unit, size in zip(OFFICES, rng.permutation([4, 9, 25, 60, 90]), strict=True):
        people += [
            {
                "staff": len(people) + i + 1,
                "unit": unit,
                "valid_from": date(2020, 1, 1),
                "sex": str(rng.choice(["female", "male"], p=[0.7, 0.3])),
                "position": str(rng.choice(["structural", "functional", "executive"], p=[0.1, 0.3, 0.6])),
            }
            for i in range(size)
        ]
    busy = [row["staff"] for row in people if rng.random() < 0.4]
    taken: list[Row] = []
    for i in range(500):
        area = str(rng.choice(AREAS, p=[0.7, 0.2, 0.1]))
        day = date(2025, 1 + int(rng.integers(0, 12)), 1 + int(rng.integers(0, 28)))
        who = int(rng.choice(busy))
        taken.append(
            {
                "staff": who,
                "reaction": 4 if who % 4 == 0 else None,  # few people say it, of many trainings each
                "programme": f"p{i}",
                "title": f"P{i}",
                "area": area,
                "training_kind": "course",
                "ended_on": day,
                "completed": True,
                "jp_hundredths": 500,
            }
        )
    opened = Store.open(tmp_path_factory.mktemp("staff") / "a.duckdb")
    reviewed: list[Row] = [
        {
            "staff": row["staff"],
            "quarter": quarter,
            "predicate": str(rng.choice(["poor", "needs_improvement", "good", "very_good"], p=[0.04, 0.1, 0.7, 0.16])),
            "reported_on": date(2025, 7, 1),
        }
        for row in people
        for quarter in ("2025Q1", "2025Q2")
    ]
    opened.commit_batches(
        [
            batch("employee", people),
            batch("training_participation", taken),
            batch("performance_review", reviewed),
        ]
    )
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def rows(store: Store) -> dict[str, pd.DataFrame]:
    """The records, with their people."""
    return {table: pd.DataFrame(read(store, table)) for table in INDICATORS}


def selections() -> Iterator[Selection]:
    filters: tuple[dict[str, Any], ...] = (
        {},
        {"sex": ("male",)},
        {"unit": OFFICES[:2]},
        {"unit": OFFICES[3:], "sex": ("female",)},
    )
    for chosen, grain in itertools.product(filters, ("quarter", "semester", "year")):
        yield Selection(**chosen, grain=grain)


def behind(
    frame: pd.DataFrame, table: str, by: tuple[str, ...], selection: Selection
) -> dict[tuple[object, ...], set[int]]:
    """The people of each group that a question has."""
    for dimension, keys in selection.filters.items():
        frame = frame[frame[dimension].isin(keys)]
    grain = selection.grain if PERIOD in by else None
    period = frame["quarter"].map(lambda q: period_start(q, grain)) if grain else pd.Series(0, index=frame.index)
    if table == "staff_quarter":  # a state is read at the last quarter of the period
        frame = frame[frame["quarter"] == frame["quarter"].groupby(period).transform("max")]
    frame = frame.assign(**{PERIOD: period})
    if not by:
        return {(): set(frame["staff"])}
    return {key: set(group["staff"]) for key, group in frame.groupby(list(by))}


def asked(store: Store, table: str, by: tuple[str, ...], selection: Selection) -> dict[tuple[object, ...], State]:
    frame = answer.answer(store, INDICATORS[table], by, selection).frame
    return {tuple(row[d] for d in by): State(row["state"]) for _, row in frame.iterrows()}


def questions() -> Iterator[tuple[str, tuple[str, ...]]]:
    for table in INDICATORS:
        yield from ((table, by) for by in (*GROUPINGS, *(OF_TRAININGS if table == "training_record" else ())))


@pytest.mark.parametrize("by", [(), ("unit",), ("area",), ("city", "unit", "sex", "area")], ids=str)
def test_people_are_counted_once_in_each_period_however_long(
    store: Store, rows: dict[str, pd.DataFrame], by: tuple[str, ...]
) -> None:
    grains: tuple[Grain | None, ...] = ("quarter", "semester", "year", None)
    with store.cursor() as cursor:
        found = query.people(store, by, grains, "training_record", cursor)
    for grain, (keys, counts) in zip(grains, found, strict=True):
        frame = rows["training_record"]
        period = frame["quarter"].map(lambda q, grain=grain: period_start(q, grain) if grain else 0)
        people = frame.groupby([*by, period], dropna=False)["staff"].nunique()  # pandas
        told = zip(*(keys[d].tolist() for d in by), keys[PERIOD].tolist() if grain else [0] * len(counts), strict=True)
        assert dict(zip(told, counts.tolist(), strict=True)) == dict(
            zip((k if isinstance(k, tuple) else (k,) for k in people.index), people.tolist(), strict=True)
        )


def test_whose_answer_is_missing_are_people_of_a_group_of_its_own(store: Store) -> None:
    """No training of these leads to a certificate scheme."""
    (row,) = answer.answer(store, "participations", ("scheme",)).frame.to_dict("records")
    assert (row["scheme"], row["n"], row["state"]) == (None, 500, State.SHOWN)


@pytest.mark.parametrize(("table", "by"), list(questions()), ids=str)
def test_fewer_than_ten_people_are_never_shown(
    store: Store, rows: dict[str, pd.DataFrame], table: str, by: tuple[str, ...]
) -> None:
    shown = 0
    for selection in selections():
        people = behind(rows[table], table, by, selection)
        for group, state in asked(store, table, by, selection).items():
            if state is State.SHOWN:
                shown += 1
                assert len(people.get(group, ())) >= MINIMUM, (selection, group)
    assert shown or by  # all together are enough to be shown; of the parts it depends on the draw


@pytest.mark.parametrize(("table", "by"), [q for q in questions() if q[1]], ids=str)
def test_a_shown_whole_less_its_shown_parts_is_nobody_or_ten(
    store: Store, rows: dict[str, pd.DataFrame], table: str, by: tuple[str, ...]
) -> None:
    for selection in selections():
        people = behind(rows[table], table, by, selection)
        states = asked(store, table, by, selection)
        for dimension in by:
            if dimension == PERIOD and table == "staff_quarter":
                continue  # states do not add up over time
            rest = tuple(d for d in by if d != dimension)
            wholes = asked(store, table, rest, selection)
            for whole, state in wholes.items():
                if state is not State.SHOWN:
                    continue
                parts = [g for g in people if tuple(k for k, d in zip(g, by, strict=True) if d != dimension) == whole]
                hidden = [people[g] for g in parts if states.get(g) is State.SUPPRESSED]
                assert not hidden or len(set().union(*hidden)) >= MINIMUM, (selection, dimension, whole)
                assert len(hidden) != 1 or len(hidden[0]) >= MINIMUM, (selection, dimension, whole)


@pytest.mark.parametrize("by", [(), ("unit",), ("sex",), (PERIOD,), (PERIOD, "sex")], ids=str)
def test_a_rating_of_fewer_than_ten_people_is_hidden_with_what_would_tell_it(store: Store, by: tuple[str, ...]) -> None:
    reviews = pd.DataFrame(read(store, "review_record"))
    for selection in selections():
        people = behind(reviews, "review_record", (*by, "predicate"), selection)
        found = answer.answer(store, "predicate_share", by, selection).frame
        for group, items in found.groupby(list(by)) if by else [((), found)]:
            own = {p: people.get((*group, p), set()) for p in items["predicate"]}
            shown = items[items["state"] == State.SHOWN]
            if shown.empty:
                continue
            assert all(not own[p] or len(own[p]) >= MINIMUM for p in shown["predicate"]), (selection, group)
            hidden = [own[p] for p in items.loc[items["state"] == State.SUPPRESSED, "predicate"] if own[p]]
            assert not hidden or len(set().union(*hidden)) >= MINIMUM, (selection, group)
            assert items.loc[items["state"] == State.SUPPRESSED, ["value", "low", "high", "n"]].isna().all(axis=None)


def test_a_category_that_is_counted_and_not_stored_is_hidden_likewise(store: Store) -> None:
    found = answer.answer(store, "ip_categories", ("unit",)).frame
    shown = found[found["state"] == State.SHOWN]
    people = (shown["value"] * shown["n"].astype(float)).round()
    assert not people.between(1, MINIMUM - 1).any()


def test_a_value_that_rests_on_fewer_than_ten_of_a_large_group_is_hidden(store: Store) -> None:
    found = answer.answer(store, "training_gap", ("unit",)).frame
    assert (found.loc[found["state"] == State.SHOWN, "n"] >= MINIMUM).all()


@pytest.mark.parametrize(
    "by", [(), ("unit",), ("area",), ("unit", "area"), (PERIOD,), (PERIOD, "unit"), ("sex", PERIOD)], ids=str
)
def test_a_value_that_rests_on_many_rows_of_few_people_is_hidden(
    store: Store, rows: dict[str, pd.DataFrame], by: tuple[str, ...]
) -> None:
    said = rows["training_record"].dropna(subset=["reaction"])
    for selection in selections():
        people = behind(said, "training_record", by, selection)
        found = answer.answer(store, "reaction", by, selection).frame
        for row in found[found["state"] == State.SHOWN].to_dict("records"):
            assert len(people[tuple(row[d] for d in by)]) >= MINIMUM


def test_what_is_hidden_of_staff_carries_nothing(store: Store) -> None:
    for table in INDICATORS:
        found = answer.answer(store, INDICATORS[table], ("unit", "sex"))
        hidden = found.frame["state"] == State.SUPPRESSED
        assert hidden.any()
        numbers = ["value", "low", "high", "n", "se", "df"]
        assert found.frame.loc[hidden, numbers].isna().all(axis=None)
        assert found.sums.loc[hidden].drop(columns=["unit", "sex"]).isna().all(axis=None)
