"""How many complaints came in."""

from __future__ import annotations

import pandas as pd

from metrics import estimates, moments
from metrics.complaints import family
from metrics.metric import Direction, Metric
from metrics.sums import ROWS
from metrics.words import Words


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Complaints received. A count: it has no interval, and more of it may mean worse service or an easier way to complain."""
    n = moments.rows(sums)
    return estimates.frame(sums.index, n, n)


METRIC = Metric(
    name="complaints",
    family=family.FAMILY,
    label=Words("Pengaduan", "Complaints"),
    meaning=Words(
        "Banyaknya pengaduan yang diterima. Naiknya dapat berarti layanan memburuk, dapat pula berarti mengadu makin mudah.",
        "How many complaints came in. More may mean worse service, or an easier way to complain.",
    ),
    formula=Words("Cacah pengaduan.", "Count of complaints."),
    unit=Words("pengaduan", "complaints"),
    direction=Direction.NONE,
    range=(0.0, float("inf")),
    decimals=0,
    source=family.OWN,
    table=family.TABLE,
    counts=family.COUNTED,
    population=family.POPULATION,
    sums=(ROWS,),
    estimate=estimate,
)
