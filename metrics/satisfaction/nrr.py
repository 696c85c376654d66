"""NRR (nilai rata-rata) of each SKM element, and their mean, the SKM value."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd

from metrics import estimates, interval, moments, rounding
from metrics.limits import grades
from metrics.limits.weights import INDEX_PER_POINT, WEIGHTS
from metrics.metric import Direction, Metric
from metrics.satisfaction import survey
from metrics.satisfaction.elements import ELEMENT, ELEMENT_KEYS, ELEMENTS
from metrics.words import Words


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """NRR per group and element: s_e / n_e on the scale 1-4, unrounded.

    SE = sd / sqrt(n_e), t interval with n_e - 1 degrees of freedom; n: answers to the element. NaN where nobody
    answered. Extra `grade`: the letter of 25 x NRR rounded half-up to 2 decimals, by the rule of `period`.
    """
    totals, counts = moments.totals(sums, ELEMENT_KEYS), moments.counts(sums, ELEMENT_KEYS)
    value = moments.ratio(totals, counts)
    variance = np.diagonal(moments.covariance(sums, ELEMENT_KEYS), axis1=1, axis2=2)
    se = np.sqrt(moments.ratio(variance, counts))
    low, high = interval.t_interval(value, se, counts - 1, 1, 4)
    index, _ = rounding.weighted_means(totals.reshape(-1, 1), counts.reshape(-1, 1), Fraction(INDEX_PER_POINT))
    quarters = [q for q in estimates.quarters(sums) for _ in ELEMENT_KEYS]
    grade = grades.grades(index, quarters).reshape(value.shape)
    return estimates.item_frame(
        sums.index, survey.ITEM, ELEMENT_KEYS, value, counts, low, high, se, counts - 1, grade=grade
    )


def whole(sums: pd.DataFrame) -> pd.DataFrame:
    """The SKM value per group: the mean of the nine NRR, 1-4 (the IKM is 25 times this).

    SE as for the IKM, over 25. NaN where an element has no answer. n: respondents. Extra `grade` as of the IKM.
    """
    totals, counts = moments.totals(sums, ELEMENT_KEYS), moments.counts(sums, ELEMENT_KEYS)
    index, exact = rounding.weighted_means(totals, counts, INDEX_PER_POINT * WEIGHTS["exact"])
    value = exact / INDEX_PER_POINT
    se = moments.error_of_sum(sums, ELEMENT_KEYS) / survey.K
    n = moments.rows(sums)
    low, high = interval.t_interval(value, se, n - 1, 1, 4)
    grade = grades.grades(index, estimates.quarters(sums))
    return estimates.frame(sums.index, value, n, low, high, se, n - 1, grade=grade)


METRIC = Metric(
    name="nrr",
    family=survey.FAMILY,
    label=Words("Nilai rata-rata unsur (NRR)", "Element mean (NRR)"),
    meaning=Words(
        "Nilai rata-rata satu unsur pelayanan pada skala 1–4; tanpa unsur: rata-rata kesembilannya (nilai SKM).",
        "Mean score of one element of service on the scale 1–4; without an element: the mean of all nine (SKM value).",
    ),
    formula=Words(
        "Jumlah nilai unsur dibagi jumlah jawaban pada unsur itu; nilai SKM adalah rata-rata kesembilan NRR.",
        "Scores of the element added up over its answers; the SKM value is the mean of the nine.",
    ),
    unit=Words("nilai (1–4)", "score (1–4)"),
    direction=Direction.HIGHER,
    range=(1.0, 4.0),
    decimals=3,
    source=survey.RULE,
    table=survey.TABLE,
    population=survey.POPULATION,
    sums=survey.ELEMENT_SUMS,
    estimate=estimate,
    whole=whole,
    item=survey.ITEM,
    item_label=ELEMENT,
    items=ELEMENTS,
    extras=("grade",),
    limits=("grades",),
)
