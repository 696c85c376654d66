"""The top of the page Adopsi: finding, certainty, cards."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from metrics.metric import State
from pages.parts import address, all_periods, cards, choice, words
from pages.parts import adopsi_facts as facts_of
from pages.parts import adopsi_words as say
from pages.parts.adopsi_facts import Facts
from pages.parts.indicator import figures
from pages.parts.indicator import say as shared
from pages.parts.indicator.history import History
from pages.parts.words import _


def nothing_yet() -> None:
    """Where there is neither log nor survey: what to do next."""
    st.title(_("No data on the use of digital systems yet"), anchor=False)
    st.markdown(
        _("Import the logs of a system (e-office, e-kinerja and others) or the answers to the survey on digital systems, and this page tells who uses them, what holds others back, and what help fits.")
    )  # fmt: skip
    st.page_link("impor.py", label=_("Import data"), icon=":material/upload_file:", query_params=address.link())


def show(facts: Facts) -> None:
    """Headline, sentence, cards, what the words mean."""
    st.title(say.headline(facts), anchor=False)
    if told := say.sentence(facts):
        st.markdown(told)
    if told := say.not_applied(facts):
        st.caption(f":material/filter_alt_off: {told}")
    if facts.empty:
        all_periods.button(facts.asked)
    if facts.empty and facts.asked.first is None and facts.asked.last is None:
        st.markdown(say.nothing_here())
    if made := of(facts):
        cards.show(made)
        st.caption(say.what_they_mean())


def of(facts: Facts) -> list[cards.Card]:
    """Steady use, R, BRI, manual work; those that the store knows anything of. None where all of them are hidden."""
    told = (
        (facts.used, _("Sustained use")),
        (facts.resistance, _("Resistance (R)")),
        (facts.bri, _("Behavioural index (BRI)")),
        (facts.manual, _("Manual work")),
    )
    there = [(found, label) for found, label in told if found is not None]
    if not any(facts_of.shown(found) for found, _label in there):
        return []
    return [_card(found, label) for found, label in there]


def _card(found: History, label: str) -> cards.Card:
    card = figures.card(found, label=f"{label} · {found.said(found.now)}")
    row = facts_of.at(found)
    if State(row["state"]) is not State.SHOWN:
        return card
    evidence = cards.evidence({**row, "n": None}, found.metric.decimals) + shared.scale(found.metric)
    lead = f"{words.sentence(say.level(row))}  \n" if found.metric.name == facts_of.RESISTANCE else ""
    if card.change is None and State(found.whole.at(found.before)["state"]) is State.NO_DATA:
        lead += _("No data of {period} to compare with").format(period=found.said(found.before)) + "  \n"
    return replace(card, note=f"{lead}{evidence} · {shared.people(found.metric, row['n'])}")


def chosen_part(parts: tuple[str, ...]) -> str:
    """Which part below the main chart the reader wants to see."""
    names = {
        "curves": _("By system"),
        "resistance": _("Resistance and readiness"),
        "map": _("Map and help"),
        "time": _("Time to steady use"),
        "manual": _("Manual work"),
        "drivers": _("What goes with it"),
        "around": _("Leaders, training, culture"),
    }
    return choice.part(_("More about adoption"), parts, names)
