"""What the page Indeks digital is about: the assessments of each city by year, under both regimes, by both assessors.

Draws nothing. A city is assessed, never an office: an office stands for its city.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd

from data.selection import Selection
from metrics.digital_index import levels, steps
from metrics.digital_index.terms import ASSESSORS, REGIMES
from metrics.metric import State
from metrics.periods import year_and_quarter
from pages.parts import access
from pages.parts.indicator import places
from pages.parts.indicator.history import History, Place, Row, history

TABLE = "digital_record"
EXTERNAL, SELF = "external", "self"
ITEMS = {"spbe": ("spbe_domains", "spbe_aspects"), "pemdi": ("pemdi_aspects",)}  # the parts of each index


@dataclass(frozen=True)
class Assessment:
    """One index of one city in one year. `sums`: one row, the levels behind it."""

    city: str
    regime: str
    assessor: str
    period: int
    row: Row
    sums: pd.DataFrame

    @property
    def name(self) -> str:
        """The city."""
        return access.name("city", self.city)

    @property
    def year(self) -> int:
        """The year assessed."""
        return year_and_quarter(self.period)[0]

    @property
    def complete(self) -> bool:
        """Whether every indicator has its level, so that there is an index."""
        return State(self.row["state"]) is State.SHOWN

    @property
    def missing(self) -> list[int]:
        """The numbers of the indicators without a level."""
        _totals, counts = levels.read(self.sums, self.regime, self.assessor)
        return [int(number) for number in np.flatnonzero(counts[0] < counts[0].max()) + 1]

    @property
    def next_steps(self) -> pd.DataFrame:
        """See `metrics.digital_index.steps`."""
        return steps.next_steps(self.sums, self.regime, self.assessor)

    @property
    def next_predicate(self) -> Row:
        """See `metrics.digital_index.steps`."""
        found: Row = steps.to_next_predicate(self.sums, self.regime, self.assessor).iloc[0].to_dict()
        return found


@dataclass(frozen=True)
class Facts:
    """The assessments within a selection.

    `asked`: the selection as the reader made it; `selection`: its cities and years; `histories`: by regime and assessor.
    """

    asked: Selection
    selection: Selection
    histories: Mapping[tuple[str, str], History]
    assessments: tuple[Assessment, ...]  # oldest first
    newest: tuple[Assessment, ...]  # of each city, in order of display

    @property
    def several(self) -> bool:
        """Whether cities stand beside each other."""
        return len(self.newest) > 1

    @property
    def latest(self) -> Assessment:
        """The newest assessment of all; of the first city where several are as new."""
        return max(self.newest, key=lambda one: one.period)

    @property
    def history(self) -> History:
        """What files are named and described after: the regime and assessor of the newest assessment."""
        return self.histories[self.latest.regime, self.latest.assessor]

    def of(self, regime: str, assessor: str, city: str, period: int) -> Assessment | None:
        """That assessment, where there was one."""
        wanted = (regime, assessor, city, period)
        return next((a for a in self.assessments if (a.regime, a.assessor, a.city, a.period) == wanted), None)

    def earlier(self, one: Assessment) -> Assessment | None:
        """The last complete one of the same city, regime and assessor before it."""
        same = [a for a in self.assessments if (a.city, a.regime, a.assessor) == (one.city, one.regime, one.assessor)]
        return next((a for a in reversed(same) if a.period < one.period and a.complete), None)

    def other(self, one: Assessment) -> Assessment | None:
        """The same by the other assessor, where it is complete."""
        found = self.of(one.regime, SELF if one.assessor == EXTERNAL else EXTERNAL, one.city, one.period)
        return found if found and found.complete else None

    def newest_of_other(self, one: Assessment) -> list[Assessment]:
        """The newest complete external assessment of the same city under each other regime."""
        found = [self.last_of(regime, one.city) for regime in REGIMES if regime != one.regime]
        return [other for other in found if other is not None]

    def last_of(self, regime: str, city: str) -> Assessment | None:
        """The newest complete external assessment of a city under a regime."""
        own = [a for a in self.assessments if (a.regime, a.assessor, a.city) == (regime, EXTERNAL, city) and a.complete]
        return own[-1] if own else None


def known() -> bool:
    """Whether the store has any assessment within the reader's scope."""
    return bool(access.quarters("spbe"))


def load(asked: Selection) -> Facts | None:
    """The facts of a selection; None while the store has no assessment within it. Read only."""
    return _load(access.context(), asked)


@access.remembered
def _load(_context: access.Context, asked: Selection) -> Facts | None:
    cities = places.cities_of(asked)
    if not cities:
        return None
    narrowed = asked.city or asked.unit
    selection = Selection(city=cities if narrowed else (), first=asked.first, last=asked.last, grain="year")
    histories = {}
    for regime, assessor in product(REGIMES, ASSESSORS):
        found = history(regime, selection, assessor=assessor)
        if found is None:
            return None
        histories[regime, assessor] = found
    assessments = sorted(
        (one for (regime, assessor), of in histories.items() for one in _assessments(of, regime, assessor)),
        key=lambda one: (one.period, tuple(REGIMES).index(one.regime), one.assessor == EXTERNAL),
    )
    newest = tuple(own[-1] for city in cities if (own := _external([a for a in assessments if a.city == city])))
    return Facts(asked, selection, histories, tuple(assessments), newest) if newest else None


def _assessments(found: History, regime: str, assessor: str) -> list[Assessment]:
    """Every year in which a city was assessed so; by the axis of the index, which has years of the other regime too."""
    return [
        Assessment(place.key, regime, assessor, period, place.at(period), place.sums(period))
        for place in found.places
        for period in found.axis
        if _assessed(place, period)
    ]


def _assessed(place: Place, period: int) -> bool:
    row = place.at(period)
    return State(row["state"]) in (State.SHOWN, State.UNDEFINED) and row["n"] > 0


def _external(own: list[Assessment]) -> list[Assessment]:
    """The external ones of a city; where it has none, what it thinks of itself."""
    return [one for one in own if one.assessor == EXTERNAL] or own
