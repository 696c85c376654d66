"""How applications are made and handled: what is still asked for by hand, how long it takes, what comes back."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from data.answer import Answer
from metrics.metric import State
from pages.parts import access, words
from pages.parts import layanan_facts as facts_of
from pages.parts import layanan_words as say
from pages.parts.indicator import breakdown, history, places, spans, yearly
from pages.parts.indicator import say as shared
from pages.parts.indicator.history import History
from pages.parts.layanan_facts import MANUAL, PROCESSING, RETURNED, WAITING, Facts
from pages.parts.words import _

PAGE = "layanan"


def manual(facts: Facts) -> None:
    """The share still asked for by hand, by city, office or service, beside a year ago."""
    answers = _by(facts, facts.manual, (MANUAL,), MANUAL)
    if answers is None:
        return
    told = yearly.groups(facts.manual, answers, facts.within, *named(answers, facts.within, facts))
    with st.container(gap="xsmall", key="manual"):
        st.subheader(_fallen(facts, told, _("Manual applications")), anchor=False)
        if told_now := say.manual(facts):
            st.caption(told_now + " " + _("By hand: everything that was not made online."))
        yearly.show(
            facts.manual,
            told,
            what=what(facts.within),
            heading=_("Manual share, {period}").format(period=facts.said(facts.now)),
            chosen=facts.newest.but(channel=()),
            page=PAGE,
            key="manual",
        )


def _fallen(facts: Facts, told: pd.DataFrame, nothing: str) -> str:
    """`Layanan manual berkurang nyata di 9 dari 24 unit`, from the numbers."""
    rose, fell, compared = yearly.moved(told)
    if not compared:
        return nothing
    said = {"n": words.number(compared), "fell": words.number(fell), "rose": words.number(rose), "groups": many(facts.within)}  # fmt: skip
    if fell and rose:
        return _("Manual applications demonstrably fell in {fell} of {n} {groups} and rose in {rose}").format(**said)
    if fell:
        return _("Manual applications demonstrably fell in {fell} of {n} {groups}").format(**said)
    if rose:
        return _("Manual applications demonstrably rose in {rose} of {n} {groups}").format(**said)
    return _("Manual applications: no certain change in any of {n} {groups}").format(**said)


def returned(facts: Facts) -> None:
    """The share returned or rejected for correction, by city, office or service, beside a year ago."""
    answers = _by(facts, facts.returned, (RETURNED,), RETURNED)
    with st.container(gap="xsmall", key="returned"):
        st.subheader(shared.headline(facts.returned), anchor=False)
        st.markdown(shared.sentence(facts.returned))
        if answers is None:
            return
        told = yearly.groups(facts.returned, answers, facts.within, *named(answers, facts.within, facts))
        yearly.show(
            facts.returned,
            told,
            what=what(facts.within),
            heading=_("Returned applications, {period}").format(period=facts.said(facts.now)),
            chosen=facts.newest,
            page=PAGE,
            key="returned",
        )


def times(facts: Facts) -> None:
    """Processing and waiting: half and nine in ten, over time and by service."""
    dimension = "service" if len(facts.processing.selection.service) != 1 else facts.within
    for found, name, heading, stem in (
        (facts.processing, PROCESSING, _("Processing time"), "lama-proses"),
        (facts.waiting, WAITING, _("Time in the queue"), "waktu-tunggu"),
    ):
        if not facts_of.shown(found):
            with st.container(gap="xsmall", key=stem):
                st.subheader(heading, anchor=False)
                st.caption(shared.hidden(found.metric, State(facts_of.at(found)["state"])))
            continue
        with st.container(gap="xsmall", key=stem):
            half = spans.half_and_most(found, facts_of.at(found))
            st.subheader(f"{heading}: {half}", anchor=False)
            if name == PROCESSING:
                st.caption(say.unfinished(facts))
            else:
                st.caption(_("Only those who queued at the counter count."))
            told = spans.Told(heading, stem)
            left, right = st.columns(2, gap="large") if dimension else (st.container(), None)
            with left:
                spans.over_time(found, told, page=PAGE, key=stem)
            if right is not None:
                with right:
                    _by_group(facts, found, name, dimension, told)


def _by_group(facts: Facts, found: History, name: str, dimension: str, told: spans.Told) -> None:
    answer = facts_of.by(found, dimension, (PROCESSING, WAITING))[name]
    names, keys = named(answer, dimension, facts)
    groups = [
        {**row, "group": str(row[dimension]), "key": keys[str(row[dimension])]}
        for row in history.rows_of(answer.frame[answer.frame[dimension].notna()])
    ]
    spans.by_group(
        found,
        groups,
        names,
        told,
        what=what(dimension),
        chosen=found.newest,
        page=PAGE,
        key=f"{told.stem}-menurut",
    )


def _by(facts: Facts, found: History, names: tuple[str, ...], name: str) -> Answer | None:
    """The indicator by what stands side by side, since a year ago; None within one service of one office."""
    if not facts.within or not facts_of.shown(found):
        return None
    beside = names if facts.processing.selection.channel else (MANUAL, RETURNED)  # without a channel one question does
    return facts_of.by(found, facts.within, beside, year=True)[name]


def named(answer: Answer, dimension: str, facts: Facts) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """What each group is called, and the city whose colour it has."""
    groups = [str(key) for key in answer.frame[dimension].dropna().unique()]
    several = len(places.cities_of(facts.selection)) > 1
    if dimension == "unit":
        return {key: places.unit_label(key, several) for key in groups}, {key: access.city_of(key) for key in groups}
    if dimension == "city":
        return {key: places.city(key, facts.selection) for key in groups}, {key: key for key in groups}
    return {key: access.name(dimension, key) for key in groups}, dict.fromkeys(groups, facts.whole.key)


def what(dimension: str) -> str:
    """A dimension over a column of names."""
    return _("City") if dimension == "city" else breakdown.label(dimension)


def many(dimension: str) -> str:
    """Several of a dimension, inside a sentence."""
    return {"city": _("cities"), "unit": _("offices"), "service": _("services")}[dimension]
