"""Pelatihan: whether staff are trained (20 JP a year), who is not yet, what they learn, by what means and at what cost."""

from __future__ import annotations

import streamlit as st

from pages.parts import (
    access,
    address,
    pelatihan_facts,
    pelatihan_foot,
    pelatihan_learning,
    pelatihan_means,
    pelatihan_top,
    pelatihan_who,
    pelatihan_year,
    style,
    theme,
    words,
)

# What only a reader who wants it waits for: one part at a time, by its name in the address.
SECTIONS = {
    "learning": (pelatihan_learning.areas, pelatihan_learning.reaction),
    "skills": (pelatihan_learning.skills,),
    "elearning": (pelatihan_learning.elearning, pelatihan_learning.continuity),
    "means": (pelatihan_means.providers, pelatihan_means.certificates),
    "plans": (pelatihan_means.plans,),
}


def page() -> None:
    """From the finding down to the sources."""
    facts = pelatihan_facts.load(address.selection())
    if facts is None:
        pelatihan_top.nothing_yet()
        return

    pelatihan_top.show(facts)
    pelatihan_year.show(facts)
    if not facts.hidden:
        pelatihan_who.show(facts)
        for draw in SECTIONS[pelatihan_top.chosen_part(tuple(SECTIONS))]:
            draw(facts)
    pelatihan_foot.show(facts)
    style.print_button()
    if (section := st.query_params.get("show", "")) in ("who", "pace"):
        style.scroll_to(section, str(facts.asked))


# Language, theme and version are looked up once, not for each of 2,000 texts, 100 cells and 150 names.
with words.speaking(words.language()), theme.seen(), access.steady():
    page()
