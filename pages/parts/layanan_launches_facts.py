"""Before and after going online: the figures of an office up to a year before its launch and up to a year from it on.

Draws nothing. A description: whatever else changed between the two is in it too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from data.answer import Answer
from data.selection import Selection
from metrics.metric import STATE, Metric, State
from metrics.services.before_after import around, before_after
from pages.parts import access, words
from pages.parts.indicator import history, percent
from pages.parts.layanan_facts import ONLINE, PROCESSING, WAITING, Facts

NAMES = (ONLINE, PROCESSING, WAITING)
DEPLOYMENT = "deployment"


@dataclass(frozen=True)
class Launch:
    """A system of one office that went into use. `group`: the office, or a service of it; `title` as readers know it."""

    group: str
    unit: str
    day: dt.date
    title: str
    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True)
class Compared:
    """One indicator before and after: estimates and change, one row per launch in their order.

    `change`: as `metrics.services.before_after`.
    """

    metric: Metric
    before: pd.DataFrame
    after: pd.DataFrame
    change: pd.DataFrame

    @cached_property
    def rows(self) -> Mapping[str, list[dict[str, Any]]]:
        """The same three as plain rows: a chart walks through each of them."""
        return {name: history.rows_of(getattr(self, name)) for name in ("before", "after", "change")}


def launches(facts: Facts) -> tuple[list[Launch], int]:
    """The first launch of each office in view that has whole quarters on both sides, and how many have none yet."""
    events = access.events(Selection(city=facts.selection.city, unit=facts.selection.unit))
    events = events[(events["kind"] == DEPLOYMENT) & events["unit"].notna()].drop_duplicates("unit")
    last = min(facts.known[1], facts.selection.last if facts.selection.last is not None else facts.known[1])
    found = [_launch(row, (facts.known[0], last)) for row in events.to_dict("records")]
    ready = [launch for launch in found if launch.before and launch.after]
    return ready, len(found) - len(ready)


def _launch(row: Mapping[str, Any], known: tuple[int, int]) -> Launch:
    day = pd.Timestamp(row["happened_on"]).date()
    english = words.language() == "en" and isinstance(row["title_en"], str) and row["title_en"]
    title = str(row["title_en"] if english else row["title_id"])
    return Launch(row["unit"], row["unit"], day, title, *around(day, known))


def by_service(chosen: Selection) -> bool:
    """Whether one office is looked at, whose services stand side by side."""
    return len(chosen.unit) == 1 and len(chosen.service) != 1


def compare(facts: Facts, told: Sequence[Launch]) -> tuple[list[Launch], dict[str, Compared]]:
    """The launches (of one office: one row per service) and each indicator before and after them."""
    # As any other answer these do not change while the data, the filter and the reader stay the same.
    return _compare(access.context(), facts.selection, tuple(told))


@access.remembered
def _compare(
    _context: access.Context, chosen: Selection, told: tuple[Launch, ...]
) -> tuple[list[Launch], dict[str, Compared]]:
    reach = chosen.but(
        unit=tuple(launch.unit for launch in told),
        city=(),
        grain="quarter",
        first=min(min(launch.before) for launch in told),
        last=max(max(launch.after) for launch in told),
    )
    dimension = "service" if by_service(chosen) else "unit"
    answers = percent.answers(NAMES, by=(dimension, "period"), selection=reach)
    every = list(told)
    if dimension == "service":
        (only,) = told
        # What is hidden or empty on both sides would be rows of nothing: services of other offices among them.
        frame = answers[ONLINE].frame
        told_of = (frame[STATE] == State.SHOWN) & frame["period"].isin((*only.before, *only.after))
        groups = frame.loc[told_of, "service"].dropna().unique()
        every = [Launch(str(group), only.unit, only.day, only.title, only.before, only.after) for group in groups]
    return every, {name: _compared(answers[name], dimension, every) for name in NAMES}


def _compared(answer: Answer, dimension: str, told: Sequence[Launch]) -> Compared:
    sides = [(one.group, one.before) for one in told] + [(one.group, one.after) for one in told]
    found = answer.metric.answer(_added(answer, dimension, sides))
    before, after = found.iloc[: len(told)], found.iloc[len(told) :]
    return Compared(answer.metric, before, after, before_after(before, after))


def _added(answer: Answer, dimension: str, wanted: Sequence[tuple[str, Sequence[int]]]) -> pd.DataFrame:
    """The sums of each group over its quarters, one row per group; quarters that are hidden are not in it."""
    names = [total.name for total in answer.metric.sums]
    shown = (answer.frame[STATE] != State.SUPPRESSED).to_numpy()
    numbers = np.nan_to_num(answer.sums[names].to_numpy(np.float64)).astype(np.int64)
    group, period = answer.sums[dimension].to_numpy(object), answer.sums["period"].to_numpy()
    rows = [numbers[shown & (group == key) & np.isin(period, list(quarters))].sum(axis=0) for key, quarters in wanted]
    return pd.DataFrame(rows, columns=names)
