"""The quarter of every row of a staff file."""

from __future__ import annotations

import numpy as np

from data.intake.dates import parse_period
from data.intake.registers.cells import Cell, nothing
from data.intake.registers.rows import Rows
from data.intake.registers.source import quarters
from data.intake.registers.spans import parse_span
from data.intake.values import MISSING, Meaning
from metrics.periods import QUARTERS_IN, Grain, quarter_of, year_and_quarter

# A review or an assessment of a year is given after its last quarter, as is a report of what was so far; a plan begins
# with the first.
AT_ITS_END = ("performance_review", "digital_index", "partnership")


def quarter(rows: Rows) -> None:
    """From the date the table is dated by, else from the row's own period, else from the period of the file."""
    source, plan = rows.source, rows.source.plan
    found = np.zeros(rows.count, dtype=np.int64)
    missing = np.ones(rows.count, dtype=bool)
    if source.manner.quarter_from:
        days = rows.day(source.manner.quarter_from)
        found, missing = quarters(days), np.isnat(days)
    if source.has("period"):
        named, without = source.cells("period", lambda text: _period(text, rows)).array(np.int64)
        found, missing = np.where(missing, named, found), missing & without
    undated = not source.manner.quarter_from or source.manner.quarter_from not in rows.days
    if plan.period is not None and undated:
        cell = _in(plan.period, plan.grain, plan.table)
        if cell.how and missing.any():
            source.converted("period", cell.how, missing)
        found, missing = np.where(missing, cell.value, found), np.zeros(rows.count, dtype=bool)
    rows.put("quarter", found, missing)


def _in(first: int, grain: Grain, table: str) -> Cell:
    """The quarter of a period, by the table's habit where the period is longer."""
    longer = QUARTERS_IN[grain] - 1
    if not longer:
        return Cell(first)
    return Cell(first + longer, "last_quarter") if table in AT_ITS_END else Cell(first, "first_quarter")


def _period(text: str, rows: Rows) -> Meaning:
    """A period or a date; "Triwulan II" takes its year from the period of the file."""
    plan = rows.source.plan
    if nothing(text):
        return MISSING
    if (span := parse_span(text)) is not None:
        return Meaning(Cell(quarter_of(span[1].year, (span[1].month + 2) // 3)))
    found = parse_period(text)
    if found is None and plan.period is not None:
        found = parse_period(f"{text} {year_and_quarter(plan.period)[0]}")
        found = None if found and found[1] == "year" else found  # no more than what was put behind it
    return Meaning(_in(*found, plan.table)) if found else Meaning(rule="bad_date")


def last_day_of(period: int, grain: Grain) -> np.datetime64:
    """The last day of a period."""
    year, part = year_and_quarter(period + QUARTERS_IN[grain])
    return np.datetime64(f"{year}-{part * 3 - 2:02d}-01", "D") - 1


def first_day_of(period: int) -> np.datetime64:
    """The first day of a period."""
    year, part = year_and_quarter(period)
    return np.datetime64(f"{year}-{part * 3 - 2:02d}-01", "D")
