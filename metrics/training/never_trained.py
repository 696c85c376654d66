"""Who has never completed a training."""

from __future__ import annotations

import pandas as pd

from metrics import formulas, moments
from metrics.metric import Direction, Metric
from metrics.sums import ROWS, answers
from metrics.training import family
from metrics.words import Words

COLUMN = ("idle_days",)


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of staff without any completed training on record; Wilson interval; n: staff."""
    n = moments.rows(sums)
    return formulas.share(sums.index, n - moments.counts(sums, COLUMN)[:, 0], n)


METRIC = Metric(
    name="never_trained",
    family=family.FAMILY,
    label=Words("Belum pernah dilatih", "Never trained"),
    meaning=Words(
        "Bagian pegawai yang belum pernah tercatat menyelesaikan pelatihan.",
        "Share of staff with no completed training on record.",
    ),
    formula=Words(
        "Pegawai tanpa satu pun pelatihan selesai dibagi semua pegawai.",
        "Staff without a single completed training over all staff.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.LOWER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.STATE,
    population=family.POPULATION,
    sums=(ROWS, *map(answers, COLUMN)),
    estimate=estimate,
)
