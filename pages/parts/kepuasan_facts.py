"""What the page Kepuasan is about: the history of the index, and that of its nine elements beside it.

Draws nothing. `pages.parts.indicator` has what holds for any indicator; here is what only the index has: grades.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.answer import Answer, understood
from data.selection import Selection
from metrics.limits import cell_sizes, grades, sample
from metrics.metric import Metric
from metrics.registry import metric
from pages.parts import access, words
from pages.parts.indicator import history
from pages.parts.indicator.history import History

INDICATIVE = int(sample.INDICATIVE.at().value)
SUMS = [total.name for total in metric("ikm").sums]


def ikm() -> Metric:
    """The declaration of the index that the page is about."""
    return metric("ikm")


@dataclass(frozen=True)
class Facts(History):
    """The history of the index; `elements`: by key of the place the answer to nrr, a row per period and element.

    `asked`: the selection as the reader made it, before what does not hold for the survey was left out.
    """

    elements: Mapping[str, pd.DataFrame]
    asked: Selection


def load(asked: Selection) -> Facts | None:
    """The facts of a selection; None while the store holds no response within the reader's scope. Read only."""
    return _load(access.context(), asked)


@access.remembered
def _load(_context: access.Context, asked: Selection) -> Facts | None:
    known = access.quarters()
    if not known:
        return None
    selection = understood(asked, access.SURVEY)
    reach = selection.but(first=None)  # a year ago may lie before the first period shown

    def ask(*by: str) -> dict[str, Answer]:
        return access.answers(("ikm", "nrr"), by=(*by, "period", "element"), selection=reach)

    made = history.parts(ikm(), selection, known, lambda *by: ask(*by)["ikm"])
    elements = {made["whole"].key: ask()["nrr"].frame}
    if len(made["places"]) > 1:
        elements |= dict(iter(ask("city")["nrr"].frame.groupby("city", sort=False)))
    return Facts(**made, elements=elements, asked=asked)


def minimum() -> int:
    """The smallest group that is shown."""
    return cell_sizes.minimum(ikm().population)


def hidden(state: Any) -> str:
    """Why there is no value, with the size of the smallest group that is shown."""
    return words.state_reason(state, minimum())


def grade_name(letter: str) -> str:
    """What a grade is called."""
    return words.pick(grades.label(letter))


def next_grade(letter: str, period: int) -> grades.Grade | None:
    """The grade above a letter by the rule of the period; None above A."""
    ladder = grades.bounds(period)
    above = next(i for i, g in enumerate(ladder) if g.letter == letter) + 1
    return ladder[above] if above < len(ladder) else None
