"""PROGRAMME_RECORD: each planned training, with how many have completed it.

Who completed it in the calendar year of the plan counts once: at the programme's newest row of that year up to the
quarter of the last day, else at its first row of the year. So seats done add up, however often a programme is planned.
"""

# ruff: noqa: S608 - what is pasted are declared names and fixed texts; values never
from __future__ import annotations

from typing import Any

from data.derived.inputs import fill, form
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
            SELECT *, quarter // 4 AS year, row_number() OVER (ORDER BY batch, line) AS place,
                   CASE WHEN row_number() OVER w = 1 THEN 0 ELSE quarter END AS since,
                   row_number() OVER (PARTITION BY city, programme, quarter ORDER BY batch, line) AS nth
            FROM training_programme
            WINDOW w AS (PARTITION BY city, programme, quarter // 4 ORDER BY quarter, batch, line)
        ),
        done AS (
            SELECT p.place, count(*) AS seats
            FROM (SELECT *, quarter // 4 AS year FROM training WHERE completed) t
            ASOF JOIN (FROM planned WHERE nth = 1) p
            ON p.city = t.city AND p.programme = t.programme AND p.year = t.year AND p.since <= t.quarter
            GROUP BY p.place
        )
        SELECT e.city, e.quarter, e.area, {form("e.training_kind")} AS training_form, e.training_kind, e.partner,
               e.planned_seats, coalesce(d.seats, 0) AS done_seats, e.planned_cost
        FROM planned e LEFT JOIN done d ON d.place = e.place
        ORDER BY ALL
        """,
    )
