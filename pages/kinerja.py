"""Kinerja: who reports performance on time, how long evaluation takes, what the ratings say, what would help."""

from __future__ import annotations

from pages.parts import (
    access,
    address,
    footer,
    kinerja_facts,
    kinerja_index,
    kinerja_lag,
    kinerja_needs,
    kinerja_predicates,
    kinerja_rules,
    kinerja_top,
    style,
    theme,
    words,
)
from pages.parts.indicator import breakdown, trend
from pages.parts.words import _


def page() -> None:
    """From the finding down to the source."""
    asked = address.selection()
    facts = kinerja_facts.load(asked)
    if facts is None:
        kinerja_top.nothing_yet()
        return
    late = kinerja_facts.late_offices(facts)
    kinerja_top.show(facts, late)
    trend.show(facts, page="kinerja")
    if facts.empty:
        return
    kinerja_top.late(facts, late)
    breakdown.show(facts, facts.whole, page="kinerja", title=_("Reporting on time in detail"))
    kinerja_lag.show(facts)
    kinerja_predicates.show(facts)
    kinerja_index.show(facts)
    kinerja_needs.show(facts)
    kinerja_rules.show()
    footer.show("on_time", facts.selection, kinerja_facts.reports(facts))
    style.print_button()


# Language, theme and version are looked up once, not for each of a thousand texts and names.
with words.speaking(words.language()), theme.seen(), access.steady():
    page()
