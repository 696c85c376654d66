"""The way to a target: which elements would have to rise how much, at least, and whether that was ever had."""

from __future__ import annotations

from typing import Any

import streamlit as st

from metrics.limits import grades
from metrics.metric import State
from metrics.registry import metric
from metrics.satisfaction.elements import ELEMENTS
from pages.parts import levers, simulasi_answer, simulasi_levers, table, words
from pages.parts.indicator import history, paper
from pages.parts.simulasi_facts import Facts
from pages.parts.simulasi_levers import EFFORTS, TARGET
from pages.parts.words import _


def show(facts: Facts, result: dict[str, Any]) -> None:
    """Target, the sentence, the plan, the efforts."""
    goal = result["goal"]
    with st.container(gap="xsmall"):
        st.subheader(title(facts, goal), anchor=False)
        target = simulasi_levers.of_target(facts)
        levers.draw(TARGET, target, (target,), lambda value: _named(value, facts.start.period))
        st.markdown(sentence(facts, result))
        if goal["moves"]:
            st.button(
                _("Set the sliders to this plan") if goal["reached"] else _("Set the sliders to the most that was had"),
                icon=":material/tune:",
                on_click=lambda: simulasi_levers.take(facts, goal["moves"]),
            )
            _plan(facts, result)
        st.caption(_observed(facts, result))
        _efforts()


def title(facts: Facts, goal: dict[str, Any]) -> str:
    """Whether the target can be had."""
    said = {"target": _named(round(goal["target"] * 100), facts.start.period)}
    if goal["reached"] and not goal["moves"]:
        return _("The target {target} is reached already").format(**said)
    if goal["reached"]:
        return _("What it takes to reach {target}").format(**said)
    return _("{target} is out of reach of what has been had so far").format(**said)


def sentence(facts: Facts, result: dict[str, Any]) -> str:
    """From where how much has to rise, or how near one can come."""
    goal = result["goal"]
    if not goal["moves"]:
        return (
            _("No element has to rise.") if goal["reached"] else _("No comparable office has had more on any element.")
        )
    rise = words.number(sum(goal["moves"].values()) / 100 / len(goal["moves"]), 2)
    then = f"{words.number(goal['then']['value'], 2)} ({goal['then']['grade']})"
    if not goal["reached"]:
        return _(
            "Even with every element at the best that comparable offices have had, the IKM would be {nearest}: each of the nine elements would still have to rise by {missing} on average."
        ).format(nearest=words.number(goal["nearest"], 2), missing=words.number(goal["missing"] / len(ELEMENTS), 2))  # fmt: skip
    told = _(
        "The least that does, from {begin} and not from the moved sliders: {count} of the nine elements rise by {rise} on average, as listed below; the IKM would be {then}."
    ).format(
        begin=words.inside(_("Your own scores") if facts.own else _("What was measured")),
        rise=rise,
        count=words.number(len(goal["moves"])),
        then=then,
    )
    if goal["chance"] is not None:
        told += " " + _("That is only just enough: some users were asked, not all, and that the IKM of all of them reaches {target} too has a probability of {chance}. To be surer choose a higher target.").format(
            target=words.number(goal["target"], 2), chance=words.percent(goal["chance"])
        )  # fmt: skip
    return told


def _named(hundredths: int, period: int) -> str:
    """`88,31 (A)` for the lower bound of a grade, else the number."""
    found = words.number(hundredths / 100, 2)
    letter = next((g.letter for g in grades.bounds(period) if g.lowest == hundredths), "")
    return f"{found} ({letter})" if letter else found


def _plan(facts: Facts, result: dict[str, Any]) -> None:
    by_element = {row["element"]: row for row in result["elements"]}
    rows = [
        {
            "label": words.pick(ELEMENTS[element]),
            "value": by_element[element]["now"],
            "moved": step / 100,
            "to": by_element[element]["now"] + step / 100,
            "ceiling": by_element[element]["ceiling"],
            "n": result["n"],
            "state": State.SHOWN,
        }
        for element, step in sorted(result["goal"]["moves"].items(), key=lambda each: -each[1])
    ]
    heading = _("Least rises to the target")
    columns = [
        table.text("label", _("Element")),
        table.figure("value", simulasi_answer.begun(facts), 2),
        table.figure("moved", _("Rises by"), 2, sign=True),
        table.figure("to", _("To"), 2),
        table.figure("ceiling", simulasi_answer.had(result), 2),
    ]
    about = paper.of(metric("ikm"), f"{heading} · {facts.place}", facts.quarters, result["n"], "simulasi-sasaran")
    table.show("whatif_goal", history.framed(rows), columns, about)


def _observed(facts: Facts, result: dict[str, Any]) -> str:
    """Where the ceilings come from."""
    offices = words.number(result["observed"]["offices"])
    if result["observed"]["same_type"]:
        told = _("Bounded by what offices of the same type have demonstrably had in any period ({offices} offices, at least 30 answers; lower end of the 95% interval).")  # fmt: skip
    else:
        told = _("Bounded by what any office has demonstrably had in any period ({offices} offices, at least 30 answers; lower end of the 95% interval).")  # fmt: skip
    return told.format(offices=offices)


def _efforts() -> None:
    """How hard a rise of each element is, in the planner's judgement."""
    every = simulasi_levers.of_efforts()
    with levers.fold(EFFORTS, every, _("Some elements are harder to raise"), ":material/fitness_center:"):
        st.caption(
            _(
                "1: as hard as the others; 10: ten times as hard. The plan then takes the least effort, not the least rise."
            )
        )
        for lever in every:
            levers.draw(EFFORTS, lever, every, lambda value: f"{words.number(value)}×")
