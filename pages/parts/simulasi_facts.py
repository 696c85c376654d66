"""What the page Simulasi is about: what is measured, and the answer to the levers. Draws nothing.

The answer is that of `data.whatif`, which the command line gives too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, NamedTuple

from data.answer import understood
from data.query import PERIOD
from data.selection import Selection
from data.store import store
from data.whatif import Refused, Scenario, alike, elements, training
from data.whatif.elements import Start
from metrics.limits import grades
from metrics.metric import State
from metrics.periods import QUARTERS_IN
from pages.parts import access, words
from pages.parts.indicator import places


class Answered(NamedTuple):
    """What was asked, and the answer to it: what can be kept."""

    scenario: Scenario
    result: Mapping[str, Any]


@dataclass(frozen=True)
class Facts:
    """One selection, measured. `asked`: as the reader made it, before what does not hold for the survey was left out.

    start: what the levers begin with; measured: the same without scores of the reader's own.
    """

    asked: Selection
    selection: Selection
    start: Start
    measured: Start

    def beginning(self, base: Mapping[str, int]) -> Facts:
        """With scores of the reader's own, in hundredths, in place of the measured ones."""
        means = {**self.measured.means, **{element: Fraction(score, 100) for element, score in base.items()}}
        return replace(self, start=replace(self.measured, means=means))

    @property
    def own(self) -> bool:
        """Whether the reader begins with other scores than the measured ones."""
        return self.start.means != self.measured.means

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
        found = elements.start(store(), selection, context.scope)
    except Refused as refused:
        return refused
    return Facts(asked, selection, found, found)


def pool(selection: Selection, segments: tuple[str, ...] = ()) -> training.Start | Refused:
    """Who could be trained, and the estimates, or why nothing can be told. Read only."""
    return _pool(access.context(), selection, segments)


@access.remembered
def _pool(context: access.Context, selection: Selection, segments: tuple[str, ...]) -> training.Start | Refused:
    asked = Scenario(training.TOOL, selection=selection, levers={"segments": list(segments)} if segments else {})
    try:
        return training.start(store(), asked, context.scope)
    except Refused as refused:
        return refused


def of_units(selection: Selection) -> alike.Start | Refused:
    """The place's own figures and the model of units, or why nothing can be told. Read only."""
    return _of_units(access.context(), selection)


@access.remembered
def _of_units(context: access.Context, selection: Selection) -> alike.Start | Refused:
    try:
        return alike.start(store(), selection, context.scope)
    except Refused as refused:
        return refused


def rests_on(asked: Selection) -> tuple[Selection, Any]:
    """The selection that training and budget are about, at the quarter that the pool is of, with its n; missing: hidden."""
    selection = understood(asked, access.USE).but(first=None)
    answer = access.answer("sustained_use", by=(PERIOD,), selection=selection.but(grain="quarter"))
    there = answer.frame[answer.frame["state"] != State.NO_DATA]
    if there.empty:
        return selection, 0
    newest = there.loc[there[PERIOD].astype("int64").idxmax()]
    quarter = int(newest[PERIOD])
    return selection.but(first=quarter, last=quarter, grain="quarter"), newest["n"]


def scenario(
    facts: Facts, moves: Mapping[str, int], target: int | None, efforts: Mapping[str, int], base: Mapping[str, int]
) -> Scenario:
    """The question that the levers ask. target: in hundredths; None: none was chosen."""
    assumptions: dict[str, Any] = {} if target is None else {"target": f"{target / 100:.2f}"}
    if efforts:
        assumptions["efforts"] = dict(efforts)
    baseline = {element: f"{score / 100:.2f}" for element, score in base.items()}
    return Scenario(elements.TOOL, "", facts.selection, {"moves": dict(moves)}, assumptions, baseline)


def answered(facts: Facts, asked: Scenario) -> dict[str, Any]:
    """The answer. Raises Refused."""
    return elements.answered(facts.measured, asked)


def letter(value: float, period: int) -> str:
    """The grade of a rounded index."""
    return grades.grade(value, period)
