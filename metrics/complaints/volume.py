"""Complaints per 1,000 transactions: two tables, so a function of both counts and no indicator of one."""

from __future__ import annotations

import numpy.typing as npt
import pandas as pd

from metrics import rates

PER = 1000


def per_thousand(complaints: npt.ArrayLike, transactions: npt.ArrayLike) -> pd.DataFrame:
    """Complaints per 1,000 transactions of the same place and period: value, low, high, one row per pair.

    Ratio of two Poisson counts with its exact interval (`rates.ratio_of_counts`). NaN without transactions; counts that
    are missing (suppressed) stay so. The value may come from more complaints than transactions where an office answers
    for more than its counter.
    """
    return rates.ratio_of_counts(complaints, transactions, PER)
