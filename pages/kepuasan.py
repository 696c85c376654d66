"""Kepuasan: how satisfied citizens are, whether that changed, where it is low, and how far the figures carry."""

from __future__ import annotations

import streamlit as st

from metrics.metric import State
from pages.parts import (
    access,
    address,
    footer,
    kepuasan_detail,
    kepuasan_elements,
    kepuasan_facts,
    kepuasan_priorities,
    kepuasan_quality,
    kepuasan_top,
    kepuasan_trend,
    style,
    table,
    theme,
    words,
)
from pages.parts.indicator import breakdown
from pages.parts.words import _


def page() -> None:
    """From the finding down to the source."""
    selection = address.selection()
    facts = kepuasan_facts.load(selection)
    if facts is None:
        st.title(_("No satisfaction data yet"), anchor=False)
        st.markdown(_("Import a survey file, and this page tells what it says."))
        kepuasan_top.to_import()
        return

    one = None if facts.several else kepuasan_detail.elements(facts, facts.whole)
    kepuasan_top.show(facts, one)
    kepuasan_trend.show(facts)
    if facts.empty:
        kepuasan_top.next_steps(facts)
        return

    place = kepuasan_detail.focus(facts)
    if State(place.at(facts.now)["state"]) is State.SHOWN:
        elements = one or kepuasan_detail.elements(facts, place)
        kepuasan_elements.show(facts, elements)
        kepuasan_priorities.show(facts, elements)
    breakdown.show(
        facts,
        place,
        page="kepuasan",
        title=_("Who is satisfied, and who is not"),
        more=[table.text("grade", _("Grade"))],
    )
    kepuasan_quality.show(facts, place)
    footer.show("ikm", facts.selection, kepuasan_detail.respondents(facts.whole, facts.axis))
    style.print_button()
    if st.query_params.get("show") == "elements":
        style.scroll_to("elements", str(selection))


# Language, theme and version are looked up once, not for each of 2,000 texts, 100 cells and 150 names.
with words.speaking(words.language()), theme.seen(), access.steady():
    page()
