"""How strong resistance is by office, what staff think of their systems, and what stands in the way first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from metrics.metric import State
from metrics.resistance.terms import BARRIERS, LEVELS, SCALES
from pages.parts import adopsi_facts as facts_of
from pages.parts import adopsi_words as say
from pages.parts import words
from pages.parts.adopsi_facts import Facts
from pages.parts.indicator import beside, breakdown, history, percent, yearly
from pages.parts.indicator import say as shared
from pages.parts.indicator.history import History
from pages.parts.words import _

PAGE = "adopsi"


def show(facts: Facts) -> None:
    """R by office beside a year ago, then the views of the systems by office."""
    found = facts.resistance
    if found is None:
        st.caption(_("The survey on digital systems has no answers yet; its form stands on the page Import data."))
        return
    with st.container(gap="xsmall", key="resistance"):
        st.subheader(title(found), anchor=False)
        if facts_of.shown(found):
            st.markdown(f"{say.resistance(found)} {levels(found)}")
        if facts.one_office:
            if not facts_of.shown(found):
                st.caption(say.reason(found))
            return
        asked = facts_of.by_office(found)
        answer, views = asked[facts_of.RESISTANCE], asked[facts_of.ATTITUDES].frame
        names, cities = facts_of.named_units(found, answer.frame["unit"].dropna())
        told = yearly.groups(found, answer, "unit", names, cities)
        if told.empty:
            st.caption(words.state_reason(State.NO_DATA))
            return
        heading = _("Resistance by office, {period}").format(period=found.said(found.now))
        yearly.show(found, told, what=_("Office"), heading=heading, chosen=found.newest, page=PAGE, key="resistansi")
    _views(found, views[views["period"] == found.now], {str(unit): names[str(unit)] for unit in told["unit"]})


def title(found: History) -> str:
    """How strong it is and whether that changed."""
    if not facts_of.shown(found):
        return _("Resistance and its parts")
    if shared.moved(found):
        return shared.headline(found)
    return _("Resistance in {place} is {level}").format(place=found.whole.name, level=say.level(facts_of.at(found)))


def levels(found: History) -> str:
    """How the answers spread over the levels."""
    rows = history.rows_of(facts_of.answered(found)[facts_of.LEVELS].frame)
    shares = [
        f"{words.inside(words.pick(LEVELS[row['resistance_level']]))} {words.number(row['value'])}%"
        for row in rows
        if row["state"] == State.SHOWN
    ]
    return _("Of the answers: {levels}.").format(levels=words.listing(shares)) if shares else ""


def _views(found: History, frame: pd.DataFrame, names: dict[str, str]) -> None:
    """Usefulness, ease, support and cost of changing by office, in the order of resistance."""
    metric = percent.metric(facts_of.ATTITUDES)
    rows = [row for row in history.rows_of(frame) if row["unit"] in names]
    panels = [
        beside.Panel(
            replace(metric, name=f"{metric.name}_{scale}"),  # a panel's name tells its chart from the others
            {str(row["unit"]): row for row in rows if row["scale"] == scale},
            words.pick(called),
        )
        for scale, called in SCALES.items()
        if scale != facts_of.RESISTANCE
    ]
    with st.container(gap="xsmall", key="views"):
        heading = _("What staff think of their systems, by office")
        st.subheader(heading, anchor=False)
        st.caption(_("0–100; for the cost of changing lower is better. In the order of resistance, the highest first."))
        beside.show(
            found,
            panels,
            names,
            page=PAGE,
            key="pandangan",
            what=_("Office"),
            heading=heading,
            selection=found.newest,
            drawn=breakdown.LOWEST if len(names) > breakdown.ALL_UP_TO else None,
        )


def readiness(facts: Facts) -> None:
    """What stands first in the way: the shares of each barrier."""
    found = facts.resistance
    if found is None or not facts_of.shown(found):
        return
    frame = facts_of.answered(found)[facts_of.BARRIERS].frame
    rows = history.rows_of(frame)
    with st.container(gap="xsmall", key="readiness"):
        st.subheader(readiness_title(rows), anchor=False)
        st.caption(_("Of five statements (why, will, knowledge, ability, reinforcement) the first that was answered 3 or lower: help begins there."))  # fmt: skip
        names = {key: words.pick(called) for key, called in BARRIERS.items()}
        metric = percent.metric(facts_of.BARRIERS)
        beside.show(
            found,
            [beside.panel(metric, frame, "barrier", words.pick(metric.label))],
            names,
            page=PAGE,
            key="hambatan",
            what=_("Barrier"),
            heading=words.pick(metric.label),
            selection=found.newest,
            per_row=1,
        )


def readiness_title(rows: list[dict[str, Any]]) -> str:
    """The barrier named most."""
    told = [row for row in rows if row["state"] == State.SHOWN and row["barrier"] != "none"]
    if not told or max(row["value"] for row in told) <= 0:
        return _("What stands in the way first")
    first = max(told, key=lambda row: row["value"])
    near = [row for row in told if row["high"] >= first["low"]]
    if len(near) > 1:  # none of them stands out
        named = [words.inside(words.pick(BARRIERS[row["barrier"]])) for row in near]
        return _("What stands in the way first, about equally often: {barriers}").format(barriers=words.listing(named))
    return _("What stands in the way first, most often: {barrier} ({share})").format(
        barrier=words.inside(words.pick(BARRIERS[first["barrier"]])), share=f"{words.number(first['value'])}%"
    )


def quality(facts: Facts) -> None:
    """How far the answers can be relied on, folded."""
    found = facts.resistance
    if found is None or not facts_of.shown(found):
        return
    folded = st.expander(_("How it is counted"), icon=":material/calculate:", key="how_r", on_change="rerun", type="compact")  # fmt: skip
    if not folded.open:
        return
    with folded:
        for name in (facts_of.RELIABILITY, facts_of.SAME):
            answer = percent.answers((name,), selection=found.newest)[name]
            row = history.rows_of(answer.frame)[0]
            label, meaning = words.pick(answer.metric.label), words.pick(answer.metric.meaning)
            if State(row["state"]) is State.SHOWN:
                value = shared.amount(answer.metric, row["value"])
                bounds = words.interval(row["low"], row["high"], answer.metric.decimals) + shared.sign(answer.metric)
                st.markdown(f"**{label}**: {value} ({bounds}), {shared.people(answer.metric, row['n'])}. {meaning}")
            else:
                st.markdown(f"**{label}**: {words.inside(shared.hidden(answer.metric, row['state']))}")
        st.markdown(
            _("R = 25 × (mean of the four statements of resistance − 1) of each answer with at least three of them; groups have the mean of their answers. Low below 40, high above 60: Pantau's convention, no standard. Answers bear no name: people are counted as the fewest they can be.")
        )  # fmt: skip
