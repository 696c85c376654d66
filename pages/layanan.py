"""Layanan: how much comes online, how long it takes, what comes back; which complaints are settled in time."""

from __future__ import annotations

import streamlit as st

from pages.parts import (
    access,
    address,
    footer,
    layanan_complaints,
    layanan_complaints_about,
    layanan_complaints_facts,
    layanan_facts,
    layanan_families,
    layanan_launches,
    layanan_top,
    layanan_words,
    layanan_work,
    style,
    theme,
    words,
)
from pages.parts.indicator import trend


def page() -> None:
    """From the finding down to the sources."""
    asked = address.selection()
    services, complaints = layanan_facts.load(asked), layanan_complaints_facts.load(asked)
    if services is None and complaints is None:
        layanan_top.nothing_yet()
        return
    if services is not None:
        applications(services, complaints)
    if complaints is not None:
        settled(complaints, alone=services is None)
        footer.show(
            layanan_complaints_facts.IN_TIME, complaints.selection, complaints.received.whole.at(complaints.now)["n"]
        )
    style.print_button()
    if st.query_params.get("show", "") == "late":
        style.scroll_to("late", str(asked))


def applications(facts: layanan_facts.Facts, complaints: layanan_complaints_facts.Facts | None) -> None:
    """Everything about applications."""
    layanan_top.show(facts, complaints)
    trend.show(facts, page="layanan", title=layanan_words.over_time(facts))
    if not facts.hidden:
        layanan_work.manual(facts)
        layanan_work.times(facts)
        layanan_launches.show(facts)
        layanan_work.returned(facts)
        layanan_families.show(facts, complaints)
    footer.show(layanan_facts.ONLINE, facts.selection, facts.whole.at(facts.now)["n"])


def settled(facts: layanan_complaints_facts.Facts, *, alone: bool) -> None:
    """Everything about complaints."""
    layanan_complaints.show(facts, alone=alone)
    if facts.hidden:
        return
    layanan_complaints.kinds(facts)
    layanan_complaints.times(facts)
    layanan_complaints_about.volume(facts)
    layanan_complaints_about.topics(facts)
    layanan_complaints_about.satisfaction(facts)


# Language, theme and version are looked up once, not for each of a thousand texts and names.
with words.speaking(words.language()), theme.seen(), access.steady():
    page()
