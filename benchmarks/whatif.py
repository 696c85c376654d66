"""What-if: are the estimators near a truth that is known, as often as they say; do they keep quiet where nothing is?

Beside each stands what an office would do without them, on the same worlds. A bound is what may at most be missed.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from causaldata import nhefs_complete, nsw_mixtape
from statsmodels.formula.api import ols

from benchmarks import Measure, _two_steps
from metrics.whatif import deployments, effects
from metrics.whatif.deployments import Deployed
from metrics.whatif.effects import Effect
from tests.metrics.whatif import ihdp, test_deployments, test_effects

TRAININGS, LAUNCHES, TWO_STEPS, CHILDREN = 200, 200, 60, 200
MISSED = 0.04  # how far the cover of 90 % intervals may lie from .90
PLACEBO = 0.05  # of worlds without an effect, at most, in which one is told


def trainings() -> list[Measure]:
    """Cross-fitted AIPW beside the plain difference, and worlds without any effect."""
    errors, naive, inside, seen, claimed = [], [], [], [], []
    for seed in range(TRAININGS):
        found, truth = test_effects.found(seed)
        errors.append(found.value - truth)
        naive.append(found.naive - truth)
        inside.append(found.low <= truth <= found.high)
        seen.append(_told(found))
        claimed.append(_told(test_effects.found(seed + 10_000, strength=0.0)[0]))
    sure = 2 * np.std(errors) / np.sqrt(TRAININGS)
    return [
        Measure(f"effect of training, {TRAININGS} worlds: bias beyond two Monte Carlo errors", max(0.0, abs(float(np.mean(errors))) - sure), "share", 0.0142),
        Measure("its bias", float(np.mean(errors)), "share"),
        Measure("its RMSE", _rmse(errors), "share", 0.03),
        Measure("RMSE of the plain difference", _rmse(naive), "share"),
        *_shares(inside, seen, claimed),
    ]  # fmt: skip


def launches() -> list[Measure]:
    """Imputation beside before-after and two-way fixed effects on the same panels."""
    errors, before, twoway, inside, seen, claimed = [], [], [], [], [], []
    for seed in range(LAUNCHES):
        panel = test_deployments.world(seed)
        found, truth = deployments.effect(panel), panel.loc[panel["true"] > 0, "true"].mean()
        nothing = deployments.effect(test_deployments.world(seed + 10_000, size=0.0))
        assert isinstance(found, Deployed)
        assert isinstance(nothing, Deployed)
        errors.append(found.value - truth)
        before.append(found.before_after - truth)
        twoway.append(_two_way(panel) - truth)
        inside.append(found.low <= truth <= found.high)
        seen.append(_told(found) and found.steady)
        claimed.append(_told(nothing) and nothing.steady)
    return [
        Measure(f"effect of a launch, {LAUNCHES} worlds: bias", abs(float(np.mean(errors))), "IKM points", 0.1),
        Measure("its RMSE", _rmse(errors), "IKM points", 0.35),
        Measure("RMSE of before and after", _rmse(before), "IKM points"),
        Measure("RMSE of two-way fixed effects", _rmse(twoway), "IKM points"),
        *_shares(inside, seen, claimed),
    ]  # fmt: skip


def two_steps() -> list[Measure]:
    """Training to use to IKM, from rows to the answer of the page; worlds without the first step, and without the second."""
    errors, naive, inside, seen, idle, unlinked = [], [], [], [], [], []
    for seed in range(TWO_STEPS):
        here, nothing = _two_steps.world(seed), _two_steps.world(seed, strength=0.0)
        truth = here.gain * _two_steps.SLOPE
        first = _two_steps.effect(here)
        rows = _two_steps.ikm(here, seed)
        found = _two_steps.answer(here, first, rows)["ikm"]
        errors.append(found["value"] - truth)
        naive.append(_two_steps.naive(here, rows) - truth)
        inside.append(found["low"] <= truth <= found["high"])
        seen.append(found["proven"])
        unlinked.append(_two_steps.answer(here, first, _two_steps.ikm(here, seed, slope=0.0))["ikm"]["proven"])
        idle.append(_two_steps.answer(nothing, _two_steps.effect(nothing), _two_steps.ikm(nothing, seed))["ikm"]["proven"])  # fmt: skip
    sure = 2 * np.std(errors) / np.sqrt(TWO_STEPS)
    return [
        Measure(f"training to use to IKM, {TWO_STEPS} worlds: bias beyond two Monte Carlo errors", max(0.0, abs(float(np.mean(errors))) - sure), "IKM points", 0.014),
        Measure("its bias (truth .141)", float(np.mean(errors)), "IKM points"),
        Measure("its RMSE", _rmse(errors), "IKM points"),
        Measure("RMSE of plain differences multiplied", _rmse(naive), "IKM points"),
        *_shares(inside, seen, [*idle, *unlinked]),
        Measure("of them: training does nothing", float(np.mean(idle)), "share"),
        Measure("of them: use does nothing to the IKM", float(np.mean(unlinked)), "share"),
    ]  # fmt: skip


def _told(found: Effect | Deployed) -> bool:
    return effects.told(found.value, found.se, found.offices)


def _shares(inside: list[bool], seen: list[bool], claimed: list[bool]) -> list[Measure]:
    """Cover of the 90 % intervals, worlds with the effect in which it is told, worlds without one in which one is."""
    cover, wrong = float(np.mean(inside)), float(np.mean(claimed))
    return [
        Measure("its 90 % intervals: distance of their cover from .90", abs(cover - 0.9), "share", MISSED),
        Measure("its 90 % intervals: cover", cover, "share"),
        Measure("worlds with the effect in which it is told", float(np.mean(seen)), "share"),
        Measure("worlds without it in which one is told", wrong, "share", PLACEBO),
        Measure("Monte Carlo error of that", float(np.sqrt(max(wrong, 0.01) * (1 - wrong) / len(claimed))), "share"),
    ]


def published() -> list[Measure]:
    """Public data: the experiment of the NSW (1794.34 dollars), and smoking and weight in NHEFS (3.4-3.5 kg; Hernan, Robins)."""
    nsw = nsw_mixtape.load_pandas().data
    first = _public(nsw, "treat", "re78", ["age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75"])
    rows = nhefs_complete.load_pandas().data
    numbers = ["age", "wt71", "smokeintensity", "smokeyrs"]
    made = rows.assign(
        **{f"{n}2": rows[n].astype(float) ** 2 for n in numbers},
        **{
            f"{n}_{v}": (rows[n] == v) * 1.0
            for n in ("education", "exercise", "active")
            for v in sorted(rows[n].unique())[1:]
        },
    )
    columns = [c for c in made if c in ("sex", "race", *numbers) or c.startswith(("education_", "exercise_", "active_")) or c in [f"{n}2" for n in numbers]]  # fmt: skip
    second = _public(made, "qsmk", "wt82_71", columns)
    return [
        Measure("NSW: distance from 1794.34 in standard errors", abs(first.value - 1794.34) / first.se, "se", 1),
        Measure("NSW: our estimate", first.value, "dollars"),
        Measure("NHEFS: distance from 3.44 in standard errors", abs(second.value - 3.44) / second.se, "se", 1),
        Measure("NHEFS: our estimate", second.value, "kg"),
    ]


def children() -> list[Measure]:
    """Hill's surface A on the children of the IHDP: the effect is 4 for each; the outcome is drawn anew from seed to seed."""
    errors, naive, inside = [], [], []
    for seed in range(CHILDREN):
        x, treated, outcome = ihdp.surface_a(seed)
        alone = np.arange(len(x))
        found = effects.effect(effects.scores(x, treated, outcome, alone, seed), treated, outcome, alone)
        assert isinstance(found, Effect)
        errors.append(found.value - ihdp.TRUTH)
        naive.append(found.naive - ihdp.TRUTH)
        inside.append(found.low <= ihdp.TRUTH <= found.high)
    cover = float(np.mean(inside))
    return [
        Measure(f"IHDP surface A (4.0), {CHILDREN} draws: bias", abs(float(np.mean(errors))), "", 0.04),
        Measure("its RMSE", _rmse(errors), ""),
        Measure("RMSE of the plain difference", _rmse(naive), ""),
        Measure("its 90 % intervals: distance of their cover from .90", abs(cover - 0.9), "share", MISSED),
        Measure("its 90 % intervals: cover", cover, "share"),
    ]


def _public(rows: pd.DataFrame, treated: str, outcome: str, columns: list[str]) -> Effect:
    alone = np.arange(len(rows))
    scores = effects.scores(rows[columns].to_numpy(float), rows[treated], rows[outcome], alone)
    found = effects.effect(scores, rows[treated], rows[outcome], alone)
    assert isinstance(found, Effect)
    return found


def _two_way(panel: pd.DataFrame) -> float:
    rows = panel.assign(on=(panel["quarter"] >= panel["first"]).astype(float))
    return float(ols("value ~ on + C(unit) + C(quarter)", rows).fit().params["on"])


def _rmse(errors: list[float]) -> float:
    return float(np.sqrt(np.mean(np.square(errors))))


def run() -> list[Measure]:
    """All of it."""
    return [*trainings(), *launches(), *two_steps(), *published(), *children()]
