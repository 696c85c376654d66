"""Response surface A of Hill (2011): real children, a made outcome, and an effect that is 4 for each of them.

As `econml.data.dgps.ihdp_surface_A(seed)` of econml 0.17.0 (MIT), digit for digit; its file is tests/examples/ihdp_sim.csv.
The package itself would bring a compiler and two boosting libraries along for one file of 66 kB.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

FILE = Path(__file__).resolve().parents[2] / "examples" / "ihdp_sim.csv"
TRUTH = 4.0
COLUMNS = [
    "bw",
    "b.head",
    "preterm",
    "birth.o",
    "nnhealth",
    "momage",
    "sex",
    "twin",
    "b.marr",
    "mom.lths",
    "mom.hs",
    "mom.scoll",
    "cig",
    "first",
    "booze",
    "drugs",
    "work.dur",
    "prenatal",
    "site1",
    "site2",
    "site3",
    "site4",
    "site5",
    "site6",
    "site7",
]


def surface_a(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features (747, 25), treated (139 of them), outcome."""
    rows = pd.read_csv(FILE)
    rows = rows[~((rows["treat"] == 1) & (rows["momwhite"] == 0))]  # that leaves the treated unlike the others
    x = rows[COLUMNS].to_numpy(float)
    x[:, :6] = (x[:, :6] - x[:, :6].mean(axis=0)) / x[:, :6].std(axis=0)
    x[:, 13] += 1  # "first" is 1 or 2 there
    with_one = np.insert(x, 0, 1.0, axis=1)
    draw = np.random.RandomState(seed)
    beta = draw.choice([0, 1, 2, 3, 4], size=26, replace=True, p=[0.5, 0.2, 0.15, 0.1, 0.05])
    treated = rows["treat"].to_numpy()
    return x, treated, with_one @ beta + TRUTH * treated + draw.normal(0, 1, len(x))
