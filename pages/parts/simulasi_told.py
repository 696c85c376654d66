"""A kept scenario in words, whichever tool it is of: what was asked, what was answered, and the address that opens it."""

from __future__ import annotations

from typing import Any

from data import whatif
from data.whatif import Line, Scenario, allocation, elements, training
from data.whatif.allocation import AIMS
from data.whatif.training import KINDS
from metrics import periods
from metrics.adoption.terms import SYSTEMS
from metrics.satisfaction.elements import ELEMENTS
from metrics.whatif.evidence import NOT_PROVEN
from pages.parts import levers, simulasi_levers, simulasi_plan, simulasi_training, words
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
            found[_("Effort: {element}").format(element=name)] = f"{own.get('efforts', {}).get(key, 1)}×"
    if scenario.tool == training.TOOL:
        found[_("Kind of training")] = words.pick(KINDS[given.get("kind", "class")])
        found[_("Staff trained")] = words.number(given.get("people", 0))
        if given.get("quarter"):
            found[_("Quarter of the training")] = words.period(periods.parse_code(given["quarter"])[0])
        if given.get("system"):
            found[_("Bring in a system")] = words.pick(SYSTEMS[given["system"]])
    if scenario.tool == allocation.TOOL:
        found[_("Training seats")] = words.number(given.get("seats", 0))
        found[_("JP in all")] = words.number(given.get("jp", 0))
        found[_("What to make as large as can be")] = words.pick(AIMS[own.get("aim", "mean")])
        found[_("Each city gets at least so much of its share (%)")] = words.number(own.get("floor", 0))
        found[_("At least half of the seats to units that use their systems less")] = _("yes") if own.get("equity") else _("no")  # fmt: skip
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
        found[simulasi_levers.TARGET] = levers.spelt({simulasi_levers.TARGET: round(result["goal"]["target"] * 100)})
    if scenario.tool == training.TOOL:
        names = {"kind": simulasi_training.KIND, "quarter": simulasi_training.QUARTER, "system": simulasi_training.SYSTEM}  # fmt: skip
        found |= {parameter: given[name] for name, parameter in names.items() if given.get(name)}
        found[simulasi_training.PEOPLE] = levers.spelt({simulasi_training.PEOPLE: given.get("people", 0)})
    if scenario.tool == allocation.TOOL:
        moved = {name: int(given.get(name, 0)) for name in ("seats", "jp")} | {"floor": int(own.get("floor", 0)), "equity": int(bool(own.get("equity")))}  # fmt: skip
        moved["budget"] = int(given["budget"] // simulasi_plan.MILLION)
        found[simulasi_plan.BOUNDS] = levers.spelt(moved)
        found[simulasi_plan.AIM] = own.get("aim", "mean")
    return found
