"""What goes with resistance, and with reaching sustained use: only what predicts units that were not looked at.

A penalised and a boosted model are compared with a plain baseline, the mean of system and type of position, on units left
out. The better one has skill where the whole interval of `1 - its squared error / the baseline's` lies above 0 and the
gain is at least `LEAST_SKILL`. Without skill there are no drivers, and the result says so. With it, a feature is shown
where shuffling it makes the held-out error larger, by `LEAST_IMPORTANCE` at least; its curve (partial dependence) has intervals from refits over
resampled units. Everything is an association: see the caveats.

Source: Hastie, Tibshirani and Friedman, Elements of Statistical Learning (2009), 7.10, 10.13; Breiman, Machine Learning
45 (2001) 5 (permutation importance); Podsakoff et al., J Appl Psychol 88 (2003) 879 (same-survey bias).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from metrics.interval import t_quantile
from metrics.models.predictor import MODELS, Feature, Floats, HeldOut, Predictor, by_unit, held_out
from metrics.models.results import Result, estimate, fitted, number, told, too_few
from metrics.models.threads import one_thread
from metrics.words import Words

KIND = "association"
BASELINE = ("system", "position")
RESISTANCE = (
    Feature("usefulness"), Feature("ease"), Feature("support"), Feature("cost"), Feature("position", True),
    Feature("system", True), Feature("months"), Feature("obligation", True), Feature("unit_bri"), Feature("unit_trained"),
)  # fmt: skip
ADOPTION = (
    Feature("position", True), Feature("system", True), Feature("age", True), Feature("education", True),
    Feature("obligation", True), Feature("trained", True), Feature("peers"), Feature("unit_resistance"),
    Feature("unit_trained"), Feature("unit_size"),
)  # fmt: skip
LEAST_ROWS, LEAST_UNITS, MOST_ROWS = 200, 15, 5_000
LEAST_KNOWN, LEAST_AT_LEVEL = 0.5, 30  # share of rows with a value; rows at a level whose curve is shown
LEAST_SKILL, LEAST_IMPORTANCE = 0.01, 0.5  # of the squared error: a share; in %
REFITS, PLACEBOS, POINTS, AVERAGED, SHUFFLES = 12, 1, 6, 250, 2
NO_SKILL = Words(
    "Tidak ada model yang memperkirakan unit lain lebih baik daripada rata-rata menurut sistem dan jenis jabatan. Karena "
    "itu tidak ada pendorong yang ditunjukkan.",
    "No model predicts other units better than the mean by system and type of position. So no drivers are shown.",
)
NEEDS = Words(
    f"paling sedikit {LEAST_ROWS} baris dari {LEAST_UNITS} unit", f"at least {LEAST_ROWS} rows from {LEAST_UNITS} units"
)


def resistance(rows: pd.DataFrame, seed: int = 0, placebos: int = PLACEBOS) -> Result:
    """Drivers of R: a row per answer with `resistance` 0-100, `unit` and the columns of RESISTANCE."""
    caveats = ("association", "same_survey", "within_range")
    return fit(rows, "resistance", RESISTANCE, caveats, (0, 100), seed, placebos)


def adoption(rows: pd.DataFrame, seed: int = 0, placebos: int = PLACEBOS) -> Result:
    """Drivers of sustained use within two quarters: a row per spell with `reached` 0/1, `unit` and those of ADOPTION."""
    return fit(rows, "reached", ADOPTION, ("association", "selection", "peers", "within_range"), (0, 1), seed, placebos)


@one_thread
def fit(
    rows: pd.DataFrame, outcome: str, features: Sequence[Feature], caveats: tuple[str, ...], bounds: tuple[float, float],
    seed: int = 0, placebos: int = PLACEBOS,
) -> Result:  # fmt: skip
    """See `metrics.models` for the shape. Rows without an outcome are left out; ValueError for a missing column."""
    if missing := [c for c in ("unit", outcome, *BASELINE, *(f.name for f in features)) if c not in rows]:
        raise ValueError(f"rows lack {', '.join(missing)}")
    rows = rows[rows[outcome].notna()].reset_index(drop=True)
    rng = np.random.default_rng(seed)
    sampled = len(rows) > MOST_ROWS
    if sampled:
        rows = rows.iloc[np.sort(rng.choice(len(rows), MOST_ROWS, replace=False))].reset_index(drop=True)
    n = {"rows": len(rows), "units": int(rows["unit"].nunique()), "sampled": sampled}
    if n["rows"] < LEAST_ROWS or n["units"] < LEAST_UNITS or rows[outcome].nunique() < 2:
        return too_few(KIND, n, NEEDS)
    used, left_out = _usable(rows, features)
    y = rows[outcome].to_numpy(float)
    make = {kind: partial(Predictor, kind, used, BASELINE, *bounds) for kind in MODELS}
    best, candidates, held = judged(make, rows, y, seed)
    skill = candidates[best]
    found = has_skill(skill)
    placebo = sum(has_skill(_best(judged(make, rows, rng.permutation(y), seed))) for _ in range(placebos))
    caveats = (*caveats, "sampled") if sampled else caveats
    common = {
        "skill": skill, "found": found, "model": best, "candidates": candidates, "baseline": list(BASELINE),
        "left_out": left_out, "placebo": {"runs": placebos, "found": placebo},
    }  # fmt: skip
    if not found:
        return fitted(KIND, n, caveats, **common, features=[], reason=told(NO_SKILL))
    shown = _importance(rows, y, used, held, rng)
    curves = _curves(rows, y, [f for f in used if _stands(shown[f.name])], make[best], rng)
    listed = [
        {
            "feature": f.name, "importance": shown[f.name], "shown": _stands(shown[f.name]), "levels": f.levels,
            "curve": curves.get(f.name, []),
        }
        for f in sorted(used, key=lambda f: -shown[f.name]["value"])
    ]  # fmt: skip
    return fitted(KIND, n, caveats, **common, features=listed)


Skill = dict[str, Any]
Judged = tuple[str, dict[str, Skill], HeldOut]


def judged(make: dict[str, Any], rows: pd.DataFrame, y: Floats, seed: int) -> Judged:
    """The better model on units left out, the skill of each, and its errors."""
    units = pd.factorize(rows["unit"])[0]
    held = {kind: held_out(one, rows, y, seed) for kind, one in make.items()}
    skills = {kind: by_unit(h.baseline - h.model, h.baseline, units) for kind, h in held.items()}
    best = max(skills, key=lambda kind: skills[kind]["value"] or 0)
    return best, skills, held[best]


def has_skill(skill: Skill) -> bool:
    """Whether a skill is one."""
    return bool(skill["low"] is not None and skill["low"] > 0 and skill["value"] >= LEAST_SKILL)


def _stands(importance: dict[str, Any]) -> bool:
    return bool(importance["low"] > 0 and importance["value"] >= LEAST_IMPORTANCE)


def _best(found: Judged) -> Skill:
    return found[1][found[0]]


def _usable(rows: pd.DataFrame, features: Sequence[Feature]) -> tuple[list[Feature], list[dict[str, str]]]:
    used, left_out = [], []
    for f in features:
        if rows[f.name].notna().mean() < LEAST_KNOWN:
            left_out.append({"feature": f.name, "why": "missing"})
        elif rows[f.name].nunique() < 2:
            left_out.append({"feature": f.name, "why": "constant"})
        else:
            used.append(f)
    return used, left_out


def _importance(
    rows: pd.DataFrame, y: Floats, used: Sequence[Feature], held: HeldOut, rng: np.random.Generator
) -> dict[str, dict[str, Any]]:
    """By feature: how much larger the held-out squared error is when it is shuffled, in %."""
    units = pd.factorize(rows["unit"])[0]
    found = {}
    for f in used:
        rise = np.zeros(len(rows))
        for test, learned in held.folds:
            left_out = rows.iloc[test]
            for _ in range(SHUFFLES):
                shuffled = left_out.assign(**{f.name: rng.permutation(left_out[f.name].to_numpy())})
                rise[test] += (y[test] - learned.predict(shuffled)) ** 2 - held.model[test]
        found[f.name] = by_unit(100 * rise / SHUFFLES, held.model, units)
    return found


def _curves(
    rows: pd.DataFrame, y: Floats, shown: Sequence[Feature], make: Any, rng: np.random.Generator
) -> dict[str, list[dict[str, Any]]]:
    """By feature: the mean prediction were every row to have one value of it; the spread over resampled units."""
    if not shown:
        return {}
    at = {f.name: _points(rows, f) for f in shown}
    averaged = rows.iloc[rng.choice(len(rows), min(AVERAGED, len(rows)), replace=False)]
    members = [group.to_numpy() for _, group in pd.Series(np.arange(len(rows))).groupby(rows["unit"].to_numpy())]

    def dependence(learned: Predictor) -> dict[str, Floats]:
        return {
            name: np.array([learned.predict(averaged.assign(**{name: v})).mean() for v in values])
            for name, values in at.items()
        }

    whole = dependence(make().fit(rows, y, 0))
    again: dict[str, list[Floats]] = {name: [] for name in at}
    for seed in range(REFITS):
        drawn = np.concatenate([members[i] for i in rng.integers(0, len(members), len(members))])
        for name, curve in dependence(make().fit(rows.iloc[drawn], y[drawn], seed)).items():
            again[name].append(curve)
    t = float(t_quantile(REFITS - 1))
    curves = {}
    for name, values in at.items():
        half = t * np.std(again[name], axis=0, ddof=1)
        curves[name] = [
            {"at": v if isinstance(v, str) else number(v), **estimate(c, c - h, c + h)}
            for v, c, h in zip(values, whole[name], half, strict=True)
        ]
    return curves


def _points(rows: pd.DataFrame, f: Feature) -> list[Any]:
    if f.levels:
        units = rows.groupby(f.name, observed=True)["unit"].agg(["size", "nunique"])
        return [str(v) for v in units.index[(units["size"] >= LEAST_AT_LEVEL) & (units["nunique"] >= 3)]]
    values = np.quantile(rows[f.name].dropna().to_numpy(float), np.linspace(0.05, 0.95, POINTS))
    return [float(v) for v in np.unique(values)]
