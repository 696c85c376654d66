"""Which groups lie behind the pace for certain, when many are looked at together."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

from metrics import compare
from metrics.moments import Floats


def behind(share: npt.ArrayLike, n: npt.ArrayLike, pace: float) -> Floats:
    """p values that groups with these shares (0-1) of n people reach the pace, adjusted over all groups.

        z = (share - pace) / sqrt(pace (1 - pace) / n),  p = Phi(z)

    One-sided score test, so that without adjustment it agrees with the Wilson interval; Benjamini-Hochberg over all
    groups. With the pace at 1 everybody must have arrived: p is 0 for any share below 1. NaN (hidden) stays NaN.
    Raises ValueError for a pace that is no share above 0. pace .75: .60 of 50 people -> .00715, alone.
    """
    if not 0 < pace <= 1:
        raise ValueError(f"the pace is a share above 0 and up to 1, got {pace!r}")
    shares, people = np.asarray(share, np.float64), np.asarray(n, np.float64)
    if pace == 1:
        p = np.where(np.isnan(shares), np.nan, np.where(shares < 1, 0.0, 1.0))
    else:
        p = special.ndtr((shares - pace) / np.sqrt(pace * (1 - pace) / people))
    return compare.benjamini_hochberg(p)
