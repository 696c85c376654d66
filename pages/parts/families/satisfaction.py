"""Satisfaction on Ringkasan: the headline and cards of Kepuasan, the places side by side, the findings."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.selection import Selection
from metrics.metric import State
from metrics.periods import QUARTERS_IN
from pages.parts import access, address, kepuasan_detail, kepuasan_facts, kepuasan_top, words
from pages.parts.charts import base, rows
from pages.parts.families import Family, Lists, satisfaction_findings
from pages.parts.indicator import places as named_places
from pages.parts.kepuasan_facts import Facts
from pages.parts.words import _

LEAST_SPAN = 15.0  # points of the scale always in view, so that noise does not look like drama


def show(selection: Selection) -> Lists:
    """Headline, certainty, cards, places side by side; or the next step where there is nothing yet. Gives findings."""
    facts = kepuasan_facts.load(selection)
    if facts is None:
        st.title(_("No satisfaction data yet"), anchor=False)
        st.markdown(_("Import a survey file, and this page tells what it says."))
        st.page_link("impor.py", label=_("Import data"), icon=":material/upload_file:", query_params=address.link())
        return Lists()
    kepuasan_top.show(facts, None if facts.several else kepuasan_detail.elements(facts, facts.whole))
    _side_by_side(facts)
    return satisfaction_findings.lists(facts)


def _side_by_side(facts: Facts) -> None:
    """One row per city, per office of a city, or per service of an office: now, with a year ago beside it."""
    dimension, heading = _dimension(facts)
    table = places(facts, dimension)
    if len(table) < 2 or not (table["state"] == State.SHOWN).any():
        return
    st.subheader(heading.format(period=facts.said(facts.now)), anchor=False)
    described = kepuasan_facts.ikm()
    figure = rows.figure(
        table,
        decimals=described.decimals,
        indicative=kepuasan_facts.INDICATIVE,
        least_span=LEAST_SPAN,
        limits=described.range,
        then=facts.said(facts.before),
    )
    st.plotly_chart(figure, config=base.CONFIG, key="side_by_side", alt=_twin(table))
    st.caption(
        _("Dot: {now}, with its 95% interval; grey: {before}; hollow: fewer than {n} respondents.").format(
            now=facts.said(facts.now), before=facts.said(facts.before), n=words.number(kepuasan_facts.INDICATIVE)
        )
    )


def _dimension(facts: Facts) -> tuple[str, str]:
    if facts.several:
        return "city", _("Cities side by side, IKM in {period}")
    if len(facts.selection.unit) == 1:
        return "service", _("Services side by side, IKM in {period}")
    return "unit", _("Offices side by side, IKM in {period}")


def places(facts: Facts, dimension: str) -> pd.DataFrame:
    """The rows of the chart: label, key, name, value, low, high, n, state, earlier, tail; the highest first."""
    selection = facts.selection.but(first=facts.before, last=facts.now + QUARTERS_IN[facts.grain] - 1)
    found = access.answer("ikm", by=(dimension, "period"), selection=selection).frame
    comparable = ~satisfaction_findings.cut(found, satisfaction_findings.breaks(facts))
    earlier = found[(found["period"] == facts.before) & comparable].set_index(dimension)["value"]
    now = found[(found["period"] == facts.now) & (found["state"] != State.NO_DATA)].copy()
    now = now.sort_values("value", ascending=False, na_position="last", kind="stable").reset_index(drop=True)
    return now.assign(
        label=[
            named_places.city(key, facts.selection) if dimension == "city" else access.name(dimension, key)
            for key in now[dimension]
        ],
        key=[_city(facts, dimension, key) for key in now[dimension]],
        name="",
        earlier=now[dimension].map(earlier),
        tail=[_tail(row) for row in now.to_dict("records")],
    )


def _city(facts: Facts, dimension: str, key: str) -> str:
    """The city whose colour a row has."""
    if dimension == "city":
        return key
    return access.city_of(key) if dimension == "unit" else facts.whole.key


def _tail(row: dict[str, object]) -> str:
    if row["state"] != State.SHOWN:
        return ""
    return f"{words.number(row['value'], kepuasan_facts.ikm().decimals)} {row['grade']}"


def _twin(table: pd.DataFrame) -> str:
    """The chart in words."""
    return "; ".join(
        f"{row.label}: {row.tail or kepuasan_facts.hidden(row.state).lower()}" for row in table.itertuples()
    )


FAMILY = Family("satisfaction", show, order=1)
