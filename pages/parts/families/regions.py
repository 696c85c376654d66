"""Regions on Ringkasan: whether the cities can be told apart at the same mix of people, and where that turns the order round."""

from __future__ import annotations

import streamlit as st

from data.selection import Selection
from pages.parts import address, daerah_facts, daerah_words
from pages.parts.families import Family, Lists
from pages.parts.indicator import places
from pages.parts.words import _

PAGE = "daerah.py"


def show(selection: Selection) -> Lists:
    """One sentence and the way to the page; nothing where there are no two cities to compare. Gives no findings."""
    if len(places.cities_of(selection)) == 1:  # its offices are compared on the page; here nothing is said of them
        return Lists()
    facts = daerah_facts.load(selection, daerah_facts.DEFAULT)
    if facts is None or len(facts.ranked) < 2:
        return Lists()
    st.markdown(daerah_words.summary(facts))
    st.page_link(PAGE, label=_("Regions"), icon=":material/map:", query_params=address.link())
    return Lists()


FAMILY = Family("regions", show, order=2)
