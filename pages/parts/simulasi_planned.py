"""The answer of the budget on the page Simulasi: the plan beside other ways to spend the money, where its seats go, and
what more money would bring.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from data.selection import Selection
from data.whatif.training import KINDS
from metrics.metric import State
from metrics.registry import metric
from pages.parts import access, cards, place_map, simulasi_answer, simulasi_rests, table, words
from pages.parts.charts import base, fan
from pages.parts.charts.fan import Course
from pages.parts.indicator import history, paper
from pages.parts.words import _

MILLION = 1_000_000


def top(result: dict[str, Any]) -> None:
    """The headline and the plans beside each other."""
    best, others = result["plans"]["best"], result["plans"]["pro_rata"]
    st.title(headline(result), anchor=False)
    if best["people"]:  # nothing is claimed where nothing is planned
        simulasi_answer.badge(
            result["evidence"], borrowed=any(of["borrowed"] for of in result.get("rests", {}).values())
        )
    cards.show([
        _card(_("This plan"), best),
        _card(_("Spread by staff"), others),
        *([_catalogue(result)] if "current" in result["plans"] else []),
        cards.Card(_("Rp 10 million more"), words.signed(result["shadow"], 1), None, _("more in sustained use")),
    ])  # fmt: skip


def details(result: dict[str, Any], selection: Selection) -> None:
    """Who is trained in what, where, and what other budgets would bring."""
    _rows(result, selection)
    _map(result)
    _curve(result, selection)
    if result.get("rests"):  # older answers lack it
        simulasi_rests.of_plan(result["rests"])


def headline(result: dict[str, Any]) -> str:
    """What the plan brings beside spreading the money."""
    best, others = result["plans"]["best"], result["plans"]["pro_rata"]
    if not best["people"] and others["people"]:  # an answer that was kept before such bounds were refused
        return _("These bounds cannot be met: no plan keeps them")
    if not best["people"]:
        return _("This budget is not enough for a single group of ten")
    spent, budget = _millions(best["rupiah"]), _millions(result["budget"])
    said = {
        "quarter": words.period(result["period"] + 1),
        "budget": budget if spent == budget else _("{spent} of {budget}").format(spent=spent, budget=budget), "gain": words.number(best["gain"]["value"]), "people": words.number(best["people"]),
        "other": words.number(others["gain"]["value"]), "interval": words.interval(best["gain"]["low"], best["gain"]["high"]),
    }  # fmt: skip
    if said["gain"] == said["other"]:
        return _("{budget} for {people} staff in {quarter}: about {gain} more sustained uses (probably {interval}); spread by staff it would be the same").format(**said)  # fmt: skip
    return _("{budget} for {people} staff in {quarter}: about {gain} more sustained uses (probably {interval}); spread by staff, {other}").format(**said)  # fmt: skip


def _catalogue(result: dict[str, Any]) -> cards.Card:
    """What was planned anyway, and whether this budget would pay for it."""
    plan = result["plans"]["current"]
    card = _card(_("Plan of the catalogue"), plan)
    return replace(card, note=f"{card.note} · " + _("more than the budget")) if plan["rupiah"] > result["budget"] else card  # fmt: skip


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


def _curve(result: dict[str, Any], selection: Selection) -> None:
    heading = curve_heading(result)
    st.subheader(heading, anchor=False)
    labels = [words.number(point["budget"] / MILLION) for point in result["curve"]]
    courses = (
        Course(_("Spread by staff"), [point["pro_rata"] for point in result["curve"]], quiet=True),
        Course(_("This plan"), [point["best"] for point in result["curve"]]),
    )
    told = "; ".join(f"{label}: {words.number(p['best'])}" for label, p in zip(labels, result["curve"], strict=True))
    titles = (_("Budget (million rupiah)"), words.sentence(_("more in sustained use")))
    figure = fan.figure(labels, courses, decimals=0, at=[point["budget"] / MILLION for point in result["curve"]], titles=titles)  # fmt: skip
    st.plotly_chart(figure, key="whatif_curve", config=base.CONFIG, alt=told)
    st.caption(_("Line: this plan · dotted: spread by staff. No dot: the bounds leave no plan for that much money."))
    rows = [
        {"label": label, "best": point["best"], "pro_rata": point["pro_rata"], "n": result["plans"]["best"]["people"], "state": State.SHOWN}
        for label, point in zip(labels, result["curve"], strict=True)
    ]  # fmt: skip
    columns = [table.text("label", titles[0]), table.figure("best", _("This plan"), 1), table.figure("pro_rata", _("Spread by staff"), 1)]  # fmt: skip
    about = paper.of(metric("sustained_use"), heading, selection, result["plans"]["best"]["people"], "simulasi-dana")
    table.twin("whatif_curve", lambda: history.framed(rows), columns, about, title=_("Table and download: {title}").format(title=heading))  # fmt: skip


def curve_heading(result: dict[str, Any]) -> str:
    """What the most money that was tried would add, in one sentence."""
    now, most = result["plans"]["best"]["gain"]["value"], result["curve"][-1]
    if not now or most["best"] is None:
        return _("With more or less money")
    said = {"budget": _millions(most["budget"]), "then": words.number(most["best"]), "now": words.number(now)}
    if said["then"] == said["now"]:
        return _("With {budget} it would still be about {now} more sustained uses: more money brings nothing").format(**said)  # fmt: skip
    return _("With {budget} it would be about {then} more sustained uses in place of {now}").format(**said)
