import numpy as np
import pandas as pd
import pytest

from metrics import moments
from metrics.satisfaction.elements import ELEMENT_KEYS
from tests.metrics.surveys import sums_of, survey

GROUPS = (survey(40, 1), survey(200, 2, missing=0.2), survey(12, 3, missing=0.5))


def test_means_and_covariances_are_those_of_pandas_with_answers_missing() -> None:
    sums = sums_of(*GROUPS)
    means, covariances = moments.mean(sums, ELEMENT_KEYS), moments.covariance(sums, ELEMENT_KEYS)
    assert covariances.shape == (len(GROUPS), 9, 9)
    for data, mean, covariance in zip(GROUPS, means, covariances, strict=True):
        np.testing.assert_allclose(mean, data.mean(), rtol=1e-14)
        np.testing.assert_allclose(covariance, data.cov(), rtol=1e-10, atol=1e-14)  # pairwise complete, as documented


def test_the_covariance_of_the_means_is_that_of_the_linearised_microdata() -> None:
    data = GROUPS[1]
    n, answered = len(data), data.notna().sum()
    psi = ((data - data.mean()) * n / answered).fillna(0)  # what each respondent adds to the error of each mean
    expected = psi.T @ psi / (n * (n - 1))
    np.testing.assert_allclose(moments.mean_covariance(sums_of(data), ELEMENT_KEYS)[0], expected, rtol=1e-12)


def test_with_complete_answers_it_is_the_covariance_over_n() -> None:
    sums = sums_of(GROUPS[0])
    np.testing.assert_allclose(
        moments.mean_covariance(sums, ELEMENT_KEYS), moments.covariance(sums, ELEMENT_KEYS) / 40, rtol=1e-12
    )


@pytest.mark.parametrize("score", [1.0, 3.0, 4.0])
def test_what_never_varies_has_a_variance_of_exactly_zero(score: float) -> None:
    sums = sums_of(pd.DataFrame(np.full((7, 9), score), columns=list(ELEMENT_KEYS)))
    assert (moments.covariance(sums, ELEMENT_KEYS) == 0).all()
    assert (moments.mean_covariance(sums, ELEMENT_KEYS) == 0).all()


def test_many_answers_lose_no_digits() -> None:
    """A million times the same 40 respondents: the covariances differ from theirs by the divisor n - 1 alone."""
    sums = sums_of(GROUPS[0])
    n = 40 * 1_000_000
    np.testing.assert_allclose(
        moments.covariance(sums * 1_000_000, ELEMENT_KEYS) * (n - 1) / n,
        moments.covariance(sums, ELEMENT_KEYS) * 39 / 40,
        rtol=1e-12,
    )


def test_nobody_is_no_zero() -> None:
    sums = sums_of(survey(0), survey(5))
    assert np.isnan(moments.mean(sums, ELEMENT_KEYS)[0]).all()
    assert np.isnan(moments.covariance(sums, ELEMENT_KEYS)[0]).all()
    assert np.isfinite(moments.mean(sums, ELEMENT_KEYS)[1]).all()


def test_a_frame_without_groups_gives_arrays_without_groups() -> None:
    assert moments.mean_covariance(sums_of(survey(5)).iloc[:0], ELEMENT_KEYS).shape == (0, 9, 9)


def test_one_respondent_has_means_but_no_covariance() -> None:
    sums = sums_of(survey(1))
    assert np.isfinite(moments.mean(sums, ELEMENT_KEYS)).all()
    assert np.isnan(moments.covariance(sums, ELEMENT_KEYS)).all()
    assert np.isnan(moments.mean_covariance(sums, ELEMENT_KEYS)).all()
