"""Shares as readers see them: in percent, changes in percentage points. Everything else passes unchanged.

Formulas, the command line and downloads keep the share itself; a page shows the same figure times a hundred. The
declaration is turned with its formula, so that what a page computes on sums is in percent too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from data.answer import Answer
from data.selection import Selection
from metrics import registry
from metrics.metric import Metric
from metrics.words import Words
from pages.parts import access

UNIT = Words("%", "%")
_SCALED = ("value", "low", "high", "se")


def answers(names: Sequence[str], *, by: Sequence[str] = (), selection: Selection, **options: Any) -> dict[str, Answer]:
    """`access.answers`, as readers see it."""
    found = access.answers(names, by=by, selection=selection, **options)
    return {name: answer(each) for name, each in found.items()}


def answer(found: Answer) -> Answer:
    """An answer as readers see it."""
    if not found.metric.percent:
        return found
    return replace(found, metric=shown(found.metric), frame=frame(found.frame))


def metric(name: str) -> Metric:
    """The declaration as readers see it. Raises KeyError."""
    return shown(registry.metric(name))


def shown(described: Metric) -> Metric:
    """The declaration in percent, where it is a share."""
    if not described.percent or described.unit == UNIT:
        return described
    low, high = described.range
    return replace(
        described,
        unit=UNIT,
        range=(100 * low, 100 * high),
        decimals=max(described.decimals - 2, 0),
        estimate=_scaled(described.estimate),
        whole=None if described.whole is None else _scaled(described.whole),
    )


def frame(estimates: pd.DataFrame) -> pd.DataFrame:
    """Estimates of a share, in percent."""
    scaled = estimates.copy(deep=False)
    for name in _SCALED:
        if name in estimates:
            scaled[name] = 100 * estimates[name].to_numpy(np.float64)
    return scaled


def _scaled(formula: Callable[..., pd.DataFrame]) -> Callable[..., pd.DataFrame]:
    def in_percent(sums: pd.DataFrame, **options: Any) -> pd.DataFrame:
        return frame(formula(sums, **options))

    return in_percent
