"""DIGITAL_RECORD: the levels of each assessment; of the same indicator the level loaded last holds."""

# ruff: noqa: S608 - what is pasted are declared names and fixed texts; values never
from __future__ import annotations

from typing import Any

from data.derived.inputs import fill, latest
from data.tables.culture import DIGITAL_RECORD
from metrics.limits.dated import Limit

TABLE = DIGITAL_RECORD
SOURCES = ("digital_index",)
LIMITS: tuple[Limit, ...] = ()
EDITION = 1


def build(cursor: Any) -> None:
    """Make the rows anew from the assessments."""
    fill(
        cursor,
        TABLE,
        f"SELECT city, quarter, regime, assessor, indicator, level FROM ({latest('digital_index')}) ORDER BY ALL",
    )
