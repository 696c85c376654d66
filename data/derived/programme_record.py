"""PROGRAMME_RECORD: each planned training, with how many have completed it.

Who completed it in the calendar year of the plan counts once: at the programme's newest row of that year up to the
quarter of the last day, else at its first row of the year. So seats done add up, however often a programme is planned.
"""

# ruff: noqa: S608 - what is pasted are declared names and fixed texts; values never
from __future__ import annotations

from typing import Any

from data.derived.inputs import NO_QUARTER, fill, followed, form
from data.tables.staff_records import PROGRAMME_RECORD
from metrics.limits.dated import Limit

TABLE = PROGRAMME_RECORD
SOURCES = ("training_programme", "training_participation")
LIMITS: tuple[Limit, ...] = ()
EDITION = 1


def build(cursor: Any) -> None:
    """Make the rows anew from the prepared inputs."""
    fill(
        cursor,
        TABLE,
        f"""
        WITH planned AS (
            SELECT *, quarter // 4 AS year, row_number() OVER (ORDER BY batch, line) AS place FROM training_programme
        ),
        begins AS (
            SELECT *, {followed("since", "city, programme, year", NO_QUARTER)} AS before FROM (
                SELECT city, programme, year, min(place) AS place,
                       CASE WHEN quarter > min(quarter) OVER (PARTITION BY city, programme, year) THEN quarter ELSE 0 END AS since
                FROM planned GROUP BY city, programme, year, quarter
            )
        ),
        done AS (
            SELECT b.place, count(*) AS seats FROM training t JOIN begins b
            ON b.city = t.city AND b.programme = t.programme AND b.year = t.quarter // 4
            AND b.since <= t.quarter AND b.before > t.quarter
            WHERE t.completed GROUP BY b.place
        )
        SELECT e.city, e.quarter, e.area, {form("e.training_kind")} AS training_form, e.training_kind, e.partner,
               e.planned_seats, coalesce(d.seats, 0) AS done_seats, e.planned_cost
        FROM planned e LEFT JOIN done d ON d.place = e.place
        ORDER BY ALL
        """,
    )
