"""Indices that the ministry published elsewhere, to hold a city's index against: reference values, no data of the city."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from metrics.digital_index import levels
from metrics.digital_index.published import PUBLISHED, Published
from pages.parts import dictionary, words
from pages.parts import indeks_words as say
from pages.parts.words import _


def show() -> None:
    """A small table: place, index, value, predikat, source."""
    with st.container(gap="xsmall"):
        st.subheader(_("Published elsewhere, to compare"), anchor=False)
        st.caption(_("Reference values by the SPBE rule, not data of these cities. The rating is computed from the value by the same rule as above."))  # fmt: skip
        rows = {
            _("Place"): [words.pick(one.place) for one in PUBLISHED],
            _("Index"): [f"{say.regime(one.regime)} {one.year}" for one in PUBLISHED],
            _("Value"): [say.value(one.value) for one in PUBLISHED],
            _("Rating"): [say.predicate(predicate(one)) for one in PUBLISHED],
            _("Source"): [dictionary.source(one.source) for one in PUBLISHED],
        }
        st.table(pd.DataFrame(rows), border="horizontal", hide_index=True, alt=_("Published elsewhere, to compare"))


def predicate(one: Published) -> str:
    """The predikat of a printed value by our own rule: the same as the printed one, or the rule here would be wrong."""
    return str(levels.predicates([one.value], one.regime)[0])
