"""How long a pilot takes to come into use."""

from __future__ import annotations

import pandas as pd

from metrics import durations
from metrics.culture import family
from metrics.metric import Direction, Metric
from metrics.words import Words

OVER, WAITING = "running_days", "running_waiting_days"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Median days from pilot to use (`durations.median_until`); n: innovations with a pilot.

    From counts per week up to half a year, per 30 days beyond. A pilot that was stopped counts for as long as it ran.
    Extras: `p90`, `waiting` (not in use).
    """
    return durations.median_until(sums, OVER, WAITING, family.STAGE_DAYS)


METRIC = Metric(
    name="days_to_running",
    family=family.FAMILY,
    label=Words("Hari dari uji coba sampai berjalan", "Days from pilot to use"),
    meaning=Words(
        "Separuh uji coba menjadi layanan yang berjalan dalam hari sebanyak ini; yang belum ikut diperhitungkan.",
        "Half of the pilots come into use within this many days; those not in use yet are taken into account.",
    ),
    formula=Words(
        "Median Kaplan-Meier hari dari uji coba sampai berjalan, dari cacah per minggu.",
        "Kaplan-Meier median of days from pilot to use, from counts per week.",
    ),
    unit=family.DAYS,
    direction=Direction.LOWER,
    range=(0.0, 10_000.0),
    decimals=0,
    source=family.SURVIVAL,
    table=family.INNOVATIONS,
    population=family.NOBODY,
    sums=durations.sums_until(OVER, WAITING, family.STAGE_DAYS),
    estimate=estimate,
    extras=("p90", "waiting"),
    counts=family.RECORDED,
)
