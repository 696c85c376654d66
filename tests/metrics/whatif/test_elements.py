"""Moves of elements: the index is the formula's, and no cheaper plan reaches the target."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from metrics.satisfaction.elements import ELEMENT_KEYS
from metrics.whatif import elements

NAN = float("nan")
scores = st.lists(st.integers(150, 390), min_size=9, max_size=9)


def means(hundredths: list[int]) -> dict[str, Fraction]:
    return {e: Fraction(x, 100) for e, x in zip(ELEMENT_KEYS, hundredths, strict=True)}


# PermenPANRB 14/2017: IKM = 25 x sum of NRR / 9, half up to two decimals; grades from 25 / 65 / 76.61 / 88.31.
@pytest.mark.parametrize(
    ("start", "moves", "value", "grade"),
    [
        ([300] * 9, {}, 75.00, "C"),
        ([300] * 9, {"waktu": 58}, 76.61, "B"),  # 25 (27 + 0.58) / 9 = 76.6111
        ([300] * 9, {"waktu": 57}, 76.58, "C"),
        ([353] * 9, {}, 88.25, "B"),
        ([353] * 9, {"sarana": 2}, 88.31, "A"),  # 25 (31.77 + 0.02) / 9 = 88.3056
        ([400] * 9, {"biaya": -300}, 91.67, "A"),
    ],
)
def test_the_index_is_the_formula(start: list[int], moves: dict[str, int], value: float, grade: str) -> None:
    found = elements.index(elements.moved(means(start), moves), 1.0, 100.0)
    assert (found.value, found.grade) == (value, grade)


def test_the_interval_and_the_probabilities_are_those_of_the_normal_and_the_t() -> None:
    found = elements.index(means([340] * 9), 1.5, 59.0)
    low, high = stats.t.interval(0.95, 59, 85.0, 1.5)  # scipy
    assert (found.low, found.high) == (round(low, 2), round(high, 2))
    assert found.chances["A"] == pytest.approx(stats.norm.sf(88.305, 85.0, 1.5), abs=1e-12)
    assert sum(found.chances.values()) == pytest.approx(1)
    assert elements.index(means([340] * 9), NAN, NAN).chances == {}
    assert elements.reaching(found, 1.5, Fraction("88.31")) == pytest.approx(found.chances["A"], abs=1e-12)
    assert elements.reaching(found, 1.5, Fraction("84.00")) == pytest.approx(
        stats.norm.cdf((85 - 83.995) / 1.5), abs=1e-12
    )
    assert np.isnan(elements.reaching(found, NAN, Fraction(85)))


@settings(max_examples=60, deadline=None)
@example([150] * 4 + [366, 363, 366, 388, 390], [39, 40, 40, 40, 34, 37, 34, 11, 11], [1] * 7 + [2, 1], 7661)
@given(scores, st.lists(st.integers(0, 40), min_size=9, max_size=9), st.lists(st.integers(1, 5), min_size=9, max_size=9), st.integers(7661, 9500))  # fmt: skip
def test_no_cheaper_plan_reaches_the_target(start: list[int], room: list[int], price: list[int], target: int) -> None:
    now = means(start)
    ceilings = {e: now[e] + Fraction(r, 100) for e, r in zip(ELEMENT_KEYS, room, strict=True)}
    efforts = {e: Fraction(p) for e, p in zip(ELEMENT_KEYS, price, strict=True)}
    found = elements.goal(now, ceilings, Fraction(target, 100), efforts)
    after = elements.index(elements.moved(now, found.moves), NAN, NAN)
    assert all(0 <= found.moves[e] <= r for e, r in zip(ELEMENT_KEYS, room, strict=True))
    # scipy's mixed-integer optimiser on the same problem, in hundredths of a score; no score is above 4.
    most = [min(r, 400 - s) for r, s in zip(room, start, strict=True)]
    lacking = (target / 100 - 0.005) / 25 * 900 - sum(start)
    best = optimize.milp(
        price,
        integrality=np.ones(9),
        bounds=optimize.Bounds(0, most),
        constraints=optimize.LinearConstraint(np.ones((1, 9)), lb=max(0.0, lacking - 1e-7)),
    )
    assert found.reached == best.success
    if found.reached:
        assert after.value >= target / 100 or not any(found.moves.values())
        assert sum(efforts[e] * d for e, d in found.moves.items()) == round(best.fun)
    else:
        assert found.nearest == after.value < target / 100


def test_among_equals_the_lowest_is_raised_first() -> None:
    found = elements.goal(means([300] * 8 + [250]), dict.fromkeys(ELEMENT_KEYS, Fraction(4)), Fraction("74.20"))
    assert {e: d for e, d in found.moves.items() if d} == {
        "sarana": 22
    }  # 25 (26.5 + 0.22) / 9 = 74.2222; one less gives 74.19


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="outside 1-4"):
        elements.moved(means([390] * 9), {"waktu": 20})
    with pytest.raises(KeyError, match="no element"):
        elements.moved(means([390] * 9), {"senyum": 1})
    with pytest.raises(ValueError, match="effort"):
        elements.goal(means([300] * 9), means([400] * 9), Fraction(80), {"waktu": Fraction(0)})
