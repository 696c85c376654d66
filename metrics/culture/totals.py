"""A count that stands in a column, added up: people at activities, ideas, interns."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics import estimates, moments


def added(sums: pd.DataFrame, column: str) -> pd.DataFrame:
    """A column added up per group; n: rows where it is filled in. A count: it has no interval.

    0 where there are no rows, NaN where there are and none of them tells: not recorded is not none.
    """
    rows, known = moments.rows(sums), moments.counts(sums, (column,))[:, 0]
    value = np.where((known == 0) & (rows > 0), np.nan, moments.totals(sums, (column,))[:, 0])
    return estimates.frame(sums.index, value, known)
