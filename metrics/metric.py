"""What an indicator declares, and what it answers.

An indicator is one `Metric` in one small module; `metrics.registry` finds it. Its formula sees only a frame of sums
(one row per group, columns named by `Sum.name`) and returns one row of estimates per group.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pandas as pd

from metrics.sums import Sum
from metrics.words import Words

STATE = "state"  # the column of an answer that holds the State of each row
NUMBERS = ("value", "low", "high", "n", "se", "df")  # the columns of every estimate, beside its extras


class Direction(StrEnum):
    """Which way is better. Colours, arrows, ranks and words of judgement follow from it, never from up or down."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"


class State(StrEnum):
    """Why a value is there or not. Zero is a value; the other three are never shown as one."""

    SHOWN = "shown"
    SUPPRESSED = "suppressed"  # too few people, or recoverable by subtraction from what is shown
    UNDEFINED = "undefined"  # there are data, but the formula has no value for them
    NO_DATA = "no_data"


class Population(StrEnum):
    """Whose privacy is at stake; sets the smallest group that may be shown (`metrics.limits.cell_sizes`)."""

    CITIZENS = "citizens"
    STAFF = "staff"
    NOBODY = "nobody"  # what an office did or was rated: no people are counted, nothing is hidden


_PEOPLE = {
    Population.CITIZENS: Words("responden", "respondents"),
    Population.STAFF: Words("pegawai", "staff members"),
}


@dataclass(frozen=True)
class Source:
    """The rule or publication that a formula or a constant comes from."""

    rule: str
    article: str = ""
    verified: bool = True  # False: nobody has read it in the text; shown as "belum diverifikasi"


@dataclass(frozen=True)
class Metric:
    """One indicator.

    `estimate(sums, **options)` takes a frame with one row per group and the columns `Sum.name` of `sums`, and returns
    a frame with the same index (for an itemised metric: each index label once per item, and the item's key in the
    column named by `item`) and the columns

        value  float  NaN where undefined
        low, high  float  95 % interval, NaN where it cannot be had
        n      int    the observations that the value rests on
        se, df float  standard error and degrees of freedom behind the interval (NaN where none)

    and those named in `extras`. Values are as reported (rounded once, by the metric's rule) where the rule says how.
    A group without rows (n = 0) has the value NaN (a count has 0); so has one that the formula has no value for (n > 0).

    Callers use `answer`, which looks options up and chooses between `estimate` and `whole`. Beside the sums the frame
    may carry two columns that dated or sized rules read:

        period      first quarter code of the group's period (`metrics.periods`); absent or NaN: the newest rule.
                    Pass it whenever the groups have a period.
        population  users a year of the group's unit, for the sample gauge; absent or NaN: unlimited.

    Other columns are ignored, so the whole frame of dimensions and sums can be passed. Sums must be there for each
    row: estimate first, suppress afterwards.
    """

    name: str
    family: str
    label: Words
    meaning: Words
    formula: Words
    unit: Words
    direction: Direction
    range: tuple[float, float]
    decimals: int
    source: Source
    table: str
    population: Population
    sums: tuple[Sum, ...]
    estimate: Callable[..., pd.DataFrame]
    item: str | None = None  # name of the item column, e.g. "element"
    item_label: Words | None = None  # what an item is called
    items: Mapping[str, Words] = field(default_factory=dict)  # the words of each item by its key, in order
    extras: tuple[str, ...] = ()
    options: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    percent: bool = False  # a share that readers see as a percentage; values and exports stay shares
    cells: bool = False  # each item is a group of people of its own, hidden where it is small
    counts: Words | None = None  # what n counts where it is not people: participations, reports
    value_sums: tuple[Sum, ...] = ()  # the few that the value alone needs, where its interval takes many; empty: all
    limits: tuple[str, ...] = ()  # names in `metrics.limits.all_limits` that the formula reads, for the dictionary page
    whole: Callable[..., pd.DataFrame] | None = (
        None  # itemised metrics: one value over all items, where that has a sense
    )

    @property
    def counted(self) -> Words:
        """What n counts, in the plural: staff, respondents, or what the rows are."""
        return self.counts or _PEOPLE[self.population]

    def value(self, sums: pd.DataFrame, **options: Any) -> pd.DataFrame:
        """`estimate` of a frame that may have the `value_sums` alone: then value, `exact` and n are right, and there is
        no error. A formula that declares such sums does without the others.
        """
        return self.estimate(sums, **options)

    def answer(self, sums: pd.DataFrame, by_item: bool = False, **options: Any) -> pd.DataFrame:
        """Estimates per group, per item when asked (`by_item`, that is: the item's name is among the dimensions).

        An itemised metric without a `whole` always answers per item. Options left out take their first declared value.
        Raises ValueError naming an option or a value that is not declared.
        """
        for name, value in options.items():
            if name not in self.options:
                raise ValueError(f"{self.name} has no option {name!r}; it has: {', '.join(self.options) or 'none'}")
            if value not in self.options[name]:
                known = ", ".join(map(str, self.options[name]))
                raise ValueError(f"{name}={value!r} is not known to {self.name}; choose {known}")
        if by_item and self.item is None:
            raise ValueError(f"{self.name} has no items to group by")
        chosen = {name: options.get(name, values[0]) for name, values in self.options.items()}
        formula = self.estimate if by_item or self.whole is None else self.whole
        return formula(sums, **chosen)
