"""Work still done outside the systems: over time, by office, and the other signs that a system is used reluctantly."""

from __future__ import annotations

import streamlit as st

from metrics.adoption.family import PARTS
from metrics.metric import State
from pages.parts import adopsi_facts as facts_of
from pages.parts import adopsi_words as say
from pages.parts import footer, words
from pages.parts.adopsi_facts import Facts
from pages.parts.indicator import beside, percent, trend, yearly
from pages.parts.words import _

PAGE = "adopsi"


def show(facts: Facts) -> None:
    """Over time, then by office with a year ago."""
    found = facts.manual
    if found is None or found.empty:
        st.caption(_("The logs do not record work done outside the systems."))
        return
    trend.show(found, page=PAGE, key="manual_trend", title=say.over_time(found))
    st.caption(footer.over_time(found))
    if facts.one_office:
        return
    answer = facts_of.units(found, facts_of.MANUAL)
    names, cities = facts_of.named_units(found, answer.frame["unit"].dropna())
    told = yearly.groups(found, answer, "unit", names, cities)
    if told.empty:
        return
    rose, fell, compared = yearly.moved(told)
    with st.container(gap="xsmall", key="manual_units"):
        title = _("Manual work by office: demonstrably less than a year ago in {fell}, more in {rose}, of {n}").format(
            fell=words.number(fell), rose=words.number(rose), n=words.number(compared)
        )
        heading = _("Manual work by office")
        st.subheader(title if compared else heading, anchor=False)
        yearly.show(found, told, what=_("Office"), heading=heading, chosen=found.newest, page=PAGE, key="manual")


def parts(facts: Facts) -> None:
    """The parts of the behavioural index."""
    found = facts.bri
    if found is None:
        return
    with st.container(gap="xsmall", key="bri_parts"):
        st.subheader(_("Signs of reluctant use, from the logs"), anchor=False)
        if not facts_of.shown(found):
            st.caption(say.reason(found))
            return
        row = facts_of.at(found)
        st.markdown(
            _("The behavioural index (BRI) is the mean of these parts: **{value}** ({interval}). A high part names a place to help: time, equipment, skill or the form itself.").format(
                value=words.number(row["value"], 1), interval=words.interval(row["low"], row["high"], 1)
            )
        )  # fmt: skip
        frame = facts_of.items(found, facts_of.PARTS)
        if not (frame["state"] == State.SHOWN).any():
            st.caption(say.reason(found))
            return
        metric = percent.metric(facts_of.PARTS)
        names = {key: words.pick(one.words) for key, one in PARTS.items()}
        beside.show(
            found,
            [beside.panel(metric, frame, "bri_part", words.pick(metric.label))],
            names,
            page=PAGE,
            key="bagian-bri",
            what=_("Part"),
            heading=words.pick(metric.label),
            selection=found.newest,
            per_row=1,
        )
