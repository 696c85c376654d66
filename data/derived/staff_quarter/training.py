"""Training of the year, and the time between trainings: from completed ones, but for reaching people by e-learning."""

# ruff: noqa: S608 - what is pasted are declared names and fixed texts; values never
from __future__ import annotations

from typing import Any

import numpy as np

from data.derived.staff_quarter.people import UNKNOWN, Columns, People, events
from data.tables.staff import AREA, TRAINING_KIND
from metrics.limits import jp
from metrics.limits.dated import Limit
from metrics.training.terms import AREAS

LIMITS: tuple[Limit, ...] = (jp.JP_DUTY,)
TAKEN = "SELECT p.person, t.* FROM training t JOIN person p ON p.city = t.city AND p.staff = t.staff"


def columns(cursor: Any, people: People) -> Columns:
    """JP since 1 January, whether the duty and its share by now are met, areas, e-learning, days between trainings.

    A training whose JP nobody states adds none. All but the days are unknown before the city has any training. Days
    between the last two completed trainings, which are 0 where both ended on one day, and since the last one.
    """
    history, taken = events(
        cursor, f"SELECT person, day, area, training_kind, completed, jp_hundredths FROM ({TAKEN}) ORDER BY ALL"
    )
    year = history.after(people.person, people.before(people.quarter % 4 + 1))  # behind the last of the year before
    now = history.after(people.person, people.day)
    completed = taken["completed"] == 1
    hours = history.total(np.where(completed, np.maximum(taken["jp_hundredths"], 0), 0), year, now)
    found: Columns = {
        "jp_hundredths": hours,
        "jp_met": (hours >= people.by_quarter(jp.duty)).astype(np.int64),
        "jp_on_course": (hours >= people.by_quarter(jp.due)).astype(np.int64),
    }
    for key in AREAS:
        here = completed & (taken["area"] == AREA.code(key))
        found[f"area_{key}"] = (history.total(here, year, now) > 0).astype(np.int64)
    elearning = taken["training_kind"] == TRAINING_KIND.code("elearning")
    found["elearning"] = (history.total(elearning, year, now) > 0).astype(np.int64)
    found = {name: np.where(people.trained, values, UNKNOWN) for name, values in found.items()}
    return found | _days(cursor, people)


def _days(cursor: Any, people: People) -> Columns:
    history, done = events(cursor, f"SELECT person, day FROM ({TAKEN}) WHERE completed")
    count = history.after(people.person, people.day)
    here = count - history.first(people.person)
    last = history.at(done["day"], count - 1, here >= 1)
    before = history.at(done["day"], count - 2, here >= 2)
    return {
        "gap_days": np.where(here >= 2, last - before, UNKNOWN),
        "idle_days": np.where(here >= 1, people.day - last, UNKNOWN),
    }
