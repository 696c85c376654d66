"""Adopsi: who uses the digital systems steadily, what holds others back, and what help fits."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from pages.parts import (
    access,
    address,
    adopsi_around,
    adopsi_curves,
    adopsi_drivers,
    adopsi_facts,
    adopsi_manual,
    adopsi_map,
    adopsi_resistance,
    adopsi_segments,
    adopsi_time,
    adopsi_top,
    adopsi_words,
    footer,
    style,
    theme,
    words,
)
from pages.parts.adopsi_facts import Facts
from pages.parts.indicator import trend

# What only a reader who wants it waits for: one part at a time, by its name in the address.
SECTIONS: Mapping[str, tuple[Callable[[Facts], None], ...]] = {
    "curves": (adopsi_curves.show,),
    "resistance": (adopsi_resistance.show, adopsi_resistance.readiness, adopsi_resistance.quality),
    "map": (adopsi_map.show, adopsi_segments.show),
    "time": (adopsi_time.show,),
    "manual": (adopsi_manual.show, adopsi_manual.parts),
    "drivers": (adopsi_drivers.show,),
    "around": (adopsi_around.leaders, adopsi_around.training, adopsi_around.culture),
}


def page() -> None:
    """From the finding down to the sources."""
    facts = adopsi_facts.load(address.selection())
    if facts is None:
        adopsi_top.nothing_yet()
        return
    adopsi_top.show(facts)
    trend.show(facts, page="adopsi", title=adopsi_words.over_time(facts))
    if not facts.empty:
        for draw in SECTIONS[adopsi_top.chosen_part(tuple(SECTIONS))]:
            draw(facts)
    if said := facts.resistance:  # another table than the logs of use
        st.caption(footer.text(said.metric.name, said.newest, adopsi_facts.people(said)))
    st.caption(footer.over_time(facts))
    footer.dictionary(facts.metric.name)
    style.print_button()


# Language, theme and version are looked up once, not for each of a thousand texts and names.
with words.speaking(words.language()), theme.seen(), access.steady():
    page()
