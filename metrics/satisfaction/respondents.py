"""How many people answered."""

from __future__ import annotations

import pandas as pd

from metrics import estimates, moments
from metrics.metric import Direction, Metric
from metrics.satisfaction import survey
from metrics.sums import ROWS
from metrics.words import Words


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Respondents with at least one answered element. A count of what was collected: it has no interval."""
    n = moments.rows(sums)
    return estimates.frame(sums.index, n, n)


METRIC = Metric(
    name="respondents",
    family=survey.FAMILY,
    label=Words("Jumlah responden", "Respondents"),
    meaning=Words(
        "Banyaknya responden yang menjawab sekurangnya satu unsur.",
        "How many respondents answered at least one element.",
    ),
    formula=Words("Cacah jawaban yang diterima.", "Count of accepted responses."),
    unit=Words("responden", "respondents"),
    direction=Direction.NONE,
    range=(0.0, float("inf")),
    decimals=0,
    source=survey.RULE,
    table=survey.TABLE,
    population=survey.POPULATION,
    sums=(ROWS,),
    estimate=estimate,
)
