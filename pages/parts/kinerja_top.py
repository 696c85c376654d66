"""The top of the page Kinerja: finding, certainty, cards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd
import streamlit as st

from metrics.ip_asn.terms import CATEGORIES
from metrics.metric import Metric, State
from pages.parts import address, all_periods, cards, choice, words
from pages.parts import kinerja_facts as facts_of
from pages.parts import kinerja_words as say
from pages.parts.indicator import figures, spans
from pages.parts.indicator import say as shared
from pages.parts.indicator.history import History, Row
from pages.parts.kinerja_facts import Facts
from pages.parts.words import _


def nothing_yet() -> None:
    """Where there are no reviews: what to do next."""
    st.title(_("No performance data yet"), anchor=False)
    st.markdown(_("Import the staff register and an e-Kinerja export, and this page tells who reports on time."))
    st.page_link("impor.py", label=_("Import data"), icon=":material/upload_file:", query_params=address.link())


def show(facts: Facts, offices: pd.DataFrame) -> None:
    """Headline, sentence, cards. `offices`: those that report late for certain."""
    st.title(say.headline(facts, offices), anchor=False)
    if told := say.sentence(facts):
        st.markdown(told)
    if told := say.not_applied(facts):
        st.caption(f":material/filter_alt_off: {told}")
    if not facts.hidden:
        cards.show(of(facts))
    else:
        all_periods.button(facts.asked)


def nothing_of(heading: str, metric: Metric, rows: Iterable[Row] = ()) -> None:
    """A part none of whose figures can be shown: why."""
    st.subheader(heading, anchor=False)
    st.markdown(reason(metric, rows))


def reason(metric: Metric, rows: Iterable[Row]) -> str:
    """Why none of these rows has a value."""
    states = {row["state"] for row in rows}
    return shared.hidden(metric, State.SUPPRESSED if State.SUPPRESSED in states else State.NO_DATA)


def chosen_part(parts: tuple[str, ...]) -> str:
    """Which part below the main chart the reader wants to see."""
    names = {
        "reporting": _("Reporting and evaluation"),
        "predicates": _("Ratings"),
        "index": "IP ASN",
        "needs": _("Difficulties and training"),
    }
    return choice.part(_("More about performance"), parts, names)


def late(facts: Facts, offices: pd.DataFrame) -> None:
    """Which offices report late for certain."""
    if told := say.late(facts, offices):
        with st.container(gap="xsmall"):
            st.subheader(_("Who reports late"), anchor=False)
            st.markdown(told)


def of(facts: Facts) -> list[cards.Card]:
    """On time, days to evaluation, good ratings, IP ASN."""
    made = [
        _card(facts, _("Reported on time")),
        _lag(facts.lag),
        _card(facts.good, _("Rated good or very good")),
    ]
    return [*made, _index(facts.index)] if facts.index else made


def _card(found: History, label: str) -> cards.Card:
    card = figures.card(found, label=f"{label} · {found.said(found.now)}")
    row = facts_of.at(found)
    if State(row["state"]) is not State.SHOWN:
        return card
    evidence = cards.evidence({**row, "n": None}, found.metric.decimals) + shared.scale(found.metric)
    return replace(card, note=f"{evidence} · {shared.people(found.metric, row['n'])}")


def _lag(found: History) -> cards.Card:
    """The median with nine in ten under it."""
    card = _card(found, _("Days to evaluation"))
    row = facts_of.at(found)
    if State(row["state"]) is not State.SHOWN:
        return replace(card, note=words.sentence(spans.not_yet(found, row)))
    most = _("nine in ten: not yet reached")
    if not words.missing(row["p90"]):
        most = _("nine in ten: {days}").format(days=say.days(row["p90"]))
    interval = _("{interval} days").format(interval=words.interval(row["low"], row["high"]))
    note = f"{most}  \n{interval} · {shared.people(found.metric, row['n'])}"
    return replace(card, value=say.days(row["value"]), note=note)


def _index(found: History) -> cards.Card:
    """IP ASN with its category."""
    card = _card(found, shared.label(found.metric))
    row = facts_of.at(found)
    if State(row["state"]) is not State.SHOWN:
        return card
    return replace(card, note=f"{words.pick(CATEGORIES[row['category']])}  \n{card.note}")
