"""How long a report waits for its evaluation: half of them and nine in ten, over time and by place."""

from __future__ import annotations

import streamlit as st

from metrics.metric import State
from pages.parts import access, words
from pages.parts import kinerja_facts as facts_of
from pages.parts import kinerja_words as say
from pages.parts.indicator import history, places, spans
from pages.parts.kinerja_facts import Facts
from pages.parts.words import _

PAGE = "kinerja"


def show(facts: Facts) -> None:
    """Heading, sentences, the two lines, the places side by side, the tables."""
    found = facts.lag
    if State(facts_of.at(found)["state"]) is not State.SHOWN:
        return
    told = spans.Told(_("Days to evaluation"), "jeda")
    with st.container(gap="xsmall"):
        st.subheader(words.sentence(say.lag(found).removesuffix(".")), anchor=False)
        st.markdown(say.waiting(found))
        left, right = st.columns(2, gap="large") if facts.within else (st.container(), None)
        with left:
            spans.over_time(found, told, page=PAGE, key="lag")
        if right is not None:
            with right:
                _by_place(facts, told)


def _by_place(facts: Facts, told: spans.Told) -> None:
    dimension = facts.within
    rows = history.rows_of(facts_of.beside(facts, facts_of.LAG))
    if dimension == "city":
        names = {row["city"]: places.city(row["city"], facts.selection) for row in rows}
    else:
        names = {row["unit"]: places.unit_label(row["unit"], False) for row in rows}
    city = str if dimension == "city" else access.city_of
    groups = [{**row, "group": row[dimension], "key": city(row[dimension])} for row in rows]
    spans.by_group(
        facts.lag, groups, names, told, what=_("Place"), chosen=facts.newest, page=PAGE, key="lag_places"
    )  # fmt: skip
