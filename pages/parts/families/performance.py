"""Performance on Ringkasan: the headline and cards of Kinerja, and its findings."""

from __future__ import annotations

import streamlit as st

from data.selection import Selection
from pages.parts import address, cards, kinerja_facts, kinerja_top, kinerja_words
from pages.parts.families import Family, Lists, performance_findings
from pages.parts.words import _


def show(selection: Selection) -> Lists:
    """Headline, certainty, cards; nothing while the store holds no review. Gives findings."""
    facts = kinerja_facts.load(selection)
    if facts is None or facts.empty:
        return Lists()
    late = kinerja_facts.late_offices(facts)
    st.subheader(kinerja_words.headline(facts, late), anchor=False)
    if told := kinerja_words.sentence(facts):
        st.markdown(told)
    if told := kinerja_words.not_applied(facts):
        st.caption(f":material/filter_alt_off: {told}")
    if not facts.hidden:
        cards.show(kinerja_top.of(facts))
    st.page_link(
        "kinerja.py", label=_("Performance"), icon=":material/assignment_turned_in:", query_params=address.link()
    )
    return performance_findings.lists(facts, kinerja_facts.late_beside(facts))


FAMILY = Family("performance", show, (kinerja_facts.ON_TIME, kinerja_facts.INDEX), order=3)
