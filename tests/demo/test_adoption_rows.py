"""The adoption of the demo as rows: the same on every machine, as declared, and in agreement with one another."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from data.demo import content_id
from data.demo.adoption import CityAdoption, answers_for, generate, plan, tables, use_plan
from data.demo.staff import CityStaff
from data.demo.staff import generated as staff_generated
from data.demo.truth import Truth
from data.tables import TABLES
from data.tables.adoption import ADOPTION_TABLES
from metrics.resistance.terms import READINESS, STATEMENTS

SMALL, ANSWERS = 1_400, 2_000
NAMES = [table.name for table in ADOPTION_TABLES]
# Digests of the rows at seed 3, 1,400 posts and 2,000 answers, equal with numpy's vector instructions switched off. They
# change when what is planted changes (then say so in the changelog), never because a later part was added.
ROWS = {
    "digital_system": "4af4688b7a3753c5e9a034d4b65c00a5",
    "deployment": "ce5611ed4495064236964b1f2b031749",
    "usage_month": "17c28e4f68a9ffe2abaee82e06090b5c",
    "pulse_response": "069b29d4df957746cf8ec327c610b814",
}

Frames = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def small_staff() -> list[CityStaff]:
    return staff_generated(3, SMALL)


@pytest.fixture(scope="module")
def small(small_staff: list[CityStaff]) -> list[CityAdoption]:
    return generate(3, small_staff, ANSWERS)


def test_rows_are_those_of_every_other_machine(small: list[CityAdoption]) -> None:
    assert {name: content_id(name, name, rows) for name, rows in tables(small).items()} == ROWS


def test_another_seed_gives_other_rows(small: list[CityAdoption]) -> None:
    made, others = tables(small), tables(generate(4, staff_generated(4, SMALL), ANSWERS))
    assert list(made) == NAMES
    assert all(
        not made[name].equals(others[name]) for name in NAMES[1:]
    )  # the names of the systems are always the same


def test_a_city_alone_has_the_use_that_it_has_among_the_others(
    small: list[CityAdoption], small_staff: list[CityStaff]
) -> None:
    (alone,) = generate(3, small_staff[2:3], 500)
    for name in ("digital_system", "deployment", "usage_month"):
        assert alone.rows[name].equals(small[2].rows[name]), name


def test_every_office_may_have_every_system_from_the_start(small_staff: list[CityStaff]) -> None:
    everywhere = tables(generate(3, small_staff, ANSWERS, everywhere=True))
    usual = tables(generate(3, small_staff, ANSWERS))
    there = sum(city.people.at_work(np.arange(city.people.size), np.full(city.people.size, month)).sum()
                for city in small_staff for month in plan.MONTHS.astype("datetime64[D]"))  # fmt: skip
    lost = everywhere["usage_month"].num_rows - len(plan.KEYS) * there
    assert -3 * 60 < lost <= 0  # a quarter of one office
    assert everywhere["usage_month"].num_rows > 2 * usual["usage_month"].num_rows
    assert everywhere["pulse_response"].num_rows == ANSWERS


@pytest.mark.parametrize("name", NAMES)
def test_rows_have_declared_columns_only_and_fit_their_declarations(name: str, adoption: list[CityAdoption]) -> None:
    """No name, address or number of a person can hide in a column that nobody declared."""
    frame = tables(adoption)[name].to_pandas()
    assert list(frame) == [column.name for column in TABLES[name].columns]
    for column in TABLES[name].columns:
        values = frame[column.name].dropna()
        assert not column.required or len(values) == len(frame), column.name
        if column.minimum is not None:
            assert values.between(column.minimum, column.maximum).all(), column.name
        if column.levels is not None:
            assert values.isin(range(len(column.levels.levels))).all(), column.name


def test_the_usual_size(adoption_frames: Frames, adoption_planted: Truth) -> None:
    assert adoption_planted["rows"] == {name: len(frame) for name, frame in adoption_frames.items()}
    assert 300_000 < len(adoption_frames["usage_month"]) < 500_000
    assert len(adoption_frames["pulse_response"]) == answers_for(5_600) == 8_960


def test_use_is_possible(adoption_frames: Frames) -> None:
    """Never more active than working days, never more proxy, late or returned than entered; once a month and person."""
    use = adoption_frames["usage_month"]
    assert (use["active_days"] <= use["working_days"]).all()
    for part in ("proxy", "late", "returned"):
        assert not (use[part] > use["digital"]).any(), part
    assert not use.duplicated(["staff", "system", "month"]).any()
    for part in ("manual", "proxy", "late", "returned"):
        not_recorded = [key for key, parts in use_plan.NOT_RECORDED.items() if part in parts]
        assert (use[part].isna() == use["system"].isin(not_recorded)).all(), part
    quarter = use["month"].dt.year.astype(str) + "Q" + use["month"].dt.quarter.astype(str)
    assert (use["quarter"] == quarter).all()


def test_use_begins_with_the_launch_where_people_work(adoption_frames: Frames, staff_frames: Frames) -> None:
    use, register = adoption_frames["usage_month"], staff_frames["employee"]
    state = register[["staff", "unit", "valid_from"]].sort_values("valid_from", kind="stable")
    found = pd.merge_asof(
        use.sort_values("month", kind="stable").rename(columns={"unit": "named"}),
        state, left_on="month", right_on="valid_from", by="staff",
    )  # fmt: skip
    assert found["unit"].notna().all()
    assert (found["named"].isna() | (found["named"] == found["unit"])).all()
    assert set(found.loc[found["named"].isna(), "city"]) == {use_plan.UNIT_BLANK_CITY}
    left = register.groupby("staff")["left_on"].max()
    assert not (found["month"] >= found["staff"].map(left)).any()
    launched = adoption_frames["deployment"].set_index(["unit", "system"])["launched_on"]
    since = launched.reindex(pd.MultiIndex.from_frame(found[["unit", "system"]])).to_numpy()
    assert (found["month"].to_numpy().astype("datetime64[M]") >= since.astype("datetime64[M]")).all()


def test_steady_use_has_its_day_where_logs_are_daily(adoption_frames: Frames) -> None:
    use = adoption_frames["usage_month"]
    steady = use[use["active_days"] >= 3].groupby(["city", "staff", "system"])["month"].min()
    days = use.dropna(subset="sustained_on").set_index(["city", "staff", "system"])
    assert days.index.is_unique
    assert set(days.index.get_level_values("city")) == set(use_plan.DAILY_LOGS)
    assert (days["sustained_on"].dt.to_period("M") == days["month"].dt.to_period("M")).all()
    assert days["month"].sort_index().equals(steady[list(use_plan.DAILY_LOGS)].sort_index())


def test_deployments_agree_with_the_launches_that_citizens_see(adoption_frames: Frames, planted: Truth) -> None:
    deployed = adoption_frames["deployment"]
    assert not deployed.duplicated(["unit", "system"]).any()
    online = deployed[deployed["system"] == "registration"].set_index("unit")["quarter"].to_dict()
    launches = {launch["unit"]: launch["quarter"] for launch in planted["launches"]}
    assert online == {unit: quarter for unit, quarter in launches.items() if unit not in plan.NO_SYSTEM}
    handled = deployed[(deployed["city"] == "binjai") & (deployed["system"] == "complaints")]
    assert set(handled["quarter"]) == {"2025Q2"}


def test_answers_name_nobody(adoption: list[CityAdoption], adoption_planted: Truth) -> None:
    """Answers have no key, stand in the order of what was ticked, and the truth beside the data knows no person."""
    for city in adoption:
        frame = city.rows["pulse_response"].to_pandas()
        assert "staff" not in frame
        ticks = frame[[*reversed([*STATEMENTS, *READINESS])]].fillna(0)
        for _, group in ticks.groupby([frame["quarter"], frame["unit"], frame["system"]]):
            assert group.sort_values(list(ticks), kind="stable").index.equals(group.index)
    text = json.dumps(adoption_planted)
    assert not any(str(key) in text for city in adoption for key in city.of.staff.who.staff.tolist())
