"""A small city of staff for the command line: people of four offices, what they learned and how they reported.

Plain counts, so that each figure can be had by counting here:

- Disdukcapil has 40 staff, 20 structural and 20 functional; DPMPTSP 12 executive ones; RSUD 6 and BPBD 7, too few to be
  shown.
- A course of 25 JP was planned for 40 people in 2025. The first 30 of Disdukcapil took it: the structural ones in-house,
  ten functional ones at a university, who alone were certified.
- All reported on 2025Q1; those of DPMPTSP late. Disdukcapil names data as the difficulty, the others none.
"""

from __future__ import annotations

from datetime import date

from data.store import Store
from tests.store.staff import Row, batch

OFFICES = {"binjai-disdukcapil": 40, "binjai-dpmptsp": 12, "binjai-rsud": 6, "binjai-bpbd": 7}
STAFF = tuple((unit, place) for unit, size in OFFICES.items() for place in range(size))
TRAINED, STRUCTURAL = 30, 20  # the first of Disdukcapil

COURSE: Row = {"programme": "olah-data", "title": "Olah data", "area": "it", "training_kind": "course"}
PLANNED: Row = {**COURSE, "quarter": "2025Q1", "planned_seats": 40}


def fill(store: Store) -> Store:
    """The store with that city in it."""
    tables = {
        "employee": employees(),
        "training_programme": [PLANNED],
        "training_participation": trainings(),
        "performance_review": reviews(),
    }
    store.commit_batches([batch(table, rows) for table, rows in tables.items()])
    return store


def employees() -> list[Row]:
    """One row per person, from before all else."""
    positions = {"binjai-dpmptsp": "executive", "binjai-rsud": "functional", "binjai-bpbd": "functional"}
    return [
        {
            "unit": unit,
            "staff": number,
            "valid_from": date(2020, 1, 1),
            "position": positions.get(unit, "structural" if place < STRUCTURAL else "functional"),
        }
        for number, (unit, place) in enumerate(STAFF, 1)
    ]


def trainings() -> list[Row]:
    """One course each."""
    return [
        {
            **COURSE,
            "staff": number,
            "partner": "own" if number <= STRUCTURAL else "university",
            "ended_on": date(2025, 2, 14),
            "jp_hundredths": 2500,
            "cost": 1_000_000,
            "completed": True,
            "certified": number > STRUCTURAL,
            "scheme": "bnsp" if number > STRUCTURAL else None,
        }
        for number in range(1, TRAINED + 1)
    ]


def reviews() -> list[Row]:
    """One report each, evaluated after ten days."""
    return [
        {
            "staff": number,
            "quarter": "2025Q1",
            "reported_on": date(2025, 4, 20 if unit == "binjai-dpmptsp" else 5),
            "evaluated_on": date(2025, 4, 30),
            "result_rating": "meets",
            "behaviour_rating": "meets",
            "difficulty": "data" if unit == "binjai-disdukcapil" else "none",
        }
        for number, (unit, _) in enumerate(STAFF, 1)
    ]
