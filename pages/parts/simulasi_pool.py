"""The levers of training and deployment: who, in what, how many, how densely, when; which system where."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.selection import Selection
from data.whatif import Refused, Scenario, training
from data.whatif.training import KINDS, QUARTERS, Start
from metrics import periods
from metrics.adoption.terms import SYSTEMS
from metrics.limits import cell_sizes
from metrics.metric import Population
from metrics.models.words import HELP
from pages.parts import access, choice, levers, simulasi_assumed, words
from pages.parts.indicator import places
from pages.parts.levers import Lever
from pages.parts.words import _

PEOPLE, DOSE, KIND, QUARTER, SYSTEM, SEGMENT = "people", "dose", "kind", "when", "deploy", "segment"
STEP = 10  # of staff


def segments() -> tuple[str, ...]:
    """The kinds of groups that the address names."""
    return tuple(one for one in HELP if one in st.query_params.get_all(SEGMENT))


def segments_back() -> None:
    """A way back from kinds of groups in which there is nobody to train."""
    if segments():
        st.button(_("All kinds of groups"), icon=":material/undo:", on_click=_all_segments)


def _all_segments() -> None:
    st.query_params.pop(SEGMENT, None)


def levers_of(known: Start, selection: Selection) -> Scenario:
    """The levers; what they say stands in the address."""
    st.subheader(_("Who is trained in what"), anchor=False)
    st.caption(_("The filter above chooses units and types of position (under More filters)."))
    asked: dict[str, Any] = {}
    if known.segments:
        options = tuple(known.segments)
        label, anyone = _("Kinds of groups (see Adoption)"), _("All kinds of groups")
        if chosen := choice.several(
            SEGMENT, label, options, lambda key: words.pick(HELP[key].title), len(options), anyone
        ):
            asked["segments"] = list(chosen)
    kind = choice.one(KIND, _("Kind of training"), tuple(KINDS), lambda key: words.pick(KINDS[key]))
    asked |= {"kind": kind, "people": 0} | _amount(known, kind)
    own = simulasi_assumed.show((kind,), known.prices) if asked["people"] else {}
    st.divider()
    free = _free(known, selection)
    if system := _system(tuple(free)) if free else "":
        asked |= {"system": system, "units": free[system]}
        st.caption(_("In the units of the filter that lack it: {n}.").format(n=words.number(len(free[system]))))
    return Scenario(training.TOOL, "", selection, asked, {key.partition("_")[0]: value for key, value in own.items()})


def _amount(known: Start, kind: str) -> dict[str, Any]:
    """Number, dose and quarter, as far as the data reach."""
    try:
        highest = int(training.highest_dose(known, kind))
    except Refused as refused:
        st.caption(words.pick(refused.words))
        return {}
    dose = Lever(DOSE, _("Dose: at most so many of 100 staff of a unit in one quarter"), range(1, max(highest, 1) + 1), highest, _("More than the dose allows are trained in the quarters after the first."))  # fmt: skip
    set_to = levers.read(DOSE, (dose,)).get(DOSE) if highest > 1 else None
    if highest > 1:
        levers.cut(DOSE, (dose,))
    most = training.most(known, kind, set_to)
    top = min(known.pool.people, QUARTERS * most)
    least = cell_sizes.minimum(Population.STAFF)
    lever = Lever(PEOPLE, _("Staff trained"), range(0, top + 1, STEP), 0)
    if top < least:
        few = {"n": words.number(least)}
        st.caption(
            _("With this dose fewer than {n} of these staff can be trained: raise the dose, or widen the filter.").format(**few)
            if set_to is not None and set_to < highest
            else _("Fewer than {n} of these staff can be trained even at the highest dose that was had: widen the filter.").format(**few)
        )  # fmt: skip
        levers.read(PEOPLE, (lever,))
        levers.cut(PEOPLE, (lever,))  # who asked for staff is told that there are none
        people = 0
    else:
        people = levers.read(PEOPLE, (lever,)).get(PEOPLE, 0)
        levers.cut(PEOPLE, (lever,))
        levers.draw(PEOPLE, lever, (lever,), words.number)
    if highest > 1:
        levers.draw(DOSE, dose, (dose,), lambda share: f"{words.number(share)}%")
    st.caption(
        _("At least {pool} staff do not yet use all of their systems steadily. Offices hardly ever had more than {dose}% of them in this kind of training in one quarter; beyond that no number is told. At the dose set: {most} staff a quarter, for {quarters} quarters at most.").format(
            pool=words.number(known.pool.people), dose=words.number(highest), most=words.number(most), quarters=words.number(QUARTERS)
        )
    )  # fmt: skip
    coming = [periods.format_code(known.pool.quarter + i) for i in range(1, 5)]
    quarter = choice.one(QUARTER, _("First quarter of the training"), coming, lambda code: words.period(periods.parse_code(code)[0]))  # fmt: skip
    return {"people": people, "quarter": quarter} | ({"dose": set_to} if set_to else {})


def _system(there: tuple[str, ...]) -> str:
    """The system to bring in; empty for none."""
    named = {"": _("none"), **{key: words.pick(SYSTEMS[key]) for key in there}}
    return choice.listed(SYSTEM, _("Bring in a system"), tuple(named), named.__getitem__)


def _free(known: Start, selection: Selection) -> dict[str, list[str]]:
    """The units of the filter without each system; systems that all of them have are left out."""
    cities = places.cities_of(selection)
    units = [
        unit
        for unit in access.options("unit")
        if unit in known.offices and access.city_of(unit) in cities and (not selection.unit or unit in selection.unit)
    ]
    used = {system for _unit, system in known.launched}
    found = {s: [u for u in units if (u, s) not in known.launched] for s in SYSTEMS if s in used}
    return {system: there for system, there in found.items() if there}


def in_words(scenario: Scenario) -> dict[str, str]:
    """What a kept scenario asks."""
    given = scenario.levers
    chosen = [words.pick(HELP[one].title) for one in given.get("segments", ())]
    found = {
        _("Kinds of groups"): words.listing(chosen) if chosen else _("all"),
        _("Kind of training"): words.pick(KINDS[given.get("kind", "class")]),
        _("Staff trained"): words.number(given.get("people", 0)),
        _("Dose"): f"{words.number(given['dose'])}%" if given.get("dose") else _("the highest that was had"),
    }
    if given.get("quarter"):
        found[_("First quarter of the training")] = words.period(periods.parse_code(given["quarter"])[0])
    if given.get("system"):
        found[_("Bring in a system")] = words.pick(SYSTEMS[given["system"]])
        found[_("Units that get it")] = words.number(len(given.get("units", ())))
    return found | simulasi_assumed.in_words(_assumed(scenario))


def query(scenario: Scenario, result: dict[str, Any]) -> dict[str, Any]:
    """The address parameters that set the levers as a kept scenario has them."""
    given = scenario.levers
    plain = {KIND: given.get("kind"), QUARTER: given.get("quarter"), SYSTEM: given.get("system"), SEGMENT: given.get("segments")}  # fmt: skip
    numbers = {parameter: levers.spelt({parameter: given[parameter]}) for parameter in (PEOPLE, DOSE) if given.get(parameter)}  # fmt: skip
    return {name: value for name, value in plain.items() if value} | numbers | simulasi_assumed.query(_assumed(scenario))  # fmt: skip


def _assumed(scenario: Scenario) -> dict[str, Any]:
    """Its own cost and JP, of the kind of training that it is about."""
    return {f"{name}_{scenario.levers.get('kind', 'class')}": value for name, value in scenario.assumptions.items()}
