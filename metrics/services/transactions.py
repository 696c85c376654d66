"""How many applications for a service came in."""

from __future__ import annotations

import pandas as pd

from metrics import estimates, moments
from metrics.metric import Direction, Metric
from metrics.services import family
from metrics.sums import ROWS
from metrics.words import Words


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Applications, completed or not. A count: it has no interval."""
    n = moments.rows(sums)
    return estimates.frame(sums.index, n, n)


METRIC = Metric(
    name="transactions",
    family=family.FAMILY,
    label=Words("Transaksi layanan", "Service transactions"),
    meaning=Words(
        "Banyaknya permohonan layanan yang masuk, selesai maupun belum.",
        "How many applications for a service came in, completed or not.",
    ),
    formula=Words("Cacah permohonan.", "Count of applications."),
    unit=Words("permohonan", "applications"),
    direction=Direction.NONE,
    range=(0.0, float("inf")),
    decimals=0,
    source=family.OWN,
    table=family.TABLE,
    counts=family.REQUESTS,
    population=family.POPULATION,
    sums=(ROWS,),
    estimate=estimate,
)
