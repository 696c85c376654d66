"""Simulasi: what would be if. Levers, the answer with its kind of evidence, the way to a target, kept scenarios."""

from __future__ import annotations

import streamlit as st

from data.whatif import TOOLS, Refused
from pages.parts import (
    access,
    address,
    choice,
    footer,
    simulasi_alike,
    simulasi_answer,
    simulasi_facts,
    simulasi_goal,
    simulasi_ledger,
    simulasi_levers,
    simulasi_plan,
    simulasi_training,
    style,
    theme,
    words,
)
from pages.parts.words import _

TOOL = "tool"


def page() -> None:
    """Which tool, then its answer and levers, then what was kept."""
    names = {
        "elements": _("Elements"),
        "training": _("Training and systems"),
        "allocation": _("Budget"),
        "alike": _("Units like these"),
    }
    tool = choice.one(TOOL, _("What to try out"), TOOLS, names.__getitem__)
    selection = address.selection()
    simulasi_ledger.opened()
    if tool == "elements":
        elements()
    elif tool == "alike":
        simulasi_ledger.show(simulasi_alike.show(selection))
    else:
        shown = simulasi_training.show if tool == "training" else simulasi_plan.show
        simulasi_ledger.show(shown(selection))
        footer.show("sustained_use", *simulasi_facts.rests_on(selection))
    style.print_button()


def elements() -> None:
    """The answer first, then the levers, the target and what was kept."""
    facts = simulasi_facts.load(address.selection())
    if isinstance(facts, Refused):
        simulasi_answer.refused(facts)
        simulasi_ledger.show(None)
        return
    asked, facts = simulasi_levers.asked(facts)
    result = simulasi_facts.answered(facts, asked)
    simulasi_answer.show(facts, result)
    left, right = st.columns([2, 3], gap="large")
    with left:
        simulasi_levers.show(facts)
    with right:
        simulasi_answer.elements(facts, result)
        simulasi_goal.show(facts, result)
    simulasi_ledger.show(simulasi_facts.Answered(asked, result) if simulasi_levers.touched() else None)
    footer.show("ikm", facts.quarters, facts.start.n)


# Language, theme and version are looked up once, not for each of some hundred texts and names. Keeping a scenario
# changes no data, so the version holds.
with words.speaking(words.language()), theme.seen(), access.steady():
    page()
