from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor

import numpy as np
import pytest

from metrics import rounding
from metrics.limits.weights import INDEX_PER_POINT, WEIGHTS


def naive(totals: np.ndarray, counts: np.ndarray, weight: Fraction) -> list[float]:
    """Half-up by the textbook, in Fractions throughout."""
    values = [
        weight * sum(Fraction(int(s), int(n)) for s, n in zip(*pair, strict=True))
        for pair in zip(totals, counts, strict=True)
    ]
    return [floor(v * 100 + Fraction(1, 2)) / 100 for v in values]


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [("64.995", 2, 65.0), ("64.9949", 2, 64.99), ("2.675", 2, 2.68), ("0.5", 0, 1.0), ("76.605", 2, 76.61)],
)
def test_half_goes_up(value: str, decimals: int, rounded: float) -> None:
    assert rounding.half_up(Fraction(value), decimals) == rounded
    assert rounding.half_up(Decimal(value), decimals) == rounded
    # the decimal module of the standard library as the independent program
    assert float(Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)) == rounded


def test_a_float_is_refused_where_only_exact_numbers_can_tell_a_tie() -> None:
    with pytest.raises(TypeError, match="exact"):
        rounding.half_up(2.675)


@pytest.mark.parametrize("weights", list(WEIGHTS))
def test_every_possible_index_of_up_to_forty_respondents(weights: str) -> None:
    """The exhaustive grid of (grand total, n): each total is spread over nine elements of n answers each."""
    weight = INDEX_PER_POINT * WEIGHTS[weights]
    grid = [(total, n) for n in range(1, 41) for total in range(9 * n, 36 * n + 1)]
    totals = np.array([[total // 9 + (e < total % 9) for e in range(9)] for total, _ in grid])
    counts = np.array([[n] * 9 for _, n in grid])
    value, exact = rounding.weighted_means(totals, counts, weight)
    whole = [floor(weight * Fraction(total, n) * 100 + Fraction(1, 2)) / 100 for total, n in grid]
    assert value.tolist() == whole
    np.testing.assert_allclose(value, exact, atol=0.005 + 1e-9)


def test_unequal_numbers_of_answers_with_ties_among_them() -> None:
    rng = np.random.default_rng(3)
    counts = rng.choice([1, 2, 4, 5, 8, 10, 16, 20, 25, 40, 50, 80, 100], size=(4000, 9))
    totals = (counts * rng.uniform(1, 4, size=counts.shape)).astype(np.int64).clip(counts, 4 * counts)
    for weights in WEIGHTS.values():
        weight = INDEX_PER_POINT * weights
        value, exact = rounding.weighted_means(totals, counts, weight)
        assert value.tolist() == naive(totals, counts, weight)
        if weights == WEIGHTS["0.11"]:  # 2.75 over such numbers of answers: real ties, or this proves nothing
            assert (np.abs(exact * 100 % 1 - 0.5) < 1e-9).sum() > 10


def test_a_column_without_answers_leaves_no_value() -> None:
    value, exact = rounding.weighted_means(np.array([[3, 0]]), np.array([[1, 0]]), Fraction(1, 2))
    assert np.isnan(value).all()
    assert np.isnan(exact).all()
