"""Allocation on the page Simulasi: budget and bounds, the plan beside other ways to spend it, what more money would bring."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from data.selection import Selection
from data.store import store
from data.whatif import Refused, Scenario, allocation, ledger
from data.whatif.allocation import AIMS
from data.whatif.training import KINDS, Start
from metrics.metric import State
from metrics.registry import metric
from pages.parts import (
    access,
    cards,
    choice,
    job,
    levers,
    place_map,
    simulasi_answer,
    simulasi_assumed,
    simulasi_facts,
    table,
    words,
)
from pages.parts.charts import base, fan
from pages.parts.charts.fan import Course
from pages.parts.indicator import history, paper, places
from pages.parts.levers import Lever
from pages.parts.simulasi_facts import Answered
from pages.parts.words import _

BOUNDS, AIM = "bounds", "aim"
MILLION = 1_000_000
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
        _answer(result, selection, head, right)
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
    floor = Lever("floor", _("Each city gets at least so much of its share by staff"), (0, 25, 50, 75, 100), 0)
    equity = Lever(
        "equity",
        _("Units that use their systems less first"),
        levers.SWITCH,
        0,
        _("At least half of the seats to units below the median of steady use"),
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


def _answer(result: dict[str, Any], selection: Selection, head: Any, right: Any) -> None:
    best, others = result["plans"]["best"], result["plans"]["pro_rata"]
    with head:
        st.title(headline(result), anchor=False)
        simulasi_answer.badge(result["evidence"])
        cards.show([
            _card(_("This plan"), best),
            _card(_("Spread by staff"), others),
            *([_card(_("Plan of the catalogue"), result["plans"]["current"])] if "current" in result["plans"] else []),
            cards.Card(_("Rp 10 million more"), words.signed(result["shadow"], 1), None, _("more in sustained use")),
        ])  # fmt: skip
    with right:
        _rows(result, selection)
        _map(result)
        _curve(result)


def headline(result: dict[str, Any]) -> str:
    """What the plan brings beside spreading the money."""
    best, others = result["plans"]["best"], result["plans"]["pro_rata"]
    if not best["people"]:
        return _("This budget is not enough for a single group of ten")
    said = {
        "budget": _millions(result["budget"]), "gain": words.number(best["gain"]["value"]), "people": words.number(best["people"]),
        "other": words.number(others["gain"]["value"]), "interval": words.interval(best["gain"]["low"], best["gain"]["high"]),
    }  # fmt: skip
    return _(
        "{budget} for {people} staff: about {gain} more steady uses (probably {interval}); spread by staff, {other}"
    ).format(**said)


def _card(label: str, plan: dict[str, Any]) -> cards.Card:
    gain = plan["gain"]
    note = f"{words.interval(gain['low'], gain['high'])} · {_millions(plan['rupiah'])} · " + _("{n} staff").format(n=words.number(plan["people"]))  # fmt: skip
    return cards.Card(label, words.signed(gain["value"]), None, note)


def _millions(rupiah: float) -> str:
    return _("Rp {n} million").format(n=words.number(rupiah / MILLION))


def _rows(result: dict[str, Any], selection: Selection) -> None:
    heading = _("Who is trained in what")
    st.subheader(heading, anchor=False)
    rows = [
        {
            "label": f"{access.name('unit', row['unit'])}, {access.name('city', access.city_of(row['unit']))}",
            "kind": words.pick(KINDS[row["kind"]]), "people": row["people"], "cost": row["rupiah"] / MILLION,
            "value": row["gain"], "stability": row["stability"], "n": row["people"], "state": State.SHOWN,
        }
        for row in result["rows"]
    ]  # fmt: skip
    columns = [
        table.text("label", _("Unit"), 190), table.text("kind", _("Kind of training"), 104), table.figure("people", _("Staff"), 0),
        table.figure("cost", _("Cost (Rp million)"), 1), table.figure("value", _("Gain"), 1), table.figure("stability", _("How firm"), 0, share=True),
    ]  # fmt: skip
    if rows:
        about = paper.of(
            metric("sustained_use"), heading, selection, result["plans"]["best"]["people"], "simulasi-rencana"
        )
        table.show("whatif_plan", history.framed(rows), columns, about)
    st.caption(_("Gain: more in sustained use within two quarters. How firm: share of cases, drawn from what is unknown, in whose own best plan the unit is trained so; near 50% it is a toss-up."))  # fmt: skip
    if result["left"]:
        kinds = words.listing([words.inside(words.pick(KINDS[kind])) for kind in result["left"]])
        st.caption(_("Left out, for no effect of it is proven yet: {kinds}.").format(kinds=kinds))


def _map(result: dict[str, Any]) -> None:
    """Which city gets how many seats; nothing where there is only one."""
    cities = result["pool"]["cities"]
    if len(cities) < 2 or not result["rows"]:
        return
    rows = [_of_city(city, [row for row in result["rows"] if access.city_of(row["unit"]) == city]) for city in cities]
    costs = {
        city: sum(row["rupiah"] for row in result["rows"] if access.city_of(row["unit"]) == city) for city in cities
    }
    first, seats = max(rows, key=lambda row: row.value), result["plans"]["best"]["people"]
    title = _("{city} gets most of the seats: {n} of {all}").format(city=first.name, n=words.number(first.value), all=words.number(seats))  # fmt: skip
    place_map.show(
        rows, title=title, key="whatif_map", hover=lambda row: f"{row.tail} · {_millions(costs[row.label])}", indicative=0,
        alt="; ".join(f"{row.name}: {row.tail}" for row in rows), note=_("Staff trained by this plan"),
    )  # fmt: skip


def _of_city(city: str, rows: list[dict[str, Any]]) -> base.Row:
    people, nan = sum(row["people"] for row in rows), float("nan")
    said = _("{n} staff").format(n=words.number(people))
    return base.Row(
        key=city, name=access.name("city", city), label=city, value=people, low=nan, high=nan, n=people, state=State.SHOWN, tail=said,
    )  # fmt: skip


def _curve(result: dict[str, Any]) -> None:
    st.subheader(_("With more or less money"), anchor=False)
    labels = [words.number(point["budget"] / MILLION) for point in result["curve"]]
    courses = (
        Course(_("Spread by staff"), [point["pro_rata"] for point in result["curve"]], quiet=True),
        Course(_("This plan"), [point["best"] for point in result["curve"]]),
    )
    told = "; ".join(f"{label}: {words.number(p['best'])}" for label, p in zip(labels, result["curve"], strict=True))
    st.plotly_chart(fan.figure(labels, courses, decimals=0), key="whatif_curve", config=base.CONFIG, alt=told)
    st.caption(_("More in sustained use by budget in million rupiah · dotted: spread by staff."))


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
