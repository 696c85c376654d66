"""Means and covariances of many groups at once, from frames of mergeable sums.

Answers may be missing: each column has its own n, each pair of columns its own too. Before anything is divided, every
column is centred on the integer nearest its mean, in exact integer arithmetic, so that the differences below lose no
digits and a column that never varies has a variance of exactly 0.

Shapes: g groups (rows of the frame), k columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.sums import ROWS, Sum, answers, total

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


def numbers(sums: pd.DataFrame, names: tuple[str, ...]) -> Integers:
    """The named sums as one matrix: (g, names). Raises KeyError for a sum that is not there."""
    # By place: looking up some hundreds of labels costs more than everything that is computed from them.
    found: Integers = sums.take(_places(tuple(sums.columns.to_numpy(object)), names), axis=1).to_numpy(np.int64)
    return found


@lru_cache(maxsize=256)
def _places(labels: tuple[str, ...], names: tuple[str, ...]) -> npt.NDArray[np.intp]:
    at = {label: place for place, label in enumerate(labels)}
    return np.array([at[name] for name in names], np.intp)


def rows(sums: pd.DataFrame) -> Integers:
    """Rows of each group: (g,)."""
    n: Integers = sums[ROWS.name].to_numpy(np.int64)
    return n


def counts(sums: pd.DataFrame, columns: tuple[str, ...]) -> Integers:
    """Answers per column: (g, k)."""
    return numbers(sums, _of_each(columns)[0])


def totals(sums: pd.DataFrame, columns: tuple[str, ...]) -> Integers:
    """Answers added up per column: (g, k)."""
    return numbers(sums, _of_each(columns)[1])


@cache
def _of_each(columns: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(answers(c).name for c in columns), tuple(total(c).name for c in columns)


def ratio(numerator: npt.ArrayLike, denominator: npt.ArrayLike) -> Floats:
    """Numerator over denominator, NaN where the denominator is not above 0 (a ratio over nobody is undefined, not 0)."""
    over = np.asarray(denominator, np.float64)
    return np.asarray(numerator, np.float64) / np.where(over > 0, over, np.nan)


def mean(sums: pd.DataFrame, columns: tuple[str, ...]) -> Floats:
    """Mean of the answers per column: (g, k), NaN where nobody answered."""
    return ratio(totals(sums, columns), counts(sums, columns))


def covariance(sums: pd.DataFrame, columns: tuple[str, ...]) -> Floats:
    """Pairwise-complete sample covariances: (g, k, k), as `pandas.DataFrame.cov` gives them.

        C_ef = sum over those who answered both of (x_e - mean)(x_f - mean) / (n_ef - 1)

    with the means over those who answered both. NaN where fewer than two answered both.
    """
    pairs = _pairs(sums, columns)
    products = pairs.products - ratio(pairs.given * np.swapaxes(pairs.given, 1, 2), pairs.counts)
    return ratio(products, pairs.counts - 1)


def mean_covariance(sums: pd.DataFrame, columns: tuple[str, ...]) -> Floats:
    """Covariance matrix of the column means of one sample with missing answers: (g, k, k).

    Delta method (linearisation). Respondent i adds psi_ie = R_ie (x_ie - m_e) n / n_e to the error of mean m_e, where
    R_ie says whether e was answered; the covariance of the means is that of psi over n:

        V_ef = n / (n - 1) * D_ef / (n_e n_f),   D_ef = sum over those who answered both of (x_e - m_e)(x_f - m_f)

    with each mean over all who answered that column (not over the pair, as in `covariance`). V is therefore never
    indefinite, and with complete answers it is exactly `covariance / n`. NaN for a column nobody answered, and for a
    group of fewer than two rows.
    """
    pairs = _pairs(sums, columns)
    rest = mean(sums, columns) - pairs.centre
    given = pairs.given
    scatter = (
        pairs.products
        - rest[:, :, None] * np.swapaxes(given, 1, 2)
        - rest[:, None, :] * given
        + pairs.counts * rest[:, :, None] * rest[:, None, :]
    )
    answered = counts(sums, columns).astype(np.float64)
    n = rows(sums)
    correction = ratio(n, n - 1)[:, None, None]
    return correction * ratio(scatter, answered[:, :, None] * answered[:, None, :])


def error_of_sum(sums: pd.DataFrame, columns: tuple[str, ...]) -> Floats:
    """Standard error of the column means added up: (g,), the root of the sum of `mean_covariance`."""
    variance = mean_covariance(sums, columns).sum(axis=(1, 2))
    error: Floats = np.sqrt(np.clip(variance, 0, None))  # scores that cancel out may leave -1e-18 of a true 0
    return error


@dataclass(frozen=True)
class _Pairs:
    """Sums over those who answered both columns of a pair, of values less `centre`."""

    centre: Integers  # (g, k)
    counts: Integers  # (g, k, k)
    given: Integers  # (g, k, k): the first column added up where the second is answered
    products: Integers  # (g, k, k)


@cache
def _names(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The sums of all pairs: answered both, added up where the other is answered, products."""
    pairs = [(a, b) for a in columns for b in columns]
    return (
        *(Sum((), (a, b)).name for a, b in pairs),
        *(Sum((a,), (b,)).name for a, b in pairs),
        *(Sum((a, b)).name for a, b in pairs),
    )


def _pairs(sums: pd.DataFrame, columns: tuple[str, ...]) -> _Pairs:
    k = len(columns)
    found = numbers(sums, _names(columns)).reshape(len(sums), 3, k, k)
    both, given, products = found[:, 0], found[:, 1], found[:, 2]
    centre = np.rint(np.nan_to_num(mean(sums, columns))).astype(np.int64)
    first, second = centre[:, :, None], centre[:, None, :]
    return _Pairs(
        centre,
        both,
        given - first * both,
        products - first * np.swapaxes(given, 1, 2) - second * given + first * second * both,
    )
