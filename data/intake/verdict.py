"""Keeps which rule each row failed first, and turns distinct texts into values for all rows at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from data.intake.respondents import Body, Mask
from data.intake.rules import RULE_CODES
from data.intake.values import MISSING, Meaning

Codes = npt.NDArray[np.int64]


@dataclass
class Verdict:
    """Per row the first rule it failed (0: none, else 1 + place in RULE_CODES) and the column it failed in (-1: none).

    `folded`: lines of a log whose content another line carries, the one that stands for all of them.
    """

    rows: Mask
    rule: npt.NDArray[np.uint8] = field(init=False)
    place: npt.NDArray[np.int16] = field(init=False)
    folded: Mask = field(init=False)
    likes: dict[tuple[int, str], str] = field(default_factory=dict)  # (column, text) -> nearest known value

    def __post_init__(self) -> None:
        self.rule = np.zeros(len(self.rows), dtype=np.uint8)
        self.place = np.full(len(self.rows), -1, dtype=np.int16)
        self.folded = np.zeros(len(self.rows), dtype=bool)

    def reject(self, mask: Mask, rule: str, place: int = -1) -> None:
        """Reject the rows of `mask` that passed all earlier rules."""
        new = mask & self.rows & (self.rule == 0)
        self.rule[new] = RULE_CODES.index(rule) + 1
        self.place[new] = place

    @property
    def passed(self) -> Mask:
        """Rows that failed no rule so far and are not folded into another."""
        return self.sound & ~self.folded

    @property
    def sound(self) -> Mask:
        """Rows that failed no rule so far, folded or not."""
        return np.asarray(self.rows & (self.rule == 0), dtype=bool)


@dataclass(frozen=True)
class Values:
    """One column read: `of[codes]` gives each row's value (None: missing)."""

    codes: Codes
    of: list[Any]

    def array(self, dtype: Any, otherwise: int = 0) -> tuple[npt.NDArray[Any], Mask]:
        """(values as numbers, which are missing) of all rows."""
        missing = np.array([v is None for v in self.of] or [True])
        numbers = np.array([otherwise if v is None else v for v in self.of] or [otherwise], dtype=dtype)
        return numbers[self.codes], missing[self.codes]

    def through(self, change: Callable[[Any], Any]) -> Values:
        """The same column with every value changed; missing stays missing."""
        return Values(self.codes, [None if v is None else change(v) for v in self.of])


def read_column(body: Body, place: int, read: Callable[[str], Meaning], verdict: Verdict) -> Values:
    """Read a column through its distinct texts and reject the rows whose text has no meaning."""
    return read_texts(body.texts[place], body.codes[place], place, read, verdict)


def read_texts(
    texts: Sequence[str], codes: npt.NDArray[Any], place: int, read: Callable[[str], Meaning], verdict: Verdict
) -> Values:
    """`read_column` for a column whose texts were shortened to what counts; `codes` gives the text of each row."""
    used = np.zeros(max(len(texts), 1), dtype=bool)
    used[codes[verdict.rows]] = True  # the header's own texts stand in the list too
    meanings = [read(text) if used[i] else MISSING for i, text in enumerate(texts)]
    reject_texts(codes, texts, meanings, place, verdict)
    return Values(codes.astype(np.int64), [m.value for m in meanings])


def reject_texts(
    codes: npt.NDArray[Any], texts: Sequence[str], meanings: Sequence[Meaning], place: int, verdict: Verdict
) -> None:
    """Reject the rows whose text broke a rule; `texts` and `meanings` belong to the codes."""
    for rule in sorted({m.rule for m in meanings if m.rule}, key=RULE_CODES.index):
        broken = np.array([m.rule == rule for m in meanings])
        verdict.reject(broken[codes], rule, place)
    verdict.likes.update({(place, t): m.like for t, m in zip(texts, meanings, strict=True) if m.like})
