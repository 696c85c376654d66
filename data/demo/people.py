"""Who answers: channel, age, education, occupation and sex, with a mix of its own in every city."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.demo.plan import (
    AGE_EFFECT,
    CHANNEL_EFFECT,
    CITIES,
    EDUCATION_EFFECT,
    MIDDLE,
    ORDINARY,
    PEOPLE_BLANKS,
    TYPES,
)
from data.demo.streams import Rng, stream
from data.tables import AGE_BAND, AGE_BAND_BOUNDS, CHANNEL, EDUCATION, OCCUPATION, SEX

Codes = npt.NDArray[np.int16]
Floats = npt.NDArray[np.float64]
BLANK = np.int16(-1)

ONLINE, FEMALE = CHANNEL.code("online"), SEX.code("female")
ONLINE_AGE_ODDS = (1.6, 1.5, 1.1, 0.7, 0.4)  # who uses an online service is younger
YOUNGEST, OLDEST = 17, 78
# Rows: age bands. Columns: levels of education, and of occupation, in the order of data.tables.
EDUCATION_BY_AGE = (
    (0.05, 0.30, 0.62, 0.02, 0.01, 0.00),
    (0.02, 0.07, 0.50, 0.12, 0.27, 0.02),
    (0.05, 0.12, 0.46, 0.10, 0.23, 0.04),
    (0.10, 0.15, 0.44, 0.08, 0.18, 0.05),
    (0.20, 0.18, 0.38, 0.06, 0.14, 0.04),
)
OCCUPATION_BY_AGE = (
    (0.000, 0.000, 0.000, 0.100, 0.050, 0.700, 0.150),
    (0.060, 0.010, 0.010, 0.380, 0.160, 0.220, 0.160),
    (0.130, 0.015, 0.015, 0.360, 0.260, 0.010, 0.210),
    (0.160, 0.015, 0.015, 0.300, 0.290, 0.000, 0.220),
    (0.100, 0.005, 0.005, 0.170, 0.330, 0.000, 0.390),
)
assert len(EDUCATION_BY_AGE) == len(OCCUPATION_BY_AGE) == len(AGE_EFFECT) == len(AGE_BAND.levels)
assert len(EDUCATION_BY_AGE[0]) == len(EDUCATION_EFFECT) == len(EDUCATION.levels)
assert len(OCCUPATION_BY_AGE[0]) == len(OCCUPATION.levels)


@dataclass(frozen=True)
class People:
    """One code a respondent and dimension; -1 where the form was left blank. `effect`: what they are worth in IKM."""

    channel: Codes
    sex: Codes
    age: Codes
    age_years: Codes
    education: Codes
    occupation: Codes
    effect: Floats


def draw(seed: int, city: str, unit_type: npt.NDArray[np.str_], quarter: npt.NDArray[np.int64]) -> People:
    """People of a city for visits to offices of `unit_type` in `quarter`.

    The effect is that of the true channel, age and education, also where the form leaves them blank.
    """
    plan = CITIES[city]
    rng = stream(seed, "people", city)
    n = quarter.size
    names, office = np.unique(unit_type, return_inverse=True)
    types = [TYPES.get(name, ORDINARY) for name in names]

    odds = np.array([t.online for t in types])[office] + plan.online_growth * (quarter - MIDDLE)
    weights = np.tile(np.array(plan.channel), (n, 1))
    weights[:, ONLINE] *= np.exp(odds)
    channel = _pick(rng, weights)

    bands = np.arange(len(AGE_BAND.levels)) - 2.0
    weights = np.array(plan.age) * np.exp(np.array([t.age for t in types])[:, None] * bands)
    by_channel = np.where(np.arange(len(CHANNEL.levels))[:, None] == ONLINE, ONLINE_AGE_ODDS, 1.0)
    age = _pick(rng, weights[office] * by_channel[channel])
    low, high = np.array(AGE_BAND_BOUNDS).T
    low, high = np.maximum(low, YOUNGEST)[age], np.minimum(high, OLDEST)[age]
    share = rng.random(n)
    share = np.where(age == len(bands) - 1, share * share, share)  # the open band thins out with age
    age_years = (low + np.floor(share * (high - low + 1))).astype(np.int16)

    levels = np.arange(len(EDUCATION.levels)) - 2.5
    education = _pick(rng, (np.array(EDUCATION_BY_AGE) * np.exp(plan.education_tilt * levels))[age])
    occupation = _pick(rng, np.array(OCCUPATION_BY_AGE)[age])
    female = rng.random(n) < plan.female + np.array([t.female for t in types])[office]
    sex = np.where(female, FEMALE, 1 - FEMALE).astype(np.int16)

    effect = np.array(CHANNEL_EFFECT)[channel] + np.array(AGE_EFFECT)[age] + np.array(EDUCATION_EFFECT)[education]
    blank = {name: rng.random(n) < rate for name, rate in PEOPLE_BLANKS.items()}
    return People(
        channel=np.where(blank["channel"], BLANK, channel),
        sex=np.where(blank["sex"], BLANK, sex),
        age=np.where(blank["age"], BLANK, age),
        age_years=np.where(blank["age"], BLANK, age_years),
        education=np.where(blank["education"], BLANK, education),
        occupation=np.where(blank["occupation"], BLANK, occupation),
        effect=effect,
    )


def _pick(rng: Rng, weights: Floats) -> Codes:
    """One column a row, with the row's weights; shares are rounded, so that the last digit of exp() decides nothing."""
    reached = np.round(np.cumsum(weights, axis=1) / weights.sum(axis=1, keepdims=True), 9)
    chosen: Codes = (rng.random(len(weights))[:, None] >= reached[:, :-1]).sum(axis=1).astype(np.int16)
    return chosen
