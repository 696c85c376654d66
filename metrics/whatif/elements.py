"""Moves of element scores to the IKM, and the least moves that reach a target: an identity, exact to the digit.

Scores move in hundredths, as they are printed, so that a plan read off the screen gives the very index that it promises.

Symbols: m_e mean score (NRR) of element e, 1-4; d_e its move in hundredths; w weight of an element (1/9).
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scipy import special

from metrics import interval, rounding
from metrics.limits import grades
from metrics.limits.weights import INDEX_PER_POINT, WEIGHTS
from metrics.satisfaction.elements import ELEMENT_KEYS
from metrics.satisfaction.goal import HIGHEST_SCORE
from metrics.satisfaction.grade import probabilities

STEP = Fraction(1, 100)
LOWEST_SCORE = 1


@dataclass(frozen=True)
class Index:
    """An IKM: rounded and exact, its 95 % interval (None where it cannot be had), grade, probability of each grade."""

    value: float
    exact: Fraction
    low: float | None
    high: float | None
    grade: str
    chances: Mapping[str, float]


def moved(means: Mapping[str, Fraction], moves: Mapping[str, int]) -> dict[str, Fraction]:
    """The scores after the moves. Raises KeyError for an unknown element, ValueError for a score outside 1-4."""
    if unknown := set(moves) - set(means):
        raise KeyError(f"no element {', '.join(sorted(unknown))}; there are: {', '.join(means)}")
    after = {e: m + STEP * moves.get(e, 0) for e, m in means.items()}
    for element, score in after.items():
        if moves.get(element) and not LOWEST_SCORE <= score <= HIGHEST_SCORE:
            raise ValueError(f"{element} would be {float(score):.4f}, outside {LOWEST_SCORE}-{HIGHEST_SCORE}")
    return after


def index(
    means: Mapping[str, Fraction], se: float, df: float, quarter: float | None = None, weights: str = "exact"
) -> Index:
    """The IKM of nine element scores.

        IKM = 25 sum over e of w m_e, rounded half-up once to two decimals, graded after rounding by the quarter's rule

    se, df: those of the IKM that was measured. After a move they are kept: the spread of the answers is taken to stay as
    it is. Interval and probabilities are None and empty where se is NaN (one respondent).
    """
    exact = INDEX_PER_POINT * WEIGHTS[weights] * sum((means[e] for e in ELEMENT_KEYS), Fraction(0))
    value = rounding.half_up(exact)
    if se != se:
        return Index(value, exact, None, None, grades.grade(value, quarter), {})
    bound = float(INDEX_PER_POINT * WEIGHTS[weights]) * len(ELEMENT_KEYS)
    low, high = (float(x[0]) for x in interval.t_interval([float(exact)], [se], [df], bound, bound * HIGHEST_SCORE))
    chances = probabilities([float(exact)], [se], [quarter]).iloc[0]
    return Index(
        value,
        exact,
        min(float(rounding.half_up_floats([low])[0]), value),
        max(float(rounding.half_up_floats([high])[0]), value),
        grades.grade(value, quarter),
        {str(letter): float(p) for letter, p in chances.items()},
    )


def reaching(found: Index, se: float, target: Fraction) -> float:
    """Probability that the true index is at least the target, when the measured one is `found`: nan without a spread.

    1 - Phi((target - 0.005 - exact) / se), half a hundredth below because an index is rounded before it is compared
    """
    if not se > 0:
        return float("nan")
    return float(special.ndtr(float(found.exact - target + Fraction(1, 200)) / se))


@dataclass(frozen=True)
class Goal:
    """The least moves towards a target.

    moves: hundredths per element, none below 0; reached: whether they get there; nearest: the index with every element
    at its ceiling, the best that can be had; missing: the hundredths of score that would still lack.
    """

    moves: Mapping[str, int]
    reached: bool
    nearest: float
    missing: int


def goal(
    means: Mapping[str, Fraction],
    ceilings: Mapping[str, Fraction],
    target: Fraction,
    efforts: Mapping[str, Fraction] | None = None,
    weights: str = "exact",
) -> Goal:
    """The moves of least total effort with which the rounded IKM reaches `target`.

        minimise    sum over e of effort_e d_e
        subject to  25 w sum over e of (m_e + d_e / 100) >= target - 0.005,  0 <= d_e <= 100 (ceiling_e - m_e)

    Every hundredth of any element adds the same to the index, so the cheapest are taken first; among equals the
    lowest score is raised first. ceilings: the highest score to ask of each element, such as the best that comparable
    offices have had; one below the present score means that the element cannot be raised.
    efforts: what a hundredth of an element costs, above 0 (default: 1 each). Raises ValueError for another.
    """
    cost = {e: Fraction(1) if efforts is None else Fraction(efforts.get(e, 1)) for e in means}
    if bad := [e for e, each in cost.items() if each <= 0]:
        raise ValueError(f"effort must be above 0: {', '.join(bad)}")
    per_step = INDEX_PER_POINT * WEIGHTS[weights] * STEP
    start = INDEX_PER_POINT * WEIGHTS[weights] * sum(means.values(), Fraction(0))
    lacking = target - Fraction(1, 200) - start
    needed = max(0, -((-lacking) // per_step))
    room = {e: max(0, (min(Fraction(ceilings[e]), Fraction(HIGHEST_SCORE)) - m) // STEP) for e, m in means.items()}
    moves = dict.fromkeys(means, 0)
    queue = [(cost[e], means[e], place, e) for place, e in enumerate(means) if room[e]]
    heapq.heapify(queue)
    left = needed
    while left and queue:
        price, score, place, element = heapq.heappop(queue)
        moves[element] += 1
        left -= 1
        if moves[element] < room[element]:
            heapq.heappush(queue, (price, score + STEP, place, element))
    best = start + per_step * sum(room.values())
    return Goal(moves, left == 0, rounding.half_up(max(start, best)), left)
