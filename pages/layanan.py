"""Layanan: how much comes online, how long it takes, what comes back; which complaints are settled in time."""

from __future__ import annotations

from pages.parts import (
    access,
    address,
    choice,
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
from pages.parts.words import _

SERVICES, COMPLAINTS = "services", "complaints"


def page() -> None:
    """From the finding down to the sources, of applications or of complaints."""
    asked = address.selection()
    services, complaints = layanan_facts.load(asked), layanan_complaints_facts.load(asked)
    if services is None and complaints is None:
        layanan_top.nothing_yet()
        return
    if complaints is not None and (services is None or _part() == COMPLAINTS):
        settled(complaints)
    elif services is not None:
        applications(services, complaints)
    style.print_button()


def _part() -> str:
    """What the reader wants to see; two shorter pages in one, with a link to either."""
    named = {SERVICES: _("Services"), COMPLAINTS: _("Complaints")}
    return choice.one("show", _("Show"), list(named), named.__getitem__)


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


def settled(facts: layanan_complaints_facts.Facts) -> None:
    """Everything about complaints."""
    layanan_complaints.show(facts)
    if not facts.hidden:
        layanan_complaints.kinds(facts)
        layanan_complaints.times(facts)
        layanan_complaints_about.volume(facts)
        layanan_complaints_about.topics(facts)
        layanan_complaints_about.satisfaction(facts)
    footer.show(layanan_complaints_facts.IN_TIME, facts.selection, facts.received["n"])


# Language, theme and version are looked up once, not for each of a thousand texts and names.
with words.speaking(words.language()), theme.seen(), access.steady():
    page()
