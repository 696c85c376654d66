"""The predikat of performance reviews by the rule of their quarter, for many reviews at once.

Codes are places in the dictionaries of `metrics.performance.terms`, from 0; -1: not known.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from metrics.limits.skp import SKP_PREDICATE, ByRatings, ByValue
from metrics.moments import Integers
from metrics.performance.terms import PREDICATES, RATINGS

_UNKNOWN = -1
_PREDICATES = tuple(PREDICATES)
_RATINGS = tuple(RATINGS)


def predicate(
    result: npt.ArrayLike, behaviour: npt.ArrayLike, value_hundredths: npt.ArrayLike, quarter: npt.ArrayLike
) -> Integers:
    """Code of the predikat (`PREDICATES`); -1 where what the rule of the quarter asks for is missing.

    Until 2021 the rule asks for the value, from 2022 for both ratings: ratings of 2020 or a value of 2024 give no
    predikat. predicate(above, meets, -1, 2026Q1) -> Baik; predicate(-1, -1, 9050, 2020Q4) -> Sangat Baik.
    Shapes: arrays that can be broadcast together, or single numbers. Raises ValueError for an unknown rating code.
    """
    results, behaviours, values, quarters = np.broadcast_arrays(
        *(np.asarray(x, np.int64) for x in (result, behaviour, value_hundredths, quarter))
    )
    for codes in (results, behaviours):
        if ((codes < _UNKNOWN) | (codes >= len(_RATINGS))).any():
            raise ValueError(f"codes of ratings are 0 to {len(_RATINGS) - 1}, or -1 where there is none")
    found = np.full(results.shape, _UNKNOWN, np.int64)
    for one in np.unique(quarters):
        here = quarters == one
        rule = SKP_PREDICATE.at(float(one)).value
        if isinstance(rule, ByRatings):
            found[here] = _matrix(rule)[results[here], behaviours[here]]
        else:
            found[here] = _of_values(rule, values[here])
    return found


def _matrix(rule: ByRatings) -> Integers:
    """Codes by (result, behaviour), with a last row and column of -1 that a missing rating (-1) falls on."""
    codes = np.full((len(_RATINGS) + 1, len(_RATINGS) + 1), _UNKNOWN, np.int64)
    for (result, behaviour), key in rule.predicates.items():
        codes[_RATINGS.index(result), _RATINGS.index(behaviour)] = _PREDICATES.index(key)
    return codes


def _of_values(rule: ByValue, values: Integers) -> Integers:
    place = np.searchsorted(sorted(rule.lowest), values, side="right")
    return np.where(values >= 0, place, _UNKNOWN)
