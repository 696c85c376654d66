"""PARTNERSHIP_QUARTER: the agreements of each quarter (`data.derived.agreements`), with the staff who took part so far."""

from __future__ import annotations

from typing import Any

from data.derived.agreements import by_quarter
from data.derived.inputs import fill
from data.tables.culture import PARTNERSHIP_QUARTER
from metrics.limits.dated import Limit

TABLE = PARTNERSHIP_QUARTER
SOURCES = ("partnership",)
LIMITS: tuple[Limit, ...] = ()
EDITION = 1


def build(cursor: Any) -> None:
    """Make the rows anew from the reports."""
    fill(
        cursor,
        TABLE,
        by_quarter(
            "coalesce(a.ended_on >= a.day, TRUE)::TINYINT AS active, "
            "CASE WHEN a.told THEN a.participants END AS participants, "
            "CASE WHEN a.told THEN a.certificates END AS certificates"
        ),
    )
