"""What bringing in a system does to an office's IKM, complaints and processing time: imputation difference-in-differences
(`metrics.whatif.deployments`), system by system. Offices that have no system yet are what the others are compared with.
"""

from __future__ import annotations

import pandas as pd

from metrics.adoption.terms import SYSTEMS
from metrics.models.results import Result, fitted, number, too_few
from metrics.whatif import deployments
from metrics.whatif.deployments import FEWEST_OFFICES, FEWEST_WAITING, Course
from metrics.whatif.effects import TooLittle
from metrics.words import Words

KIND = "causal"
OUTCOMES: dict[str, Words] = {
    "ikm": Words("IKM", "IKM"),
    "complaints": Words("Pengaduan per triwulan", "Complaints a quarter"),
    "processing": Words("Lama proses (hari kerja)", "Processing time (working days)"),
}
NEEDS = Words(
    f"triwulan sebelum dan sesudah penerapan dari {FEWEST_OFFICES} unit, dengan {FEWEST_WAITING} yang menerapkan dan {FEWEST_WAITING} yang menunggu pada waktu yang sama",
    f"quarters before and after launches in {FEWEST_OFFICES} units, {FEWEST_WAITING} that launched and {FEWEST_WAITING} that still waited at the time",
)


def fit(office_quarters: pd.DataFrame, launches: pd.DataFrame) -> Result:
    """See `metrics.models` for the shape; the frames are those of `data.fits.trials`."""
    systems: list[Result] = []
    for place in sorted(launches["system"].unique()):
        first = launches[launches["system"] == place].set_index("unit")["quarter"]
        panel = office_quarters.assign(first=office_quarters["unit"].map(first))
        found = {outcome: _effect(panel, outcome) for outcome in OUTCOMES}
        systems.append({"system": list(SYSTEMS)[int(place)], "outcomes": found})
    n = {"units": int(office_quarters["unit"].nunique()), "launches": len(launches)}
    if not any(of["state"] == "fitted" for each in systems for of in each["outcomes"].values()):
        return too_few(KIND, n, NEEDS)
    return fitted(KIND, n, (), systems=systems)


def _effect(panel: pd.DataFrame, outcome: str) -> Result:
    rows = panel.rename(columns={outcome: "value"})[["unit", "quarter", "value", "first"]].dropna(subset=["value"])
    found: deployments.Deployed | TooLittle | None = None
    if len(rows) and rows["first"].notna().any():
        found = deployments.effect(rows.astype({"quarter": "int64"}))
    if not isinstance(found, deployments.Deployed):
        n = {"launched": getattr(found, "trained", 0), "waiting": getattr(found, "untrained", 0)}
        return too_few(KIND, n, NEEDS)
    return {
        "state": "fitted",
        "n": {"launched": found.launched, "waiting": found.waiting, "units": found.offices},
        **{
            name: number(getattr(found, name))
            for name in ("value", "low", "high", "se", "before_after", "p_before", "drift", "moved")
        },
        "offices": found.offices,
        "after": _course(found.after),
        "before": _course(found.before),
        "steady": found.steady,
    }


def _course(course: Course) -> list[Result]:
    rows = zip(course.quarter, course.value, course.low, course.high, strict=True)
    return [{"quarter": q, "value": number(v), "low": number(lo), "high": number(hi)} for q, v, lo, hi in rows]
