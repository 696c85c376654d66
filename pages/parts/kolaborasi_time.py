"""The main chart of the page Kolaborasi: activities and ideas over time, as rates or as counts."""

from __future__ import annotations

import streamlit as st

from metrics.metric import State
from pages.parts import choice, table, words
from pages.parts import kolaborasi_facts as facts_of
from pages.parts.charts import base
from pages.parts.charts import trend as chart
from pages.parts.indicator import history, paper, say, trend
from pages.parts.indicator.history import History
from pages.parts.kolaborasi_facts import Facts
from pages.parts.words import _


def show(facts: Facts) -> None:
    """The choice of what is counted, heading, chart with its sentences, legend, table."""
    if facts.empty:
        return
    offered = {"ideas": facts.ideas, "reach": facts.reach, "activities": facts}
    if facts.innovations is not None:
        offered["innovations"] = facts.innovations
    with st.container(gap="xsmall", key="over_time"):
        heading = st.container()
        name = choice.one("counted", _("Show"), list(offered), lambda key: say.label(offered[key].metric))
        found = offered[name]
        heading.subheader(title(found), anchor=False)
        _chart(found)
        _table(found, name)


def title(found: History) -> str:
    """From what to what, of one place; of several, who has most now."""
    label = say.label(found.metric)
    if not found.several:
        shown = found.whole.shown(found.axis)
        if len(shown) < 2:
            return _("{label} over time").format(label=label)
        return _("{label}: {first} in {first_period}, {last} in {last_period}").format(
            label=label,
            first=words.number(shown[0]["value"], found.metric.decimals),
            first_period=found.said(shown[0]["period"]),
            last=words.number(shown[-1]["value"], found.metric.decimals),
            last_period=found.said(shown[-1]["period"]),
        )
    now = {p.name: facts_of.number(p.at(found.now)) for p in found.places}
    known = {name: value for name, value in now.items() if not words.missing(value)}
    if not known:
        return _("{label} over time").format(label=label)
    high = max(known, key=lambda name: known[name])
    return _("{label}, {period}: most in {place} ({value})").format(
        label=label, period=found.said(found.now), place=high, value=words.number(known[high], found.metric.decimals)
    )


def _chart(found: History) -> None:
    drawn = trend.points(found)
    if not any(row["state"] == State.SHOWN for row in drawn):
        st.caption(say.hidden(found.metric, facts_of.at(found)["state"]))
        return
    figure = chart.figure(
        drawn,
        grain=found.grain,
        decimals=found.metric.decimals,
        indicative=0,
        marks=found.marks,
        limits=found.metric.range,
        step=trend.step(drawn, found.metric.range),
        told=say.told(found.metric),
    )
    st.plotly_chart(figure, key="over_time_chart", config=base.CONFIG, alt=say.over_time(found))
    st.caption(" · ".join(legend(found)))
    trend.explain(found, drawn)


def legend(found: History) -> list[str]:
    """What the marks mean: only those that are on the chart."""
    rows = [row for place in found.places for row in place.over(found.axis)]
    bands = any(not words.missing(row["low"]) for row in rows)
    told = [
        _("Bands: 95% intervals, as if ideas came one by one") if bands else _("All that happened is counted, so there is no interval")
    ]  # fmt: skip
    states = {State(row["state"]) for row in rows}
    for state, text in (
        (State.SUPPRESSED, words.inside(say.hidden(found.metric, State.SUPPRESSED))),
        (State.NO_DATA, _("nothing recorded")),
        (State.UNDEFINED, _("cannot be computed")),
    ):
        if state in states:
            told.append(f"{words.state_mark(state)} {text}")
    return told


def _table(found: History, name: str) -> None:
    heading = _("{label} by period").format(label=say.label(found.metric))
    place = [table.text("name", _("Place"))] if found.several else []
    rated = name in ("ideas", "reach")
    counts = [
        table.figure("counted", _("Ideas") if name == "ideas" else _("Attendances"), 0),
        table.figure("staff", _("Staff"), 0),
    ]
    columns = [
        *place,
        table.text("said", words.grain(found.grain)),
        *paper.columns(found.metric),
        *(counts if rated else []),
    ]
    about = paper.over_time(found, heading, name, page="kolaborasi")

    def rows() -> list[history.Row]:
        none = dict.fromkeys(("counted", "staff"), history.NAN)
        return [{**none, **row} for row in trend.points(found)]

    table.twin(
        "over_time",
        lambda: history.framed(rows()),
        columns,
        about,
        title=_("Table and download: {title}").format(title=heading),
    )
