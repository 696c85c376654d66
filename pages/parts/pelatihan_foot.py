"""Under the page Pelatihan: the sources of its figures, with what nobody has read in the text of the rule yet."""

from __future__ import annotations

import streamlit as st

from metrics.limits import all_limits
from metrics.registry import metric
from pages.parts import footer, words
from pages.parts import pelatihan_facts as facts_of
from pages.parts.pelatihan_facts import Facts
from pages.parts.words import _


def show(facts: Facts) -> None:
    """One line per table: staff, skills, training taken, plans."""
    taken = facts_of.one(facts.taken, "participations")
    plans = facts_of.plan(facts)
    st.caption(footer.text("completion", facts.year, taken["n"]))
    st.caption(footer.text(facts_of.PLAN, plans.selection, plans.frame["n"].iloc[0]))
    for told in unverified(facts):
        st.caption(told)
    footer.show(facts_of.MET, *facts.rests_on)


def unverified(facts: Facts) -> list[str]:
    """A sentence per rule or constant on the page whose text nobody has read."""
    held = all_limits()
    found: dict[str, str] = {}
    for name in (*facts_of.OVER_TIME, *facts_of.STATES, *facts_of.TAKEN):
        described = metric(name)
        if not described.source.verified:
            found[words.pick(described.label)] = described.source.rule
        limits = [held[limit] for limit in described.limits]
        sources = {words.pick(limit.label): limit.at(facts.now).source for limit in limits}
        found |= {label: source.rule for label, source in sources.items() if not source.verified}
    return [_("{what} ({rule}): not verified yet").format(what=what, rule=rule) for what, rule in found.items()]
