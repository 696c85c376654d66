"""What complaints are about, how many there are, which come back, and what citizens say of their handling."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from data.answer import Answer
from data.selection import Selection
from metrics.complaints.terms import TOPIC, TOPICS
from metrics.metric import State
from metrics.periods import QUARTERS_IN
from pages.parts import access, words
from pages.parts import layanan_complaints_words as say
from pages.parts.indicator import beside, breakdown, history, percent, places, trend
from pages.parts.indicator.beside import Panel
from pages.parts.indicator.history import Row
from pages.parts.layanan_complaints_facts import IN_TIME, PERIOD, REOPENED, Facts
from pages.parts.layanan_complaints_facts import TOPICS as SHARES
from pages.parts.words import _

PAGE = "layanan"
ELEMENT = "pengaduan"


def volume(facts: Facts) -> None:
    """Complaints per 1,000 applications over time; nothing while there are no applications to count against."""
    if facts.volume is None or facts.volume.empty:
        return
    trend.show(facts.volume, page=PAGE, key="volume", title=_volume_title(facts))
    st.caption(words.pick(facts.volume.metric.meaning))


def _volume_title(facts: Facts) -> str:
    assert facts.volume is not None
    row = facts.volume.whole.at(facts.volume.now)
    if State(row["state"]) is not State.SHOWN:
        return words.pick(facts.volume.metric.label)
    return _("{n} complaints per 1,000 applications in {period}").format(
        n=words.number(row["value"], 1), period=facts.said(facts.volume.now)
    )


def topics(facts: Facts) -> None:
    """The share of each topic, and how many of its complaints were opened again."""
    selection = facts.newest
    shares = percent.answers((SHARES,), selection=selection)[SHARES]
    reopened = percent.answers((REOPENED,), by=("topic",), selection=selection)[REOPENED]
    rows = history.rows_of(shares.frame)
    labels = {key: words.pick(label) for key, label in TOPICS.items()}
    names = {row["topic"]: labels[row["topic"]] for row in sorted(rows, key=_largest_first)}
    top = say.most(rows, labels, "topic")
    with st.container(gap="xsmall", key="topics"):
        title = _("Most complaints are about {topic}").format(topic=top) if top else _("Topics of complaints")
        st.subheader(title, anchor=False)
        panels = [
            beside.panel(shares.metric, shares.frame, "topic", _("Share of all complaints")),
            beside.panel(reopened.metric, reopened.frame, "topic", _("Of it opened again after it was closed")),
        ]
        beside.show(
            facts, panels, names, page=PAGE, key="topik", what=words.pick(TOPIC),
            heading=_("Topics of complaints, {period}").format(period=facts.said(facts.now)), selection=selection,
        )  # fmt: skip


def _largest_first(row: Row) -> float:
    return 1.0 if words.missing(row["value"]) else -row["value"]


def satisfaction(facts: Facts) -> None:
    """Settled in time beside what citizens say of complaint handling: the same office and quarter, no claim."""
    in_time, said = pairs(facts)
    both = [key for key in in_time if said.get(key, {"state": State.NO_DATA})["state"] != State.NO_DATA]
    if not both:
        with st.container(gap="xsmall", key="beside_survey"):
            st.subheader(_("Complaints beside what citizens say of their handling"), anchor=False)
            st.caption(_("The survey of these places and this period has no answers on complaint handling."))
        return
    shown = both if facts.within == PERIOD else sorted(both, key=lambda key: _lowest_first(in_time[key]))
    drawn = shown if len(shown) <= breakdown.ALL_UP_TO else shown[: breakdown.LOWEST]
    several = len(places.cities_of(facts.selection)) > 1
    names = {key: _name(facts, key, several) for key in drawn}
    metric = percent.metric("nrr")
    panels = [
        Panel(facts.metric, in_time),
        Panel(metric, said, _("Citizens on complaint handling")),
    ]
    with st.container(gap="xsmall", key="beside_survey"):
        st.subheader(_("Complaints beside what citizens say of their handling"), anchor=False)
        told = _("The same {groups} and the same period in both. Two figures beside each other: neither explains the other.").format(groups=_groups(facts))  # fmt: skip
        if len(drawn) < len(shown):
            told += " " + _("The {n} lowest of {total} are shown.").format(n=len(drawn), total=len(shown))
        st.caption(words.sentence(told))
        beside.show(
            facts, panels, names, page=PAGE, key="survei",
            what=words.grain(facts.grain) if facts.within == PERIOD else _("Office") if facts.within == "unit" else _("City"),
            heading=_("Complaints and complaint handling"), selection=facts.selection if facts.within == PERIOD else facts.newest,
        )  # fmt: skip


def pairs(facts: Facts) -> tuple[Mapping[str, Row], Mapping[str, Row]]:
    """The share settled in time and the element of the survey, by key of the city, office or period."""
    chosen = facts.selection.but(first=facts.axis[0]) if facts.within == PERIOD else facts.newest
    survey = Selection(
        city=chosen.city, unit=chosen.unit, service=chosen.service, grain=chosen.grain, first=chosen.first,
        last=facts.now + QUARTERS_IN[facts.grain] - 1,
    )  # fmt: skip
    in_time = percent.answers((IN_TIME,), by=(facts.within,), selection=chosen)[IN_TIME]
    said = access.answer("nrr", by=(facts.within, "element"), selection=survey)
    return _keyed(in_time, facts.within), _keyed(said, facts.within, ELEMENT)


def _keyed(answer: Answer, dimension: str, element: str = "") -> dict[str, Row]:
    frame = answer.frame
    if element:
        frame = frame[frame["element"] == element]
    return {str(row[dimension]): row for row in history.rows_of(frame)}


def _lowest_first(row: Row) -> float:
    return 1e9 if words.missing(row["value"]) else float(row["value"])


def _name(facts: Facts, key: str, several: bool) -> str:
    if facts.within == PERIOD:
        return facts.said(int(key))
    return places.unit_label(key, several) if facts.within == "unit" else access.name("city", key)


def _groups(facts: Facts) -> str:
    return {"city": _("cities"), "unit": _("offices"), PERIOD: _("office")}[facts.within]
