"""What the page Kinerja is about: reporting on time and its history, and what was asked beside it.

Draws nothing. What the top of the page tells is asked at once, and what one of its parts tells only when that is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.answer import Answer, understood
from data.selection import Selection
from metrics.limits.predicate_spread import NEARLY_ALL_GOOD
from metrics.metric import State
from metrics.performance import contrast
from pages.parts import access
from pages.parts.indicator import breakdown, happened, history, percent
from pages.parts.indicator.history import History, Row

ON_TIME, LAG, GOOD, INDEX = "on_time", "evaluation_lag", "good_share", "ip_asn"
REVIEWS = (ON_TIME, LAG, GOOD)
PREDICATES, DIFFICULTIES = "predicate_share", "difficulty_share"
DIMENSIONS, LACKING, CATEGORIES, GAPS = "ip_dimensions", "ip_lacking", "ip_categories", "skill_gap"
OF_INDEX = (DIMENSIONS, LACKING, CATEGORIES)
TABLE = "review_record"


@dataclass(frozen=True)
class Facts(History):
    """The history of the share reported on time, in percent, with those of lag, good ratings and IP ASN beside it.

    `asked`: the selection as the reader made it, before what does not hold for staff was left out. `index` is None
    while nobody's IP ASN can be computed.
    """

    lag: History
    good: History
    index: History | None
    asked: Selection

    @property
    def year(self) -> Selection:
        """From a year before the newest period to its end."""
        return self.newest.but(first=self.before)

    @property
    def staffed(self) -> bool:
        """Whether the IP ASN of the newest period is shown: staff are known where nobody has reported."""
        return self.index is not None and State(at(self.index)["state"]) is State.SHOWN

    def items(self, name: str) -> list[dict[str, Any]]:
        """The rows of an indicator with items in the newest period of reviews, or of staff; none without data."""
        of_staff = name in (*OF_INDEX, GAPS)
        newest = self.index.newest if self.index is not None and of_staff else self.newest
        together = OF_INDEX if name in OF_INDEX else (name,)
        return history.rows_of(percent.answers(together, by=("period",), selection=newest)[name].frame)


def load(asked: Selection) -> Facts | None:
    """The facts of a selection; None while the store holds no review within the reader's scope. Read only."""
    return _load(access.context(), asked)


def warm(asked: Selection) -> None:
    """Asks what the page asks, so that the next reader with a filter of this kind need not wait."""
    facts = load(asked)
    if facts is None or facts.hidden:
        return
    late_offices(facts)
    if facts.within:
        beside(facts, LAG)
        beside(facts, PREDICATES)
    nearly_all_good(facts)
    for name in (PREDICATES, DIFFICULTIES, DIMENSIONS, GAPS):
        facts.items(name)
    gains(facts)


@access.remembered
def _load(_context: access.Context, asked: Selection) -> Facts | None:
    known = access.quarters(ON_TIME)
    if not known:
        return None
    of_staff = access.quarters(INDEX)
    selection = understood(asked, TABLE)
    reach = selection.but(first=None)  # a year ago may lie before the first period shown

    def told(name: str, together: tuple[str, ...], quarters: tuple[int, ...]) -> History:
        def ask(*by: str) -> Answer:  # one query for all of a table that share their groups
            return percent.answer(access.answers(together, by=(*by, "period"), selection=reach)[name])

        return History(**history.parts(percent.metric(name), selection, quarters, ask))

    on_time = told(ON_TIME, REVIEWS, known)
    return Facts(
        **{name: getattr(on_time, name) for name in History.__dataclass_fields__},
        lag=told(LAG, REVIEWS, known),
        good=told(GOOD, REVIEWS, known),
        index=told(INDEX, (INDEX,), of_staff) if of_staff else None,
        asked=asked,
    )


def beside(facts: Facts, name: str) -> pd.DataFrame:
    """An indicator of reviews in the newest period by city or by office (`Facts.within`)."""
    return percent.answers((name,), by=(facts.within,), selection=facts.newest)[name].frame


def over_time(facts: Facts, name: str) -> list[dict[str, Any]]:
    """The rows of an indicator with items in every period on the axis."""
    found = percent.answers((name,), by=("period",), selection=facts.selection)[name].frame
    return history.rows_of(found[found["period"].isin(facts.axis)])


def shares(facts: Facts, name: str) -> dict[str, float]:
    """The value per item in the newest period; empty where they are not shown."""
    item = percent.metric(name).item or ""
    return {row[item]: row["value"] for row in facts.items(name) if State(row["state"]) is State.SHOWN}


def late_offices(facts: Facts) -> pd.DataFrame:
    """Offices whose share on time is demonstrably below that of all others together, the lowest first.

    As `pages.parts.indicator.breakdown` tests them: corrected over every office that is compared. `others`: how many
    those others are.
    """
    if facts.hidden or len(facts.selection.unit) == 1:
        return pd.DataFrame()
    answer = percent.answers((ON_TIME,), by=("unit",), selection=facts.newest)[ON_TIME]
    groups = breakdown.compared(facts, facts.whole, answer, "unit")
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
    good = access.answer(GOOD, by=("unit",), selection=now).frame.assign(period=facts.now)
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
