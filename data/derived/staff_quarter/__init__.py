"""STAFF_QUARTER: each staff member at work at the end of each quarter, with what is known of them then.

Quarters: per city from the first to the last in which it has training, skill assessments or performance reviews; a
sanction or a row of the register alone does not stretch the span, since they reach back decades. A city that has none
of these has the one quarter of its newest row of the register or sanction. At work: the register's newest row up to the
last day of the quarter does not say that the person had left before that day.

The columns come from `training`, `skills` and `index` beside this module, each a dictionary of arrays with one value
per row, -1 where the state is not known. Training is known from the city's first quarter with training on.
"""

# ruff: noqa: S608 - what is pasted are declared names and fixed texts; values never
from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from data.derived.inputs import age, education, fill, quarter_of
from data.derived.staff_quarter import index, skills, training
from data.derived.staff_quarter.people import UNKNOWN, People
from data.schema import last_day
from data.tables.staff_records import STAFF_QUARTER
from metrics.limits.dated import Limit

TABLE = STAFF_QUARTER
SOURCES = (
    "employee", "training_programme", "training_participation", "skill_assessment", "performance_review", "discipline"
)  # fmt: skip
LIMITS: tuple[Limit, ...] = (*training.LIMITS, *skills.LIMITS, *index.LIMITS)
EDITION = 1


def build(cursor: Any) -> None:
    """Make the rows anew from the prepared inputs."""
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE at_work AS {_at_work()}")
    people = People.read(cursor)
    columns = {**training.columns(cursor, people), **skills.columns(cursor, people), **index.columns(cursor, people)}
    made = {name: pa.array(v.astype(np.int32), mask=v == UNKNOWN) for name, v in columns.items()}
    cursor.register("made", pa.table({"place": np.arange(len(people.person)), **made}))
    fill(
        cursor,
        TABLE,
        "SELECT w.* EXCLUDE (place, person, degree, trained), m.* EXCLUDE (place) "
        "FROM at_work w JOIN made m ON m.place = w.place ORDER BY w.city, w.quarter, w.unit, w.staff",
    )
    cursor.unregister("made")
    cursor.execute("DROP TABLE at_work")


def _at_work() -> str:
    """Who was at work where at the end of which quarter, as SQL, by person: places are found faster in order."""
    return f"""
        WITH active AS (
            SELECT city, quarter FROM training
            UNION ALL SELECT city, quarter FROM review
            UNION ALL SELECT city, {quarter_of("assessed_on")} FROM skill_assessment
        ),
        alone AS (
            SELECT city, {quarter_of("day")} AS quarter FROM (
                SELECT city, max(day) AS day FROM (
                    SELECT city, valid_from AS day FROM register UNION ALL SELECT city, decided_on FROM discipline
                ) GROUP BY city
            ) ANTI JOIN active USING (city)
        ),
        span AS (SELECT city, min(quarter) AS first, max(quarter) AS last FROM (FROM active UNION ALL FROM alone) GROUP BY city),
        quarters AS (SELECT city, CAST(unnest(range(first, last + 1)) AS INTEGER) AS quarter FROM span),
        trained AS (SELECT city, min(quarter) AS since FROM training GROUP BY city),
        e AS (SELECT p.*, q.quarter, {last_day("q.quarter")} AS day FROM person p JOIN quarters q USING (city))
        SELECT row_number() OVER () - 1 AS place, * FROM (
            SELECT e.city, r.unit, e.staff, e.quarter, e.sex, {age("e.birth_year")} AS age,
                   {education("r.degree")} AS education, r.position, e.person, r.degree,
                   coalesce(e.quarter >= t.since, FALSE) AS trained
            FROM e JOIN register r ON r.city = e.city AND r.staff = e.staff
            AND r.valid_from <= e.day AND r.valid_before > e.day
            LEFT JOIN trained t ON t.city = e.city
            WHERE r.left_on IS NULL OR r.left_on >= e.day
            ORDER BY e.person, e.quarter
        ) ORDER BY place
    """
