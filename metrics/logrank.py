"""Whether groups differ in how long something takes: the log-rank test, from the counts that Kaplan-Meier needs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from metrics.moments import Integers


@dataclass(frozen=True)
class LogRank:
    """chi2 with df degrees of freedom, and the probability of as much or more where groups do not differ."""

    chi2: float
    df: int
    p: float


def logrank(over: Integers, waiting: Integers) -> LogRank | None:
    """The log-rank test (Mantel 1966) of g groups from counts per bin, (g, b) each, as `quantiles.survival` takes them.

        Z_g = sum over bins of d_gj - d_j r_gj / r_j,   chi2 = Z' V^- Z

    d: over in the bin; r: over or waiting in that bin or later; V: hypergeometric covariance, ties included. Groups in
    which nobody was ever at risk beside others drop out. None where fewer than two are left, or nothing ever ended.
    """
    there = (over + waiting).sum(axis=1) > 0
    ended, open_ = over[there].astype(np.float64), waiting[there].astype(np.float64)
    if len(ended) < 2:
        return None
    everyone = ended + open_
    at_risk = everyone.sum(axis=1)[:, None] - np.cumsum(everyone, axis=1) + everyone
    d, r = ended.sum(axis=0), at_risk.sum(axis=0)
    used = (d > 0) & (r > 1)
    share = at_risk[:, used] / r[used]
    difference = (ended[:, used] - d[used] * share).sum(axis=1)
    weight = d[used] * (r[used] - d[used]) / (r[used] - 1)
    covariance = np.diag((weight * share).sum(axis=1)) - (weight * share) @ share.T
    inverse = np.linalg.pinv(covariance, hermitian=True)
    df = int(np.linalg.matrix_rank(covariance, hermitian=True))
    if df == 0:
        return None
    chi2 = float(difference @ inverse @ difference)
    return LogRank(chi2, df, float(special.chdtrc(df, chi2)))
