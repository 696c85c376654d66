"""Answers from 1 to 4: thresholds on a normal scale, so that the mean of each score is exactly the planted one.

A respondent's answer to an element is 1 + the number of thresholds below  m + a g + sqrt(1 - a^2) e,  with g the
respondent's general mood and e the rest, both N(0, 1), and a the element's loading. The total has variance one
whatever the loading, so the expected score is  1 + sum_j Phi(m - c_j): m is found from the wanted mean by inverting
that curve, and no calibration loop is needed.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from data.demo.plan import ELEMENT_BLANKS, ELEMENT_LOADING
from data.demo.streams import Rng

Floats = npt.NDArray[np.float64]

THRESHOLDS = (-2.2, -1.25, 0.55)  # at m = 0: 1 %, 9 %, 60 %, 29 %, a usual picture of SKM answers
STEPS = 10_000  # planted means are kept to 1 / STEPS of a score
LOWEST, HIGHEST = 1.05, 3.97  # means outside cannot be told from "everybody answers 1" or 4
LOADINGS = np.array(tuple(ELEMENT_LOADING.values()))
BLANKS = np.array(tuple(ELEMENT_BLANKS.values()))


def _places() -> Floats:
    """m for each mean score 1, 1 + 1/STEPS, ..., 4; rounded, so that no last digit of a library moves an answer."""
    m = np.arange(-9.0, 9.0, 0.001)
    mean = 1.0 + sum(ndtr(m - c) for c in THRESHOLDS)
    places: Floats = np.round(np.interp(np.arange(3 * STEPS + 1) / STEPS + 1.0, mean, m), 6)
    return places


PLACES = _places()


def reachable(points: Floats) -> Floats:
    """The planted means, in IKM points, as the scores will have them: inside the reachable range, on the grid."""
    steps: Floats = np.rint((np.clip(points / 25.0, LOWEST, HIGHEST) - 1.0) * STEPS)
    return (steps / STEPS + 1.0) * 25.0


def draw(rng: Rng, points: Floats, lining: npt.NDArray[np.bool_]) -> npt.NDArray[np.int8]:
    """Scores 1-4, one row a respondent and one column an element; 0 marks a blank answer.

    `points` holds the planted mean of each answer in IKM points. Where `lining` is true the respondent ticks one
    score from top to bottom, with the mean of the row. Nobody leaves all elements blank.
    """
    rows, elements = points.shape
    mood = rng.standard_normal(rows)
    scores = np.empty((rows, elements), np.int8)
    straight = _score(_place(points.mean(axis=1)) + mood)
    for k in range(elements):
        rest = rng.standard_normal(rows)
        loading = LOADINGS[k]
        latent = _place(points[:, k]) + loading * mood + np.sqrt(1.0 - loading * loading) * rest
        scores[:, k] = np.where(lining, straight, _score(latent))
    blank = rng.random((rows, elements)) < BLANKS
    blank[blank.all(axis=1), 0] = False
    scores[blank] = 0
    return scores


def _place(points: Floats) -> Floats:
    places: Floats = PLACES[np.rint((reachable(points) / 25.0 - 1.0) * STEPS).astype(np.int64)]
    return places


def _score(latent: Floats) -> npt.NDArray[np.int8]:
    score = np.ones(latent.shape, np.int8)
    for threshold in THRESHOLDS:
        score += latent > threshold
    return score
