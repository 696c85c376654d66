"""ADOPTION_QUARTER: how far each staff member uses each system that the office has, at the end of each quarter.

Rows: staff at work at the end of the quarter, in an office where the system is launched by then and whose log of the
system has rows of that quarter. So nobody without a row in the log is taken for inactive unless the log is there. What
somebody did before coming to the office counts; the last quarter is told as far as the log reaches.
"""

# ruff: noqa: S608 - what is pasted are declared names and fixed texts; values never
from __future__ import annotations

from typing import Any

from data.derived.inputs import age, education, fill
from data.schema import last_day
from data.tables.adoption_records import ADOPTION_QUARTER
from metrics.limits.dated import Limit

TABLE = ADOPTION_QUARTER
SOURCES = ("employee", "deployment", "usage_month")
LIMITS: tuple[Limit, ...] = ()
EDITION = 1


def build(cursor: Any) -> None:
    """Make the rows anew from the prepared inputs."""
    fill(
        cursor,
        TABLE,
        f"""
        WITH covered AS (
            SELECT DISTINCT g.city, g.unit, g.system, g.month // 3 AS quarter, {last_day("g.month // 3")} AS day
            FROM usage g JOIN launched l ON l.city = g.city AND l.unit = g.unit AND l.system = g.system
            WHERE l.launched_on <= {last_day("g.month // 3")}
        ),
        active AS (SELECT DISTINCT city, staff, system, month // 3 AS quarter FROM usage WHERE active_days > 0),
        e AS (
            SELECT c.city, c.unit, r.staff, c.quarter, c.system, c.quarter * 3 + 2 AS month, r.position, r.degree
            FROM covered c JOIN register r ON r.city = c.city AND r.unit = c.unit
            AND r.valid_from <= c.day AND r.valid_before > c.day AND coalesce(r.left_on >= c.day, TRUE)
        )
        SELECT e.city, e.unit, e.staff, e.quarter, p.sex, {age("p.birth_year")} AS age,
               {education("e.degree")} AS education, e.position, e.system,
               coalesce(u.active <= e.month, FALSE)::TINYINT AS activated,
               coalesce(u.sustained <= e.month, FALSE)::TINYINT AS sustained,
               (a.staff IS NOT NULL)::TINYINT AS in_use
        FROM e JOIN person p ON p.city = e.city AND p.staff = e.staff
        LEFT JOIN used u ON u.city = e.city AND u.staff = e.staff AND u.system = e.system
        LEFT JOIN active a ON a.city = e.city AND a.staff = e.staff AND a.system = e.system AND a.quarter = e.quarter
        ORDER BY e.city, e.quarter, e.unit, e.staff, e.system
        """,
    )
