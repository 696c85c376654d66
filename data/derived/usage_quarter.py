"""USAGE_QUARTER: each staff member's use of each system in each quarter that the log has rows of.

The office is that of the quarter's last row. Only months that tell both parts of a share count for it: days where the
working days are known and hold the active ones, transactions where digital and manual ones are known, and the parts of
digital transactions where one at least is known; a part is empty unless every such month tells it.

Whether somebody stopped is told of quarters with a row for each month: an unfinished quarter would make many look so.
"""

# ruff: noqa: S608 - what is pasted are declared names and fixed texts; values never
from __future__ import annotations

from typing import Any

from data.derived.inputs import fill, placed
from data.derived.usage import first_day, trained
from data.schema import last_day
from data.tables.adoption_records import USAGE_QUARTER
from metrics.limits.dated import Limit

TABLE = USAGE_QUARTER
SOURCES = ("employee", "training_programme", "training_participation", "usage_month")
LIMITS: tuple[Limit, ...] = ()
EDITION = 1
_PARTS = ("proxy", "late", "returned")
_MONTHS = 3


def build(cursor: Any) -> None:
    """Make the rows anew from the prepared inputs."""
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE of_quarter AS {_of_quarter()}")
    judged = f"e.months = {_MONTHS} AND u.sustained < e.quarter * {_MONTHS}"
    start = first_day(f"(e.quarter * {_MONTHS})")
    fill(
        cursor,
        TABLE,
        placed(
            f"SELECT *, {last_day('quarter')} AS day FROM of_quarter",
            f"e.system, {trained('s.day', 't.day', start)} AS trained, "
            "e.working_days, e.active_days, e.working_days - e.active_days AS idle_days, e.transactions, e.manual, e.digital, "
            + ", ".join(f"CASE WHEN e.of_{part} = e.of_parts THEN e.{part} END AS {part}" for part in _PARTS)
            + f", CASE WHEN {judged} THEN (e.active = 0)::TINYINT END AS stopped, "
            f"CASE WHEN e.months = {_MONTHS} THEN coalesce({judged}, FALSE)::TINYINT END AS had_sustained",
            "LEFT JOIN used u ON u.city = e.city AND u.staff = e.staff AND u.system = e.system "
            "LEFT JOIN skilled s ON s.city = e.city AND s.staff = e.staff LEFT JOIN taught t ON t.city = e.city",
        ),
    )
    cursor.execute("DROP TABLE of_quarter")


def _of_quarter() -> str:
    """What the months of a quarter add up to, as SQL."""
    days = "working_days >= active_days"
    both = "digital IS NOT NULL AND manual IS NOT NULL"
    known = {part: f"{part} <= digital" for part in _PARTS}  # more than the whole is a mistake: not known
    parts = f"coalesce({' OR '.join(known.values())}, FALSE)"
    return f"""
        SELECT city, arg_max(unit, month) AS unit, staff, system, month // {_MONTHS} AS quarter, count(*) AS months,
               sum(active_days) AS active,
               sum(working_days) FILTER ({days}) AS working_days, sum(active_days) FILTER ({days}) AS active_days,
               sum(digital + manual) FILTER ({both}) AS transactions, sum(manual) FILTER ({both}) AS manual,
               sum(digital) FILTER ({parts}) AS digital, count(*) FILTER ({parts}) AS of_parts,
               {", ".join(f"sum({p}) FILTER ({k}) AS {p}, count(*) FILTER ({k}) AS of_{p}" for p, k in known.items())}
        FROM usage GROUP BY city, staff, system, month // {_MONTHS}
    """
