"""The rows of a staff file while they become columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from data.intake.registers.register import Register
from data.intake.registers.source import NEVER, Days, Source, day_array
from data.intake.respondents import Mask
from data.intake.verdict import Values
from data.tables import TABLES, Type

_ARROW: dict[Type, pa.DataType] = {
    Type.CODE: pa.int16(), Type.SCORE: pa.int8(), Type.INTEGER: pa.int32(), Type.AMOUNT: pa.int64(), Type.FLAG: pa.bool_(),
    Type.QUARTER: pa.int32(), Type.STAFF: pa.uint64(),
}  # fmt: skip


@dataclass
class Rows:
    """What was read so far: `values` by column through distinct texts, `days` of dates, `arrays` of finished columns."""

    source: Source
    city: Values
    city_name: Callable[[str], str]
    register: Register
    today: date
    values: dict[str, Values] = field(default_factory=dict)
    days: dict[str, Days] = field(default_factory=dict)
    arrays: dict[str, pa.Array] = field(default_factory=dict)
    people: Values | None = None

    @property
    def count(self) -> int:
        """Rows below the header."""
        return self.source.count

    def day(self, name: str) -> Days:
        """The days of a column; NaT everywhere where the file has none."""
        return self.days.get(name, np.full(self.count, NEVER))

    def there(self, name: str) -> Mask:
        """Which rows have a value in a column."""
        if name in self.days:
            return ~np.isnat(self.days[name])
        if name in self.arrays:
            return np.asarray(self.arrays[name].is_valid())
        if name in self.values:
            empty = np.array([v is None for v in self.values[name].of] or [True])
            return ~empty[self.values[name].codes]
        return np.zeros(self.count, dtype=bool)

    def numbers(self, name: str, otherwise: int = -1) -> npt.NDArray[np.int64]:
        """A column of whole numbers, `otherwise` where it is empty."""
        if name in self.arrays:
            return np.asarray(self.arrays[name].cast(pa.int64()).fill_null(otherwise))
        if name in self.values:
            return self.values[name].array(np.int64, otherwise)[0]
        return np.full(self.count, otherwise, dtype=np.int64)

    def put(self, name: str, numbers: npt.NDArray[Any], missing: Mask) -> None:
        """Set a column of numbers or flags."""
        column = TABLES[self.source.plan.table].column(name)
        self.values.pop(name, None)
        self.arrays[name] = pa.array(numbers, mask=missing).cast(_ARROW[column.type])

    def fill(self, name: str, numbers: npt.NDArray[np.int64], missing: Mask) -> Mask:
        """Fill the empty cells of a column; gives the rows that were filled."""
        filled: Mask = ~self.there(name) & ~missing
        self.put(name, np.where(filled, numbers, self.numbers(name)), ~self.there(name) & ~filled)
        return filled

    def fill_days(self, name: str, days: Days, how: str, role: str) -> None:
        """Fill the empty days of a column and remember how."""
        present = self.day(name)
        filled = np.isnat(present) & ~np.isnat(days)
        if filled.any():
            self.days[name] = np.where(filled, days, present)
            self.source.converted(role, how, filled)

    def column(self, name: str) -> pa.Array | None:
        """A column as the store takes it; None where the file has nothing of it."""
        if name in self.days:
            return day_array(self.days[name])
        if name in self.arrays or name not in self.values:
            return self.arrays.get(name)
        declared = TABLES[self.source.plan.table].column(name)
        of = pa.array(self.values[name].of or [None], _ARROW.get(declared.type, pa.string()))
        if declared.type not in _ARROW:
            of = of.dictionary_encode()
        return of.take(pa.array(self.values[name].codes))
