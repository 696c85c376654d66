"""Ranks with what they are worth: rank intervals by simulation, and groups of places that cannot be told apart."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics import compare
from metrics.metric import Direction
from metrics.moments import Floats, Integers
from metrics.regions.pairs import SIGNIFICANT, probability_above

DRAWS, LEAST_DRAWS = 10_000, 2_000
MOST_DRAWN = 1_000_000  # values drawn in all: of hundreds of places fewer draws each
SEED = 20_170_014  # the same estimates give the same intervals, on every machine and at every visit


def ranks(value: npt.ArrayLike, se: npt.ArrayLike, direction: Direction) -> pd.DataFrame:
    """Rank (1 is best), its 95 % interval, the chance of being best, and the tie group of each place.

    Rank interval: values are drawn `DRAWS` times (of more than 100 places fewer) from N(value, se^2), each independent, and ranked; the interval holds
    the middle 95 % of the ranks (Goldstein and Spiegelhalter 1996). Tie groups: see `tie_groups`. Without a good
    direction the largest value ranks first. A place without value or error has no rank, interval or group (NaN).
    """
    values, errors = np.asarray(value, np.float64), np.asarray(se, np.float64)
    known = np.flatnonzero(~np.isnan(values) & ~np.isnan(errors))
    found = {name: np.full(len(values), np.nan) for name in ("rank", "low", "high", "best", "group")}
    if not len(known):
        return pd.DataFrame(found)
    good = -values[known] if direction is Direction.LOWER else values[known]
    draws = int(np.clip(MOST_DRAWN // len(known), LEAST_DRAWS, DRAWS))
    places = ranked(_drawn(draws, len(known)) * errors[known] + good)
    found["rank"][known] = ranked(good[None, :])[0]
    found["best"][known] = (places == 1).mean(axis=0)
    low, high = int(np.floor((draws - 1) * 0.025)), int(np.ceil((draws - 1) * 0.975))  # places of the quantiles
    ordered = np.partition(places, (low, high), axis=0)
    found["low"][known], found["high"][known] = ordered[low], ordered[high]
    found["group"][known] = tie_groups(good, errors[known])
    return pd.DataFrame(found)


@lru_cache(maxsize=4)
def _drawn(draws: int, places: int) -> Floats:
    """Standard normals, the same for the same numbers of draws and places. Read only."""
    return np.random.default_rng(SEED).standard_normal((draws, places))


def tie_groups(good: npt.ArrayLike, se: npt.ArrayLike) -> Integers:
    """Group of each place, 1 the best: cut only where every place above differs from every place below.

    Every two places are compared (normal, two-sided) and the p values held to 5 % together by Holm's method, so that
    the chance that any two places of different groups truly stand the other way is below 5 %. Within a group nothing
    is said about order. `good`: the larger the better.
    """
    values, errors = np.asarray(good, np.float64), np.asarray(se, np.float64)
    order = np.argsort(-values, kind="stable")
    above = probability_above(values[order], errors[order])
    first, second = np.triu_indices(len(order), 1)
    p = 2 * np.minimum(above[first, second], above[second, first])
    tied = np.zeros((len(order), len(order)), bool)
    tied[first, second] = compare.holm(p) > SIGNIFICANT
    # Furthest place that anyone up to here is tied with: a cut lies where nobody reaches beyond himself.
    reach = np.where(tied.any(axis=1), len(order) - 1 - tied[:, ::-1].argmax(axis=1), np.arange(len(order)))
    furthest = np.maximum.accumulate(np.maximum(reach, np.arange(len(order))))
    starts = np.concatenate([[True], furthest[:-1] < np.arange(1, len(order))])
    groups = np.empty(len(order), np.int64)
    groups[order] = np.cumsum(starts)
    return groups


def ranked(good: Floats) -> npt.NDArray[np.int32]:
    """Ranks within each row, 1 the largest; equal values share the better rank."""
    order = np.argsort(-good, axis=1)  # in whatever order among equals: they share a rank
    sorted_ = np.take_along_axis(good, order, axis=1)
    new = np.concatenate([np.ones((len(good), 1), bool), sorted_[:, 1:] != sorted_[:, :-1]], axis=1)
    first = np.maximum.accumulate(np.where(new, np.arange(1, good.shape[1] + 1, dtype=np.int32), 0), axis=1)
    places = np.empty(good.shape, np.int32)
    np.put_along_axis(places, order, first, axis=1)
    return places
