"""The top of the page Layanan: finding, certainty, cards."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from metrics.metric import State
from pages.parts import address, all_periods, cards, choice, words
from pages.parts import layanan_complaints_facts as complaints_of
from pages.parts import layanan_facts as facts_of
from pages.parts import layanan_words as say
from pages.parts.indicator import figures, spans
from pages.parts.indicator import say as shared
from pages.parts.indicator.history import History
from pages.parts.layanan_facts import Facts
from pages.parts.words import _


def nothing_yet() -> None:
    """Where there are neither applications nor complaints: what to do next."""
    st.title(_("No service data yet"), anchor=False)
    st.markdown(_("Import a list of applications or complaints, and this page tells how services are doing."))
    st.page_link("impor.py", label=_("Import data"), icon=":material/upload_file:", query_params=address.link())


def show(facts: Facts, complaints: complaints_of.Facts | None) -> None:
    """Headline, sentence, cards."""
    st.title(say.headline(facts, complaints), anchor=False)
    st.markdown(say.sentence(facts))
    not_applied(facts, complaints)
    if not facts.hidden:
        cards.show(of(facts, complaints))
    else:
        all_periods.button(facts.asked)


def chosen_part(parts: tuple[str, ...]) -> str:
    """Which part below the main charts the reader wants to see."""
    names = {
        "times": _("Processing and queue"),
        "launches": _("Before and after going online"),
        "returned": _("Returned applications"),
        "families": _("Efficiency, transparency, accountability"),
    }
    return choice.part(_("More about services"), parts, names)


def not_applied(facts: Facts | None, complaints: complaints_of.Facts | None) -> None:
    """Which filters do not hold here, said under the sentence."""
    asked = facts.asked if facts else complaints.asked if complaints else None
    if asked is not None and (told := say.not_applied(asked, facts is not None, complaints is not None)):
        st.caption(f":material/filter_alt_off: {told}")


def of(facts: Facts, complaints: complaints_of.Facts | None) -> list[cards.Card]:
    """Online share, processing and waiting time, complaints settled in time, returned applications."""
    return [
        card(facts, _("Made online")),
        time(facts.processing, _("Processing time")),
        time(facts.waiting, _("Time in the queue")),
        *([card(complaints, _("Complaints settled in time"))] if complaints else []),
        card(facts.returned, _("Returned applications")),
    ]


def card(found: History, label: str, *, period: bool = True) -> cards.Card:
    """Value, change, interval, and what n counts. `period`: whether the label names it."""
    made = figures.card(found, label=f"{label} · {found.said(found.now)}" if period else label)
    row = facts_of.at(found)
    if State(row["state"]) is not State.SHOWN:
        return made
    interval = cards.evidence({**row, "n": None}, found.metric.decimals)
    parts = [interval + shared.unit(found.metric)] if interval else []
    return replace(made, note=" · ".join([*parts, shared.people(found.metric, row["n"])]))


def time(found: History, label: str, *, period: bool = True) -> cards.Card:
    """Half are done within the value, and nine in ten within what stands under it."""
    made = card(found, label, period=period)
    row = facts_of.at(found)
    if State(row["state"]) is not State.SHOWN:
        return replace(made, note=words.sentence(spans.not_yet(found, row)))
    most = _("nine in ten: not yet reached")
    if not words.missing(row["p90"]):
        most = _("nine in ten: {time}").format(time=spans.amount(found, row["p90"]))
    return replace(made, value=shared.amount(found.metric, row["value"]), note=f"{most}  \n{made.note}")
