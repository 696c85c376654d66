"""The main chart of any indicator: its values over time by city or office, what happened, and the table of both."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import streamlit as st

from metrics.metric import State
from pages.parts import table, words
from pages.parts.charts import base, marks, trend
from pages.parts.indicator import paper, say
from pages.parts.indicator.history import History, Row, framed
from pages.parts.words import _, ngettext


def show(found: History, *, page: str, key: str = "trend", title: str = "") -> None:
    """Heading (the finding), chart with its sentences as alternative text, legend, table with download.

    `page` names the files; `key` tells two trends on one page apart. Nothing where no period has an answer.
    """
    if found.empty:
        return
    drawn = points(found)
    with st.container(gap="xsmall"):
        st.subheader(title or say.trend_title(found), anchor=False)
        figure = trend.figure(
            drawn,
            grain=found.grain,
            decimals=found.metric.decimals,
            indicative=say.INDICATIVE,
            marks=found.marks,
            limits=found.metric.range,
            step=step(drawn, found.metric.range),
            told=say.told(found.metric),
        )
        st.plotly_chart(figure, key=key, config=base.CONFIG, alt=say.over_time(found))
        st.caption(" · ".join(legend(found, drawn)))
        explain(found, drawn)
    heading = _("{label} by period").format(label=say.label(found.metric))
    place = [table.text("name", _("Place"))] if found.several else []
    columns = [*place, table.text("said", words.grain(found.grain)), *paper.columns(found.metric)]
    about = paper.over_time(found, heading, f"tren-{found.metric.name}", page=page)
    table.twin(key, lambda: framed(drawn), columns, about, title=_("Table and download: {title}").format(title=heading))


def points(found: History) -> list[Row]:
    """The rows of the chart: those of the places on the axis, with key, name and the period in words."""
    said = {period: found.said(period) for period in found.axis}
    return [
        {**row, "key": place.key, "name": place.name, "said": said[row["period"]]}
        for place in found.places
        for row in place.over(found.axis)
    ]


def step(drawn: Iterable[Row], limits: tuple[float, float]) -> float:
    """The unit of the value axis: 1, 2 or 5 times a power of ten, so that some thirty of them hold what is drawn.

    At least a hundredth of a bounded range, so that noise does not look like drama.
    """
    known = [row[name] for row in drawn for name in ("value", "low", "high") if not words.missing(row[name])]
    span = max(known) - min(known) if known else 0.0
    bounded = limits[1] - limits[0]
    least = bounded / 100 if math.isfinite(bounded) else max(map(abs, known), default=1.0) / 100
    wanted = max(span / 30, least) or 1.0
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(power * nice for nice in (1, 2, 5, 10) if power * nice >= wanted * (1 - 1e-9))


def legend(found: History, drawn: Sequence[Row], more: Sequence[str] = (), reach: Iterable[int] = ()) -> list[str]:
    """What the marks mean: only those that are on the chart. `more` stands before the events; `reach`: more periods."""
    states = {point["state"] for point in drawn}
    told = []
    if State.SHOWN in states:
        told.append(_("Bands: 95% intervals") if found.several else _("Band: 95% interval"))
    if any(point["state"] == State.SHOWN and point["n"] < say.INDICATIVE for point in drawn):
        told.append(say.few(found.metric))
    for state, text in (
        (State.SUPPRESSED, words.inside(say.hidden(found.metric, State.SUPPRESSED))),
        (State.NO_DATA, _("no data")),
        (State.UNDEFINED, _("cannot be computed")),
    ):
        if state in states:
            told.append(f"{words.state_mark(state)} {text}")
    told += more
    if any(mark.cuts for mark in _seen(found, drawn, reach)):
        told.append(_("dashed: the questionnaire or rule changed, no line crosses it"))
    if found.undrawn:
        told.append(
            ngettext(
                "{n} launch of a single office is not drawn: choose the office to see it",
                "{n} launches of single offices are not drawn: choose an office to see its own",
                found.undrawn,
            ).format(n=words.number(found.undrawn))
        )
    return told


def explain(found: History, drawn: Sequence[Row], reach: Iterable[int] = ()) -> None:
    """The list of events that the chart numbers."""
    seen = _seen(found, drawn, reach)
    if len(seen) > marks.NAMED_EVENTS:
        lines = (f"{marks.ordinal(i)} {words.date(mark.day)} · {mark.title}" for i, mark in enumerate(seen))
        st.caption("  \n".join(lines))


def _seen(found: History, drawn: Sequence[Row], reach: Iterable[int]) -> list[marks.Mark]:
    known = [*(row["period"] for row in drawn), *reach]
    return marks.in_view(found.marks, found.grain, min(known), max(known))
