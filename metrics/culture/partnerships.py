"""How many partnerships are in force."""

from __future__ import annotations

import pandas as pd

from metrics import estimates, moments
from metrics.culture import family
from metrics.metric import Direction, Metric
from metrics.sums import answers, total
from metrics.words import Words

COLUMN = "active"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Agreements in force on the last day of the quarter; n: agreements so far. A count: it has no interval."""
    active, n = moments.totals(sums, (COLUMN,))[:, 0], moments.counts(sums, (COLUMN,))[:, 0]
    return estimates.frame(sums.index, active, n)


METRIC = Metric(
    name="partnerships",
    family=family.FAMILY,
    label=Words("Kemitraan aktif", "Active partnerships"),
    meaning=Words(
        "Banyaknya perjanjian kerja sama yang berlaku pada akhir periode.",
        "How many agreements are in force at the end of the period.",
    ),
    formula=Words(
        "Cacah perjanjian yang sudah mulai dan belum berakhir pada hari terakhir triwulan.",
        "Count of agreements begun and not ended on the last day of the quarter.",
    ),
    unit=Words("perjanjian", "agreements"),
    direction=Direction.HIGHER,
    range=(0.0, float("inf")),
    decimals=0,
    source=family.OWN,
    table=family.PARTNERSHIPS,
    population=family.NOBODY,
    sums=(answers(COLUMN), total(COLUMN)),
    estimate=estimate,
    counts=family.AGREED,
)
