"""What happened to people up to a day, for many people and days at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from metrics.moments import Integers

_SPAN = 1 << 32  # far more days than any date has
_BEGINNING = -(1 << 31)  # before any date


def last_day(quarters: npt.ArrayLike) -> Integers:
    """The last day of each quarter, as days since 1970-01-01."""
    months = (np.asarray(quarters, np.int64) + 1) * 3 - 1970 * 12
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) - 1


class History:
    """Events sorted by person (a number from 0) and day (since 1970-01-01); those of one day stay in the given order.

    A moment is an array of people and one of days; places count the sorted events from 0.
    """

    def __init__(self, person: Integers, day: Integers) -> None:
        keys = person.astype(np.int64) * _SPAN + day
        self.order = np.argsort(keys, kind="stable")
        self._keys = keys[self.order]
        self.day = day[self.order].astype(np.int64)

    def after(self, person: Integers, day: Integers) -> Integers:
        """The place behind the last event of each person up to and including the day."""
        return np.searchsorted(self._keys, person.astype(np.int64) * _SPAN + day, side="right")

    def first(self, person: Integers) -> Integers:
        """The place of each person's first event, if there is one."""
        return self.after(person, np.full(len(person), _BEGINNING))

    def total(self, values: npt.NDArray[np.generic], start: Integers, end: Integers) -> Integers:
        """The sum of the values (one per event as given) over the places from start up to before end."""
        added = np.concatenate([[0], np.cumsum(values[self.order].astype(np.int64))])
        found: Integers = added[end] - added[start]
        return found

    def at(self, values: npt.NDArray[np.generic], places: Integers, there: npt.NDArray[np.bool_]) -> Integers:
        """The values at these places, -1 where there is none."""
        if not len(values):
            return np.full(len(places), -1, np.int64)
        taken = values[self.order].astype(np.int64)[np.clip(places, 0, len(values) - 1)]
        return np.where(there, taken, -1)
