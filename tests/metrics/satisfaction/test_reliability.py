import numpy as np
import pandas as pd
import pingouin
import pytest
from statsmodels.multivariate.factor import Factor

from metrics.satisfaction import alpha, item_total, omega, reliability
from metrics.satisfaction.elements import ELEMENT_KEYS
from metrics.sums import covariances_of
from tests.metrics.surveys import sekadau, sums_of, survey


def pingouin_wide(name: str) -> pd.DataFrame:
    """A dataset that pingouin ships in its package (nothing is downloaded), one column per item."""
    data = pingouin.read_dataset(name)
    return data.pivot(index="Subj", columns="Items", values="Scores") if "Scores" in data else data


def alpha_from_sums(data: pd.DataFrame) -> float:
    from metrics import moments

    columns = tuple(map(str, data.columns))
    sums = sums_of(data.set_axis(list(columns), axis=1).reset_index(drop=True), sums=covariances_of(columns))
    return float(alpha.of_covariance(moments.covariance(sums, columns))[0])


@pytest.mark.parametrize(
    ("name", "listwise", "reference"),
    [
        ("cronbach_wide_missing", False, 0.732661),
        ("cronbach_wide_missing", True, 0.801695),
        ("cronbach_alpha", False, 0.591719),
    ],
)
def test_alpha_reference_values(name: str, listwise: bool, reference: float) -> None:
    """statistics.md; pingouin.cronbach_alpha(data, nan_policy="pairwise" | "listwise")."""
    data = pingouin_wide(name)
    expected = pingouin.cronbach_alpha(data, nan_policy="listwise" if listwise else "pairwise")[0]
    found = alpha_from_sums(data.dropna() if listwise else data)
    assert round(found, 6) == reference
    assert found == pytest.approx(expected, rel=1e-12)


def test_alpha_and_its_interval_are_those_of_pingouin() -> None:
    data = survey(120, 21)
    found = alpha.estimate(sums_of(data)).iloc[0]
    expected, limits = pingouin.cronbach_alpha(data)  # interval rounded to 3 decimals there
    assert found["value"] == pytest.approx(expected, rel=1e-12)
    np.testing.assert_allclose(found[["low", "high"]].astype(float), limits, atol=5e-4)


# Holzinger and Swineford (1939), 301 pupils, blocks of the sample covariance of x1..x9 to three decimals, as lavaan's
# inspect(fit, "sampstat") prints them; written down from that printout, which no package here ships. The published
# alphas (.6261 .8827 .6885) and omegas both follow from them, which a slip in a digit would not survive.
HOLZINGER = {
    "x1-x3": ([[1.358, 0.407, 0.580], [0.407, 1.382, 0.451], [0.580, 0.451, 1.275]], 0.6261, 0.6326),
    "x4-x6": ([[1.351, 1.098, 0.896], [1.098, 1.660, 1.015], [0.896, 1.015, 1.196]], 0.8827, 0.8859),
    "x7-x9": ([[1.183, 0.535, 0.373], [0.535, 1.022, 0.457], [0.373, 0.457, 1.015]], 0.6885, 0.6961),
}


@pytest.mark.parametrize("block", HOLZINGER)
def test_omega_reference_values(block: str) -> None:
    """Three decimals of covariance carry three decimals of reliability: agreement to 3e-4."""
    matrix, expected_alpha, expected_omega = HOLZINGER[block]
    assert alpha.of_covariance(np.array([matrix]))[0] == pytest.approx(expected_alpha, abs=3e-4)
    assert omega.of_covariance(np.array(matrix)) == pytest.approx(expected_omega, abs=3e-4)


@pytest.mark.parametrize(("n", "seed"), [(60, 22), (300, 23), (5000, 24)])
def test_omega_is_that_of_statsmodels(n: int, seed: int) -> None:
    data = survey(n, seed)
    # statsmodels Factor(corr=corr, n_factor=1, method="ml", nobs=n).fit()
    deviation, fit = data.std().to_numpy(), Factor(corr=data.corr().to_numpy(), n_factor=1, method="ml", nobs=n).fit()
    common = float(deviation @ fit.loadings[:, 0]) ** 2
    expected = common / (common + float(deviation**2 @ fit.uniqueness))
    assert omega.estimate(sums_of(data))["value"].iloc[0] == pytest.approx(expected, abs=2e-5)


def test_an_element_that_everybody_scores_alike_leaves_alpha_and_omega() -> None:
    data = survey(100, 25).assign(biaya=4.0)  # a free service: everybody answers "Gratis"
    sums = sums_of(data)
    rest = data.drop(columns="biaya")
    assert alpha.estimate(sums)["value"].iloc[0] == pytest.approx(pingouin.cronbach_alpha(data)[0])
    assert omega.estimate(sums)["value"].iloc[0] == pytest.approx(omega.of_covariance(rest.cov().to_numpy()), rel=1e-6)
    found = item_total.estimate(sums).set_index("element")
    assert np.isnan(found.loc["biaya", "value"])
    assert found.loc["biaya", "valid"] is None


def test_what_cannot_be_reliable_is_undefined() -> None:
    alike = pd.DataFrame(np.full((20, 9), 3.0), columns=list(ELEMENT_KEYS))
    few = survey(8, 26)
    unasked = survey(50, 27).assign(biaya=np.nan)
    offsetting = pd.DataFrame(
        [[3, 2, 3, 2, 3, 2, 3, 2, 3], [2, 3, 2, 3, 2, 3, 2, 3, 3]] * 4, columns=list(ELEMENT_KEYS)
    )
    assert alpha.estimate(sums_of(alike, unasked, offsetting))["value"].isna().all()
    assert omega.estimate(sums_of(alike, few, unasked))["value"].isna().all()


def test_elements_that_agree_wholly_reach_exactly_one() -> None:
    agreeing = pd.DataFrame({element: [1.0, 2, 4, 3, 3, 2, 4, 1, 2, 3, 4] for element in ELEMENT_KEYS})
    assert alpha.estimate(sums_of(agreeing))["value"].iloc[0] == pytest.approx(1, abs=1e-12)
    np.testing.assert_allclose(item_total.estimate(sums_of(agreeing))["value"], 1, atol=1e-12)
    turned = agreeing.assign(waktu=5 - agreeing["waktu"])
    assert item_total.estimate(sums_of(turned)).set_index("element").loc["waktu", "value"] == pytest.approx(-1)


def test_a_pairwise_matrix_that_contradicts_itself_is_undefined() -> None:
    inconsistent = np.full((1, 3, 3), 4.0)
    np.fill_diagonal(inconsistent[0], 1.0)
    assert np.isnan(alpha.of_covariance(inconsistent)).all()
    assert np.isnan(item_total.of_covariance(inconsistent)).all()


@pytest.mark.parametrize(("n", "table"), [(30, 0.361), (100, 0.197)])
def test_the_r_table(n: int, table: float) -> None:
    """statistics.md, reliability."""
    assert round(float(item_total.critical(n)), 3) == table


def test_no_table_for_two() -> None:
    assert np.isnan(item_total.critical([1, 2])).all()


def test_item_total_is_the_correlation_with_the_sum_of_the_others() -> None:
    data = survey(80, 28)
    found = item_total.estimate(sums_of(data)).set_index("element")
    for element in ELEMENT_KEYS:
        expected = data[element].corr(data.drop(columns=element).sum(axis=1))  # pandas, Pearson
        assert found.loc[element, "value"] == pytest.approx(expected, rel=1e-10)


def test_the_panel_names_what_fails() -> None:
    """Sekadau: requirements (r = -.07) and procedure (r = .23) stay below the r table of 49 respondents (.282)."""
    panel = reliability.panel(sums_of(sekadau(), survey(100, 25).assign(biaya=4.0)))
    first, second = panel.iloc[0], panel.iloc[1]
    assert round(first["r_table"], 3) == 0.282
    assert first["invalid"] == ("persyaratan", "prosedur")
    assert first["untested"] == ()
    assert first["reliable"]
    assert second["untested"] == ("biaya",)


@pytest.mark.parametrize(("n", "seed"), [(12, 5), (20, 21), (30, 132), (12, 160)])
def test_a_factor_that_leaves_an_element_nothing_of_its_own_still_has_a_least_discrepancy(n: int, seed: int) -> None:
    """Heywood cases: scipy's L-BFGS-B, started beside the solution, finds nothing lower within the same bounds."""
    from scipy.optimize import minimize

    correlation = survey(n, seed).corr().to_numpy()
    solution = omega.one_factor(correlation)
    assert solution is not None

    def discrepancy(parameters: np.ndarray) -> float:
        matrix = np.outer(parameters[:9], parameters[:9]) + np.diag(parameters[9:])
        return float(np.linalg.slogdet(matrix)[1] + np.trace(correlation @ np.linalg.inv(matrix)))

    start = np.concatenate(solution)
    bounds = [(None, None)] * 9 + [(0.005, None)] * 9
    found = minimize(discrepancy, start * 0.95 + 0.02, method="L-BFGS-B", bounds=bounds)
    assert discrepancy(start) <= found.fun + 1e-9
