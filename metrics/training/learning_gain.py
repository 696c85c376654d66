"""How much of what there was to learn was learned (Kirkpatrick level 2)."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.metric import Direction, Metric, Source
from metrics.training import family
from metrics.words import Words

COLUMN = "gain_bp"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Mean normalised gain; t interval; n: participations with both tests and a pre-test below 100."""
    return formulas.column_mean(sums, COLUMN, per=10000, lowest=-1, highest=1)


METRIC = Metric(
    name="learning_gain",
    family=family.FAMILY,
    label=Words("Kenaikan hasil belajar", "Learning gain"),
    meaning=Words(
        "Bagian dari jarak ke nilai sempurna yang ditutup antara tes awal dan tes akhir; minus: nilai turun.",
        "Share of the distance to the full score that was closed between pre-test and post-test; negative: scores fell.",
    ),
    formula=Words(
        "Rata-rata (nilai akhir − nilai awal) dibagi (100 − nilai awal), dibatasi −1 sampai 1; hanya yang mengikuti kedua tes dan belum 100 pada tes awal.",
        "Mean of (post − pre) over (100 − pre), held between −1 and 1; only those with both tests and not yet at 100 before.",
    ),
    unit=Words("bagian (−1 sampai 1)", "share (−1 to 1)"),
    percent=True,
    direction=Direction.HIGHER,
    range=(-1.0, 1.0),
    decimals=3,
    source=Source("Hake (1998); Kirkpatrick (1959)"),
    table=family.TAKEN,
    counts=family.PARTICIPATIONS,
    population=family.POPULATION,
    sums=formulas.moments_of((COLUMN,)),
    estimate=estimate,
)
