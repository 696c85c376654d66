"""What was learned: areas, what participants say beside what they learn, skills, e-learning."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from data.answer import Answer
from metrics.competence.terms import DIGITAL, SKILLS, SOFT
from metrics.metric import State
from metrics.training.terms import AREAS, KINDS
from metrics.words import Words
from pages.parts import cards, words
from pages.parts import pelatihan_facts as facts_of
from pages.parts import pelatihan_words as say
from pages.parts.indicator import beside
from pages.parts.indicator import say as shared
from pages.parts.indicator.beside import Panel
from pages.parts.indicator.history import rows_of
from pages.parts.pelatihan_facts import Facts
from pages.parts.words import _


def areas(facts: Facts) -> None:
    """Which areas staff are trained in, and how much they learn there."""
    coverage = facts_of.states(facts, facts_of.COVERAGE)["area_coverage"]
    gain = facts_of.taken_by(facts, facts_of.GAIN, "area")["learning_gain"]
    panels = [
        beside.panel(coverage.metric, coverage.frame, "area"),
        beside.panel(gain.metric, gain.frame, "area", _("Learning gain")),
    ]
    names = {key: words.pick(label) for key, label in AREAS.items()}
    with st.container(gap="xsmall", key="areas"):
        st.subheader(_best_and_least(panels[0], names, _("Areas of training")), anchor=False)
        st.caption(_since(facts))
        beside.show(
            facts,
            panels,
            names,
            page="pelatihan",
            key="bidang",
            what=_("Area"),
            heading=_("Areas of training"),
            selection=facts.year,
        )
        st.caption(gain_told())


def _best_and_least(panel: Panel, names: dict[str, str], nothing: str) -> str:
    """`Paling banyak dilatih: pelayanan publik; paling sedikit: manajerial`, from the numbers."""
    shown = [(row["value"], names[key]) for key, row in panel.rows.items() if State(row["state"]) is State.SHOWN]
    if len(shown) < 2:
        return nothing
    most, least = max(shown), min(shown)
    return _("Trained most: {most}; least: {least}").format(
        most=words.inside(most[1]) if most[1][1:2].islower() else most[1],
        least=words.inside(least[1]) if least[1][1:2].islower() else least[1],
    )


def _since(facts: Facts) -> str:
    return _("Training that ended in {range}").format(range=say.since_january(facts))


def gain_told() -> str:
    """What learning gain means, once per chart of it."""
    return _(
        "Learning gain: the part of what was still missing at the first test that was learned by the last; 0 none."
    )


def reaction(facts: Facts) -> None:
    """What participants say of their training beside what they learned, by kind."""
    found = facts_of.taken_by(facts, facts_of.LIKED, "training_kind")
    names = by_size(
        found["participations"].frame, "training_kind", {key: label for key, (_form, label) in KINDS.items()}
    )
    panels = [
        beside.panel(found["reaction"].metric, found["reaction"].frame, "training_kind"),
        beside.panel(found["learning_gain"].metric, found["learning_gain"].frame, "training_kind", _("Learning gain")),
    ]
    with st.container(gap="xsmall", key="reaction"):
        st.subheader(_("Liked is not yet learned"), anchor=False)
        st.markdown(liked_and_learned(panels, names))
        if names:
            heading = _("Rating and learning gain by kind of training")
            beside.show(
                facts,
                panels,
                names,
                page="pelatihan",
                key="kesan",
                what=_("Kind"),
                heading=heading,
                selection=facts.year,
            )


def by_size(frame: pd.DataFrame, item: str, labels: Mapping[str, Words]) -> dict[str, str]:
    """Names of groups that have something, most participations first; those whose number is hidden come last."""
    there = [row for row in rows_of(frame) if isinstance(row[item], str) and row["state"] != State.NO_DATA]
    ordered = sorted(there, key=lambda row: -1 if words.missing(row["n"]) else row["n"], reverse=True)
    return {row[item]: words.pick(labels[row[item]]) for row in ordered}


def liked_and_learned(panels: list[Panel], names: dict[str, str]) -> str:
    """Which kind is rated best and where most is learned, and that the two need not go together."""
    told = []
    best = [_top(panel, names) for panel in panels]
    if all(best):
        told.append(
            _("Rated best: {liked}; learned most: {learned}.").format(liked=f"**{best[0]}**", learned=f"**{best[1]}**")
        )
    told.append(_("What participants think of a training and what they learn there need not go together."))
    return " ".join(told)


def _top(panel: Panel, names: dict[str, str]) -> str:
    shown = [
        (row["value"], names[key])
        for key, row in panel.rows.items()
        if State(row["state"]) is State.SHOWN and row["n"] >= shared.INDICATIVE and key in names
    ]
    if not shown:
        return ""
    value, name = max(shown)
    return f"{name} ({words.number(value, panel.metric.decimals)}{shared.sign(panel.metric)})"


def skills(facts: Facts) -> None:
    """Digital and soft skills: how well staff master them, who lacks what the position needs, what has changed."""
    asked = list(facts_of.states(facts, facts_of.SKILL).values())
    panels = [beside.panel(one.metric, one.frame, "skill") for one in asked]
    names = {key: words.pick(label) for key, label in SKILLS.items()}
    with st.container(gap="xsmall", key="skills"):
        lacking = panels[1]
        shown = [(row["value"], names[key]) for key, row in lacking.rows.items() if row["state"] == State.SHOWN]
        title = _("Digital and soft skills")
        if shown:
            title = _("Lacking most: {skill}, {share} of staff are below what their position needs").format(
                skill=words.inside(max(shown)[1]), share=say.share(max(shown)[0])
            )
        st.subheader(title, anchor=False)
        st.caption(
            _("Digital: {digital}. Soft: {soft}.").format(
                digital=words.listing(words.inside(words.pick(label)) for label in DIGITAL.values()),
                soft=words.listing(words.inside(words.pick(label)) for label in SOFT.values()),
            )
        )
        beside.show(
            facts,
            panels,
            names,
            page="pelatihan",
            key="keterampilan",
            what=_("Skill"),
            heading=_("Digital and soft skills"),
            selection=facts.selection.but(first=facts.now, last=facts.now),
            per_row=3,
        )
        st.caption(_("Change: the same staff at their first and latest assessment; no proof that training caused it."))


def elearning(facts: Facts) -> None:
    """Reach, completion and interaction of e-learning."""
    with st.container(gap="xsmall", key="elearning"):
        st.subheader(_("E-learning this year"), anchor=False)
        reach = facts_of.states(facts, facts_of.REACH)
        taken = [figure(facts.taken, name) for name in ("elearning_completion", "elearning_interaction")]
        cards.show([figure(reach, "elearning_reach"), *taken])


def figure(answers: Mapping[str, Answer], name: str, note: str = "") -> cards.Card:
    """The card of an indicator that was asked for all that is chosen together."""
    metric, row = answers[name].metric, facts_of.one(answers, name)
    suffix = shared.unit(metric)
    made = cards.of(metric, row, suffix=suffix, minimum=facts_of.minimum())
    if note and State(row["state"]) is State.SHOWN:
        made = cards.Card(made.label, made.value, made.change, f"{note} · {made.note}", made.help)
    return made


def continuity(facts: Facts) -> None:
    """How long staff go between two trainings, and who was not trained at all."""
    asked = facts_of.states(facts, facts_of.CONTINUITY)
    row = facts_of.one(asked, "training_gap")
    note = ""
    if not words.missing(row["p90"]):
        note = _("nine in ten at most {n} days").format(n=words.number(row["p90"]))
    with st.container(gap="xsmall", key="continuity"):
        st.subheader(_("Is training continuous?"), anchor=False)
        cards.show(
            [figure(asked, "training_gap", note), figure(asked, "idle_over_year"), figure(asked, "never_trained")]
        )
