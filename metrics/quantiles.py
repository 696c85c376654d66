"""Medians and other quantiles of whole numbers (days) from counts per bin, which add up where medians do not.

A bin holds the whole numbers from its lowest to its highest, both included. Its values are taken as spread evenly
between the two; a bin of a single number is therefore exact. The last bin may be open: what falls there is known to be
long and no more, so a quantile that falls there is NaN.

Shapes: g groups, b bins.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
from scipy import special

from metrics.interval import CONFIDENCE
from metrics.moments import Floats, Integers, numbers, ratio
from metrics.sums import Sum, count_of

_TAIL = (1 - CONFIDENCE) / 2
_EQUAL = 1e-9  # survival probabilities are products of fractions; nearer than this they are the same


@dataclass(frozen=True)
class Bins:
    """Consecutive bins: `starts`, the lowest number of each; `most`, the highest of the last, which is open."""

    starts: tuple[int, ...]
    most: int

    def __post_init__(self) -> None:
        if not self.starts or list(self.starts) != sorted(set(self.starts)) or self.most < self.starts[-1]:
            raise ValueError(f"bins need rising starts up to the highest number, got {self.starts} and {self.most}")

    @property
    def ends(self) -> tuple[int, ...]:
        """The highest number of each bin."""
        return (*(start - 1 for start in self.starts[1:]), self.most)

    def sums(self, column: str) -> tuple[Sum, ...]:
        """One count per bin of a column."""
        return tuple(count_of(column, low, high) for low, high in zip(self.starts, self.ends, strict=True))

    def counts(self, sums: pd.DataFrame, column: str) -> Integers:
        """The counts in a frame of sums: (g, b)."""
        return numbers(sums, _names(self, column))

    def at(self, place: Integers, fraction: Floats) -> Floats:
        """The number that lies a fraction of the way through a bin: (g,); NaN in the open bin."""
        low, high = np.asarray(self.starts, np.float64), np.asarray(self.ends, np.float64)
        high[-1] = np.nan
        return low[place] + fraction * (high - low)[place]


@cache
def _names(bins: Bins, column: str) -> tuple[str, ...]:
    return tuple(one.name for one in bins.sums(column))


def quantile(counts: Integers, bins: Bins, q: float) -> Floats:
    """The q-th quantile per group: (g,). NaN for an empty group and in the open bin.

    The place q n among the numbers in order; halfway between two neighbours where it falls just between them, so that
    the median of 1 and 5 is 3. With bins of single numbers: numpy.quantile(x, q, method="averaged_inverted_cdf").
    """
    curve = 1 - ratio(np.cumsum(counts, axis=1), counts.sum(axis=1)[:, None])
    return _crossing(curve, bins, 1 - q)


def median_interval(counts: Integers, bins: Bins) -> tuple[Floats, Floats]:
    """95 % interval of the median by order statistics: (low, high), (g,) each.

        x_(l), x_(n + 1 - l),  l the largest rank with P(Binomial(n, 1/2) < l) <= 2.5 %

    It holds for any distribution, and holds at least 95 %. NaN for n < 6, where no two ranks are far enough apart,
    and where one of the two falls into the open bin. The k-th of m numbers of a bin lies (k - 1/2) / m through it.
    """
    n = counts.sum(axis=1)
    rank = _lower_rank(n)
    low, high = _ranked(counts, bins, rank), _ranked(counts, bins, n + 1 - rank)
    whole = (rank > 0) & ~np.isnan(low) & ~np.isnan(high)
    return np.where(whole, low, np.nan), np.where(whole, high, np.nan)


def error_of(low: Floats, high: Floats) -> Floats:
    """Standard error that a normal interval of this width would have (Woodruff 1952), to compare quantiles by."""
    error: Floats = (high - low) / (2 * special.ndtri(1 - _TAIL))
    return error


@dataclass(frozen=True)
class Survival:
    """Kaplan-Meier curve per group: share still waiting after each bin, and its 95 % limits, (g, b) each."""

    bins: Bins
    share: Floats
    low: Floats
    high: Floats

    def quantile(self, q: float) -> Floats:
        """Time until the q-th share is over: (g,). NaN where that many are not over yet."""
        return _crossing(self.share, self.bins, 1 - q)

    def reached(self, q: float) -> Floats:
        """By when the q-th share is over: (g,), the first such time where the curve stays at it for a while."""
        return _crossing(self.share, self.bins, 1 - q, between=False)

    def quantile_interval(self, q: float) -> tuple[Floats, Floats]:
        """95 % interval of that time: where the limits of the curve pass 1 - q (Brookmeyer and Crowley 1982).

        (low, high), (g,) each; both NaN where one of the limits never gets there.
        """
        low, high = (_crossing(curve, self.bins, 1 - q, between=False) for curve in (self.low, self.high))
        both = ~np.isnan(low) & ~np.isnan(high)
        return np.where(both, low, np.nan), np.where(both, high, np.nan)


def survival(over: Integers, waiting: Integers, bins: Bins) -> Survival:
    """Kaplan-Meier curve from counts per bin: (g, b) each.

        S_j = product over i <= j of 1 - d_i / r_i

    d: `over`, those for whom it came to an end in the bin; r: at risk, all who were over or waiting in that bin or a
    later one. `waiting`: cases that are still open, by how long they have waited; they count as long as they were
    seen, and are neither dropped nor taken as over. Within a bin ends come before open cases, as is usual for days.

    Limits by Greenwood's variance on the log-log scale (Kalbfleisch and Prentice 1980); NaN once nobody is left.
    """
    everyone = over + waiting
    at_risk = everyone.sum(axis=1)[:, None] - np.cumsum(everyone, axis=1) + everyone
    left = np.where(at_risk > 0, 1 - over / np.maximum(at_risk, 1), 1.0)
    share: Floats = np.cumprod(left, axis=1, dtype=np.float64)
    share[everyone.sum(axis=1) == 0] = np.nan
    terms = np.where(over > 0, ratio(over, at_risk * (at_risk - over)), 0.0)  # NaN from the bin on where all are over
    some = (share > 0) & (share < 1)
    logarithm = np.log(share, out=np.full_like(share, np.nan), where=some)
    half = special.ndtri(1 - _TAIL) * np.sqrt(np.cumsum(terms, axis=1)) / -logarithm
    low, high = (np.where(share == 1, 1.0, np.exp(logarithm * np.exp(sign * half))) for sign in (1, -1))
    return Survival(bins, share, low, high)


def _crossing(curve: Floats, bins: Bins, level: float, between: bool = True) -> Floats:
    """Where a falling curve (its value after each bin; 1 before the first) first reaches `level`: (g,).

    between: where the curve stays just at the level for a while, halfway to the bin in which it falls on.
    """
    reached = curve <= level + _EQUAL
    place = reached.argmax(axis=1)
    rows = np.arange(len(curve))
    before = np.where(place > 0, curve[rows, np.maximum(place - 1, 0)], 1.0)
    after = curve[rows, place]
    value = bins.at(place, np.clip(ratio(before - level, before - after), 0, 1))
    if between:
        falls_on = curve < level - _EQUAL
        further = falls_on.argmax(axis=1)
        stays = (np.abs(after - level) <= _EQUAL) & falls_on.any(axis=1)
        value = np.where(stays, (bins.at(place, np.ones(len(curve))) + np.asarray(bins.starts)[further]) / 2, value)
    return np.where(reached.any(axis=1), value, np.nan)


def _lower_rank(n: Integers) -> Integers:
    """Largest l with P(Binomial(n, 1/2) <= l - 1) <= 2.5 %; 0 where there is none."""
    # bdtrik is real-valued; the whole numbers beside it are tried, so that rounding cannot pick the wrong one.
    guess = np.floor(special.bdtrik(_TAIL, np.maximum(n, 1), 0.5)).astype(np.int64) + 2
    for _ in range(4):
        too_high = (guess > 0) & (special.bdtr(np.maximum(guess - 1, 0), np.maximum(n, 1), 0.5) > _TAIL)
        guess = np.where(too_high, guess - 1, guess)
    return np.where(n > 0, np.maximum(guess, 0), 0)


def _ranked(counts: Integers, bins: Bins, rank: Integers) -> Floats:
    """The number of a rank (from 1) in order: (g,). Of no sense for ranks outside 1..n."""
    up_to = np.cumsum(counts, axis=1)
    place = (up_to >= rank[:, None]).argmax(axis=1)
    rows = np.arange(len(counts))
    inside = counts[rows, place]
    fraction = ratio(rank - (up_to[rows, place] - inside) - 0.5, inside)
    return bins.at(place, fraction)
