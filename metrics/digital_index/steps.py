"""Which next levels lift an index most, and how many steps the next predikat is away."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics.digital_index import levels
from metrics.digital_index.terms import LEVELS, PREDICATES
from metrics.limits import digital_index
from metrics.limits.digital_index import WHOLE
from metrics.moments import Integers

COLUMNS = ("indicator", "aspect", "level", "next_level", "lift", "index_after", "predicate_after")


def next_steps(sums: pd.DataFrame, regime: str, assessor: str = "external") -> pd.DataFrame:
    """The next level of each indicator that is not at the highest, those that lift the index most first.

        lift = weight of the indicator / 100 %

    One row per step, under the label of its group. Of the same lift the lower level comes first, then the number.
    `index_after`, `predicate_after`: when this step and those before it are taken. No rows for a group whose assessment
    is not complete, or that holds several: a mean has no next level. What a step costs is not known here.
    """
    single = _single(sums, regime, assessor)
    found = [_steps(level, label, regime) for label, level in zip(sums.index, single, strict=True) if level is not None]
    empty = pd.DataFrame({name: [] for name in COLUMNS}, index=sums.index[:0])
    return pd.concat(found) if found else empty


def to_next_predicate(sums: pd.DataFrame, regime: str, assessor: str = "external") -> pd.DataFrame:
    """The fewest steps of one level to the next predikat, per group: `next_predicate`, `gap` (index points), `steps`.

    Steps of the largest weights first, several on one indicator where that helps most. None and NaN for a group as in
    `next_steps`, and for one with the best predikat.
    """
    single = _single(sums, regime, assessor)
    rows = [_NOWHERE if level is None else _distance(level, regime) for level in single]
    return pd.DataFrame(rows, columns=["next_predicate", "gap", "steps"], index=sums.index).astype(
        {"next_predicate": object, "gap": float, "steps": float}
    )


_NOWHERE = (None, np.nan, np.nan)


def _single(sums: pd.DataFrame, regime: str, assessor: str) -> list[Integers | None]:
    """The levels of each group, (k,); None where it is not one complete assessment."""
    totals, counts = levels.read(sums, regime, assessor)
    return [total if (count == 1).all() else None for total, count in zip(totals, counts, strict=True)]


def _hundredths(weighted: Integers) -> Integers:
    """Levels times weights added up, over one assessment: the index in hundredths, rounded half-up."""
    return (2 * weighted * 100 + WHOLE) // (2 * WHOLE)


def _steps(level: Integers, label: object, regime: str) -> pd.DataFrame:
    weights = digital_index.weights(regime)
    aspect = np.array([a.key for a in digital_index.aspects(regime) for _ in a.weights], dtype=object)
    number = np.arange(1, len(level) + 1)
    order = np.lexsort([number, level, -weights])
    order = order[level[order] < LEVELS[1]]
    rounded = _hundredths(level @ weights + np.cumsum(weights[order])) / 100
    return pd.DataFrame(
        {
            "indicator": number[order],
            "aspect": aspect[order],
            "level": level[order],
            "next_level": level[order] + 1,
            "lift": weights[order] / WHOLE,
            "index_after": rounded,
            "predicate_after": levels.predicates(rounded, regime),
        },
        index=pd.Index([label] * len(order), tupleize_cols=False),
    )


def _distance(level: Integers, regime: str) -> tuple[str | None, float, float]:
    weights = digital_index.weights(regime)
    now = level @ weights
    hundredths = int(_hundredths(now))
    named = zip(tuple(PREDICATES)[1:], digital_index.lowest(regime), strict=True)
    better = [(key, bound) for key, bound in named if bound > hundredths]
    if not better:
        return _NOWHERE
    key, bound = better[0]
    steps = np.sort(np.repeat(weights, LEVELS[1] - level))[::-1]
    reached = _hundredths(now + np.cumsum(steps)) >= bound
    return key, (bound - hundredths) / 100, float(reached.argmax() + 1)
