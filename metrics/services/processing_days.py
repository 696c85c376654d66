"""How many working days an application takes."""

from __future__ import annotations

import pandas as pd

from metrics import durations
from metrics.metric import Direction, Metric
from metrics.services import family
from metrics.words import Words

COLUMN = "working_days"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Median working days from application to completion (`durations.median`), extra `p90`; n: completed applications.

    Exact up to 30 days, within a bin beyond. Applications still open do not count: read it beside `completed_share`.
    """
    return durations.median(sums, COLUMN, family.WORKING_DAYS)


METRIC = Metric(
    name="processing_days",
    family=family.FAMILY,
    label=Words("Lama proses (hari kerja)", "Processing time (working days)"),
    meaning=Words(
        "Separuh permohonan yang selesai memakan hari kerja tidak lebih dari ini; p90: sembilan dari sepuluh.",
        "Half of the completed applications took no more working days than this; p90: nine in ten.",
    ),
    formula=Words(
        "Median hari kerja dari masuk sampai selesai, tanpa akhir pekan, hari libur nasional, dan cuti bersama; yang belum selesai tidak ikut.",
        "Median working days from application to completion, without weekends, public holidays and joint leave; open ones do not count.",
    ),
    unit=Words("hari kerja", "working days"),
    direction=Direction.LOWER,
    range=(0.0, 1000.0),
    decimals=0,
    source=family.OWN,
    table=family.TABLE,
    counts=family.REQUESTS,
    population=family.POPULATION,
    sums=family.WORKING_DAYS.sums(COLUMN),
    estimate=estimate,
    extras=("p90",),
)
