"""INNOVATION_RECORD: each innovation in its latest state, with how long its stages took.

An innovation is known by its title within its office; the row loaded last holds. The date of the data is the last
day that the city's innovations speak of. One that went into use without a recorded pilot has passed that stage, but how
long it took is not known. Waiting ends when it is stopped: whoever stops an idea does not wait for its pilot any more.
"""

# ruff: noqa: S608 - what is pasted are declared names and fixed texts; values never
from __future__ import annotations

from typing import Any

from data.derived.inputs import fill, latest
from data.tables.culture import INNOVATION_RECORD, STAGE
from metrics.limits.dated import Limit

TABLE = INNOVATION_RECORD
SOURCES = ("innovation",)
LIMITS: tuple[Limit, ...] = ()
EDITION = 1


def build(cursor: Any) -> None:
    """Make the rows anew from the innovations."""
    fill(
        cursor,
        TABLE,
        f"""
        WITH dated AS (
            SELECT *, max(greatest(idea_on, pilot_on, running_on, stopped_on)) OVER (PARTITION BY city) AS data_date,
                   coalesce(stopped_on, data_date) AS until
            FROM ({latest("innovation")})
        )
        SELECT city, unit, quarter, service,
               CASE WHEN stopped_on IS NOT NULL THEN {STAGE.code("stopped")}
                    WHEN running_on IS NOT NULL THEN {STAGE.code("running")}
                    WHEN pilot_on IS NOT NULL THEN {STAGE.code("pilot")} ELSE {STAGE.code("idea")} END AS stage,
               (pilot_on IS NOT NULL OR running_on IS NOT NULL)::TINYINT AS piloted,
               (running_on IS NOT NULL)::TINYINT AS ran,
               (stopped_on IS NOT NULL)::TINYINT AS stopped,
               CASE WHEN pilot_on >= idea_on THEN pilot_on - idea_on END AS pilot_days,
               CASE WHEN pilot_on IS NULL AND running_on IS NULL AND until >= idea_on THEN until - idea_on END
                   AS pilot_waiting_days,
               CASE WHEN running_on >= pilot_on THEN running_on - pilot_on END AS running_days,
               CASE WHEN running_on IS NULL AND until >= pilot_on THEN until - pilot_on END AS running_waiting_days,
               staff_involved
        FROM dated ORDER BY city, quarter, unit, title
        """,
    )
