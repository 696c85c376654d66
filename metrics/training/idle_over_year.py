"""Who has gone a year or longer without training."""

from __future__ import annotations

import pandas as pd

from metrics import formulas, moments
from metrics.metric import Direction, Metric
from metrics.sums import ROWS, count_of
from metrics.training import family
from metrics.words import Words

YEAR = 365  # days
WITHIN_A_YEAR = count_of("idle_days", 0, YEAR)


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of staff whose last completed training is over 365 days ago, or who never had one; Wilson; n: staff."""
    n = moments.rows(sums)
    return formulas.share(sums.index, n - moments.numbers(sums, (WITHIN_A_YEAR.name,))[:, 0], n)


METRIC = Metric(
    name="idle_over_year",
    family=family.FAMILY,
    label=Words("Lebih dari setahun tanpa pelatihan", "Over a year without training"),
    meaning=Words(
        "Bagian pegawai yang pelatihan terakhirnya lebih dari setahun lalu, atau belum pernah dilatih.",
        "Share of staff whose last training is over a year ago, or who were never trained.",
    ),
    formula=Words(
        "Pegawai tanpa pelatihan selesai dalam 365 hari terakhir dibagi semua pegawai.",
        "Staff without completed training in the last 365 days over all staff.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.LOWER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.STATE,
    population=family.POPULATION,
    sums=(ROWS, WITHIN_A_YEAR),
    estimate=estimate,
)
