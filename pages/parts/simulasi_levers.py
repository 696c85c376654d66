"""The levers: one slider per element, the target, and what a rise of each element costs."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, floor
from typing import Any

import streamlit as st

from data.whatif import Scenario, elements
from metrics.limits import grades
from metrics.satisfaction.elements import ELEMENT_KEYS, ELEMENTS
from metrics.satisfaction.goal import HIGHEST_SCORE
from metrics.whatif import elements as arithmetic
from metrics.whatif.elements import LOWEST_SCORE
from pages.parts import levers, simulasi_facts, words
from pages.parts.levers import Lever
from pages.parts.simulasi_facts import Facts
from pages.parts.words import _

MOVES, EFFORTS, TARGET, BASE = "moves", "efforts", "target", "base"
DOWN = 100  # hundredths: a score may be tried that much lower
EFFORT_CHOICES = (1, 2, 3, 5, 10)


def asked(facts: Facts) -> tuple[Scenario, Facts]:
    """The scenario that the address and the levers say, and what they begin with. Call once per run, before `show`."""
    base = levers.read(BASE, of_base())
    facts = facts.beginning(base)
    moves = levers.read(MOVES, of_moves(facts))
    efforts = levers.read(EFFORTS, of_efforts())
    target = levers.read(TARGET, (of_target(facts),)).get(TARGET)
    return simulasi_facts.scenario(facts, moves, target, efforts, base), facts


def touched() -> bool:
    """Whether anything was asked: a move, a target, an effort."""
    return any(st.query_params.get(parameter) for parameter in (MOVES, TARGET, EFFORTS, BASE))


def show(facts: Facts) -> None:
    """The sliders of the elements."""
    every = of_moves(facts)
    st.subheader(_("Move the elements"), anchor=False)
    st.caption(
        _("Scores from 1 to 4. The slider begins at {begin}; move it to what it would be.").format(
            begin=words.inside(_("Your own scores") if facts.own else _("What was measured"))
        )
    )
    for lever in every:
        start = facts.start.means[lever.key]
        levers.draw(MOVES, lever, every, lambda step, start=start: words.number(float(start) + step / 100, 2))  # type: ignore[misc]
    st.button(
        _("Back to the start"),
        icon=":material/undo:",
        disabled=not st.query_params.get(MOVES),
        on_click=lambda: levers.write(MOVES, {}, every),
    )
    _base(facts)


def _base(facts: Facts) -> None:
    """Scores of one's own to begin with: of a survey that is not here yet, or of a plan."""
    every = of_base()
    with levers.fold(BASE, every, _("Begin with scores of your own"), ":material/edit:"):
        st.caption(_("Such as those of a wave that is not imported yet. Empty: what was measured. Interval and probability stay those of the measured sample."))  # fmt: skip
        for lever in every:
            levers.field(BASE, lever, every, words.number(float(facts.measured.means[lever.key]), 2))


def take(facts: Facts, moves: Mapping[str, int]) -> None:
    """Set the sliders to a plan. For callbacks."""
    levers.write(MOVES, {lever.key: moves.get(lever.key, 0) for lever in of_moves(facts)}, of_moves(facts))


def of_moves(facts: Facts) -> tuple[Lever, ...]:
    """One lever per element, in hundredths of a score from where it stands."""
    made = []
    for key in ELEMENT_KEYS:
        start = facts.start.means[key] * 100
        lowest = max(-DOWN, ceil(LOWEST_SCORE * 100 - start))
        highest = floor(HIGHEST_SCORE * 100 - start)
        made.append(Lever(key, words.pick(ELEMENTS[key]), range(lowest, highest + 1), 0))
    return tuple(made)


def of_base() -> tuple[Lever, ...]:
    """One field per element, in hundredths of a score."""
    return tuple(Lever(key, words.pick(ELEMENTS[key]), range(100, 401), None, per=100) for key in ELEMENT_KEYS)


def of_efforts() -> tuple[Lever, ...]:
    """One lever per element: how hard a rise is, beside the others."""
    return tuple(Lever(key, words.pick(ELEMENTS[key]), EFFORT_CHOICES, 1) for key in ELEMENT_KEYS)


def of_target(facts: Facts) -> Lever:
    """The target index in hundredths: half points above the present one, and the bounds of the grades."""
    now = arithmetic.index(facts.start.means, float("nan"), float("nan"), facts.start.period).value
    bounds = [g.lowest for g in grades.bounds(facts.start.period) if g.lowest > round(now * 100)]
    halves = range(ceil(now * 2 + 0.02) * 50, 10_001, 50)
    options = sorted({*bounds, *halves, 10_000})
    return Lever(TARGET, _("Target IKM"), options, elements.next_target(now, facts.start.period))


def in_words(scenario: Scenario) -> dict[str, str]:
    """What a kept scenario asks: only what differs from what was measured, and from equal efforts."""
    moves, efforts = scenario.levers.get("moves", {}), scenario.assumptions.get("efforts", {})
    found = {}
    for key, element in ELEMENTS.items():
        name = words.pick(element)
        if moved := moves.get(key):
            found[name] = words.signed(moved / 100, 2)
        if score := scenario.baseline.get(key):
            found[_("Own score: {element}").format(element=name)] = words.number(float(score), 2)
        if (effort := efforts.get(key, 1)) != 1:
            found[_("Effort: {element}").format(element=name)] = f"{effort}×"
    if (target := scenario.assumptions.get("target")) is not None:
        found[_("Target IKM")] = target if target in ("A", "B", "C") else words.number(float(target), 2)
    return found


def query(scenario: Scenario, result: dict[str, Any]) -> dict[str, Any]:
    """The address parameters that set the levers as a kept scenario has them."""
    base = {element: round(100 * float(score)) for element, score in scenario.baseline.items()}
    target = {TARGET: round(result["goal"]["target"] * 100)} if "target" in scenario.assumptions else {}
    parts = {MOVES: scenario.levers.get("moves"), EFFORTS: scenario.assumptions.get("efforts"), BASE: base, TARGET: target}  # fmt: skip
    return {parameter: levers.spelt(values) for parameter, values in parts.items() if values}
