"""Allocation under a budget: what plans made on shrunk estimates keep in truth, and how long they take.

A bound is what may at most be missed. Times are of the processor, so that a busy machine does not count.
"""

from __future__ import annotations

import time

import numpy as np

from benchmarks import Measure
from metrics.whatif import allocation, effects
from metrics.whatif.allocation import Aim, Bound, Problem

PLANS = 40
CELLS, BATCHES, DRAWS = 120, 6, 200
FALLING = 0.9 ** np.arange(BATCHES)


def plans(least: float, most: float) -> dict[str, list[float]]:
    """True value as a share of the best there is, of our plan, pro rata, and ranking by what was estimated; what our plan
    promised above what it keeps. Cells differ by .5; each is known with a standard error of `least` to `most`.
    """
    found: dict[str, list[float]] = {
        name: [] for name in ("ours", "pro_rata", "ranking", "promised", "ranking_promised")
    }
    for seed in range(PLANS):
        rng = np.random.default_rng(seed)
        true = np.abs(rng.normal(1.0, 0.5, CELLS))
        errors = rng.uniform(least, most, CELLS)
        told = true + errors * rng.standard_normal(CELLS)
        shrunk, sd = effects.pooled(told, errors)
        shrunk = np.maximum(shrunk, 0.01)
        cost = np.repeat(rng.uniform(1, 3, CELLS)[:, None], BATCHES, axis=1)
        draws = (shrunk + sd * rng.standard_normal((DRAWS, CELLS)))[:, :, None] * FALLING
        draws += shrunk[:, None] * FALLING - draws.mean(axis=0)  # the mean is what is known, to the digit
        given, known = Problem(draws, cost, 150.0), Problem(true[None, :, None] * FALLING, cost, 150.0)
        plan, best = allocation.best(given), allocation.best(known)
        assert plan is not None
        assert best is not None
        top = _worth(best.taken, true)
        ranked = _ranked(told / cost[:, 0], cost[:, 0], 150.0)
        found["ours"].append(_worth(plan.taken, true) / top)
        found["pro_rata"].append(_worth(allocation.pro_rata(given, rng.uniform(10, 100, CELLS)).taken, true) / top)
        found["ranking"].append(_worth(ranked, true) / top)
        found["promised"].append(plan.mean / _worth(plan.taken, true) - 1)
        found["ranking_promised"].append(_worth(ranked, told) / _worth(ranked, true) - 1)
    return found


def seconds(aim: Aim) -> float:
    """Processor time of a plan for 200 units x 5 programmes x 8 batches, in which what is unknown is shared in part."""
    rng = np.random.default_rng(0)
    gain = np.sort(rng.gamma(2, 1, (1000, 8)), axis=1)[:, ::-1]
    draws = gain[None] * (rng.uniform(0.7, 1.3, (DRAWS, 1000, 1)) + 0.3 * rng.standard_normal((DRAWS, 1, 1)))
    cost = np.repeat(rng.uniform(1, 4, 1000)[:, None], 8, axis=1)
    problem = Problem(draws, cost, 2000.0, (Bound(np.full((1000, 8), 10.0), highest=15_000.0),))
    begun = time.process_time()
    assert allocation.best(problem, aim, seconds=60.0) is not None
    return time.process_time() - begun


def _worth(taken: np.ndarray, gain: np.ndarray) -> float:
    return float((gain * np.concatenate([[0.0], np.cumsum(FALLING)])[taken]).sum())


def _ranked(rank: np.ndarray, price: np.ndarray, budget: float) -> np.ndarray:
    """What a list of the best does: the first gets all it can take, then the next, as far as the money goes."""
    taken = np.zeros(len(rank), np.int64)
    for cell in np.argsort(-rank):
        taken[cell] = min(BATCHES, int(budget // price[cell]))
        budget -= taken[cell] * price[cell]
    return taken


def run() -> list[Measure]:
    """All of it."""
    clear, blurred = plans(0.1, 0.4), plans(0.2, 0.6)

    def short(found: dict[str, list[float]], name: str) -> float:
        return 1 - float(np.mean(found[name]))

    error = float(np.std(clear["ours"], ddof=1) / np.sqrt(PLANS))
    return [
        Measure(f"true value that the plan falls short of the best by, {PLANS} worlds", short(clear, "ours"), "share", 0.05),
        Measure("Monte Carlo error of it", error, "share"),
        Measure("the same of pro rata", short(clear, "pro_rata"), "share"),
        Measure("the same of a ranking by estimates", short(clear, "ranking"), "share"),
        Measure("what the plan promises above what it keeps", float(np.mean(clear["promised"])), "share", 0.05),
        Measure("what the ranking promises above what it keeps", float(np.mean(clear["ranking_promised"])), "share"),
        Measure("cells known worse than they differ: the plan falls short by", short(blurred, "ours"), "share"),
        Measure("200 units x 5 programmes x 8 batches, mean", seconds(Aim.MEAN), "s of processor", 3),
        Measure("the same, 20th percentile", seconds(Aim.CAUTIOUS), "s of processor", 3),
        Measure("the same, mean of the worst fifth", seconds(Aim.WORST), "s of processor", 3),
    ]  # fmt: skip
