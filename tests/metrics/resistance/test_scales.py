"""Reliability of the four statements against other libraries, and what the levels cut."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pingouin
import pytest
from statsmodels.multivariate.factor import Factor

from metrics.registry import metric
from metrics.resistance.resistance_reliability import COLUMNS
from tests.metrics.adopters import answers
from tests.metrics.surveys import sums_of


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_alpha_and_omega_are_the_libraries(seed: int) -> None:
    data = answers(300, seed)
    items = data[list(COLUMNS)].dropna()
    one = metric("resistance_reliability")
    found = one.answer(sums_of(data, sums=one.sums)).iloc[0]
    value, interval = pingouin.cronbach_alpha(items)
    assert found["value"] == pytest.approx(value)
    assert [found["low"], found["high"]] == pytest.approx(interval, abs=6e-4)  # pingouin rounds its limits to 3 digits
    # statsmodels Factor(endog, n_factor=1, method="ml"): omega from loadings and uniqueness
    fitted = Factor(items, n_factor=1, method="ml").fit()
    deviation = items.std().to_numpy()
    common = (deviation * fitted.loadings[:, 0]).sum() ** 2
    assert found["omega"] == pytest.approx(common / (common + (deviation**2 * fitted.uniqueness).sum()), abs=1e-5)
    assert found["n"] == len(items)


def test_levels_hold_their_bounds() -> None:
    """R of 39.92, 40, 60 and 60.08: by convention 40 and 60 are medium."""
    one = metric("resistance_levels")
    data = pd.DataFrame({"resistance_twelfths": [479.0, 480.0, 720.0, 721.0, np.nan]})
    found = one.answer(sums_of(data, sums=one.sums), by_item=True)
    assert found["value"].tolist() == [0.25, 0.5, 0.25]
    assert found["n"].tolist() == [4, 4, 4]
    assert "kesepakatan Pantau" in one.meaning.id
