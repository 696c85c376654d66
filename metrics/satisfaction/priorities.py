"""Which elements to work on first.

Importance-performance analysis asks how much each element matters for overall satisfaction, and so needs an overall
item that was answered by itself. Regressing the IKM on the elements it is made of returns their weights, 1/9 each, plus
noise from their variances: circular. Without an overall item importance is refused; what is offered instead looks at
the elements alone: their distance to a grade, their change, and how sure it is that one is the lowest.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import comb

import numpy as np
import pandas as pd

from metrics import compare, estimates, moments
from metrics.limits import grades
from metrics.moments import Floats
from metrics.satisfaction import nrr, survey
from metrics.satisfaction.elements import ELEMENT_KEYS
from metrics.sums import Sum, covariances_of
from metrics.words import Words


@dataclass(frozen=True)
class Refusal:
    """Why something asked for is not computed."""

    kind: str
    words: Words


CIRCULAR = Refusal(
    "circular",
    Words(
        "Tingkat kepentingan unsur tidak dihitung: kuesioner ini tidak punya pertanyaan kepuasan keseluruhan yang "
        "dijawab tersendiri, dan meregresikan IKM pada unsur-unsurnya sendiri hanya mengembalikan bobotnya.",
        "Importance of elements is not computed: this questionnaire has no overall item answered by itself, and "
        "regressing the IKM on its own elements only returns their weights.",
    ),
)


def importance_sums(overall: str) -> tuple[Sum, ...]:
    """The sums that `importance` needs for an overall item of that column."""
    return covariances_of((*ELEMENT_KEYS, overall))


def importance(sums: pd.DataFrame, overall: str | None = None) -> pd.DataFrame | Refusal:
    """Share of the variance of an overall item that each element explains (LMG, that is: Shapley values of R squared).

        importance_e = mean over all orders of entry of R2(before and e) - R2(before)

    sums: with the columns of `importance_sums(overall)`. Gives per group and element `element`, `importance` (they add
    up to `r2`), `r2`, `n`; NaN where the covariances are undefined or elements are collinear.
    Without an overall item: the refusal CIRCULAR. Raises ValueError when one of the elements is named as overall.
    """
    if overall is None:
        return CIRCULAR
    if overall in ELEMENT_KEYS:
        raise ValueError(f"{overall} is one of the elements; the overall item must be a question of its own")
    matrices = moments.covariance(sums, (*ELEMENT_KEYS, overall))
    shares = np.array([shapley(m) for m in matrices]).reshape(len(sums), survey.K)
    made = pd.DataFrame(index=sums.index.repeat(survey.K))
    made[survey.ITEM] = np.tile(np.array(ELEMENT_KEYS, dtype=object), len(sums))
    made["importance"] = shares.reshape(-1)
    made["r2"] = shares.sum(axis=1).repeat(survey.K)
    made["n"] = moments.rows(sums).repeat(survey.K)
    return made


def shapley(matrix: Floats) -> Floats:
    """Shapley values of R squared of the last column of a covariance matrix (k + 1, k + 1) on the others: (k,)."""
    k = len(matrix) - 1
    within, across, variance = matrix[:k, :k], matrix[:k, k], matrix[k, k]
    if not np.isfinite(matrix).all() or variance <= 0 or np.linalg.matrix_rank(within) < k:
        return np.full(k, np.nan)
    r2 = np.zeros(2**k)
    for mask in range(1, 2**k):
        chosen = [e for e in range(k) if mask >> e & 1]
        r2[mask] = across[chosen] @ np.linalg.solve(within[np.ix_(chosen, chosen)], across[chosen]) / variance
    shares = np.zeros(k)
    for mask in range(2**k):
        size = mask.bit_count()
        for e in range(k):
            if not mask >> e & 1:
                shares[e] += (r2[mask | 1 << e] - r2[mask]) / (k * comb(k - 1, size))
    return shares


def lowest_probability(sums: pd.DataFrame, draws: int = 4000, seed: int = 20260930) -> Floats:
    """How probable it is that each element is truly the lowest: (g, k), rows add up to 1.

    Share of `draws` simulations of the nine means, jointly normal with their own covariances, in which the element
    comes out lowest; ties share. The same draws serve every group and call, so that a page shows the same figure
    twice. NaN for an element without answers and for a group without an estimate of error.
    """
    means, covariances = moments.mean(sums, ELEMENT_KEYS), moments.mean_covariance(sums, ELEMENT_KEYS)
    standard = _draws(draws, seed)
    shares = np.full(means.shape, np.nan)
    for row, (mean, covariance) in enumerate(zip(means, covariances, strict=True)):
        there = np.isfinite(mean)
        part = covariance[np.ix_(there, there)]
        if not there.any() or not np.isfinite(part).all():
            continue
        values, vectors = np.linalg.eigh(part)
        simulated = mean[there] + standard[:, there] @ (vectors * np.sqrt(np.clip(values, 0, None))).T
        lowest = simulated == simulated.min(axis=1, keepdims=True)
        shares[row, there] = (lowest / lowest.sum(axis=1, keepdims=True)).mean(axis=0)
    return shares


@lru_cache(maxsize=4)
def _draws(draws: int, seed: int) -> Floats:
    made = np.random.default_rng(seed).standard_normal((draws, survey.K))
    made.flags.writeable = False
    return made


def rank(sums: pd.DataFrame, before: pd.DataFrame | None = None, letter: str = "A") -> pd.DataFrame:
    """Elements of each group from the one farthest below the bound of a grade to the one farthest above.

    Columns: those of the NRR (element, value, low, high, n, se, df, grade), `bound` (of the grade on the 1-4 scale, by
    the rule of `period`), `gap` (bound - value; above 0: still to rise), `lowest_probability`, `place` (1 = first to
    work on; NRR that are equal share a place). With `before`, sums of an earlier period row by row: `change`,
    `change_low`, `change_high`, `p`, `p_adjusted` (Benjamini-Hochberg over all rows).
    """
    found = nrr.estimate(sums)
    bounds = [
        float(next(g for g in grades.bounds(q) if g.letter == letter).element_bound) for q in estimates.quarters(sums)
    ]
    found["bound"] = np.repeat(bounds, survey.K)
    found["gap"] = found["bound"] - found["value"]
    found["lowest_probability"] = lowest_probability(sums).reshape(-1)
    group = np.repeat(np.arange(len(sums)), survey.K)
    found["place"] = found["value"].groupby(group).rank(method="min").to_numpy()
    if before is not None:
        change = compare.difference(found, nrr.estimate(before))
        found["change"] = change["change"]
        found[["change_low", "change_high", "p"]] = change[["low", "high", "p"]]
        found["p_adjusted"] = compare.benjamini_hochberg(change["p"])
    order = np.lexsort((found["place"].to_numpy(), group))
    return found.iloc[order]
