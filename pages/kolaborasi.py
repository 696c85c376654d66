"""Kolaborasi & budaya: whom activities reach, what ideas become, what partners bring, what ran before satisfaction rose."""

from __future__ import annotations

from pages.parts import (
    access,
    address,
    footer,
    kolaborasi_before,
    kolaborasi_facts,
    kolaborasi_funnel,
    kolaborasi_time,
    kolaborasi_top,
    kolaborasi_work,
    style,
    theme,
    words,
)

# What only a reader who wants it waits for: one part at a time, by its name in the address.
SECTIONS = {
    "funnel": (kolaborasi_funnel.show,),
    "activities": (kolaborasi_work.kinds, kolaborasi_work.reached),
    "partners": (kolaborasi_work.partners,),
    "before": (kolaborasi_before.show,),
}


def page() -> None:
    """From the finding down to the source."""
    facts = kolaborasi_facts.load(address.selection())
    if facts is None:
        kolaborasi_top.nothing_yet()
        return
    kolaborasi_top.show(facts)
    kolaborasi_time.show(facts)
    for draw in SECTIONS[kolaborasi_top.chosen_part(tuple(SECTIONS))]:
        draw(facts)
    footer.show("activities", *facts.rests_on)
    style.print_button()


# Language, theme and version are looked up once, not for each of some hundred texts and names.
with words.speaking(words.language()), theme.seen(), access.steady():
    page()
