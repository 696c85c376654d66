"""The staff of the demo as rows: the same on every machine, as declared, and in agreement with one another."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from data.demo import content_id
from data.demo.staff import CityStaff, generated, tables
from data.demo.staff.plan import AS_OF, FIRST_DAY
from data.demo.staff.register import people, posts
from data.demo.staff.traits import traits
from data.demo.truth import Truth
from data.tables import TABLES
from data.tables.staff import STAFF_TABLES

SMALL = 1_400
NAMES = [table.name for table in STAFF_TABLES]
# Digests of the rows at seed 3 and 1,400 posts, equal with numpy's vector instructions switched off. They change when
# what is planted changes (then say so in the changelog), never because a later part was added.
ROWS = {
    "employee": "7b4b530f7edcc60387ac27e8c2b1e3b2",
    "training_programme": "2454df5c3c8c0cc3be19abfa413e18ee",
    "training_participation": "84a4cf92fb11d0cf18844d014ba52030",
    "skill_assessment": "521193db3163595dc6a3a561998463d7",
    "performance_review": "aa9bd6e8114554c7200db1313c4b7bf8",
    "discipline": "42836ac02e891d1433a732d5c6ec5be3",
}


@pytest.fixture(scope="module")
def small() -> list[CityStaff]:
    return generated(3, SMALL)


def test_rows_are_those_of_every_other_machine(small: list[CityStaff]) -> None:
    assert {name: content_id(name, name, rows) for name, rows in tables(small).items()} == ROWS


def test_another_seed_gives_other_rows(small: list[CityStaff]) -> None:
    made, others = tables(small), tables(generated(4, SMALL))
    assert list(made) == NAMES
    assert all(not made[name].equals(others[name]) for name in NAMES)


def test_people_and_their_traits_can_be_asked_for_again(small: list[CityStaff]) -> None:
    for city in small:
        who = people(3, city.people.city, posts(3, SMALL)[city.people.city])
        assert (who.staff == city.people.staff).all()
        again = traits(3, who.city, who.size + 1_000)
        for name in ("ability", "motivation"):
            assert (getattr(again, name)[: who.size] == getattr(city.people.traits, name)).all()


def test_too_few_staff_are_refused() -> None:
    with pytest.raises(ValueError, match="1000 or more"):
        generated(3, 999)


@pytest.mark.parametrize("size", [SMALL, 5_600, 20_000])
def test_posts_add_up(size: int) -> None:
    found = [n for units in posts(3, size).values() for n in units.values()]
    assert sum(found) == size
    assert len(found) == 66


def test_offices_have_a_usual_size(staff_planted: Truth) -> None:
    sizes = {unit: facts["posts"] for unit, facts in staff_planted["units"].items()}
    assert staff_planted["posts"] == sum(sizes.values()) == 5_600
    assert min(sizes.values()) == 15
    assert 250 < max(sizes.values()) <= 300
    assert {unit.split("-")[-1] for unit in sorted(sizes, key=lambda u: -sizes[u])[:5]} <= {"rsud", "disdik"}


@pytest.mark.parametrize("name", NAMES)
def test_rows_have_declared_columns_only_and_fit_their_declarations(small: list[CityStaff], name: str) -> None:
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


def test_what_groups_are_made_of_is_never_empty(staff_frames: dict[str, pd.DataFrame]) -> None:
    """A handful of blanks everywhere would be a small group everywhere, and hide another with it."""
    register = staff_frames["employee"]
    assert register[["sex", "birth_year", "position", "degree"]].notna().all(axis=None)
    taken = staff_frames["training_participation"]
    assert taken[["area", "training_kind", "partner"]].notna().all(axis=None)


def _state(register: pd.DataFrame, events: pd.DataFrame, day: str) -> pd.DataFrame:
    """Each event with the newest state of the register up to its day."""
    last = register.groupby("staff")["left_on"].max().rename("gone_on")
    states = register[["staff", "unit", "valid_from"]].rename(columns={"unit": "works_at"}).sort_values("valid_from")
    events = events.reset_index(names="row").sort_values(day)
    found = pd.merge_asof(events, states, left_on=day, right_on="valid_from", by="staff").join(last, on="staff")
    assert len(found) == len(events)
    return found


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("training_participation", "ended_on"),
        ("skill_assessment", "assessed_on"),
        ("discipline", "decided_on"),
        ("performance_review", "quarter_end"),
    ],
)
def test_only_people_at_work_have_rows_and_in_their_own_office(
    staff_frames: dict[str, pd.DataFrame], name: str, day: str
) -> None:
    events = staff_frames[name].copy()
    if name == "performance_review":
        events[day] = pd.PeriodIndex(events["quarter"], freq="Q").end_time.normalize().astype("datetime64[s]")
    found = _state(staff_frames["employee"], events, day)
    assert found["works_at"].notna().all()
    assert (found["gone_on"].isna() | (found[day] < found["gone_on"])).all()
    if "unit" in events:
        named = found["unit"].notna()
        assert (found["unit"] == found["works_at"])[named].all()
        expected = {"binjai"} if name == "training_participation" else set()
        assert set(found.loc[~named, "city"]) == expected


def test_the_register_keeps_history(staff_frames: dict[str, pd.DataFrame], staff_planted: Truth) -> None:
    register = staff_frames["employee"]
    by_person = register.sort_values("valid_from").groupby("staff")
    moved = by_person.filter(lambda rows: len(rows) > 1)
    cities = staff_planted["cities"].values()
    assert moved["staff"].nunique() == sum(city["moved"] for city in cities)
    assert (moved.groupby("staff")["unit"].nunique() == 2).all()
    assert (moved.groupby("staff")["city"].nunique() == 1).all()
    assert register["left_on"].notna().sum() == sum(city["left"] for city in cities)
    assert (register["valid_from"] >= FIRST_DAY).all()
    left = register.dropna(subset="left_on")
    assert (left["left_on"] > left["valid_from"]).all()
    entered = register.dropna(subset="entered_on")
    assert (entered["entered_on"] <= entered["valid_from"]).all()
    years = (pd.Timestamp("2026-09-01") - pd.Timestamp(FIRST_DAY)).days / 365.25
    rate = moved["staff"].nunique() / (5_600 * years)
    assert rate == pytest.approx(staff_planted["register"]["moves_a_year"], rel=0.15)  # at most one move a person
    for key in ("at_work", "posts"):
        assert sum(city[key] for city in cities) == pytest.approx(5_600, abs=60)


def test_catalogue_and_participations_agree(staff_frames: dict[str, pd.DataFrame], staff_planted: Truth) -> None:
    plan, taken = staff_frames["training_programme"], staff_frames["training_participation"]
    per_city = plan.groupby("city")["programme"].nunique()
    assert (per_city >= 58).all()
    assert per_city.max() == staff_planted["training"]["programmes"] == 60
    assert not plan.assign(year=plan["quarter"].str[:4]).duplicated(["city", "programme", "year"]).any()
    assert (plan["quarter"] == "2026Q4").any()
    same = ["city", "programme", "title", "area", "training_kind", "provider", "partner", "scheme"]
    both = taken[same].drop_duplicates().merge(plan[same].drop_duplicates(), how="left", on=same, indicator=True)
    assert (both["_merge"] == "both").all()
    ends = taken["ended_on"]
    assert (ends.dt.year.astype(str) + "Q" + ends.dt.quarter.astype(str) == taken["quarter"]).all()
    started = taken.dropna(subset="started_on")
    assert (started["started_on"] <= started["ended_on"]).all()
    assert taken.loc[~taken["completed"], ["pre_score", "post_score", "reaction"]].isna().all(axis=None)
    assert not taken.loc[~taken["completed"], "certified"].fillna(False).astype(bool).any()
    assert (taken["scheme"].notna() == taken["certified"].notna()).all()
    assert (taken["interactions"].notna() == (taken["training_kind"] == "elearning")).all()
    assert taken.assign(year=ends.dt.year).duplicated(["staff", "programme", "year"]).mean() < 0.002


def test_reviews_come_in_order(staff_frames: dict[str, pd.DataFrame]) -> None:
    reviews = staff_frames["performance_review"]
    assert not reviews.duplicated(["staff", "quarter"]).any()
    assert sorted(reviews["quarter"].unique())[::11] == ["2023Q4", "2026Q3"]
    done = reviews.dropna(subset="evaluated_on")
    assert (done["evaluated_on"] >= done["reported_on"]).all()
    assert done[["result_rating", "behaviour_rating"]].notna().all(axis=None)
    open_ = reviews[reviews["evaluated_on"].isna()]
    assert open_[["result_rating", "behaviour_rating", "predicate"]].isna().all(axis=None)
    assert done["evaluated_on"].max() <= pd.Timestamp(AS_OF)
    assert np.array_equal(reviews["difficulty"].isna(), reviews["reported_on"].isna())
