"""How many reviews are good or very good."""

from __future__ import annotations

import pandas as pd

from metrics import formulas, moments
from metrics.metric import Direction, Metric
from metrics.performance import family
from metrics.performance.terms import PREDICATES
from metrics.sums import answers, count_of
from metrics.words import Words

COLUMN = "predicate"
GOOD = tuple(count_of(COLUMN, tuple(PREDICATES).index(key)) for key in ("good", "very_good"))


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of reviews with the predikat Baik or Sangat Baik; Wilson interval; n: reviews with a predikat."""
    good = moments.numbers(sums, tuple(one.name for one in GOOD)).sum(axis=1)
    return formulas.share(sums.index, good, moments.counts(sums, (COLUMN,))[:, 0])


METRIC = Metric(
    name="good_share",
    family=family.FAMILY,
    label=Words("Predikat Baik atau Sangat Baik", "Good or very good"),
    meaning=Words(
        "Bagian penilaian kinerja dengan predikat Baik atau Sangat Baik.",
        "Share of performance reviews rated good or very good.",
    ),
    formula=Words(
        "Penilaian berpredikat Baik atau Sangat Baik dibagi penilaian yang berpredikat.",
        "Reviews rated good or very good over reviews that have a predikat.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.HIGHER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.RULE,
    table=family.TABLE,
    counts=family.REPORTS,
    population=family.POPULATION,
    sums=(answers(COLUMN), *GOOD),
    estimate=estimate,
    limits=("skp_predicate",),
)
