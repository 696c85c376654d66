"""What the page Simulasi is about: what is measured, and the answer to the levers. Draws nothing.

The answer is that of `data.whatif`, which the command line gives too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.answer import understood
from data.selection import Selection
from data.store import store
from data.whatif import Refused, Scenario, elements
from data.whatif.elements import Start
from metrics.limits import grades
from metrics.periods import QUARTERS_IN
from pages.parts import access, words
from pages.parts.indicator import places


@dataclass(frozen=True)
class Facts:
    """One selection, measured. `asked`: as the reader made it, before what does not hold for the survey was left out."""

    asked: Selection
    selection: Selection
    start: Start

    @property
    def place(self) -> str:
        """The chosen places in words."""
        return places.name(self.selection)

    @property
    def said(self) -> str:
        """The period in words."""
        return words.period(self.start.period, self.selection.grain)

    @property
    def quarters(self) -> Selection:
        """The selection cut to the period that is moved."""
        return self.selection.but(
            first=self.start.period, last=self.start.period + QUARTERS_IN[self.selection.grain] - 1
        )


def load(asked: Selection) -> Facts | Refused:
    """What is measured for a selection, or why nothing can be moved. Read only."""
    return _load(access.context(), asked)


@access.remembered
def _load(context: access.Context, asked: Selection) -> Facts | Refused:
    selection = understood(asked, access.SURVEY)
    try:
        return Facts(asked, selection, elements.start(store(), selection, context.scope))
    except Refused as refused:
        return refused


def scenario(
    facts: Facts, moves: Mapping[str, int], target: str, efforts: Mapping[str, int], name: str = ""
) -> Scenario:
    """The question that the levers ask."""
    assumptions: dict[str, Any] = {"target": target}
    if efforts:
        assumptions["efforts"] = dict(efforts)
    return Scenario(elements.TOOL, name, facts.selection, {"moves": dict(moves)}, assumptions)


def answered(facts: Facts, asked: Scenario) -> dict[str, Any]:
    """The answer. Raises Refused."""
    return elements.answered(facts.start, asked)


def letter(value: float, period: int) -> str:
    """The grade of a rounded index."""
    return grades.grade(value, period)
