"""Empirical-Bayes shrinkage: what a unit's own figure is worth beside what its like show."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from metrics.moments import Floats, ratio

_STEPS, _CLOSE = 200, 1e-12


@dataclass(frozen=True)
class Spread:
    """How units truly differ: their mean, its error, and tau^2, the variance beyond sampling."""

    mean: float
    se: float
    tau2: float


@dataclass(frozen=True)
class Shrunk:
    """Shrunk values with their error, and `weight`, the part B that is the unit's own."""

    value: Floats
    se: Floats
    weight: Floats
    spread: Spread


def reml(value: npt.ArrayLike, se: npt.ArrayLike) -> Spread:
    """tau^2 by restricted maximum likelihood, for v_i ~ N(mean, tau^2 + se_i^2) (Fisher scoring; Viechtbauer 2005).

        w = 1 / (tau^2 + se^2),  m = sum w v / sum w
        tau^2 <- sum w^2 ((v - m)^2 - se^2) / sum w^2 + 1 / sum w,   not below 0

    Values or errors that are missing do not count. NaN for none, tau^2 = 0 for one. BCG vaccine trials (log risk
    ratios): tau^2 .3132, mean -.7145, se .1798.
    """
    v, s2 = np.asarray(value, np.float64), np.asarray(se, np.float64) ** 2
    known = ~np.isnan(v) & ~np.isnan(s2)
    v, s2 = v[known], s2[known]
    if not len(v):
        return Spread(np.nan, np.nan, np.nan)
    if len(v) == 1:
        return Spread(float(v[0]), float(np.sqrt(s2[0])), 0.0)
    s2 = np.maximum(s2, 1e-12 * max(float(np.var(v)), 1e-12))  # a value without any error would have infinite weight
    tau2 = max(0.0, float(np.var(v, ddof=1) - s2.mean()))
    for _ in range(_STEPS):
        w = 1 / (tau2 + s2)
        mean = (w * v).sum() / w.sum()
        new = max(0.0, float((w**2 * ((v - mean) ** 2 - s2)).sum() / (w**2).sum() + 1 / w.sum()))
        close = abs(new - tau2) <= _CLOSE * (1 + tau2)
        tau2 = new
        if close:
            break
    w = 1 / (tau2 + s2)
    return Spread(float((w * v).sum() / w.sum()), float(np.sqrt(1 / w.sum())), tau2)


def shrink(value: npt.ArrayLike, se: npt.ArrayLike, spread: Spread | None = None) -> Shrunk:
    """Each value drawn to the common mean by how little it is known.

        B = tau^2 / (tau^2 + se^2),  shrunk = mean + B (v - mean),  se^2 = B se_i^2 + (1 - B)^2 se(mean)^2

    A missing value stays missing: nothing is made up for a unit without data.
    """
    v, s = np.asarray(value, np.float64), np.asarray(se, np.float64)
    of = reml(v, s) if spread is None else spread
    weight = np.where(s > 0, ratio(of.tau2, of.tau2 + s**2), np.where(s == 0, 1.0, np.nan))
    error = np.sqrt(weight * s**2 + (1 - weight) ** 2 * of.se**2)
    return Shrunk(of.mean + weight * (v - of.mean), error, weight, of)
