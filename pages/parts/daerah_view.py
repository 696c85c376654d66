"""Who stands out and who is drawn: all places while they are few; of many those that the reader picks, and the first."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pages.parts import choice, theme, words
from pages.parts.daerah_facts import Facts
from pages.parts.words import _

FEW = 24  # places that can all be told apart on one chart
STEP = 24  # how many more are drawn at a time
MOST_CHOSEN = 8
_MORE = "daerah_more"


@dataclass(frozen=True)
class View:
    """The places compared, with those picked (`chosen`, keys) and how many of the ranking are drawn."""

    facts: Facts
    chosen: tuple[str, ...]
    drawn: int

    @property
    def few(self) -> bool:
        """Whether all places can stand beside each other."""
        return len(self.facts.frame) <= FEW

    @property
    def keys(self) -> pd.Series:
        """The key of each place, in the order of the frame."""
        return self.facts.frame[self.facts.by]

    @property
    def rows(self) -> pd.DataFrame:
        """The places drawn: the first of the ranking, and those picked wherever they stand."""
        frame = self.facts.frame
        if self.few:
            return frame
        return frame[(frame.index < self.drawn) | self.keys.isin(self.chosen)]

    def ink(self, place: str, city: str) -> str:
        """The key of the colour of a place: its city's while places are few; of many only the picked ones have one."""
        if self.few:
            return city
        if place not in self.chosen:
            return ""
        return city if city in theme.CITIES and self.facts.by == "city" else theme.CHOSEN

    def focus(self, most: int) -> pd.DataFrame:
        """The places that a chart of few has room for: those picked, else the first of the ranking."""
        frame = self.facts.frame
        return (frame[self.keys.isin(self.chosen)] if self.chosen else frame).head(most)


def view(facts: Facts) -> View:
    """Asks which places are meant, where there are many."""
    if len(facts.frame) <= FEW:
        return View(facts, (), FEW)
    named = dict(zip(facts.frame[facts.by], facts.frame["name"], strict=True))
    chosen = choice.several(
        "mark",
        _("Find places"),
        sorted(named, key=named.__getitem__),
        named.__getitem__,
        MOST_CHOSEN,
        _("Search by name, up to {n}").format(n=words.number(MOST_CHOSEN)),
    )
    return View(facts, chosen, int(st.session_state.get(_MORE, STEP)))


def more(seen: View) -> None:
    """The button that draws more of the ranking, while there is more."""
    rest = len(seen.facts.frame) - seen.drawn
    if seen.few or rest <= 0:
        return

    def grow() -> None:
        st.session_state[_MORE] = seen.drawn + STEP

    st.button(
        _("Show {n} more").format(n=words.number(min(STEP, rest))), on_click=grow, key="places_more", icon=":material/expand_more:"
    )  # fmt: skip
