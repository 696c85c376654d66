"""Where the cities lie, with their values: the map, from the project's own outline."""

from __future__ import annotations

from metrics.metric import State
from pages.parts import daerah_places, place_map, words
from pages.parts import daerah_words as say
from pages.parts.charts import base
from pages.parts.daerah_view import View
from pages.parts.indicator import say as shared
from pages.parts.words import _


def show(seen: View) -> None:
    """The map of the cities; nothing where offices of one city are compared."""
    facts = seen.facts
    if facts.by != "city":
        return
    place_map.show(
        rows(seen),
        title=_("Where they lie"),
        key="map_chart",
        hover=lambda row: base.estimate_text(row, facts.metric.decimals, shared.INDICATIVE, shared.told(facts.metric)),
        indicative=shared.INDICATIVE,
        alt=daerah_places.told(seen),
        note=_("{label}, {period}, {held}: value and half of its 95% interval").format(
            label=shared.label(facts.metric),
            period=say.when(facts.metric, facts.selection.first, facts.selection.last),
            held=_("at the same mix") if facts.mix else _("raw"),
        ),
    )


def rows(seen: View) -> list[base.Row]:
    """What stands at each city; of many only those picked have a name."""
    facts = seen.facts
    decimals = min(facts.metric.decimals, 1)  # tooltip and table have all
    found = []
    for row in facts.frame.itertuples(index=False):
        low, high = (row.low, row.high) if facts.mix else (row.raw_low, row.raw_high)
        shown = row.state == State.SHOWN
        text = words.state_mark(row.state)
        if shown:
            text = words.number(row.value, decimals) + shared.sign(facts.metric)
            if not words.missing(high - low):
                text += f" ± {words.number((high - low) / 2, decimals)}"
        n = int(row.n) if shown else None
        if not seen.few and row.city not in seen.chosen:
            text = ""
        found.append(
            base.Row(
                key=seen.ink(row.city, row.city),
                name=row.name,
                label=row.city,
                value=row.value,
                low=low,
                high=high,
                n=n,
                state=row.state,
                tail=text,
            )
        )
    return found
