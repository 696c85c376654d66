"""The launches on the main chart of Layanan: of several offices on one day one line, so that they all find room."""

from __future__ import annotations

import pandas as pd

from data.selection import Selection
from pages.parts import access, words
from pages.parts.charts.marks import Mark
from pages.parts.indicator import happened, places
from pages.parts.words import ngettext

LAUNCH = "deployment"
MOST = 8  # days with launches that a chart still holds
NAMED = 3  # offices that a mark names


def of(selection: Selection) -> tuple[tuple[Mark, ...], int]:
    """What happened, oldest first, and how many launches are left out because there are too many days of them."""
    told, undrawn = happened.marks(selection, survey=False)
    if not undrawn:
        return told, 0
    events = access.events(Selection(city=selection.city, unit=selection.unit))
    launches = events[(events["kind"] == LAUNCH) & events["unit"].notna()]
    if launches["happened_on"].nunique() > MOST:
        return told, undrawn
    several = len(places.cities_of(selection)) > 1
    together = [_mark(day, there, several) for day, there in launches.groupby("happened_on")]
    return tuple(sorted((*told, *together), key=lambda mark: (mark.day, mark.title))), 0


def _mark(day: object, launches: pd.DataFrame, several: bool) -> Mark:
    """`Layanan daring diluncurkan di 3 unit: Disnaker, Perpustakaan, DPMPTSP`; of several cities by city."""
    n = len(launches)
    if several:
        counted = launches["city"].value_counts(sort=False)
        where = words.listing(f"{access.name('city', str(city))} {words.number(of)}" for city, of in counted.items())
    else:
        where = words.listing([access.name("unit", unit) for unit in launches["unit"]], NAMED)
    text = ngettext(
        "Online service launched in {n} office: {where}", "Online services launched in {n} offices: {where}", n
    )
    return Mark(day, text.format(n=words.number(n), where=where))
