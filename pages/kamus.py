"""Kamus indikator: every indicator, constant and table, read from its declaration. `?metric=ikm` opens one entry."""

from __future__ import annotations

from itertools import groupby

import pandas as pd
import streamlit as st

from data.tables import TABLES, Table
from metrics.limits import all_limits
from metrics.limits.dated import Limit
from metrics.metric import Metric
from metrics.registry import registry
from pages.parts import dictionary, style, words
from pages.parts.words import _


def entry(metric: Metric, *, opened: bool) -> None:
    """One indicator, with the history of the constants that it reads."""
    with st.expander(f"**{words.pick(metric.label)}**{dictionary.mark(metric.source)}", expanded=opened):
        rows = dictionary.metric_rows(metric)
        facts = pd.DataFrame({"": [text for _label, text in rows]}, index=[label for label, _text in rows])
        st.table(facts, border="horizontal", hide_header=True, alt=words.pick(metric.label))
        for limit in dictionary.limits_of(metric):
            constant(limit)


def constant(limit: Limit) -> None:
    """One constant and its history."""
    st.markdown(f"**{words.pick(limit.label)}**")
    st.caption(words.pick(limit.meaning))
    history = dictionary.limit_frame(limit)
    st.table(history, border="horizontal", hide_index=True, alt=words.pick(limit.label))


def table_entry(table: Table, *, opened: bool) -> None:
    """One table of the store: what a row is, what misleads, and its columns."""
    with st.expander(f"**{words.pick(table.label)}**", expanded=opened):
        st.markdown(words.pick(table.row))
        if table.traps:
            st.info(words.pick(table.traps), icon=":material/warning:")
        st.table(dictionary.columns_frame(table), border="horizontal", hide_index=True, alt=words.pick(table.label))
        name = dictionary.machine(table.name)
        st.caption(_("In the command line: {name}, and the small names of the columns.").format(name=name))


st.title(_("Indicator dictionary"))
st.markdown(_("What each figure means, how it is computed, on which rule it rests, and where its data come from."))
asked = st.query_params.get("metric", "")
search = st.text_input(
    _("Search"),
    key="dictionary_search",
    type="search",
    placeholder=_("For example: grade, sample, reliability"),
    icon=":material/search:",
)

metrics = [m for m in registry().values() if dictionary.metric_found(search, m)]
limits = [x for x in all_limits().values() if dictionary.found(search, x.name, x.label, x.meaning)]
tables = [
    t
    for t in TABLES.values()
    if dictionary.found(
        search, t.name, t.label, t.row, *(text for c in t.columns for text in (c.name, c.label, c.meaning))
    )
]
if asked and asked not in registry():
    st.caption(_(":material/link_off: The link names an indicator that does not exist: {name}").format(name=asked))

by_name, by_rule, by_table = st.tabs(
    [
        _("Indicators ({n})").format(n=words.number(len(metrics))),
        _("Rules and constants ({n})").format(n=words.number(len(limits))),
        _("Tables ({n})").format(n=words.number(len(tables))),
    ]
)
with by_name:
    for family, members in groupby(metrics, key=lambda m: m.family):
        st.subheader(dictionary.family_name(family))
        for metric in members:
            with st.container(key="asked" if metric.name == asked else None):
                entry(metric, opened=metric.name == asked or len(metrics) == 1)
with by_rule:
    for limit in limits:
        with st.container(border=True):
            constant(limit)
with by_table:
    for table in tables:
        table_entry(table, opened=len(tables) == 1)
if asked in registry():
    style.scroll_to("asked", asked)
if not (metrics or limits or tables):
    st.info(_("Nothing found for “{search}”. Try a shorter word.").format(search=search), icon=":material/search_off:")
