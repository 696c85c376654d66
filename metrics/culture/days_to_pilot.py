"""How long an idea waits for its pilot."""

from __future__ import annotations

import pandas as pd

from metrics import durations
from metrics.culture import family
from metrics.metric import Direction, Metric
from metrics.words import Words

OVER, WAITING = "pilot_days", "pilot_waiting_days"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Median days from idea to pilot (`durations.median_until`); n: ideas piloted or waiting.

    From counts per week up to half a year, per 30 days beyond. An idea that was stopped counts for as long as it waited.
    Extras: `p90`, `waiting` (without a pilot).
    """
    return durations.median_until(sums, OVER, WAITING, family.STAGE_DAYS)


METRIC = Metric(
    name="days_to_pilot",
    family=family.FAMILY,
    label=Words("Hari dari ide sampai uji coba", "Days from idea to pilot"),
    meaning=Words(
        "Separuh ide diuji coba dalam hari sebanyak ini; yang belum ikut diperhitungkan.",
        "Half of the ideas are piloted within this many days; those not piloted yet are taken into account.",
    ),
    formula=Words(
        "Median Kaplan-Meier hari dari ide sampai uji coba, dari cacah per minggu.",
        "Kaplan-Meier median of days from idea to pilot, from counts per week.",
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
