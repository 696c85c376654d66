"""What a unit of result cost: money added up over results added up, with an interval by linearisation."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics import estimates, interval, ratios
from metrics.moments import numbers, ratio
from metrics.sums import Sum

_COST, _THOUSANDS = "cost", "cost_thousands"


def sums_of_cost(result: str) -> tuple[Sum, ...]:
    """The sums behind `cost_per` of a column: over rows where both the cost and the result are known."""
    return (
        Sum((), (_COST, result)),
        Sum((_COST,), (result,)),
        Sum((result,), (_COST,)),
        Sum((_THOUSANDS,), (result,)),
        Sum((_THOUSANDS, _THOUSANDS), (result,)),
        Sum((_THOUSANDS, result)),
        Sum((result, result), (_THOUSANDS,)),
    )


def cost_per(sums: pd.DataFrame, result: str, per: int = 1) -> pd.DataFrame:
    """Rupiah per unit of `result` per group; `per`: how many units of the column make one (100 for hundredths).

        R = sum y / sum x,   se^2 = n / (n - 1) * sum (y - R x)^2 / (sum x)^2

    y: cost of a participation; x: its result; over the n participations where both are known. The spread comes from
    costs in thousands, whose squares still fit; the value from costs in rupiah. t interval with n - 1 degrees of
    freedom, from 0 up. NaN where nothing was achieved: what nobody got has no price.
    """
    found = numbers(sums, tuple(one.name for one in sums_of_cost(result)))
    n, cost, results = found[:, 0], found[:, 1], found[:, 2]
    thousands, squares, products, result_squares = found[:, 3:].astype(np.float64).T
    slope = ratio(thousands, results)
    error = ratios.error(n, slope, squares, products, result_squares) * 1000
    value, se = ratio(cost, results) * per, ratio(error, results) * per
    low, high = interval.t_interval(value, se, n - 1, 0)
    return estimates.frame(sums.index, value, n, low, high, se, n - 1)
