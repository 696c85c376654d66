"""Skills as last assessed, as first assessed, and against what the position needs."""

# ruff: noqa: S608 - what is pasted are declared names and fixed texts; values never
from __future__ import annotations

from typing import Any

import numpy as np

from data.derived.staff_quarter.people import UNKNOWN, Columns, People, events
from data.schema import quoted
from metrics.competence.terms import SKILLS
from metrics.limits import skill_needs, windows
from metrics.limits.dated import Limit
from metrics.moments import Integers

LIMITS: tuple[Limit, ...] = (skill_needs.SKILL_NEEDS, windows.SKILL_SPAN)


def columns(cursor: Any, people: People) -> Columns:
    """Per skill: `skill_` the latest score that is no older than the span, `before_` the first one of all where it is
    of another day, `short_` whether the latest lies below the need. Of one day the later row counts.
    """
    found: Columns = {}
    oldest = people.before(people.by_quarter(lambda quarter: int(windows.SKILL_SPAN.at(quarter).value)))
    need = _needs(people)
    for place, key in enumerate(SKILLS):
        name = quoted(key)
        history, scores = events(
            cursor,
            f"SELECT p.person, a.assessed_on AS day, a.{name} AS score FROM skill_assessment a "
            f"JOIN person p ON p.city = a.city AND p.staff = a.staff WHERE a.{name} IS NOT NULL ORDER BY a.batch, a.line",
        )
        end, start = history.after(people.person, people.day), history.first(people.person)
        known = end > history.after(people.person, oldest)
        score = history.at(scores["score"], end - 1, known)
        latest_day = history.at(scores["day"], end - 1, known)
        first_day = history.at(scores["day"], start, known)
        first = history.after(people.person, first_day) - 1
        found[f"skill_{key}"] = score
        found[f"before_{key}"] = history.at(scores["score"], first, known & (first_day < latest_day))
        found[f"short_{key}"] = np.where(known, score < need[:, place], UNKNOWN)
    return found


def _needs(people: People) -> Integers:
    """The level that each row's position needs in its quarter, (rows, skills)."""
    need = np.zeros((len(people.person), len(SKILLS)), np.int64)
    for quarter in np.unique(people.quarter):
        here = people.quarter == quarter
        need[here] = skill_needs.needs(int(quarter))[people.position[here]]
    return need
