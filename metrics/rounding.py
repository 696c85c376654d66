"""Rounding as regulations mean it: half goes up, once, from the exact value.

Floats cannot say whether 64.995 is a tie, so nothing here rounds a float that stands for a ratio of integers without
looking at the integers themselves when it comes close to one.
"""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from metrics.moments import Floats, Integers, ratio

# Far above the error of adding up some tens of quotients in double precision (about 1e-11 of the last decimal kept),
# far below any distance that would send many values the slow way.
_CLOSE = 1e-6


def half_up(value: Fraction | Decimal | int, decimals: int = 2) -> float:
    """An exact number rounded half-up: half_up(Fraction("64.995")) == 65.0.

    Takes no float: what is a tie in print mostly is none in binary (write Decimal("64.995") or a Fraction).
    """
    if isinstance(value, float):
        raise TypeError("half_up needs an exact number; give a Fraction, a Decimal or an int")
    scale = 10**decimals
    units = math.floor(Fraction(value) * scale + Fraction(1, 2))
    return float(Fraction(units, scale))


def half_up_floats(values: npt.ArrayLike, decimals: int = 2) -> Floats:
    """Floats rounded half-up, for interval limits and the like that are no ratios of integers. NaN stays NaN."""
    scale = 10.0**decimals
    rounded: Floats = np.floor(np.asarray(values, np.float64) * scale + 0.5) / scale
    return rounded


def weighted_means(totals: Integers, counts: Integers, weight: Fraction, decimals: int = 2) -> tuple[Floats, Floats]:
    """`weight * sum over columns of totals / counts` per row: (rounded half-up, unrounded), both (g,).

    totals, counts: (g, k) integers. NaN where one of the counts is 0. The rounded value is exact: computed in doubles,
    and settled in Fractions wherever the double lies too close to a tie to be trusted.
    """
    scale = 10**decimals
    exact = float(weight) * ratio(totals, counts).sum(axis=1)
    units = exact * scale
    rounded = np.floor(units + 0.5)
    fraction = units - np.floor(units)
    for row in np.flatnonzero(np.abs(fraction - 0.5) < _CLOSE):
        value = weight * sum(
            (Fraction(int(s), int(n)) for s, n in zip(totals[row], counts[row], strict=True)), Fraction(0)
        )
        rounded[row] = math.floor(value * scale + Fraction(1, 2))
    return rounded / scale, exact
