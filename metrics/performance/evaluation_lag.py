"""How long a report waits for its evaluation."""

from __future__ import annotations

import pandas as pd

from metrics import durations, quantiles
from metrics.metric import Direction, Metric, Source
from metrics.performance import family
from metrics.words import Words

EVALUATED, WAITING = "evaluation_days", "waiting_days"
# Single days to 60, weeks to half a year, months to a year, then open.
BINS = quantiles.Bins((*range(61), *range(61, 180, 7), *range(180, 361, 30), 367), 3650)


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Median days from report to evaluation by Kaplan-Meier; n: reports evaluated or waiting.

    Reports still waiting count for as long as they have waited (`quantiles.survival`): leaving them out would make
    slow offices look quick. Exact up to 60 days, spread evenly within weeks and months beyond. NaN where half are not
    evaluated yet. Interval of Brookmeyer and Crowley (log-log), none where a limit is not reached. se: its width over
    2 x 1.96, for comparisons. Extras: `p90` (nine of ten are evaluated; NaN where they are not yet), `waiting`.
    """
    return durations.median_until(sums, EVALUATED, WAITING, BINS)


METRIC = Metric(
    name="evaluation_lag",
    family=family.FAMILY,
    label=Words("Jeda sampai dinilai", "Days to evaluation"),
    meaning=Words(
        "Separuh laporan dinilai dalam hari sebanyak ini sejak masuk; p90: sembilan dari sepuluh. Yang masih menunggu ikut diperhitungkan.",
        "Half of the reports are evaluated within this many days of coming in; p90: nine in ten. Those still waiting are taken into account.",
    ),
    formula=Words(
        "Median Kaplan-Meier hari dari laporan sampai dinilai; laporan yang belum dinilai dihitung selama ia sudah menunggu.",
        "Kaplan-Meier median of days from report to evaluation; reports not evaluated count for as long as they have waited.",
    ),
    unit=Words("hari", "days"),
    direction=Direction.LOWER,
    range=(0.0, 3650.0),
    decimals=0,
    source=Source("Kaplan & Meier (1958)"),
    table=family.TABLE,
    counts=family.REPORTS,
    population=family.POPULATION,
    sums=durations.sums_until(EVALUATED, WAITING, BINS),
    estimate=estimate,
    extras=("p90", "waiting"),
)
