"""Ideas and attendance per 100 staff: activities in one table, staff in another, so functions of both counts."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics import rates
from metrics.moments import ratio

PER = 100


def ideas(raised: npt.ArrayLike, staff: npt.ArrayLike) -> pd.DataFrame:
    """Ideas raised in a period per 100 staff at its end: value, low, high, one row per pair (`rates.per_people`)."""
    return rates.per_people(raised, staff, PER)


def reach(attendance: npt.ArrayLike, staff: npt.ArrayLike) -> pd.DataFrame:
    """Attendances in a period per 100 staff at its end: value, low, high, one row per pair.

    Above 100 where staff came more than once on average: how many different people came is not on record. All that
    happened was counted, and people come by the roomful, so there is no interval that would mean something: NaN.
    NaN where there is nobody.
    """
    value = PER * ratio(np.atleast_1d(np.asarray(attendance, np.float64)), staff)
    return pd.DataFrame({"value": value, "low": np.nan, "high": np.nan})
