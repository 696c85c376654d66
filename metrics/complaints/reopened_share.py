"""How many settled complaints come back."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.complaints import family
from metrics.metric import Direction, Metric
from metrics.sums import means_of
from metrics.words import Words

FLAG = "reopened"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of complaints opened again after they were closed; Wilson interval; n: complaints ever closed."""
    return formulas.flag_share(sums, FLAG)


METRIC = Metric(
    name="reopened_share",
    family=family.FAMILY,
    label=Words("Dibuka kembali", "Reopened"),
    meaning=Words(
        "Bagian pengaduan yang dibuka kembali sesudah dinyatakan selesai.",
        "Share of complaints opened again after they were declared closed.",
    ),
    formula=Words(
        "Pengaduan yang dibuka kembali dibagi pengaduan yang pernah selesai.",
        "Complaints reopened over complaints ever closed.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.LOWER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.TABLE,
    counts=family.COUNTED,
    population=family.POPULATION,
    sums=means_of((FLAG,)),
    estimate=estimate,
)
