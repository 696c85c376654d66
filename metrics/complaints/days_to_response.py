"""How long a complaint waits for an answer."""

from __future__ import annotations

import pandas as pd

from metrics import durations
from metrics.complaints import family
from metrics.metric import Direction, Metric
from metrics.words import Words

OVER, WAITING = "response_days", "response_waiting_days"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Median calendar days to the first response (`durations.median_until`); n: complaints answered or waiting.

    Exact up to 14 days, within a few days or a month beyond. Extras: `p90`, `waiting` (not answered yet).
    """
    return durations.median_until(sums, OVER, WAITING, family.TO_RESPONSE)


METRIC = Metric(
    name="days_to_response",
    family=family.FAMILY,
    label=Words("Hari sampai ditanggapi", "Days to first response"),
    meaning=Words(
        "Separuh pengaduan ditanggapi dalam hari sebanyak ini; p90: sembilan dari sepuluh. Yang belum ditanggapi ikut diperhitungkan.",
        "Half of the complaints are answered within this many days; p90: nine in ten. Those not answered yet are taken into account.",
    ),
    formula=Words(
        "Median Kaplan-Meier hari dari diterima sampai tanggapan pertama; yang belum ditanggapi dihitung selama ia sudah menunggu; tepat sampai 14 hari, di atasnya dapat meleset sampai sekitar 5%.",
        "Kaplan-Meier median of days from receipt to the first response; those not answered count for as long as they have waited; exact up to 14 days, beyond that off by up to some 5%.",
    ),
    unit=family.DAYS,
    direction=Direction.LOWER,
    range=(0.0, 3650.0),
    decimals=0,
    source=family.SURVIVAL,
    table=family.TABLE,
    counts=family.COUNTED,
    population=family.POPULATION,
    sums=durations.sums_until(OVER, WAITING, family.TO_RESPONSE),
    estimate=estimate,
    extras=("p90", "waiting"),
)
