"""Corrected item-total correlation: does an element go along with the other eight?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics import estimates, interval, moments
from metrics.metric import Direction, Metric, Source
from metrics.moments import Floats
from metrics.satisfaction import survey
from metrics.satisfaction.alpha import NOISE, up_to_one
from metrics.satisfaction.elements import ELEMENT, ELEMENT_KEYS, ELEMENTS
from metrics.words import Words


def critical(n: np.typing.ArrayLike) -> Floats:
    """The r table Indonesian reports test against: two-sided 5 %, t / sqrt(t2 + n - 2) with n - 2 degrees of freedom.

    critical(30) -> .361, critical(100) -> .197. NaN for n <= 2.
    """
    freedom = np.asarray(n, np.float64) - 2
    t = interval.t_quantile(freedom)
    table: Floats = t / np.sqrt(t**2 + freedom)
    return table


def of_covariance(covariance: Floats) -> Floats:
    """Correlation of each column with the total of the others, of covariance matrices (g, k, k): (g, k).

        r_e = (sum over f of C_ef - C_ee) / sqrt(C_ee * (total - 2 sum over f of C_ef + C_ee))

    NaN for a column that never varies, or when the others together do not; and where blanks leave the pairwise matrix
    so inconsistent that the formula goes beyond 1.
    """
    own = np.diagonal(covariance, axis1=1, axis2=2)
    across = covariance.sum(axis=2)
    rest = covariance.sum(axis=(1, 2))[:, None] - 2 * across + own
    rest = np.where(rest > NOISE * np.trace(covariance, axis1=1, axis2=2)[:, None], rest, 0)
    correlation = moments.ratio(across - own, np.sqrt(own * rest))
    return -up_to_one(-up_to_one(correlation))


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Corrected item-total correlation per group and element; Fisher interval; n: answers to the element.

    Extras: `r_table`, the critical value at this n, and `valid`, whether the correlation exceeds it (None where
    undefined). From pairwise-complete covariances.
    """
    correlation = of_covariance(moments.covariance(sums, ELEMENT_KEYS))
    n = moments.counts(sums, ELEMENT_KEYS)
    low, high = interval.fisher_interval(correlation, n)
    table = critical(n)
    valid = (correlation > table).astype(object)
    valid[np.isnan(correlation) | np.isnan(table)] = None
    return estimates.item_frame(
        sums.index, survey.ITEM, ELEMENT_KEYS, correlation, n, low, high, r_table=table, valid=valid
    )


METRIC = Metric(
    name="item_total",
    family=survey.FAMILY,
    label=Words("Korelasi butir-total", "Item-total correlation"),
    meaning=Words(
        "Seberapa searah satu unsur dengan delapan unsur lain; di atas r tabel disebut valid.",
        "How far one element goes along with the other eight; above the r table it is called valid.",
    ),
    formula=Words(
        "Korelasi nilai unsur dengan jumlah nilai unsur lainnya (unsur itu sendiri dikeluarkan).",
        "Correlation of the element's score with the sum of the other elements (itself left out).",
    ),
    unit=Words("korelasi (−1 sampai 1)", "correlation (−1 to 1)"),
    direction=Direction.HIGHER,
    range=(-1.0, 1.0),
    decimals=3,
    source=Source("Nunnally & Bernstein (1994); r tabel dari sebaran t"),
    table=survey.TABLE,
    population=survey.POPULATION,
    sums=survey.ELEMENT_SUMS,
    estimate=estimate,
    item=survey.ITEM,
    item_label=ELEMENT,
    items=ELEMENTS,
    extras=("r_table", "valid"),
)
