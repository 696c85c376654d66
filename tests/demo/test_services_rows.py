"""The services of the demo as rows: the same on every machine, as declared, and in agreement with one another."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from data.demo import content_id
from data.demo.services import CityServices, generate, generated, sizes, tables
from data.demo.truth import Truth
from data.tables import TABLES

SMALL, POSTS = 8_000, 1_400
NAMES = ["service_transaction", "complaint", "activity", "innovation", "partnership", "digital_index"]
# Digests of the rows at seed 3 and 8,000 transactions, without what follows from the calendar of public holidays; equal
# with numpy's vector instructions switched off. They change when what is planted changes (then say so in the
# changelog), never because a later part was added.
ROWS = {
    "service_transaction": "0d6232ab613aefd198eeb1fb9602b4af",
    "complaint": "dcd8ca5f2e6b182a7dd9093a10f57983",
    "activity": "859f48453788277ab9810c35fcbc87da",
    "innovation": "df3a12517dcdc49f7a02a8a8ffab8979",
    "partnership": "3ecdf845f4579187e97181e71e55aa9b",
    "digital_index": "07f157fdddb16b1d87b86f79341df183",
}
Frames = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def small() -> list[CityServices]:
    return generated(3, SMALL, POSTS)


def test_rows_are_those_of_every_other_machine(small: list[CityServices]) -> None:
    made = tables(small)
    made["service_transaction"] = made["service_transaction"].drop_columns("working_days")
    assert {name: content_id(name, name, rows) for name, rows in made.items()} == ROWS


def test_another_seed_gives_other_rows(small: list[CityServices]) -> None:
    made, others = tables(small), tables(generated(4, SMALL, POSTS))
    assert list(made) == NAMES
    assert all(not made[name].equals(others[name]) for name in NAMES)


def test_a_city_alone_is_the_city_among_the_others(small: list[CityServices]) -> None:
    city = small[2]
    again = generate(3, city.city, city.offices, city.posts, sizes(SMALL)[city.city])
    assert all(again.rows[name].equals(city.rows[name]) for name in NAMES)


@pytest.mark.parametrize("size", [6_000, 150_001, 2_000_000])
def test_sizes_add_up(size: int) -> None:
    assert sum(sizes(size).values()) == size


def test_too_few_services_are_refused() -> None:
    with pytest.raises(ValueError, match="6000 or more"):
        sizes(5_999)


@pytest.mark.parametrize("name", NAMES)
def test_rows_have_declared_columns_only_and_fit_their_declarations(small: list[CityServices], name: str) -> None:
    """No name or number of a person can hide in a column that nobody declared."""
    frame = tables(small)[name].to_pandas()
    table = TABLES[name]
    assert set(frame) == {column.name for column in table.columns}
    for column in table.columns:
        values = frame[column.name].dropna()
        assert not column.required or len(values) == len(frame), column.name
        if column.minimum is not None:
            assert values.between(column.minimum, column.maximum).all(), column.name
        if column.levels is not None:
            assert values.isin(range(len(column.levels.levels))).all(), column.name


def test_the_truth_counts_the_rows(services_frames: Frames, services_planted: Truth) -> None:
    assert services_planted["rows"] == {name: len(frame) for name, frame in services_frames.items()}
    assert services_planted["transactions"] == len(services_frames["service_transaction"]) == 150_000
    assert 17_000 < services_planted["rows"]["complaint"] < 21_000


def test_days_lie_in_their_quarter_and_before_the_day_of_the_files(
    services_frames: Frames, services_planted: Truth
) -> None:
    for name, day in (
        ("service_transaction", "submitted_on"), ("complaint", "received_on"), ("activity", "held_on"), ("innovation", "idea_on"),
    ):  # fmt: skip
        frame = services_frames[name]
        assert (frame[day].dt.year.astype(str) + "Q" + frame[day].dt.quarter.astype(str) == frame["quarter"]).all(), (
            name
        )
        assert set(frame["quarter"]) == {f"{y}Q{q}" for y in range(2023, 2027) for q in range(1, 5)} - {
            "2023Q1", "2023Q2", "2023Q3", "2026Q4",
        }  # fmt: skip
    as_of = pd.Timestamp(services_planted["as_of"])
    for name in ("service_transaction", "complaint", "activity", "innovation"):
        days = services_frames[name].select_dtypes("datetime")
        assert days.max().max() <= as_of, name


def test_what_groups_are_made_of_is_never_empty(services_frames: Frames) -> None:
    """A handful of blanks everywhere would be a small group everywhere, and hide another with it."""
    assert services_frames["service_transaction"][["service", "channel"]].notna().all(axis=None)
    assert services_frames["complaint"][["service", "topic", "complaint_kind"]].notna().all(axis=None)


def test_transactions_agree_with_themselves(services_frames: Frames) -> None:
    rows = services_frames["service_transaction"]
    done = rows["completed"] == 1
    assert (rows["completed_on"].notna() == done).all()
    assert (rows["processing_hours"].notna() == done).all()
    assert (rows["working_days"].notna() == done).all()
    days = (rows["completed_on"] - rows["submitted_on"]).dt.days[done]
    hours, working = rows.loc[done, "processing_hours"], rows.loc[done, "working_days"]
    assert (days >= 0).all()
    assert ((hours > 24 * (days - 1)) & (hours <= 24 * (days + 1))).all()
    first = rows.loc[done, "submitted_on"].to_numpy("datetime64[D]") + 1
    weekdays = np.busday_count(first, rows.loc[done, "completed_on"].to_numpy("datetime64[D]") + 1)
    assert ((working <= weekdays) & (working >= weekdays - 25)).all()  # Idul Fitri takes a week and a half
    assert (rows["waiting_minutes"].notna() == (rows["channel"] == "counter")).all()
    assert (60 * hours >= rows.loc[done, "waiting_minutes"].fillna(0)).all()


def test_some_queues_pass_midnight(services_frames: Frames) -> None:
    rows = services_frames["service_transaction"]
    night = rows[(rows["service"] == "igd") & (rows["processing_hours"] <= 12)]
    days = (night["completed_on"] - night["submitted_on"]).dt.days
    assert set(days) == {0, 1}
    assert 0.1 < days.mean() < 0.4


def test_complaints_agree_with_themselves(services_frames: Frames) -> None:
    rows = services_frames["complaint"]
    assert rows["ticket"].is_unique
    assert (rows["first_response_on"].dropna() >= rows["received_on"][rows["first_response_on"].notna()]).all()
    closed = rows.dropna(subset="closed_on")
    assert (closed["closed_on"] >= closed["first_response_on"]).all()
    assert (rows["reopened"].notna() == rows["closed_on"].notna()).all()


def test_stages_of_innovations_follow_each_other(services_frames: Frames) -> None:
    rows = services_frames["innovation"]
    assert not rows.duplicated(["unit", "title"]).any()
    assert (rows["pilot_on"] >= rows["idea_on"])[rows["pilot_on"].notna()].all()
    assert (rows["running_on"] >= rows["pilot_on"])[rows["running_on"].notna()].all()
    latest = rows[["idea_on", "pilot_on", "running_on"]].max(axis=1)
    assert (rows["stopped_on"] >= latest)[rows["stopped_on"].notna()].all()


def test_people_of_an_agreement_never_fall(services_frames: Frames) -> None:
    rows = services_frames["partnership"].sort_values("quarter")
    people = rows.groupby(["city", "partner_name", "started_on"])[["participants", "certificates", "internships"]]
    assert (people.diff().dropna() >= 0).all(axis=None)
    assert (rows["certificates"] <= rows["participants"]).all()
    assert (rows["ended_on"].dropna() > rows["started_on"][rows["ended_on"].notna()]).all()
