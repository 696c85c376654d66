"""Where the cities lie, with their values: the map, from the project's own outline."""

from __future__ import annotations

import streamlit as st

from data.reference import geography
from metrics.metric import State
from pages.parts import daerah_places, words
from pages.parts.charts import base, islands
from pages.parts.daerah_view import View
from pages.parts.indicator import say as shared
from pages.parts.words import _


def show(seen: View) -> None:
    """The map of the cities; nothing where offices of one city are compared."""
    facts = seen.facts
    at = geography.positions()
    placed = facts.frame[facts.frame["city"].isin(list(at))]
    if facts.by != "city" or placed.empty:
        return
    with st.container(gap="xsmall"):
        st.subheader(_("Where they lie"), anchor=False)
        figure = islands.figure(
            rows(seen),
            geography.outline(),
            at,
            decimals=facts.metric.decimals,
            indicative=shared.INDICATIVE,
            told=shared.told(facts.metric),
        )
        st.plotly_chart(figure, key="map_chart", config=base.CONFIG, alt=daerah_places.told(seen))
        told = [
            _("Value and half of its 95% interval; the outline is no statement on borders ({source})").format(
                source=geography.SOURCE
            )
        ]
        if missing := facts.frame.loc[~facts.frame["city"].isin(list(at)), "name"].tolist():
            told.append(_("not on the map: {places}").format(places=words.listing(missing, 5)))
        st.caption(" · ".join(told))


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
