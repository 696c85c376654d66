"""Synthetic staff of the demo cities: register, training, skills, performance and discipline, with planted truth.

The same offices as the satisfaction demo, invented people. What is planted stands in `plan` and `catalogue`. Later parts
of the demo get the same people, their traits and their trainings from `generated` with the same seed and size.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from data.demo.staff import register, reviews, skills, training
from data.demo.staff.plan import DEFAULT_STAFF
from data.demo.staff.register import People, posts
from data.demo.staff.training import Training

__all__ = ["DEFAULT_STAFF", "CityStaff", "generate", "generated", "posts", "tables"]


@dataclass(frozen=True)
class CityStaff:
    """The people of a city, their trainings, and the rows of each table of `data.tables.staff`."""

    people: People
    training: Training
    posts: dict[str, int]  # by unit
    rows: dict[str, pa.Table]


def generated(seed: int, staff: int = DEFAULT_STAFF) -> list[CityStaff]:
    """The staff of all cities; `staff` posts in all. Raises ValueError for too few."""
    return [generate(seed, city, there) for city, there in posts(seed, staff).items()]


def tables(cities: list[CityStaff]) -> dict[str, pa.Table]:
    """The rows of all cities by table, the register first: others refer to it."""
    return {name: pa.concat_tables([city.rows[name] for city in cities]) for name in cities[0].rows}


def generate(seed: int, city: str, posts: dict[str, int]) -> CityStaff:
    """The staff of a city with these posts by unit."""
    who = register.people(seed, city, posts)
    trained = training.generate(seed, who)
    return CityStaff(
        who,
        trained,
        posts,
        {
            "employee": register.rows(seed, who),
            "training_programme": trained.catalogue,
            "training_participation": trained.rows,
            "skill_assessment": skills.rows(seed, who, trained),
            "performance_review": reviews.rows(seed, who),
            "discipline": reviews.sanctions(seed, who),
        },
    )
