"""Is one estimate different from another? Works for every metric that gives a standard error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special

from metrics import interval
from metrics.moments import Floats, ratio

Columns: TypeAlias = pd.DataFrame | Mapping[str, Floats]  # estimates, row by row


def difference(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Change from `before` to `now`, row by row (two independent samples; Welch 1947).

        t = (v1 - v0) / sqrt(se1^2 + se0^2),  df = (se1^2 + se0^2)^2 / (se1^4/df1 + se0^4/df0)

    Both frames have the columns of an estimate (value, se, df; `exact` too where the metric rounds) and as many rows.
    Gives, on the index of `now`: `change` (difference of the values as reported, so that it agrees with a subtraction
    on paper), `low`, `high` (95 % interval) and `p` (two-sided) from the unrounded values, `se`, `df`.

    NaN where a value or its error is undefined; p and interval are NaN too when neither side varies at all, for then
    there is nothing to judge the difference against. Raises ValueError for frames of different length.
    """
    if len(now) != len(before):
        raise ValueError(f"can only compare row by row, got {len(now)} and {len(before)} rows")
    return pd.DataFrame(welch(now, before), index=now.index, copy=False)


def welch(now: Columns, before: Columns) -> dict[str, Floats]:
    """The columns of `difference`, of frames or of plain arrays: a handful of rows are compared without a frame."""
    column = "exact" if "exact" in now and "exact" in before else "value"
    gap = _floats(now, column) - _floats(before, column)
    square, square_before = _floats(now, "se") ** 2, _floats(before, "se") ** 2
    variance = square + square_before
    se = np.sqrt(variance)
    freedom = ratio(variance**2, ratio(square**2, _floats(now, "df")) + ratio(square_before**2, _floats(before, "df")))
    p = 2 * special.stdtr(freedom, -np.abs(ratio(gap, se)))
    half = interval.t_quantile(freedom) * se
    return {
        "change": _floats(now, "value") - _floats(before, "value"),
        "low": gap - half,
        "high": gap + half,
        "p": p,
        "se": se,
        "df": freedom,
    }


def benjamini_hochberg(p: npt.ArrayLike) -> Floats:
    """p values adjusted for everything that is displayed together (Benjamini and Hochberg 1995).

    The i-th smallest of m is m/i p, and never more than the next larger one. NaN (not tested) stays NaN and does not
    belong to the family. Raises ValueError for what is no p value. .5 .003 .32 .054 .0003 -> .5 .0075 .4 .09 .0015.
    """
    # As scipy.stats.false_discovery_control, without the 0.4 s that the import of scipy.stats takes.
    raw = np.asarray(p, np.float64)
    adjusted = np.full(raw.shape, np.nan)
    tested = ~np.isnan(raw)
    family = raw[tested]
    if ((family < 0) | (family > 1)).any():
        raise ValueError("a p value lies between 0 and 1")
    order = np.argsort(family)
    stepped = family[order] * (len(family) / np.arange(1, len(family) + 1))
    own = np.empty_like(stepped)
    own[order] = np.minimum.accumulate(stepped[::-1])[::-1]
    adjusted[tested] = np.minimum(own, 1)
    return adjusted


def holm(p: npt.ArrayLike) -> Floats:
    """p values adjusted so that the chance of even one false finding is held (Holm 1979); NaN is not tested.

    The i-th smallest of m is (m - i + 1) p, and never less than the smaller ones. .01 .04 .03 -> .03 .06 .06.
    """
    raw = np.asarray(p, np.float64)
    adjusted = np.full(raw.shape, np.nan)
    tested = ~np.isnan(raw)
    family = raw[tested]
    order = np.argsort(family)
    own = np.empty_like(family)
    own[order] = np.maximum.accumulate(family[order] * np.arange(len(family), 0, -1))
    adjusted[tested] = np.minimum(own, 1)
    return adjusted


def _floats(columns: Columns, name: str) -> Floats:
    if not isinstance(columns, pd.DataFrame):
        return columns[name]
    numbers = columns[name]
    if numbers.dtype != np.float64:
        numbers = pd.to_numeric(numbers)
    found: Floats = numbers.to_numpy(np.float64, na_value=np.nan)
    return found
