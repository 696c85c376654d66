"""Proportional hazards observed in whole months: log ratios from the exact likelihood of those who tie.

Of a stratum's risk set in a month, D reach it and R do not. In which order those of D did is not known, so the likelihood
of the month is that of Cox with all orders added up: the chance that all of D come before any of R,

    L = integral over v > 0 of  prod_D (1 - exp(-h_i v))  S exp(-S v) dv,    h = exp(x b),  S = sum of h over R.

v stands for the baseline hazard that had passed within the month. With one in D this is Cox's partial likelihood; where
most of a month reach it, it stays right where the approximations of Breslow and Efron draw ratios towards 1. The baseline
is integrated out and not estimated: with a free one for each month (the grouped model of Prentice and Gloeckler) log ratios
lie too far from 0 where few wait in a month: by a fifth with 20 a stratum (incidental parameters; seen in simulations).

Integrals are sums over evenly spaced points of log v around the mode, which for such integrands err by less than 1e-6.
Standard errors are clustered: residuals times x less its mean over the risk set, as of Lin and Wei, with the factor
G / (G - 1).

Source: Kalbfleisch and Prentice, Biometrika 60 (1973) 267; DeLong, Guirguis and So, Biometrika 81 (1994) 607; Prentice
and Gloeckler, Biometrics 34 (1978) 57; Lin and Wei, JASA 84 (1989) 1074.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

BELOW, ABOVE, POINTS = 11, 6, 35  # standard deviations of log v; below the mode the integrand falls only as a power
MOST_STEPS, DECREMENT = 50, 1e-10  # of Newton; squared length of the last step in standard errors
MOST_PASSED = 500.0  # hazard passed in a month beyond which nobody is left, to the last digit


def log_ratios(x: Floats, reached: Ints, stratum: Ints, cluster: Ints) -> tuple[Floats, Floats]:
    """Log ratios (columns of x) and their standard errors; NaN where Newton's steps do not end or x is collinear.

    x: rows x columns, a row per person waiting in a month. reached: 0 or 1. stratum: number of the stratum and month.
    cluster: number of the unit. Months in which nobody or everybody reaches it tell nothing and are left out.
    """
    months = _Months.of(x, reached.astype(bool), stratum)
    beta, lost = np.zeros(x.shape[1]), np.full(x.shape[1], np.nan)
    if not months.rows.size:
        return lost, lost
    for _ in range(MOST_STEPS):
        found = months.at(beta)
        try:
            inverse = np.linalg.inv(found.information).astype(np.float64)
        except np.linalg.LinAlgError:
            return lost, lost
        step = inverse @ found.score
        if not 0 <= found.score @ step < np.inf:
            return lost, lost
        if found.score @ step < DECREMENT:
            clusters = np.unique(cluster[months.rows], return_inverse=True)[1]
            return beta + step, _clustered(inverse, found.pulls, clusters)
        beta = beta + step
    return lost, lost


@dataclass(frozen=True)
class _At:
    """At some log ratios: derivatives of the log likelihood, and what each row (in the order of `_Months`) pulls."""

    score: Floats
    information: Floats
    pulls: Floats  # rows x columns


@dataclass(frozen=True)
class _Months:
    """The months that tell something, those who reach it (D) apart from the rest (R), each in the order of months."""

    rows: Ints  # of what was given: D, then R
    x: tuple[Floats, Floats]
    month: tuple[Ints, Ints]
    begins: tuple[Ints, Ints]  # the first row of each month

    @classmethod
    def of(cls, x: Floats, reached: Flags, stratum: Ints) -> _Months:
        """Sorted out of all rows."""
        place = np.unique(stratum, return_inverse=True)[1]
        some, left = np.bincount(place, reached), np.bincount(place, ~reached)
        told = ((some > 0) & (left > 0))[place]
        order = np.argsort(place, kind="stable")
        parts = [order[told[order] & (reached[order] == side)] for side in (True, False)]
        months = [np.unique(place[rows], return_index=True, return_inverse=True) for rows in parts]
        (_, begin, month), (_, begin_rest, month_rest) = months
        both = x[parts[0]], x[parts[1]]
        return cls(np.concatenate(parts), both, (month, month_rest), (begin, begin_rest))

    def at(self, beta: Floats) -> _At:
        """Score and information by differentiating under the integral: means and spreads over v given who reached it."""
        (x, x_rest), (month, month_rest), (begin, begin_rest) = self.x, self.month, self.begins
        h, h_rest = np.exp(x @ beta), np.exp(x_rest @ beta)
        s = np.add.reduceat(h_rest, begin_rest)
        s_x = np.add.reduceat(h_rest[:, None] * x_rest, begin_rest)
        log_v = self._points(h, s)
        v = np.exp(log_v)
        u = np.minimum(h[:, None] * v[month], MOST_PASSED)  # hazard passed: D x points
        log_f = np.add.reduceat(np.log(-np.expm1(-u)), begin) - s[:, None] * v + log_v  # of v d(log v)
        f = np.exp(log_f - log_f.max(axis=1, keepdims=True))
        f /= f.sum(axis=1, keepdims=True)  # months x points: how likely each v is
        q = u / np.expm1(u)  # derivative of log(1 - exp(-u)) by log h, and below the second one
        expected, bent = (f[month] * q).sum(axis=1), (f[month] * q * (1 - u - q)).sum(axis=1)
        passed = (f * v).sum(axis=1)
        share = 1 / s - passed
        residual, residual_rest = expected, h_rest * share[month_rest]
        score = residual @ x + residual_rest @ x_rest
        slopes = np.stack(
            [np.add.reduceat(q * x[:, [j]], begin) - v * s_x[:, [j]] for j in range(x.shape[1])], axis=2
        )  # months x points x columns
        slopes -= (f[:, :, None] * slopes).sum(axis=1, keepdims=True)
        mean = s_x / s[:, None]
        curved = (bent[:, None] * x).T @ x + (residual_rest[:, None] * x_rest).T @ x_rest - mean.T @ mean
        curved += np.einsum("mp,mpi,mpj->ij", f, slopes, slopes, optimize=True)
        all_x = np.concatenate([x, x_rest])
        all_months = np.concatenate([month, month_rest])
        gone = np.minimum(np.concatenate([h, h_rest]) * passed[all_months], MOST_PASSED)
        weight = gone * gone / np.expm1(gone)  # information of a row on its month's log v
        total = np.bincount(all_months, weight)
        centre = np.stack([np.bincount(all_months, weight * column) for column in all_x.T], axis=1) / total[:, None]
        pulls = (all_x - centre[all_months]) * np.concatenate([residual, residual_rest])[:, None]
        return _At(score, -curved, pulls)

    def _points(self, h: Floats, s: Floats) -> Floats:
        """Months x POINTS values of log v over where the integrand is not nothing."""
        month, begin = self.month[0], self.begins[0]
        sizes = np.diff(np.append(begin, month.size))
        log_v = np.log((sizes + 1) / (s + np.add.reduceat(h, begin)))
        for _ in range(MOST_STEPS):  # mode: concave in log v
            u = np.minimum(h * np.exp(log_v)[month], MOST_PASSED)
            q = u / np.expm1(u)
            slope = np.add.reduceat(q, begin) - s * np.exp(log_v) + 1
            bend = np.add.reduceat(q * (1 - u - q), begin) - s * np.exp(log_v)
            step = np.clip(-slope / bend, -1, 1)
            log_v = log_v + step
            if np.abs(step).max() < 1e-3:  # where exactly does not matter
                break
        points: Floats = log_v[:, None] + np.linspace(-BELOW, ABOVE, POINTS) / np.sqrt(-bend)[:, None]
        return points


def _clustered(inverse: Floats, pulls: Floats, cluster: Ints) -> Floats:
    """Standard errors by the sandwich over clusters with the factor G / (G - 1)."""
    by = np.stack([np.bincount(cluster, column) for column in pulls.T], axis=1)
    groups = len(by)
    if groups < 2:
        return np.full(len(inverse), np.nan)
    found: Floats = np.sqrt(np.diag(inverse @ (by.T @ by) @ inverse) * groups / (groups - 1))
    return found
