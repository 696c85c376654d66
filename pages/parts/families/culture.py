"""Collaboration on Ringkasan: whom activities reach, how many ideas come, what fell off for certain."""

from __future__ import annotations

import streamlit as st

from data.selection import Selection
from metrics.findings import Finding, Series, what_changed
from metrics.metric import State
from pages.parts import access, address, cards, kolaborasi_top, words
from pages.parts import kolaborasi_facts as facts_of
from pages.parts import kolaborasi_words as say
from pages.parts.families import Family, Item, Lists, changes
from pages.parts.indicator import history, percent
from pages.parts.indicator import say as shared
from pages.parts.kolaborasi_facts import Facts
from pages.parts.words import _

PAGE = "kolaborasi.py"
ENDED = ":orange[:material/handshake:]"
STUCK = ":orange[:material/hourglass_top:]"


def show(selection: Selection) -> Lists:
    """Headline, certainty, cards; nothing while the store holds no activity. Gives findings."""
    facts = facts_of.load(selection)
    if facts is None or facts.empty:
        return Lists()
    st.subheader(say.headline(facts), anchor=False)
    st.markdown(say.sentence(facts))
    if told := say.not_applied(facts):
        st.caption(f":material/filter_alt_off: {told}")
    cards.show(kolaborasi_top.of(facts))
    st.page_link(PAGE, label=_("Collaboration and culture"), icon=":material/groups:", query_params=address.link())
    return lists(facts)


def lists(facts: Facts) -> Lists:
    """Where the share of ideas adopted changed for certain, ideas that get stuck, agreements that ended."""
    changed: tuple[Item, ...] = ()
    compared = False
    if not facts.provisional:
        selection = facts.newest.but(first=facts.before)
        answer = percent.answers((facts_of.ADOPTION,), by=("city", "period"), selection=selection)[facts_of.ADOPTION]
        series = Series(answer.metric, answer.frame, ("city",))
        changed = tuple(_adoption(one, facts) for one in what_changed([series], facts.now, facts.before))
        compared = bool(series.at(facts.now).index.isin(series.at(facts.before).index).any())
    worse = tuple(item for item in changed if item.worse)
    return Lists(changed, worse + _stuck(facts) + _ended(facts), (), True, compared)


def _city(facts: Facts, city: str) -> Selection:
    unit = tuple(key for key in facts.asked.unit if access.city_of(key) == city)
    return facts.asked.but(city=(city,), unit=unit)


def _adoption(finding: Finding, facts: Facts) -> Item:
    alone, since = _city(facts, str(finding.subject["city"])), facts.said(facts.before)
    return changes.of_finding(
        finding, facts.adoption.metric, since, alone, PAGE, _("ideas adopted"), section="over_time"
    )


def _stuck(facts: Facts) -> tuple[Item, ...]:
    """Cities where fewer than nine in ten ideas ever reach a pilot and half have waited longer than those that did.

    That is: where the middle time to a pilot is not reached. Scores by the share of ideas without a pilot beyond half.
    """
    if facts.innovations is None:
        return ()
    names = (facts_of.TO_PILOT, facts_of.INNOVATIONS)
    found = facts_of.ask(names, facts.so_far, "city")[facts_of.TO_PILOT]
    items = []
    for row in history.rows_of(found.frame):
        if State(row["state"]) is not State.UNDEFINED or row["n"] < shared.INDICATIVE:
            continue
        share = row["waiting"] / row["n"]
        text = _("**{place}**: {waiting} of {n} innovation ideas have not reached a pilot").format(
            place=access.name("city", row["city"]), waiting=words.number(row["waiting"]), n=words.number(row["n"])
        )
        detail = _("fewer than half get there, counted with those still waiting")
        items.append(Item(max(share - 0.5, 0.0), STUCK, text, detail, PAGE, _city(facts, row["city"]), "funnel"))
    return tuple(items)


def _ended(facts: Facts) -> tuple[Item, ...]:
    """Cities with fewer agreements in force than a year ago: a count, so no test. Scores by the share that is gone."""
    if facts.partners is None:
        return ()
    items = []
    for place in facts.partners.places:
        now, then = place.at(facts.now), place.at(facts.before)
        if State(now["state"]) is not State.SHOWN or State(then["state"]) is not State.SHOWN:
            continue
        gone = then["value"] - now["value"]
        if gone <= 0:
            continue
        text = _("**{place}**: {now} partnerships in force, a year ago {then}").format(
            place=place.name, now=words.number(now["value"]), then=words.number(then["value"])
        )
        detail = _("agreements that ended and were not renewed by the end of {period}").format(
            period=facts.said(facts.now)
        )
        # A tenth of what is gone: agreements are few, and one of ten is less than a tenth of satisfaction.
        items.append(Item(gone / then["value"] / 10, ENDED, text, detail, PAGE, _city(facts, place.key), "partners"))
    return tuple(items)


FAMILY = Family("culture", show, (facts_of.ATTENDANCE, facts_of.INNOVATIONS, facts_of.PARTNERSHIPS), order=5)
