"""Training and deployment on the page Simulasi: levers, the answer with its interval, what it rests on."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.selection import Selection
from data.store import store
from data.whatif import Refused, Scenario, training
from data.whatif.training import KINDS, Start
from metrics import periods
from metrics.adoption.terms import SYSTEMS
from metrics.limits import cell_sizes
from metrics.metric import Population
from pages.parts import access, cards, choice, levers, simulasi_answer, simulasi_rests, words
from pages.parts.indicator import places
from pages.parts.levers import Lever
from pages.parts.words import _

PEOPLE, KIND, QUARTER, SYSTEM = "people", "kind", "when", "deploy"
STEP = 10


def show(selection: Selection) -> Scenario | None:
    """The answer, the levers, the check; the scenario that was asked, None where nothing could be."""
    known = _start(access.context(), selection)
    if isinstance(known, Refused):
        st.title(_("Nothing to try out here"), anchor=False)
        st.markdown(words.pick(known.words))
        return None
    head, left, right = _places()
    with left:
        asked = _levers(known, selection)
    try:
        result = training.answered(known, asked)
    except Refused as refused:
        with head:
            st.title(_("No number can be told for this"), anchor=False)
            st.markdown(words.pick(refused.words))
        return None
    with head:
        st.title(headline(result, selection), anchor=False)
        simulasi_answer.badge(result["evidence"])
        if of := result["training"]:
            cards.show(_cards(of))
    with right:
        if result["training"]:
            simulasi_rests.training(result["training"], selection, known.pool.version)
        if result["deployment"]:
            simulasi_rests.deployment(result["deployment"])
        if not result["training"] and not result["deployment"]:
            st.caption(_("Choose how many staff to train, or a system to bring in."))
    return asked


@access.remembered
def _start(context: access.Context, selection: Selection) -> Start | Refused:
    try:
        return training.start(store(), Scenario(training.TOOL, selection=selection), context.scope)
    except Refused as refused:
        return refused


def _places() -> tuple[Any, Any, Any]:
    head = st.container()
    left, right = st.columns([2, 3], gap="large")
    return head, left, right


def _levers(known: Start, selection: Selection) -> Scenario:
    """The levers; what they say stands in the address."""
    st.subheader(_("Who is trained in what"), anchor=False)
    st.caption(_("The filter above chooses whose staff: units and types of position."))
    kind = choice.one(KIND, _("Kind of training"), tuple(KINDS), lambda key: words.pick(KINDS[key]))
    try:
        most = training.most(known, kind)
    except Refused as refused:
        most = 0
        st.caption(words.pick(refused.words))
    asked: dict[str, Any] = {"kind": kind, "people": 0}
    if most >= cell_sizes.minimum(Population.STAFF):
        lever = Lever(PEOPLE, _("Staff trained"), range(0, most + 1, STEP), 0)
        asked["people"] = levers.read(PEOPLE, (lever,)).get(PEOPLE, 0)
        levers.draw(PEOPLE, lever, (lever,), words.number)
        st.caption(
            _("{pool} staff do not use at least one of their systems steadily; at most {most} at a time were ever trained in proportion.").format(pool=words.number(known.pool.people), most=words.number(most))
        )  # fmt: skip
        coming = [periods.format_code(known.pool.quarter + i) for i in range(1, 5)]
        asked["quarter"] = choice.one(QUARTER, _("Quarter of the training"), coming, lambda code: words.period(periods.parse_code(code)[0]))  # fmt: skip
    free = _free(known, selection)
    system = _system(tuple(free)) if free else ""
    if system:
        asked |= {"system": system, "units": free[system]}
        st.caption(_("In the units of the filter that lack it: {n}.").format(n=words.number(len(free[system]))))
    return Scenario(training.TOOL, "", selection, asked)


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


def headline(result: dict[str, Any], selection: Selection) -> str:
    """What the levers bring, in one sentence."""
    place = places.name(selection)
    if of := result["training"]:
        gain = of["sustained"]
        if not of["proven"]:
            return _("Training {people} staff of {place} in {quarter}: no effect on sustained use proven yet").format(
                people=words.number(of["people"]), place=place, quarter=words.period(of["quarter"])
            )  # fmt: skip
        return _("Training {people} staff of {place} in {quarter}: about {gain} more in sustained use within two quarters").format(
            people=words.number(of["people"]), place=place, quarter=words.period(of["quarter"]), gain=words.number(gain["value"]),
        )  # fmt: skip
    if of := result["deployment"]:
        said = {"system": words.pick(SYSTEMS[of["system"]]), "place": place}
        ikm = of["outcomes"].get("ikm")
        if ikm and ikm["proven"]:
            return _("Bringing {system} into offices of {place}: IKM {change} points").format(change=words.signed(ikm["value"], 1), **said)  # fmt: skip
        return _("Bringing {system} into offices of {place}: no effect on satisfaction proven yet").format(**said)
    return _("What more training, or another system, would change in {place}").format(place=place)


def _between(spread: dict[str, Any], decimals: int, proven: bool) -> str:
    between = words.interval(spread["low"], spread["high"], decimals)
    return between if proven else _("not proven yet: {interval}").format(interval=between)


def _cards(of: dict[str, Any]) -> list[cards.Card]:
    gain, share, proven = of["sustained"], of["share"], of["proven"]
    help_text = _("Pairs of a person and a system. In nine of ten cases the true value lies in the interval.")
    assumed = _("as you assumed") if "cost" in of["assumed"] else _("as planned in the catalogue") if "planned" in of["assumed"] else _("as recorded so far")  # fmt: skip
    found = [
        cards.Card(_("More in sustained use"), words.signed(gain["value"]) if proven else words.DASH, None, _between(gain, 0, proven), help_text),
        cards.Card(_("Share in sustained use"), _("{points} points").format(points=words.signed(share["value"], 1)) if proven else words.DASH, None, _between(share, 1, proven)),
        cards.Card(_("Likely to help"), words.percent(of["better"]), None, _("probability that the gain is above nothing")),
    ]  # fmt: skip
    if of["active"]:
        found.append(cards.Card(_("Active days of the trained"), _("{points} points").format(points=words.signed(of["active"]["value"], 1)), None, words.interval(of["active"]["low"], of["active"]["high"], 1), _("% of working days in the two quarters after.")))  # fmt: skip
    if of["ikm"]:
        said = words.signed(of["ikm"]["value"], 2) if of["ikm"]["proven"] else words.DASH
        note = _between(of["ikm"], 2, of["ikm"]["proven"])
        help_text = _("In two steps: training to use, use to IKM. The uncertainty of both counts.")
        found.append(cards.Card(_("IKM, through use"), said, None, note, help_text))
    if of["rupiah"] is not None:
        millions = _("Rp {n} million").format(n=words.number(of["rupiah"] / 1e6))
        jp = "" if of["jp"] is None else " · " + _("{n} JP").format(n=words.number(of["jp"]))
        found.append(cards.Card(_("Cost"), millions, None, assumed + jp))
    return found
