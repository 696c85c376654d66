"""Quarters, semesters and years as integers that sort, subtract and group without a calendar library.

A quarter is `year * 4 + (quarter - 1)`: consecutive integers, so "a year earlier" is minus 4. This is also how the
store keeps it. A period of a coarser grain is named by its first quarter.
"""

from __future__ import annotations

import re
from typing import Literal

Grain = Literal["quarter", "semester", "year"]
GRAINS: tuple[Grain, ...] = ("quarter", "semester", "year")
QUARTERS_IN: dict[Grain, int] = {"quarter": 1, "semester": 2, "year": 4}


def quarter_of(year: int, quarter: int) -> int:
    """The code of a quarter (1-4) of a year."""
    if not 1 <= quarter <= 4:
        raise ValueError(f"a quarter is 1, 2, 3 or 4, got {quarter}")
    return year * 4 + quarter - 1


def year_and_quarter(code: int) -> tuple[int, int]:
    """(year, quarter 1-4) of a quarter code."""
    year, quarter = divmod(int(code), 4)
    return year, quarter + 1


def period_start(code: int, grain: Grain) -> int:
    """First quarter of the period of `grain` that holds the quarter `code`."""
    return int(code) - int(code) % QUARTERS_IN[grain]


def format_code(code: int, grain: Grain = "quarter") -> str:
    """Language-free name: `2026Q3`, `2026S2`, `2026`. What addresses, exports and the command line write."""
    year, quarter = year_and_quarter(period_start(code, grain))
    if grain == "quarter":
        return f"{year}Q{quarter}"
    return f"{year}S{(quarter + 1) // 2}" if grain == "semester" else f"{year}"


def parse_code(text: str) -> tuple[int, Grain]:
    """Quarter code of the period's first quarter, and its grain, from `2026Q3`, `2026S2`, `2026` (also `2026-TW3`).

    Raises ValueError naming the value and the accepted forms.
    """
    match = re.fullmatch(r"\s*((?:19|20)\d{2})(?:[-_ ]?(Q|TW|S|SMT)[-_ ]?([1-4]))?\s*", text, re.IGNORECASE)
    if match:
        year, kind, part = int(match[1]), (match[2] or "").upper(), int(match[3] or 1)
        if not kind:
            return quarter_of(year, 1), "year"
        if kind in ("Q", "TW"):
            return quarter_of(year, part), "quarter"
        if part <= 2:
            return quarter_of(year, part * 2 - 1), "semester"
    raise ValueError(f"not a period: {text!r}; write a quarter as 2026Q3, a semester as 2026S2 or a year as 2026")
