"""Funnel plots: how far a unit of its size may lie from the whole before chance is no longer enough (Spiegelhalter 2005)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special

from metrics.moments import Floats, ratio

LIMITS = (0.95, 0.998)
WINSORISED = 0.1  # of the units at either end count as the last of the others when the spread is measured


def share_limits(target: float, n: npt.ArrayLike, coverage: float, phi: float = 1.0) -> tuple[Floats, Floats]:
    """Limits of a share around `target` for units of n people, exact binomial, interpolated between whole counts.

        r = least count with P(R <= r) >= q,  a = (P(R <= r) - q) / P(R = r),  limit = (r - a) / n

    q: the tails outside `coverage`. Widened around the target by sqrt(phi) and kept within 0 and 1; NaN where n is 0.
    share_limits(.1, 100, .95) -> .0404, .1577; at .998: .0142, .1984.
    """
    people = np.asarray(n, np.float64)
    tail = (1 - coverage) / 2
    limits = []
    for q in (tail, 1 - tail):
        # As scipy.stats.binom, from scipy.special, which takes no second to import.
        r = np.ceil(special.bdtrik(q, people, target) - 1e-9).clip(0, people)
        below, part = _at_most(r - 1, people, target), _at_most(r, people, target)
        limit = ratio(r - ratio(part - q, part - below), people)
        limits.append(np.clip(target + (limit - target) * np.sqrt(phi), 0, 1))
    return limits[0], limits[1]


def _at_most(r: Floats, n: Floats, share: float) -> Floats:
    """P(R <= r) of a binomial count, by the incomplete beta function."""
    inside = (r >= 0) & (r < n)
    tail = special.betainc(np.where(inside, n - r, 1), np.where(inside, r + 1, 1), 1 - share)
    return np.where(inside, tail, np.where(r < 0, 0.0, 1.0))


def mean_limits(target: float, se: npt.ArrayLike, coverage: float, phi: float = 1.0) -> tuple[Floats, Floats]:
    """Limits of a mean: target -/+ z se sqrt(phi), se the standard error that a unit of this size has."""
    half = special.ndtri(1 - (1 - coverage) / 2) * np.sqrt(phi) * np.asarray(se, np.float64)
    return target - half, target + half


def overdispersion(value: npt.ArrayLike, target: float, se: npt.ArrayLike) -> float:
    """phi: mean squared z of the units, the outermost tenth at either end pulled in; 1 where chance alone may give it.

    The test: phi above 1 + 2 sqrt(2 / I) for I units. Fewer than five units: 1, for there is nothing to judge it by.
    """
    z = ratio(np.asarray(value, np.float64) - target, np.asarray(se, np.float64))
    z = z[~np.isnan(z)]
    if len(z) < 5:
        return 1.0
    z = np.clip(z, *np.quantile(z, (WINSORISED, 1 - WINSORISED)))
    phi = float(np.mean(z**2))
    return phi if phi > 1 + 2 * np.sqrt(2 / len(z)) else 1.0


@dataclass(frozen=True)
class Funnel:
    """Units with the limits of their own size, and what they are drawn around.

    units: value, n, se as given, `expected` (error that its size alone gives), limits low95 high95 low998 high998,
    `outside`: 0 within, 1 or -1 beyond 95 %, 2 or -2 beyond 99.8 %.
    """

    target: float
    phi: float
    units: pd.DataFrame


def funnel(value: npt.ArrayLike, n: npt.ArrayLike, se: npt.ArrayLike, share: bool) -> Funnel:
    """The funnel of units around their common mean, weighted by n.

    A share has the binomial limits of the target. A mean has normal ones, from one standard deviation for all units
    (pooled from se sqrt(n), weighted by n), so that the limits depend on size alone. Both widened by sqrt(phi).
    """
    values, people, errors = (np.asarray(x, np.float64) for x in (value, n, se))
    known = ~np.isnan(values) & (people > 0)
    target = float(ratio(np.where(known, values * people, 0.0).sum(), np.where(known, people, 0.0).sum()))
    if share:
        deviation = np.sqrt(target * (1 - target))
    else:
        judged = known & ~np.isnan(errors)
        squares = np.where(judged, errors**2 * people**2, 0.0).sum()
        deviation = np.sqrt(ratio(squares, np.where(judged, people, 0.0).sum()))
    expected = deviation * np.sqrt(ratio(1, people))
    phi = overdispersion(np.where(known, values, np.nan), target, expected)
    units = pd.DataFrame({"value": values, "n": people, "se": errors, "expected": expected})
    outside = np.zeros(len(values), np.int64)
    for coverage in LIMITS:
        low, high = (
            share_limits(target, people, coverage, phi) if share else mean_limits(target, expected, coverage, phi)
        )
        name = f"{coverage * 1000:.0f}".rstrip("0") if coverage < 0.99 else "998"
        units[f"low{name}"], units[f"high{name}"] = low, high
        outside += np.where(values > high, 1, np.where(values < low, -1, 0))
    units["outside"] = outside
    return Funnel(target, phi, units)
