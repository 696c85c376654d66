"""Profiles: each place on each item, how far from the best, how far from the bound of the grade it wants."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics import compare, interval
from metrics.limits import grades
from metrics.metric import Direction


def gaps(frame: pd.DataFrame, place: str, item: str, direction: Direction) -> pd.DataFrame:
    """For each item, the gap of each place to the best place, and whether it is real.

    frame: place, item, value, se, df (and `exact`). Adds best (its place), gap (value less the best's; 0 for the best
    itself), gap_low, gap_high, p and p_adjusted (Welch; Benjamini-Hochberg over all gaps shown). Without a good
    direction the largest value is the best. Rows without a value have no gap; an item nobody has a value for no best.
    """
    sign = -1.0 if direction is Direction.LOWER else 1.0
    column = "exact" if "exact" in frame else "value"
    good = sign * frame[column].to_numpy(np.float64)
    leader = pd.Series(np.where(np.isnan(good), -np.inf, good), frame.index).groupby(frame[item]).transform("idxmax")
    best = frame.loc[leader]
    found = compare.difference(frame, best.set_index(frame.index))
    itself = (leader.to_numpy() == frame.index.to_numpy()) & ~np.isnan(good)
    nobody = np.isnan(best[column].to_numpy(np.float64))
    gap = np.where(itself, 0.0, found["change"].to_numpy(np.float64))
    p = np.where(itself, np.nan, found["p"].to_numpy(np.float64))
    return frame.assign(
        best=np.where(nobody, None, best[place].to_numpy(object)),
        gap=gap,
        gap_low=np.where(itself, np.nan, found["low"]),
        gap_high=np.where(itself, np.nan, found["high"]),
        p=p,
        p_adjusted=compare.benjamini_hochberg(p),
    )


def to_grade(frame: pd.DataFrame, letter: str, period: float | None, per_index: float = 1.0) -> pd.DataFrame:
    """How far each value is from the bound of a grade under the rule of the period, and how surely it is reached.

    `per_index`: index points to one of the value (25 for an element on 1-4). Adds `short` (bound less value, negative
    where it is passed) and its interval short_low, short_high. Raises KeyError for a letter that the rule lacks.
    """
    bound = float({g.letter: g for g in grades.bounds(period)}[letter].bound) / per_index
    column = "exact" if "exact" in frame else "value"
    value = frame[column].to_numpy(np.float64)
    low, high = interval.t_interval(value, frame["se"].to_numpy(np.float64), frame["df"].to_numpy(np.float64))
    return frame.assign(short=bound - value, short_low=bound - high, short_high=bound - low)
