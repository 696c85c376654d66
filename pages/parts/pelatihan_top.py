"""The top of the page Pelatihan: finding, certainty, cards."""

from __future__ import annotations

import streamlit as st

from metrics.metric import State
from pages.parts import address, all_periods, cards, choice, words
from pages.parts import pelatihan_facts as facts_of
from pages.parts import pelatihan_words as say
from pages.parts.indicator import figures
from pages.parts.indicator import say as shared
from pages.parts.pelatihan_facts import Facts
from pages.parts.words import _


def nothing_yet() -> None:
    """Where there are no staff: what to do next."""
    st.title(_("No staff data yet"), anchor=False)
    st.markdown(_("Import the staff register and a training log, and this page tells who is trained."))
    st.page_link("impor.py", label=_("Import data"), icon=":material/upload_file:", query_params=address.link())


def show(facts: Facts) -> None:
    """Headline, sentence, cards."""
    st.title(say.headline(facts), anchor=False)
    if told := say.sentence(facts):
        st.markdown(told)
    if told := say.not_applied(facts):
        st.caption(f":material/filter_alt_off: {told}")
    if facts.several:
        cards.show(figures.of([facts]))
    elif not facts.hidden:
        cards.show(of_one(facts))
    else:
        all_periods.button(facts.asked)


def chosen_part(parts: tuple[str, ...]) -> str:
    """Which part below the main chart the reader wants to see."""
    names = {
        "learning": _("Areas and learning"),
        "skills": _("Skills"),
        "elearning": _("E-learning and continuity"),
        "means": _("Providers, cost, certificates"),
        "plans": _("Plan and done"),
    }
    return choice.part(_("More about training"), parts, names)


def of_one(facts: Facts) -> list[cards.Card]:
    """The cards of one place: duty met, on course, mean JP, completion, certificates."""
    since = say.since_january(facts)
    course = figures.card(facts.course, label=_("On course: {due} JP or more").format(due=say.due(facts)))
    return [
        figures.card(facts, label=_("{duty} JP or more").format(duty=say.duty(facts))),
        *([] if say.over(facts) else [course]),
        figures.card(facts.mean, label=_("Mean JP, of {due} due by now").format(due=say.due(facts))),
        _since(facts, "completion", _("Training completed, {range}").format(range=since)),
        _certificates(facts, _("Certificates earned, {range}").format(range=since)),
    ]


def _since(facts: Facts, name: str, label: str) -> cards.Card:
    metric = facts.taken[name].metric
    row = facts_of.one(facts.taken, name)
    return cards.of(metric, row, label=label, suffix=shared.sign(metric), minimum=facts_of.minimum())


def _certificates(facts: Facts, label: str) -> cards.Card:
    """Certificates of all schemes, with the share of participations that could earn one and did."""
    frame, metric = facts.taken["certificates"].frame, facts.taken["certificates"].metric
    if not (frame["state"] == State.SHOWN).any():
        return cards.of(metric, frame.iloc[0], label=label, minimum=facts_of.minimum())
    earned = facts_of.one(facts.taken, "certified")
    note = ""
    if State(earned["state"]) is State.SHOWN:
        note = _("{share} of {n} with a result on record").format(
            share=say.share(earned["value"], 1), n=words.number(earned["n"])
        )
    return cards.Card(label, words.number(frame["value"].sum()), None, note, words.pick(metric.meaning))
