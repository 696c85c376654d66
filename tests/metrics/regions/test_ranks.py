"""Pairs, reversals, ranks, tie groups."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests

from metrics import compare
from metrics.metric import Direction
from metrics.regions.pairs import probability_above, reversals
from metrics.regions.ranks import ranked, ranks, tie_groups


def test_chance_of_lying_above() -> None:
    found = probability_above([80.0, 82.0, np.nan], [1.0, 1.5, 1.0])
    # scipy.stats.norm.sf(0, loc=2, scale=sqrt(1 + 2.25))
    assert found[1, 0] == pytest.approx(stats.norm.sf(0, loc=2, scale=np.sqrt(3.25)))
    assert found[0, 1] + found[1, 0] == pytest.approx(1)
    assert np.isnan(found[2]).all()
    assert np.isnan(np.diag(found)).all()
    assert probability_above([1.0, 1.0], [0.0, 0.0])[0, 1] == 0.5
    assert probability_above([2.0, 1.0], [0.0, 0.0])[0, 1] == 1


def test_holm_as_statsmodels() -> None:
    p = np.random.default_rng(1).random(30) ** 3
    # statsmodels.stats.multitest.multipletests(p, method="holm")
    np.testing.assert_allclose(compare.holm(p), multipletests(p, method="holm")[1])
    np.testing.assert_allclose(compare.holm([0.01, 0.04, np.nan, 0.03]), [0.03, 0.06, np.nan, 0.06])


@pytest.mark.parametrize(
    ("raw", "adjusted", "flagged"),
    [
        ([83.0, 82.0], [82.0, 83.0], True),
        ([83.0, 82.0], [83.0, 82.0], False),
        ([83.0, 82.9], [82.0, 83.0], False),  # the raw difference may be noise
        ([83.0, 82.0], [82.9, 83.0], False),  # the adjusted one may be
        ([83.0, np.nan], [82.0, 83.0], False),
    ],
)
def test_a_reversal_is_real_on_both_sides(raw: list[float], adjusted: list[float], flagged: bool) -> None:
    found = reversals(raw, [0.1, 0.1], adjusted, [0.12, 0.12])
    assert len(found) == flagged
    if flagged:
        assert found[["above", "below"]].to_numpy().tolist() == [[0, 1]]
        assert found["raw_gap"].item() == pytest.approx(1)
        assert found["adjusted_gap"].item() == pytest.approx(-1)


def test_reversals_are_judged_together() -> None:
    """A pair that would pass alone does not pass among many that turn round by chance; those that keep their order do
    not count, for nobody would have flagged them.
    """
    raw, adjusted, se = [80.32, 80.0], [80.0, 80.32], [0.1, 0.1]
    alone = reversals(raw, se, adjusted, se)
    # As scipy.stats.norm.sf(.32 / hypot(.1, .1)) * 2.
    assert alone["p"].item() == pytest.approx(0.0236516, abs=1e-6)
    calm = list(np.arange(8) * 5.0)
    beside = reversals(raw + calm, se + [0.1] * 8, adjusted + calm, se + [0.1] * 8)
    assert beside["p"].item() == pytest.approx(alone["p"].item())
    noisy = [20.05, 20.0, 30.05, 30.0, 40.05, 40.0]
    swapped = [20.0, 20.05, 30.0, 30.05, 40.0, 40.05]
    assert reversals(raw + noisy, se + [0.1] * 6, adjusted + swapped, se + [0.1] * 6).empty


def test_no_reversal_where_all_are_equal_raw() -> None:
    """The hardest of the worlds without a flip: raw all are one, and the mix sets them far apart."""
    rng = np.random.default_rng(3)
    flagged = [
        len(reversals(rng.normal(80, 0.1, 4), [0.1] * 4, [78.0, 80.0, 82.0, 84.0], [0.1] * 4)) > 0 for _ in range(2000)
    ]
    assert np.mean(flagged) <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 2000)


def test_ranks_of_what_is_certain() -> None:
    found = ranks([80.0, 90.0, np.nan, 70.0], [0.1, 0.1, 0.1, 0.1], Direction.HIGHER)
    assert found["rank"].tolist()[:2] == [2, 1]
    assert found.loc[[0, 1, 3], ["low", "high"]].to_numpy().tolist() == [[2, 2], [1, 1], [3, 3]]
    assert found.loc[[0, 1, 3], "group"].tolist() == [2, 1, 3]
    assert found.loc[2].isna().all()
    assert ranks([80.0, 90.0], [0.1, 0.1], Direction.LOWER)["rank"].tolist() == [1, 2]


def test_ranks_of_what_is_not() -> None:
    found = ranks([80.0, 80.4, 80.2], [1.0, 1.0, 1.0], Direction.HIGHER)
    assert found[["low", "high"]].eq([1, 3]).all(axis=None)
    assert found["group"].nunique() == 1
    assert found["best"].sum() == pytest.approx(1)
    again = ranks([80.0, 80.4, 80.2], [1.0, 1.0, 1.0], Direction.HIGHER)
    assert found.equals(again)


def test_groups_are_cut_only_where_all_differ_from_all() -> None:
    # Neighbours tie along the chain, though its ends differ: one group. The last place differs from every other.
    assert tie_groups([3.0, 2.0, 1.0, -9.0], [0.5, 0.5, 0.5, 0.5]).tolist() == [1, 1, 1, 2]
    assert tie_groups([-9.0, 1.0, 9.0], [0.5, 0.5, 0.5]).tolist() == [3, 2, 1]
    assert tie_groups([5.0], [1.0]).tolist() == [1]
    # The first is surely above the second, but not above the noisy third: no cut between the two.
    assert tie_groups([9.0, 5.0, 4.0], [0.1, 0.1, 9.0]).tolist() == [1, 1, 1]


def test_equal_values_share_the_better_rank() -> None:
    good = np.array([[3.0, 5.0, 5.0, 1.0]])
    # scipy.stats.rankdata(-good, method="min")
    assert ranked(good)[0].tolist() == stats.rankdata(-good[0], method="min").tolist() == [3, 1, 1, 4]


def test_many_places() -> None:
    rng = np.random.default_rng(2)
    truth = rng.normal(80, 3, 600)
    found = ranks(truth + rng.normal(0, 0.5, 600), np.full(600, 0.5), Direction.HIGHER)
    assert (found["low"] <= found["rank"]).all()
    assert (found["rank"] <= found["high"]).all()
    assert sorted(found["rank"]) == list(range(1, 601))
