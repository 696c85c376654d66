"""The sample gauge: how many respondents are needed (Krejcie and Morgan 1970), achieved, still needed."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics import rounding
from metrics.limits.sample import KREJCIE_MORGAN, KrejcieMorgan
from metrics.moments import Floats


def needed(population: float | None = None) -> int:
    """Respondents needed for a population of N users; None or infinite: unlimited (384).

        n = x2 N P (1 - P) / (d2 (N - 1) + x2 P (1 - P)),   x2 = 3.841, P = 1/2, d = 0.05; rounded half-up

    needed(50) -> 44, needed(1000) -> 278. The printed table of 1970 has 90 rows; tests hold the formula against each
    and name the rows where the print differs. Raises ValueError below 1: a service without users needs no survey.
    """
    km: KrejcieMorgan = KREJCIE_MORGAN.at().value
    spread = km.chi_square * km.share * (1 - km.share)
    if population is None or np.isinf(population):
        return int(rounding.half_up(spread / km.error**2, 0))
    if not population >= 1:
        raise ValueError(f"a population is at least 1, got {population}")
    n = int(population)
    return int(rounding.half_up(spread * n / (km.error**2 * (n - 1) + spread), 0))


def panel(respondents: npt.ArrayLike, populations: npt.ArrayLike) -> pd.DataFrame:
    """One row per group: `population` (NaN: unknown, taken as unlimited), `needed`, `achieved`, `still_needed`, `share`.

    share = achieved / needed; above 1 where more answered than needed.
    """
    achieved = np.atleast_1d(np.asarray(respondents, np.int64))
    known: Floats = np.broadcast_to(np.asarray(populations, np.float64), achieved.shape)
    need = np.array([needed(None if np.isnan(x) else x) for x in known], np.int64)
    return pd.DataFrame(
        {
            "population": known,
            "needed": need,
            "achieved": achieved,
            "still_needed": np.maximum(need - achieved, 0),
            "share": achieved / need,
        }
    )
