"""Groups of staff that are alike in resistance and behaviour, and the help that fits each: never individuals.

Groups are type of position within unit where every one of a unit's has enough people both in the survey and in the logs,
else the unit as a whole: so that no hidden group can be had by subtraction. Kinds of groups come from a Gaussian mixture
of R and BRI, what people say and what they do; attitudes and parts then describe them (taken into the mixture, eleven
columns of some seventy groups are mostly noise: planted kinds were found less well, adjusted Rand .48 against .60);
their number and its shape are those of the highest held-out likelihood (folds by unit), and how stable they are is the
mean adjusted Rand index over resamples of units. Help follows from the map of R and BRI, not from the kind.

Source: Fraley and Raftery, JASA 97 (2002) 611; Smyth, Statistics and Computing 10 (2000) 63 (number by held-out
likelihood); Hubert and Arabie, J Classification 2 (1985) 193.
"""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pandas as pd

from metrics.interval import t_quantile
from metrics.limits import cell_sizes
from metrics.limits.adoption_map import R_CUTS
from metrics.metric import Population
from metrics.models.behaviour import index
from metrics.models.results import Result, estimate, fitted, number, too_few
from metrics.models.threads import one_thread
from metrics.models.words import PARTS
from metrics.resistance.terms import SCALES
from metrics.words import Words

KIND = "description"
LEAST_GROUPS, MOST_KINDS = 20, 6
SHAPES = ("diag", "tied")
FOLDS, RESAMPLES, KEPT = 5, 30, 0.8
STABLE = 0.6
MADE_FROM = ("resistance", "bri")
ATTITUDES = tuple(key for key in SCALES if key != "resistance")
NEEDS = Words(
    f"paling sedikit {LEAST_GROUPS} kelompok yang cukup besar, dengan survei dan log pemakaian",
    f"at least {LEAST_GROUPS} groups that are large enough, with survey and usage logs",
)


@one_thread
def fit(answers: pd.DataFrame, use: pd.DataFrame, seed: int = 0) -> Result:
    """See `metrics.models` for the shape.

    answers: a row per answer with city, unit, position (key or missing), respondent (which counts the fewest people) and
    the scales 0-100. use: a row per person with city, unit, position and the sums of `behaviour.SUMS`.
    """
    groups = described(answers, use)
    n: dict[str, Any] = {"groups": len(groups), "units": int(groups["unit"].nunique())}
    if len(groups) < LEAST_GROUPS:
        return too_few(KIND, n, NEEDS)
    n |= {"people": int(groups["people"].sum()), "responses": int(groups["responses"].sum())}
    values = groups[list(MADE_FROM)].to_numpy(float)
    scaled = (values - values.mean(axis=0)) / np.maximum(values.std(axis=0), 1e-9)
    units = pd.factorize(groups["unit"])[0]
    scores = _scores(scaled, units, seed)
    best = max(scores, key=lambda s: s["score"])
    model = _mixture(best["number"], best["shape"], seed).fit(scaled)
    labels = _ordered(model.predict(scaled), groups["resistance"].to_numpy())
    stability = _stability(scaled, units, labels, best, seed) if best["number"] > 1 else None
    cut = float(groups["bri"].median())
    middle = float(np.mean(R_CUTS.at().value))
    groups["quadrant"] = quadrant(groups["resistance"], groups["bri"], middle, cut)
    t_r, t_b = t_quantile(groups["responses"] - 1), t_quantile(groups["people"] - 1)
    groups["r_half"], groups["bri_half"] = t_r * groups["resistance_se"], t_b * groups["bri_se"]
    groups["sure"] = ((groups["resistance"] - middle).abs() > groups["r_half"]) & (
        (groups["bri"] - cut).abs() > groups["bri_half"]
    )
    groups["segment"] = labels
    low, high = R_CUTS.at().value
    return fitted(
        KIND, n, ("groups", "convention", "association"),
        cuts={"r_low": low, "r_high": high, "r": middle, "bri": number(cut)},
        number=int(labels.max()) + 1, scores=[s | {"score": number(s["score"])} for s in scores],
        stability=None if stability is None else number(stability), stable=stability is not None and stability >= STABLE,
        segments=[_segment(groups[labels == k], k) for k in range(int(labels.max()) + 1)],
        groups=[_group(row) for row in groups.to_dict("records")],
    )  # fmt: skip


def described(answers: pd.DataFrame, use: pd.DataFrame) -> pd.DataFrame:
    """One row per group that may be shown: its people, scales with `resistance_se`, parts, `bri` with `bri_se`."""
    least = cell_sizes.minimum(Population.STAFF)
    answers = answers[answers["resistance"].notna()]
    asked, logged = _keyed(answers), _keyed(use)
    fewest = asked.groupby(["unit", "position"])["respondent"].nunique()
    both = pd.concat([fewest, logged.groupby(["unit", "position"]).size()], axis=1).fillna(0)
    split = (both.min(axis=1) >= least).groupby("unit").all()
    whole = set(split.index[~split])
    asked.loc[asked["unit"].isin(whole), "position"] = ""
    logged.loc[logged["unit"].isin(whole), "position"] = ""
    survey = asked.groupby(["city", "unit", "position"])[list(SCALES)].mean()
    spread = asked.groupby(["city", "unit", "position"])["resistance"].agg(["sem"])
    survey["resistance_se"] = spread["sem"]
    survey["responses"] = asked.groupby(["city", "unit", "position"])["respondent"].nunique()
    keys = logged.groupby(["city", "unit", "position"])
    behaviour = index(logged, keys.ngroup().to_numpy(), keys.ngroups)
    behaviour.index = keys.size().index
    behaviour["people"] = keys.size()
    groups = survey.join(behaviour, how="inner").reset_index()
    shown = (groups["responses"] >= least) & (groups["people"] >= least) & groups["bri"].notna()
    return groups[shown].reset_index(drop=True)


def quadrant(r: Any, bri: Any, r_cut: float, bri_cut: float) -> Any:
    """The help that fits a place on the map: a key of `words.HELP`."""
    low = np.where(np.asarray(bri) > bri_cut, "enable", "keep")
    high = np.where(np.asarray(bri) > bri_cut, "redesign", "listen")
    return np.where(np.asarray(r) > r_cut, high, low)


def _keyed(rows: pd.DataFrame) -> pd.DataFrame:
    position = rows["position"].astype(object).where(rows["position"].notna(), "?")
    return rows.assign(position=position, unit=rows["unit"].astype(object), city=rows["city"].astype(object))


def _mixture(kinds: int, shape: str, seed: int) -> Any:
    from sklearn.mixture import GaussianMixture

    return GaussianMixture(kinds, covariance_type=shape, reg_covar=0.05, n_init=2, max_iter=200, random_state=seed)


def _scores(scaled: np.ndarray, units: np.ndarray, seed: int) -> list[dict[str, Any]]:
    """Held-out log likelihood per group of each number and shape, folds by unit."""
    from sklearn.model_selection import GroupKFold

    folds = list(GroupKFold(FOLDS, shuffle=True, random_state=seed).split(scaled, groups=units))
    found = []
    for shape in SHAPES:
        for kinds in range(1, MOST_KINDS + 1):
            if kinds * 5 > len(scaled):
                break
            total = 0.0
            for train, test in folds:
                total += float(_quiet(_mixture(kinds, shape, seed), scaled[train]).score_samples(scaled[test]).sum())
            found.append({"number": kinds, "shape": shape, "score": total / len(scaled)})
    return found


def _stability(scaled: np.ndarray, units: np.ndarray, labels: np.ndarray, best: dict[str, Any], seed: int) -> float:
    from sklearn.metrics import adjusted_rand_score

    rng, count = np.random.default_rng(seed), int(units.max()) + 1
    found = []
    for _ in range(RESAMPLES):
        kept = np.isin(units, rng.choice(count, max(2, round(KEPT * count)), replace=False))
        again = _quiet(_mixture(best["number"], best["shape"], seed), scaled[kept])
        found.append(adjusted_rand_score(labels, again.predict(scaled)))
    return float(np.mean(found))


def _quiet(model: Any, values: np.ndarray) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a mixture that does not converge scores badly, which is the point
        return model.fit(values)


def _ordered(labels: np.ndarray, by: np.ndarray) -> np.ndarray:
    """Kinds numbered by falling resistance, empty ones left out."""
    there = np.unique(labels)
    means = [by[labels == k].mean() for k in there]
    place = {int(there[k]): i for i, k in enumerate(np.argsort(means)[::-1])}
    return np.array([place[int(k)] for k in labels])


def _segment(groups: pd.DataFrame, number_: int) -> dict[str, Any]:
    quadrants = groups["quadrant"].value_counts()
    help_ = str(quadrants.index[0]) if quadrants.iloc[0] * 2 > len(groups) else ""
    means = {}
    for f in ("resistance", "bri", *ATTITUDES, *PARTS):
        centre, se = groups[f].mean(), groups[f].sem() if len(groups) > 1 else np.nan
        half = float(t_quantile(len(groups) - 1)) * se
        means[f] = estimate(centre, centre - half, centre + half)
    return {
        "segment": number_, "groups": len(groups), "people": int(groups["people"].sum()), "help": help_,
        "quadrants": {str(k): int(v) for k, v in quadrants.items()}, "means": means,
    }  # fmt: skip


def _group(row: dict[str, Any]) -> dict[str, Any]:
    r, b = row["resistance"], row["bri"]
    return {
        "city": row["city"], "unit": row["unit"], "position": row["position"], "people": int(row["people"]),
        "responses": int(row["responses"]),
        "r": estimate(r, max(0, r - row["r_half"]), min(100, r + row["r_half"])),
        "bri": estimate(b, max(0, b - row["bri_half"]), min(100, b + row["bri_half"])),
        "parts": {part: number(row[part]) for part in PARTS},
        "attitudes": {scale: number(row[scale]) for scale in ATTITUDES},
        "segment": int(row["segment"]), "quadrant": str(row["quadrant"]), "sure": bool(row["sure"]),
    }  # fmt: skip
