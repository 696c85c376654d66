"""The state of a row in free words: selesai, proses, tertunda, ditutup, dibuka kembali, dikembalikan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from data.intake.registers.cells import nothing
from data.intake.registers.rows import Rows
from data.intake.respondents import Mask
from data.intake.text import normalise
from data.intake.values import MISSING, Meaning, nearest
from data.intake.verdict import Values
from data.intake.vocabulary.registers import states


@dataclass(frozen=True)
class States:
    """The state of each row; None where nothing is said."""

    values: Values

    @property
    def known(self) -> Mask:
        """Which rows say a state."""
        return self.is_(tuple(set(self.values.of) - {None}))

    def is_(self, wanted: tuple[str, ...]) -> Mask:
        """Which rows are in one of these states."""
        found: Mask = np.array([v in wanted for v in self.values.of] or [False], dtype=bool)[self.values.codes]
        return found


def states_of(rows: Rows) -> States:
    """The states of the rows; those whose word has no meaning are rejected. Read once."""
    if "status" not in rows.values:
        source = rows.source
        rows.values["status"] = (
            source.read("status", reader(source.plan.table))
            if source.has("status")
            else Values(np.zeros(rows.count, dtype=np.int64), [None])
        )
    return States(rows.values["status"])


def reader(table: str) -> Callable[[str], Meaning]:
    """Reads a word for a state, alone or before the rest of the cell ("Selesai - 12 Maret")."""
    known = states(table)

    def read(text: str) -> Meaning:
        if nothing(text):
            return MISSING
        plain = normalise(text)
        if plain in known:
            return Meaning(known[plain])
        words = plain.split()
        for length in range(len(words) - 1, 0, -1):
            if (state := known.get(" ".join(words[:length]))) is not None:
                return Meaning(state)
        return Meaning(rule="invalid_label", like=nearest(text, known))

    return read
