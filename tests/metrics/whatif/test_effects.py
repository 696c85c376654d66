"""Effects of training: near the truth where the plain difference is not, nothing where there is nothing, published data."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from causaldata import nsw_mixtape
from scipy import optimize

from metrics.whatif import effects
from metrics.whatif.effects import Effect, TooLittle


def world(seed: int, strength: float = 1.0) -> tuple[Any, ...]:
    """60 offices whose abler staff take the training more often: features, trained, outcome, office, true effect."""
    rng = np.random.default_rng(seed)
    office = np.repeat(np.arange(60), rng.poisson(26, 60).clip(5))
    culture = rng.normal(0, 1, 60)[office]
    ability = 0.5 * culture + rng.normal(0, 1, len(office))
    trait = -0.3 * ability + rng.normal(0, 1, len(office))
    chance = 1 / (1 + np.exp(0.4 - 0.7 * ability + 0.35 * trait - 0.4 * culture))
    trained = (rng.random(len(office)) < chance).astype(int)
    score = -0.3 + 0.8 * ability - 0.5 * trait + 0.6 * culture
    without, with_it = 1 / (1 + np.exp(-score)), 1 / (1 + np.exp(-score - strength * np.where(trait <= 0, 1, 0.5)))
    outcome = (rng.random(len(office)) < np.where(trained == 1, with_it, without)).astype(int)
    return np.column_stack([ability, trait, culture]), trained, outcome, office, with_it - without


def found(seed: int, strength: float = 1.0) -> tuple[Effect, float]:
    features, trained, outcome, office, truth = world(seed, strength)
    scores = effects.scores(features, trained, outcome, office, seed)
    effect = effects.effect(scores, trained, outcome, office)
    assert isinstance(effect, Effect)
    return effect, float(truth[~np.isnan(scores.value)].mean())


def test_it_is_near_the_truth_where_the_plain_difference_is_not() -> None:
    errors, naive = [], []
    for seed in range(4):  # cover of the intervals takes hundreds: benchmarks/whatif.py
        effect, truth = found(seed)
        assert abs(effect.value - truth) < 3 * effect.se
        errors.append(effect.value - truth)
        naive.append(effect.naive - truth)
    assert abs(np.mean(errors)) < 0.04
    assert np.mean(naive) > 0.15


def test_where_there_is_no_effect_none_is_told() -> None:
    effect, truth = found(3, strength=0.0)
    assert truth == 0
    assert effect.low <= 0 <= effect.high
    assert effect.naive > 0.1


def test_the_nsw_experiment() -> None:
    """Trained at random: 1794.34 dollars by plain difference (LaLonde 1986; Dehejia and Wahba 1999); covariates change
    it by a fraction of its error.
    """
    rows = nsw_mixtape.load_pandas().data
    features = rows[["age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75"]].to_numpy(float)
    alone = np.arange(len(rows))
    scores = effects.scores(features, rows["treat"], rows["re78"], alone)
    effect = effects.effect(scores, rows["treat"], rows["re78"], alone)
    assert isinstance(effect, Effect)
    assert effect.naive == pytest.approx(1794.34, abs=0.01)
    assert abs(effect.value - 1794.34) < 0.5 * effect.se
    assert effect.low < 1794.34 < effect.high
    assert not effect.share


def test_too_few_get_no_number() -> None:
    features, trained, outcome, office, _ = world(1)
    few = office < 6
    scores = effects.scores(features[few], trained[few], outcome[few], office[few])
    assert isinstance(effects.effect(scores, trained[few], outcome[few], office[few]), TooLittle)
    with pytest.raises(ValueError, match="folds"):
        effects.scores(features[office < 3], trained[office < 3], outcome[office < 3], office[office < 3])


def test_people_without_any_like_them_are_left_out() -> None:
    features, trained, outcome, office, _ = world(2)
    sure = features[:, 0] > 1.2
    trained = np.where(sure, 1, trained)
    scores = effects.scores(np.column_stack([features, sure]), trained, outcome, office)
    effect = effects.effect(scores, trained, outcome, office)
    assert isinstance(effect, Effect)
    assert np.isnan(scores.value[sure]).mean() > 0.9
    assert effect.outside > 0.05


def test_the_error_counts_offices() -> None:
    rng = np.random.default_rng(0)
    office = np.repeat(np.arange(40), 25)
    values = rng.normal(0, 1, 40)[office]
    _mean, se = effects.clustered(values, office)
    by_office = values.reshape(40, 25).mean(axis=1)
    assert se == pytest.approx(by_office.std(ddof=1) / np.sqrt(40), rel=1e-9)  # offices of equal size: their means


def test_the_e_value_as_published() -> None:
    """VanderWeele and Ding (2017): RR 3.9 gives 7.26; below 1 the inverse is taken."""
    assert effects.e_value(0.1, 0.29) == pytest.approx(7.26, abs=0.005)
    assert effects.e_value(0.39, -0.29) == pytest.approx(7.26, abs=0.005)
    assert effects.e_value(0.4, 0.0) == 1


def test_pooling_shrinks_by_restricted_likelihood() -> None:
    rng = np.random.default_rng(5)
    errors = rng.uniform(0.3, 1.2, 25)
    values = 1 + rng.normal(0, 0.6, 25) + rng.normal(0, errors)

    def minus_likelihood(tau2: float) -> float:  # the textbook formula, maximised by scipy
        w = 1 / (errors**2 + tau2)
        centre = (w * values).sum() / w.sum()
        return 0.5 * float(-np.log(w).sum() + np.log(w.sum()) + (w * (values - centre) ** 2).sum())

    tau2 = optimize.minimize_scalar(minus_likelihood, bounds=(0, 5), method="bounded", options={"xatol": 1e-10}).x
    mean, sd = effects.pooled(values, errors)
    w = 1 / (errors**2 + tau2)
    centre = (w * values).sum() / w.sum()
    keep = tau2 / (tau2 + errors**2)
    np.testing.assert_allclose(mean, keep * values + (1 - keep) * centre, rtol=1e-5)
    assert (sd < errors).all()
    blank, _ = effects.pooled([*values, np.nan], [*errors, np.nan])
    assert blank[-1] == pytest.approx(centre, rel=1e-5)
