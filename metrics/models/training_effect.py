"""What an IT training does to those who take it: sustained use within two quarters, and active days, by kind of training.

A target trial is emulated in every month: staff who have a system and do not use it steadily yet, trained in the month or
not; people like each other in all that was known before are compared, then followed for six months. The compared may be
trained later, as they usually are, so the effect is that of a training now beside going on as before. Estimated by
cross-fitted AIPW (`metrics.whatif.effects`), clustered by office.

Who could be trained now is unlike who was: abler staff went first. So what a further training would bring is told of
people like the untrained, those of the newest year counting double; in planted worlds that is 6 % off where the effect on
people like the trained is 37 % too high (`benchmarks._two_steps`). The latter is told too, as what the training did.

Check: what the trained did before the training, estimated in the same way, must show nothing.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy import special

from metrics.limits import cell_sizes
from metrics.metric import Population
from metrics.models.results import Result, fitted, number, too_few
from metrics.whatif import effects, reach
from metrics.whatif.effects import FEWEST, FEWEST_OFFICES, Effect, Scores, TooLittle
from metrics.words import Words

KIND = "causal"
GROUPS: dict[str, tuple[str, ...]] = {  # kinds of training of the register; all others are classes
    "class": (), "elearning": ("elearning", "distance"), "coaching": ("coaching", "mentoring"),
}  # fmt: skip
NUMBERS = ("age", "education", "waiting", "earlier_it", "earlier_jp", "data_software", "skills", "peers", "unit_size", "unit_use", "before")  # fmt: skip
LEVELS = ("sex", "position", "obligation", "system", "city")
COMPARED = 5  # for each of the trained: more would hardly make the estimate firmer
SEED = 7
YEAR = 12  # months
NEEDS = Words(
    f"log pemakaian dan catatan pelatihan TI dengan paling sedikit {FEWEST} pegawai yang dilatih dan {FEWEST} yang tidak, dari {FEWEST_OFFICES} unit",
    f"usage logs and records of IT training with at least {FEWEST} staff trained and {FEWEST} not, in {FEWEST_OFFICES} units",
)
UNLIKE = Words(
    "pelatihan bagi pegawai yang serupa dengan yang belum dilatih; yang dilatih selama ini terlalu berbeda dari mereka",
    "trainings of staff like those who were not trained; those trained so far differ too much from them",
)


def fit(trials: pd.DataFrame, shares: pd.DataFrame) -> Result:
    """See `metrics.models` for the shape; the frames are those of `data.fits.trials`."""
    n = {"people": int(trials["person"].nunique()), "units": int(trials["unit"].nunique())}
    kinds = {group: _of_kind(trials, shares, group) for group in GROUPS}
    if all(each["state"] != "fitted" for each in kinds.values()):
        return too_few(KIND, n, NEEDS)
    return fitted(KIND, n, (), kinds=kinds)


def features(rows: pd.DataFrame, before: str = "before") -> np.ndarray:
    """What was known, as numbers: a gap becomes the mean and a column that says so; levels become columns of 0 and 1."""
    made = []
    for name in (*NUMBERS[:-1], before):
        values = rows[name].to_numpy(float)
        gap = np.isnan(values)
        made.append(np.where(gap, 0.0 if gap.all() else np.nanmean(values), values))
        if gap.any() and not gap.all():
            made.append(gap.astype(float))
    for name in LEVELS:
        known = rows[name].astype("string").fillna("-")
        made += [(known == level).to_numpy(float) for level in sorted(known.unique())[1:]]
    when = rows["month"].to_numpy(float)
    made += [when - when.mean(), *((when % 12 // 3 == q).astype(float) for q in (1, 2, 3))]
    return np.column_stack(made)


def _of_kind(trials: pd.DataFrame, shares: pd.DataFrame, group: str) -> Result:
    rows = _compared(trials, group)
    trained = (rows["kind"] == group).to_numpy(int)
    people = rows.groupby(trained)["person"].nunique()
    n = {"trained": int(people.get(1, 0)), "untrained": int(people.get(0, 0)), "units": int(rows["unit"].nunique())}
    if min(n["trained"], n["untrained"]) < FEWEST or n["units"] < FEWEST_OFFICES:
        return too_few(KIND, n, NEEDS)
    units = rows["unit"].to_numpy()
    given = features(rows)
    unlike = reach.far(given[trained == 1], given[trained == 0])
    if unlike > reach.MOST_FAR:
        return too_few(KIND, n, UNLIKE)
    reached = effects.scores(given, trained, rows["reached"], units, SEED)
    found = effects.effect(reached, trained, rows["reached"], units, _could(reached, rows))
    taken = effects.effect(reached, trained, rows["reached"], units, effects.like_trained(reached))
    soon = _estimate(given, rows, "reached_3", trained)
    if isinstance(found, TooLittle) or isinstance(taken, TooLittle) or soon is None:
        return too_few(KIND, n, NEEDS)
    placebo = _placebo(rows, trained)
    some = shares.loc[shares[group] > 0, group]
    return {
        "state": "fitted",
        "n": n,
        "sustained": _plain(found, reached, _could(reached, rows)),
        "of_trained": _plain(taken, reached, effects.like_trained(reached)),
        "sustained_3": soon,
        "active": _estimate(given, rows, "after", trained),
        "placebo": placebo,
        "outside": number(100 * found.outside),
        "unlike": number(100 * unlike),
        "e_value": number(found.e_value),
        "dose": number(np.percentile(some, 95)) if len(some) else None,
        "dose_quarters": len(some),
        "cells": _cells(rows, trained, reached, found),
    }


def _compared(trials: pd.DataFrame, group: str) -> pd.DataFrame:
    """The trained of a group and, within the months and cities in which there are any, those who were not trained."""
    keys = ["city", "month", "system"]
    own = trials[trials["kind"] == group].groupby(keys).size().rename("own").reset_index()
    rows = trials[trials["kind"].isna() | (trials["kind"] == group)].merge(own, on=keys)
    return rows[rows["kind"].notna() | (rows["drawn"] <= COMPARED * rows["own"])].reset_index(drop=True)


def _estimate(given: np.ndarray, rows: pd.DataFrame, outcome: str, trained: np.ndarray) -> Result | None:
    there = rows[outcome].notna().to_numpy()
    y, t, units = rows[outcome].to_numpy()[there], trained[there], rows["unit"].to_numpy()[there]
    if len(np.unique(units)) < FEWEST_OFFICES:
        return None
    scores = effects.scores(given[there], t, y, units, SEED)
    count = _could(scores, rows[there])
    found = effects.effect(scores, t, y, units, count)
    return None if isinstance(found, TooLittle) else _plain(found, scores, count)


def _could(scores: Scores, rows: pd.DataFrame) -> np.ndarray:
    """Weights that make all people like those who could be trained now: the untrained, mostly the newest of them."""
    newest = rows["month"].to_numpy() > rows["month"].max() - YEAR
    count: np.ndarray = effects.like_untrained(scores) * np.where(newest, 1.0, 0.5)
    return count


def _placebo(rows: pd.DataFrame, trained: np.ndarray) -> Result | None:
    """The same design on what came before the training: active days in the three months before it."""
    there = rows["earlier"].notna().to_numpy() & rows["before"].notna().to_numpy()
    before = rows[there].reset_index(drop=True)
    found = _estimate(features(before, "earlier"), before, "before", trained[there]) if there.sum() else None
    if found is None:
        return None
    return found | {"holds": not told(found)}


def _plain(found: Effect, scores: Scores, count: np.ndarray) -> Result:
    """In points of a hundred where the outcome is a share; `base`: what they would reach without."""
    inside = ~np.isnan(scores.value)
    weight = count[inside]
    scale = 100.0 if found.share else 1.0
    base = float(np.average(scores.control[inside], weights=weight))
    parts = {
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "se": found.se,
        "naive": found.naive,
        "base": base,
    }
    return {name: number(scale * x) for name, x in parts.items()} | {
        "offices": found.offices,
        "e_value": number(found.e_value),
    }


def _cells(rows: pd.DataFrame, trained: np.ndarray, scores: Scores, found: Effect) -> list[dict[str, Any]]:
    """The effect by office, shrunk towards the whole: an office of its own has too few to be believed as it is.

    Only offices with the smallest group of staff on both sides tell something of their own; `sd` is that of what is left
    unknown beside what is unknown of the whole.
    """
    least = cell_sizes.minimum(Population.STAFF)
    inside = ~np.isnan(scores.value)
    at = rows[inside].assign(value=scores.value[inside], weight=_could(scores, rows)[inside], trained=trained[inside])  # fmt: skip
    units, values, errors, counts = [], [], [], []  # counts: weight of those told about
    for unit, own in at.groupby("unit", sort=True):
        sides = own.groupby("trained")["person"].nunique()
        units.append(str(unit))
        counts.append(float(own["weight"].sum()))
        enough = min(sides.get(0, 0), sides.get(1, 0)) >= least
        value, se = effects.clustered(own["value"].to_numpy(), pd.factorize(own["person"])[0], own["weight"].to_numpy())
        values.append(value if enough else np.nan)
        errors.append(se if enough else np.nan)
    mean, sd = effects.pooled(values, errors)
    if np.isnan(mean).any():
        return []
    mean = mean + found.value - np.average(mean, weights=np.asarray(counts) + 1e-9)
    return [
        {"unit": u, "mean": number(100 * m), "sd": number(100 * s)} for u, m, s in zip(units, mean, sd, strict=True)
    ]


def told(of: Result) -> bool:
    """Whether it may be said of an estimate (value, se, offices) that there is an effect (`metrics.whatif.effects.told`)."""
    return effects.told(of["value"], of["se"], of["offices"])


def draws(of: Result, size: int, seed: int) -> np.ndarray:
    """What is known of an effect, as draws: value + se t with offices - 1 degrees of freedom. The same seed, the same draws."""
    rng = np.random.default_rng(seed)
    drawn: np.ndarray = of["value"] + of["se"] * special.stdtrit(of["offices"] - 1, rng.uniform(1e-9, 1 - 1e-9, size))
    return drawn
