"""A kept scenario in words, whichever tool it is of: what was asked, what was answered, and the address that opens it."""

from __future__ import annotations

from typing import Any

from data import whatif
from data.whatif import Line, Scenario, alike, allocation, elements, training
from data.whatif.allocation import AIMS
from data.whatif.training import KINDS
from metrics import periods
from metrics.adoption.terms import SYSTEMS
from metrics.models.alike import FIGURES
from metrics.models.words import HELP
from metrics.satisfaction.elements import ELEMENTS
from metrics.whatif.evidence import NOT_PROVEN
from pages.parts import levers, simulasi_alike, simulasi_assumed, simulasi_levers, simulasi_plan, simulasi_pool, words
from pages.parts.words import _

_LINES = 4  # of an answer that stand in the list


def said(line: Line) -> str:
    """A figure with its interval; without a figure, that nothing is proven."""
    if line.text:
        return words.pick(line.text)
    write = words.signed if line.sign else words.number
    value = "" if line.value is None else write(line.value, line.decimals) + line.suffix
    if line.low is None or line.high is None:
        return value
    between = f"({words.interval(line.low, line.high, line.decimals)})"
    return f"{value} {between}" if value else f"{words.pick(NOT_PROVEN)} {between}"


def answered(result: dict[str, Any]) -> dict[str, str]:
    """Label and figure of each line of an answer."""
    return {words.pick(line.label): said(line) for line in whatif.told(result)}


def line(result: dict[str, Any]) -> str:
    """The first lines of an answer in one."""
    lines = list(answered(result).items())[:_LINES]
    return " · ".join(f"{label} {text}" for label, text in lines)


def asked(scenario: Scenario) -> dict[str, str]:
    """Levers and assumptions in words."""
    given, own = scenario.levers, scenario.assumptions
    found: dict[str, str] = {}
    if scenario.tool == elements.TOOL:
        for key, element in ELEMENTS.items():
            name = words.pick(element)
            found[name] = words.signed(given.get("moves", {}).get(key, 0) / 100, 2)
            if own_score := scenario.baseline.get(key):
                found[_("Own score: {element}").format(element=name)] = words.number(float(own_score), 2)
            found[_("Effort: {element}").format(element=name)] = f"{own.get('efforts', {}).get(key, 1)}×"
    if scenario.tool == training.TOOL:
        chosen = given.get("segments", ())
        found[_("Kinds of groups")] = (
            words.listing([words.pick(HELP[one].title) for one in chosen]) if chosen else _("all")
        )
        found[_("Kind of training")] = words.pick(KINDS[given.get("kind", "class")])
        found[_("Staff trained")] = words.number(given.get("people", 0))
        found[_("Dose")] = f"{words.number(given['dose'])}%" if given.get("dose") else _("the highest that was had")
        if given.get("quarter"):
            found[_("First quarter of the training")] = words.period(periods.parse_code(given["quarter"])[0])
        if given.get("system"):
            found[_("Bring in a system")] = words.pick(SYSTEMS[given["system"]])
            found[_("Units that get it")] = words.number(len(given.get("units", ())))
    if scenario.tool == allocation.TOOL:
        free = _("no bound")
        found[_("Training seats")] = words.number(given["seats"]) if given.get("seats") else free
        found[_("JP in all")] = words.number(given["jp"]) if given.get("jp") else free
        found[_("What to make as large as can be")] = words.pick(AIMS[own.get("aim", "mean")])
        found[_("Each city gets at least so much of its share by staff")] = f"{words.number(own['floor'])}%" if own.get("floor") else _("not set")  # fmt: skip
        found[_("Units that use their systems less first")] = _("yes") if own.get("equity") else _("no")  # fmt: skip
    if scenario.tool == alike.TOOL:
        found[_("What to look at")] = (
            words.pick(FIGURES[given["outcome"]].label) if given.get("outcome") in FIGURES else words.DASH
        )
        for figure, value in given.get("figures", {}).items():
            found[simulasi_alike.label(figure)] = words.number(value, alike.decimals(figure))
        if kind := given.get("unit_type"):
            found[_("Type of office")] = simulasi_alike.type_name(kind)
    if scenario.tool in (training.TOOL, allocation.TOOL):
        for name, label in (("cost", _("Cost (rupiah)")), ("jp", _("JP"))):
            for kind in (None, *KINDS):
                value = own.get(name if kind is None else f"{name}_{kind}")
                if value is not None:
                    of = given.get("kind", "class") if kind is None else kind
                    found[_("Assumed: {what}").format(what=f"{label} · {words.pick(KINDS[of])}")] = words.number(value)
    return found


def query(scenario: Scenario, result: dict[str, Any]) -> dict[str, Any]:
    """The address parameters of the levers."""
    given, own = scenario.levers, scenario.assumptions
    found: dict[str, Any] = {} if scenario.tool == elements.TOOL else {"tool": scenario.tool}
    if scenario.tool == elements.TOOL:
        if moves := given.get("moves"):
            found[simulasi_levers.MOVES] = levers.spelt(moves)
        if efforts := own.get("efforts"):
            found[simulasi_levers.EFFORTS] = levers.spelt(efforts)
        if scenario.baseline:
            scores = {element: round(100 * float(score)) for element, score in scenario.baseline.items()}
            found[simulasi_levers.BASE] = levers.spelt(scores)
        found[simulasi_levers.TARGET] = levers.spelt({simulasi_levers.TARGET: round(result["goal"]["target"] * 100)})
    if scenario.tool == training.TOOL:
        names = {"kind": simulasi_pool.KIND, "quarter": simulasi_pool.QUARTER, "system": simulasi_pool.SYSTEM, "segments": simulasi_pool.SEGMENT}  # fmt: skip
        found |= {parameter: given[name] for name, parameter in names.items() if given.get(name)}
        for parameter in (simulasi_pool.PEOPLE, simulasi_pool.DOSE):
            if given.get(parameter):
                found[parameter] = levers.spelt({parameter: given[parameter]})
        if own:
            kind = given.get("kind", "class")
            found[simulasi_assumed.OWN] = levers.spelt({f"{name}_{kind}": value for name, value in own.items()})
    if scenario.tool == alike.TOOL:
        found |= simulasi_alike.query(given)
    if scenario.tool == allocation.TOOL:
        moved = {name: int(given[name]) for name in ("seats", "jp") if given.get(name)} | {name: int(own[name]) for name in ("floor", "equity") if own.get(name)}  # fmt: skip
        moved["budget"] = int(given["budget"] // simulasi_plan.MILLION)
        found[simulasi_plan.BOUNDS] = levers.spelt(moved)
        found[simulasi_plan.AIM] = own.get("aim", "mean")
        if assumed := {key: value for key, value in own.items() if key.partition("_")[0] in ("cost", "jp")}:
            found[simulasi_assumed.OWN] = levers.spelt(assumed)
    return found
