"""Use of a system before and after a first IT training, beside colleagues not trained by then: an association.

Of each person first trained in quarter q the rate (active of working days) over the two quarters before q is compared
with that over the two after it; q itself is left out. The others are people of the same unit with no IT training up to
q + 2, over the same quarters. The difference of the two changes takes away what moved everybody, not what moved those who
came to training for reasons of their own. Standard errors are clustered by unit.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from metrics.interval import t_quantile
from metrics.models.results import Result, estimate, fitted, refused, told
from metrics.words import Words

KIND = "association"
SPAN = 2  # quarters before and after
LEAST_PEOPLE, LEAST_UNITS = 30, 8
FEW = Words(
    f"Datanya belum cukup. Diperlukan paling sedikit {LEAST_PEOPLE} pegawai yang dilatih, dan {LEAST_PEOPLE} rekan seunit "
    f"yang tidak, dari {LEAST_UNITS} unit, dengan log {SPAN} triwulan sebelum dan sesudahnya.",
    f"There are too few data. Needed are at least {LEAST_PEOPLE} trained staff, and {LEAST_PEOPLE} colleagues who were not, "
    f"in {LEAST_UNITS} units, with logs of {SPAN} quarters before and after.",
)


def fit(use: pd.DataFrame) -> Result:
    """See `metrics.models` for the shape.

    use: a row per person, system and quarter with unit, person, system, quarter, active_days, working_days (above 0) and
    trained_quarter (of the first IT training; missing: never).
    """
    use = use[use["working_days"] > 0]
    systems = [
        {"system": str(system)} | _system(rows) for system, rows in use.groupby("system", observed=True, sort=True)
    ]
    n = {"people": int(use["person"].nunique()), "systems": len(systems)}
    if not systems:
        return refused(KIND, n, FEW)
    return fitted(KIND, n, ("association", "selection"), systems=systems)


def _system(use: pd.DataFrame) -> Result:
    pairs = _pairs(use)
    trained, others = pairs[pairs["trained"]], pairs[~pairs["trained"]]
    n = {
        "trained": int(trained["person"].nunique()), "compared": int(others["person"].nunique()),
        "units": int(trained["unit"].nunique()),
    }  # fmt: skip
    if min(n["trained"], n["compared"]) < LEAST_PEOPLE or n["units"] < LEAST_UNITS:
        return {"state": "refused", "reason": told(FEW), "n": n}
    cells = others.groupby("cell")[["before", "after"]].mean()
    kept = trained[trained["cell"].isin(cells.index)]  # those with somebody to be compared with
    others_change = (cells["after"] - cells["before"]).reindex(kept["cell"]).to_numpy()
    change = (kept["after"] - kept["before"]).to_numpy()
    units = pd.factorize(kept["unit"])[0]
    n["trained"], n["units"] = int(kept["person"].nunique()), len(np.unique(units))
    if n["trained"] < LEAST_PEOPLE or n["units"] < LEAST_UNITS:
        return {"state": "refused", "reason": told(FEW), "n": n}
    return {
        "state": "fitted", "n": n,
        "before": _mean(kept["before"].to_numpy(), units), "after": _mean(kept["after"].to_numpy(), units),
        "change": _mean(change, units), "others_change": _mean(others_change, units),
        "difference": _mean(change - others_change, units),
    }  # fmt: skip


def _pairs(use: pd.DataFrame) -> pd.DataFrame:
    """A row per person and quarter of a training in the unit: rates before and after in %, and whether it was theirs."""
    first = use.groupby("person").agg(unit=("unit", "first"), at=("trained_quarter", "first"))
    quarters = np.sort(use["quarter"].unique())
    none = pd.DataFrame({"person": [], "unit": [], "cell": [], "before": [], "after": []}).assign(trained=False)
    none["trained"] = none["trained"].astype(bool)
    if not len(quarters):
        return none
    sums = use.pivot_table(index="person", columns="quarter", values=["active_days", "working_days"], aggfunc="sum")
    found = []
    for q in range(int(quarters[0]) + SPAN, int(quarters[-1]) - SPAN + 1):
        rates = {}
        for when, span in (("before", range(q - SPAN, q)), ("after", range(q + 1, q + SPAN + 1))):
            active, working = (
                sums[name].reindex(columns=list(span)).sum(axis=1, min_count=SPAN)
                for name in ("active_days", "working_days")
            )
            rates[when] = 100 * active / working
        now = first.assign(**rates).dropna(subset=["before", "after"])
        trained = now["at"] == q
        other = (now["at"].isna() | (now["at"] > q + SPAN)) & now["unit"].isin(now.loc[trained, "unit"])
        both = now[trained | other].assign(trained=trained)
        found.append(both.assign(cell=both["unit"].astype(str) + f"|{q}").reset_index())
    return pd.concat(found, ignore_index=True) if found else none


def _mean(values: Any, units: np.ndarray) -> dict[str, float | None]:
    """A mean with its interval, units being the independent ones."""
    centre, count = float(np.mean(values)), int(units.max()) + 1
    pull = np.bincount(units, values - centre) / len(values)
    half = float(t_quantile(count - 1)) * np.sqrt(count / (count - 1) * np.sum(pull**2))
    return estimate(centre, centre - half, centre + half)
