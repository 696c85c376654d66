"""The frames that formulas give back, and the optional columns they read beside the sums."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.moments import Floats, Integers


def quarters(sums: pd.DataFrame) -> list[float | None]:
    """The period of each group for dated rules: the column `period`, None where absent or missing (newest rule)."""
    if "period" not in sums:
        return [None] * len(sums)
    return [None if pd.isna(code) else float(code) for code in sums["period"]]


def populations(sums: pd.DataFrame) -> Floats:
    """Users a year of each group: the column `population`, infinite where absent or missing."""
    if "population" not in sums:
        return np.full(len(sums), np.inf)
    known: Floats = pd.to_numeric(sums["population"]).to_numpy(np.float64, na_value=np.inf)
    return known


def frame(
    index: pd.Index,
    value: npt.ArrayLike,
    n: Integers,
    low: npt.ArrayLike = np.nan,
    high: npt.ArrayLike = np.nan,
    se: npt.ArrayLike = np.nan,
    df: npt.ArrayLike = np.nan,
    **extras: npt.ArrayLike,
) -> pd.DataFrame:
    """Estimates of one value per group, in the columns that `metrics.metric.Metric` promises."""
    numbers = {"value": value, "low": low, "high": high}
    columns: dict[str, npt.ArrayLike] = {
        k: np.broadcast_to(np.asarray(v, float), len(index)) for k, v in numbers.items()
    }
    columns["n"] = np.asarray(n, np.int64)
    columns |= {k: np.broadcast_to(np.asarray(v, float), len(index)) for k, v in {"se": se, "df": df}.items()}
    return pd.DataFrame(columns | extras, index=index, copy=True)


def item_frame(
    index: pd.Index,
    item: str,
    items: tuple[str, ...],
    value: Floats,
    n: Integers,
    low: npt.ArrayLike = np.nan,
    high: npt.ArrayLike = np.nan,
    se: npt.ArrayLike = np.nan,
    df: npt.ArrayLike = np.nan,
    **extras: npt.ArrayLike,
) -> pd.DataFrame:
    """The same for one value per group and item: arrays are (groups, items); each index label stands once per item."""

    def flat(array: npt.ArrayLike) -> npt.NDArray[np.generic]:
        return np.broadcast_to(np.asarray(array), value.shape).reshape(-1)

    made = frame(
        index.repeat(len(items)), flat(value), flat(n).astype(np.int64), flat(low), flat(high), flat(se), flat(df),
        **{name: flat(array) for name, array in extras.items()},
    )  # fmt: skip
    made.insert(0, item, np.tile(np.array(items, dtype=object), len(index)))
    return made
