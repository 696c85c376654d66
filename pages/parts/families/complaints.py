"""Complaints on Ringkasan: how many are settled in time; offices that are late beyond chance."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.selection import Selection
from pages.parts import access, address, cards, layanan_complaints, layanan_facts, layanan_top, words
from pages.parts import layanan_complaints_facts as facts_of
from pages.parts import layanan_complaints_words as say
from pages.parts.families import Family, Item, Lists
from pages.parts.indicator import history, places
from pages.parts.indicator import say as shared
from pages.parts.layanan_complaints_facts import Facts
from pages.parts.words import _

PAGE = "layanan.py"
LATE = ":orange[:material/schedule:]"


def show(selection: Selection) -> Lists:
    """Headline, certainty, cards; nothing while the store holds no complaint. Gives findings."""
    facts = facts_of.load(selection)
    if facts is None or facts.empty:
        return Lists()
    late = say.late_offices(facts)
    st.subheader(say.headline(facts, late), anchor=False)
    st.markdown(say.sentence(facts))
    if layanan_facts.load(selection) is None:  # else services have said it already
        layanan_top.not_applied(None, facts)
    if not facts.hidden:
        in_time, _answered, response, close, _reopened, *volume = layanan_complaints.of(facts, period=True)
        cards.show([in_time, response, close, *volume])
    st.page_link(
        PAGE,
        label=_("Complaints"),
        icon=":material/support_agent:",
        query_params={**address.link(), "show": "complaints"},
    )
    return lists(facts, late)


def lists(facts: Facts, late: pd.DataFrame) -> Lists:
    """Offices that settle late beyond noise. `late`: see `layanan_complaints_words.late_offices`."""
    if facts.hidden:
        return Lists()
    return Lists(attention=tuple(_late(row, facts) for row in history.rows_of(late)), seen=True)


def _late(row: history.Row, facts: Facts) -> Item:
    """Scores by the distance from the upper limit of the office to the share of all others: what is surely lacking."""
    metric, unit = facts.metric, str(row["unit"])
    alone = facts.asked.but(city=(access.city_of(unit),), unit=(unit,))
    others = row["value"] - row["against"]
    low, high = metric.range
    return Item(
        max(others - row["high"], 0.0) / (high - low),
        LATE,
        _("**{office}** settles complaints late: {share} in time, the others {others}").format(
            office=places.name(Selection(city=alone.city, unit=alone.unit)),
            share=shared.amount(metric, row["value"]),
            others=shared.amount(metric, others),
        ),
        _("interval {interval} · {n} · holds up though many offices are compared").format(
            interval=f"{words.interval(row['low'], row['high'], metric.decimals)}{shared.unit(metric)}",
            n=shared.people(metric, row["n"]),
        ),
        PAGE,
        alone,
        "complaints",
    )


FAMILY = Family("complaints", show, (facts_of.IN_TIME,), order=5)
