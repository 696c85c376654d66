"""INTERNSHIP_QUARTER: the agreements of each quarter (`data.derived.agreements`), with their interns so far."""

from __future__ import annotations

from typing import Any

from data.derived.agreements import by_quarter
from data.derived.inputs import fill
from data.tables.culture import INTERNSHIP_QUARTER
from metrics.limits.dated import Limit

TABLE = INTERNSHIP_QUARTER
SOURCES = ("partnership",)
LIMITS: tuple[Limit, ...] = ()
EDITION = 1


def build(cursor: Any) -> None:
    """Make the rows anew from the reports."""
    fill(cursor, TABLE, by_quarter("CASE WHEN a.told THEN a.internships END AS internships"))
