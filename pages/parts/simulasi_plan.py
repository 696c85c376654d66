"""Allocation on the page Simulasi: budget and bounds, the plan worked out away from the page, and what a kept one asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from data.selection import Selection
from data.store import store
from data.whatif import Refused, Scenario, allocation, ledger
from data.whatif.allocation import AIMS
from data.whatif.training import KINDS, Start
from pages.parts import (
    access,
    choice,
    job,
    levers,
    simulasi_answer,
    simulasi_assumed,
    simulasi_facts,
    simulasi_planned,
    words,
)
from pages.parts.indicator import places
from pages.parts.levers import Lever
from pages.parts.simulasi_facts import Answered
from pages.parts.simulasi_planned import MILLION
from pages.parts.words import _

BOUNDS, AIM = "bounds", "aim"
BUDGET, DEAREST = 200, 100_000  # million rupiah


def show(selection: Selection) -> Answered | None:
    """The answer once it is worked out, the levers; what was asked and answered, None while there is nothing to keep."""
    known = simulasi_facts.pool(selection)
    if isinstance(known, Refused):
        simulasi_answer.refused(known)
        return None
    head = st.container()
    left, right = st.columns([2, 3], gap="large")
    with left:
        asked = _levers(known, selection)
    context = access.context()
    key = (asked.to_json(), context.version, context.scope, context.smallest)
    found = job.present(key)
    result = found.result if found is not None and not found.running else _kept(asked, context)
    if result is not None:
        with head:
            simulasi_planned.top(result)
        with right:
            simulasi_planned.details(result, selection)
        return Answered(asked, result)
    with head:
        if found is not None and not found.running:
            _failed(found.error)
        else:
            st.title(_("Where a training budget for {place} would bring the most").format(place=places.name(selection)), anchor=False)  # fmt: skip
    with right:
        if found is not None and found.running:
            job.watch(found)
        else:
            opened, scope = store(), context.scope
            st.button(
                _("Work out the plan"), icon=":material/play_arrow:", type="primary",
                on_click=lambda: job.begin(key, lambda progress, stop: allocation.run(opened, asked, scope, progress, stop)),
            )  # fmt: skip
        st.caption(_("The plan takes some seconds. It is worked out on the effects by office, each shrunk towards the whole, and stands beside doing nothing, spreading the money by staff, and the plan of the catalogue."))  # fmt: skip
    return None


def _kept(asked: Scenario, context: access.Context) -> dict[str, Any] | None:
    """The answer that somebody kept to the same question on the same data: a link to it opens at once."""
    for entry in ledger.entries(store(), context.scope, archived=True):
        same = (entry.version, entry.scope) == (context.version, context.scope.text)
        if same and replace(entry.scenario, name="") == asked:
            return dict(entry.result)
    return None


def _levers(known: Start, selection: Selection) -> Scenario:
    free = _("no bound")
    budget = Lever("budget", _("Budget (million rupiah)"), range(1, DEAREST + 1), BUDGET)
    seats = Lever("seats", _("Training seats"), range(1, 100_001), None)
    hours = Lever("jp", _("JP in all"), range(1, 10_000_001), None)
    floor = Lever("floor", _("Each city gets at least so much of its share by staff"), range(101), 0)
    equity = Lever(
        "equity",
        _("Units that use their systems less first"),
        levers.SWITCH,
        0,
        _("At least half of the seats to units below the median of sustained use"),
    )
    every = (budget, seats, hours, floor, equity)
    st.subheader(_("Money and bounds"), anchor=False)
    moved = levers.read(BOUNDS, every)
    levers.cut(BOUNDS, every)
    levers.field(BOUNDS, budget, every, step=25)
    one, other = st.columns(2)
    with one:
        levers.field(BOUNDS, seats, every, free, 10)
    with other:
        levers.field(BOUNDS, hours, every, free, 100)
    several = len(places.cities_of(selection)) > 1
    if several:
        levers.draw(BOUNDS, floor, every, lambda share: f"{words.number(share)}%" if share else _("not set"))
    levers.switch(BOUNDS, equity, every)
    aim = choice.listed(AIM, _("What to make as large as can be"), tuple(AIMS), lambda key: words.pick(AIMS[key]))
    own = simulasi_assumed.show(tuple(KINDS), known.prices)
    assumptions: dict[str, Any] = {"aim": aim, **own}
    if moved.get("floor") and several:
        assumptions["floor"] = moved["floor"]
    if moved.get("equity"):
        assumptions["equity"] = True
    bounds: dict[str, int] = {name: moved[name] for name in ("seats", "jp") if name in moved}
    asked: dict[str, Any] = {"budget": (moved.get("budget") or BUDGET) * MILLION, **bounds}
    return Scenario(allocation.TOOL, "", selection, asked, assumptions)


def _failed(error: Exception | None) -> None:
    title = _("No plan can be told for this")
    if isinstance(error, Refused):
        simulasi_answer.refused(error, title)
    else:
        st.title(title, anchor=False)
        st.markdown(_("The plan could not be worked out in time; try a smaller budget or fewer bounds."))


def in_words(scenario: Scenario) -> dict[str, str]:
    """What a kept scenario asks."""
    given, own, free = scenario.levers, scenario.assumptions, _("no bound")
    return {
        _("Training seats"): words.number(given["seats"]) if given.get("seats") else free,
        _("JP in all"): words.number(given["jp"]) if given.get("jp") else free,
        _("What to make as large as can be"): words.pick(AIMS[own.get("aim", "mean")]),
        _("Each city gets at least so much of its share by staff"): f"{words.number(own['floor'])}%" if own.get("floor") else _("not set"),
        _("Units that use their systems less first"): _("yes") if own.get("equity") else _("no"),
    } | simulasi_assumed.in_words(own)  # fmt: skip


def query(scenario: Scenario, result: dict[str, Any]) -> dict[str, Any]:
    """The address parameters that set the levers as a kept scenario has them."""
    given, own = scenario.levers, scenario.assumptions
    bounds = {"seats": given.get("seats"), "jp": given.get("jp"), "floor": own.get("floor"), "equity": own.get("equity"), "budget": given["budget"] // MILLION}  # fmt: skip
    moved = {name: int(value) for name, value in bounds.items() if value}
    return {BOUNDS: levers.spelt(moved), AIM: own.get("aim", "mean")} | simulasi_assumed.query(own)
