"""A baseline of cell means, and what a penalised or a boosted model adds to it; held-out error by unit.

The models learn what the baseline leaves over, so that a model that learns nothing is the baseline and has no skill.
Squared error for a score; for a yes or no it is the Brier score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.interval import t_quantile
from metrics.models.results import estimate

Floats = npt.NDArray[np.float64]
MODELS = ("linear", "boosted")
FOLDS = 5
POOL = 10.0  # rows that a cell's mean is drawn towards the overall mean by
UNKNOWN = "?"


@dataclass(frozen=True)
class Feature:
    """A column that predicts: numbers, or named levels."""

    name: str
    levels: bool = False


class Predictor:
    """Baseline and model, learned from rows. `low`, `high`: what the outcome can be."""

    def __init__(
        self, kind: str, features: Sequence[Feature], baseline: Sequence[str], low: float, high: float
    ) -> None:
        self.kind, self.features, self.baseline, self.low, self.high = kind, features, list(baseline), low, high

    def fit(self, rows: pd.DataFrame, outcome: Floats, seed: int = 0) -> Predictor:
        """Learn; gives itself."""
        self.overall = float(outcome.mean())
        cells = pd.Series(outcome).groupby(self._cells(rows)).agg(["sum", "count"])
        self.cells = ((cells["sum"] + POOL * self.overall) / (cells["count"] + POOL)).to_dict()
        self.encoding = {
            f.name: sorted({str(v) for v in rows[f.name].dropna().unique()}) for f in self.features if f.levels
        }
        self.model = _estimator(self.kind, seed).fit(self._matrix(rows), outcome - self.base(rows))
        return self

    def base(self, rows: pd.DataFrame) -> Floats:
        """What the baseline says."""
        found: Floats = np.array([self.cells.get(cell, self.overall) for cell in self._cells(rows)])
        return found

    def predict(self, rows: pd.DataFrame) -> Floats:
        """Baseline and model together."""
        found: Floats = np.clip(self.base(rows) + self.model.predict(self._matrix(rows)), self.low, self.high)
        return found

    def _cells(self, rows: pd.DataFrame) -> Any:
        keys = [rows[c].astype(object).where(rows[c].notna(), UNKNOWN).to_numpy(object) for c in self.baseline]
        return np.add.reduce([key + "|" for key in keys])

    def _matrix(self, rows: pd.DataFrame) -> Floats:
        columns = []
        for f in self.features:
            if f.levels:
                values = rows[f.name].astype(object).to_numpy()
                columns += [(values == level).astype(float) for level in self.encoding[f.name]]
            else:
                columns.append(rows[f.name].to_numpy(float))
        return np.column_stack(columns)


def _estimator(kind: str, seed: int) -> Any:
    if kind == "linear":
        from sklearn.impute import SimpleImputer
        from sklearn.linear_model import RidgeCV
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler

        imputer = SimpleImputer(strategy="median", keep_empty_features=True)
        return make_pipeline(imputer, StandardScaler(), RidgeCV(np.logspace(0, 5, 11)))
    from sklearn.ensemble import HistGradientBoostingRegressor

    return HistGradientBoostingRegressor(
        max_iter=50, learning_rate=0.1, max_leaf_nodes=8, min_samples_leaf=30, l2_regularization=5.0, max_bins=32,
        early_stopping=False, random_state=seed,
    )  # fmt: skip


@dataclass(frozen=True)
class HeldOut:
    """Squared errors of each row when its unit was left out: of the model, of the baseline; and the folds with models."""

    model: Floats
    baseline: Floats
    folds: tuple[tuple[npt.NDArray[np.intp], Predictor], ...]


def held_out(make: Any, rows: pd.DataFrame, outcome: Floats, seed: int) -> HeldOut:
    """Errors with folds grouped by unit. make: gives a new Predictor."""
    from sklearn.model_selection import GroupKFold

    model, baseline, folds = np.empty(len(rows)), np.empty(len(rows)), []
    split = GroupKFold(FOLDS, shuffle=True, random_state=seed).split(rows, groups=rows["unit"])
    for train, test in split:
        learned = make().fit(rows.iloc[train], outcome[train], seed)
        left_out = rows.iloc[test]
        model[test] = (outcome[test] - learned.predict(left_out)) ** 2
        baseline[test] = (outcome[test] - learned.base(left_out)) ** 2
        folds.append((test, learned))
    return HeldOut(model, baseline, tuple(folds))


def by_unit(change: Floats, of: Floats, units: npt.NDArray[np.int64]) -> dict[str, float | None]:
    """sum(change) / sum(of) as an estimate, units being the independent ones: linearised, Student's t with G - 1."""
    top, bottom = np.bincount(units, change), np.bincount(units, of)
    total, count = bottom.sum(), len(top)
    value = top.sum() / total
    rest = (top - value * bottom) / total
    half = float(t_quantile(count - 1)) * np.sqrt(count / (count - 1) * np.sum(rest**2))
    return estimate(value, value - half, value + half)
