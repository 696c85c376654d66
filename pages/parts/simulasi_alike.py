"""Units like these on the page Simulasi: what units with the planner's figures have, beside real ones. Never an effect."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.selection import Selection
from data.whatif import Refused, Scenario, alike
from data.whatif.alike import Start
from metrics.metric import State
from metrics.models.alike import FIGURES, OUTCOMES
from metrics.registry import metric
from metrics.words import Words
from pages.parts import access, cards, choice, footer, levers, simulasi_answer, simulasi_facts, table, words
from pages.parts.charts import base
from pages.parts.charts import rows as chart
from pages.parts.indicator import history, paper, places
from pages.parts.levers import Lever
from pages.parts.simulasi_facts import Answered
from pages.parts.words import _

OUTCOME, VALUES, TYPE = "outcome", "figures", "type"
UNITS = Words("unit", "unit(s)")
MOST = 1000  # of a figure that is no share


def show(selection: Selection) -> Answered | None:
    """The answer, the levers, real units; what was asked and answered, None where nothing could be."""
    known = simulasi_facts.of_units(selection)
    if isinstance(known, Refused):
        simulasi_answer.refused(known)
        return None
    head = st.container()
    left, right = st.columns([2, 3], gap="large")
    with left:
        asked = _levers(known, selection)
    try:
        result = alike.answered(known, asked)
    except Refused as refused:
        with head:
            simulasi_answer.refused(refused, _("No number can be told for this"))
        return None
    with head:
        st.title(headline(result), anchor=False)
        simulasi_answer.badge(result["evidence"])
        st.markdown(
            _("**Changing a figure need not bring the difference about.** Units with other figures differ in much that nobody recorded too: heads, budgets, who their users are; and who gets training or systems is chosen. What a training or a system does is told under Training and systems.")
        )  # fmt: skip
        cards.show(_cards(result, selection))
    with right:
        _units(result, selection)
        st.subheader(_("What this rests on"), anchor=False)
        st.markdown("\n".join(f"- {line}" for line in reasons(result)))
    st.caption(footer.sources([FIGURES[key].of for key in (result["outcome"], *(row["figure"] for row in result["figures"]))]))  # fmt: skip
    return Answered(asked, result)


def label(figure: str) -> str:
    """A figure with its unit, as it stands beside a number."""
    return words.pick(FIGURES[figure].label) + (" (%)" if FIGURES[figure].percent else "")


def type_name(kind: str) -> str:
    """The short name of a type of office."""
    return _("all") if kind == alike.ANY else alike.type_names().get(kind, kind)


def _levers(known: Start, selection: Selection) -> Scenario:
    """The outcome, the figures and the type of office; what differs from the place stands in the address."""
    options = alike.standing(known)
    outcome = choice.one(OUTCOME, _("What to look at"), options, lambda key: words.pick(FIGURES[key].label))
    asked: dict[str, Any] = {"outcome": outcome}
    try:
        figures = alike.model(known, outcome)["figures"]
    except Refused:  # told above, with the answer
        return Scenario(alike.TOOL, "", selection, asked)
    st.subheader(_("Figures of the unit"), anchor=False)
    st.caption(_("Empty: as it is in {place} now. Of the filter only city, unit and time hold here.").format(place=places.name(_places(selection))))  # fmt: skip
    every = [_lever(figure) for figure in figures]
    given = levers.read(VALUES, every)
    levers.cut(VALUES, every)
    for at in range(0, len(every), 2):
        for column, lever in zip(st.columns(2, vertical_alignment="bottom"), every[at : at + 2], strict=False):
            with column:
                levers.field(VALUES, lever, every, _now(known, lever.key), max(1, lever.per // 2))
    types = tuple(dict.fromkeys((known.unit_type or alike.ANY, alike.ANY, *sorted(alike.type_names(), key=type_name))))
    kind = choice.listed(TYPE, _("Type of office"), types, type_name)
    if kind != types[0]:
        asked["unit_type"] = kind
    if given:
        asked["figures"] = {key: value / FIGURES[key].per for key, value in given.items()}
    return Scenario(alike.TOOL, "", selection, asked)


def _places(selection: Selection) -> Selection:
    return Selection(city=selection.city, unit=selection.unit)


def _lever(figure: str) -> Lever:
    of = FIGURES[figure]
    highest = 100 if of.percent or metric(of.of).range[1] == 100 else MOST
    return Lever(figure, label(figure), range(0, highest * of.per + 1), None, per=of.per)


def _now(known: Start, figure: str) -> str:
    """What an empty field stands for."""
    own = known.own[figure]
    return _("not known here") if own is None else _("now {n}").format(n=words.number(own, alike.decimals(figure)))


def headline(result: dict[str, Any]) -> str:
    """What such units have, with how far they differ, in one sentence."""
    outcome = words.inside(words.pick(FIGURES[result["outcome"]].label))
    return _("Units with figures like these: {outcome} is usually about {value}; nine in ten lie within {interval}").format(
        outcome=outcome, value=_said(result["outcome"], result["told"]["value"]), interval=_interval(result, "low", "high"),
    )  # fmt: skip


def _said(outcome: str, value: float | None) -> str:
    sign = "%" if FIGURES[outcome].percent else ""
    return words.DASH if value is None else words.number(value, alike.decimals(outcome)) + sign


def _interval(result: dict[str, Any], low: str, high: str) -> str:
    outcome, of = result["outcome"], result["told"]
    sign = "%" if FIGURES[outcome].percent else ""
    return words.interval(of[low], of[high], alike.decimals(outcome)) + sign


def _cards(result: dict[str, Any], selection: Selection) -> list[cards.Card]:
    outcome, like = result["outcome"], result["alike"]
    near = _("root mean square difference of at most {n} standard deviations per figure").format(n=words.number(like["caliper"], 2))  # fmt: skip
    return [
        cards.Card(_("Units like these: {outcome}").format(outcome=label(outcome)), _said(outcome, result["told"]["value"]), None, _("half of them {half}, nine in ten {most}").format(half=_interval(result, "low50", "high50"), most=_interval(result, "low", "high")), _("The middle of what such units have in a quarter; a unit of its own may well lie elsewhere.")),
        cards.Card(_("Here now"), _said(outcome, result["own"]), None, places.name(_places(selection))),
        cards.Card(_("Real units like these"), words.number(like["n"]), None, _("of {n} units").format(n=words.number(result["rests"]["units"])), near),
    ]  # fmt: skip


def _units(result: dict[str, Any], selection: Selection) -> None:
    """What is told of such units, beside what the nearest real ones had."""
    outcome, nan, of = result["outcome"], float("nan"), metric(FIGURES[result["outcome"]].of)
    heading = _("Such units, and the real ones nearest to these figures")
    st.subheader(heading, anchor=False)
    told, real, sign = result["told"], result["alike"]["units"], "%" if FIGURES[outcome].percent else ""
    several = len({access.city_of(row["unit"]) for row in real}) > 1
    common: dict[str, Any] = {"low": nan, "high": nan, "state": State.SHOWN, "when": ""}
    such = {"label": _("Units like these"), "key": "", "value": told["value"], "low": told["low"], "high": told["high"], "n": result["rests"]["units"]}  # fmt: skip
    drawn = [
        common | such,
        *(
            common | {"label": places.unit_label(row["unit"], several), "key": access.city_of(row["unit"]), "value": row["value"], "n": 1, "when": words.period(row["quarter"])}
            for row in real
        ),
    ]  # fmt: skip
    drawn = [row | {"tail": _said(outcome, row["value"])} for row in drawn]
    scale = 100 if FIGURES[outcome].percent else 1
    figure = chart.figure(
        drawn, decimals=alike.decimals(outcome), indicative=0, least_span=10, limits=(of.range[0] * scale, of.range[1] * scale),
        told=base.Told(sign=sign, counts=UNITS), axis=label(outcome),
    )  # fmt: skip
    st.plotly_chart(figure, key="whatif_alike", config=base.CONFIG, alt="; ".join(f"{row['label']} {row['tail']}" for row in drawn))  # fmt: skip
    st.caption(_("Line: where nine in ten such units lie · dots: what real units had in their newest quarter."))
    columns = [
        table.text("label", _("Unit")), table.text("when", _("Quarter")), table.figure("value", label(outcome), alike.decimals(outcome)),
        table.figure("low", _("Lower 90%"), alike.decimals(outcome)), table.figure("high", _("Upper 90%"), alike.decimals(outcome)),
    ]  # fmt: skip
    about = paper.of(
        of, heading, _places(selection), result["rests"]["units"], "simulasi-serupa", counted=words.pick(UNITS)
    )
    table.twin("whatif_alike", lambda: history.framed(drawn), columns, about, title=_("Table and download: {title}").format(title=heading))  # fmt: skip


def reasons(result: dict[str, Any]) -> list[str]:
    """What the answer can bear, and what it cannot."""
    rests, outcome = result["rests"], words.inside(words.pick(FIGURES[result["outcome"]].label))
    skill = {name: words.number(100 * rests["skill"][name]) for name in ("value", "low", "high")}
    lines = [
        _("Learned from {units} units over the last year. On units that it had not seen, its squared error was {value}% ({low} to {high}%) below that of knowing city and type of office alone.").format(units=words.number(rests["units"]), **skill),
        _("Checked on units left out: nine-in-ten intervals held {cover} of 100 of them, half intervals {half}; where it foretold 1 point more, units had {slope} more (1 is right).").format(
            cover=words.number(100 * rests["cover"]["90"]), half=words.number(100 * rests["cover"]["50"]), slope=words.number(rests["slope"], 2)
        ),
        _("Bounded: a unit that is better at a figure is never foretold to be worse at “{outcome}”; in so few units chance alone could turn that round.").format(outcome=outcome),
    ]  # fmt: skip
    if rests["free"]:
        lines.append(_("Without such a bound, for neither end of it is better: {figures}.").format(figures=words.listing([words.inside(words.pick(FIGURES[f].label)) for f in rests["free"]])))  # fmt: skip
    if result["outcome"] == "resistance":
        lines.append(_("Ease, support and resistance are answers to one questionnaire: the mood of who answers links them."))  # fmt: skip
    if result["alike"]["n"] < 3:
        lines.append(_(":material/warning: Hardly any real unit is like this: the answer leans on the pattern of all units."))  # fmt: skip
    if rests["stale"]:
        lines.append(_(":material/history: The data have changed since this was estimated; it is being worked out anew."))  # fmt: skip
    return lines


def in_words(scenario: Scenario) -> dict[str, str]:
    """What a kept scenario asks: only what differs from the place."""
    given = scenario.levers
    found = {_("What to look at"): words.pick(FIGURES[given.get("outcome", next(iter(OUTCOMES)))].label)}
    found |= {label(f): words.number(value, alike.decimals(f)) for f, value in given.get("figures", {}).items()}
    return found | ({_("Type of office"): type_name(given["unit_type"])} if given.get("unit_type") else {})


def query(scenario: Scenario, result: dict[str, Any]) -> dict[str, Any]:
    """The address parameters that set the levers as a kept scenario has them."""
    given = scenario.levers
    figures = {f: round(x * FIGURES[f].per) for f, x in given.get("figures", {}).items() if x is not None}
    parts = {OUTCOME: result["outcome"], VALUES: levers.spelt(figures), TYPE: given.get("unit_type")}
    return {parameter: value for parameter, value in parts.items() if value}
