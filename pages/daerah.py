"""Daerah: places compared at the same mix of people, who is above whom and how surely, units among their like."""

from __future__ import annotations

import streamlit as st

from pages.parts import (
    access,
    address,
    choice,
    daerah_elements,
    daerah_facts,
    daerah_many,
    daerah_map,
    daerah_peers,
    daerah_places,
    daerah_time,
    daerah_together,
    daerah_units,
    daerah_view,
    daerah_words,
    footer,
    style,
    theme,
    words,
)
from pages.parts.indicator import percent
from pages.parts.indicator import say as shared
from pages.parts.words import _

# What only a reader who wants it waits for: one part at a time, by its name in the address.
SECTIONS = {
    "overview": (daerah_places.pairs, daerah_map.show),
    "offices": (daerah_units.spread, daerah_units.practice, daerah_peers.show),
    "profile": (daerah_elements.show,),
    "time": (daerah_time.show,),
    "many": (daerah_many.show,),
    "together": (daerah_together.show,),
}


def page() -> None:
    """From the finding down to the source."""
    offered = daerah_facts.offered()
    top = st.container(gap="xsmall")
    facts = None
    if offered:
        name = choice.listed("indicator", _("Indicator"), offered, lambda n: words.pick(percent.metric(n).label))
        facts = daerah_facts.load(address.selection(), name)
    if facts is None:
        top.title(_("No data to compare yet"), anchor=False)
        top.markdown(_("Import data of at least two cities or offices, and this page compares them fairly."))
        top.page_link("impor.py", label=_("Import data"), icon=":material/upload_file:", query_params=address.link())
        return
    top.title(daerah_words.headline(facts), anchor=False)
    top.markdown(daerah_words.sentence(facts))
    if told := shared.not_applied(facts.asked, facts.metric.table):
        top.caption(f":material/filter_alt_off: {told}")
    if len(facts.frame):
        seen = daerah_view.view(facts)
        daerah_places.show(seen)
        for draw in SECTIONS[choice.part(_("More about the comparison"), tuple(SECTIONS), daerah_words.parts())]:
            draw(seen)
    footer.show(name, facts.selection, facts.n)
    style.print_button()


# Language, theme and version are looked up once, not for each of some hundred texts and names.
with words.speaking(words.language()), theme.seen(), access.steady():
    page()
