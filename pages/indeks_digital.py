"""Indeks digital: SPBE and Pemdi by year, where cities are weak, what they think of themselves, which steps lift most."""

from __future__ import annotations

from pages.parts import (
    access,
    address,
    footer,
    indeks_assessors,
    indeks_facts,
    indeks_profile,
    indeks_published,
    indeks_steps,
    indeks_top,
    indeks_years,
    style,
    theme,
    words,
)


def page() -> None:
    """From the finding down to the source."""
    asked = address.selection()
    facts = indeks_facts.load(asked)
    if facts is None:
        indeks_top.nothing_yet(filtered=indeks_facts.known())
        return
    indeks_top.show(facts)
    indeks_years.show(facts)
    indeks_profile.show(facts)
    indeks_assessors.show(facts)
    indeks_steps.show(facts)
    indeks_published.show()
    footer.show(facts.latest.regime, facts.selection, len(facts.assessments))
    style.print_button()


# Language, theme and version are looked up once, not for each of some hundred texts and names.
with words.speaking(words.language()), theme.seen(), access.steady():
    page()
