"""What the parts below the comparison are about: items of the indicator, time, several indicators, units. Draws nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.query import PERIOD, dimensions
from data.selection import Selection
from metrics import registry
from metrics.limits import grades
from metrics.metric import Direction, Metric, State
from metrics.regions import lagged, profile
from metrics.regions.peers import peers
from metrics.regions.shrink import shrink
from pages.parts import access
from pages.parts.daerah_facts import YEAR, Facts, recorded, told_by
from pages.parts.indicator import percent

# Satisfaction, training, adoption, resistance, complaints, services, professionalism, digital government.
MANY = ("ikm", "jp_met", "sustained_use", "resistance", "closed_in_time", "online_share", "ip_asn", "pemdi")
ABOUT_THE_SURVEY = ("completeness", "item_total")  # how well it was asked, and nothing of the places
# Which of two may move first: (earlier, later).
PAIRS = (("jp_mean", "ikm"), ("resistance", "ikm"), ("jp_mean", "resistance"))
ELEMENTS, PER_INDEX = "nrr", 25.0  # the elements whose mean has a bound of a grade, and index points to one of theirs


def itemised(metric: Metric) -> tuple[str, ...]:
    """The indicators that take this one apart: of its family and table, an estimate for each item."""
    return tuple(
        m.name
        for m in registry.registry().values()
        if m.item is not None
        and m.name not in ABOUT_THE_SURVEY
        and (m.family, m.table) == (metric.family, metric.table)
        and m.direction is not Direction.NONE
        and not m.cells
    )


@dataclass(frozen=True)
class Profile:
    """Each place on each item: place, item, value, low, high, n, state, and those of `metrics.regions.profile.gaps`."""

    metric: Metric
    item: str
    frame: pd.DataFrame
    bound: float | None  # of the grade asked for; the frame then has short, short_low, short_high


def items(facts: Facts, name: str, letter: str | None) -> Profile:
    """The profile of one itemised indicator. `letter`: the grade whose bound is wanted; None: none."""
    return _items(access.context(), facts.by, facts.selection, name, letter)


@access.remembered
def _items(_context: access.Context, by: str, selection: Selection, name: str, letter: str | None) -> Profile:
    item = registry.metric(name).item
    assert item is not None, "only itemised indicators are offered"
    answer = percent.answer(access.answer(name, by=(by, item), selection=selection))
    frame = answer.frame.reset_index(drop=True)
    frame.loc[frame["state"] != State.SHOWN, ["value", *(["exact"] if "exact" in frame else [])]] = np.nan
    made = profile.gaps(frame, by, item, answer.metric.direction)
    if letter is None:
        return Profile(answer.metric, item, made, None)
    period = None if selection.last is None else float(selection.last)
    bound = float({g.letter: g for g in grades.bounds(period)}[letter].element_bound)
    return Profile(answer.metric, item, profile.to_grade(made, letter, period, PER_INDEX), bound)


def over_time(facts: Facts) -> pd.DataFrame:
    """The raw value of each place in each period of what was asked for: place, period, value, low, high, n, state."""
    return _over_time(access.context(), facts.by, facts.asked, facts.metric.name)


@access.remembered
def _over_time(_context: access.Context, by: str, selection: Selection, name: str) -> pd.DataFrame:
    return percent.answer(access.answer(name, by=(by, PERIOD), selection=selection)).frame


@dataclass(frozen=True)
class Several:
    """Several indicators of the places: each as readers see it, its frame by place, and the quarters it is of."""

    metrics: tuple[Metric, ...]
    frames: Mapping[str, pd.DataFrame]
    quarters: Mapping[str, tuple[int, int]]

    def values(self, places: pd.Index) -> pd.DataFrame:
        """One row per place, one column per indicator; NaN where nothing is shown."""
        return pd.DataFrame({m.name: self.frames[m.name]["value"].reindex(places) for m in self.metrics})


def several(facts: Facts) -> Several:
    """Those of `MANY` that know the places and have data. Each of its own last year, where no time was asked for."""
    return _several(access.context(), facts.by, facts.asked)


@access.remembered
def _several(_context: access.Context, by: str, asked: Selection) -> Several:
    metrics, frames, quarters = [], {}, {}
    for name in MANY:
        known = access.quarters(name) if by in dimensions(registry.metric(name).table) else ()
        if not known:
            continue
        selection = asked
        if asked.first is None and asked.last is None:
            selection = asked.but(first=max(known[0], known[-1] - YEAR + 1), last=known[-1])
        selection = told_by(name, selection)
        answer = percent.answer(access.answer(name, by=(by,), selection=selection))
        frame = answer.frame.set_index(by)
        frame["value"] = frame["value"].where(frame["state"] == State.SHOWN)
        if (frame["state"] != State.NO_DATA).any():  # what is hidden is there, and says so
            metrics.append(answer.metric)
            frames[name] = frame
            # An index is assessed in one quarter of the year, which may be the first that knows it.
            there = recorded(name, selection, (State.NO_DATA, State.UNDEFINED)) or known
            quarters[name] = (there[0], there[-1])
    return Several(tuple(metrics), frames, quarters)


def together(facts: Facts) -> Mapping[tuple[str, str], pd.DataFrame]:
    """`metrics.regions.lagged` of each pair whose both sides know units and have data, over all quarters asked for."""
    return _together(access.context(), facts.asked.but(grain="quarter"))


@access.remembered
def _together(_context: access.Context, selection: Selection) -> Mapping[tuple[str, str], pd.DataFrame]:
    panels: dict[str, pd.DataFrame] = {}
    for name in dict.fromkeys(name for pair in PAIRS for name in pair):
        if not access.quarters(name):
            continue
        frame = access.answer(name, by=("unit", PERIOD), selection=selection, errors=False).frame
        frame = frame[frame["state"] == State.SHOWN]
        value = frame["exact" if "exact" in frame else "value"].astype(np.float64)
        panels[name] = pd.DataFrame({"unit": frame["unit"], "quarter": frame[PERIOD].astype(np.int64), name: value})
    return {
        (cause, outcome): lagged.lagged(
            panels[cause].merge(panels[outcome], on=["unit", "quarter"], how="outer"), cause, outcome
        )
        for cause, outcome in PAIRS
        if cause in panels and outcome in panels
    }


@dataclass(frozen=True)
class Comparable:
    """A unit and its peers, wherever they are: unit, volume, value, low, high, n, shrunk; the unit itself first.

    Volume: users a year (`users`); where nobody has counted them for every unit, the number behind the value.
    """

    frame: pd.DataFrame
    users: bool


def comparable(facts: Facts, unit: str) -> Comparable:
    """The unit beside those of its type and size."""
    return _comparable(access.context(), facts.metric.name, facts.selection.but(city=(), unit=()), unit)


@access.remembered
def _comparable(_context: access.Context, name: str, selection: Selection, unit: str) -> Comparable:
    answer = percent.answer(access.answer(name, by=("unit",), selection=selection))
    frame = answer.frame[(answer.frame["state"] == State.SHOWN) & answer.frame["se"].notna()].reset_index(drop=True)
    known = access.reference("unit")
    kinds = dict(zip(known["unit"].tolist(), known["unit_type"].tolist(), strict=True))
    frame["unit_type"] = frame["unit"].map(kinds)
    users = frame["unit"].map(access.users()).astype(np.float64)
    counted = not users.isna().any()
    frame["volume"] = users if counted else frame["n"].astype(np.float64)
    value = frame["exact" if "exact" in frame else "value"]
    if "exact" in frame and answer.metric.percent:
        value = frame["value"]
    frame["shrunk"] = shrink(value, frame["se"]).value
    near = peers(frame, unit)
    return Comparable(pd.concat([frame[frame["unit"] == unit], near]) if len(near) else near, counted)
