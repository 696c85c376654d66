"""Resistance R: how strongly staff say that they resist a system."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.metric import Direction, Metric
from metrics.resistance import family
from metrics.words import Words

COLUMN = family.score("resistance")


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Mean R per group, 0-100; t interval; n: answers with three of the four statements that do not contradict themselves.

    R of an answer = 25 (mean of its statements - 1).
    """
    return formulas.column_mean(sums, COLUMN, family.TWELFTHS, 0, 100)


METRIC = Metric(
    name="resistance",
    family=family.FAMILY,
    label=Words("Resistansi (R)", "Resistance (R)"),
    meaning=Words(
        "Seberapa kuat pegawai menyatakan menolak sistem, diam-diam atau terbuka; 0 tidak sama sekali, 100 sepenuhnya.",
        "How strongly staff say that they resist the system, quietly or openly; 0 not at all, 100 fully.",
    ),
    formula=Words(
        "25 × (rata-rata empat butir resistansi − 1), sedikitnya tiga butir dijawab; lalu dirata-ratakan.",
        "25 × (mean of the four statements of resistance − 1), at least three answered; then the mean.",
    ),
    unit=family.POINTS,
    direction=Direction.LOWER,
    range=(0.0, 100.0),
    decimals=1,
    source=family.OWN,
    table=family.TABLE,
    counts=family.ANSWERS,
    population=family.POPULATION,
    sums=formulas.moments_of((COLUMN,)),
    estimate=estimate,
)
