"""The levels behind an index, and the index made of them: exact, in whole numbers until the last division.

Shapes: g groups, k indicators.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.digital_index.terms import ASSESSORS, PREDICATES, REGIMES
from metrics.limits import digital_index
from metrics.moments import Floats, Integers, numbers, ratio
from metrics.sums import Sum

ASSESSED = tuple(sorted(ASSESSORS))  # the external assessment comes first: it is the one that is published
_COLUMN = "level"


@cache
def sums_of(regime: str) -> tuple[Sum, ...]:
    """The sums behind an index by whichever assessor: level and count of each indicator."""
    return tuple(one for assessor in ASSESSED for pair in _pairs(regime, assessor) for one in pair)


@cache
def _pairs(regime: str, assessor: str) -> tuple[tuple[Sum, Sum], ...]:
    code, by = tuple(REGIMES).index(regime), tuple(ASSESSORS).index(assessor)
    return tuple(
        (Sum((_COLUMN,), within=within), Sum(within=within))
        for number in range(1, len(digital_index.weights(regime)) + 1)
        for within in ((("indicator", number, number), ("regime", code, code), ("assessor", by, by)),)
    )


def read(sums: pd.DataFrame, regime: str, assessor: str) -> tuple[Integers, Integers]:
    """Levels added up and counted per indicator: (g, k) each. Raises KeyError for an unknown regime or assessor."""
    names = tuple(one.name for pair in _pairs(regime, assessor) for one in pair)
    found = numbers(sums, names)
    return found[:, 0::2], found[:, 1::2]


def index(totals: Integers, counts: Integers, weights: Integers) -> tuple[Floats, Floats]:
    """Weighted mean level per group: (rounded half-up to 2 decimals, unrounded), (g,) each.

        sum over indicators of w * s / (n * sum of w)

    s: levels added up over the n assessments of the group. NaN unless every indicator has a level in each of them: the
    rule gives no index of fewer indicators, and one left out or counted as 0 would change it without a word.
    """
    n = counts.max(axis=1, initial=0)
    complete = (n > 0) & (counts == n[:, None]).all(axis=1)
    part, whole = totals @ weights, np.where(complete, n, 0) * int(weights.sum())
    hundredths = (200 * part + whole) // np.maximum(2 * whole, 1)
    return np.where(complete, hundredths / 100, np.nan), ratio(part, whole)


def predicates(values: npt.ArrayLike, regime: str) -> npt.NDArray[np.object_]:
    """The predikat of indices rounded to two decimals; None where the value is NaN.

    2.59 of SPBE is fair (Cukup), 2.60 good (Baik).
    """
    index_ = np.asarray(values, np.float64)
    known = ~np.isnan(index_)
    found = np.full(index_.shape, None, dtype=object)
    hundredths = np.rint(index_[known] * 100)
    found[known] = np.array(tuple(PREDICATES), dtype=object)[
        np.searchsorted(digital_index.lowest(regime), hundredths, side="right")
    ]
    return found
