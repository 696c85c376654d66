"""How long a report waits for its evaluation: half of them and nine in ten, over time and by place."""

from __future__ import annotations

import math
from typing import Any

import streamlit as st

from metrics.metric import Direction, State
from pages.parts import access, table, words
from pages.parts import kinerja_facts as facts_of
from pages.parts import kinerja_words as say
from pages.parts.charts import base, rows
from pages.parts.charts import trend as chart
from pages.parts.indicator import breakdown, history, paper, places, trend
from pages.parts.indicator import say as shared
from pages.parts.indicator.history import History, Row
from pages.parts.kinerja_facts import Facts
from pages.parts.words import _

PAGE = "kinerja"


def show(facts: Facts) -> None:
    """Heading, sentences, the two lines, the places side by side, the tables."""
    found = facts.lag
    if State(facts_of.at(found)["state"]) is not State.SHOWN:
        return
    with st.container(gap="xsmall"):
        st.subheader(words.sentence(say.lag(found).removesuffix(".")), anchor=False)
        st.markdown(say.waiting(found))
        left, right = st.columns(2, gap="large") if facts.within else (st.container(), None)
        with left:
            _over_time(found)
        if right is not None:
            with right:
                _by_place(facts)


def _over_time(found: History) -> None:
    half, most = points(found)
    known = [row for row in most if not words.missing(row["value"])]
    drawn = [*half, *most] if known else half
    limits = (found.metric.range[0], math.inf)  # ten years, the end of what is counted, would press the lines flat
    st.plotly_chart(
        chart.figure(
            drawn,
            grain=found.grain,
            decimals=found.metric.decimals,
            indicative=shared.INDICATIVE,
            limits=limits,
            step=trend.step(drawn, limits),
            told=shared.told(found.metric),
        ),
        key="lag",
        config=base.CONFIG,
        alt=twin(found),
    )
    st.caption(
        _("Days from report to evaluation, {place}. Line: half and nine in ten are evaluated within so many days; band: 95% interval of the half.").format(
            place=found.whole.name
        )
    )  # fmt: skip
    value, low, high, n = paper.columns(found.metric)
    columns = [
        table.text("said", words.grain(found.grain)),
        table.Column("value", _("Half within (days)"), value.decimals),
        table.figure("p90", _("Nine in ten within (days)"), 0),
        low,
        high,
        table.figure("waiting", _("Still waiting"), 0),
        n,
    ]
    heading = _("Days to evaluation by period")
    total = sum(row["n"] for row in found.whole.shown(found.axis))
    about = paper.about(found, f"{heading} · {found.whole.name}", found.selection, total, "jeda", page=PAGE)
    listed = [{**row, "said": found.said(row["period"])} for row in found.whole.over(found.axis)]
    table.twin("lag", lambda: history.framed(listed), columns, about, title=_titled(heading))


def points(found: History) -> tuple[list[Row], list[Row]]:
    """The rows of both lines: the median with its interval, and nine in ten, which has none.

    Nine in ten has no value while fewer than that are evaluated; its `tail` says so.
    """
    none = dict.fromkeys(("low", "high"), float("nan"))
    half: list[Row] = []
    most: list[Row] = []
    for row in found.whole.over(found.axis):
        half.append({**row, "key": found.whole.key, "name": _("half")})
        if State(row["state"]) is State.SHOWN:
            tail = _("not yet reached") if words.missing(row["p90"]) else ""
            most.append(
                {**row, **none, "value": row["p90"], "key": found.whole.key, "name": _("nine in ten"), "tail": tail}
            )
    return half, most


def twin(found: History) -> str:
    """The lines in sentences."""
    return " ".join(
        f"{found.said(row['period'])}: "
        + _("half {half}, nine in ten {most}.").format(
            half=words.number(row["value"]), most=words.number(row["p90"]) if not words.missing(row["p90"]) else _("not yet reached")
        )
        for row in found.whole.shown(found.axis)
    )  # fmt: skip


def _by_place(facts: Facts) -> None:
    """The slowest places first, with nine in ten as a stroke beside the half."""
    frame, metric, dimension = facts_of.beside(facts, facts_of.LAG), facts.lag.metric, facts.within
    assert metric.direction is Direction.LOWER, "the slowest come first because fewer days are better"
    every = sorted(
        (_placed(row, dimension) for row in history.rows_of(frame) if row["state"] != State.NO_DATA),
        key=lambda row: (words.missing(row["earlier"]), -(row["earlier"] if not words.missing(row["earlier"]) else 0)),
    )
    unreached = [row for row in every if row["state"] == State.SHOWN and words.missing(row["earlier"])]
    every = [*unreached, *(row for row in every if row not in unreached)]
    drawn = every if len(every) <= breakdown.ALL_UP_TO else every[: breakdown.LOWEST]
    figure = rows.figure(
        drawn,
        decimals=metric.decimals,
        indicative=shared.INDICATIVE,
        least_span=10.0,
        limits=metric.range,
        then=_("nine in ten"),
        told=shared.told(metric),
    )
    st.plotly_chart(
        figure,
        key="lag_places",
        config=base.CONFIG,
        alt="; ".join(f"{r['label']} {r['tail'].replace('<br>', ' ')}" for r in drawn),
    )
    told = [
        _(
            "Dot: half, with its 95% interval · ❙ nine in ten · at the right both in days; not yet reached: fewer than nine in ten are evaluated"
        )
    ]
    if len(drawn) < len(every):
        told.append(_("{n} of {total}; all are in the table").format(n=len(drawn), total=len(every)))
    if any(row["state"] == State.SUPPRESSED for row in drawn):
        told.append(f"{words.state_mark(State.SUPPRESSED)} {words.inside(shared.hidden(metric, State.SUPPRESSED))}")
    st.caption(" · ".join(told))
    heading = _("Days to evaluation by place, {period}").format(period=facts.said(facts.now))
    value, low, high, n = paper.columns(metric)
    columns = [
        table.text("label", _("Place")),
        table.Column("value", _("Half within (days)"), value.decimals),
        table.figure("earlier", _("Nine in ten within (days)"), 0),
        low,
        high,
        table.figure("waiting", _("Still waiting"), 0),
        n,
    ]
    about = paper.about(
        facts.lag,
        f"{heading} · {facts.whole.name}",
        facts.newest,
        facts_of.at(facts.lag)["n"],
        "jeda-tempat",
        page=PAGE,
    )
    table.twin("lag_places", lambda: history.framed(every), columns, about, title=_titled(heading))


def _placed(row: dict[str, Any], dimension: str) -> dict[str, Any]:
    """A row of the chart. `earlier`: nine in ten, drawn as a stroke."""
    key = row[dimension]
    tail = ""
    if row["state"] == State.SHOWN:
        most = words.number(row["p90"]) if not words.missing(row["p90"]) else base.wrapped(_("not yet reached"), 8)
        tail = f"{words.number(row['value'])} | {most}"
    return {
        **row,
        "label": access.name(dimension, key) if dimension == "city" else places.unit_label(key, False),
        "key": key if dimension == "city" else access.city_of(key),
        "name": "",
        "earlier": row["p90"],
        "tail": tail,
    }


def _titled(heading: str) -> str:
    return _("Table and download: {title}").format(title=heading)
