"""Active days of those who lead beside those of the others in their units: an association.

Rates are active days of working days. Each is compared with its system's mean over all units first, so that units with
an obligatory system do not look alike for that reason alone. Units stand in order of their leaders' rate in up to three
groups, each with enough leaders to be shown; no single unit is told.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from metrics.interval import t_quantile
from metrics.limits import cell_sizes
from metrics.metric import Population
from metrics.models.results import Result, estimate, fitted, too_few
from metrics.models.threads import one_thread
from metrics.words import Words

KIND = "association"
LEADS = "structural"
LEAST_UNITS = 12
STEP = 10  # points of the leaders' rate that the slope is told for
LEVELS = {2: ("low", "high"), 3: ("low", "middle", "high")}
NEEDS = Words(
    f"paling sedikit {LEAST_UNITS} unit dengan pimpinan dan pegawai lain yang tercatat memakai, dan cukup pimpinan untuk dua kelompok",
    f"at least {LEAST_UNITS} units with leaders and other staff in the usage logs, and enough leaders for two groups",
)


@one_thread
def fit(use: pd.DataFrame) -> Result:
    """See `metrics.models` for the shape.

    use: a row per person and system with unit, person, system, position, active_days and working_days (above 0).
    """
    use = use[(use["working_days"] > 0) & use["position"].notna()]
    units = _units(use)
    least = cell_sizes.minimum(Population.STAFF)
    n = {
        "units": len(units), "leaders": int(units["leaders"].sum()) if len(units) else 0,
        "staff": int(units["staff"].sum()) if len(units) else 0,
    }  # fmt: skip
    cut = _cut(units, least) if len(units) >= LEAST_UNITS else None
    if cut is None:
        return too_few(KIND, n, NEEDS)
    slope, half = _slope(units)
    found = bool(np.isfinite(half) and abs(slope) > half)
    groups = [_group(level, units[cut == k]) for k, level in enumerate(LEVELS[int(cut.max()) + 1])]
    return fitted(
        KIND, n, ("association",), groups=groups, found=found,
        slope=estimate(STEP * slope, STEP * (slope - half), STEP * (slope + half)),
    )  # fmt: skip


def _units(use: pd.DataFrame) -> pd.DataFrame:
    """By unit: people, rates and rates less the system's mean, of leaders and of the others."""
    system = use.groupby("system", observed=True)[["active_days", "working_days"]].transform("sum")
    use = use.assign(
        role=np.where(use["position"] == LEADS, "leaders", "staff"),
        expected=use["working_days"] * system["active_days"] / system["working_days"],
    )
    by = use.groupby(["unit", "role"], observed=True)
    sums = by[["active_days", "working_days", "expected"]].sum()
    sums["people"] = by["person"].nunique()
    sums["rate"] = 100 * sums["active_days"] / sums["working_days"]
    sums["above"] = 100 * (sums["active_days"] - sums["expected"]) / sums["working_days"]
    wide = sums.unstack("role").dropna()
    if ("people", "leaders") not in wide or ("people", "staff") not in wide:
        return pd.DataFrame()
    found = pd.DataFrame({"leaders": wide["people", "leaders"], "staff": wide["people", "staff"]})
    for name in ("rate", "above", "working_days", "active_days"):
        for role in ("leaders", "staff"):
            found[f"{role}_{name}"] = wide[name, role]
    return found.sort_values("leaders_above", kind="stable")


def _cut(units: pd.DataFrame, least: int) -> np.ndarray | None:
    """The group of each unit, thirds or else halves of the units, each with enough leaders and others; None: neither."""
    for parts in (3, 2):
        cut = np.arange(len(units)) * parts // len(units)
        people = units.groupby(cut)[["leaders", "staff"]].sum()
        if (people >= least).to_numpy().all():
            return cut
    return None


def _slope(units: pd.DataFrame) -> tuple[float, float]:
    """Points of the others' rate per point of the leaders', weighted by the others; robust standard error (HC3)."""
    import statsmodels.api as sm

    x = sm.add_constant(units["leaders_above"].to_numpy(float), has_constant="add")
    found = sm.WLS(units["staff_above"].to_numpy(float), x, weights=units["staff"].to_numpy(float)).fit(cov_type="HC3")
    return float(found.params[1]), float(t_quantile(len(units) - 2) * found.bse[1])


def _group(level: str, units: pd.DataFrame) -> dict[str, Any]:
    told: dict[str, Any] = {"level": level, "units": len(units)}
    for role in ("leaders", "staff"):
        told[role] = int(units[role].sum())
        active, days = units[f"{role}_active_days"].to_numpy(float), units[f"{role}_working_days"].to_numpy(float)
        rate = active.sum() / days.sum()
        pull = (active - rate * days) / days.sum()
        half = float(t_quantile(len(units) - 1)) * np.sqrt(len(units) / max(len(units) - 1, 1) * np.sum(pull**2))
        told[f"{role}_rate"] = estimate(100 * rate, 100 * max(0, rate - half), 100 * min(1, rate + half))
    return told
