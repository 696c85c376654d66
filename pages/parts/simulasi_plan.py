"""Allocation on the page Simulasi: budget and bounds, the plan beside other ways to spend it, what more money would bring."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.selection import Selection
from data.store import store
from data.whatif import Refused, Scenario, allocation
from data.whatif.allocation import AIMS
from data.whatif.training import KINDS
from metrics.metric import State
from metrics.registry import metric
from pages.parts import access, cards, choice, job, levers, simulasi_answer, table, words
from pages.parts.charts import base, fan
from pages.parts.charts.fan import Course
from pages.parts.indicator import history, paper, places
from pages.parts.levers import Lever
from pages.parts.words import _

BOUNDS, AIM, EQUITY = "bounds", "aim", "equity"
MILLION = 1_000_000


def show(selection: Selection) -> Scenario | None:
    """The answer once it is worked out, the levers; the scenario, None while there is no answer to keep."""
    head = st.container()
    left, right = st.columns([2, 3], gap="large")
    with left:
        asked = _levers(selection)
    context = access.context()
    key = (asked.to_json(), context.version, context.scope, context.smallest)
    found = job.present(key)
    if found is not None and not found.running:
        if found.result is not None:
            _answer(found.result, selection, head, right)
            return asked
        with head:
            _failed(found.error)
    else:
        with head:
            st.title(_("Where a training budget for {place} would bring the most").format(place=places.name(selection)), anchor=False)  # fmt: skip
    with left:
        if found is not None and found.running:
            job.watch(found)
        else:
            opened, scope = store(), context.scope
            st.button(
                _("Work out the plan"), icon=":material/play_arrow:", type="primary",
                on_click=lambda: job.begin(key, lambda progress, stop: allocation.run(opened, asked, scope, progress, stop)),
            )  # fmt: skip
    with right:
        st.caption(_("The plan takes some seconds. It is worked out on the effects by office, each shrunk towards the whole, and stands beside doing nothing, spreading the money by staff, and the plan of the catalogue."))  # fmt: skip
    return None


def _levers(selection: Selection) -> Scenario:
    every = (
        Lever("budget", _("Budget (million rupiah)"), (25, 50, 100, 150, 200, 300, 400, 500, 750, 1000, 1500, 2000), 200),
        Lever("seats", _("Training seats"), (0, 20, 50, 100, 150, 200, 300, 500, 1000), 0, _("0: no bound")),
        Lever("jp", _("JP in all"), (0, 500, 1000, 2000, 3000, 5000, 10_000), 0, _("0: no bound")),
        Lever("floor", _("Each city gets at least so much of its share (%)"), (0, 25, 50, 75, 100), 0, _("Its share by number of staff")),
        Lever("equity", _("At least half of the seats to units that use their systems less"), (0, 1), 0),
    )  # fmt: skip
    st.subheader(_("Money and bounds"), anchor=False)
    moved = levers.read(BOUNDS, every)
    several = len(places.cities_of(selection)) > 1
    for lever in every:
        if several or lever.key != "floor":
            named = {0: _("no"), 1: _("yes")}.__getitem__ if lever.key == "equity" else words.number
            levers.draw(BOUNDS, lever, every, named)
    aim = choice.listed(AIM, _("What to make as large as can be"), tuple(AIMS), lambda key: words.pick(AIMS[key]))
    said = {lever.key: moved.get(lever.key, lever.default) for lever in every}
    assumptions: dict[str, Any] = {"aim": aim}
    if said["floor"] and several:
        assumptions["floor"] = said["floor"]
    if said["equity"]:
        assumptions["equity"] = True
    bounds = {name: said[name] for name in ("seats", "jp") if said[name]}
    return Scenario(allocation.TOOL, "", selection, {"budget": said["budget"] * MILLION, **bounds}, assumptions)


def _failed(error: Exception | None) -> None:
    st.title(_("No plan can be told for this"), anchor=False)
    if isinstance(error, Refused):
        st.markdown(words.pick(error.words))
    else:
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
        _curve(result)


def headline(result: dict[str, Any]) -> str:
    """What the plan brings beside spreading the money."""
    best, others = result["plans"]["best"], result["plans"]["pro_rata"]
    if not best["people"]:
        return _("This budget is not enough for a single group of ten")
    said = {
        "budget": _millions(result["budget"]), "gain": words.number(best["gain"]["value"]), "people": words.number(best["people"]),
        "other": words.number(others["gain"]["value"]),
    }  # fmt: skip
    return _("{budget} for {people} staff: about {gain} more in sustained use; spread by staff, {other}").format(**said)


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
        table.text("label", _("Unit")), table.text("kind", _("Kind of training"), 120), table.figure("people", _("Staff"), 0),
        table.figure("cost", _("Cost (Rp million)"), 1), table.figure("value", _("Gain"), 1), table.figure("stability", _("How firm"), 0, share=True),
    ]  # fmt: skip
    if rows:
        about = paper.of(metric("ikm"), heading, selection, result["plans"]["best"]["people"], "simulasi-rencana")
        table.show("whatif_plan", history.framed(rows), columns, about)
    st.caption(_("Gain: more in sustained use within two quarters. How firm: share of cases, drawn from what is unknown, in whose own best plan the unit is trained so; near 50% it is a toss-up."))  # fmt: skip
    if result["left"]:
        kinds = words.listing([words.inside(words.pick(KINDS[kind])) for kind in result["left"]])
        st.caption(_("Left out, for there is no estimate: {kinds}.").format(kinds=kinds))


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
