"""Whether an office's IKM moves with the share of its staff who use its systems steadily, and its resistance with training.

Both compare offices with themselves: what stays in an office and what moves a whole city in a quarter is taken away.

    IKM_ut = office_u + city and quarter_ct + b share_ut + e_ut        b: points of IKM per point of the share

That is a link within offices, weaker than a design: what moves both in the same quarter stays in it. The survey of staff
bears no names, so resistance can only be looked at by office, never before and after a person's training.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics.limits import cell_sizes
from metrics.metric import Population
from metrics.models.results import Result, fitted, number, too_few
from metrics.whatif import effects
from metrics.whatif.effects import FEWEST_OFFICES, interval
from metrics.words import Words

KIND = "association"
QUARTERS = 3  # of an office, below which it says nothing of itself
NEEDS = Words(
    f"IKM dan pemakaian sistem dari {FEWEST_OFFICES} unit selama {QUARTERS} triwulan",
    f"the IKM and the use of systems of {FEWEST_OFFICES} units over {QUARTERS} quarters",
)


def fit(office_quarters: pd.DataFrame, answers: pd.DataFrame, use: pd.DataFrame) -> Result:
    """See `metrics.models` for the shape."""
    n = {"units": int(office_quarters["unit"].nunique()), "rows": len(office_quarters)}
    ikm = within(office_quarters, "ikm", "sustained")
    if ikm is None:
        return too_few(KIND, n, NEEDS)
    return fitted(KIND, n, ("association",), ikm=ikm, resistance=within(_told(answers, use), "resistance", "trained"))


def within(rows: pd.DataFrame, outcome: str, cause: str) -> Result | None:
    """Slope of outcome on cause within offices, 90 % interval clustered by office; None where there are too few."""
    there = rows.dropna(subset=[outcome, cause])
    there = there[there.groupby("unit")["unit"].transform("size") >= QUARTERS]
    units = pd.factorize(there["unit"])[0]
    offices = int(units.max(initial=-1)) + 1
    if offices < FEWEST_OFFICES:
        return None
    when = pd.factorize(there["city"].astype(str) + there["quarter"].astype(str))[0]
    x, y = (_swept(there[name].to_numpy(float), units, when) for name in (cause, outcome))
    total = float((x**2).sum())
    if total < 1e-9:
        return None
    slope = float((x * y).sum()) / total
    pull = np.bincount(units, x * (y - slope * x))
    se = float(np.sqrt(offices / (offices - 1) * (pull**2).sum())) / total
    low, high = interval(slope, se, offices)
    left = effects.robustness(slope**2 * total / max(float((y**2).sum()), 1e-12))
    found = {"value": slope, "low": low, "high": high, "se": se, "robustness": left}
    return {name: number(each) for name, each in found.items()} | {"offices": offices, "rows": len(there)}


def _swept(values: np.ndarray, *groups: np.ndarray) -> np.ndarray:
    """The values less what offices and quarters have in common: means taken away in turn until nothing moves."""
    found: np.ndarray = values - values.mean()
    for _ in range(500):
        before = found.copy()
        for group in groups:
            found = found - (np.bincount(group, found) / np.bincount(group))[group]
        if np.abs(found - before).max(initial=0) < 1e-10:
            break
    return found


def _told(answers: pd.DataFrame, use: pd.DataFrame) -> pd.DataFrame:
    """Offices by quarter: mean resistance of at least the smallest group of answers, and % of staff trained before."""
    least = cell_sizes.minimum(Population.STAFF)
    by = answers.dropna(subset=["resistance"]).groupby(["city", "unit", "quarter"], observed=True)["resistance"]
    told = by.mean()[by.size() >= least].reset_index()
    people = use.drop_duplicates(["unit", "quarter", "person"]).groupby(["unit", "quarter"], observed=True)["trained"]
    trained = (100 * people.mean())[people.count() >= least].rename("trained").reset_index()
    return told.merge(trained, on=["unit", "quarter"], how="left") if len(told) else told.assign(trained=np.nan)
