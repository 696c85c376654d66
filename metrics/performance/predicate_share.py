"""How reviews spread over the five predikat."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.metric import Direction, Metric
from metrics.performance import family
from metrics.performance.terms import PREDICATE, PREDICATES
from metrics.sums import answers, count_of
from metrics.words import Words

ITEM = "predicate"
ITEMS = tuple(PREDICATES)
COUNTS = tuple(count_of(ITEM, code) for code in range(len(ITEMS)))


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of reviews per predikat; Wilson interval; n: reviews with a predikat. The shares add up to 1."""
    return formulas.category_shares(sums, ITEM, ITEMS, COUNTS)


METRIC = Metric(
    name="predicate_share",
    family=family.FAMILY,
    label=Words("Sebaran predikat kinerja", "Distribution of predikat"),
    meaning=Words(
        "Bagian penilaian kinerja pada tiap predikat. Bila hampir semua Baik, predikat tidak lagi membedakan.",
        "Share of performance reviews at each predikat. When nearly all are good, the predikat no longer tells any apart.",
    ),
    formula=Words(
        "Penilaian dengan predikat itu dibagi penilaian yang berpredikat.",
        "Reviews with the predikat over reviews that have one.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.NONE,
    range=(0.0, 1.0),
    decimals=3,
    source=family.RULE,
    table=family.TABLE,
    counts=family.REPORTS,
    population=family.POPULATION,
    sums=(answers(ITEM), *COUNTS),
    estimate=estimate,
    cells=True,
    item=ITEM,
    item_label=PREDICATE,
    items=PREDICATES,
    limits=("skp_predicate",),
)
