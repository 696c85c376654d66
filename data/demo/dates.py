"""Days of answer inside a quarter: mostly working days."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from data.demo.streams import Rng
from metrics.periods import year_and_quarter

SATURDAY, SUNDAY = 0.10, 0.04  # against a working day; online services answer on all days
FIXED_HOLIDAYS = ("01-01", "05-01", "06-01", "08-17", "12-25")  # the public holidays that fall on one date


def first_day(quarter: int) -> np.datetime64:
    """The first day of a quarter."""
    year, part = year_and_quarter(quarter)
    return np.datetime64(f"{year}-{part * 3 - 2:02d}-01", "D")


def last_day(quarter: int) -> np.datetime64:
    """The last day of a quarter."""
    found: np.datetime64 = first_day(quarter + 1) - np.timedelta64(1, "D")
    return found


def first_working_day(quarter: int) -> np.datetime64:
    """The first day of a quarter that is no weekend and no fixed holiday."""
    days, weights = _days(quarter)
    found: np.datetime64 = days[int(np.argmax(weights == 1.0))]
    return found


def draw(rng: Rng, quarter: npt.NDArray[np.int64]) -> npt.NDArray[np.datetime64]:
    """One day for each quarter code, inside that quarter."""
    share = rng.random(quarter.size)
    answered = np.empty(quarter.size, "datetime64[D]")
    for code in np.unique(quarter):
        days, weights = _days(int(code))
        rows = quarter == code
        reached = np.cumsum(weights) / weights.sum()
        answered[rows] = days[np.minimum(np.searchsorted(reached, share[rows], side="right"), days.size - 1)]
    return answered


def _days(quarter: int) -> tuple[npt.NDArray[np.datetime64], npt.NDArray[np.float64]]:
    days = np.arange(first_day(quarter), first_day(quarter + 1))
    weekday = (days.astype(np.int64) + 3) % 7  # 1970-01-01 was a Thursday
    weights = np.select([weekday == 5, weekday == 6], [SATURDAY, SUNDAY], 1.0)
    holiday = np.isin(np.array([str(day)[5:] for day in days]), FIXED_HOLIDAYS)
    return days, np.where(holiday, SUNDAY, weights)
