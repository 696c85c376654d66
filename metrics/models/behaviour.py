"""The behavioural index of groups from sums of people: parts, index, and standard errors by linearisation."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics.adoption import family
from metrics.adoption.bri import LEAST_PARTS
from metrics.limits import cell_sizes

RATIOS = {part: (f"{part}_part", f"{part}_whole") for part in family.PARTS}
SUMS = ("working_days", *(name for pair in RATIOS.values() for name in pair))


def joint(use: pd.DataFrame) -> pd.DataFrame:
    """Rows with the part and the whole of each ratio, empty unless both are known: what the indicator `bri` adds up."""
    columns = {}
    for part, one in family.PARTS.items():
        known = use[one.part].notna() & use[one.whole].notna()
        for name, column in zip(RATIOS[part], (one.part, one.whole), strict=True):
            columns[name] = use[column].where(known)
    return use.assign(**columns)


def index(use: pd.DataFrame, groups: np.ndarray, count: int) -> pd.DataFrame:
    """By group: parts in %, `bri` (0-100, the mean of at least three parts) and its standard error `bri_se`.

    use: a row per person with the sums `SUMS` (of `joint` rows); groups: the group of each row, 0 to count - 1. Value as
    the indicator `bri`: a part whose whole is 0, or that fewer people record than may be shown, is missing; the index is
    missing with fewer than three parts. The error takes people, not rows, as independent.
    """
    columns, pull, known = {}, np.zeros(len(use)), np.zeros(count)
    shares = []
    for part, (top, bottom) in RATIOS.items():
        a, b = use[top].fillna(0).to_numpy(float), use[bottom].fillna(0).to_numpy(float)
        total = np.bincount(groups, b, count)
        least = np.bincount(groups, b > 0, count) >= cell_sizes.minimum(family.POPULATION)
        total = np.where(least, total, 0.0)
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
