"""Records of digital systems for the tests, made at random."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.tables.adoption_records import ADOPTION_QUARTER, ADOPTION_SPELL, PULSE_RECORD, USAGE_QUARTER
from metrics.resistance.terms import BARRIERS, SCALES

Floats = npt.NDArray[np.float64]


def usage(n: int, seed: int = 1) -> pd.DataFrame:
    """n people and systems of a quarter, some more reluctant than others in everything; parts are not always recorded."""
    rng = np.random.default_rng(seed)
    reluctance = rng.beta(2, 3, n)
    active = rng.binomial(60, 1 - reluctance)
    transactions = 5 + rng.poisson(40, n)
    manual = rng.binomial(transactions, reluctance)
    digital = transactions - manual + 1
    steady = np.arange(n) % 12 != 5  # nearly all: eleven of the first twelve
    return pd.DataFrame(
        {
            "working_days": 60,
            "active_days": active,
            "idle_days": 60 - active,
            "transactions": blank(rng, transactions, 0.1),
            "manual": manual,
            "digital": digital,
            "proxy": blank(rng, rng.binomial(digital, 0.5 * reluctance), 0.1),
            "late": rng.binomial(digital, 0.8 * reluctance),
            "returned": blank(rng, rng.binomial(digital, 0.1), 0.3),
            "stopped": np.where(steady, rng.random(n) < 0.3 * reluctance, np.nan),
            "had_sustained": steady,
        }
    ).astype(float).pipe(lambda d: d.assign(manual=d["manual"].where(d["transactions"].notna())))  # fmt: skip


def states(n: int, seed: int = 1) -> pd.DataFrame:
    """n people and systems at the end of a quarter."""
    rng = np.random.default_rng(seed)
    activated = rng.random(n) < 0.8
    sustained = activated & (rng.random(n) < 0.7)
    return pd.DataFrame({"activated": activated, "sustained": sustained, "in_use": activated & (rng.random(n) < 0.8)}).astype(float)  # fmt: skip


def spells(n: int, seed: int = 1) -> pd.DataFrame:
    """n people and systems: most reach sustained use within some months, the others were seen waiting for up to 40."""
    rng = np.random.default_rng(seed)
    months, seen = np.floor(rng.exponential(6, n)), rng.integers(0, 41, n)
    seen[:1] = 36
    reached = months <= seen
    reached[:1] = False
    return pd.DataFrame(
        {"months_to": np.where(reached, months, np.nan), "months_waiting": np.where(reached, np.nan, seen)}
    )


def answers(n: int, seed: int = 1) -> pd.DataFrame:
    """n answers with one common factor of resistance; blanks, and some that are all the same."""
    rng = np.random.default_rng(seed)
    latent = 3 + rng.normal(size=(n, 1)) * np.linspace(0.6, 0.9, 4) + rng.normal(scale=0.7, size=(n, 4))
    items = np.clip(np.rint(latent), 1, 5)
    same = rng.random(n) < 0.1
    contradictory = same & (rng.random(n) < 0.5)
    items[contradictory] = np.nan
    data = {f"resistance{place + 1}": items[:, place] for place in range(4)}
    for scale in SCALES:
        score = 300 * (items.sum(axis=1) - 4) / 4 if scale == "resistance" else np.where(contradictory, np.nan, 100 * rng.integers(0, 13, n))  # fmt: skip
        data[f"{scale}_twelfths"] = score
    barrier = blank(rng, rng.integers(0, len(BARRIERS), n), 0.1)
    return pd.DataFrame({**data, "barrier": barrier, "same": same, "contradictory": contradictory}).astype(float)


def blank(rng: np.random.Generator, values: npt.NDArray[np.generic], missing: float) -> Floats:
    """The given share of the values not known; the first always is."""
    unknown = rng.random(len(values)) < missing
    unknown[:1] = False
    return np.where(unknown, np.nan, values.astype(float))


MAKERS: dict[str, Callable[[int, int], pd.DataFrame]] = {
    USAGE_QUARTER.name: usage,
    ADOPTION_QUARTER.name: states,
    ADOPTION_SPELL.name: spells,
    PULSE_RECORD.name: answers,
}
