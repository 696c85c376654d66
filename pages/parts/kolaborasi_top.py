"""The top of the page Kolaborasi: finding, what it rests on, cards."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from metrics.metric import State
from pages.parts import address, all_periods, cards, choice, words
from pages.parts import kolaborasi_facts as facts_of
from pages.parts import kolaborasi_words as say
from pages.parts.indicator import say as shared
from pages.parts.indicator.history import History
from pages.parts.kolaborasi_facts import Facts
from pages.parts.words import _


def nothing_yet() -> None:
    """Where there are no activities: what to do next."""
    st.title(_("No record of activities yet"), anchor=False)
    st.markdown(
        _("Import a list of forums, seminars and workshops, and this page tells whom they reach and what comes of it.")
    )
    st.page_link("impor.py", label=_("Import data"), icon=":material/upload_file:", query_params=address.link())


def show(facts: Facts) -> None:
    """Headline, sentence, cards."""
    st.title(say.headline(facts), anchor=False)
    st.markdown(say.sentence(facts))
    if told := say.not_applied(facts):
        st.caption(f":material/filter_alt_off: {told}")
    if facts.empty:
        all_periods.button(facts.asked)
        return
    cards.show(of(facts))
    st.caption(
        _(
            "Attendances and ideas rest on the activities that recorded them. In use are innovations that run now; those "
            "stopped later still count as having reached use."
        )
    )


def chosen_part(parts: tuple[str, ...]) -> str:
    """Which part below the main chart the reader wants to see."""
    names = {
        "funnel": _("From idea to use"),
        "activities": _("Activities"),
        "partners": _("Partnerships"),
        "before": _("Before satisfaction rose"),
    }
    return choice.part(_("More about collaboration"), parts, names)


def of(facts: Facts) -> list[cards.Card]:
    """Attendance and ideas per 100 staff, ideas adopted, innovations in use, agreements in force."""
    made = [_rate(facts.reach), _rate(facts.ideas), _adopted(facts.adoption)]
    if facts.innovations is not None:
        made.append(_running(facts))
    if facts.partners is not None:
        made.append(_partners(facts.partners))
    return made


def _rate(found: History) -> cards.Card:
    """A rate with that of a year ago; a count has no interval worth the name."""
    row = facts_of.at(found)
    card = cards.of(found.metric, row, label=f"{shared.label(found.metric)} · {found.said(found.now)}")
    if State(row["state"]) is not State.SHOWN:
        return replace(card, note=shared.hidden(found.metric, row["state"]))
    return replace(card, note=f"{say.change_of_count(found)}  \n{shared.people(found.metric, row['n'])}")


def _adopted(found: History) -> cards.Card:
    row = facts_of.at(found)
    label = f"{shared.label(found.metric)} · {found.said(found.now)}"
    card = cards.of(found.metric, row, label=label, suffix=shared.sign(found.metric))
    if State(row["state"]) is not State.SHOWN:
        return card
    interval = words.interval(row["low"], row["high"], found.metric.decimals) + shared.sign(found.metric)
    return replace(card, note=f"{interval} · {shared.people(found.metric, row['n'])}")


def _running(facts: Facts) -> cards.Card:
    """Innovations in use now, of all ideas recorded so far."""
    stages = facts_of.stages(facts)
    total = sum(stages.values())
    label = _("Innovations in use")
    if not total:
        return cards.Card(label, words.state_mark(State.NO_DATA), None, words.state_reason(State.NO_DATA))
    note = _("of {n} ideas recorded up to {period}").format(n=words.number(total), period=facts.said(facts.now))
    return cards.Card(label, words.number(stages.get(facts_of.RUNNING, 0)), None, note)


def _partners(found: History) -> cards.Card:
    row = facts_of.at(found)
    card = cards.of(found.metric, row, label=f"{shared.label(found.metric)} · {found.said(found.now)}")
    if State(row["state"]) is not State.SHOWN:
        return card
    so_far = _("{n} agreements so far").format(n=words.number(row["n"]))
    return replace(card, note=f"{say.change_of_count(found)}  \n{so_far}")
