"""The effect of a training on those like the people who took it: cross-fitted AIPW, clustered where training is decided.

Who takes a training differs from who does not, so the two are not compared as they are. Two models are made on other
offices' staff (of who takes it; of what becomes of people with and without it) and combined so that the answer holds if
either is right. What nobody recorded can still mislead: `Effect.e_value` says how strong that would have to be.

Symbols: T 1 trained, 0 not; Y outcome; X what was known before; e(X) probability of training; m1, m0 expected outcome
with and without; g offices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special

from metrics.moments import Floats

FOLDS = 5
CLIPPED = (0.03, 0.97)  # probabilities of training are held within
OVERLAP = (0.05, 0.95)  # outside, people of one kind have hardly any like them of the other: no effect is claimed
FEWEST = 30  # trained, and untrained
FEWEST_OFFICES = 10
TOLD = 0.99  # of worlds without an effect at least 95 % must stay silent, with ten offices too, where t intervals are short


@dataclass(frozen=True)
class Effect:
    """value: mean effect on those asked about; low, high: 90 % interval; se: clustered by office.

    naive: the plain difference, which the page shows as what not to believe. trained, untrained: people; offices;
    outside: share of people without overlap, left out. e_value: how strongly something unrecorded would have to be tied
    to both training and outcome, as a ratio of risks, to explain the effect away; of a number by its share of a standard
    deviation. share: whether the outcome is one.
    """

    value: float
    low: float
    high: float
    se: float
    naive: float
    trained: int
    untrained: int
    offices: int
    outside: float
    e_value: float
    share: bool


@dataclass(frozen=True)
class TooLittle:
    """Why no effect is claimed, and how many there would have to be."""

    trained: int
    untrained: int
    offices: int


@dataclass(frozen=True)
class Scores:
    """What each person says of the effect; `value` averages to it in any group. nan: outside the overlap.

    value: m1 - m0 + T (Y - m1)/e - (1 - T)(Y - m0)/(1 - e); propensity: e(X); control: m0.
    """

    value: Floats
    propensity: Floats
    control: Floats


def scores(
    features: npt.ArrayLike, treated: npt.ArrayLike, outcome: npt.ArrayLike, offices: npt.ArrayLike, seed: int = 0
) -> Scores:
    """Cross-fitted AIPW scores: (n,). Both models are made on other offices than the people they are used for.

    features: (n, p), without gaps; treated: 0/1; outcome: 0/1 or a number. Logistic models for training and for outcomes
    of 0/1, ridge for numbers. Raises ValueError where there are fewer offices than folds.
    """
    x, t, y = np.asarray(features, np.float64), np.asarray(treated, np.int64), np.asarray(outcome, np.float64)
    office = np.unique(np.asarray(offices), return_inverse=True)[1]
    if office.max(initial=-1) + 1 < FOLDS:
        raise ValueError(f"{FOLDS} folds need at least as many offices")
    fold = np.random.default_rng(seed).permutation(np.arange(office.max() + 1) % FOLDS)[office]
    share = np.isin(y, (0.0, 1.0)).all()
    e, m1, m0 = np.empty(len(t)), np.empty(len(t)), np.empty(len(t))
    for each in range(FOLDS):
        here, other = fold == each, fold != each
        e[here] = _chance(x[other], t[other], x[here])
        for arm, made in ((1, m1), (0, m0)):
            of_arm = other & (t == arm)
            made[here] = (_chance if share else _number)(x[of_arm], y[of_arm], x[here])
    inside = (e >= OVERLAP[0]) & (e <= OVERLAP[1])
    held = np.clip(e, *CLIPPED)
    value = m1 - m0 + t * (y - m1) / held - (1 - t) * (y - m0) / (1 - held)
    return Scores(np.where(inside, value, np.nan), e, m0)


def effect(
    found: Scores, treated: npt.ArrayLike, outcome: npt.ArrayLike, offices: npt.ArrayLike, count: Floats | None = None
) -> Effect | TooLittle:
    """The mean effect where there is overlap, on all, or each person counting by `count` (n,): see `like_trained`.

    The standard error takes people of one office as going together, for training is decided there; t interval with g - 1
    degrees of freedom.
    """
    t, y = np.asarray(treated, np.int64), np.asarray(outcome, np.float64)
    inside = ~np.isnan(found.value)
    office = np.unique(np.asarray(offices)[inside], return_inverse=True)[1]
    many, trained = int(office.max(initial=-1)) + 1, int(t[inside].sum())
    untrained = int(inside.sum()) - trained
    if min(trained, untrained) < FEWEST or many < FEWEST_OFFICES:
        return TooLittle(trained, untrained, many)
    weight = np.ones(int(inside.sum())) if count is None else count[inside]
    value, se = clustered(found.value[inside], office, weight)
    naive = float(y[t == 1].mean() - y[t == 0].mean())
    base = float(np.average(found.control[inside], weights=weight))
    share = bool(np.isin(y, (0, 1)).all())
    sensitive = e_value(min(max(base, 1e-3), 1 - 1e-3), value) if share else e_value_of_number(value, float(y.std()))
    return Effect(
        value, *interval(value, se, many), se, naive, trained, untrained, many,
        float(1 - inside.mean()), sensitive, share,
    )  # fmt: skip


def like_trained(found: Scores) -> Floats:
    """Weights that make all people like those who took the training: e(X)."""
    return np.clip(found.propensity, *CLIPPED)


def like_untrained(found: Scores) -> Floats:
    """Weights that make all people like those who did not, and could: 1 - e(X)."""
    return 1 - like_trained(found)


def interval(value: float, se: float, offices: int, share: float = 0.9) -> tuple[float, float]:
    """value -+ t se with offices - 1 degrees of freedom, which is wide where offices are few."""
    half = float(special.stdtrit(offices - 1, (1 + share) / 2)) * se
    return value - half, value + half


def told(value: float, se: float, offices: int) -> bool:
    """Whether it may be said that there is an effect: its interval at `TOLD` leaves out nothing.

    That is stricter than the 90 % interval shown beside it, on purpose: of designs without an effect one in ten has such
    an interval, and readers look at many.
    """
    low, high = interval(value, se, offices, TOLD)
    return bool(low > 0 or high < 0)


def clustered(values: Floats, office: npt.NDArray[np.int64], weight: Floats | None = None) -> tuple[float, float]:
    """Weighted mean and its standard error with offices as clusters: sqrt(g/(g-1) sum over g of (sum w (v - mean))^2) / sum w."""
    w = np.ones(len(values)) if weight is None else weight
    mean = float(np.average(values, weights=w))
    sums = np.bincount(office, weights=w * (values - mean))
    g = len(sums)
    return mean, float(np.sqrt(g / max(g - 1, 1) * (sums**2).sum()) / w.sum())


def e_value(base: float, rise: float) -> float:
    """E-value of a change of a share (VanderWeele and Ding 2017): RR + sqrt(RR (RR - 1)), RR of the shares, above 1.

    base: share without, base + rise: with. e_value(.1, .29) = 7.26 for RR 3.9. 1 where there is no effect.
    """
    after = min(max(base + rise, 1e-9), 1.0)
    ratio = max(after / base, base / after)
    return float(ratio + np.sqrt(ratio * (ratio - 1)))


def e_value_of_number(value: float, sd: float) -> float:
    """E-value of a difference of means: as of a ratio of exp(.91 d), d in standard deviations (VanderWeele and Ding 2017)."""
    ratio = float(np.exp(0.91 * abs(value) / sd)) if sd > 0 else 1.0
    return float(ratio + np.sqrt(ratio * (ratio - 1)))


def robustness(r2: float) -> float:
    """Robustness value of a slope (Cinelli and Hazlett 2020): the share of what is left of both cause and outcome that
    something unrecorded would have to explain to make the slope nothing.

        RV = (sqrt(f^4 + 4 f^2) - f^2) / 2,  f^2 = r2 / (1 - r2)

    r2: of cause and outcome after all that is accounted for; t = 4.18 at 783 degrees of freedom gives .139.
    """
    f2 = r2 / max(1 - r2, 1e-12)
    return float((np.sqrt(f2**2 + 4 * f2) - f2) / 2)


def pooled(values: npt.ArrayLike, errors: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Cells shrunk towards their common mean before they are compared: posterior means and standard deviations, (c,).

        B = tau^2 / (tau^2 + s^2),  mean = B value + (1 - B) centre

    tau^2 by restricted maximum likelihood (statsmodels' iterated, DerSimonian-Laird start). The best of many noisy cells
    owes its rank to chance; shrunk, it promises what it can keep. nan errors give the centre with the full spread.
    """
    v, s = np.asarray(values, np.float64), np.asarray(errors, np.float64)
    known = ~np.isnan(v) & ~np.isnan(s) & (s > 0)
    tau2 = _reml(v[known], s[known])
    weight = 1 / (s[known] ** 2 + tau2)
    centre = float(np.average(v[known], weights=weight)) if known.any() else float("nan")
    spread = 1 / weight.sum() if known.any() else float("nan")
    keep = np.where(known, tau2 / np.where(known, tau2 + s**2, 1.0), 0.0)
    mean = np.where(known, keep * np.where(known, v, 0.0) + (1 - keep) * centre, centre)
    variance = np.where(known, keep * np.where(known, s, 0.0) ** 2, tau2) + (1 - keep) ** 2 * spread
    return mean, np.sqrt(variance)


def _reml(v: Floats, s: Floats) -> float:
    """tau^2 by restricted maximum likelihood: Fisher scoring, kept at 0 or above."""
    if len(v) < 2:
        return 0.0
    tau2 = max(0.0, float(v.var(ddof=1) - (s**2).mean()))
    for _ in range(200):
        w = 1 / (s**2 + tau2)
        centre = float((w * v).sum() / w.sum())
        step = ((w**2 * ((v - centre) ** 2 - s**2)).sum() + w.sum() ** -1 * (w**2).sum()) / (w**2).sum()
        new = max(0.0, float(step))
        if abs(new - tau2) < 1e-12 + 1e-9 * tau2:
            break
        tau2 = new
    return tau2


def _chance(x: Floats, y: npt.NDArray[Any], at: Floats) -> Floats:
    from sklearn.linear_model import LogisticRegression  # half a second that a start need not wait for
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    if len(np.unique(y)) < 2:
        return np.full(len(at), float(y.mean()) if len(y) else 0.5)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=1.0, max_iter=1000)).fit(x, y.astype(np.int64))
    chance: Floats = model.predict_proba(at)[:, 1]
    return chance


def _number(x: Floats, y: Floats, at: Floats) -> Floats:
    from sklearn.linear_model import Ridge
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    found: Floats = make_pipeline(StandardScaler(), Ridge(alpha=1.0)).fit(x, y).predict(at)
    return found
