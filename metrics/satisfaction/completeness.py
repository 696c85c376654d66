"""Which share of the elements was answered."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics import estimates, interval, moments
from metrics.metric import Direction, Metric, Source
from metrics.satisfaction import survey
from metrics.satisfaction.elements import ELEMENT, ELEMENT_KEYS, ELEMENTS
from metrics.sums import Sum
from metrics.words import Words


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of respondents who answered the element, per group and element; Wilson interval; n: respondents.

    se, df as of a mean of zeros and ones, for comparisons; the interval does not rest on them.
    """
    n = np.repeat(moments.rows(sums)[:, None], survey.K, axis=1)
    answered = moments.counts(sums, ELEMENT_KEYS)
    value = moments.ratio(answered, n)
    low, high = interval.wilson(answered, n)
    se = np.sqrt(moments.ratio(value * (1 - value), n - 1))
    return estimates.item_frame(sums.index, survey.ITEM, ELEMENT_KEYS, value, n, low, high, se, n - 1)


def whole(sums: pd.DataFrame) -> pd.DataFrame:
    """Mean over respondents of the share of the nine elements they answered.

    Blanks come together (who tires skips several), so the interval is the t interval of the respondents' shares, whose
    squares follow from how many answered each pair, and not that of 9n separate answers.
    """
    n = moments.rows(sums)
    answered = moments.counts(sums, ELEMENT_KEYS).sum(axis=1)
    pairs = tuple(Sum((), (a, b)).name for a in ELEMENT_KEYS for b in ELEMENT_KEYS)
    squares = moments.numbers(sums, pairs).sum(axis=1)
    value = moments.ratio(answered, n * survey.K)
    scatter = n * squares - answered**2  # exact, over n: never below 0
    se = np.sqrt(moments.ratio(moments.ratio(scatter, n), (n - 1) * n)) / survey.K
    low, high = interval.t_interval(value, se, n - 1, 0, 1)
    return estimates.frame(sums.index, value, n, low, high, se, n - 1)


METRIC = Metric(
    name="completeness",
    family=survey.FAMILY,
    label=Words("Kelengkapan jawaban", "Completeness of answers"),
    meaning=Words(
        "Bagian unsur yang benar-benar dijawab; unsur yang sering dikosongkan perlu pertanyaan yang lebih jelas.",
        "Share of elements that were really answered; one often left blank needs a clearer question.",
    ),
    formula=Words(
        "Jumlah jawaban unsur dibagi jumlah responden; tanpa unsur: dibagi sembilan kali jumlah responden.",
        "Answers to the element over respondents; without an element: over nine times the respondents.",
    ),
    unit=Words("bagian (0–1)", "share (0–1)"),
    direction=Direction.HIGHER,
    range=(0.0, 1.0),
    decimals=3,
    source=Source("Pantau"),
    table=survey.TABLE,
    population=survey.POPULATION,
    sums=survey.ELEMENT_SUMS,
    estimate=estimate,
    whole=whole,
    item=survey.ITEM,
    item_label=ELEMENT,
    items=ELEMENTS,
)
