"""Cities on the project's own outline of Indonesia: one map for every page that says where something is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from data.reference import geography
from pages.parts import words
from pages.parts.charts import base, islands
from pages.parts.charts.base import Row
from pages.parts.words import _


def show(
    rows: Sequence[Row], *, title: str, key: str, hover: Callable[[Row], str], indicative: int, alt: str, note: str
) -> None:
    """Heading, map and the line under it; nothing where none of the cities has a place on it.

    rows: see `charts.islands`, label the key of the city; hover: what is said of one; note: what stands beside a mark.
    """
    at = geography.positions()
    if not any(row.label in at for row in rows):
        return
    with st.container(gap="xsmall"):
        st.subheader(title, anchor=False)
        figure = islands.figure(rows, geography.outline(), at, indicative=indicative, hover=hover)
        with st.container(key=f"placemap-{key}"):
            st.plotly_chart(figure, key=key, config=base.CONFIG, alt=alt)
        told = [note, _("the outline is no statement on borders ({source})").format(source=geography.SOURCE)]
        if missing := [row.name for row in rows if row.label not in at]:
            told.append(_("not on the map: {places}").format(places=words.listing(missing, 5)))
        st.caption(" · ".join(told))
