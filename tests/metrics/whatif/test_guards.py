"""Where the data do not reach there is no number; how firm what is told is. Each bound is stepped over."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from statsmodels.formula.api import ols

from metrics.models import training_effect, use_and_ikm
from metrics.whatif import deployments, effects, reach
from metrics.whatif.deployments import Deployed
from metrics.whatif.effects import Effect, Scores, TooLittle
from tests.metrics.models.test_training_effect import panel, shares, trials
from tests.metrics.whatif import ihdp
from tests.metrics.whatif.test_deployments import world


def by_hand(trained: int, untrained: int, offices: int) -> Effect | TooLittle:
    treated = np.repeat([1, 0], [trained, untrained])
    n = len(treated)
    scores = Scores(np.linspace(0, 1, n), np.full(n, 0.5), np.full(n, 0.5))
    return effects.effect(scores, treated, treated, np.arange(n) % offices)


@pytest.mark.parametrize(
    ("trained", "untrained", "offices", "told"),
    [(30, 30, 10, True), (29, 30, 10, False), (30, 29, 10, False), (30, 30, 9, False)],
)
def test_thirty_of_both_in_ten_offices(trained: int, untrained: int, offices: int, told: bool) -> None:
    assert isinstance(by_hand(trained, untrained, offices), Effect) is told


def test_probabilities_of_training_from_5_to_95_percent() -> None:
    rng = np.random.default_rng(0)
    ability = rng.normal(0, 3, 3000)
    trained = (rng.random(3000) < 1 / (1 + np.exp(-ability))).astype(int)
    scores = effects.scores(ability[:, None], trained, rng.random(3000), np.arange(3000) % 40)
    outside = (scores.propensity < 0.05) | (scores.propensity > 0.95)
    assert 0.1 < outside.mean() < 0.5
    assert (np.isnan(scores.value) == outside).all()


def test_how_far_the_asked_lie_from_the_known() -> None:
    """Known at 0, 1, ..., 99: for 96 of them the fifth nearest lies 3 away. Of the asked 50 and 98 have five as near."""
    known = np.arange(100.0)[:, None]
    assert reach.far(known, np.array([[50.0], [98.0], [104.0], [200.0]])) == 0.5
    assert reach.far(known, known) == 0.02  # both ends
    assert reach.far(known[:5], known) == 1
    assert np.isnan(reach.far(known, known[:0]))


def test_a_kind_taken_only_by_staff_unlike_the_others_is_not_told() -> None:
    rows = trials(2, 0.15)
    own = rows["kind"].eq("class")
    apart = rows.assign(data_software=rows["data_software"] + 200 * own, skills=rows["skills"] + 200 * own, unit_use=rows["unit_use"] + 200 * own)  # fmt: skip
    found = training_effect.fit(apart, shares(rows))["kinds"]["class"]
    assert found["state"] == "refused"
    assert "differ too much" in found["reason"]["en"]
    assert training_effect.fit(rows, shares(rows))["kinds"]["class"]["unlike"] < 50


def test_an_effect_is_told_where_its_99_percent_interval_leaves_out_nothing() -> None:
    edge = stats.t.ppf(0.995, 19)  # scipy: 2.861
    assert effects.told(edge + 0.001, 1.0, 20)
    assert effects.told(-edge - 0.001, 1.0, 20)
    assert not effects.told(edge - 0.001, 1.0, 20)
    assert effects.interval(2.0, 1.0, 20) == pytest.approx(stats.t.interval(0.9, 19, 2.0, 1.0))


def test_further_training_is_told_of_people_like_the_untrained() -> None:
    """The able gain more and went first: what the trained gained is more than what the others would."""
    rng = np.random.default_rng(3)
    n = 6000
    able = rng.random(n) < 0.5
    trained = (rng.random(n) < np.where(able, 0.6, 0.2)).astype(int)
    gain = np.where(able, 0.3, 0.1)
    reached = rng.random(n) < 0.3 + gain * trained
    scores = effects.scores(able[:, None] * 1.0, trained, reached, np.arange(n) % 50)
    went = effects.effect(scores, trained, reached, np.arange(n) % 50, effects.like_trained(scores))
    could = effects.effect(scores, trained, reached, np.arange(n) % 50, effects.like_untrained(scores))
    assert isinstance(went, Effect)
    assert isinstance(could, Effect)
    assert went.value == pytest.approx(gain[trained == 1].mean(), abs=2.5 * went.se)
    assert could.value == pytest.approx(gain[trained == 0].mean(), abs=2.5 * could.se)
    assert went.value > could.value + 0.05


def test_the_robustness_value_as_published() -> None:
    """Cinelli and Hazlett (2020), violence and peace in Darfur: t 4.18, 783 degrees of freedom, RV 13.9 %."""
    assert effects.robustness(4.18**2 / (4.18**2 + 783)) == pytest.approx(0.139, abs=5e-4)
    assert effects.robustness(0.0) == 0


def test_the_slope_within_offices_says_how_much_would_undo_it() -> None:
    rows, _ = panel(3.0)
    found = use_and_ikm.within(rows, "ikm", "sustained")
    assert found is not None
    oracle = ols("ikm ~ sustained + C(unit) + C(quarter)", rows).fit()  # statsmodels
    t = oracle.tvalues["sustained"]
    assert found["robustness"] == pytest.approx(effects.robustness(t**2 / (t**2 + oracle.df_resid)), rel=1e-4)


def test_the_e_value_of_a_number_as_published() -> None:
    """R package EValue, evalues.MD(est = 0.5): 2.529."""
    assert effects.e_value_of_number(0.5, 1.0) == pytest.approx(2.529, abs=5e-4)
    assert effects.e_value_of_number(0.0, 1.0) == effects.e_value_of_number(1.0, 0.0) == 1


def test_a_drift_that_would_be_taken_for_an_effect_is_told_to_the_digit() -> None:
    """Offices rise by .3 a quarter from the launch on, without noise: that drift would explain all of what is found."""
    panel_ = world(5, size=0.0)
    since = (panel_["quarter"] - panel_["first"]).to_numpy()
    values = 70 + 0.2 * panel_["quarter"] + 0.3 * np.nan_to_num(np.clip(since + 1, 0, None))
    found = deployments.effect(panel_.assign(value=values))
    assert isinstance(found, Deployed)
    assert found.drift == pytest.approx(0.3, abs=1e-6)
    assert found.moved == pytest.approx(0.0, abs=1e-6)


def test_children_whose_effect_is_known_to_be_four() -> None:
    """Hill's surface A. econml 0.17.0, LinearDRLearner(LogisticRegression(C=1), Ridge(1), cv=5, min_propensity=.03,
    random_state=0).fit(Y, T, W=X[:, 1:]).intercept_(T=1): 3.927, 4.008, 3.817, 4.069, 3.838 for seeds 0 to 4.
    """
    published = (3.926712, 4.008290, 3.816905, 4.068671, 3.838090)
    for seed, theirs in enumerate(published):
        x, treated, outcome = ihdp.surface_a(seed)
        alone = np.arange(len(x))
        scores = effects.scores(x, treated, outcome, alone, seed)
        found = effects.effect(scores, treated, outcome, alone)
        assert isinstance(found, Effect)
        assert abs(found.value - ihdp.TRUTH) < 2.5 * found.se
        assert abs(found.value - theirs) < 1.5 * found.se
    x, treated, outcome = ihdp.surface_a(0)
    assert (x.shape, treated.sum()) == ((747, 25), 139)
    assert outcome[:3] == pytest.approx([11.85790634, 8.12866602, 7.49347879])  # ihdp_surface_A(0) of econml
