"""Every two places: who is above whom, how surely, and where the common mix turns the order round."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special

from metrics import compare
from metrics.moments import Floats, ratio

SIGNIFICANT = 0.05


def probability_above(value: npt.ArrayLike, se: npt.ArrayLike) -> Floats:
    """P[i, j]: that place i truly lies above place j, from independent normal errors: Phi((v_i - v_j) / sqrt(se_i^2 + se_j^2)).

    Above is more of the indicator, whichever way is better. 0.5 of two equal values without error; NaN on the diagonal
    and where a value or an error is missing.
    """
    z = _z(np.asarray(value, np.float64), np.asarray(se, np.float64))
    found: Floats = special.ndtr(z)
    np.fill_diagonal(found, np.nan)
    return found


def reversals(
    raw: npt.ArrayLike, raw_se: npt.ArrayLike, adjusted: npt.ArrayLike, adjusted_se: npt.ArrayLike
) -> pd.DataFrame:
    """Pairs that stand one way raw and the other way at the common mix, both beyond noise.

    A pair turns round when it truly stands one way raw and the other way adjusted. Whoever denies it says that one of
    the two does not hold, so both must be shown (intersection-union test, Berger 1982):

        p1 = max(Phi(-|z_raw|), Phi(-|z_adjusted|))

    Only pairs whose estimates stand both ways are candidates. That the others are left out of the family is paid for by
    judging each candidate given that it is one, p = p1 / .5 (Zhao, Small and Su 2019; Ellis, Pecanka and Goeman 2020):
    pairs that plainly keep their order do not raise the bar for the one that does not. Flagged:
    p <= 5 % after Benjamini-Hochberg over the candidates. A pair whose raw or adjusted difference may be noise is not
    flagged: it is a tie, and ties have no order that could turn round.

    Gives `above` and `below` (positions: `above` is the higher one raw and the lower one adjusted), raw_gap,
    adjusted_gap (above less below), p; strongest first.
    """
    before, after = np.asarray(raw, np.float64), np.asarray(adjusted, np.float64)
    z_before, z_after = _z(before, np.asarray(raw_se, np.float64)), _z(after, np.asarray(adjusted_se, np.float64))
    first, second = np.triu_indices(len(before), 1)
    one, other = z_before[first, second], z_after[first, second]
    known = ~np.isnan(one) & ~np.isnan(other)
    p = 2 * special.ndtr(-np.minimum(np.abs(one), np.abs(other)))
    candidate = known & (one * other < 0)
    adjusted_p = compare.benjamini_hochberg(np.where(candidate, p, np.nan))
    there = np.flatnonzero(candidate & (adjusted_p <= SIGNIFICANT))
    there = there[np.argsort(adjusted_p[there], kind="stable")]
    above = np.where(one[there] > 0, first[there], second[there])
    below = np.where(one[there] > 0, second[there], first[there])
    return pd.DataFrame(
        {
            "above": above,
            "below": below,
            "raw_gap": before[above] - before[below],
            "adjusted_gap": after[above] - after[below],
            "p": adjusted_p[there],
        }
    )


def _z(value: Floats, se: Floats) -> Floats:
    """Differences of every two over their errors; of two without error: far apart or equal."""
    gap = value[:, None] - value[None, :]
    error = np.hypot(se[:, None], se[None, :])
    return np.where(error == 0, np.where(gap == 0, 0.0, np.copysign(np.inf, gap)), ratio(gap, error))
