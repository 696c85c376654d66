"""A constant with its history: which value holds from which quarter, and on whose word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from metrics.metric import Source
from metrics.words import Words


@dataclass(frozen=True)
class Dated:
    """One value of a constant. `key` names the rule for exports and for figures published under it."""

    key: str
    valid_from: int | None  # first quarter code (`metrics.periods`); None: always
    value: Any
    words: Words  # the value as the dictionary page prints it
    source: Source


@dataclass(frozen=True)
class Limit:
    """A constant and the rows of its history, oldest first."""

    name: str
    label: Words
    meaning: Words
    history: tuple[Dated, ...]

    def __post_init__(self) -> None:
        starts = [row.valid_from for row in self.history]
        later = [start for start in starts[1:] if start is not None]
        if not starts or len(later) != len(starts) - 1 or later != sorted(set(later)):
            raise ValueError(f"the history of {self.name} needs rows with rising quarters")
        if starts[0] is not None and later and starts[0] >= later[0]:
            raise ValueError(f"the history of {self.name} needs rows with rising quarters")

    def at(self, quarter: float | None = None) -> Dated:
        """The row that holds in a quarter; the newest for None or NaN; the oldest before the history begins."""
        if quarter is None or quarter != quarter:
            return self.history[-1]
        held = [row for row in self.history if row.valid_from is None or row.valid_from <= quarter]
        return held[-1] if held else self.history[0]

    def under(self, key: str) -> Dated:
        """The row of a rule, by its key or by the name of its source. Raises KeyError that lists the known keys."""
        for row in self.history:
            if key in (row.key, row.source.rule):
                return row
        raise KeyError(f"{self.name} has no rule {key!r}; known: {', '.join(row.key for row in self.history)}")
