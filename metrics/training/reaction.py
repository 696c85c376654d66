"""How participants rated their training (Kirkpatrick level 1)."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.metric import Direction, Metric
from metrics.training import family
from metrics.words import Words

COLUMN = "reaction"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Mean rating 1-5; t interval; n: ratings given."""
    return formulas.column_mean(sums, COLUMN, lowest=1, highest=5)


METRIC = Metric(
    name="reaction",
    family=family.FAMILY,
    label=Words("Penilaian peserta", "Rating by participants"),
    meaning=Words(
        "Seberapa baik peserta menilai pelatihannya, 1–5. Kesan, bukan bukti bahwa ada yang dipelajari.",
        "How well participants rate their training, 1–5. An impression, no proof that anything was learned.",
    ),
    formula=Words(
        "Rata-rata nilai yang diberikan peserta; yang tidak menilai tidak ikut dihitung.",
        "Mean of the ratings given; those who gave none do not count.",
    ),
    unit=Words("nilai (1–5)", "rating (1–5)"),
    direction=Direction.HIGHER,
    range=(1.0, 5.0),
    decimals=2,
    source=family.LEVELS,
    table=family.TAKEN,
    counts=family.PARTICIPATIONS,
    population=family.POPULATION,
    sums=formulas.moments_of((COLUMN,)),
    estimate=estimate,
)
