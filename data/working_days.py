"""Working days between two days: Monday to Friday, without the public holidays and joint leave of Indonesia.

The calendar is that of the library holidays, which follows the yearly decrees of three ministers; days of years that
are not decreed yet are its estimates. Offices are closed on joint leave (cuti bersama) too.
"""

from __future__ import annotations

from functools import cache

import holidays
import numpy as np
import numpy.typing as npt

from metrics.moments import Integers

Days = npt.NDArray[np.datetime64]
_FEWEST_IN_A_YEAR = 200


def between(start: npt.ArrayLike, end: npt.ArrayLike) -> Integers:
    """Working days after `start` up to and including `end`, pair by pair: the day of receipt itself does not count.

    From Friday to the Monday after it is 1, to the same day 0. Arrays of days (datetime64[D]) that can be broadcast
    together. Raises ValueError where an end lies before its start, or a day is missing.
    """
    first, last = np.broadcast_arrays(np.asarray(start, "datetime64[D]"), np.asarray(end, "datetime64[D]"))
    if not first.size:
        return np.zeros(first.shape, np.int64)
    if np.isnat(first).any() or np.isnat(last).any() or (last < first).any():
        raise ValueError("working days need a start and an end that does not lie before it")
    off = days_off(_year(first.min()), _year(last.max()))
    return np.asarray(np.busday_count(first + 1, last + 1, holidays=off), np.int64)


def after(start: npt.ArrayLike, count: npt.ArrayLike) -> Days:
    """The first day by which so many working days after `start` have passed: `between(start, after(start, n))` is n.

    Arrays that can be broadcast together. Raises ValueError where a day is missing or a count is negative.
    """
    first, days = np.broadcast_arrays(np.asarray(start, "datetime64[D]"), np.asarray(count, np.int64))
    if np.isnat(first).any() or (days < 0).any():
        raise ValueError("working days are counted from a day on, and forwards")
    if not first.size:
        return np.array(first, "datetime64[D]")
    years = int(days.max()) // _FEWEST_IN_A_YEAR + 1
    off = days_off(_year(first.min()), _year(first.max()) + years)
    found: Days = np.where(days == 0, first, np.busday_offset(first, days, roll="backward", holidays=off))
    return found


@cache
def days_off(first_year: int, last_year: int) -> Days:
    """Public holidays and joint leave of these years, both included, in order."""
    calendar = holidays.country_holidays(
        "ID", years=range(first_year, last_year + 1), categories=(holidays.PUBLIC, holidays.GOVERNMENT)
    )
    return np.array(sorted(calendar), "datetime64[D]")


def _year(day: np.datetime64) -> int:
    return int(day.astype("datetime64[Y]").astype(int)) + 1970
