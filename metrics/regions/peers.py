"""Comparable units: the same type of office, about as many people."""

from __future__ import annotations

import numpy as np
import pandas as pd

MOST = 6
WITHIN = 3.0  # times as many or as few people


def peers(units: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Units of the type of `unit` with between a third and three times its volume, nearest first, at most `MOST`.

    units: unit, unit_type, volume (people a year, or answers). Nearest by the ratio of the volumes. Empty where the unit
    is not there or its volume is unknown: a peer is not guessed.
    """
    own = units[units["unit"] == unit]
    if own.empty or not own["volume"].iloc[0] > 0:
        return units.iloc[:0]
    others = units[(units["unit"] != unit) & (units["unit_type"] == own["unit_type"].iloc[0]) & (units["volume"] > 0)]
    apart = np.abs(np.log(others["volume"].to_numpy(np.float64) / float(own["volume"].iloc[0])))
    order = np.argsort(apart, kind="stable")
    return others.iloc[order[apart[order] <= np.log(WITHIN) + 1e-12][:MOST]]
