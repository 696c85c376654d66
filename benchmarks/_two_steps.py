"""Worlds in which training raises use and use raises the IKM, asked by the very steps of the product.

    people -> trials -> training_effect.fit \\
                                             training.answered -> points of IKM, beside the truth of the world
    offices by quarter -> use_and_ikm.fit   /

Abler staff, and those of offices with a better culture, are trained more often and use systems sooner; offices of a better
culture have a higher IKM anyway. So the trained beside the others, and offices with more use beside those with less, both
promise too much.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import expit
from statsmodels.formula.api import ols

from data.fits import Latest
from data.whatif import Scenario, training
from data.whatif.pool import Office, Pool, Price
from data.whatif.training import Start
from metrics.models import training_effect, use_and_ikm
from metrics.models.training_effect import COMPARED, GROUPS

OFFICES, MONTHS, AFTER = 40, 24, 6
STRENGTH, SLOPE = 1.1, 0.1  # of the odds of steady use in a month; points of IKM per point of it
FIRST = 24_300  # month: January 2025
PEOPLE = 0.2  # of the pool are trained


@dataclass(frozen=True)
class World:
    """trials, shares: as `data.fits.trials` gives them; use: % of each office by quarter; pool: those without steady use;
    gain: points of use that the training of `PEOPLE` of them brings in truth.
    """

    trials: pd.DataFrame
    shares: pd.DataFrame
    use: np.ndarray
    culture: np.ndarray
    pool: Pool
    gain: float


def world(seed: int, strength: float = STRENGTH) -> World:
    """One city of `OFFICES` offices with some 40 staff each, one system, two years."""
    rng = np.random.default_rng(seed)
    office = np.repeat(np.arange(OFFICES), rng.poisson(40, OFFICES).clip(20))
    culture = rng.normal(0, 1, OFFICES)
    ability = 0.3 * culture[office] + rng.normal(0, 1, len(office))
    usual = 1 + ability + rng.normal(0, 1, len(office))
    without = expit(-4.0 + 0.6 * ability + 0.4 * culture[office])  # chance a month of coming to steady use
    with_it = expit(-4.0 + 0.6 * ability + 0.4 * culture[office] + strength)
    chance = expit(-4.0 + 0.6 * ability + 0.3 * culture[office])  # of being trained in a month
    trained = np.full(len(office), MONTHS)
    reached = np.full(len(office), MONTHS + AFTER)
    for month in range(MONTHS + AFTER):
        draw = rng.random((2, len(office)))
        if month < MONTHS:
            trained = np.where((trained == MONTHS) & (reached > month) & (draw[0] < chance), month, trained)
        now = np.where(trained <= month, with_it, without)
        reached = np.where((reached == MONTHS + AFTER) & (draw[1] < now), month, reached)
    quarters = np.arange(3, MONTHS + 1, 3)
    size = np.bincount(office)
    use = np.stack([100 * np.bincount(office, reached < q) / size for q in quarters], axis=1)
    open_ = reached >= MONTHS
    effect = _reach(with_it, with_it, chance) - _reach(without, with_it, chance)
    gain = 100 * PEOPLE * float(effect[open_].sum()) / len(office)
    offices = tuple(Office(f"u{u:02}", "a", n, 1.0, n, int(size[u])) for u in range(OFFICES) if (n := int(open_[office == u].sum())))  # fmt: skip
    rows = _trials(rng, office, culture, ability, usual, trained, reached)
    shares = [{"unit": f"u{u:02}", "people": size[u], "class": 100 * ((trained // 3 == q) & (office == u)).sum() / size[u]} for u in range(OFFICES) for q in range(MONTHS // 3)]  # fmt: skip
    return World(
        rows,
        pd.DataFrame(shares).assign(**{g: 0.0 for g in GROUPS if g != "class"}),
        use,
        culture,
        Pool("v", FIRST // 3 + MONTHS // 3 - 1, offices, 0),
        gain,
    )


def _reach(now: np.ndarray, then: np.ndarray, chance: np.ndarray) -> np.ndarray:
    """Chance of steady use within `AFTER` months, of who may be trained in any but the first of them."""
    fresh, taught = 1 - now, np.zeros(len(now))
    for _ in range(AFTER - 1):
        fresh, taught = fresh * (1 - chance) * (1 - now), (taught + fresh * chance) * (1 - then)
    return 1 - fresh - taught


def _trials(
    rng: np.random.Generator,
    office: np.ndarray,
    culture: np.ndarray,
    ability: np.ndarray,
    usual: np.ndarray,
    trained: np.ndarray,
    reached: np.ndarray,
) -> pd.DataFrame:
    parts = []
    for month in range(3, MONTHS):
        here = np.flatnonzero((reached >= month) & (trained >= month))
        own = trained[here] == month
        place = np.empty(len(here), np.int64)
        for side in (True, False):
            place[own == side] = rng.permutation(int((own == side).sum())) + 1
        here, own, place = (each[own | (place <= COMPARED * own.sum())] for each in (here, own, place))
        of = office[here]
        users = np.bincount(office, reached < month) / np.bincount(office)
        parts.append(pd.DataFrame({
            "city": "a", "unit": [f"u{u:02}" for u in of], "person": here, "system": 0, "month": FIRST + month, "kind": np.where(own, "class", None),
            "drawn": place, "sex": 0, "age": 2, "education": 3, "position": 0, "obligation": 1, "waiting": float(month),
            "reached_3": (reached[here] < month + 3) * 1.0, "reached": (reached[here] < month + AFTER) * 1.0,
            "after": usual[here] + 5 * (reached[here] < month + AFTER), "before": usual[here] + rng.normal(0, 1, len(here)),
            "earlier": usual[here] + rng.normal(0, 1, len(here)), "earlier_it": 0.0, "earlier_jp": 5.0, "data_software": 50 + 10 * ability[here],
            "skills": 60 + 5 * ability[here] + rng.normal(0, 2, len(here)), "peers": 100 * users[of], "unit_size": 40.0,
            "unit_use": 20 + 5 * culture[of],
        }))  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def ikm(of: World, seed: int, slope: float = SLOPE) -> pd.DataFrame:
    """Offices by quarter: what moves an office's IKM beside use lasts."""
    rng = np.random.default_rng([seed, 1])
    noise = np.zeros_like(of.use)
    for q in range(of.use.shape[1]):
        noise[:, q] = (0.4 * noise[:, q - 1] if q else 0.0) + rng.normal(0, 1, OFFICES)
    value = 72 + 2 * of.culture[:, None] + slope * of.use + rng.normal(0, 0.5, of.use.shape[1]) + noise
    units, quarters = np.indices(of.use.shape)
    return pd.DataFrame({
        "city": "a", "unit": [f"u{u:02}" for u in units.ravel()], "quarter": quarters.ravel(), "sustained": of.use.ravel(), "ikm": value.ravel(),
    })  # fmt: skip


def effect(of: World) -> Latest:
    """First step, as the background works it out."""
    return Latest("fitted", training_effect.fit(of.trials, of.shares))


def start(of: World, first: Latest, rows: pd.DataFrame) -> Start:
    """What the page knows before any lever."""
    answers = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in (("city", str), ("unit", str), ("quarter", int), ("resistance", float))})  # fmt: skip
    staff = pd.DataFrame({"unit": ["u00"], "quarter": [0], "person": [0], "trained": [0]})
    second = Latest("fitted", use_and_ikm.fit(rows, answers, staff))
    return Start(
        pool=of.pool, prices={"class": Price(1.0, 1.0, 1.0, False, 100)}, training=(first,), launches=(Latest("missing"),), ikm=second,
        launched=frozenset(), offices=frozenset(), segments={},
    )  # fmt: skip


def answer(of: World, first: Latest, rows: pd.DataFrame) -> dict[str, Any]:
    """What the page and the command line say of training `PEOPLE` of the pool, asked within any dose."""
    assert first.result is not None
    wide = Latest("fitted", {**first.result, "kinds": {"class": {**first.result["kinds"]["class"], "dose": 100.0}}})
    asked = Scenario("training", levers={"kind": "class", "people": round(PEOPLE * of.pool.people)})
    found: dict[str, Any] = training.answered(start(of, wide, rows), asked)["training"]
    return found


def naive(of: World, rows: pd.DataFrame) -> float:
    """The trained beside the others, times offices with more use beside those with less."""
    by = of.trials.groupby(of.trials["kind"].notna())["reached"].mean()
    open_ = of.pool.people / of.pool.pairs
    return float(100 * PEOPLE * open_ * (by[True] - by[False]) * ols("ikm ~ sustained", rows).fit().params["sustained"])
