"""Do two indicators move together within units, and with what delay? An association of groups, never of persons."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics.moments import Floats, Integers, ratio
from metrics.words import Words

LAGS = (0, 1, 2, 3)  # quarters
LEAST_UNITS, LEAST_PAIRS = 8, 24
DRAWS, LEAST_DRAWS = 4_000, 500
MOST_DRAWN, MOST_AT_ONCE = 4_000_000, 500_000  # units drawn in all, and together
SEED = 20_170_014
_ROUNDS = 50

WARNING = Words(
    "Hubungan ini antara unit kerja, bukan antara orang: unit yang lebih banyak dilatih bisa lebih memuaskan tanpa "
    "pegawai terlatih itu sendiri yang melayani lebih baik. Hubungan bukan sebab akibat.",
    "This is an association between offices, not between persons: offices that train more may satisfy more without the "
    "trained staff themselves serving better. An association is no cause.",
)


def lagged(panel: pd.DataFrame, cause: str, outcome: str, lags: tuple[int, ...] = LAGS) -> pd.DataFrame:
    """Correlation within units of `cause` some quarters before with `outcome`, one row per lag.

    panel: unit, quarter, and the two columns; rows may be missing, and a value may be NaN. Both are taken less the mean
    of their unit and of their quarter (two-way fixed effects, by alternating until they settle), so neither good units
    nor a common trend or season make a correlation. Interval: 95 % percentile bootstrap over whole units (clusters).

    Gives lag, r, low, high, units, pairs. r is NaN with fewer than 8 units or 24 pairs, or where one side never varies;
    units with a single pair carry nothing and do not count.
    """
    rows = []
    for lag in lags:
        earlier = panel[["unit", "quarter", cause]].assign(quarter=panel["quarter"] + lag)
        both = earlier.merge(panel[["unit", "quarter", outcome]], on=["unit", "quarter"]).dropna()
        both = both[both.groupby("unit")["unit"].transform("size") > 1]
        rows.append({"lag": lag, **_within(both, cause, outcome)})
    return pd.DataFrame(rows)


def _within(both: pd.DataFrame, cause: str, outcome: str) -> dict[str, float]:
    unit = np.unique(both["unit"].to_numpy(object).astype(str), return_inverse=True)[1]
    quarter = np.unique(both["quarter"].to_numpy(np.int64), return_inverse=True)[1]
    units = int(unit.max(initial=-1)) + 1
    found = {"r": np.nan, "low": np.nan, "high": np.nan, "units": units, "pairs": len(both)}
    if units < LEAST_UNITS or len(both) < LEAST_PAIRS:
        return found
    x = _demeaned(both[cause].to_numpy(np.float64), unit, quarter)
    y = _demeaned(both[outcome].to_numpy(np.float64), unit, quarter)
    parts = np.stack([np.bincount(unit, product, units) for product in (x * y, x * x, y * y)], axis=1)
    rng = np.random.default_rng(SEED)
    # Some draws at a time: of ten thousand units all of them would not fit into memory.
    draws, some = int(np.clip(MOST_DRAWN // units, LEAST_DRAWS, DRAWS)), max(1, MOST_AT_ONCE // units)
    resampled = np.concatenate(
        [
            _correlation(parts[rng.integers(0, units, (min(some, draws - done), units))].sum(axis=1))
            for done in range(0, draws, some)
        ]
    )
    r = float(_correlation(parts.sum(axis=0)))
    if np.isnan(r):
        return found
    low, high = np.nanquantile(resampled, (0.025, 0.975))
    return found | {"r": r, "low": float(low), "high": float(high)}


def _correlation(parts: Floats) -> Floats:
    """From sums of xy, xx, yy; NaN where one side does not vary."""
    scale = parts[..., 1] * parts[..., 2]
    return ratio(parts[..., 0], np.sqrt(np.where(scale > 1e-18, scale, np.nan)))


def _demeaned(values: Floats, unit: Integers, quarter: Integers) -> Floats:
    rest: Floats = values - values.mean()
    for _ in range(_ROUNDS):
        for group in (unit, quarter):
            rest = rest - (np.bincount(group, rest) / np.bincount(group))[group]
    return rest
