"""Best practice: which units improved beyond noise, with a guard against regression to the mean."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import special

from metrics import compare
from metrics.metric import Direction
from metrics.moments import ratio
from metrics.regions.pairs import SIGNIFICANT
from metrics.regions.shrink import shrink


def improved(now: pd.DataFrame, before: pd.DataFrame, direction: Direction) -> pd.DataFrame:
    """Change of each unit from what it probably stood at before, and whether it holds. Row by row; columns value (or
    `exact`), se.

    A unit that stood low by bad luck rises by itself, and the units that rose most are those. So the change is not
    taken from the figure before but from that figure drawn to the mean of all units (`shrink`):

        change* = v1 - shrunk(v0),    se*^2 = se1^2 + se(shrunk)^2

    `change` is the plain one, for display; `guarded` is change*, with low, high (95 %) and p; `p_adjusted` after
    Benjamini-Hochberg over all units; `shrunk`: change* drawn to the mean change*, by which units are ordered (the
    noisiest would lead otherwise). `holds`: better, and p_adjusted <= 5 %. Of an indicator without a good direction
    none holds. Units without both figures stay, with NaN. Best first; the index is that of `now`.
    """
    if len(now) != len(before):
        raise ValueError(f"can only compare unit by unit, got {len(now)} and {len(before)} rows")
    column = "exact" if "exact" in now and "exact" in before else "value"
    v1, v0 = now[column].to_numpy(np.float64), before[column].to_numpy(np.float64)
    s1, s0 = now["se"].to_numpy(np.float64), before["se"].to_numpy(np.float64)
    start = shrink(v0, s0)
    guarded = v1 - start.value
    se = np.hypot(s1, start.se)
    p = 2 * special.ndtr(-np.abs(ratio(guarded, se)))
    p_adjusted = compare.benjamini_hochberg(p)
    shrunk = shrink(guarded, se).value
    sign = -1.0 if direction is Direction.LOWER else 1.0
    holds = (p_adjusted <= SIGNIFICANT) & (sign * guarded > 0) & (direction is not Direction.NONE)
    half = special.ndtri(0.975) * se
    found = pd.DataFrame(
        {
            "before": v0,
            "now": v1,
            "change": v1 - v0,
            "guarded": guarded,
            "low": guarded - half,
            "high": guarded + half,
            "se": se,
            "p": p,
            "p_adjusted": p_adjusted,
            "shrunk": shrunk,
            "holds": holds,
        },
        index=now.index,
    )
    return found.iloc[np.argsort(np.where(np.isnan(shrunk), np.inf, -sign * shrunk), kind="stable")]
