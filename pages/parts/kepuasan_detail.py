"""One place in detail: its nine elements, its sample by office, and what a file about it must say of itself."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import cached_property
from typing import Any

import pandas as pd

from data.answer import Answer
from data.selection import PEOPLE_DIMENSIONS, Selection
from metrics.metric import State
from metrics.periods import QUARTERS_IN
from metrics.satisfaction import priorities
from metrics.satisfaction.elements import ELEMENT_KEYS, ELEMENTS
from pages.parts import access, choice, table, words
from pages.parts.indicator import history, paper, places
from pages.parts.indicator.history import NAN, Place, Row
from pages.parts.kepuasan_facts import Facts
from pages.parts.words import _

SURE = 0.9  # probability from which one element is called the lowest; below it, the ones that may be are named
POSSIBLE = 0.1
ALL = "all"
WITHOUT_NEED = ("service", *PEOPLE_DIMENSIONS)  # filters whose users nobody has counted


@dataclass(frozen=True)
class Elements:
    """The nine elements of one place. `grid`: every element and period of the axis; `rows`: the newest, weakest first."""

    place: Place
    grid: list[Row]  # label, element, period, value, low, high, n, se, df, state
    rows: list[Row]  # the same and earlier, change, p, p_adjusted, lowest (probability)

    @cached_property
    def now(self) -> pd.DataFrame:
        """The newest as a frame."""
        return history.framed(self.rows)

    @cached_property
    def candidates(self) -> list[str]:
        """Names of the elements that may be the lowest: one where that is sure, none where nothing is shown."""
        shown = [row for row in self.rows if row["state"] == State.SHOWN]
        chances = sorted((row for row in shown if not words.missing(row["lowest"])), key=lambda row: -row["lowest"])
        if not chances:
            return [str(row["label"]) for row in shown[:1]]
        if chances[0]["lowest"] >= SURE:
            return [str(chances[0]["label"])]
        return [str(row["label"]) for row in chances if row["lowest"] >= POSSIBLE] or [str(chances[0]["label"])]


def focus(facts: Facts) -> Place:
    """The place that the sections below the trend are about; with several cities the reader chooses."""
    if not facts.several:
        return facts.whole
    cities = {place.key: place for place in facts.places}
    chosen = choice.one(
        "focus",
        _("Details for"),
        (ALL, *cities),
        lambda key: _("All together") if key == ALL else cities[key].name,
    )
    return facts.whole if chosen == ALL else cities[chosen]


def elements(facts: Facts, place: Place) -> Elements:
    """The answers to the nine elements over the axis, and the newest with its change since a year ago."""
    known = {(row["period"], row["element"]): row for row in history.rows_of(facts.elements[place.key])}
    names = {key: words.pick(ELEMENTS[key]) for key in ELEMENT_KEYS}

    def at(period: int) -> dict[str, dict[str, Any]]:  # periods before the first answer or after the last have none
        found = {key: known.get((period, key), {**history.nothing(period), "element": key}) for key in ELEMENT_KEYS}
        return {key: {**row, "label": names[key]} for key, row in found.items()}

    now, before = at(facts.now), at(facts.before)
    comparable = place.broken is None
    changes = history.changes(list(now.values()), list(before.values())).to_dict("records")
    sums = place.sums_at(facts.now)
    chances = [NAN] * len(now) if sums is None else priorities.lowest_probability(sums)[0].tolist()
    for (key, row), change, chance in zip(now.items(), changes, chances, strict=True):
        # a test of half a period against a whole one would claim too much
        tested = change if comparable and not facts.provisional else dict.fromkeys(change, NAN)
        row["change"] = change["change"] if comparable else NAN
        row["change_low"] = change["low"] if comparable else NAN
        row["change_high"] = change["high"] if comparable else NAN
        row["p"], row["p_adjusted"] = tested["p"], tested["p_adjusted"]
        row["earlier"] = before[key]["value"] if comparable else NAN
        row["lowest"] = chance
    order = sorted(now, key=lambda key: (words.missing(now[key]["value"]), now[key]["value"]))
    grid = {period: at(period) for period in facts.axis}
    return Elements(
        place,
        [grid[period][key] for key in order for period in facts.axis],
        [now[key] for key in order],
    )


def weakest(of: Elements) -> str:
    """The sentence about the weakest element, in Markdown; empty where nothing is shown."""
    names = of.candidates
    if not names:
        return ""
    if len(names) == 1:
        return _("The element *{name}* lags furthest behind.").format(name=names[0].lower())
    return _("Lagging furthest behind, not to be told apart: {names}.").format(
        names=words.listing([f"*{name.lower()}*" for name in names], 3)
    )


@dataclass(frozen=True)
class Sample:
    """The sample of each office of a place in the newest period, those that lack most first."""

    units: pd.DataFrame  # label, unit, achieved, needed, still_needed, population, state
    enough: int
    judged: int  # offices whose number is shown
    selection: Selection  # what was counted: the filters of place and period only
    narrowed: bool  # whether the reader's other filters were left out

    @property
    def only(self) -> pd.Series | None:
        """The one office, where there is just one."""
        return self.units.iloc[0] if len(self.units) == 1 else None


def newest(facts: Facts, selection: Selection) -> Selection:
    """The selection in the newest period only."""
    return selection.but(first=facts.now, last=facts.now + QUARTERS_IN[facts.grain] - 1)


def offices(facts: Facts, selection: Selection) -> dict[str, Answer]:
    """Index and sample of every office in the newest period: one query for the card, the breakdown and the gauge."""
    return access.answers(("ikm", "sample_achieved"), by=("unit",), selection=newest(facts, selection))


def sample(facts: Facts, place: Place) -> Sample:
    """Needed and achieved respondents by office. The need is the office's, so filters of service and people fall away."""
    selection = place.selection
    whole = selection.but(**dict.fromkeys(WITHOUT_NEED, ()))
    units = offices(facts, whole)["sample_achieved"].frame.copy()
    several = len(places.cities_of(selection)) > 1
    units["label"] = [places.unit_label(unit, several) for unit in units["unit"]]
    units["population"] = units["unit"].map(access.users()).astype(float)
    shown = units["state"] == State.SHOWN
    units["achieved"] = units["n"].where(shown)
    for column in ("needed", "still_needed"):
        units[column] = pd.to_numeric(units[column])
    units = units.sort_values(["still_needed", "label"], ascending=[False, True], na_position="last", kind="stable")
    enough = int((units["still_needed"] == 0).sum())
    narrowed = partial(selection)
    return Sample(units.reset_index(drop=True), enough, int(shown.sum()), newest(facts, whole), narrowed)


def partial(selection: Selection) -> bool:
    """Whether only a part of the users is asked about: a need of respondents is known for all of them alone."""
    return bool(selection.filters.keys() & set(WITHOUT_NEED))


def rounded_up(value: float, decimals: int) -> float:
    """A rise that is needed, in so many decimals that suffice: 0.2728 -> 0.28, for 0.27 would fall short. NaN stays."""
    if words.missing(value):
        return float("nan")
    step = Decimal(1).scaleb(-decimals)
    return float(Decimal(repr(round(float(value), 9))).quantize(step, ROUND_CEILING))  # 9: the noise of doubles


def about(facts: Facts, title: str, selection: Selection, n: Any, part: str, *, beside: str = "") -> table.About:
    """What a downloaded table says of itself. `beside`: which filters do not hold for it."""
    return paper.about(facts, title, selection, n, part, page="kepuasan", beside=beside)


def respondents(place: Place, axis: tuple[int, ...]) -> float:
    """All respondents of the shown periods."""
    return float(sum(row["n"] for row in place.over(axis) if not words.missing(row["n"])))
