"""Goal arithmetic: how far one element must rise for the IKM to reach a grade. An identity, no forecast."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pandas as pd

from metrics.limits import grades
from metrics.limits.weights import INDEX_PER_POINT, WEIGHTS
from metrics.satisfaction.elements import ELEMENT_KEYS
from metrics.sums import answers, total

HIGHEST_SCORE = 4


def exact_means(sums: pd.Series) -> dict[str, Fraction]:
    """NRR of each element of one row of sums, exact. Raises ValueError naming an element that nobody answered."""
    means = {}
    for element in ELEMENT_KEYS:
        n = int(sums[answers(element).name])
        if n == 0:
            raise ValueError(f"nobody answered {element}: the IKM is undefined and no rise can reach a grade")
        means[element] = Fraction(int(sums[total(element).name]), n)
    return means


def element_rise_needed(
    means: Mapping[str, Fraction],
    element: str,
    letter: str = "A",
    quarter: float | None = None,
    weights: str = "exact",
) -> Fraction | None:
    """Least rise of the NRR of one element, the others staying, that lifts the IKM to a grade of the quarter's rule.

        rise = (bound - 0.005) / (25 w) - sum of all NRR

    for the rounded index reaches the bound as soon as the exact one is half a hundredth below it. 0 when the grade is
    there already; None when the element would have to rise above 4, that is: not by this element alone.
    Raises KeyError for an unknown element or grade.
    """
    bounds = {g.letter: g.lowest for g in grades.bounds(quarter)}
    enough = (Fraction(bounds[letter]) - Fraction(1, 2)) / 100 if letter != grades.LETTERS[0] else Fraction(0)
    rise = enough / (INDEX_PER_POINT * WEIGHTS[weights]) - sum(means.values(), Fraction(0))
    if means[element] + rise > HIGHEST_SCORE:
        return None
    return max(rise, Fraction(0))


def rises_needed(
    sums: pd.Series, letter: str = "A", quarter: float | None = None, weights: str = "exact"
) -> pd.DataFrame:
    """For one row of sums, per element: `element`, `value` (NRR now), `rise`, `to` (NaN where not reachable), `reachable`."""
    means = exact_means(sums)
    rises = {e: element_rise_needed(means, e, letter, quarter, weights) for e in ELEMENT_KEYS}
    return pd.DataFrame(
        {
            "element": list(ELEMENT_KEYS),
            "value": [float(means[e]) for e in ELEMENT_KEYS],
            "rise": [float("nan") if r is None else float(r) for r in rises.values()],
            "to": [float("nan") if r is None else float(means[e] + r) for e, r in rises.items()],
            "reachable": [r is not None for r in rises.values()],
        }
    )
