"""What units with such figures have: a calibrated description of units, never the effect of changing a figure.

    y_uq = overall + city_u + type_u + sum over figures j of f_j(x_juq) + e_uq       u: unit, q: quarter of the last year

city, type: means of units, drawn towards nothing by `POOL` units. f_j: steps of one figure, boosted on what is left over
(HistGradientBoosting without interactions) and monotone: the unit that is better at a figure is never foretold to be
worse at the outcome (`sign`), for in so few units chance alone would turn directions round; a figure of which neither
end is better is free. A figure that nobody knows counts as that of the average unit.

Units are left out whole, `FOLDS` groups of them. Skill is 1 - squared error / that of overall + city + type, on units left
out; without it (`drivers.has_skill`) nothing is told. Intervals are cross-conformal, and each unit counts once however
many quarters it has (K of them; n_i: rows of the unit of row i; k(i): the fold that left it out):

    atoms  a_i = prediction_k(i)(x) + (y_i - prediction_k(i)(x_i)), each weighing 1 / (K n_i)
    the quantile p of them, moved outwards by 1/2 + (p - 1/2) (K + 1) / K

Source: Barber, Candes, Ramdas and Tibshirani, Annals of Statistics 49 (2021) 486 (CV+); Lee, Barber and Willett,
arXiv:2306.06342 (units with several rows).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from metrics.metric import Direction
from metrics.models.drivers import has_skill
from metrics.models.predictor import Floats, by_unit
from metrics.models.results import Result, fitted, number, refused, too_few
from metrics.models.threads import one_thread
from metrics.registry import metric
from metrics.words import Words

KIND = "association"
CONTEXT = ("city", "unit_type")
LEAST_UNITS, MOST_UNITS = 20, 1000
LEAST_KNOWN, LEAST_MISSING = 0.5, 30  # share of rows with a figure; rows without it that say what its absence goes with
FOLDS, POOL, NEIGHBOURS, FARTHEST = 10, 2.0, 5, 95
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
NAMES = ("low", "low50", "value", "high50", "high")
Ints = np.ndarray[Any, np.dtype[np.int64]]
NEEDS = Words(
    f"angka triwulanan dari paling sedikit {LEAST_UNITS} unit", f"figures by quarter from at least {LEAST_UNITS} units"
)
NO_SKILL = Words(
    "Dari angka-angka ini unit lain tidak dapat diperkirakan lebih baik daripada dari kota dan jenis unitnya saja.",
    "From these figures other units cannot be foretold any better than from their city and type of office alone.",
)


@dataclass(frozen=True)
class Figure:
    """One figure of a unit in a quarter, as an indicator (one item of it) gives it; `own`: its name where the indicator's does not fit.

    per: how many of its numbers make one: 1 for whole percents and points, 10 for tenths. better: where the indicator
    does not say it for its items.
    """

    key: str
    of: str
    item: str = ""
    per: int = 1
    better: Direction | None = None
    own: Words | None = None

    @property
    def label(self) -> Words:
        """Its name."""
        return self.own or (metric(self.of).items[self.item] if self.item else metric(self.of).label)

    @property
    def percent(self) -> bool:
        """Whether it is a share, counted here in percent."""
        return metric(self.of).percent

    @property
    def direction(self) -> int:
        """1: more is better; -1: less is; 0: neither."""
        found = self.better or metric(self.of).direction
        return {Direction.HIGHER: 1, Direction.LOWER: -1, Direction.NONE: 0}[found]

    def rounded(self, values: Any) -> Floats:
        """Values of the indicator as counted here."""
        counted = np.asarray(values, float) * (100 if self.percent else 1)
        found: Floats = np.round(counted * self.per) / self.per
        return found


IKM = Words("IKM", "IKM")
PER_STAFF = Words("Permohonan per pegawai dalam triwulan", "Applications per member of staff in a quarter")
FIGURES = {
    each.key: each
    for each in (
        Figure("sustained_use", "sustained_use"),
        Figure("manual_work_share", "manual_work_share"),
        Figure("never_trained", "never_trained"),
        Figure("ease", "attitudes", "ease", better=Direction.HIGHER),
        Figure("support", "attitudes", "support", better=Direction.HIGHER),
        Figure("online_share", "online_share"),
        Figure("waiting_time", "waiting_time"),
        Figure("processing_days", "processing_days", per=10),
        Figure("per_staff", "transactions", per=10, own=PER_STAFF),  # over the staff of that quarter
        Figure("resistance", "resistance"),
        Figure("ikm", "ikm", per=100, own=IKM),
    )
}
# The outcomes, and what each is foretold from: never from what is counted from the same log.
OUTCOMES: dict[str, tuple[str, ...]] = {
    "ikm": ("sustained_use", "manual_work_share", "never_trained", "ease", "support", "online_share", "waiting_time", "processing_days", "per_staff"),
    "resistance": ("sustained_use", "manual_work_share", "never_trained", "ease", "support", "per_staff"),
    "sustained_use": ("never_trained", "ease", "support", "online_share", "per_staff"),
}  # fmt: skip


def sign(figure: str, outcome: str) -> int:
    """1: the outcome is never foretold to fall as the figure rises; -1: nor to rise; 0: free."""
    return FIGURES[figure].direction * FIGURES[outcome].direction


@one_thread
def fit(unit_quarters: pd.DataFrame, seed: int = 0) -> Result:
    """See `metrics.models` for the shape. unit_quarters: a row per unit and quarter of the last year with unit, city,
    unit_type, quarter and the `FIGURES` as counted there, missing where unknown or hidden.
    """
    rows = _some(unit_quarters, seed)
    newest = rows.sort_values("quarter").groupby("unit", as_index=False).last()  # of each figure: some tables run ahead
    outcomes = {name: _outcome(rows, newest, name, seed) for name in OUTCOMES}
    n = {"units": int(rows["unit"].nunique()), "rows": len(rows)}
    if all(each["state"] != "fitted" for each in outcomes.values()):
        few = any(each["n"]["units"] >= LEAST_UNITS for each in outcomes.values())
        return refused(KIND, n, NO_SKILL) if few else too_few(KIND, n, NEEDS)
    return fitted(KIND, n, ("association",), outcomes=outcomes, offices=_offices(newest, rows))


def folds(units: Sequence[Any], seed: int) -> Ints:
    """The fold of each row: rows of a unit share one, so what is told of a unit was learned without any of its rows."""
    codes, known = pd.factorize(np.asarray(units))
    found: Ints = (np.random.default_rng(seed).permutation(len(known)) % FOLDS)[codes]
    return found


def held_out(
    rows: pd.DataFrame, outcome: str, figures: Sequence[str], fold: Ints
) -> tuple[list[Result], Floats, Floats]:
    """The model of each fold, learned without it; what the models, and city and type alone, say of the rows left out."""
    y = rows[outcome].to_numpy(float)
    models, said, plain = [], np.empty(len(rows)), np.empty(len(rows))
    for k in np.unique(fold):
        out = fold == k
        models.append(learned(rows[~out], y[~out], figures, outcome))
        said[out] = predicted(models[-1], rows[out])
        plain[out] = predicted({**models[-1], "base": models[-1]["overall"], "steps": {}}, rows[out])
    return models, said, plain


def learned(rows: pd.DataFrame, y: Floats, figures: Sequence[str], outcome: str) -> Result:
    """overall, base (with the steps' own nought), context {dimension: {key: points}}, steps {figure: at, value, missing}."""
    from sklearn.ensemble import HistGradientBoostingRegressor  # half a second that a start need not wait for

    left = pd.Series(y, rows.index)
    overall = float(left.groupby(rows["unit"]).mean().mean())
    left, context = left - overall, {}
    for name in CONTEXT:
        own = left.groupby([rows[name], rows["unit"]]).mean().groupby(level=0).agg(["sum", "count"])
        effect = own["sum"] / (own["count"] + POOL)
        left = left - rows[name].map(effect)
        context[name] = {str(key): number(value) for key, value in effect.items()}
    x = rows[list(figures)].to_numpy(float)
    model = HistGradientBoostingRegressor(
        max_iter=60, learning_rate=0.05, max_leaf_nodes=3, min_samples_leaf=20, l2_regularization=5.0, max_bins=32,
        monotonic_cst=[sign(figure, outcome) for figure in figures], interaction_cst="no_interactions",
        early_stopping=False, random_state=0,
    ).fit(x, left)  # fmt: skip
    nothing = np.full((1, len(figures)), np.nan)
    nought = float(model.predict(nothing)[0])
    steps = {figure: _steps(model, x[:, j], j, nothing, nought) for j, figure in enumerate(figures)}
    low, high = (FIGURES[outcome].rounded(end) for end in metric(FIGURES[outcome].of).range)
    return {
        "overall": number(overall), "base": number(overall + nought), "context": context, "steps": steps, "range": [float(low), float(high)],
    }  # fmt: skip


def _steps(model: Any, column: Floats, j: int, nothing: Floats, nought: float) -> Result:
    """The part of one figure: value[i] between at[i - 1] and at[i], the upper end within."""
    values = np.unique(column[~np.isnan(column)])
    asked = np.repeat(nothing, len(values), axis=0)
    asked[:, j] = values
    part = model.predict(asked) - nought
    turns = np.flatnonzero(np.abs(np.diff(part)) > 1e-12)
    known = part[np.searchsorted(values, column[~np.isnan(column)])]
    missing = 0.0 if np.isnan(column).sum() >= LEAST_MISSING else float(known.mean())
    return {
        "at": [number(x) for x in (values[turns] + values[turns + 1]) / 2],
        "value": [number(x) for x in part[np.append(turns, len(values) - 1)]],
        "missing": number(missing),
    }


def predicted(model: Result, rows: pd.DataFrame) -> Floats:
    """What a model says of rows; a city or type that it never met counts as the average one."""
    total = np.full(len(rows), float(model["base"]))
    for name, effect in model["context"].items():
        total += np.array([effect.get(key, 0.0) for key in rows[name]])
    for figure, steps in model["steps"].items():
        x = rows[figure].to_numpy(float)
        part = np.array(steps["value"])[np.searchsorted(steps["at"], np.where(np.isnan(x), 0.0, x))]
        total += np.where(np.isnan(x), steps["missing"], part)
    found: Floats = np.clip(total, *model["range"])
    return found


def told(of: Result, asked: Mapping[str, Any]) -> dict[str, float | None]:
    """Median, 50 and 90 % interval of units like the asked one: city, unit_type, figures (None or absent: unknown)."""
    row = pd.DataFrame({name: [asked.get(name)] for name in (*CONTEXT, *of["figures"])})
    row = row.astype(dict.fromkeys(of["figures"], float))
    said = np.concatenate([
        predicted(model, row) + np.array(residuals) for model, residuals in zip(of["models"], of["residuals"], strict=True)
    ])  # fmt: skip
    found = quantiles(said, np.concatenate(of["weights"]), of["n"]["units"])
    return dict(zip(NAMES, map(number, np.clip(found, *of["models"][0]["range"])), strict=True))


def quantiles(atoms: Floats, weights: Floats, units: int) -> Floats:
    """The `LEVELS` of weighted atoms, moved outwards for a unit that was not among them."""
    order = np.argsort(atoms, kind="stable")
    reached = np.cumsum(weights[order]) / weights.sum()
    wanted = 0.5 + (np.array(LEVELS) - 0.5) * (units + 1) / units
    found: Floats = atoms[order][np.searchsorted(reached, wanted - 1e-9).clip(max=len(atoms) - 1)]
    return found


def distances(offices: Floats, asked: Floats, scale: Floats) -> Floats:
    """How far each office lies from the asked: root mean square of the differences over the figures that both have, in
    standard deviations. NaN where they share fewer than half of the asked ones. offices: (n, p); asked, scale: (p,).
    """
    apart = ((offices - asked) / scale) ** 2
    shared = (~np.isnan(apart)).sum(axis=1)
    enough = shared * 2 >= max(1, int((~np.isnan(asked)).sum()))
    found: Floats = np.sqrt(np.where(enough, np.nansum(apart, axis=1) / np.maximum(shared, 1), np.nan))
    return found


def _some(rows: pd.DataFrame, seed: int) -> pd.DataFrame:
    """All units, or `MOST_UNITS` of them drawn: more would not make the intervals narrower."""
    units = np.sort(rows["unit"].unique())
    if len(units) > MOST_UNITS:
        units = np.random.default_rng(seed).choice(units, MOST_UNITS, replace=False)
    return rows[rows["unit"].isin(units)].reset_index(drop=True)


def _outcome(rows: pd.DataFrame, newest: pd.DataFrame, outcome: str, seed: int) -> Result:
    rows = rows[rows[outcome].notna()].reset_index(drop=True)
    figures = [f for f in OUTCOMES[outcome] if rows[f].notna().mean() >= LEAST_KNOWN and rows[f].nunique() > 1]
    n = {"units": int(rows["unit"].nunique()), "rows": len(rows)}
    if n["units"] < LEAST_UNITS or not figures:
        return too_few(KIND, n, NEEDS)
    fold, y = folds(rows["unit"], seed), rows[outcome].to_numpy(float)
    models, said, plain = held_out(rows, outcome, figures, fold)
    units = pd.factorize(rows["unit"])[0]
    skill = by_unit((y - plain) ** 2 - (y - said) ** 2, (y - plain) ** 2, units)
    if not has_skill(skill):
        return {**refused(KIND, n, NO_SKILL), "skill": skill}
    weights, left = 1.0 / np.bincount(units)[units], y - said
    at = range(len(models))
    return {
        "state": "fitted", "n": n, "skill": skill, "figures": figures, "models": models,
        "residuals": [[number(r) for r in left[fold == k]] for k in at], "weights": [[number(w) for w in weights[fold == k]] for k in at],
        "cover": _cover(left, said, weights, fold, units), "slope": number(_slope(said, y, weights)),
        "reached": {f: [number(rows[f].min()), number(rows[f].max())] for f in figures}, **_near(newest, figures, rows[figures].std()),
    }  # fmt: skip


def _cover(left: Floats, said: Floats, weights: Floats, fold: Ints, units: Any) -> dict[str, float | None]:
    """Share of units left out whose outcome lay within the intervals that the other folds alone would have told."""
    inside = np.zeros((2, len(left)))
    for k in np.unique(fold):
        out = fold == k
        low, low50, _middle, high50, high = quantiles(left[~out], weights[~out], len(np.unique(units[~out])))
        inside[:, out] = [(left[out] >= a) & (left[out] <= b) for a, b in ((low, high), (low50, high50))]
    return {name: number(np.average(each, weights=weights)) for name, each in zip(("90", "50"), inside, strict=True)}


def _slope(said: Floats, y: Floats, weights: Floats) -> float:
    """Of the outcome on what was foretold of units left out: 1 is calibrated, below 1 foretells too wide differences."""
    centred = said - np.average(said, weights=weights)
    spread = float(np.average(centred**2, weights=weights))
    return float(np.average(centred * y, weights=weights)) / spread if spread > 0 else float("nan")


def _near(newest: pd.DataFrame, figures: Sequence[str], deviation: pd.Series) -> dict[str, Any]:
    """How far units lie apart in these figures: half of them have `NEIGHBOURS` others within the caliper, nineteen of
    twenty within the reach. Infinite where too few are known.
    """
    at = newest[list(figures)].to_numpy(float)
    scale = deviation[list(figures)].to_numpy(float)
    apart = [np.sort(np.delete(distances(at, at[i], scale), i)) for i in range(len(at))]  # unknown ones come last
    near = np.array([each[NEIGHBOURS - 1] for each in apart if len(each) >= NEIGHBOURS])
    near = near[~np.isnan(near)]
    known = len(near) > 0
    return {
        "scale": [number(s) for s in scale], "caliper": number(np.median(near)) if known else None,
        "reach": number(np.percentile(near, FARTHEST)) if known else None,
    }  # fmt: skip


def _offices(newest: pd.DataFrame, rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Each unit's newest figures, and the quarter that each outcome is of."""
    of = {name: rows[rows[name].notna()].groupby("unit")["quarter"].max() for name in OUTCOMES}
    return [
        {
            "unit": str(row["unit"]), "unit_type": str(row["unit_type"]), "at": {f: number(row[f]) for f in FIGURES},
            "quarter": {name: int(last[row["unit"]]) for name, last in of.items() if row["unit"] in last.index},
        }
        for row in newest.to_dict("records")
    ]  # fmt: skip
