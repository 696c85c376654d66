"""McDonald's omega of the nine elements: reliability under one common factor."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics import estimates, moments
from metrics.metric import Direction, Metric, Source
from metrics.moments import Floats
from metrics.satisfaction import survey
from metrics.satisfaction.alpha import shared_answers
from metrics.satisfaction.elements import ELEMENT_KEYS
from metrics.words import Words

_LEAST_UNIQUE = 0.005  # share of a column's variance that stays its own at least; as in R's factanal
_MOST_STEPS = 200
_FLAT = 1e-7  # slope of a minimum; second derivatives are of the order of 1, so parameters are right to about as much
_RIDGE = 1e-10
_NOISE = 1e-13  # what rounding may add to the discrepancy near its minimum


def one_factor(correlation: Floats) -> tuple[Floats, Floats] | None:
    """Maximum-likelihood loadings and unique variances (k,), (k,) of one factor; None where none is found.

    Minimises log|S| + trace(R S^-1) over S = l l' + diag(u), u >= 0.005, by Fisher scoring with step halving. (Ten
    steps of numpy suffice; scipy's L-BFGS-B took a hundred times as long where the linear algebra has many threads.)
    """
    k = len(correlation)
    eigenvalues, vectors = np.linalg.eigh(correlation)
    loading = vectors[:, -1] * np.sqrt(eigenvalues[-1]) * 0.9 * (np.sign(vectors[:, -1].sum()) or 1.0)
    parameters = np.concatenate([loading, np.clip(1 - loading**2, 0.05, None)])
    value, inverse = _discrepancy(parameters, correlation)
    for _ in range(_MOST_STEPS):
        slope = inverse - inverse @ correlation @ inverse
        gradient = np.concatenate([2 * slope @ parameters[:k], np.diag(slope)])
        # A unique variance on its bound stays there as long as the slope pushes it down.
        bound = np.concatenate([np.zeros(k, bool), parameters[k:] <= _LEAST_UNIQUE])
        free = ~bound | (gradient < 0)
        if np.abs(gradient[free]).max() < _FLAT:
            return parameters[:k], parameters[k:]
        information = _information(parameters[:k], inverse)
        while True:
            step = np.zeros(2 * k)
            step[free] = np.linalg.solve(information[np.ix_(free, free)], -gradient[free])
            blocked = bound & (step < 0)
            if not blocked.any():
                break
            free &= ~blocked
        for halving in range(40):
            trial = parameters + step / 2**halving
            trial[k:] = np.maximum(trial[k:], _LEAST_UNIQUE)
            trial_value, trial_inverse = _discrepancy(trial, correlation)
            if trial_value <= value + _NOISE:
                break
        else:
            return None
        parameters, value, inverse = trial, trial_value, trial_inverse
    return None


def _discrepancy(parameters: Floats, correlation: Floats) -> tuple[float, Floats]:
    """log|S| + trace(R S^-1), and S^-1 (by Sherman and Morrison)."""
    k = len(correlation)
    loading, unique = parameters[:k], parameters[k:]
    scaled = loading / unique
    gain = 1 + loading @ scaled
    inverse: Floats = np.diag(1 / unique) - np.outer(scaled, scaled) / gain
    return float(np.log(unique).sum() + np.log(gain) + (inverse * correlation).sum()), inverse


def _information(loading: Floats, inverse: Floats) -> Floats:
    """Expected second derivatives, trace(S^-1 dS S^-1 dS), with a ridge for loadings that are all 0."""
    v = inverse @ loading
    loadings = 2 * (np.outer(v, v) + (loading @ v) * inverse)
    mixed = 2 * inverse * v
    matrix: Floats = np.block([[loadings, mixed], [mixed.T, inverse**2]])
    return matrix + _RIDGE * np.eye(len(matrix))


def of_covariance(covariance: Floats) -> float:
    """omega = (sum of loadings)^2 / ((sum of loadings)^2 + sum of unique variances), of one matrix (k, k).

    Columns that never vary have neither loading nor unique variance and fall out. NaN with fewer than three columns
    left (one factor is not identified by two), with an undefined entry, or where no solution is found.
    """
    if not np.isfinite(covariance).all():
        return float("nan")
    varying = np.diag(covariance) > 0
    if varying.sum() < 3:
        return float("nan")
    part = covariance[np.ix_(varying, varying)]
    deviation = np.sqrt(np.diag(part))
    solution = one_factor(part / np.outer(deviation, deviation))
    if solution is None:
        return float("nan")
    loadings, unique = solution
    common = float((deviation * loadings).sum() ** 2)
    return common / (common + float((deviation**2 * unique).sum()))


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Omega per group from pairwise-complete covariances; n: respondents. From sums alone it has no interval.

    NaN unless every pair of elements shares more respondents than there are elements, and three elements vary.
    """
    enough = shared_answers(sums) > survey.K
    matrices = moments.covariance(sums, ELEMENT_KEYS)
    omega = [of_covariance(m) if ok else float("nan") for m, ok in zip(matrices, enough, strict=True)]
    return estimates.frame(sums.index, np.array(omega, np.float64), moments.rows(sums))


METRIC = Metric(
    name="omega",
    family=survey.FAMILY,
    label=Words("Omega McDonald", "McDonald's omega"),
    meaning=Words(
        "Keajekan kesembilan unsur seperti alpha, tanpa menganggap semua unsur sama kuat; mendekati 1 berarti ajek.",
        "Consistency of the nine elements like alpha, without taking all for equally strong; close to 1 is consistent.",
    ),
    formula=Words(
        "(jumlah muatan faktor)² ÷ ((jumlah muatan faktor)² + jumlah ragam unik), satu faktor, kemungkinan maksimum.",
        "(sum of loadings)² ÷ ((sum of loadings)² + sum of unique variances), one factor, maximum likelihood.",
    ),
    unit=Words("koefisien", "coefficient"),
    direction=Direction.HIGHER,
    range=(0.0, 1.0),
    decimals=3,
    source=Source("McDonald (1999)"),
    table=survey.TABLE,
    population=survey.POPULATION,
    sums=survey.ELEMENT_SUMS,
    estimate=estimate,
)
