"""One file on its way into columns: reads a role's cells from its column or title row, and counts conversions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from data.intake.dates import order_of
from data.intake.model import Notice, Plan
from data.intake.registers.cells import Cell, nothing
from data.intake.registers.spans import Span, span_in
from data.intake.registers.told import told
from data.intake.respondents import Body, Mask
from data.intake.values import Meaning
from data.intake.verdict import Values, Verdict, read_texts
from data.intake.vocabulary.registers import Dating, Manner
from data.intake.when import last_day, tell_order

Days = npt.NDArray[np.datetime64]
_LATER = date(2100, 12, 31)
_WORDED = re.compile(r"\s*\d{1,2}\s+[^\W\d_]{3,}\s+\d{2,4}\b")
NEVER = np.datetime64("NaT", "D")


@dataclass
class Source:
    """The cells of a file under its plan. `conversions` are columns of `Cell`, told of when all rules are through."""

    plan: Plan
    manner: Manner
    body: Body
    verdict: Verdict
    notices: list[Notice]
    conversions: list[tuple[str, Values]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Rows below the header."""
        return len(self.verdict.rows)

    def has(self, role: str) -> bool:
        """Whether a column or a title row gives this role."""
        return self.plan.column(role) is not None or role in self.plan.constants

    def place(self, role: str) -> int:
        """Place of the column of a role; -1 where it has none."""
        column = self.plan.column(role)
        return column.place if column else -1

    def header(self, role: str) -> str:
        """Header of the column of a role, "" where it has none."""
        column = self.plan.column(role)
        return column.header if column else ""

    def texts(self, role: str) -> tuple[list[str], npt.NDArray[Any]]:
        """The distinct texts of a role and which of them each row has."""
        if (column := self.plan.column(role)) is not None:
            return self.body.texts[column.place], self.body.codes[column.place]
        return [self.plan.constants[role]], np.zeros(self.count, dtype=np.int64)

    def used(self, role: str) -> list[str]:
        """The distinct texts of a role that rows have."""
        texts, codes = self.texts(role)
        return [texts[i] for i in np.unique(codes[self.verdict.rows]).tolist()]

    def read(self, role: str, meaning: Callable[[str], Meaning]) -> Values:
        """The values of a role; rows whose text has no meaning are rejected."""
        texts, codes = self.texts(role)
        return read_texts(texts, codes, self.place(role), meaning, self.verdict)

    def cells(self, role: str, meaning: Callable[[str], Meaning]) -> Values:
        """The values of a role whose reader gives cells; how they were converted is told later."""
        cells = self.read(role, meaning).through(lambda v: v if isinstance(v, Cell) else Cell(v))
        self.conversions.append((role, cells))
        return cells.through(lambda cell: cell.value)

    def spans(self, role: str, dating: Dating) -> tuple[Days, Days]:
        """First and last day of each row, NaT where the cell is blank."""
        used = [text for text in self.used(role) if not nothing(text)]
        order, shown = order_of(used)
        if any(map(_WORDED.match, used)):  # who writes "3 Maret 2026" beside "05/03/2026" writes the day first
            order, shown = "dmy", True
        if not {"month_first", "day_first"} & {notice.code for notice in self.notices}:
            tell_order(order, shown, self.notices)
        latest = _LATER if dating.ahead else last_day(self.plan)
        found = self.read(role, span_in(order, dating, latest))
        self.tell_spans(role, found)
        return _days(found, lambda s: s.first), _days(found, lambda s: s.last)

    def tell_spans(self, role: str, found: Values) -> None:
        """Remember how the days of a role were read."""
        self.conversions.append((role, found.through(lambda s: Cell(None, s.how))))

    def converted(self, role: str, how: str, rows: Mask) -> None:
        """Remember that the rows of `rows` have a value that was made in the way `how`."""
        self.conversions.append((role, Values(rows.astype(np.int64), [None, Cell(None, how)])))

    def tell(self) -> None:
        """Say every conversion with the number of accepted rows it touched."""
        sound, touched = self.verdict.sound, dict[tuple[str, str], Mask]()
        for role, values in self.conversions:
            hows = ["" if cell is None else cell.how for cell in values.of] or [""]
            for how in sorted(set(hows) - {""}):
                rows = np.array([h == how for h in hows])[values.codes] & sound
                touched[role, how] = rows | touched.get((role, how), np.zeros(self.count, dtype=bool))
        for (role, how), rows in touched.items():
            if count := int(rows.sum()):
                self.notices.append(told(how, self.header(role) or self.plan.constants.get(role, ""), count))


def _days(spans: Values, day: Callable[[Span], date]) -> Days:
    of = [NEVER if s is None else np.datetime64(day(s), "D") for s in spans.of] or [NEVER]
    found: Days = np.array(of, dtype="datetime64[D]")[spans.codes]
    return found


def day_array(days: Days) -> pa.Array:
    """Days as the store takes them."""
    return pa.array(days, pa.date32(), mask=np.isnat(days))


def quarters(days: Days) -> npt.NDArray[np.int64]:
    """Quarter codes of days; whatever for NaT. Months since 1970 in threes: 1970 began with quarter code 1970 * 4."""
    found: npt.NDArray[np.int64] = days.astype("datetime64[M]").astype(np.int64) // 3 + 1970 * 4
    return found
