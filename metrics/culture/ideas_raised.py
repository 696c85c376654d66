"""How many ideas staff raised."""

from __future__ import annotations

import pandas as pd

from metrics.culture import family, totals
from metrics.metric import Direction, Metric
from metrics.sums import ROWS, answers, total
from metrics.words import Words

COLUMN = "ideas_raised"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Ideas raised at activities, added up; n: activities that recorded them (`totals.added`)."""
    return totals.added(sums, COLUMN)


METRIC = Metric(
    name="ideas_raised",
    family=family.FAMILY,
    label=Words("Ide diajukan", "Ideas raised"),
    meaning=Words("Banyaknya ide yang diajukan pada kegiatan.", "How many ideas were raised at activities."),
    formula=Words(
        "Ide yang diajukan dijumlahkan, dari kegiatan yang mencatatnya.",
        "Ideas raised added up, from activities that recorded them.",
    ),
    unit=Words("ide", "ideas"),
    direction=Direction.HIGHER,
    range=(0.0, float("inf")),
    decimals=0,
    source=family.OWN,
    table=family.ACTIVITIES,
    population=family.NOBODY,
    sums=(ROWS, answers(COLUMN), total(COLUMN)),
    estimate=estimate,
    counts=family.HELD,
)
