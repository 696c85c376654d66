"""How many activities were held."""

from __future__ import annotations

import pandas as pd

from metrics import estimates, moments
from metrics.culture import family
from metrics.metric import Direction, Metric
from metrics.sums import ROWS
from metrics.words import Words


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Activities held. A count: it has no interval."""
    n = moments.rows(sums)
    return estimates.frame(sums.index, n, n)


METRIC = Metric(
    name="activities",
    family=family.FAMILY,
    label=Words("Kegiatan", "Activities"),
    meaning=Words(
        "Banyaknya forum, seminar, workshop, rapat rutin, dan kampanye yang diadakan.",
        "How many forums, seminars, workshops, regular meetings and campaigns were held.",
    ),
    formula=Words("Cacah kegiatan.", "Count of activities."),
    unit=Words("kegiatan", "activities"),
    direction=Direction.NONE,
    range=(0.0, float("inf")),
    decimals=0,
    source=family.OWN,
    table=family.ACTIVITIES,
    population=family.NOBODY,
    sums=(ROWS,),
    estimate=estimate,
    counts=family.HELD,
)
