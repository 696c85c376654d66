"""How many hours an application takes."""

from __future__ import annotations

import pandas as pd

from metrics import durations
from metrics.metric import Direction, Metric
from metrics.services import family
from metrics.words import Words

COLUMN = "processing_hours"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Median hours from application to completion (`durations.median`), extra `p90`; n: completed applications.

    Exact up to 12 hours, within a bin beyond: by office and quarter of 2,000,000 made-up applications within 5 % of the
    exact quantile. Applications still open do not count: read it beside `completed_share`.
    """
    return durations.median(sums, COLUMN, family.HOURS)


METRIC = Metric(
    name="processing_time",
    family=family.FAMILY,
    label=Words("Lama proses", "Processing time"),
    meaning=Words(
        "Separuh permohonan yang selesai memakan waktu tidak lebih dari ini; p90: sembilan dari sepuluh.",
        "Half of the completed applications took no longer than this; p90: nine in ten.",
    ),
    formula=Words(
        "Median jam dari masuk sampai selesai, dari cacah per rentang waktu: tepat sampai 12 jam, di atasnya median dan p90 dapat meleset sampai sekitar 5%; yang belum selesai tidak ikut.",
        "Median hours from application to completion, from counts per span of time: exact up to 12 hours, beyond that median and p90 may be off by up to some 5%; open ones do not count.",
    ),
    unit=Words("jam", "hours"),
    direction=Direction.LOWER,
    range=(0.0, 20_000.0),
    decimals=0,
    source=family.OWN,
    table=family.TABLE,
    counts=family.REQUESTS,
    population=family.POPULATION,
    sums=family.HOURS.sums(COLUMN),
    estimate=estimate,
    extras=("p90",),
)
