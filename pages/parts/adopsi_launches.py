"""When offices got their digital systems, as marks on the chart of steady use."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from data.selection import SYSTEM, Selection
from metrics import periods
from metrics.periods import Grain
from pages.parts import access, words
from pages.parts.charts.marks import Mark
from pages.parts.words import _, ngettext

MOST, NAMED = 8, 3  # marks that a chart holds; systems named in one
GRAINS: tuple[Grain, ...] = ("quarter", "semester", "year")


def marks(asked: Selection) -> tuple[Mark, ...]:
    """One mark for the launches of a quarter, or of a longer span where that makes too many; on the day of the first."""
    return _marks(access.context(), Selection(city=asked.city, unit=asked.unit, system=asked.system), asked.grain)


@access.remembered
def _marks(_context: access.Context, places: Selection, grain: Grain) -> tuple[Mark, ...]:
    launched = access.launches(places)
    if launched.empty:
        return ()
    days = pd.to_datetime(launched["launched_on"])
    quarters = [periods.quarter_of(day.year, day.quarter) for day in days]
    rows = list(zip(quarters, launched["launched_on"], launched[SYSTEM], strict=True))
    for span in GRAINS[GRAINS.index(grain) :]:
        told: dict[int, list[tuple[object, str]]] = {}
        for quarter, day, system in rows:
            told.setdefault(periods.period_start(quarter, span), []).append((day, str(system)))
        if len(told) <= MOST:
            break
    one = len(places.unit) == 1
    return tuple(Mark(min(day for day, _system in of), _title([s for _day, s in of], one)) for of in told.values())  # type: ignore[type-var]


def _title(systems: list[str], one_office: bool) -> str:
    """`Mulai diterapkan: E-office di 14 unit, E-kinerja di 12 unit`; of one office without how many."""
    named = []
    for system, offices in Counter(systems).most_common():
        name = access.name(SYSTEM, system).partition(" (")[0]
        several = ngettext("{system} in {n} office", "{system} in {n} offices", offices)
        named.append(name if one_office else several.format(system=name, n=words.number(offices)))
    return _("Launched: {systems}").format(systems=words.listing(named, NAMED))
