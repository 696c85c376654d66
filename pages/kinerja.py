"""Kinerja: who reports performance on time, how long evaluation takes, what the ratings say, what would help."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
from pages.parts.kinerja_facts import Facts
from pages.parts.words import _


def _detail(facts: Facts) -> None:
    breakdown.show(facts, facts.whole, page="kinerja", title=_("Reporting on time in detail"))


def _rules(_facts: Facts) -> None:
    kinerja_rules.show()


# What only a reader who wants it waits for: one part at a time, by its name in the address.
SECTIONS: Mapping[str, tuple[Callable[[Facts], None], ...]] = {
    "reporting": (kinerja_lag.show, _detail),
    "predicates": (kinerja_predicates.show,),
    "index": (kinerja_index.show,),
    "needs": (kinerja_needs.show, _rules),
}


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
    if not facts.hidden or facts.staffed:
        for draw in SECTIONS[kinerja_top.chosen_part(tuple(SECTIONS))]:
            draw(facts)
    footer.show("on_time", *facts.rests_on)
    style.print_button()


# Language, theme and version are looked up once, not for each of a thousand texts and names.
with words.speaking(words.language()), theme.seen(), access.steady():
    page()
