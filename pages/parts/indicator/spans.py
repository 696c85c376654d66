"""How long something takes: half are done within so long and nine in ten within so long, over time and by group.

For indicators whose value is a median of time and that carry the extra `p90` (`metrics.durations`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from data.selection import Selection
from metrics.metric import State
from pages.parts import table, words
from pages.parts.charts import base, rows
from pages.parts.charts import trend as chart
from pages.parts.indicator import breakdown, history, paper, say, trend
from pages.parts.indicator.history import NAN, History, Row
from pages.parts.words import _

_TICKS = 6  # at most so many on the axis
_ROOM = 1.15  # the scale of a time without an upper end goes so far beyond the longest that is drawn
HOURS_AS_DAYS = 48  # fewer are easier to grasp as hours
UNREACHED = "…"  # stands for nine in ten where fewer than that are done yet
WAITING = "waiting"  # the extra that counts cases still open, where an indicator has it


@dataclass(frozen=True)
class Told:
    """What the time is called: over the tables, and in the file's name."""

    heading: str
    stem: str


def amount(found: History, value: Any) -> str:
    """A time with its unit, and long ones also in days: `26 jam`, `143 jam (6 hari)`, `8 hari`."""
    said = say.amount(found.metric, value)
    if found.metric.unit.en != "hours" or words.missing(value) or value < HOURS_AS_DAYS:
        return said
    days = words.number(value / 24)
    return _("{hours} ({days} days)").format(hours=said, days=days)


def half_and_most(found: History, row: Row) -> str:
    """`separuh dalam 26 jam, sembilan dari sepuluh dalam 143 jam (6 hari)`."""
    half = amount(found, row["value"])
    if words.missing(row["p90"]):
        return _("half within {half}; nine in ten not yet").format(half=half)
    return _("half within {half}, nine in ten within {most}").format(half=half, most=amount(found, row["p90"]))


def not_yet(found: History, row: Row) -> str:
    """Why a time has no half: cases that are still open keep it out of reach, or there is nothing to compute it from."""
    if row["state"] == State.UNDEFINED and WAITING in found.metric.extras:
        return _("not known yet: fewer than half are done")
    return say.hidden(found.metric, row["state"])


def over_time(found: History, told: Told, *, page: str, key: str) -> None:
    """Both lines of all that is chosen together, with caption and table."""
    half, most = points(found)
    drawn = [*half, *most]
    limits = reach(drawn)
    figure = chart.figure(
        drawn,
        grain=found.grain,
        decimals=found.metric.decimals,
        indicative=say.INDICATIVE,
        limits=limits,
        step=step(limits),
        told=say.told(found.metric),
    )
    st.plotly_chart(figure, key=f"{key}_chart", config=base.CONFIG, alt=f"{told.heading}. {twin(found)}")
    legend = _("{what} ({unit}). Half and nine in ten are done within so long; band: 95% interval of the half").format(
        what=told.heading, unit=words.pick(found.metric.unit)
    )
    told_of = [legend, *trend.legend(replace(found, marks=(), undrawn=0), half)[1:]]
    if any(row["state"] == State.SHOWN and words.missing(row["p90"]) for row in half):
        told_of.append(_("no point for nine in ten: fewer than that are done yet"))
    st.caption(" · ".join(told_of))
    heading = _("{label} by period").format(label=told.heading)
    about = paper.over_time(found, heading, told.stem, page=page)
    listed = [{**row, "said": found.said(row["period"])} for row in found.whole.over(found.axis)]
    columns = [table.text("said", words.grain(found.grain)), *_columns(found)]
    table.twin(key, lambda: history.framed(listed), columns, about, title=_titled(heading))


def points(found: History) -> tuple[list[Row], list[Row]]:
    """The rows of both lines: the median with its interval, and nine in ten, which has none."""
    half: list[Row] = []
    most: list[Row] = []
    for row in found.whole.over(found.axis):
        half.append({**row, "key": found.whole.key, "name": _("half")})
        if State(row["state"]) is State.SHOWN and not words.missing(row["p90"]):
            none = {"low": NAN, "high": NAN, "value": row["p90"]}
            most.append({**row, **none, "key": found.whole.key, "name": _("nine in ten")})
    return half, most


def reach(drawn: Sequence[Row]) -> tuple[float, float]:
    """From zero to somewhat beyond the longest time that is drawn."""
    known = [row[name] for row in drawn for name in ("value", "high", "earlier") if name in row]
    return 0.0, _ROOM * max((value for value in known if not words.missing(value)), default=1.0) or 1.0


def step(limits: tuple[float, float]) -> float:
    """The unit of the value axis, a fifth of what lies between two of its ticks: 1, 2, 5, 10, ... whole units of time."""
    wanted = max(limits[1] / _TICKS, 1.0)
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(power * nice for nice in (1, 2, 5, 10) if power * nice >= wanted * (1 - 1e-9)) / 5


def twin(found: History) -> str:
    """The lines in sentences."""
    return " ".join(
        f"{found.said(row['period'])}: {half_and_most(found, row)}." for row in found.whole.shown(found.axis)
    )


def by_group(
    found: History, groups: Sequence[Row], names: Mapping[str, str], told: Told, *, what: str, chosen: Selection, page: str, key: str,
) -> None:  # fmt: skip
    """The slowest groups first: a dot for half, a stroke for nine in ten.

    `groups`: rows of an answer with `group`, `key` (a city's, for the colour); `names`: what each group is called.
    """
    every = sorted((placed(row, names) for row in groups if row["state"] != State.NO_DATA), key=_slowest_first)
    if not every:
        st.caption(words.state_reason(State.NO_DATA))
        return
    drawn = every if len(every) <= breakdown.ALL_UP_TO else every[: breakdown.LOWEST]
    limits = reach(drawn)
    figure = rows.figure(
        drawn,
        decimals=found.metric.decimals,
        indicative=say.INDICATIVE,
        least_span=min(10.0, limits[1]),
        limits=limits,
        then=_("nine in ten"),
        told=say.told(found.metric),
    )
    st.plotly_chart(
        figure, key=f"{key}_chart", config=base.CONFIG, alt="; ".join(f"{r['label']} {r['tail']}" for r in drawn)
    )
    legend = [
        _("Dot: half, with its 95% interval · ❙ nine in ten · {unit} · the slowest first").format(
            unit=words.pick(found.metric.unit)
        )
    ]
    if len(drawn) < len(every):
        legend.append(_("{n} of {total}; all are in the table").format(n=len(drawn), total=len(every)))
    if any(row["state"] == State.SHOWN and words.missing(row["p90"]) for row in drawn):
        legend.append(_("{mark} fewer than nine in ten are done yet").format(mark=UNREACHED))
    if any(row["state"] == State.SHOWN and row["n"] < say.INDICATIVE for row in drawn):
        legend.append(say.few(found.metric))
    if any(row["state"] == State.SUPPRESSED for row in every):
        legend.append(
            f"{words.state_mark(State.SUPPRESSED)} {words.inside(say.hidden(found.metric, State.SUPPRESSED))}"
        )
    if any(row["state"] == State.UNDEFINED for row in drawn):
        legend.append(f"{words.state_mark(State.UNDEFINED)} {_('nothing to compute it from')}")
    st.caption(" · ".join(legend))
    heading = _("{label} by {dimension}, {period}").format(
        label=told.heading, dimension=what.lower(), period=found.said(found.now)
    )
    title = f"{heading} · {found.whole.name}"
    about = paper.about(found, title, chosen, found.whole.at(found.now)["n"], f"{told.stem}-{key}", page=page)
    columns = [table.text("label", what), *_columns(found)]
    table.twin(key, lambda: history.framed(every), columns, about, title=_titled(heading))


def placed(row: Row, names: Mapping[str, str]) -> dict[str, Any]:
    """A row of the chart. `earlier`: nine in ten, drawn as a stroke."""
    tail = ""
    if row["state"] == State.SHOWN:
        tail = (
            f"{words.number(row['value'])} | {words.number(row['p90']) if not words.missing(row['p90']) else UNREACHED}"
        )
    return {**row, "label": names[row["group"]], "name": "", "earlier": row["p90"], "tail": tail}


def _slowest_first(row: Row) -> tuple[bool, float]:
    """By the half; where half are not done yet the group is slower than any, and what is not shown comes last."""
    if row["state"] == State.SHOWN:
        return False, -row["value"]
    return True, 0.0


def _columns(found: History) -> list[table.Column]:
    _value, low, high, n = paper.columns(found.metric)
    unit = words.pick(found.metric.unit)
    waiting = [table.figure(WAITING, _("Still open"), 0)] if WAITING in found.metric.extras else []
    half = table.figure("value", _("Half within ({unit})").format(unit=unit), found.metric.decimals)
    most = table.figure("p90", _("Nine in ten within ({unit})").format(unit=unit), found.metric.decimals)
    return [half, most, low, high, *waiting, n]


def _titled(heading: str) -> str:
    return _("Table and download: {title}").format(title=heading)
