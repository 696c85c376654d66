"""The nine elements: now beside a year ago, and over time."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from metrics import periods
from metrics.metric import State
from metrics.registry import metric
from pages.parts import kepuasan_detail, table, words
from pages.parts import kepuasan_facts as facts_of
from pages.parts.charts import base, heat, rows
from pages.parts.indicator import history, say
from pages.parts.indicator.history import Place, Row, certain
from pages.parts.kepuasan_detail import Elements
from pages.parts.kepuasan_facts import Facts
from pages.parts.words import _, ngettext

LEAST_SPAN = 0.5  # of the scale 1-4 that is always in view
UP, DOWN = "▲", "▼"


def show(facts: Facts, elements: Elements) -> None:
    """Dot plot and heat map side by side, and the table of both."""
    nrr = metric("nrr")
    left, right = st.columns([5, 6], gap="large")
    with left, st.container(gap="xsmall"):
        st.subheader(title(elements), anchor=False)
        figure = rows.figure(
            [{**row, "key": elements.place.key, "tail": _tail(row)} for row in elements.rows],
            decimals=nrr.decimals,
            indicative=facts_of.INDICATIVE,
            least_span=LEAST_SPAN,
            limits=nrr.range,
            then=facts.said(facts.before),
        )
        st.plotly_chart(figure, key="elements", config=base.CONFIG, alt=twin(facts, elements))
        st.caption(_legend(facts, elements))
        _table_now(facts, elements)
    with right, st.container(gap="xsmall"):
        heading = _("Element means by period, weakest first")
        st.subheader(heading, anchor=False)
        changed = cuts(facts, elements.place)
        st.html(
            heat.table(
                elements.grid,
                grain=facts.grain,
                indicative=facts_of.INDICATIVE,
                decimals=nrr.decimals,
                caption=heading,
                cuts=changed,
            )
        )
        told = [_("Score 1–4; the stronger the colour, the higher. Scroll sideways for earlier periods.")]
        if changed:
            told.append(_("Thick line: the questionnaire or rule changed; do not compare across it."))
        st.caption(" ".join(told))
        _table_over_time(facts, elements)


def cuts(facts: Facts, place: Place) -> frozenset[int]:
    """The periods on the axis in which the questionnaire or rule of the place changed; none for the first of them."""
    days = [pd.Timestamp(mark.day) for mark in facts.marks if mark.cuts and mark.concerns(place.key)]
    quarters = [periods.quarter_of(day.year, day.quarter) for day in days]
    return frozenset(periods.period_start(quarter, facts.grain) for quarter in quarters) & frozenset(facts.axis[1:])


def title(elements: Elements) -> str:
    """The finding about the elements."""
    names = elements.candidates
    if not names:
        return _("Nothing to show about the elements")
    lead = (
        _("{name} lags furthest behind").format(name=names[0])
        if len(names) == 1
        else _("{names} lag furthest behind").format(names=words.sentence(words.listing([n.lower() for n in names], 3)))
    )
    moved = [row["change"] for row in elements.rows if certain(row["p_adjusted"])]
    up, down = sum(change > 0 for change in moved), sum(change < 0 for change in moved)
    parts = []
    if up:
        parts.append(ngettext("{n} element rose", "{n} elements rose", up).format(n=up))
    if down:
        parts.append(ngettext("{n} element fell", "{n} elements fell", down).format(n=down))
    return f"{lead}; {words.listing(parts)}" if parts else lead


def _tail(row: Row) -> str:
    if State(row["state"]) is not State.SHOWN:
        return ""
    arrow = (UP if row["change"] > 0 else DOWN) if certain(row["p_adjusted"]) else ""
    return f"{words.number(row['value'], 2)} {arrow}".strip()


def _legend(facts: Facts, elements: Elements) -> str:
    told = [_("Dots: now, with 95% interval")]
    if any(not words.missing(row["earlier"]) for row in elements.rows):
        told.append(_("❙ {period}").format(period=facts.said(facts.before)))
        if facts.provisional:
            return " · ".join([*told, say.so_far(facts)])
        told.append(
            _("{up} {down} real change (Welch test, Benjamini–Hochberg over {n} elements)").format(
                up=UP, down=DOWN, n=sum(not words.missing(row["p"]) for row in elements.rows)
            )
        )
    elif elements.place.broken:
        told.append(_("no comparison with a year ago: {title}").format(title=elements.place.broken.title))
    return " · ".join(told)


def twin(facts: Facts, elements: Elements) -> str:
    """The chart in sentences."""
    told = []
    for row in elements.rows:
        if State(row["state"]) is not State.SHOWN:
            told.append(f"{row['label']}: {facts_of.hidden(row['state'])}.")
            continue
        text = f"{row['label']} {words.number(row['value'], 2)}"
        if certain(row["p_adjusted"]):
            change = words.number(abs(row["change"]), 2)
            text += ", " + (_("up {points}") if row["change"] > 0 else _("down {points}")).format(points=change)
        told.append(f"{text}.")
    return " ".join([_("Element means in {period}.").format(period=facts.said(facts.now)), *told])


def _columns() -> list[table.Column]:
    decimals = metric("nrr").decimals
    return [
        table.figure("value", _("Mean (NRR)"), decimals),
        table.figure("low", _("Lower 95%"), decimals),
        table.figure("high", _("Upper 95%"), decimals),
        table.figure("n", _("Answers"), 0),
    ]


def _table_now(facts: Facts, elements: Elements) -> None:
    decimals = metric("nrr").decimals
    heading = _("Elements in {period}").format(period=facts.said(facts.now))
    columns = [
        table.text("label", _("Element")),
        *_columns(),
        table.figure("earlier", facts.said(facts.before), decimals),
        table.figure("change", _("Change"), decimals, sign=True),
        table.figure("p_adjusted", _("p (adjusted)"), 4),
    ]
    n = elements.place.at(facts.now)["n"]
    title = f"{heading} · {elements.place.name}"
    about = kepuasan_detail.about(facts, title, elements.place.selection, n, "unsur")
    table.twin(
        "elements", lambda: elements.now, columns, about, title=_("Table and download: {title}").format(title=heading)
    )


def _table_over_time(facts: Facts, elements: Elements) -> None:
    heading = _("Elements by period")
    columns = [table.text("label", _("Element")), table.text("said", words.grain(facts.grain)), *_columns()]
    n = kepuasan_detail.respondents(elements.place, facts.axis)
    title = f"{heading} · {elements.place.name}"
    about = kepuasan_detail.about(facts, title, elements.place.selection, n, "unsur-per-periode")

    def every() -> pd.DataFrame:
        return history.framed({**row, "said": facts.said(row["period"])} for row in elements.grid)

    table.twin("element_periods", every, columns, about, title=_("Table and download: {title}").format(title=heading))
