"""The behavioural index of groups from sums of people: parts, index, and standard errors by linearisation."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics.models.words import PARTS

RATIOS: dict[str, tuple[str, str]] = {  # the same parts as the indicator `bri` shows
    "inactivity": ("idle_days", "working_days"),
    "manual": ("manual", "transactions"),
    "proxy": ("proxy", "digital"),
    "late": ("late", "digital"),
    "returned": ("returned", "digital"),
    "stopped": ("stopped", "had_sustained"),
}
assert tuple(RATIOS) == tuple(PARTS)
SUMS = tuple(dict.fromkeys(name for pair in RATIOS.values() for name in pair))
LEAST_PARTS = 3


def index(use: pd.DataFrame, groups: np.ndarray, count: int) -> pd.DataFrame:
    """By group: parts in %, `bri` (0-100, the mean of at least three parts) and its standard error `bri_se`.

    use: a row per person with the sums `SUMS`; groups: the group of each row, 0 to count - 1. A part whose denominator
    is 0 is missing; the index is missing with fewer than three parts.
    """
    columns, pull, known = {}, np.zeros(len(use)), np.zeros(count)
    shares = []
    for part, (top, bottom) in RATIOS.items():
        a, b = use[top].fillna(0).to_numpy(float), use[bottom].fillna(0).to_numpy(float)
        total = np.bincount(groups, b, count)
        with np.errstate(invalid="ignore", divide="ignore"):
            share = np.bincount(groups, a, count) / np.where(total > 0, total, np.nan)
            moved = (a - share[groups] * b) / total[groups]
        pull += np.nan_to_num(moved)
        known += ~np.isnan(share)
        shares.append(share)
        columns[part] = 100 * share
    enough = known >= LEAST_PARTS
    found = pd.DataFrame(columns)
    sums = np.nansum(np.column_stack(shares), axis=1)
    found["bri"] = np.where(enough, 100 * sums / np.maximum(known, 1), np.nan)
    people = np.bincount(groups, minlength=count)
    spread = np.bincount(groups, pull**2, count) * people / np.maximum(people - 1, 1)
    found["bri_se"] = np.where(enough & (people > 1), 100 * np.sqrt(spread) / np.maximum(known, 1), np.nan)
    return found
