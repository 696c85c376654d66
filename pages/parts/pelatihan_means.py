"""By what means: providers, forms and kinds of training with their results and cost; certificates; the plan."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from data.selection import Selection
from data.tables import ENUMERATIONS
from metrics.metric import State
from metrics.training.terms import AREAS, SCHEMES
from pages.parts import choice, words
from pages.parts import pelatihan_facts as facts_of
from pages.parts import pelatihan_words as say
from pages.parts.charts import rows as dots
from pages.parts.indicator import beside, percent
from pages.parts.indicator import say as shared
from pages.parts.indicator.history import Row, rows_of
from pages.parts.pelatihan_facts import Facts
from pages.parts.pelatihan_learning import by_size, gain_told
from pages.parts.words import _

THROUGH = ("partner", "training_form", "training_kind")


def providers(facts: Facts) -> None:
    """Completion, gain and cost by provider, form or kind, the most used first."""
    with st.container(gap="xsmall", key="means"):
        st.subheader(_("Providers, forms and kinds: results and cost"), anchor=False)
        dimension = choice.one("through", _("Side by side"), THROUGH, _named)
        found = facts_of.taken_by(facts, facts_of.MEANS, dimension)
        labels = {level.key: level.words for level in ENUMERATIONS[dimension].levels}
        names = by_size(found["participations"].frame, dimension, labels)
        if not names:
            st.caption(words.state_reason(State.NO_DATA))
            return
        st.caption(_("{range}; most participations first").format(range=say.since_january(facts)))
        panels = [
            beside.panel(found["completion"].metric, found["completion"].frame, dimension),
            beside.panel(found["learning_gain"].metric, found["learning_gain"].frame, dimension, _("Learning gain")),
            beside.panel(found["cost_per_jp"].metric, found["cost_per_jp"].frame, dimension),
            beside.panel(found["cost_per_certified"].metric, found["cost_per_certified"].frame, dimension),
        ]
        heading = _("Results and cost by {dimension}").format(dimension=words.inside(_named(dimension)))
        beside.show(
            facts,
            panels,
            names,
            page="pelatihan",
            key=f"cara-{dimension}",
            what=_named(dimension),
            heading=heading,
            selection=facts.year,
        )
        st.caption(
            gain_told()
            + " "
            + _("Differences may come from who is sent where and what is taught, not from the provider alone.")
        )


def _named(dimension: str) -> str:
    return words.pick(ENUMERATIONS[dimension].words)


def certificates(facts: Facts) -> None:
    """Certificates by scheme, and the share of participations that earned one by provider."""
    schemes, earned = facts.taken["certificates"], facts.taken["certified"]
    by_partner = facts_of.taken_by(facts, facts_of.MEANS, "partner")
    names = {key: words.pick(label) for key, label in SCHEMES.items()}
    labels = {level.key: level.words for level in ENUMERATIONS["partner"].levels}
    partners = by_size(by_partner["participations"].frame, "partner", labels)
    total = schemes.frame.loc[schemes.frame["state"] == State.SHOWN, "value"].sum()
    with st.container(gap="xsmall", key="certificates"):
        title = _("Certificates")
        row = facts_of.one(facts.taken, "certified")
        if State(row["state"]) is State.SHOWN:
            title = _("{n} certificates since January; {share} of those who could earn one did").format(
                n=words.number(total), share=shared.amount(earned.metric, row["value"])
            )
        st.subheader(title, anchor=False)
        left, right = st.columns(2, gap="medium")
        with left:
            panels = [beside.panel(schemes.metric, schemes.frame, "scheme", _("Certificates by scheme"))]
            heading = _("Certificates by scheme")
            beside.show(
                facts,
                panels,
                names,
                page="pelatihan",
                key="sertifikat",
                what=_("Scheme"),
                heading=heading,
                selection=facts.year,
                per_row=1,
            )
        with right:
            heading = _("Certified, by provider")
            panels = [beside.panel(earned.metric, by_partner["certified"].frame, "partner", heading)]
            if partners:
                beside.show(
                    facts,
                    panels,
                    partners,
                    page="pelatihan",
                    key="sertifikat-penyelenggara",
                    what=_named("partner"),
                    heading=heading,
                    selection=facts.year,
                    per_row=1,
                )


def plans(facts: Facts) -> None:
    """Participants planned and done since January, by area and by quarter. Plans are made by city."""
    whole = facts_of.plan(facts)
    selection = whole.selection
    with st.container(gap="xsmall", key="plans"):
        row = rows_of(whole.frame)[0]
        title = _("Plan and done")
        if State(row["state"]) is State.SHOWN:
            title = _("{share} of the plan is done: {done} of {planned} participants").format(
                share=shared.amount(whole.metric, row["value"]),
                done=words.number(row["done"]),
                planned=words.number(row["planned"]),
            )
        st.subheader(title, anchor=False)
        names = shared.left_out(facts.asked, facts_of.PLANS)
        told = [_("Trainings planned for {range}").format(range=say.since_january(facts))]
        if names:
            told.append(_("plans are made by city, so {filters} is not applied here").format(filters=names))
        st.caption(" · ".join(told))
        left, right = st.columns(2, gap="medium")
        with left:
            _plan(facts, selection, "area", {key: words.pick(label) for key, label in AREAS.items()}, _("Area"))
        with right:
            quarters = range(int(facts.year.first or facts.now), facts.now + 1)
            _plan(facts, selection, "period", {str(q): words.period(q) for q in quarters}, words.grain("quarter"))


def _plan(facts: Facts, selection: Selection, dimension: str, names: dict[str, str], what: str) -> None:
    found = percent.answers(("plan_done",), by=(dimension,), selection=selection)["plan_done"]
    heading = _("Plan done by {dimension}").format(dimension=words.inside(what))
    panel = beside.panel(found.metric, found.frame, dimension, heading)
    panel = replace(
        panel,
        tails={key: _planned(row) for key, row in panel.rows.items()},
        rule=dots.Rule(facts_of.FULL, _("Plan")),
    )
    if panel.rows:
        beside.show(
            facts,
            [panel],
            {key: name for key, name in names.items() if key in panel.rows},
            page="pelatihan",
            key=f"rencana-{dimension}",
            what=what,
            heading=heading,
            selection=selection,
            per_row=1,
        )
    else:
        st.caption(words.state_reason(State.NO_DATA))


def _planned(row: Row) -> str:
    if State(row["state"]) is not State.SHOWN:
        return ""
    return " · " + _("{done} of {planned}").format(done=words.number(row["done"]), planned=words.number(row["planned"]))
