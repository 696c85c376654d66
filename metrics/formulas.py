"""The two formulas that most indicators are: a share with its Wilson interval, a mean with its t interval.

Both for one number per group (g,) and for one per group and item (g, k), from exact integer sums: of numbers at hand
(`share`, `mean`, ...), or straight of a column (`flag_share`, `column_mean`, ...).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics import estimates, interval
from metrics.moments import Floats, Integers, counts, numbers, ratio, totals
from metrics.sums import Sum, answers, total


def moments_of(columns: tuple[str, ...]) -> tuple[Sum, ...]:
    """The sums from which mean and variance of each column follow: answers, total, squares."""
    return tuple(one for c in columns for one in (answers(c), total(c), Sum((c, c))))


def flag_share(sums: pd.DataFrame, flag: str) -> pd.DataFrame:
    """Share of 1 in a column of 0 and 1, per group, as `share`; n: rows where it is known."""
    return share(sums.index, totals(sums, (flag,))[:, 0], counts(sums, (flag,))[:, 0])


def flag_shares(sums: pd.DataFrame, item: str, items: tuple[str, ...], flags: tuple[str, ...]) -> pd.DataFrame:
    """The same per group and item, one flag each."""
    return shares(sums.index, item, items, totals(sums, flags), counts(sums, flags))


def column_mean(
    sums: pd.DataFrame,
    column: str,
    per: int = 1,
    lowest: float = -np.inf,
    highest: float = np.inf,
    **extras: npt.ArrayLike,
) -> pd.DataFrame:
    """Mean of a column per group, as `mean`, from its `moments_of`; n: rows where it is filled in."""
    n, added, squares = numbers(sums, tuple(one.name for one in moments_of((column,)))).T
    return mean(sums.index, n, added, squares, per, lowest, highest, **extras)


def column_means(
    sums: pd.DataFrame,
    item: str,
    items: tuple[str, ...],
    columns: tuple[str, ...],
    per: int = 1,
    lowest: float = -np.inf,
    highest: float = np.inf,
) -> pd.DataFrame:
    """The same per group and item, one column each."""
    squares = numbers(sums, tuple(Sum((c, c)).name for c in columns))
    return means(sums.index, item, items, counts(sums, columns), totals(sums, columns), squares, per, lowest, highest)


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


def category_shares(
    sums: pd.DataFrame, item: str, items: tuple[str, ...], parts: tuple[Sum, ...], column: str | None = None
) -> pd.DataFrame:
    """Share of each category of a column (as a rule the one that the item is called after); Wilson interval.

    `parts`: the counts of the categories, in the order of `items`; n: rows that tell the column. The shares add up to 1.
    """
    part = numbers(sums, tuple(one.name for one in parts))
    return shares(sums.index, item, items, part, counts(sums, (column or item,)))


def mean(
    index: pd.Index,
    n: Integers,
    added: Integers,
    squares: Integers,
    per: int = 1,
    lowest: float = -np.inf,
    highest: float = np.inf,
    **extras: npt.ArrayLike,
) -> pd.DataFrame:
    """Mean `added / n / per` per group, (g,) each; t interval with n - 1 degrees of freedom, cut to lowest-highest.

    added, squares: the numbers and their squares added up; per: how many units of the column make one of the value (100 for hundredths).
    NaN where n is 0; no interval from fewer than two.
    """
    value, se = _mean(n, added, squares, per)
    low, high = interval.t_interval(value, se, n - 1, lowest, highest)
    return estimates.frame(index, value, n, low, high, se, n - 1, **extras)


def means(
    index: pd.Index,
    item: str,
    items: tuple[str, ...],
    n: Integers,
    added: Integers,
    squares: Integers,
    per: int = 1,
    lowest: float = -np.inf,
    highest: float = np.inf,
) -> pd.DataFrame:
    """The same per group and item, (g, k) each."""
    value, se = _mean(n, added, squares, per)
    low, high = interval.t_interval(value, se, n - 1, lowest, highest)
    return estimates.item_frame(index, item, items, value, n, low, high, se, n - 1)


def _share(part: Integers, n: Integers) -> tuple[Floats, Floats, Floats, Floats]:
    value = ratio(part, n)
    low, high = interval.wilson(part, n)
    return value, low, high, np.sqrt(ratio(value * (1 - value), n - 1))


def _mean(n: Integers, added: Integers, squares: Integers, per: int) -> tuple[Floats, Floats]:
    """(value, standard error). Centred on the integer nearest the mean before anything is divided: no digits lost."""
    value = ratio(added, n)
    centre = np.rint(np.nan_to_num(value)).astype(np.int64)
    rest = added - centre * n
    scatter = squares - 2 * centre * added + centre**2 * n
    variance = ratio(scatter - ratio(rest**2, n), n - 1)
    se = np.sqrt(ratio(np.clip(variance, 0, None), n))
    return value / per, se / per
