"""Adoption on Ringkasan: steady use and resistance, what changed for certain, where help is needed first."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.selection import Selection
from metrics.models.words import HELP
from pages.parts import access, address, adopsi_facts, adopsi_placed, adopsi_top, cards, words
from pages.parts import adopsi_words as say
from pages.parts.adopsi_facts import Facts
from pages.parts.families import Family, Item, Lists, changes
from pages.parts.indicator import places
from pages.parts.words import _

PAGE = "adopsi.py"
HELPED = {"redesign": ":orange[:material/handyman:]", "listen": ":orange[:material/hearing:]"}


def show(selection: Selection) -> Lists:
    """Headline, certainty, cards; nothing while the store holds neither logs nor survey. Gives findings."""
    facts = adopsi_facts.load(selection)
    if facts is None or facts.empty:
        return Lists()
    st.subheader(say.headline(facts), anchor=False)
    if told := say.sentence(facts):
        st.markdown(told)
    if told := say.not_applied(facts):
        st.caption(f":material/filter_alt_off: {told}")
    if made := adopsi_top.of(facts):
        cards.show(made)
    st.page_link(PAGE, label=_("Adoption"), icon=":material/trending_up:", query_params=address.link())
    return lists(facts)


def lists(facts: Facts) -> Lists:
    """Certain changes of the cards, and offices that certainly lie where resistance is high."""
    if facts.hidden:
        return Lists()
    named = (
        (facts.used, _("steady use of digital systems"), ""),
        (facts.resistance, _("resistance (R)"), "resistance"),
        (facts.manual, _("manual work"), "manual"),
    )
    moved = tuple(
        item
        for found, label, part in named
        if found is not None
        for item in changes.items(found, facts.asked, PAGE, label, part)
    )
    compared = any(not words.missing(move["change"]) for move in facts.moves.values())
    return Lists(moved, (*(item for item in moved if item.worse), *_offices(facts)), seen=True, compared=compared)


def _offices(facts: Facts) -> tuple[Item, ...]:
    if facts.resistance is None or facts.bri is None:
        return ()
    placed = adopsi_placed.positions(facts.resistance, facts.bri)
    return tuple(_office(row, placed, facts) for row in placed.rows if row["sure"] and row["quadrant"] in HELPED)


def _office(row: dict[str, Any], placed: adopsi_placed.Placed, facts: Facts) -> Item:
    """Scores by how far the lower limits of what is high lie beyond the cuts: what is surely too much."""
    alone = facts.asked.but(city=(access.city_of(row["unit"]),), unit=(row["unit"],))
    beyond = row["r_low"] - adopsi_placed.middle_of_r()
    if row["quadrant"] == "redesign":
        beyond = min(beyond, row["bri_low"] - placed.cut)
    help_ = HELP[row["quadrant"]]
    text = _("**{office}**, digital systems: {corner} than in half of the offices; what fits: {help}").format(
        office=places.name(Selection(city=alone.city, unit=alone.unit)),
        corner=adopsi_placed.corner(row["quadrant"]),
        help=words.inside(words.pick(help_.title)),
    )
    return Item(beyond / 100, HELPED[row["quadrant"]], text, adopsi_placed.told(row), PAGE, alone, part="map")


FAMILY = Family("adoption", show, (adopsi_facts.SUSTAINED, adopsi_facts.RESISTANCE, adopsi_facts.MANUAL), order=4)
