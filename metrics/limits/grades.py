"""Bounds of the SKM grades (mutu pelayanan) A-D, by the rule of the period.

Bounds are kept in hundredths of the 25-100 scale, as printed by the regulations; a grade is read off the index
*rounded* to two decimals, so the printed gaps (64.99 | 65.00) hold nothing and every value has exactly one grade.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from metrics.limits.dated import Dated, Limit
from metrics.metric import Source
from metrics.periods import quarter_of
from metrics.words import Words


@dataclass(frozen=True)
class Grade:
    """One letter with its lowest rounded index, in hundredths."""

    letter: str
    lowest: int
    label: Words

    @property
    def bound(self) -> Decimal:
        """The lowest rounded index that earns the letter, as printed."""
        return Decimal(self.lowest) / 100

    @property
    def element_bound(self) -> Decimal:
        """The same bound on the 1-4 scale of one element."""
        return self.bound / 25


def _grades(c: int, b: int, a: int) -> tuple[Grade, ...]:
    return (
        Grade("D", 2500, Words("Tidak Baik", "Not good")),
        Grade("C", c, Words("Kurang Baik", "Less than good")),
        Grade("B", b, Words("Baik", "Good")),
        Grade("A", a, Words("Sangat Baik", "Very good")),
    )


def _words(grades: tuple[Grade, ...]) -> Words:
    ends = [*(g.bound - Decimal("0.01") for g in grades[1:]), Decimal(100)]
    spans = [(g.letter, f"{g.bound:.2f}", f"{end:.2f}") for g, end in zip(grades, ends, strict=True)]
    return Words(
        "; ".join(f"{x} {low}–{high}".replace(".", ",") for x, low, high in spans),
        "; ".join(f"{x} {low}–{high}" for x, low, high in spans),
    )


def _row(key: str, year: int, grades: tuple[Grade, ...], source: Source) -> Dated:
    return Dated(key, quarter_of(year, 1), grades, _words(grades), source)


_OF_2004 = _grades(4376, 6251, 8126)
_OF_2017 = _grades(6500, 7661, 8831)

GRADES = Limit(
    "grades",
    Words("Batas mutu pelayanan", "Grade bounds"),
    Words(
        "Mutu A–D dibaca dari IKM yang sudah dibulatkan ke dua desimal, memakai aturan yang berlaku pada periodenya.",
        "Grades A–D are read off the IKM rounded to two decimals, by the rule in force in its period.",
    ),
    (
        _row("2004", 2004, _OF_2004, Source("KEP/25/M.PAN/2/2004")),
        _row("2014", 2014, _OF_2004, Source("PermenPANRB 16/2014", verified=False)),
        _row("2017", 2017, _OF_2017, Source("PermenPANRB 14/2017")),
    ),
)
LIMITS = (GRADES,)
LETTERS: tuple[str, ...] = tuple(grade.letter for grade in _OF_2017)  # worst first


def rule(quarter: float | None = None, key: str | None = None) -> Dated:
    """The row of the history for a quarter (None, NaN: the newest), or of a rule by its key."""
    return GRADES.at(quarter) if key is None else GRADES.under(key)


def bounds(quarter: float | None = None, key: str | None = None) -> tuple[Grade, ...]:
    """The grades of a quarter or of a rule, worst first."""
    grades: tuple[Grade, ...] = rule(quarter, key).value
    return grades


def history() -> tuple[Dated, ...]:
    """All rules, oldest first."""
    return GRADES.history


def rules(quarters: Iterable[float | None], key: str | None = None) -> tuple[tuple[Dated, ...], npt.NDArray[np.intp]]:
    """The rules of many quarters, each looked up once, and which of them is that of each quarter."""
    starts, of = np.unique(np.array(list(quarters), np.float64), return_inverse=True)  # None is NaN there
    return tuple(rule(float(start), key) for start in starts), of


def grade(value: float, quarter: float | None = None, key: str | None = None) -> str:
    """Letter of an index that is already rounded to two decimals.

    grade(88.31) == "A", grade(88.30) == "B". Raises ValueError for NaN: what has no value has no grade.
    """
    found = grades([value], [quarter], key)[0]
    if found is None:
        raise ValueError("an index that is undefined has no grade")
    return str(found)


def grades(
    values: npt.ArrayLike, quarters: Iterable[float | None] | None = None, key: str | None = None
) -> npt.NDArray[np.object_]:
    """Letters of rounded indices, each by the rule of its quarter; None where the value is NaN."""
    index = np.asarray(values, np.float64)
    hundredths = np.rint(index * 100)
    found, of = rules(quarters if quarters is not None else [None] * len(index), key)
    letters = np.full(len(index), None, dtype=object)
    for place, each in enumerate(found):
        here = (of == place) & ~np.isnan(index)
        lowest = [g.lowest for g in each.value[1:]]  # below the second bound only the worst grade is left
        letters[here] = np.array(LETTERS, dtype=object)[np.searchsorted(lowest, hundredths[here], side="right")]
    return letters


def label(letter: str) -> Words:
    """What a letter is called. Raises KeyError."""
    return {g.letter: g.label for g in bounds()}[letter]
