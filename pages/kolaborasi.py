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


def page() -> None:
    """From the finding down to the source."""
    facts = kolaborasi_facts.load(address.selection())
    if facts is None:
        kolaborasi_top.nothing_yet()
        return
    kolaborasi_top.show(facts)
    kolaborasi_time.show(facts)
    kolaborasi_funnel.show(facts)
    kolaborasi_work.kinds(facts)
    kolaborasi_work.reached(facts)
    kolaborasi_work.partners(facts)
    kolaborasi_before.show(facts)
    footer.show("activities", facts.selection, sum(row["n"] for row in facts.whole.shown(facts.axis)))
    style.print_button()


# Language, theme and version are looked up once, not for each of some hundred texts and names.
with words.speaking(words.language()), theme.seen(), access.steady():
    page()
