"""How many ideas for an innovation were recorded."""

from __future__ import annotations

import pandas as pd

from metrics import estimates, moments
from metrics.culture import family
from metrics.metric import Direction, Metric
from metrics.sums import ROWS
from metrics.words import Words


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Innovations whose idea was recorded in the period, whatever became of them. A count: it has no interval."""
    n = moments.rows(sums)
    return estimates.frame(sums.index, n, n)


METRIC = Metric(
    name="innovations",
    family=family.FAMILY,
    label=Words("Ide inovasi", "Innovation ideas"),
    meaning=Words(
        "Banyaknya inovasi yang idenya dicatat pada periode ini, apa pun kelanjutannya.",
        "How many innovations had their idea recorded in the period, whatever became of them.",
    ),
    formula=Words("Cacah inovasi menurut triwulan idenya.", "Count of innovations by the quarter of their idea."),
    unit=Words("inovasi", "innovations"),
    direction=Direction.HIGHER,
    range=(0.0, float("inf")),
    decimals=0,
    source=family.OWN,
    table=family.INNOVATIONS,
    population=family.NOBODY,
    sums=(ROWS,),
    estimate=estimate,
    counts=family.RECORDED,
)
