"""What the page Kinerja is about: reporting on time and its history, and what was asked beside it.

Draws nothing. Everything that shares its groups is asked at once: one query of reviews and one of staff for all that is
chosen together, the same again by city where there are several, and by office for the newest period.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pandas as pd

from data.answer import Answer, understood
from data.selection import Selection
from metrics.limits.predicate_spread import NEARLY_ALL_GOOD
from metrics.metric import State
from metrics.performance import contrast
from metrics.periods import QUARTERS_IN
from pages.parts import access
from pages.parts.indicator import breakdown, happened, history, percent
from pages.parts.indicator.history import History, Row

ON_TIME, LAG, GOOD, INDEX = "on_time", "evaluation_lag", "good_share", "ip_asn"
PREDICATES, DIFFICULTIES = "predicate_share", "difficulty_share"
DIMENSIONS, LACKING, CATEGORIES, GAPS = "ip_dimensions", "ip_lacking", "ip_categories", "skill_gap"
REVIEWS = (ON_TIME, LAG, GOOD, PREDICATES, DIFFICULTIES)
STAFF = (INDEX, DIMENSIONS, LACKING, CATEGORIES, GAPS)
BESIDE = (ON_TIME, LAG, GOOD, PREDICATES)
TABLE = "review_record"


@dataclass(frozen=True)
class Facts(History):
    """The history of the share reported on time, in percent, with those of lag, good ratings and IP ASN beside it.

    `asked`: the selection as the reader made it, before what does not hold for staff was left out. `whole_answers`: the
    answers by period of all that is chosen together. `index` is None while nobody's IP ASN can be computed.
    """

    lag: History
    good: History
    index: History | None
    whole_answers: Mapping[str, Answer]
    asked: Selection
    _items: dict[tuple[str, int], list[dict[str, Any]]] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )

    @property
    def newest(self) -> Selection:
        """The newest period only."""
        return self.selection.but(first=self.now, last=self.now + QUARTERS_IN[self.grain] - 1)

    @property
    def year(self) -> Selection:
        """From a year before the newest period to its end."""
        return self.newest.but(first=self.before)

    @property
    def hidden(self) -> bool:
        """Whether the newest figures are not shown."""
        return State(self.whole.at(self.now)["state"]) is not State.SHOWN

    @property
    def within(self) -> str:
        """What stands side by side: cities, the offices of a city, or, of one office, nothing."""
        if self.several:
            return "city"
        return "" if len(self.selection.unit) == 1 else "unit"

    def items(self, name: str, period: int | None = None) -> list[dict[str, Any]]:
        """The rows of an indicator with items, in the newest period or in another; none where there is nothing.

        Read only.
        """
        at = name, self.now if period is None else period
        if name in self.whole_answers and at not in self._items:
            frame = self.whole_answers[name].frame
            self._items[at] = history.rows_of(frame[frame["period"] == at[1]])
        return self._items.get(at, [])


def load(asked: Selection) -> Facts | None:
    """The facts of a selection; None while the store holds no review within the reader's scope. Read only."""
    return _load(access.context(), asked)


def warm(asked: Selection) -> None:
    """Asks what the page asks, so that the next reader with a filter of this kind need not wait."""
    facts = load(asked)
    if facts is None or facts.hidden:
        return
    if facts.within:
        beside(facts, LAG)
        late_offices(facts)
    nearly_all_good(facts)
    gains(facts)


@access.remembered
def _load(_context: access.Context, asked: Selection) -> Facts | None:
    known = access.quarters(ON_TIME)
    if not known:
        return None
    of_staff = access.quarters(INDEX)
    selection = understood(asked, TABLE)
    reach = selection.but(first=None)  # a year ago may lie before the first period shown

    # One query for all of a table that share their groups; beside each other stand less than all.
    @cache
    def reviews(*by: str) -> dict[str, Answer]:
        return percent.answers(BESIDE if by else REVIEWS, by=(*by, "period"), selection=reach)

    @cache
    def staff(*by: str) -> dict[str, Answer]:
        return percent.answers((INDEX,) if by else STAFF, by=(*by, "period"), selection=reach)

    def told(name: str, ask: Callable[..., dict[str, Answer]], quarters: tuple[int, ...]) -> History:
        return History(**history.parts(percent.metric(name), selection, quarters, lambda *by: ask(*by)[name]))

    on_time = told(ON_TIME, reviews, known)
    return Facts(
        **{name: getattr(on_time, name) for name in History.__dataclass_fields__},
        lag=told(LAG, reviews, known),
        good=told(GOOD, reviews, known),
        index=told(INDEX, staff, of_staff) if of_staff else None,
        whole_answers=reviews() | (staff() if of_staff else {}),
        asked=asked,
    )


def beside(facts: Facts, name: str) -> pd.DataFrame:
    """An indicator of reviews in the newest period by city or by office (`Facts.within`)."""
    if facts.within == "unit":
        return _offices(access.context(), facts.newest)[name].frame
    reach = facts.selection.but(first=None)  # the lines of the trend have asked for it already
    found = percent.answer(access.answers(BESIDE, by=("city", "period"), selection=reach)[name]).frame
    return found[found["period"] == facts.now]


@access.remembered
def _offices(_context: access.Context, newest: Selection) -> dict[str, Answer]:
    """What stands side by side of offices. Read only."""
    return percent.answers(BESIDE, by=("unit",), selection=newest)


def shares(facts: Facts, name: str, period: int | None = None) -> dict[str, float]:
    """The value per item; empty where they are not shown."""
    rows = facts.items(name, period)
    item = percent.metric(name).item or ""
    return {row[item]: row["value"] for row in rows if State(row["state"]) is State.SHOWN}


def late_offices(facts: Facts) -> pd.DataFrame:
    """Offices whose share on time is demonstrably below that of all others together, the lowest first.

    As `pages.parts.indicator.breakdown` tests them: corrected over every office that is compared. `others`: how many
    those others are.
    """
    if facts.hidden or len(facts.selection.unit) == 1:
        return pd.DataFrame()
    groups = breakdown.compared(facts, facts.whole, _offices(access.context(), facts.newest)[ON_TIME], "unit")
    below = [history.certain(p) and gap < 0 for p, gap in zip(groups["p_adjusted"], groups["against"], strict=True)]
    others = int((groups["state"] != State.NO_DATA).sum()) - 1
    return groups[below].assign(others=others)


def late_beside(facts: Facts) -> pd.DataFrame:
    """The same; of a single office, whether it is late beside the other offices of its city."""
    if len(facts.selection.unit) != 1:
        return late_offices(facts)
    (unit,) = facts.selection.unit
    around = load(facts.asked.but(city=(access.city_of(unit),), unit=()))
    if around is None or around.hidden or around.now != facts.now:
        return pd.DataFrame()
    late = late_offices(around)
    return late[late["unit"] == unit]


def reports(facts: Facts) -> Any:
    """How many reports stand behind the periods that are shown; missing where all are hidden."""
    shown = facts.whole.shown(facts.axis)
    return sum(row["n"] for row in shown) if shown else pd.NA


def gains(facts: Facts) -> Mapping[str, float]:
    """Mean learning gain of each area in the places chosen, over all periods, where it may be shown."""
    places = facts.selection.but(first=None, last=None)
    rows = history.rows_of(access.answer("learning_gain", by=("area",), selection=places).frame)
    return {row["area"]: row["value"] for row in rows if State(row["state"]) is State.SHOWN}


def at(found: History) -> Row:
    """The newest row of all that is chosen together."""
    return found.whole.at(found.now)


def nearly_all_good(facts: Facts) -> pd.DataFrame:
    """Offices rated nearly all good whose satisfaction is lower than a year ago: see `metrics.performance.contrast`.

    Both by place and period only: citizens have no position, and staff use no channel. Not across a new questionnaire.
    """
    places = Selection(city=facts.selection.city, unit=facts.selection.unit, grain=facts.grain)
    now = places.but(first=facts.newest.first, last=facts.newest.last)
    shared = now == facts.newest and len(now.unit) != 1  # asked for already, with what stands beside it
    answer = access.answers(BESIDE if shared else (GOOD,), by=("unit",), selection=now)[GOOD]
    good = answer.frame.assign(period=facts.now)
    rated = good[good["value"] >= NEARLY_ALL_GOOD.at(facts.now).value]
    units = tuple(rated["unit"])
    if not units:
        return pd.DataFrame(columns=list(contrast.COLUMNS))
    year = Selection(unit=units, first=facts.before, last=facts.year.last, grain=facts.grain)
    index = access.answer("ikm", by=("unit", "period"), selection=year).frame
    changed = access.events(Selection(unit=units, first=facts.before + 1, last=facts.year.last))
    changed = changed[changed["kind"].isin(happened.CUTS)]
    whole = changed.loc[changed["unit"].isna(), "city"]
    cut = index["unit"].isin(changed["unit"].dropna()) | index["unit"].map(access.city_of).isin(whole)
    return contrast.nearly_all_good(rated, index[~cut], facts.now, facts.before)
