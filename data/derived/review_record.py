"""REVIEW_RECORD: each performance review, with the office and the position at the end of its quarter.

On time: reported by the due day, which is the tenth day after the quarter where none is written; 0 also where no report
came. Days to evaluation are empty where the review was evaluated without a report or before it. Waiting days run to the
last day that the city's reviews speak of, since what happened later is not loaded.
"""

# ruff: noqa: S608 - what is pasted are declared names and fixed texts; values never
from __future__ import annotations

from typing import Any

from data.derived.inputs import fill, placed
from data.schema import last_day
from data.tables.staff_records import REVIEW_RECORD
from metrics.limits.dated import Limit
from metrics.limits.reporting import REPORT_DAYS
from metrics.limits.skp import SKP_PREDICATE

TABLE = REVIEW_RECORD
SOURCES = ("employee", "performance_review")
LIMITS: tuple[Limit, ...] = (SKP_PREDICATE, REPORT_DAYS)
EDITION = 1


def build(cursor: Any) -> None:
    """Make the rows anew from the prepared inputs."""
    days = int(REPORT_DAYS.at().value)
    fill(
        cursor,
        TABLE,
        placed(
            f"SELECT *, {last_day('quarter')} AS day, coalesce(due_on, day + {days}) AS due, "
            "max(greatest(reported_on, evaluated_on)) OVER (PARTITION BY city) AS data_date FROM review",
            "coalesce(e.reported_on <= e.due, FALSE)::TINYINT AS on_time, "
            "(e.reported_on IS NOT NULL)::TINYINT AS reported, (e.evaluated_on IS NOT NULL)::TINYINT AS evaluated, "
            "CASE WHEN e.evaluated_on >= e.reported_on THEN e.evaluated_on - e.reported_on END AS evaluation_days, "
            "CASE WHEN e.evaluated_on IS NULL THEN e.data_date - e.reported_on END AS waiting_days, "
            "e.predicate, e.difficulty",
        ),
    )
