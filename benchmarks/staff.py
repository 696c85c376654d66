"""A large city's staff: 20,000 people over three years, with 200,000 trainings, their reviews and assessments."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks import Measure
from data import derived, rollups
from data.batches import Batch
from data.store import Store
from data.tables import TABLES
from metrics.competence.terms import SKILL_KEYS
from metrics.periods import quarter_of

PEOPLE, TRAININGS, QUARTERS = 20_000, 200_000, 12
FIRST = quarter_of(2024, 1)
PROGRAMMES = 300
DERIVED = tuple(table.name for table in TABLES.values() if table.derived)


def fill(store: Store) -> None:
    """Load the city: a register in which every fifth moves once, a catalogue, a training log, reviews, assessments."""
    store.commit_batches([_batch(name, rows) for name, rows in _facts(store).items()])


def _facts(store: Store) -> dict[str, pd.DataFrame]:
    rng = np.random.default_rng(3)
    units = store.reference("unit").query("city == 'semarang'")["unit"].to_numpy(dtype=object)
    staff = rng.integers(1, 2**63, PEOPLE, dtype=np.uint64)
    begin = np.datetime64("2024-01-01")

    def some(codes: int, size: int) -> pd.Series:
        """Codes with a twentieth of them empty."""
        found = pd.Series(rng.integers(0, codes, size), dtype="Int64")
        return found.mask(rng.random(size) < 0.05)

    state = {
        "sex": some(2, PEOPLE),
        "birth_year": some(35, PEOPLE) + 1967,
        "position": rng.integers(0, 3, PEOPLE),
        "degree": some(7, PEOPLE),
    }
    register = pd.DataFrame({"staff": staff, "unit": rng.choice(units, PEOPLE), "valid_from": begin - 900, **state})
    moved = register[rng.random(PEOPLE) < 0.2].assign(valid_from=begin + 500)
    moved["unit"] = rng.choice(units, len(moved))
    keys = np.array([f"pelatihan{i}" for i in range(PROGRAMMES)], dtype=object)
    catalogue = pd.DataFrame(
        {
            "programme": np.tile(keys, 3),
            "title": np.tile(keys, 3),
            "area": np.tile(rng.integers(0, 6, PROGRAMMES), 3),
            "training_kind": np.tile(rng.integers(0, 19, PROGRAMMES), 3),
            "partner": np.tile(rng.integers(0, 6, PROGRAMMES), 3),
            "jp_hundredths": np.tile(rng.integers(2, 30, PROGRAMMES) * 100, 3),
            "quarter": FIRST + 4 * np.repeat(np.arange(3), PROGRAMMES) + np.tile(rng.integers(0, 4, PROGRAMMES), 3),
            "planned_seats": rng.integers(20, 400, 3 * PROGRAMMES),
        }
    )
    ended = begin + rng.integers(0, 1095, TRAININGS)
    which = rng.integers(0, PROGRAMMES, TRAININGS)
    pre = rng.integers(2000, 9000, TRAININGS)
    trainings = pd.DataFrame(
        {
            "staff": rng.choice(staff, TRAININGS),
            "programme": keys[which],
            "title": keys[which],
            "ended_on": ended,
            "quarter": _quarters(ended),
            "completed": rng.random(TRAININGS) < 0.9,
            "certified": rng.random(TRAININGS) < 0.3,
            "cost": rng.integers(0, 3_000_000, TRAININGS),
            "pre_score": pre,
            "post_score": pre + rng.integers(-500, 1000, TRAININGS),
            "reaction": rng.integers(1, 6, TRAININGS),
        }
    )
    reviewed = np.repeat(FIRST + np.arange(QUARTERS), PEOPLE)
    due = (reviewed // 4 - 1970).astype("datetime64[Y]").astype("datetime64[D]") + (reviewed % 4 + 1) * 91 + 10
    reported = due + rng.integers(-8, 15, len(reviewed))
    reviews = pd.DataFrame(
        {
            "staff": np.tile(staff, QUARTERS),
            "quarter": reviewed,
            "reported_on": reported,
            "evaluated_on": reported + rng.integers(0, 40, len(reviewed)),
            "result_rating": rng.integers(0, 3, len(reviewed)),
            "behaviour_rating": rng.integers(0, 3, len(reviewed)),
            "difficulty": rng.integers(0, 11, len(reviewed)),
        }
    )
    assessed = begin + rng.integers(0, 1095, 2 * PEOPLE)
    assessments = pd.DataFrame({"staff": np.tile(staff, 2), "assessed_on": assessed, "quarter": _quarters(assessed)})
    for key in SKILL_KEYS:
        assessments[key] = rng.integers(30, 101, len(assessments))
    sanctions = pd.DataFrame(
        {
            "staff": staff[:200],
            "decided_on": begin + rng.integers(0, 1095, 200),
            "discipline_level": rng.integers(0, 3, 200),
        }
    )
    return {
        "employee": pd.concat([register, moved], ignore_index=True),
        "training_programme": catalogue,
        "training_participation": trainings,
        "performance_review": reviews,
        "skill_assessment": assessments,
        "discipline": sanctions,
    }


def _quarters(days: np.ndarray) -> np.ndarray:
    months = days.astype("datetime64[M]").astype(int) + 1970 * 12
    return months // 3


def _batch(table: str, rows: pd.DataFrame) -> Batch:
    places = np.arange(len(rows))
    rows = rows.assign(city="semarang", line=places + 2, fingerprint=[f"{table}:{i}" for i in places])
    nothing = pd.DataFrame(columns=["line", "rule", "column", "value", "remedy", "original"])
    return Batch(table, table, f"{table}.csv", rows, nothing, len(rows), synthetic=True)


def run() -> list[Measure]:
    """Seconds to make all records of staff anew, and their roll-ups alone."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "staff.duckdb")
        fill(store)
        with store.writing() as cursor:
            begun = time.perf_counter()
            derived.refresh(cursor, TABLES)
            every = time.perf_counter() - begun
        with store.writing() as cursor:
            begun = time.perf_counter()
            for table in DERIVED:
                rollups.rebuild(cursor, table)
            cells = time.perf_counter() - begun
        store.close()
    return [
        Measure("records of 20,000 staff and 200,000 trainings made anew, roll-ups apart", every - cells, "s", 4),
        Measure("their roll-ups", cells, "s"),
    ]
