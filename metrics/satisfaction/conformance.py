"""The conformance panel: one survey under the three weight conventions, and whether its grade depends on them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics.limits.weights import WEIGHTS
from metrics.satisfaction import ikm


def panel(sums: pd.DataFrame) -> pd.DataFrame:
    """IKM per group under exact 1/9, 0.111 and 0.11: three rows per index label, in that order.

    Columns: `weights`, `value` (2 decimals), `exact` (unrounded), `low`, `high`, `grade`, `rule`, `n`, and `flips`:
    whether the group's grade is not the same under all three (False where it has none).
    """
    each = {weights: ikm.estimate(sums, weights) for weights in WEIGHTS}
    letters = np.column_stack([found["grade"].to_numpy(object) for found in each.values()])
    flips = np.array([len(set(row)) > 1 for row in letters], dtype=bool)
    rows = [found.assign(weights=weights, flips=flips, _group=range(len(sums))) for weights, found in each.items()]
    columns = ["weights", "value", "exact", "low", "high", "grade", "rule", "n", "flips"]
    return pd.concat(rows).sort_values("_group", kind="stable")[columns]
