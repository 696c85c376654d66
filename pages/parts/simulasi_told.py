"""A kept scenario in words, whichever tool it is of: what was asked, what was answered, and the address that opens it."""

from __future__ import annotations

from typing import Any, Protocol

from data import whatif
from data.whatif import TOOLS, Line, Scenario, alike, allocation, elements, training
from pages.parts import simulasi_alike, simulasi_levers, simulasi_plan, simulasi_pool, words


class _Levers(Protocol):
    """What the levers of each tool can say of a scenario."""

    def in_words(self, scenario: Scenario) -> dict[str, str]: ...
    def query(self, scenario: Scenario, result: dict[str, Any]) -> dict[str, Any]: ...


_OF: dict[str, _Levers] = {
    elements.TOOL: simulasi_levers, training.TOOL: simulasi_pool, allocation.TOOL: simulasi_plan, alike.TOOL: simulasi_alike,
}  # fmt: skip
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
    return f"{value} {between}" if value else f"{words.pick(line.unproven)} {between}"


def answered(result: dict[str, Any]) -> dict[str, str]:
    """Label and figure of each line of an answer, beside what was asked."""
    return {words.pick(line.label): said(line) for line in whatif.told(result) if not line.asked}


def apart(first: dict[str, Any], second: dict[str, Any]) -> dict[str, str]:
    """By label, how far the second answer's number lies from the first's; left out where either has none."""
    one, other = (
        {words.pick(line.label): line for line in whatif.told(of) if not line.asked} for of in (first, second)
    )
    found = {}
    for label, line in other.items():
        before = one[label].value if label in one else None
        if before is not None and line.value is not None:
            found[label] = words.signed(line.value - before, line.decimals)
    return found


def line(result: dict[str, Any]) -> str:
    """What was asked, as far as the answer says it, and the first lines of the answer, in one."""
    every = whatif.told(result)
    shown = [line for line in every if not line.asked][:_LINES]
    return " · ".join(f"{words.pick(line.label)} {said(line)}" for line in every if line.asked or line in shown)


def asked(scenario: Scenario) -> dict[str, str]:
    """Levers and assumptions in words."""
    return _OF[scenario.tool].in_words(scenario)


def query(scenario: Scenario, result: dict[str, Any]) -> dict[str, Any]:
    """The address parameters of the levers."""
    # The first tool is open where the address names none.
    tool = {"tool": scenario.tool} if scenario.tool != TOOLS[0] else {}
    return tool | _OF[scenario.tool].query(scenario, result)
