"""Which certificates were earned."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics import estimates, moments
from metrics.metric import Direction, Metric
from metrics.sums import ROWS, count_of
from metrics.training import family
from metrics.training.terms import SCHEME, SCHEMES
from metrics.words import Words

ITEM = "scheme"
ITEMS = tuple(SCHEMES)
COUNTS = tuple(count_of("scheme", code) for code in range(len(ITEMS)))


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Certificates earned, per scheme. A count: it has no interval. n: participations they were earned in or not."""
    n = np.repeat(moments.rows(sums)[:, None], len(ITEMS), axis=1)
    value = moments.numbers(sums, tuple(one.name for one in COUNTS)).astype(np.float64)
    return estimates.item_frame(sums.index, ITEM, ITEMS, value, n)


def whole(sums: pd.DataFrame) -> pd.DataFrame:
    """Certificates of all schemes; n: participations."""
    value = moments.numbers(sums, tuple(one.name for one in COUNTS)).sum(axis=1)
    return estimates.frame(sums.index, value, moments.rows(sums))


METRIC = Metric(
    name="certificates",
    family=family.FAMILY,
    label=Words("Sertifikat yang diperoleh", "Certificates earned"),
    meaning=Words(
        "Banyaknya sertifikat yang diperoleh, menurut skema.", "How many certificates were earned, by scheme."
    ),
    formula=Words(
        "Cacah keikutsertaan dengan sertifikat yang skemanya tercatat.",
        "Count of participations with a certificate whose scheme is on record.",
    ),
    unit=Words("sertifikat", "certificates"),
    direction=Direction.HIGHER,
    range=(0.0, float("inf")),
    decimals=0,
    source=family.OWN,
    table=family.TAKEN,
    counts=family.PARTICIPATIONS,
    population=family.POPULATION,
    sums=(ROWS, *COUNTS),
    estimate=estimate,
    whole=whole,
    item=ITEM,
    item_label=SCHEME,
    items=SCHEMES,
)
