"""How long staff go between two trainings."""

from __future__ import annotations

import pandas as pd

from metrics import durations, quantiles
from metrics.metric import Direction, Metric
from metrics.training import family
from metrics.words import Words

COLUMN = "gap_days"
# Bins of 30 days to 36 months, of a year to ten years, then open: a median that lies there is not told.
BINS = quantiles.Bins((*range(0, 1080, 30), *range(1080, 3650, 365), 3650), 10_000)


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Median days between the last two completed trainings; n: staff with at least two.

    From counts in bins of 30 days, spread evenly inside a bin, so within a few days of the median of the days
    themselves. Interval by order statistics (`quantiles.median_interval`): none from fewer than 6 staff. se: the width
    of the interval over 2 x 1.96 (Woodruff 1952), for comparisons. Extra `p90`: nine of ten gaps are no longer.
    """
    return durations.median(sums, COLUMN, BINS)


METRIC = Metric(
    name="training_gap",
    family=family.FAMILY,
    label=Words("Jarak antarpelatihan", "Gap between trainings"),
    meaning=Words(
        "Separuh pegawai menunggu lebih lama dari ini antara dua pelatihan terakhirnya; p90: sembilan dari sepuluh tidak lebih lama.",
        "Half of the staff waited longer than this between their last two trainings; p90: nine in ten no longer.",
    ),
    formula=Words(
        "Median hari antara dua pelatihan terakhir yang selesai, dari cacah per 30 hari; pegawai dengan kurang dari dua pelatihan tidak ikut.",
        "Median days between the last two completed trainings, from counts per 30 days; staff with fewer than two trainings do not count.",
    ),
    unit=family.DAYS,
    direction=Direction.LOWER,
    range=(0.0, 10_000.0),
    decimals=0,
    source=family.OWN,
    table=family.STATE,
    population=family.POPULATION,
    sums=BINS.sums(COLUMN),
    estimate=estimate,
    extras=("p90",),
)
