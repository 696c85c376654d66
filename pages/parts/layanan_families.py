"""Efficiency, transparency and accountability: which figures speak of each, with their source. No index of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from data.selection import Selection
from metrics.metric import Source, State
from metrics.periods import QUARTERS_IN
from metrics.satisfaction.elements import ELEMENTS
from metrics.services.quality_families import FAMILIES, Family, Member
from pages.parts import access, table, words
from pages.parts import layanan_complaints_facts as complaints_of
from pages.parts.indicator import history, paper, percent, say, spans
from pages.parts.indicator.history import History, Row
from pages.parts.layanan_facts import Facts
from pages.parts.words import _

NRR = "nrr"


@dataclass(frozen=True)
class Figure:
    """A member of a family with its newest figure in words."""

    family: Family
    member: Member
    label: str
    value: str  # with its unit, or the mark of why there is none
    interval: str
    counted: str  # what the value rests on, or why there is none
    n: int | None


def show(facts: Facts) -> None:
    """The three families in columns, their table."""
    told = figures(facts, complaints_of.load(facts.asked))
    with st.container(gap="xsmall", key="families"):
        st.subheader(_("Efficiency, transparency, accountability"), anchor=False)
        st.caption(
            _("{period}. Each figure stands for itself: no rule says how to add minutes to shares, so there is no index.").format(
                period=facts.said(facts.now)
            )
        )  # fmt: skip
        for place, family in zip(st.columns(len(FAMILIES), gap="small", border=True), FAMILIES, strict=True):
            with place:
                st.markdown(f"**{words.pick(family.label)}**  \n:small[{words.pick(family.meaning)}]")
                st.markdown("\n\n".join(_line(one) for one in told if one.family is family))
                st.caption(rule(family.source))
        _table(facts, told)


def _line(one: Figure) -> str:
    """Name, value and reason of a member, in Markdown."""
    quiet = " · ".join(part for part in (words.pick(one.member.why), one.interval, one.counted) if part)
    return f"{one.label}: **{one.value}**  \n:small[:gray[{quiet}]]"


def rule(source: Source) -> str:
    """The rule with its article, and whether somebody has read it in the text."""
    text = words.rule(source)
    return text if source.verified else _("{rule} (not verified yet)").format(rule=text)


def figures(facts: Facts, complaints: complaints_of.Facts | None) -> list[Figure]:
    """Every member of every family, in order."""
    known: dict[str, History] = {
        found.metric.name: found for found in (facts, facts.processing, facts.waiting, facts.returned, facts.completed)
    }
    if complaints:
        same = (complaints, complaints.answered, complaints.close, complaints.reopened)
        known |= {found.metric.name: found for found in same}
    elements = _elements(facts)
    return [_figure(facts, family, member, known, elements) for family in FAMILIES for member in family.members]


def _elements(facts: Facts) -> Mapping[str, Row]:
    """The newest mean of each element of the survey of the same places; other filters hold for answers only."""
    places = Selection(
        city=facts.selection.city, unit=facts.selection.unit, service=facts.selection.service, grain=facts.grain
    )
    newest = places.but(first=facts.now, last=facts.now + QUARTERS_IN[facts.grain] - 1)
    frame = access.answer(NRR, by=("element",), selection=newest).frame
    return {row["element"]: row for row in history.rows_of(frame)}


def _figure(facts: Facts, family: Family, member: Member, known: Mapping[str, History], elements: Mapping[str, Row]) -> Figure:  # fmt: skip
    metric = percent.metric(member.metric)
    found = known.get(member.metric)
    row = elements.get(member.element) if member.element else found.whole.at(facts.now) if found else None
    label = words.pick(ELEMENTS[member.element] if member.element else metric.label)
    if row is None or State(row["state"]) is not State.SHOWN:
        state = State.NO_DATA if row is None else State(row["state"])
        return Figure(family, member, label, words.state_mark(state), "", say.hidden(metric, state), None)
    if found:
        value = spans.amount(found, row["value"])
    else:
        value = _("{value} of {most}").format(
            value=words.number(row["value"], metric.decimals), most=words.number(metric.range[1])
        )
    interval = ""
    if not words.missing(row["low"]) and not words.missing(row["high"]):
        interval = words.interval(row["low"], row["high"], metric.decimals)
        interval += say.unit(metric) if found else say.sign(metric)
    return Figure(family, member, label, value, interval, say.people(metric, int(row["n"])), int(row["n"]))


def _table(facts: Facts, told: list[Figure]) -> None:
    heading = _("Efficiency, transparency, accountability, {period}").format(period=facts.said(facts.now))
    columns = [
        table.text("family", _("Family")),
        table.text("label", _("Indicator")),
        table.text("value", _("Value")),
        table.text("interval", _("95% interval")),
        table.text("counted", _("Counted")),
        table.text("why", _("Why it belongs here")),
        table.text("rule", _("Rule")),
    ]

    def frame() -> pd.DataFrame:
        return pd.DataFrame(
            {
                "family": [words.pick(one.family.label) for one in told],
                "label": [one.label for one in told],
                "value": [one.value for one in told],
                "interval": [one.interval for one in told],
                "counted": [one.counted for one in told],
                "why": [words.pick(one.member.why) for one in told],
                "rule": [rule(one.member.source) for one in told],
            }
        )

    n = facts.whole.at(facts.now)["n"]
    about = paper.about(facts, f"{heading} · {facts.whole.name}", facts.newest, n, "keluarga", page="layanan")
    table.twin("families", frame, columns, about, title=_("Table and download: {title}").format(title=heading))
