"""Totals over totals: of all working days the idle ones, of all work the manual. Intervals by linearisation.

    R = sum y / sum x,   se^2 = n / (n - 1) * sum (y - R x)^2 / (sum x)^2

over the n rows in which both are known (Cochran 1977, 6.4); t interval with n - 1 degrees of freedom. Rows are taken as
independent: where one person has several, the interval is somewhat too narrow.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics import estimates, interval
from metrics.moments import Floats, numbers, ratio
from metrics.sums import Sum

Pair = tuple[str, str]  # the columns of the part and of the whole


def sums_of(part: str, whole: str) -> tuple[Sum, ...]:
    """The sums behind `of_totals`."""
    return (
        Sum((), (part, whole)),
        Sum((part,), (whole,)),
        Sum((whole,), (part,)),
        Sum((part, part), (whole,)),
        Sum((part, whole)),
        Sum((whole, whole), (part,)),
    )


def of_totals(sums: pd.DataFrame, part: str, whole: str) -> pd.DataFrame:
    """Share of the whole that the part is, per group; n: rows where both are known. NaN where the whole is 0."""
    found = numbers(sums, tuple(one.name for one in sums_of(part, whole)))
    n, added, over, squares, products, over_squares = found.T
    value = ratio(added, over)
    se = ratio(error(n, value, squares, products, over_squares), over)
    low, high = interval.t_interval(value, se, n - 1, 0, 1)
    return estimates.frame(sums.index, value, n, low, high, se, n - 1)


def error(n: npt.ArrayLike, slope: Floats, yy: npt.ArrayLike, xy: npt.ArrayLike, xx: npt.ArrayLike) -> Floats:
    """Standard error of sum (y - R x) for given R, from the sums of squares and products: (g,)."""
    y, both, x = (np.asarray(one, np.float64) for one in (yy, xy, xx))
    scatter = np.clip(y - 2 * slope * both + slope**2 * x, 0, None)
    rows = np.asarray(n)
    found: Floats = np.sqrt(ratio(rows, rows - 1) * scatter)
    return found


def sums_of_mean(pairs: tuple[Pair, ...]) -> tuple[Sum, ...]:
    """The sums behind `mean_of`: those of each pair, and the cross-products of every two."""
    crossed = {one for i, a in enumerate(pairs) for b in pairs[i:] for one in _products(a, b)}
    return tuple(sorted({*crossed, *(one for pair in pairs for one in sums_of(*pair)[:3])}))


def mean_of(
    sums: pd.DataFrame, pairs: tuple[Pair, ...], least_rows: int, least_pairs: int
) -> tuple[Floats, Floats, npt.NDArray[np.bool_]]:
    """Mean of the shares of several pairs per group, its standard error, and which pairs count: (g,), (g,), (g, k).

    A pair counts where at least `least_rows` rows tell it and its whole is not 0; the mean is NaN where fewer than
    `least_pairs` do. The rows of the pairs overlap, so the error takes their covariances in: row i adds
    sum over pairs of (y - R x) / X, with 0 for a pair that it does not tell, and the variance is n / (n - 1) times the
    sum of squares of these, n: all rows that the most widely told pair rests on.
    """
    basis = numbers(sums, tuple(one.name for pair in pairs for one in sums_of(*pair)[:3]))
    rows, part, whole = np.moveaxis(basis.reshape(len(sums), len(pairs), 3), 2, 0)
    counts = (rows >= least_rows) & (whole > 0)
    share, over = ratio(part, whole), whole.astype(np.float64)
    variance = np.zeros(len(sums))
    for i, a in enumerate(pairs):
        for j, b in enumerate(pairs):
            yy, yx, xy, xx = numbers(sums, tuple(one.name for one in _products(a, b))).T.astype(np.float64)
            together = yy - share[:, j] * yx - share[:, i] * xy + share[:, i] * share[:, j] * xx
            both = counts[:, i] & counts[:, j]
            variance += np.where(both, together / np.where(both, over[:, i] * over[:, j], 1), 0)
    k = counts.sum(axis=1)
    enough = k >= least_pairs
    n = np.where(counts, rows, 0).max(axis=1, initial=0)
    value = ratio(np.where(counts, np.nan_to_num(share), 0).sum(axis=1), np.where(enough, k, 0))
    se = np.sqrt(ratio(n, n - 1) * np.clip(variance, 0, None)) / np.where(enough, k, np.nan)
    return value, se, counts


def _products(a: Pair, b: Pair) -> tuple[Sum, Sum, Sum, Sum]:
    """y_a y_b, y_a x_b, x_a y_b, x_a x_b over the rows that tell both pairs."""
    everything = (*a, *b)
    return tuple(Sum((one, other), everything) for one in a for other in b)  # type: ignore[return-value]
