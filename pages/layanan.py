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
KNOWN = {SERVICES: layanan_facts.ONLINE, COMPLAINTS: layanan_complaints_facts.RECEIVED}
# What only a reader who wants it waits for: one part at a time, by its name in the address.
OF_SERVICES = {
    "times": layanan_work.times,
    "launches": layanan_launches.show,
    "returned": layanan_work.returned,
    "families": layanan_families.show,
}
OF_COMPLAINTS = {
    "late": (layanan_complaints.late,),
    "kinds": (layanan_complaints.kinds, layanan_complaints.times),
    "topics": (layanan_complaints_about.volume, layanan_complaints_about.topics),
    "survey": (layanan_complaints_about.satisfaction,),
}


def page() -> None:
    """From the finding down to the sources, of applications or of complaints."""
    asked = address.selection()
    there = [show for show, known in KNOWN.items() if access.quarters(known)]
    if not there:
        layanan_top.nothing_yet()
        return
    chosen = _show() if len(there) > 1 else there[0]
    if chosen == SERVICES and (facts := layanan_facts.load(asked)):
        applications(facts)
    elif complaints := layanan_complaints_facts.load(asked):
        settled(complaints)
    style.print_button()


def _show() -> str:
    """What the reader wants to see; two shorter pages in one, with a link to either."""
    named = {SERVICES: _("Services"), COMPLAINTS: _("Complaints")}
    return choice.one("show", _("Show"), list(named), named.__getitem__)


def applications(facts: layanan_facts.Facts) -> None:
    """Everything about applications."""
    layanan_top.show(facts, layanan_complaints_facts.load(facts.asked, alone=True))
    trend.show(facts, page="layanan", title=layanan_words.over_time(facts))
    if not facts.hidden:
        layanan_work.manual(facts)
        OF_SERVICES[layanan_top.chosen_part(tuple(OF_SERVICES))](facts)
    footer.show(layanan_facts.ONLINE, *facts.rests_on)


def settled(facts: layanan_complaints_facts.Facts) -> None:
    """Everything about complaints."""
    layanan_complaints.show(facts)
    if not facts.hidden:
        for draw in OF_COMPLAINTS[layanan_complaints.chosen_part(tuple(OF_COMPLAINTS))]:
            draw(facts)
    footer.show(layanan_complaints_facts.IN_TIME, *facts.rests_on)


# Language, theme and version are looked up once, not for each of a thousand texts and names.
with words.speaking(words.language()), theme.seen(), access.steady():
    page()
