"""How long things take: medians with their p90, from counts per bin; where cases are still open, by Kaplan-Meier."""

from __future__ import annotations

import pandas as pd

from metrics import estimates, quantiles
from metrics.quantiles import Bins
from metrics.sums import Sum


def median(sums: pd.DataFrame, column: str, bins: Bins) -> pd.DataFrame:
    """Median of a column per group, from its `bins.sums`; n: rows where it is filled in.

    Interval by order statistics (`quantiles.median_interval`): none from fewer than 6. se: the width of the interval
    over 2 x 1.96 (Woodruff 1952), for comparisons. NaN where the median lies in the open bin. Extra `p90`: nine of ten
    are no longer.
    """
    counts = bins.counts(sums, column)
    n = counts.sum(axis=1)
    low, high = quantiles.median_interval(counts, bins)
    value, p90 = (quantiles.quantile(counts, bins, q) for q in (0.5, 0.9))
    return estimates.frame(sums.index, value, n, low, high, quantiles.error_of(low, high), n - 1, p90=p90)


def sums_until(over: str, waiting: str, bins: Bins) -> tuple[Sum, ...]:
    """The sums behind `median_until`."""
    return (*bins.sums(over), *bins.sums(waiting))


def median_until(sums: pd.DataFrame, over: str, waiting: str, bins: Bins) -> pd.DataFrame:
    """Kaplan-Meier median of the time until something is over; n: cases over or waiting.

    `over`: how long it took; `waiting`: how long those that are not over have waited. They count for as long as they
    were seen (`quantiles.survival`): leaving them out would make the slow look quick. NaN where half are not over yet.
    Interval of Brookmeyer and Crowley (log-log), none where a limit is not reached; se as in `median`. Extras: `p90`
    (nine of ten are over; NaN where they are not yet), `waiting` (cases).
    """
    done, still = bins.counts(sums, over), bins.counts(sums, waiting)
    n = (done + still).sum(axis=1)
    curve = quantiles.survival(done, still, bins)
    low, high = curve.quantile_interval(0.5)
    return estimates.frame(
        sums.index, curve.quantile(0.5), n, low, high, quantiles.error_of(low, high), n - 1,
        p90=curve.quantile(0.9), waiting=still.sum(axis=1),
    )  # fmt: skip
