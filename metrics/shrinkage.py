"""Shares of small groups, drawn towards what all groups have in common: beta-binomial shrinkage.

    x_g ~ Binomial(n_g, p_g),  p_g ~ Beta(m k, (1 - m) k)
    shrunk share = (x_g + m k) / (n_g + k)

m: the mean of the shares; k: as many observations as the common distribution is worth, both by maximum likelihood over
the groups. A group of n = k lies halfway; a large group stays where it is. The interval is that of the beta posterior, with
m and k taken as known, so it is a little too narrow where groups are few.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special

from metrics.interval import CONFIDENCE
from metrics.moments import Floats, ratio

INDICATIVE = 30  # a share of fewer is marked so beside being shrunk
_LEAST_GROUPS = 3
_TAIL = (1 - CONFIDENCE) / 2
_FROM, _TO = -4.0, 14.0  # logarithm of k; beyond, groups do not differ more than by chance


def shrink(part: npt.ArrayLike, n: npt.ArrayLike) -> pd.DataFrame:
    """Shrunk shares of `part` out of `n`, one row per group: value, low, high, weight, indicative.

    weight: how much of the value is the group's own, n / (n + k); 1 where nothing is shrunk. indicative: n < 30.

    A group of nobody has no value (NaN). Fewer than three groups with anybody, or shares that are all 0 or all 1, tell
    nothing of how groups differ: their own shares stay, without interval. Where groups differ no more than by chance,
    all are given the common share, with the interval of all together. Raises ValueError for counts that cannot be.
    """
    x, size = (np.asarray(one, np.float64) for one in (part, n))
    if x.shape != size.shape or (x < 0).any() or (x > size).any():
        raise ValueError("a part is a count between 0 and its whole, one per group")
    own = ratio(x, size)
    nothing = np.full(len(x), np.nan)
    fitted = fit(x, size)
    if fitted is None:
        value, low, high, weight = own, nothing, nothing, np.where(size > 0, 1.0, np.nan)
    else:
        m, k = fitted
        if np.isinf(k):
            value, a, b = np.full(len(x), m), np.full(len(x), x.sum()), np.full(len(x), (size - x).sum())
            weight = np.zeros(len(x))
        else:
            a, b = x + m * k, size - x + (1 - m) * k
            value, weight = a / (a + b), size / (size + k)
        low, high = special.betaincinv(a, b, _TAIL), special.betaincinv(a, b, 1 - _TAIL)
    there = size > 0
    columns = {"value": value, "low": low, "high": high, "weight": weight}
    found = pd.DataFrame({name: np.where(there, column, np.nan) for name, column in columns.items()})
    return found.assign(indicative=there & (size < INDICATIVE))


def fit(part: npt.ArrayLike, n: npt.ArrayLike) -> tuple[float, float] | None:
    """m and k by maximum likelihood; k infinite where groups differ no more than by chance; None where they tell nothing."""
    x, size = (np.asarray(one, np.float64) for one in (part, n))
    x, size = x[size > 0], size[size > 0]
    if len(x) < _LEAST_GROUPS or x.sum() in (0, size.sum()) or (size == 1).all():
        return None
    from scipy import optimize  # half a second that a start need not wait for

    def best(log_k: float) -> tuple[float, float]:
        """(loss, m) at the best mean for one k: the likelihood has one peak in m."""
        k = float(np.exp(log_k))
        done = optimize.minimize_scalar(
            lambda m: _loss(x, size, m * k, (1 - m) * k),
            bounds=(1e-9, 1 - 1e-9),
            method="bounded",
            options={"xatol": 1e-10},
        )
        return float(done.fun), float(done.x)

    grid = np.linspace(_FROM, _TO, 25)
    at = int(np.argmin([best(one)[0] for one in grid]))
    pooled = float(x.sum() / size.sum())
    chance = -float((special.xlogy(x, pooled) + special.xlogy(size - x, 1 - pooled)).sum())
    span = (float(grid[max(at - 1, 0)]), float(grid[min(at + 1, len(grid) - 1)]))
    log_k = float(optimize.minimize_scalar(lambda one: best(one)[0], bounds=span, method="bounded").x)
    loss, m = best(log_k)
    return (pooled, float("inf")) if chance <= loss + 1e-6 else (m, float(np.exp(log_k)))


def _loss(x: Floats, n: Floats, a: float, b: float) -> float:
    """Minus the log-likelihood, without the constant of the binomial coefficients."""
    return float((special.betaln(a, b) - special.betaln(x + a, n - x + b)).sum())
