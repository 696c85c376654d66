"""How many staff build innovations."""

from __future__ import annotations

import pandas as pd

from metrics.culture import family, totals
from metrics.metric import Direction, Metric
from metrics.sums import ROWS, answers, total
from metrics.words import Words

COLUMN = "staff_involved"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Staff who took part in innovations, added up; who took part in two counts twice; n: innovations that recorded it."""
    return totals.added(sums, COLUMN)


METRIC = Metric(
    name="staff_involved",
    family=family.FAMILY,
    label=Words("Keterlibatan pegawai", "Staff involvement"),
    meaning=Words(
        "Berapa kali pegawai ikut membangun inovasi; satu orang pada dua inovasi terhitung dua.",
        "How often staff took part in an innovation; one person in two counts twice.",
    ),
    formula=Words(
        "Pegawai terlibat dijumlahkan, dari inovasi yang mencatatnya.",
        "Staff involved added up, from innovations that recorded them.",
    ),
    unit=Words("keterlibatan", "involvements"),
    direction=Direction.HIGHER,
    range=(0.0, float("inf")),
    decimals=0,
    source=family.OWN,
    table=family.INNOVATIONS,
    population=family.STAFF,
    sums=(ROWS, answers(COLUMN), total(COLUMN)),
    estimate=estimate,
    counts=family.RECORDED,
)
