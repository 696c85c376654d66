"""Draws for many people at once. Probabilities are rounded: no last digit of a library decides about a person."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from data.demo.streams import Rng

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Days = npt.NDArray[np.datetime64]


def pick(rng: Rng, weights: npt.ArrayLike, size: int | tuple[int, ...]) -> Ints:
    """Places drawn with the same weights for all."""
    reached = np.round(np.cumsum(weights) / np.sum(weights), 9)
    return np.searchsorted(reached[:-1], rng.random(size), side="right").astype(np.int64)


def pick_by(rng: Rng, weights: Floats, row: npt.NDArray[np.integer[Any]]) -> Ints:
    """Places drawn with the weights of each one's row."""
    reached = np.round(np.cumsum(weights, axis=1) / weights.sum(axis=1, keepdims=True), 9)
    share = rng.random(row.shape)
    chosen = np.zeros(row.shape, np.int64)
    for k in range(weights.shape[1] - 1):
        chosen += share >= reached[:, k][row]
    return chosen


def scale(share: npt.ArrayLike) -> Floats:
    """A share as a place on the normal scale."""
    place: Floats = np.round(ndtri(share), 6)
    return place


def share(place: Floats) -> Floats:
    """The share that a place on the normal scale stands for."""
    found: Floats = np.round(ndtr(place), 9)
    return found


def happens(rng: Rng, place: Floats, trait: Floats, loading: float) -> Flags:
    """Who it happens to: place + loading x trait + sqrt(1 - loading^2) e > 0, with trait and e N(0, 1).

    Over people whose trait is N(0, 1) the share is that of the place, whatever the loading.
    """
    rest = rng.standard_normal(trait.shape)
    found: Flags = place + loading * trait + np.sqrt(1.0 - loading * loading) * rest > 0
    return found


def graded(rng: Rng, shares: Floats, trait: Floats, loading: float) -> Ints:
    """Ordered levels with these shares (one row for all, or a row for each), that go up with the trait as in `happens`."""
    latent = loading * trait + np.sqrt(1.0 - loading * loading) * rng.standard_normal(trait.shape)
    bounds = scale(np.clip(np.cumsum(np.atleast_2d(shares), axis=1)[:, :-1], 1e-9, 1 - 1e-9))
    level: Ints = (latent[:, None] >= bounds).sum(axis=1).astype(np.int64)
    return level


def days_within(rng: Rng, first: Days, last: Days) -> Days:
    """A day from first to last, both included."""
    span = (last - first).astype(np.int64) + 1
    found: Days = first + np.floor(rng.random(span.shape) * span).astype("timedelta64[D]")
    return found
