"""The two formulas that most indicators are: a share with its Wilson interval, a mean with its t interval.

Both for one number per group (g,) and for one per group and item (g, k), from exact integer sums.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics import estimates, interval
from metrics.moments import Floats, Integers, ratio


def share(index: pd.Index, part: Integers, n: Integers, **extras: npt.ArrayLike) -> pd.DataFrame:
    """Share `part / n` per group, (g,) each; Wilson interval. NaN where n is 0.

    se, df as of a mean of zeros and ones, for comparisons; the interval does not rest on them.
    """
    value, low, high, se = _share(part, n)
    return estimates.frame(index, value, n, low, high, se, n - 1, **extras)


def shares(index: pd.Index, item: str, items: tuple[str, ...], part: Integers, n: Integers) -> pd.DataFrame:
    """The same per group and item: part (g, k); n (g, k), or (g, 1) where all items rest on the same people."""
    everyone = np.broadcast_to(n, part.shape)
    value, low, high, se = _share(part, everyone)
    return estimates.item_frame(index, item, items, value, everyone, low, high, se, everyone - 1)


def mean(
    index: pd.Index,
    n: Integers,
    total: Integers,
    squares: Integers,
    per: int = 1,
    lowest: float = -np.inf,
    highest: float = np.inf,
    **extras: npt.ArrayLike,
) -> pd.DataFrame:
    """Mean `total / n / per` per group, (g,) each; t interval with n - 1 degrees of freedom, cut to lowest-highest.

    squares: the squares added up; per: how many units of the column make one of the value (100 for hundredths).
    NaN where n is 0; no interval from fewer than two.
    """
    value, se = _mean(n, total, squares, per)
    low, high = interval.t_interval(value, se, n - 1, lowest, highest)
    return estimates.frame(index, value, n, low, high, se, n - 1, **extras)


def means(
    index: pd.Index,
    item: str,
    items: tuple[str, ...],
    n: Integers,
    total: Integers,
    squares: Integers,
    per: int = 1,
    lowest: float = -np.inf,
    highest: float = np.inf,
) -> pd.DataFrame:
    """The same per group and item, (g, k) each."""
    value, se = _mean(n, total, squares, per)
    low, high = interval.t_interval(value, se, n - 1, lowest, highest)
    return estimates.item_frame(index, item, items, value, n, low, high, se, n - 1)


def _share(part: Integers, n: Integers) -> tuple[Floats, Floats, Floats, Floats]:
    value = ratio(part, n)
    low, high = interval.wilson(part, n)
    return value, low, high, np.sqrt(ratio(value * (1 - value), n - 1))


def _mean(n: Integers, total: Integers, squares: Integers, per: int) -> tuple[Floats, Floats]:
    """(value, standard error). Centred on the integer nearest the mean before anything is divided: no digits lost."""
    value = ratio(total, n)
    centre = np.rint(np.nan_to_num(value)).astype(np.int64)
    rest = total - centre * n
    scatter = squares - 2 * centre * total + centre**2 * n
    variance = ratio(scatter - ratio(rest**2, n), n - 1)
    se = np.sqrt(ratio(np.clip(variance, 0, None), n))
    return value / per, se / per
