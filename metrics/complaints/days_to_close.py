"""How long a complaint takes to be settled."""

from __future__ import annotations

import pandas as pd

from metrics import durations
from metrics.complaints import family
from metrics.metric import Direction, Metric
from metrics.words import Words

OVER, WAITING = "close_days", "open_days"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Median calendar days to closing (`durations.median_until`); n: complaints closed or open.

    Exact up to 30 days, within a few days or a month beyond. Extras: `p90`, `waiting` (still open).
    """
    return durations.median_until(sums, OVER, WAITING, family.TO_CLOSE)


METRIC = Metric(
    name="days_to_close",
    family=family.FAMILY,
    label=Words("Hari sampai selesai", "Days to close"),
    meaning=Words(
        "Separuh pengaduan selesai dalam hari sebanyak ini; p90: sembilan dari sepuluh. Yang belum selesai ikut diperhitungkan.",
        "Half of the complaints are closed within this many days; p90: nine in ten. Those still open are taken into account.",
    ),
    formula=Words(
        "Median Kaplan-Meier hari dari diterima sampai selesai; yang belum selesai dihitung selama ia sudah terbuka; tepat sampai 30 hari, di atasnya dapat meleset sampai sekitar 5%.",
        "Kaplan-Meier median of days from receipt to closing; those still open count for as long as they have been open; exact up to 30 days, beyond that off by up to some 5%.",
    ),
    unit=family.DAYS,
    direction=Direction.LOWER,
    range=(0.0, 3650.0),
    decimals=0,
    source=family.SURVIVAL,
    table=family.TABLE,
    counts=family.COUNTED,
    population=family.POPULATION,
    sums=durations.sums_until(OVER, WAITING, family.TO_CLOSE),
    estimate=estimate,
    extras=("p90", "waiting"),
)
