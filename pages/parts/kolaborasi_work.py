"""What kinds of activities are held, whom they reach by city or office, and what partners bring."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from data.answer import Answer
from data.tables import ENUMERATIONS
from metrics.metric import State
from pages.parts import access, words
from pages.parts import kolaborasi_facts as facts_of
from pages.parts import kolaborasi_rates as rates
from pages.parts import kolaborasi_words as say
from pages.parts.indicator import beside, history, places
from pages.parts.indicator.beside import Panel
from pages.parts.indicator.history import Row
from pages.parts.kolaborasi_facts import Facts
from pages.parts.words import _

PAGE = "kolaborasi"
DRAWN = 12  # places that are drawn where there are many; the table has all


def kinds(facts: Facts) -> None:
    """Activities, attendance, ideas and ideas adopted by kind of activity, over the last four quarters."""
    found = facts_of.ask(facts_of.OF_ACTIVITIES, facts.year, "activity_kind")
    names = _levels("activity_kind", found[facts_of.ACTIVITIES].frame)
    with st.container(gap="xsmall", key="kinds"):
        if not names:
            st.subheader(_("Activities by kind"), anchor=False)
            st.caption(words.state_reason(State.NO_DATA))
            return
        st.subheader(_most(found[facts_of.ACTIVITIES].frame, names), anchor=False)
        st.caption(_("{range}; most activities first").format(range=say.since_a_year(facts)))
        panels = [beside.panel(one.metric, one.frame, "activity_kind") for one in found.values()]
        beside.show(
            facts,
            panels,
            names,
            page=PAGE,
            key="jenis-kegiatan",
            what=words.pick(ENUMERATIONS["activity_kind"].words),
            heading=_("Activities by kind"),
            selection=facts.year,
        )


def _levels(dimension: str, frame: pd.DataFrame) -> dict[str, str]:
    """The kinds that occur, the most frequent first, with their names."""
    shown = frame[frame[dimension].notna() & (frame["value"] > 0)].sort_values("value", ascending=False, kind="stable")
    return {str(key): access.name(dimension, str(key)) for key in shown[dimension]}


def _most(frame: pd.DataFrame, names: Mapping[str, str]) -> str:
    first = next(iter(names))
    total = frame["value"].sum()
    most = float(frame.loc[frame["activity_kind"] == first, "value"].iloc[0])
    return _("Held most: {kind} ({n} of {total} activities)").format(
        kind=words.inside(names[first]), n=words.number(most), total=words.number(total)
    )


def reached(facts: Facts) -> None:
    """Attendance and ideas per 100 staff by city or office, over the last four quarters."""
    dimension = facts.within
    if not dimension:
        return
    counted = facts_of.ask((facts_of.ATTENDANCE, facts_of.IDEAS), facts.year, dimension)
    staff = facts_of.ask((facts_of.STAFF,), facts.newest, dimension)[facts_of.STAFF]
    people = {str(row[dimension]): row for row in history.rows_of(staff.frame) if not words.missing(row[dimension])}
    panels = [
        Panel(of.metric, _rated(counted[name], people, dimension, facts, name))
        for name, of in ((facts_of.ATTENDANCE, facts.reach), (facts_of.IDEAS, facts.ideas))
    ]
    names = _places(panels, facts)
    if not names:
        return
    with st.container(gap="xsmall", key="reached"):
        st.subheader(_title(facts, panels[0], names), anchor=False)
        st.caption(
            _("{range}, of the staff at its end; offices without a record of activities are not listed").format(
                range=say.since_a_year(facts)
            )
            if dimension == "unit"
            else _("{range}, of the staff at its end").format(range=say.since_a_year(facts))
        )
        beside.show(
            facts,
            panels,
            names,
            page=PAGE,
            key=f"jangkauan-{dimension}",
            what=_("City") if dimension == "city" else _("Office"),
            heading=_("Attendance and ideas by {place}").format(
                place=_("City").lower() if dimension == "city" else _("Office").lower()
            ),
            selection=facts.year,
            drawn=DRAWN,
        )


def _rated(counted: Answer, people: Mapping[str, Row], dimension: str, facts: Facts, name: str) -> dict[str, Row]:
    rows = [row for row in history.rows_of(counted.frame) if not words.missing(row[dimension])]
    staff = [people.get(str(row[dimension]), history.nothing(facts.now)) for row in rows]
    made = rates.rated(rows, staff, rates.FORMULAS[name])
    return {str(row[dimension]): row for row in made}


def _places(panels: list[Panel], facts: Facts) -> dict[str, str]:
    """The places with the least reach first; those without a figure last."""
    rows = panels[0].rows

    def order(key: str) -> tuple[bool, float]:
        value = facts_of.number(rows[key])
        return words.missing(value), 0.0 if words.missing(value) else value

    of_unit = facts.within == "unit"
    called = {key: places.unit_label(key, False) if of_unit else places.city(key, facts.selection) for key in rows}
    return {key: called[key] for key in sorted(rows, key=order)}


def _title(facts: Facts, panel: Panel, names: Mapping[str, str]) -> str:
    known = {name: facts_of.number(panel.rows[key]) for key, name in names.items()}
    shown = [(name, value) for name, value in known.items() if not words.missing(value)]
    if len(shown) < 2:
        return _("Whom activities reach")
    return _("Attendances per 100 staff: from {low} in {low_place} to {high} in {high_place}").format(
        low=words.number(shown[0][1]), low_place=shown[0][0], high=words.number(shown[-1][1]), high_place=shown[-1][0]
    )


def partners(facts: Facts) -> None:
    """Agreements in force by type of partner, and what they brought so far."""
    if facts.partners is None:
        with st.container(gap="xsmall", key="partners"):
            st.subheader(_("Partnerships"), anchor=False)
            st.caption(words.state_reason(State.NO_DATA))
        return
    found = facts_of.ask(facts_of.OF_PARTNERS, facts.newest, "partner_type")
    frame = found[facts_of.PARTNERSHIPS].frame
    there = frame[(frame["state"] == State.SHOWN) & frame["partner_type"].notna()]
    with st.container(gap="xsmall", key="partners"):
        row = facts_of.at(facts.partners)
        if there.empty or State(row["state"]) is not State.SHOWN:
            st.subheader(_("Partnerships"), anchor=False)
            st.caption(words.state_reason(State.NO_DATA))
            if facts.selection.unit:
                st.caption(_("Agreements of a whole city belong to no single office: choose the city to see them."))
            return
        title = _("{n} partnerships in force at the end of {period}")
        st.subheader(title.format(n=words.number(row["value"]), period=facts.said(facts.now)), anchor=False)
        st.caption(
            _("In force on the last day. Participants, certificates and internships: totals so far, ended agreements included.")
        )  # fmt: skip
        ordered = there.sort_values("value", ascending=False, kind="stable")["partner_type"]
        names = {str(key): access.name("partner_type", str(key)) for key in ordered}
        panels = [beside.panel(one.metric, one.frame, "partner_type") for one in found.values()]
        beside.show(
            facts.partners,
            panels,
            names,
            page=PAGE,
            key="kemitraan",
            what=words.pick(ENUMERATIONS["partner_type"].words),
            heading=_("Partnerships by type of partner"),
            selection=facts.newest,
        )
