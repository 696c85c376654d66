"""The way out where a chosen period has nothing to show: a button that drops the choice of periods.

from pages.parts import all_periods
all_periods.button(facts.asked)  # draws nothing where all periods are chosen already
"""

from __future__ import annotations

import streamlit as st

from data.selection import Selection
from pages.parts import address
from pages.parts.words import _


def button(asked: Selection) -> None:
    """Leads from a selection to the same of every period."""
    if asked.first is None and asked.last is None:
        return
    st.button(
        _("Show all periods"),
        icon=":material/date_range:",
        on_click=lambda: address.choose(asked.but(first=None, last=None)),
    )
