"""Intervals: around means from their standard errors, around shares from their counts.

scipy.special rather than scipy.stats or statsmodels: the same functions, without 0.5-1.4 s of import at start.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

from metrics.moments import Floats, ratio

CONFIDENCE = 0.95
_TAIL = 1 - (1 - CONFIDENCE) / 2


def t_quantile(df: npt.ArrayLike) -> Floats:
    """Two-sided 95 % quantile of Student's t; NaN where df is not above 0."""
    freedom = np.asarray(df, np.float64)
    quantile: Floats = special.stdtrit(np.where(freedom > 0, freedom, np.nan), _TAIL)
    return quantile


def t_interval(
    value: npt.ArrayLike, se: npt.ArrayLike, df: npt.ArrayLike, lowest: float = -np.inf, highest: float = np.inf
) -> tuple[Floats, Floats]:
    """value -/+ t se, kept within what the value can be. NaN where there is no standard error or no freedom."""
    centre = np.asarray(value, np.float64)
    error = np.asarray(se, np.float64)
    half = t_quantile(np.where(np.isnan(error), np.nan, df)) * error  # without an error no quantile is looked for
    return np.clip(centre - half, lowest, highest), np.clip(centre + half, lowest, highest)


def wilson(successes: npt.ArrayLike, n: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Score interval of a share (Wilson 1927), without continuity correction. NaN where n is 0.

        (p + z2/2n -/+ z sqrt(p(1-p)/n + z2/4n2)) / (1 + z2/n)

    wilson(81, 263) -> (.2553, .3662).
    """
    z = special.ndtri(_TAIL)
    total = np.asarray(n, np.float64)
    share = ratio(successes, total)
    inverse = ratio(1, total)
    half = z * np.sqrt(share * (1 - share) * inverse + (z * inverse / 2) ** 2)
    scale = 1 + z**2 * inverse
    centre = share + z**2 * inverse / 2
    # The share lies within its limits; at 0 and 1 it is one of them, up to the last digit of the arithmetic.
    return np.clip((centre - half) / scale, 0, share), np.clip((centre + half) / scale, share, 1)


def newcombe(successes: int, n: int, successes_before: int, n_before: int) -> tuple[float, float]:
    """Interval of the difference of two shares, first minus second (Newcombe 1998, method 10: from Wilson limits).

    newcombe(56, 70, 48, 80) -> (.0524, .3339).
    """
    low, high = wilson([successes, successes_before], [n, n_before])
    p, q = (float(x) for x in ratio([successes, successes_before], [n, n_before]))
    down = np.hypot(p - low[0], high[1] - q)
    up = np.hypot(high[0] - p, q - low[1])
    return float(p - q - down), float(p - q + up)


def fisher_interval(correlation: npt.ArrayLike, n: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Interval of a correlation by Fisher's z: tanh(atanh r -/+ 1.96 / sqrt(n - 3)). NaN for n <= 3."""
    r = np.asarray(correlation, np.float64)
    half = special.ndtri(_TAIL) * np.sqrt(ratio(1, np.asarray(n, np.float64) - 3))
    z = np.arctanh(np.clip(r, -1 + 1e-15, 1 - 1e-15))
    return np.tanh(z - half), np.tanh(z + half)


def comparison_interval(value: npt.ArrayLike, se: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Limits drawn so that two of them just touch when their difference is just significant at 5 %.

    value -/+ 1.386 se (1.96 / sqrt 2; Goldstein and Healy 1995, for standard errors of about the same size). For
    pairwise charts only: they are narrower than a 95 % interval and must be labelled so.
    """
    centre = np.asarray(value, np.float64)
    half = special.ndtri(_TAIL) / np.sqrt(2) * np.asarray(se, np.float64)
    return centre - half, centre + half
