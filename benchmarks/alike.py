"""Units like these: do nine of ten units that nobody looked at lie where it is said, and is nothing told where nothing is?

Each world has units that are learned from, and as many that are not; the latter are asked about, one quarter of each.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from benchmarks import Measure
from metrics.models import alike
from metrics.models.results import Result
from tests.metrics.models.worlds import unit_quarters

WORLDS, UNITS = 60, 60
MISSED, CLAIMED = 0.05, 0.05


def run() -> list[Measure]:
    """Cover, error beside city and type alone, and worlds in which the figures go with nothing."""
    inside, half, errors, plain, told, claimed = [], [], [], [], [], []
    for seed in range(WORLDS):
        rows = unit_quarters(seed, 2 * UNITS)
        learned, fresh = rows[rows["unit"] < f"u{UNITS:03}"], rows[rows["unit"] >= f"u{UNITS:03}"]
        found = alike.fit(learned)
        for outcome in alike.OUTCOMES:
            of = _of(found, outcome)
            told.append(of is not None)
            if of is not None:
                asked = fresh.dropna(subset=outcome).drop_duplicates("unit")
                each = [alike.told(of, row) for row in asked.to_dict("records")]
                y = asked[outcome].to_numpy(float)
                inside.append(np.mean([t["low"] <= x <= t["high"] for t, x in zip(each, y, strict=True)]))
                half.append(np.mean([t["low50"] <= x <= t["high50"] for t, x in zip(each, y, strict=True)]))
                spread = float(learned[outcome].std())
                errors.append(np.mean((y - [t["value"] for t in each]) ** 2) / spread**2)
                plain.append(np.mean((y - _plain(of, asked)) ** 2) / spread**2)
        nothing = alike.fit(unit_quarters(seed + 10_000, UNITS, effect=0.0))
        claimed += [_of(nothing, outcome) is not None for outcome in alike.OUTCOMES]
    cover, wrong = float(np.mean(inside)), float(np.mean(claimed))
    return [
        Measure(f"units like these, {WORLDS} worlds of {UNITS} units: distance of the cover of 90 % intervals from .90, units not seen", abs(cover - 0.9), "share", MISSED),
        Measure("their cover", cover, "share"),
        Measure("cover of their 50 % intervals", float(np.mean(half)), "share"),
        Measure("squared error on units not seen, share of that of city and type", float(np.mean(errors) / np.mean(plain)), "share", 1),
        Measure("outcomes that go with the figures and are told", float(np.mean(told)), "share"),
        Measure("outcomes that go with none and are told", wrong, "share", CLAIMED),
        Measure("Monte Carlo error of that", float(np.sqrt(max(wrong, 0.01) * (1 - wrong) / len(claimed))), "share"),
    ]  # fmt: skip


def _of(found: Result, outcome: str) -> Result | None:
    of: Any = found["outcomes"][outcome] if found["state"] == "fitted" else {"state": "refused"}
    return of if of["state"] == "fitted" else None


def _plain(of: Result, asked: pd.DataFrame) -> Any:
    """City and type alone."""
    return np.mean([alike.predicted({**m, "base": m["overall"], "steps": {}}, asked) for m in of["models"]], axis=0)
