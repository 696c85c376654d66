"""What was before and what came after, such as a service going online: a description, no claim about the cause.

Works for any estimate with an interval: the median time (`processing_time`, `waiting_time`) as well as a share.
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from metrics.moments import Floats, ratio
from metrics.periods import quarter_of

WIDTH = 4  # quarters on either side: as many of each season before as after


def around(day: dt.date, known: tuple[int, int], width: int = WIDTH) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Whole quarters before a day and from it on, at most `width` each, within the first and last quarter known.

    The quarter in which it falls is after when the day begins it, else it is of neither kind and left out.
    around(2025-04-01, (2023Q4, 2026Q3)) -> 2024Q2-2025Q1, 2025Q2-2026Q1. Either side may be empty.
    """
    quarter = quarter_of(day.year, (day.month - 1) // 3 + 1)
    begins = day.day == 1 and day.month % 3 == 1
    first = quarter if begins else quarter + 1
    before = range(max(known[0], quarter - width), min(known[1] + 1, quarter))
    after = range(max(known[0], first), min(known[1] + 1, first + width))
    return tuple(before), tuple(after)


def before_after(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Change from one estimate to a later one of other cases, row by row.

        change = v1 - v0
        low  = change - sqrt((v1 - l1)^2 + (h0 - v0)^2)
        high = change + sqrt((h1 - v1)^2 + (v0 - l0)^2)

    v, l, h: value and 95 % limits. The interval is put together from both (square-and-add; Zou and Donner 2008), so it
    needs no standard error and may be lopsided, as those of medians and shares are; from Wilson limits it is Newcombe's
    (`interval.newcombe`). Both frames: estimates with value, low, high, n. Gives, on the index of `after`: `before`,
    `after`, `change`, `low`, `high`, `ratio` (after over before), `differs` (the interval excludes 0), `n_before`,
    `n`. NaN where a value is; no interval and never different where a limit is missing. Raises ValueError for frames
    of different length.

    Whatever else changed between the two times is in it too. That is for a design with a comparison to tell apart.
    """
    if len(before) != len(after):
        raise ValueError(f"can only compare row by row, got {len(before)} and {len(after)} rows")
    v0, l0, h0 = (_floats(before, name) for name in ("value", "low", "high"))
    v1, l1, h1 = (_floats(after, name) for name in ("value", "low", "high"))
    change = v1 - v0
    low, high = change - np.hypot(v1 - l1, h0 - v0), change + np.hypot(h1 - v1, v0 - l0)
    return pd.DataFrame(
        {
            "before": v0,
            "after": v1,
            "change": change,
            "low": low,
            "high": high,
            "ratio": ratio(v1, v0),
            "differs": (low > 0) | (high < 0),
            "n_before": before["n"].to_numpy(),
            "n": after["n"].to_numpy(),
        },
        index=after.index,
    )


def _floats(frame: pd.DataFrame, column: str) -> Floats:
    found: Floats = pd.to_numeric(frame[column]).to_numpy(np.float64, na_value=np.nan)
    return found
