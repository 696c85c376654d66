"""What-if: are the estimators near a truth that is known, as often as they say; do they keep quiet where nothing is?

Beside each stands what an office would do without them, on the same worlds. A bound is what may at most be missed.
"""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
from causaldata import nhefs_complete, nsw_mixtape
from statsmodels.formula.api import ols

from benchmarks import Measure
from metrics.models import use_and_ikm
from metrics.whatif import allocation, deployments, effects
from metrics.whatif.allocation import Aim, Bound, Problem
from metrics.whatif.deployments import Deployed
from metrics.whatif.effects import Effect
from tests.metrics.whatif import test_deployments, test_effects

TRAININGS, LAUNCHES, TWO_STEPS, PLANS = 200, 100, 200, 40
MISSED = 0.04  # how far the cover of 90 % intervals may lie from .90
SLOPE = 0.04  # points of IKM per point of sustained use, in the worlds of two steps


def trainings() -> list[Measure]:
    """Cross-fitted AIPW beside the plain difference, and worlds without any effect."""
    errors, naive, inside, quiet = [], [], [], []
    for seed in range(TRAININGS):
        found, truth = test_effects.found(seed)
        errors.append(found.value - truth)
        naive.append(found.naive - truth)
        inside.append(found.low <= truth <= found.high)
        nothing, _ = test_effects.found(seed + 10_000, strength=0.0)
        quiet.append(abs(nothing.value) < 1.96 * nothing.se)
    sure = 2 * np.std(errors) / np.sqrt(TRAININGS)
    return [
        Measure("effect of training: bias beyond two Monte Carlo errors", max(0.0, abs(float(np.mean(errors))) - sure), "share", 0.0142),
        Measure("its bias", float(np.mean(errors)), "share"),
        Measure("its RMSE", _rmse(errors), "share", 0.03),
        Measure("RMSE of the plain difference", _rmse(naive), "share"),
        Measure("90 % intervals of it: distance of their cover from .90", abs(float(np.mean(inside)) - 0.9), "share", MISSED),
        Measure("worlds without effect in which one is told (5 %)", 1 - float(np.mean(quiet)), "share", 0.08),
    ]  # fmt: skip


def launches() -> list[Measure]:
    """Imputation beside before-after and two-way fixed effects on the same panels."""
    errors, before, twoway, inside = [], [], [], []
    for seed in range(LAUNCHES):
        panel = test_deployments.world(seed)
        found, truth = deployments.effect(panel), panel.loc[panel["true"] > 0, "true"].mean()
        assert isinstance(found, Deployed)
        errors.append(found.value - truth)
        before.append(found.before_after - truth)
        inside.append(found.low <= truth <= found.high)
        twoway.append(_two_way(panel) - truth)
    quiet = []
    for seed in range(LAUNCHES):
        found = deployments.effect(test_deployments.world(seed + 10_000, size=0.0))
        assert isinstance(found, Deployed)
        quiet.append(abs(found.value) < 1.96 * found.se)
    return [
        Measure("effect of a launch: bias", abs(float(np.mean(errors))), "IKM points", 0.1),
        Measure("its RMSE", _rmse(errors), "IKM points", 0.35),
        Measure("RMSE of before and after", _rmse(before), "IKM points"),
        Measure("RMSE of two-way fixed effects", _rmse(twoway), "IKM points"),
        Measure("90 % intervals of it: how far their cover lies below .90", max(0.0, 0.9 - float(np.mean(inside))), "share", MISSED),
        Measure("worlds without effect in which one is told (5 %)", 1 - float(np.mean(quiet)), "share", 0.08),
    ]  # fmt: skip


def two_steps() -> list[Measure]:
    """Training to use to IKM: the interval of the product of draws, and how often the second step is called proven."""
    inside, claimed = [], []
    for seed in range(TWO_STEPS):
        rng = np.random.default_rng(seed)
        gain, se = 1.5, 0.4  # first step: points of sustained use, as told
        told = gain + se * rng.standard_normal()
        for slope in (SLOPE, 0.0):
            found = use_and_ikm.within(_offices(rng, slope), "ikm", "sustained")
            assert found is not None
            drawn = (told + se * rng.standard_normal(4000)) * (found["value"] + found["se"] * rng.standard_t(found["offices"] - 1, 4000))  # fmt: skip
            low, high = np.quantile(drawn, (0.05, 0.95))
            if slope:
                inside.append(low <= gain * slope <= high)
            else:
                claimed.append(found["low"] > 0 or found["high"] < 0)
    return [
        Measure("two steps: 90 % intervals, how far their cover lies below .90", max(0.0, 0.9 - float(np.mean(inside))), "share", MISSED),
        Measure("two steps: worlds without a second one in which it is called proven (10 %)", float(np.mean(claimed)), "share", 0.15),
    ]  # fmt: skip


def plans() -> list[Measure]:
    """True value of the plan made on shrunk estimates: share of the best there is, beside pro rata; and the time.

    Cells differ by .5; each is known with a standard error of .1 to .4, or of .2 to .6, where no plan can do as well.
    """
    ours, rata, promised = _kept(0.1, 0.4)
    blurred, _, _ = _kept(0.2, 0.6)
    return [
        Measure("true value that the plan falls short of the best by", 1 - float(np.mean(ours)), "share", 0.05),
        Measure("the same where cells are known worse than they differ", 1 - float(np.mean(blurred)), "share"),
        Measure("the same of pro rata", 1 - float(np.mean(rata)), "share"),
        Measure("what the plan promises above what it keeps", float(np.mean(promised)), "share", 0.05),
        Measure("200 units x 5 programmes x 8 batches", _seconds(), "s", 3),
    ]


def _kept(least: float, most: float) -> tuple[list[float], list[float], list[float]]:
    """Value kept by the plan and by pro rata as shares of the best there is; what the plan promised above it."""
    ours, rata, promised = [], [], []
    for seed in range(PLANS):
        rng = np.random.default_rng(seed)
        true = np.abs(rng.normal(1.0, 0.5, 120))
        errors = rng.uniform(least, most, 120)
        mean, sd = effects.pooled(true + errors * rng.standard_normal(120), errors)
        falling = 0.9 ** np.arange(6)
        cost = np.repeat(rng.uniform(1, 3, 120)[:, None], 6, axis=1)
        draws = (np.maximum(mean, 0.01) + sd * rng.standard_normal((100, 120)))[:, :, None] * falling
        draws += np.maximum(mean, 0.01)[:, None] * falling - draws.mean(
            axis=0
        )  # the mean is what is known, to the digit
        given, known = Problem(draws, cost, 150.0), Problem(true[None, :, None] * falling, cost, 150.0)
        plan, best = allocation.best(given), allocation.best(known)
        assert plan is not None
        assert best is not None
        worth = [_worth(each.taken, true, falling) for each in (plan, best, allocation.pro_rata(given, rng.uniform(10, 100, 120)))]  # fmt: skip
        ours.append(worth[0] / worth[1])
        rata.append(worth[2] / worth[1])
        promised.append(plan.mean / worth[0] - 1)
    return ours, rata, promised


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


def _public(rows: pd.DataFrame, treated: str, outcome: str, columns: list[str]) -> Effect:
    alone = np.arange(len(rows))
    scores = effects.scores(rows[columns].to_numpy(float), rows[treated], rows[outcome], alone)
    found = effects.effect(scores, rows[treated], rows[outcome], alone)
    assert isinstance(found, Effect)
    return found


def _two_way(panel: pd.DataFrame) -> float:
    rows = panel.assign(on=(panel["quarter"] >= panel["first"]).astype(float))
    return float(ols("value ~ on + C(unit) + C(quarter)", rows).fit().params["on"])


def _offices(rng: np.random.Generator, slope: float) -> pd.DataFrame:
    rows = pd.DataFrame([(f"u{u}", q) for u in range(50) for q in range(8)], columns=["unit", "quarter"])
    use = np.cumsum(rng.uniform(0, 12, (50, 8)), axis=1)
    noise = np.zeros((50, 8))
    for q in range(8):  # what moves an office lasts
        noise[:, q] = (0.4 * noise[:, q - 1] if q else 0.0) + rng.normal(0, 1, 50)
    ikm = 76 + rng.normal(0, 3, 50)[:, None] + slope * use + rng.normal(0, 0.5, 8) + noise
    return rows.assign(city="a", sustained=use.ravel(), ikm=ikm.ravel())


def _worth(taken: np.ndarray, true: np.ndarray, falling: np.ndarray) -> float:
    return float((true * np.concatenate([[0.0], np.cumsum(falling)])[taken]).sum())


def _seconds() -> float:
    rng = np.random.default_rng(0)
    gain = np.sort(rng.gamma(2, 1, (1000, 8)), axis=1)[:, ::-1]
    problem = Problem(
        gain[None] * rng.uniform(0.7, 1.3, (100, 1000, 1)), np.repeat(rng.uniform(1, 4, 1000)[:, None], 8, axis=1), 2000.0,
        (Bound(np.full((1000, 8), 10.0), highest=15_000.0),),
    )  # fmt: skip
    begun = time.perf_counter()
    assert allocation.best(problem, Aim.MEAN) is not None
    return time.perf_counter() - begun


def _rmse(errors: list[float]) -> float:
    return float(np.sqrt(np.mean(np.square(errors))))


def run() -> list[Measure]:
    """All of it."""
    return [*trainings(), *launches(), *two_steps(), *plans(), *published()]
