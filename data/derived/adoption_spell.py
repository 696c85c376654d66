"""ADOPTION_SPELL: how long each staff member had each system until sustained use, or has had it without.

From the later of the launch in the office and the day on which the person came there, in the first office that has the
system; through later offices that have it, until the last month of their logs or until the person leaves. In months of
the calendar: within the month of the start it is 0, and so it is for whoever used it steadily before the launch.

A start before the office's log begins, or in an office without one, gives no row: when sustained use was reached is
then not known, and to keep only those seen to reach it later would make them all look slow.
"""

# ruff: noqa: S608 - what is pasted are declared names and fixed texts; values never
from __future__ import annotations

from typing import Any

from data.derived.inputs import age, education, fill, quarter_of
from data.derived.usage import first_day, month_of, trained
from data.tables.adoption_records import ADOPTION_SPELL
from metrics.limits.dated import Limit

TABLE = ADOPTION_SPELL
SOURCES = ("employee", "training_programme", "training_participation", "deployment", "usage_month")
LIMITS: tuple[Limit, ...] = ()
EDITION = 1


def build(cursor: Any) -> None:
    """Make the rows anew from the prepared inputs."""
    fill(
        cursor,
        TABLE,
        f"""
        WITH had AS (
            SELECT r.city, r.staff, r.unit, l.system, l.obligation, r.position, r.degree, g.first,
                   greatest(r.valid_from, l.launched_on) AS start,
                   least(r.valid_before - 1, r.left_on, {first_day("(g.last + 1)")} - 1) AS until,
                   least(r.valid_before - 1, r.left_on) AS stay
            FROM register r JOIN launched l ON l.city = r.city AND l.unit = r.unit
            LEFT JOIN logged g ON g.city = r.city AND g.unit = r.unit AND g.system = l.system
            WHERE start <= stay
        ),
        spell AS (
            SELECT city, staff, system, min(start) AS start, {month_of("min(start)")} AS since,
                   {month_of("max(until) FILTER (first IS NOT NULL)")} AS until,
                   arg_min({{unit: unit, obligation: obligation, position: position, degree: degree, first: first}}, start) AS at
            FROM had GROUP BY city, staff, system
        ),
        e AS (
            SELECT s.*, {quarter_of("s.start")} AS quarter,
                   CASE WHEN u.sustained <= s.until THEN greatest(u.sustained - s.since, 0) END AS months_to
            FROM spell s LEFT JOIN used u ON u.city = s.city AND u.staff = s.staff AND u.system = s.system
            WHERE s.since >= s.at.first AND s.until >= s.since
        )
        SELECT e.city, e.at.unit AS unit, e.staff, e.quarter, p.sex, {age("p.birth_year")} AS age,
               {education("e.at.degree")} AS education, e.at.position AS position, e.system, e.at.obligation AS obligation,
               {trained("s.day", "t.day", "e.start")} AS trained,
               {first_day("e.since")} AS started_on, e.months_to,
               CASE WHEN e.months_to IS NULL THEN e.until - e.since END AS months_waiting
        FROM e JOIN person p ON p.city = e.city AND p.staff = e.staff
        LEFT JOIN skilled s ON s.city = e.city AND s.staff = e.staff LEFT JOIN taught t ON t.city = e.city
        ORDER BY e.city, e.quarter, e.at.unit, e.staff, e.system
        """,
    )
