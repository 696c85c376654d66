"""One indicator over time: the places, the periods, the answers, and how sure the changes within a year are.

Draws nothing. Every figure comes from an answer of the store or from a formula of `metrics` on its sums; what an
answer hides stays hidden here too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from data.answer import Answer
from data.selection import Selection
from data.tables import TABLES
from metrics import compare, periods
from metrics.metric import Metric, State
from metrics.moments import Floats
from metrics.periods import QUARTERS_IN, Grain
from pages.parts import access, words
from pages.parts.charts.marks import Mark
from pages.parts.indicator import happened, percent, places

CERTAIN = 0.05  # share of false discoveries among the changes shown together that is accepted
YEAR = 4  # quarters
NAN = float("nan")

# One row of an answer: some ten of them are walked through dozens of times, which plain dictionaries do in no time.
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """A place over time: a city, an office, or all that is chosen together. `key`: the city's, for its colour."""

    key: str
    name: str
    selection: Selection
    rows: Mapping[int, Row]  # the answer, one row per period on the axis and a year before it
    sums: Callable[[int], pd.DataFrame]  # the sums behind a shown row, by period: see `sums_at`
    broken: Mark | None = None  # what changed the questionnaire or rule between a year ago and now: no comparison then
    _sums: dict[int, pd.DataFrame] = field(init=False, default_factory=dict, repr=False, compare=False)

    def at(self, period: int) -> Row:
        """The row of a period; one without data where the axis does not reach."""
        return self.rows.get(period) or nothing(period)

    def over(self, axis: Iterable[int]) -> list[Row]:
        """The rows of those periods that the place has."""
        return [self.rows[period] for period in axis if period in self.rows]

    def shown(self, axis: Iterable[int]) -> list[Row]:
        """The rows of those periods that have a value."""
        return [row for row in self.over(axis) if row["state"] == State.SHOWN]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """All rows, by period."""
        return framed(self.rows.values()).set_index(pd.Index(list(self.rows), name="period"))

    def sums_at(self, period: int) -> pd.DataFrame | None:
        """The sums of a period as a frame of one row (with `period`, which dated rules read); None where not shown.

        Read only.
        """
        if State(self.at(period)["state"]) is not State.SHOWN:
            return None
        if period not in self._sums:
            self._sums[period] = self.sums(period)
        return self._sums[period]


@dataclass(frozen=True)
class History:
    """One indicator for one selection, over time."""

    metric: Metric
    selection: Selection
    axis: tuple[int, ...]  # periods shown
    now: int
    before: int  # a year earlier
    places: tuple[Place, ...]  # the lines of the trend: one per city, or one
    whole: Place  # all that is chosen, together
    changes: pd.DataFrame  # per place: change, low, high, p, p_adjusted; NaN where the two are not comparable
    marks: tuple[Mark, ...]
    undrawn: int  # launches of single offices that would crowd the chart of a city
    known: tuple[int, int]  # first and last quarter in which the store has answers
    complete: bool  # whether the newest period is over as far as the data tell

    @property
    def grain(self) -> Grain:
        """The grain of the periods."""
        return self.selection.grain

    @property
    def several(self) -> bool:
        """Whether cities stand beside each other."""
        return len(self.places) > 1

    @property
    def provisional(self) -> bool:
        """Whether the newest period has begun but lacks quarters: beside a whole one a year ago that proves nothing."""
        return not self.complete and self.now <= self.known[1]

    def newest_of(self, selection: Selection) -> Selection:
        """A selection in the newest period only."""
        return selection.but(first=self.now, last=self.now + QUARTERS_IN[self.grain] - 1)

    @property
    def newest(self) -> Selection:
        """The newest period only."""
        return self.newest_of(self.selection)

    @property
    def rests_on(self) -> tuple[Selection, Any]:
        """A selection and the n that belongs to it, as they stand beside each other under a page and in a download.

        All periods shown with what they count together; of states, which are never added up over time, the newest
        period alone. n: 0 without data, missing where all of it is hidden.
        """
        rows = self.whole.over(self.axis)
        chosen = self.selection
        if TABLES[self.metric.table].snapshot:
            rows, chosen = [self.whole.at(self.now)], self.newest
        told = [row for row in rows if row["state"] != State.NO_DATA]
        known = [int(row["n"]) for row in told if not words.missing(row["n"])]
        return chosen, sum(known) if known or not told else pd.NA

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

    @cached_property
    def empty(self) -> bool:
        """Whether no period on the axis has an answer at all, shown or hidden."""
        return all(row["state"] == State.NO_DATA for row in self.whole.over(self.axis))

    @cached_property
    def moves(self) -> Mapping[str, Row]:
        """The changes as plain rows, by the name of the place."""
        return dict(zip(self.changes.index, rows_of(self.changes), strict=True))

    @cached_property
    def together(self) -> Row:
        """The tested change of all that is chosen together, a test of its own where that is no line of the chart.

        Not known where a city has figures in one of the two periods only: the two would not be of the same places.
        """
        if self.whole.name in self.moves:
            return self.moves[self.whole.name]
        apart = any(_there(place.at(self.now)) != _there(place.at(self.before)) for place in self.places)
        earlier = nothing(self.before) if apart or self.whole.broken else self.whole.at(self.before)
        return rows_of(changes([self.whole.at(self.now)], [earlier]))[0]

    def said(self, period: int) -> str:
        """A period in words."""
        return words.period(period, self.grain)


def history(name: str, selection: Selection, **options: Any) -> History | None:
    """The history of an indicator; None while the store holds nothing of it within the reader's scope.

    Raises ValueError for an indicator that only has values per item.
    """
    described = percent.metric(name)
    if described.item is not None:
        raise ValueError(f"{name} has a value per {described.item}, none per place and period")
    return _remembered(access.context(), name, selection, tuple(sorted(options.items())))


@access.remembered
def _remembered(_context: access.Context, name: str, selection: Selection, options: Any) -> History | None:
    known = access.quarters(name)
    reach = selection.but(first=None)  # a year ago may lie before the first period shown

    def ask(*by: str) -> Answer:
        return percent.answer(access.answer(name, by=(*by, "period"), selection=reach, **dict(options)))

    return History(**parts(percent.metric(name), selection, known, ask)) if known else None


def parts(described: Metric, selection: Selection, known: Sequence[int], ask: Callable[..., Answer]) -> dict[str, Any]:
    """The fields of a history. `ask(*by)`: the answer by period (and `by`), up to the last period asked for."""
    grain, step = selection.grain, QUARTERS_IN[selection.grain]
    whole = ask()
    rows = rows_of(whole.frame)
    now = _newest(rows, selection, known)
    before = now - YEAR
    first = periods.period_start(known[0] if selection.first is None else selection.first, grain)
    axis = tuple(range(min(first, now), now + 1, step))
    reach = tuple(range(min(axis[0], before), now + 1, step))
    marks, undrawn = happened.marks(selection, survey=described.table == happened.SURVEY)

    def place(key: str, name: str, chosen: Selection, answer: Answer, at: Mapping[int, tuple[int, Row]]) -> Place:
        own = {period: at[period][1] if period in at else nothing(period) for period in reach}
        broken = happened.broken(marks, key, before, now + step - 1)
        return Place(key, name, chosen, own, lambda period: _sums(described, answer, at[period][0], period), broken)

    numbered = {int(row["period"]): (i, row) for i, row in enumerate(rows)}
    cities = places.cities_of(selection)
    if len(cities) < 2:
        together = place(places.key(selection), places.name(selection), selection, whole, numbered)
        shown: tuple[Place, ...] = (together,)
    else:
        answer = ask("city")
        by_city: dict[str, dict[int, tuple[int, Row]]] = {}
        for i, row in enumerate(rows_of(answer.frame)):
            by_city.setdefault(row["city"], {})[int(row["period"])] = i, row
        known_of = [
            key for key, own in by_city.items() if any(row["state"] != State.NO_DATA for _i, row in own.values())
        ]
        alone = known_of[0] if len(known_of) == 1 else places.key(selection)
        together = place(alone, places.name(selection, known_of), selection, whole, numbered)
        shown = tuple(
            place(city, places.city(city, selection), within(selection, city), answer, by_city[city])
            for city in cities
            if city in by_city
        ) or (together,)
    return {
        "metric": described,
        "selection": selection,
        "axis": axis,
        "now": now,
        "before": before,
        "places": shown,
        "whole": together,
        "changes": _changes(shown, now, before),
        "marks": marks,
        "undrawn": undrawn,
        "known": (known[0], known[-1]),
        "complete": now + step - 1 <= known[-1],
    }


def within(selection: Selection, city: str) -> Selection:
    """The part of a selection that lies in one city."""
    units = tuple(unit for unit in selection.unit if access.city_of(unit) == city)
    return selection.but(city=(city,), unit=units)


def _newest(rows: Sequence[Row], selection: Selection, known: Sequence[int]) -> int:
    """The period spoken of: the last one asked for, else the last in which the selection has answers."""
    if selection.last is not None:
        return periods.period_start(selection.last, selection.grain)
    there = [int(row["period"]) for row in rows if row["state"] != State.NO_DATA]
    return max(there, default=periods.period_start(known[-1], selection.grain))


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as plain dictionaries."""
    columns = [frame[column].tolist() for column in frame]
    return [dict(zip(frame.columns, values, strict=True)) for values in zip(*columns, strict=True)]


def framed(rows: Iterable[Row]) -> pd.DataFrame:
    """Rows as a frame again; `n` counts people, or is missing where it is hidden."""
    frame = pd.DataFrame(list(rows))
    frame["n"] = frame["n"].astype("Int64")
    return frame


def _there(row: Row) -> bool:
    return State(row["state"]) is not State.NO_DATA


def nothing(period: int) -> Row:
    """The row of a period without data."""
    return {"period": period, "state": State.NO_DATA, "value": NAN, "low": NAN, "high": NAN, "n": pd.NA, "grade": None}


def _sums(described: Metric, answer: Answer, row: int, period: int) -> pd.DataFrame:
    names = [total.name for total in described.sums]
    numbers = answer.sums.iloc[[row]][names].to_numpy(np.int64)
    return pd.DataFrame(numbers, columns=names).assign(period=period)


def _changes(shown: Sequence[Place], now: int, before: int) -> pd.DataFrame:
    """Change of each place over a year with its test, adjusted over all places shown; not across a break."""
    earlier = [place.at(before) if place.broken is None else nothing(before) for place in shown]
    return changes([place.at(now) for place in shown], earlier, [place.name for place in shown])


def changes(now: Sequence[Row], before: Sequence[Row], names: Sequence[str] | None = None) -> pd.DataFrame:
    """Row by row: change, low, high, p (Welch) and p_adjusted over all rows, which are what is displayed together.

    `names`: what the rows are called; numbered without.
    """
    rounds = any("exact" in row for row in now) and any("exact" in row for row in before)
    columns = ("value", "se", "df", "exact") if rounds else ("value", "se", "df")
    found = compare.welch(_estimates(now, columns), _estimates(before, columns))
    found["p_adjusted"] = compare.benjamini_hochberg(found["p"])
    return pd.DataFrame(found, index=names, copy=False)


def _estimates(rows: Sequence[Row], columns: Sequence[str]) -> dict[str, Floats]:
    return {column: np.array([row.get(column, NAN) for row in rows], dtype=np.float64) for column in columns}


def certain(p: Any) -> bool:
    """Whether a change holds after adjustment; an untested one does not."""
    return not words.missing(p) and p < CERTAIN
