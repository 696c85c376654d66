"""What a start of the server does before anybody asks for it, so that the first readers need not wait."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from data.selection import SYSTEM, Selection
from pages.parts import access


def first_page() -> None:
    """What the first page waits for, whichever it is: libraries, texts, satisfaction before any filter."""
    from pages.parts import kepuasan_facts, kepuasan_top  # noqa: F401 - with it come the libraries of charts

    kepuasan_facts.load(Selection())


def usual_filters(pause: float = 0.0) -> None:
    """What the first filter of each common kind would wait for.

    `pause`: seconds to leave the processor to the first visitors before; then half of the time is theirs too.
    """
    time.sleep(pause)
    for step in _steps():
        begun = time.monotonic()
        step()
        time.sleep(min(pause, time.monotonic() - begun))
    # Libraries and tables stay as long as the server runs: looking through them for garbage held up a change of filter.
    gc.collect()
    gc.freeze()


def _steps() -> Iterator[Callable[[], object]]:
    from pages.parts import (
        adopsi_facts,
        daerah_facts,
        kepuasan_facts,
        kinerja_facts,
        layanan_complaints_facts,
        layanan_facts,
        pelatihan_facts,
    )
    from pages.parts.families import satisfaction, satisfaction_findings

    facts = kepuasan_facts.load(Selection())
    if facts is None:
        return
    yield partial(satisfaction.places, facts, "city")
    yield partial(satisfaction_findings.lists, facts)
    for selection in _usual(facts.now, access.people_of(access.SURVEY)):
        yield partial(kepuasan_facts.load, selection)
    yield daerah_facts.warm
    for selection in _usual(facts.now, access.people_of(access.STAFF)):
        yield partial(pelatihan_facts.warm, selection)
        yield partial(kinerja_facts.warm, selection)
    for selection in _usual(facts.now, (*access.people_of(access.USE), SYSTEM)):
        yield partial(adopsi_facts.warm, selection)
    for selection in _usual(facts.now, access.people_of(access.SERVICES)):
        yield partial(layanan_facts.warm, selection)
        yield partial(layanan_complaints_facts.warm, selection)


def _usual(now: int, people: Sequence[str]) -> list[Selection]:
    """One filter of each common kind: the first query of a kind has its text to write, later ones only their keys."""
    cities = access.options("city")
    city, units = cities[:1], [unit for unit in access.options("unit") if access.city_of(unit) == cities[0]]
    found = [Selection(city=city), Selection(city=cities[:2]), Selection(city=city, unit=tuple(units[:1]))]
    found += [Selection(city=city).but(**{d: access.options(d)[:1]}) for d in people]
    found += [
        Selection(city=city, last=now),
        Selection(city=city, grain="semester"),
        Selection(city=city, grain="year"),
    ]
    return found
