"""What the page Kepuasan is about: the places, the periods, their answers, and how sure the changes are.

Draws nothing. Every figure comes from an answer of the store or from a formula of `metrics` on its sums; what an
answer hides stays hidden here too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd

from data.answer import Answer
from data.selection import PEOPLE_DIMENSIONS, Selection
from metrics import compare, periods
from metrics.limits import cell_sizes, grades, sample
from metrics.metric import Metric, State
from metrics.periods import QUARTERS_IN, Grain
from metrics.registry import metric
from pages.parts import access, words
from pages.parts.charts.trend import Mark
from pages.parts.words import _, ngettext

CERTAIN = 0.05  # share of false discoveries among the changes shown together that is accepted
YEAR = 4  # quarters
FEW_EVENTS = 4  # launches of offices that a city's chart still holds
CUTS = ("questionnaire", "rule")  # kinds of event after which figures are not of the same kind
INDICATIVE = int(sample.INDICATIVE.at().value)
SUMS = [total.name for total in metric("ikm").sums]


def ikm() -> Metric:
    """The declaration of the index that the page is about."""
    return metric("ikm")


@dataclass(frozen=True)
class Place:
    """A place over time: a city, an office, or all that is chosen together. `key`: the city's, for its colour."""

    key: str
    name: str
    selection: Selection
    frame: pd.DataFrame  # the answer to ikm, one row per period on the axis, `period` as index
    sums: pd.DataFrame  # the sums behind each shown row, by period
    elements: pd.DataFrame  # the answer to nrr: one row per period and element
    broken: Mark | None = None  # what changed the questionnaire or rule between a year ago and now: no comparison then

    # Every section asks for the same two or three periods: their rows are taken out of the frames once.
    _rows: dict[int, pd.Series] = field(init=False, default_factory=dict, repr=False, compare=False)
    _sums: dict[int, pd.DataFrame] = field(init=False, default_factory=dict, repr=False, compare=False)

    def at(self, period: int) -> pd.Series:
        """The row of a period; one without data where the axis does not reach. Read only."""
        if period not in self._rows:
            self._rows[period] = self.frame.loc[period] if period in self.frame.index else _nothing(period)
        return self._rows[period]

    def sums_at(self, period: int) -> pd.DataFrame | None:
        """The sums of a period as a frame of one row (with `period`, which dated rules read); None where not shown.

        Read only.
        """
        if State(self.at(period)["state"]) is not State.SHOWN:
            return None
        if period not in self._sums:
            row = self.sums.loc[[period]].astype("int64").assign(period=period).reset_index(drop=True)
            self._sums[period] = row
        return self._sums[period]


@dataclass(frozen=True)
class Facts:
    """Everything the top of the page says, for one selection."""

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

    @cached_property
    def empty(self) -> bool:
        """Whether no period on the axis has an answer at all, shown or hidden."""
        rows = self.whole.frame.loc[[p for p in self.axis if p in self.whole.frame.index]]
        return bool((rows["state"] == State.NO_DATA).all())

    def said(self, period: int) -> str:
        """A period in words."""
        return words.period(period, self.grain)


def load(selection: Selection) -> Facts | None:
    """The facts of a selection; None while the store holds no response within the reader's scope."""
    known = access.quarters()
    if not known:
        return None
    grain, step = selection.grain, QUARTERS_IN[selection.grain]
    whole = history(selection)
    now = _newest(whole["ikm"].frame, selection, known)
    first = periods.period_start(known[0] if selection.first is None else selection.first, grain)
    axis = tuple(range(min(first, now), now + 1, step))
    reach = tuple(range(min(axis[0], now - YEAR), now + 1, step))
    marks, undrawn = events(selection)
    span = (now - YEAR, now + step - 1)
    together = _place(place_key(selection), place_name(selection), selection, whole, reach)
    together = replace(together, broken=broken(marks, together.key, *span))
    places: tuple[Place, ...] = (together,)
    cities = cities_of(selection)
    if len(cities) > 1:
        answers = history(selection, "city")
        there = [city for city in cities if (answers["ikm"].frame["city"] == city).any()]
        places = tuple(_of_city(city, selection, answers, reach, marks, span) for city in there) or places
    return Facts(
        selection=selection,
        axis=axis,
        now=now,
        before=now - YEAR,
        places=places,
        whole=together,
        changes=_changes(places, now, now - YEAR),
        marks=marks,
        undrawn=undrawn,
        known=(known[0], known[-1]),
        complete=now + step - 1 <= known[-1],
    )


def history(selection: Selection, *by: str) -> dict[str, Answer]:
    """Index and elements of every period up to the last one asked for: a year ago may lie before the first shown."""
    return access.answers(("ikm", "nrr"), by=(*by, "period", "element"), selection=selection.but(first=None))


def _of_city(
    city: str,
    selection: Selection,
    answers: dict[str, Answer],
    reach: Sequence[int],
    marks: Sequence[Mark],
    span: tuple[int, int],
) -> Place:
    units = tuple(unit for unit in selection.unit if access.city_of(unit) == city)
    place = _place(city, access.name("city", city), selection.but(city=(city,), unit=units), answers, reach, city)
    return replace(place, broken=broken(marks, city, *span))


def _newest(frame: pd.DataFrame, selection: Selection, known: Sequence[int]) -> int:
    """The period the page speaks of: the last one asked for, else the last in which the selection has respondents."""
    if selection.last is not None:
        return periods.period_start(selection.last, selection.grain)
    there = frame.loc[frame["state"] != State.NO_DATA, "period"].dropna()
    return int(there.max()) if len(there) else periods.period_start(known[-1], selection.grain)


def _place(
    key: str, name: str, selection: Selection, answers: dict[str, Answer], reach: Sequence[int], city: str | None = None
) -> Place:
    rows, elements = answers["ikm"].frame, answers["nrr"].frame
    if city is not None:
        rows, elements = rows[rows["city"] == city], elements[elements["city"] == city]
    sums = answers["ikm"].sums.loc[rows.index, SUMS].set_axis(rows["period"].astype(int), axis=0)
    frame = rows.set_index(rows["period"].astype(int)).reindex(list(reach))
    frame["state"] = frame["state"].fillna(State.NO_DATA)
    frame["period"] = frame.index
    return Place(key, name, selection, frame, sums, elements)


def _nothing(period: int) -> pd.Series:
    return pd.Series({"period": period, "state": State.NO_DATA, "value": float("nan"), "n": pd.NA, "grade": None})


def _changes(places: Sequence[Place], now: int, before: int) -> pd.DataFrame:
    """Change of each place over a year with its test, adjusted over all places shown; not across a break."""
    earlier = [place.at(before) if place.broken is None else _nothing(before) for place in places]
    found = changes(pd.DataFrame([place.at(now) for place in places]), pd.DataFrame(earlier))
    return found.set_axis([place.name for place in places], axis=0)


def broken(marks: Sequence[Mark], key: str, before: int, last: int) -> Mark | None:
    """The latest change of questionnaire or rule after the period `before` began and up to the quarter `last`."""
    here = [mark for mark in marks if mark.cuts and mark.concerns(key) and before < _quarter(mark.day) <= last]
    return here[-1] if here else None


def changes(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Row by row: change, low, high, p (Welch) and p_adjusted over all rows, which are what is displayed together."""
    columns = ["value", "se", "df", *(["exact"] if "exact" in now and "exact" in before else [])]
    found = compare.difference(_estimates(now, columns), _estimates(before, columns))
    found["p_adjusted"] = compare.benjamini_hochberg(found["p"])
    return found


def _estimates(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The columns as floats, missing ones as NaN, rows counted from 0."""
    nan = float("nan")
    found = {c: frame[c].to_numpy(float, na_value=nan) if c in frame else nan for c in columns}
    return pd.DataFrame(found, index=range(len(frame)))


def certain(p: Any) -> bool:
    """Whether a change holds after adjustment; an untested one does not."""
    return not words.missing(p) and p < CERTAIN


def events(selection: Selection) -> tuple[tuple[Mark, ...], int]:
    """What happened, in the reader's words, and how many launches of single offices are left out.

    What concerns a whole city or a chosen office is always there; of the other offices only where they are few.
    """
    found = access.events(Selection(city=selection.city, unit=selection.unit))
    of_office = found["unit"].notna() & ~found["unit"].isin(selection.unit)
    undrawn = int(of_office.sum()) if of_office.sum() > FEW_EVENTS or selection.unit else 0
    if undrawn:
        found = found[~of_office]
    several = len(cities_of(selection)) > 1
    marks = [
        Mark(row.happened_on, _title(row, several, row.unit not in selection.unit), row.kind in CUTS, row.city)
        for row in found.itertuples()
    ]
    return tuple(sorted(marks, key=lambda mark: (pd.Timestamp(mark.day), mark.title))), undrawn


def _title(row: Any, name_city: bool, name_office: bool) -> str:
    """`Binjai, Disdukcapil: Akta lahir daring diluncurkan`, as far as the selection leaves it open."""
    english = words.language() == "en" and isinstance(row.title_en, str) and row.title_en
    title: str = row.title_en if english else row.title_id
    where = [access.name("city", row.city)] if name_city else []
    if name_office and isinstance(row.unit, str) and row.unit:
        where.append(access.name("unit", row.unit))
    return f"{', '.join(where)}: {title}" if where else title


def _quarter(day: Any) -> int:
    day = pd.Timestamp(day)
    return periods.quarter_of(day.year, (day.month - 1) // 3 + 1)


def cities_of(selection: Selection) -> tuple[str, ...]:
    """The cities that a selection is about, in order of display."""
    units = {access.city_of(unit) for unit in selection.unit}
    return tuple(
        city
        for city in access.options("city")
        if (not selection.city or city in selection.city) and (not units or city in units)
    )


def place_key(selection: Selection) -> str:
    """The city whose colour stands for the selection; none where it spans several."""
    cities = cities_of(selection)
    return cities[0] if len(cities) == 1 else ""


def place_name(selection: Selection) -> str:
    """The place of a selection as it stands in a sentence: `Disdukcapil Binjai`, `3 unit di Binjai`, `4 kota`."""
    cities = cities_of(selection)
    if len(cities) == 1:
        city = access.name("city", cities[0])
    else:
        city = ngettext("{n} city", "{n} cities", len(cities)).format(n=words.number(len(cities)))
    if len(selection.unit) == 1:
        unit = access.name("unit", selection.unit[0])
        place = unit if city.lower() in unit.lower() else f"{unit} {city}"
    elif selection.unit:
        place = _("{n} units in {city}").format(n=words.number(len(selection.unit)), city=city)
    else:
        place = city
    if selection.service:
        services = words.listing([access.name("service", key) for key in selection.service], 2)
        place = _("{services}, {place}").format(services=services, place=place)
    people = [
        access.name(dimension, key).lower() for dimension in PEOPLE_DIMENSIONS for key in getattr(selection, dimension)
    ]
    return f"{place} ({words.listing(people, 3)})" if people else place


def minimum() -> int:
    """The smallest group that is shown."""
    return cell_sizes.minimum(ikm().population)


def hidden(state: Any) -> str:
    """Why there is no value, with the size of the smallest group that is shown."""
    return words.state_reason(state, minimum())


def grade_name(letter: str) -> str:
    """What a grade is called."""
    return words.pick(grades.label(letter))


def next_grade(letter: str, period: int) -> grades.Grade | None:
    """The grade above a letter by the rule of the period; None above A."""
    ladder = grades.bounds(period)
    above = next(i for i, g in enumerate(ladder) if g.letter == letter) + 1
    return ladder[above] if above < len(ladder) else None
