"""Who reports performance on time."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.metric import Direction, Metric
from metrics.performance import family
from metrics.sums import means_of
from metrics.words import Words

FLAG = "on_time"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of reports that came in by the due day; Wilson interval; n: reports due. Not reported counts as late."""
    return formulas.flag_share(sums, FLAG)


METRIC = Metric(
    name="on_time",
    family=family.FAMILY,
    label=Words("Laporan kinerja tepat waktu", "Performance reported on time"),
    meaning=Words(
        "Bagian laporan kinerja yang masuk sampai batas waktunya; yang tidak masuk terhitung terlambat.",
        "Share of performance reports that came in by the due day; missing ones count as late.",
    ),
    formula=Words("Laporan tepat waktu dibagi laporan yang harus masuk.", "Reports on time over reports due."),
    unit=family.SHARE,
    percent=True,
    direction=Direction.HIGHER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.TABLE,
    counts=family.REPORTS,
    population=family.POPULATION,
    sums=means_of((FLAG,)),
    estimate=estimate,
)
