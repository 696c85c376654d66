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


def one_factor(correlation: Floats) -> tuple[Floats, Floats] | None:
    """Maximum-likelihood loadings and unique variances (k,), (k,) of one factor; None where none is found.

    Minimises log|S| + trace(R S^-1) over S = l l' + diag(u), u >= 0.005, with its exact gradient; S^-1 by the
    Sherman-Morrison formula.
    """
    from scipy.optimize import minimize  # only needed when omega is asked for

    k = len(correlation)

    def objective(parameters: Floats) -> tuple[float, Floats]:
        loading, unique = parameters[:k], parameters[k:]
        scaled = loading / unique
        gain = 1 + loading @ scaled
        inverse = np.diag(1 / unique) - np.outer(scaled, scaled) / gain
        slope = inverse - inverse @ correlation @ inverse
        value = np.log(unique).sum() + np.log(gain) + (inverse * correlation).sum()
        return float(value), np.concatenate([2 * slope @ loading, np.diag(slope)])

    eigenvalues, vectors = np.linalg.eigh(correlation)
    start = vectors[:, -1] * np.sqrt(eigenvalues[-1]) * 0.9
    start = start * (np.sign(start.sum()) or 1.0)
    own = np.clip(1 - start**2, 0.05, None)
    found = minimize(
        objective,
        np.concatenate([start, own]),
        jac=True,
        method="L-BFGS-B",
        bounds=[(None, None)] * k + [(_LEAST_UNIQUE, None)] * k,
        options={"maxiter": 2000, "ftol": 1e-14, "gtol": 1e-9},
    )
    slope = np.abs(found.jac[:k]).max() if np.isfinite(found.fun) else np.inf
    # At this tolerance the line search may stop with "no further progress": what counts is that the slope is gone.
    return (found.x[:k], found.x[k:]) if found.success or slope < 1e-5 else None


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
