"""Comparable units: those of the same type and about the same size, beside the one that the reader picks."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from metrics.regions.peers import WITHIN
from pages.parts import choice, words
from pages.parts.daerah_facts import units
from pages.parts.daerah_parts_facts import comparable
from pages.parts.daerah_view import View
from pages.parts.indicator import places
from pages.parts.indicator import say as shared
from pages.parts.words import _


def show(seen: View) -> None:
    """The choice of a unit, its peers as a small table."""
    facts = seen.facts
    known = units(facts)
    if known is None:
        return
    with st.container(gap="xsmall"):
        st.subheader(_("Comparable units"), anchor=False)
        unit = choice.listed("peer", _("Unit"), known.units, lambda key: places.unit_label(key, True))
        found = comparable(facts, unit)
        if found.frame.empty:
            st.caption(_("No unit of the same type has between a third and three times its size."))
            return
        decimals, sign = facts.metric.decimals, shared.sign(facts.metric)
        lines = {
            _("Unit"): [
                f"**{places.unit_label(key, True)}**" if key == unit else places.unit_label(key, True)
                for key in found.frame["unit"]
            ],
            _("Users a year") if found.users else shared.counted(facts.metric): [
                words.number(volume) for volume in found.frame["volume"]
            ],
            shared.label(facts.metric): [
                f"{words.number(row.value, decimals)}{sign} ({words.interval(row.low, row.high, decimals)})"
                for row in found.frame.itertuples(index=False)
            ],
            _("Likely value"): [words.number(value, decimals) + sign for value in found.frame["shrunk"]],
        }
        st.table(pd.DataFrame(lines), border="horizontal", hide_index=True, alt=_("Comparable units"))
        st.caption(_("Same type of office, between 1/{times} and {times} times its size, nearest first, in all cities. Likely value: a value that rests on few people says little by itself, so it is drawn the nearer to the mean of all offices the fewer they are (empirical Bayes shrinkage).").format(times=words.number(WITHIN)))  # fmt: skip
