"""What the page Daerah is about: one indicator of every place, raw and at the same mix; its units; who improved.

Draws nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.compared import PLACES, compared
from data.query import PERIOD, dimensions
from data.selection import Selection
from data.store import store
from data.tables import TABLES
from metrics import registry
from metrics.interval import comparison_interval
from metrics.metric import Direction, Metric, State
from metrics.regions.funnel import Funnel, funnel
from metrics.regions.improved import improved
from metrics.regions.pairs import probability_above
from metrics.regions.standardise import Mix
from pages.parts import access
from pages.parts.indicator import percent, places

DEFAULT, TRAINING = "ikm", "jp_mean"
YEAR = 4  # quarters
CERTAIN = 1e-6
BREAKS = ("questionnaire", "rule")  # events after which answers are no longer comparable with those before
_SCALED = (
    "raw",
    "raw_low",
    "raw_high",
    "raw_se",
    "adjusted",
    "low",
    "high",
    "se",
    "gap",
    "gap_low",
    "gap_high",
    "gap_se",
)


@dataclass(frozen=True)
class Facts:
    """The places of a selection, compared.

    `frame`: see `data.compared.Compared`, best first, shares in percent; beside it `name`, `city`, and `value`,
    `value_se`: adjusted, or raw where nothing can be held equal; `mark_low`, `mark_high`: their Goldstein-Healy limits.
    """

    asked: Selection
    selection: Selection
    metric: Metric
    by: str
    frame: pd.DataFrame
    mix: Mix | None
    reversals: tuple[tuple[str, str], ...]  # names: higher raw, higher at the same mix

    @property
    def ranked(self) -> pd.DataFrame:
        """The places that have a rank, best first."""
        return self.frame[self.frame["rank"].notna()]

    @property
    def groups(self) -> list[list[str]]:
        """Names of the places that cannot be told apart, best group first."""
        return [of["name"].tolist() for _group, of in self.ranked.groupby("group", sort=True)]

    @property
    def above(self) -> np.ndarray:
        """P[i, j] that ranked place i truly lies above j."""
        found = probability_above(self.ranked["value"], self.ranked["value_se"])
        return np.clip(found, CERTAIN, 1 - CERTAIN)  # what comes of estimates is never certain

    @property
    def n(self) -> int | None:
        """All people behind the places shown; None where none is."""
        shown = self.frame.loc[self.frame["state"] == State.SHOWN, "n"]
        return int(shown.sum()) if len(shown) else None


@dataclass(frozen=True)
class Units:
    """Units of the selection in a funnel; `labels`, `cities` in the order of its units."""

    drawn: Funnel
    units: tuple[str, ...]
    labels: tuple[str, ...]
    cities: tuple[str, ...]


def offered() -> tuple[str, ...]:
    """The indicators that can be compared: one figure with a standard error, a good direction, and data in the store."""
    return _offered(access.context())


@access.remembered
def _offered(_context: access.Context) -> tuple[str, ...]:
    found = []
    for each in registry.registry().values():
        if each.item is None and each.direction is not Direction.NONE and "city" in dimensions(each.table):
            frame = access.answer(each.name, selection=Selection()).frame
            if frame["se"].notna().any():
                found.append(each.name)
    return tuple(sorted(found, key=lambda name: name != DEFAULT))


def load(asked: Selection, name: str) -> Facts | None:
    """The facts for one indicator; None while it has no data. Read only."""
    return _load(access.context(), asked, name)


@access.remembered
def _load(context: access.Context, asked: Selection, name: str) -> Facts | None:
    known = access.quarters(name)
    if not known:
        return None
    selection = asked.but(grain="quarter")
    if asked.first is None and asked.last is None:  # a comparison of years gone by would hide what is so now
        selection = selection.but(first=max(known[0], known[-1] - YEAR + 1), last=known[-1])
    selection = told_by(name, selection)
    by = (
        "unit" if len(places.cities_of(asked)) == 1 and "unit" in dimensions(registry.metric(name).table) else PLACES[0]
    )
    found = compared(store(), name, by, selection, context.scope)
    metric = percent.shown(found.metric)
    frame = found.frame.copy()
    if metric is not found.metric:
        frame[list(_SCALED)] *= 100
    frame["name"] = [places.city(key, selection) if by == "city" else access.name(by, key) for key in frame[by]]
    frame["city"] = frame[by] if by == "city" else [access.city_of(unit) for unit in frame[by]]
    frame["value"] = frame["raw"] if found.mix is None else frame["adjusted"]
    frame["value_se"] = frame["raw_se"] if found.mix is None else frame["se"]
    frame["mark_low"], frame["mark_high"] = comparison_interval(frame["value"], frame["value_se"])
    frame = frame.sort_values("rank", kind="stable", na_position="last", ignore_index=True)
    names = dict(zip(frame[by], frame["name"], strict=True))
    sides = (found.reversals[side].tolist() for side in ("above", "below"))  # of hundreds of places thousands of pairs
    turned = tuple((names[a], names[b]) for a, b in zip(*sides, strict=True))
    return Facts(asked, found.selection, metric, by, frame, found.mix, turned)


def told_by(name: str, selection: Selection) -> Selection:
    """The quarters that the figures of a selection are of: of a state the last one alone, which tells it."""
    if not TABLES[registry.metric(name).table].snapshot:
        return selection
    inside = recorded(name, selection)
    return selection.but(first=inside[-1], last=inside[-1]) if inside else selection


def recorded(name: str, selection: Selection, lacking: tuple[State, ...] = (State.NO_DATA,)) -> tuple[int, ...]:
    """The quarters of a selection's span that have something of an indicator, wherever it is."""
    return tuple(
        q
        for q in _recorded(access.context(), name, lacking)
        if (selection.first is None or q >= selection.first) and (selection.last is None or q <= selection.last)
    )


@access.remembered
def _recorded(_context: access.Context, name: str, lacking: tuple[State, ...]) -> tuple[int, ...]:
    frame = access.answer(name, by=(PERIOD,), selection=Selection()).frame
    return tuple(sorted(int(q) for q in frame.loc[~frame["state"].isin(lacking), PERIOD]))


def units(facts: Facts) -> Units | None:
    """The units of the places in a funnel; None where the indicator knows no units or fewer than three are shown."""
    return _units(access.context(), facts.metric.name, facts.selection)


@access.remembered
def _units(_context: access.Context, name: str, selection: Selection) -> Units | None:
    metric = registry.metric(name)
    if "unit" not in dimensions(metric.table):
        return None
    frame = access.answer(name, by=("unit",), selection=selection).frame
    frame = frame[(frame["state"] == State.SHOWN) & frame["se"].notna()]
    if len(frame) < 3:
        return None
    value = frame["exact" if "exact" in frame else "value"]
    drawn = funnel(value, frame["n"].to_numpy(np.float64), frame["se"], share=metric.percent)
    keys = tuple(frame["unit"].tolist())
    cities = tuple(map(access.city_of, keys))
    several = len({*cities}) > 1
    labels = tuple(places.unit_label(u, several) for u in keys)
    return Units(drawn, keys, labels, cities)


def best(facts: Facts) -> pd.DataFrame | None:
    """Units with their change from the year before to the last year of the selection (`metrics.regions.improved`), best
    first; None where there are no three units with both. Shares in percent. Units whose questionnaire or rule changed in
    between are not compared.
    """
    return _best(access.context(), facts.metric.name, facts.selection)


@access.remembered
def _best(_context: access.Context, name: str, selection: Selection) -> pd.DataFrame | None:
    metric = registry.metric(name)
    if "unit" not in dimensions(metric.table) or selection.last is None:
        return None
    last = selection.last
    both = [
        access.answer(name, by=("unit",), selection=selection.but(first=end - YEAR + 1, last=end)).frame
        for end in (last, last - YEAR)
    ]
    now, before = (f[(f["state"] == State.SHOWN) & f["se"].notna()].set_index("unit") for f in both)
    broken = _broken(selection.but(first=last - 2 * YEAR + 1, last=last)) if metric.table == access.SURVEY else set()
    common = [u for u in now.index if u in before.index and not {u, access.city_of(u)} & broken]
    if len(common) < 3:
        return None
    found = improved(now.loc[common], before.loc[common], metric.direction)
    if metric.percent:
        found[["before", "now", "change", "guarded", "low", "high", "shrunk"]] *= 100
    several = len({access.city_of(u) for u in common}) > 1
    labels = [places.unit_label(u, several) for u in found.index.tolist()]
    return found.assign(label=labels, n=now.loc[found.index, "n"])


def trained(facts: Facts) -> Mapping[str, tuple[float, float]]:
    """JP per staff member of each unit in the year before and in the last year of the selection, where both are shown."""
    return _trained(access.context(), facts.selection)


@access.remembered
def _trained(_context: access.Context, selection: Selection) -> Mapping[str, tuple[float, float]]:
    if selection.last is None:
        return {}
    both = []
    for end in (selection.last - YEAR, selection.last):
        chosen = selection.but(first=end - YEAR + 1, last=end)
        frame = access.answer(TRAINING, by=("unit",), selection=chosen).frame
        frame = frame[frame["state"] == State.SHOWN]
        both.append(dict(zip(frame["unit"], frame["value"], strict=True)))
    return {unit: (both[0][unit], both[1][unit]) for unit in both[1] if unit in both[0]}


def warm() -> None:
    """What the first reader would wait for: what can be compared, the cities, and what is hidden of cities and offices
    once people are chosen: of thousands of offices that takes a second, once for each kind of filter.
    """
    if DEFAULT in offered():
        for chosen in ({}, *({d: access.options(d)[:1]} for d in access.people_of(access.SURVEY))):
            if facts := load(Selection().but(**chosen), DEFAULT):
                units(facts)


def _broken(selection: Selection) -> set[str]:
    """The cities and units whose questionnaire or rule changed within the selection."""
    found = access.events(selection)
    found = found[found["kind"].isin(BREAKS)]
    return {unit if isinstance(unit, str) else city for city, unit in zip(found["city"], found["unit"], strict=True)}
