"""Services on Ringkasan: how much comes online and how long it takes; offices where that certainly changed."""

from __future__ import annotations

import streamlit as st

from data.selection import Selection
from metrics.findings import Finding, Series, what_changed
from metrics.metric import State
from pages.parts import access, address, cards, layanan_complaints_facts, layanan_top
from pages.parts import layanan_facts as facts_of
from pages.parts import layanan_words as say
from pages.parts.families import Family, Item, Lists, changes
from pages.parts.layanan_facts import ONLINE, Facts
from pages.parts.words import _

PAGE = "layanan.py"


def show(selection: Selection) -> Lists:
    """Headline, certainty, cards; nothing while the store holds no application. Gives findings."""
    facts = facts_of.load(selection)
    if facts is None or facts.empty:
        return Lists()
    st.subheader(say.headline(facts), anchor=False)
    st.markdown(say.sentence(facts))
    complaints = layanan_complaints_facts.load(selection)
    layanan_top.not_applied(facts, complaints)
    if not facts.hidden:
        cards.show(layanan_top.of(facts, None))
    st.page_link(PAGE, label=_("Services"), icon=":material/support_agent:", query_params=address.link())
    return lists(facts)


def lists(facts: Facts) -> Lists:
    """Offices whose online share changed within a year; those where it fell need attention.

    Corrected for every office that is compared. An unfinished period is compared with nothing.
    """
    if facts.hidden:
        return Lists()
    answer = facts_of.by(facts, "unit", (ONLINE,), year=True)[ONLINE]
    series = Series(answer.metric, answer.frame, ("unit",))
    found = [] if facts.provisional else what_changed([series], facts.now, facts.before)
    changed = tuple(_changed(finding, facts) for finding in found)
    fallen = tuple(item for item in changed if item.worse)
    shown = answer.frame[answer.frame["state"] == State.SHOWN]
    compared = set(shown.loc[shown["period"] == facts.now, "unit"]) & set(
        shown.loc[shown["period"] == facts.before, "unit"]
    )
    return Lists(changed, fallen, seen=True, compared=bool(compared))


def _changed(finding: Finding, facts: Facts) -> Item:
    unit = str(finding.subject["unit"])
    alone = facts.asked.but(city=(access.city_of(unit),), unit=(unit,))
    since = facts.said(facts.before)
    return changes.of_finding(finding, facts.metric, since, alone, PAGE, _("applications made online"))


FAMILY = Family("services", show, (ONLINE,), order=4)
