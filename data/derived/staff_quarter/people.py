"""The people at work at the end of each quarter, as arrays, and their events."""

# ruff: noqa: S608 - what is pasted are declared names and fixed texts; values never
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from data.derived.history import History, last_day
from metrics.moments import Integers

UNKNOWN = -1
Columns = dict[str, Integers]


@dataclass(frozen=True)
class People:
    """One value per row of the table; codes are -1 where nothing is known."""

    person: Integers
    quarter: Integers
    position: Integers
    degree: Integers
    trained: npt.NDArray[np.bool_]  # whether the city's training is known by then

    @classmethod
    def read(cls, cursor: Any) -> People:
        """The rows of `at_work`, in order."""
        found = numbers(cursor, "SELECT person, quarter, position, degree, trained FROM at_work ORDER BY place")
        return cls(**{**found, "trained": found["trained"] == 1})

    @cached_property
    def day(self) -> Integers:
        """The last day of each row's quarter."""
        return last_day(self.quarter)

    def before(self, quarters: Integers | int) -> Integers:
        """The last day of what lies these many quarters before the end of each row's quarter."""
        return last_day(self.quarter - quarters)

    def by_quarter(self, rule: Callable[[int], int]) -> Integers:
        """What a dated constant says of each row's quarter."""
        each, place = np.unique(self.quarter, return_inverse=True)
        return np.array([rule(int(quarter)) for quarter in each], np.int64)[place]


def events(cursor: Any, query: str) -> tuple[History, Columns]:
    """The rows of a query with `person` and `day` (a date) as a history, and its columns as they came."""
    found = numbers(cursor, f"SELECT * REPLACE (day - DATE '1970-01-01' AS day) FROM ({query})")
    return History(found["person"], found["day"]), found


def numbers(cursor: Any, query: str) -> Columns:
    """The columns of a query of whole numbers and yes/no, -1 where empty."""
    found = cursor.execute(query).fetchnumpy()
    return {
        name: np.ma.filled(np.ma.asarray(values).astype(np.int64), UNKNOWN).astype(np.int64)
        for name, values in found.items()
    }
