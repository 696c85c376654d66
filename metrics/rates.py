"""Counts against counts of another table: so many per thousand, so many per hundred people."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special

from metrics.interval import CONFIDENCE
from metrics.moments import ratio

_TAIL = (1 - CONFIDENCE) / 2


def ratio_of_counts(part: npt.ArrayLike, whole: npt.ArrayLike, per: float) -> pd.DataFrame:
    """`per * part / whole` of two counts that both vary by chance: value, low, high, one row per pair.

    Exact 95 % interval of the ratio of two Poisson means (Przyborowski and Wilenski 1940): given both together, the
    part is binomial with share p = R / (1 + R), so its Clopper-Pearson limits give those of R. NaN where whole is 0.
    ratio_of_counts(30, 10_000, 1000) -> 3.00 (2.02-4.29). Raises ValueError for a negative count.
    """
    x, y = _counts(part, whole)
    low = np.where(x == 0, 0.0, special.betaincinv(np.maximum(x, 1), y + 1, _TAIL))
    high = special.betaincinv(x + 1, np.maximum(y, 1), 1 - _TAIL)
    limits = (per * ratio(np.where(y > 0, share, np.nan), 1 - share) for share in (low, high))
    return pd.DataFrame(dict(zip(("value", "low", "high"), (per * ratio(x, y), *limits), strict=True)))


def per_people(events: npt.ArrayLike, people: npt.ArrayLike, per: float) -> pd.DataFrame:
    """`per * events / people` for a known number of people: value, low, high, one row per pair.

    Exact 95 % interval of a Poisson mean (Garwood 1936), as if events came one by one and not in bursts; it is too
    narrow where one occasion brings many. NaN where there is nobody. Raises ValueError for a negative count.
    """
    x, y = _counts(events, people)
    low = np.where(x == 0, 0.0, special.gammaincinv(np.maximum(x, 1), _TAIL))
    high = special.gammaincinv(x + 1, 1 - _TAIL)
    return pd.DataFrame({"value": per * ratio(x, y), "low": per * ratio(low, y), "high": per * ratio(high, y)})


def _counts(*given: npt.ArrayLike) -> tuple[npt.NDArray[np.float64], ...]:
    """As arrays of one length. What is missing stays missing."""
    arrays = tuple(np.broadcast_arrays(*(np.atleast_1d(np.asarray(x, np.float64)) for x in given)))
    if any((x < 0).any() for x in arrays):
        raise ValueError("a count is not negative")
    return arrays
