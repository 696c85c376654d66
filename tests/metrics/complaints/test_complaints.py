"""Open complaints are not dropped; rates of complaints against independent programs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight

from metrics.complaints.volume import per_thousand
from metrics.registry import metric
from tests.metrics.surveys import sums_of


def asked(name: str, data: pd.DataFrame) -> pd.Series:
    one = metric(name)
    return one.answer(sums_of(data, sums=one.sums)).iloc[0]


@pytest.mark.parametrize(("name", "over", "waiting", "mean"), [
    ("days_to_response", "response_days", "response_waiting_days", 4),
    ("days_to_close", "close_days", "open_days", 9),
])  # fmt: skip
@pytest.mark.parametrize("open_share", [0.0, 0.3])
def test_medians_are_those_of_kaplan_and_meier(
    name: str, over: str, waiting: str, mean: int, open_share: float
) -> None:
    rng = np.random.default_rng(mean)
    took = np.minimum(np.floor(rng.exponential(mean, 400)), 14)  # days that stand alone in a bin
    seen = np.where(rng.random(400) < open_share, np.floor(rng.uniform(0, 14, 400)), 14)
    days, done = np.minimum(took, seen), took <= seen
    found = asked(name, pd.DataFrame({over: np.where(done, days, np.nan), waiting: np.where(done, np.nan, days)}))
    # statsmodels SurvfuncRight(time, status): quantile(.5); quantile_ci(.5, method="cloglog")
    oracle = SurvfuncRight(days, done.astype(int))
    assert found["value"] == oracle.quantile(0.5)
    with np.errstate(divide="ignore", invalid="ignore"):
        assert [found["low"], found["high"]] == list(oracle.quantile_ci(0.5, method="cloglog"))
    assert found["waiting"] == (~done).sum()


def test_leaving_open_complaints_out_would_make_a_slow_office_look_quick() -> None:
    data = pd.DataFrame(
        {"close_days": [2.0, 3.0, 4.0, *[np.nan] * 4], "open_days": [*[np.nan] * 3, 40.0, 50.0, 60.0, 70.0]}
    )
    found = asked("days_to_close", data)
    assert np.isnan(found["value"])
    assert found["n"] == 7
    assert data["close_days"].median() == 3


@pytest.mark.parametrize(("complaints", "transactions"), [(30, 10_000), (1, 900), (0, 500), (80, 40)])
def test_complaints_per_thousand_transactions(complaints: int, transactions: int) -> None:
    found = per_thousand(complaints, transactions).iloc[0]
    # scipy.stats.binomtest(x, x + y).proportion_ci(method="exact"), as odds
    limits = stats.binomtest(complaints, complaints + transactions).proportion_ci(method="exact")
    expected = [1000 * p / (1 - p) for p in (limits.low, limits.high)]
    assert found["value"] == pytest.approx(1000 * complaints / transactions)
    np.testing.assert_allclose([found["low"], found["high"]], expected, rtol=1e-9, atol=1e-12)


def test_complaints_without_transactions_have_no_rate() -> None:
    found = per_thousand([3, 0, np.nan], [0, 0, 100])
    assert found.isna().all(axis=None)
    with pytest.raises(ValueError, match="negative"):
        per_thousand(-1, 10)
