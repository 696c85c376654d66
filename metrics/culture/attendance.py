"""How often staff attended activities."""

from __future__ import annotations

import pandas as pd

from metrics.culture import family, totals
from metrics.metric import Direction, Metric
from metrics.sums import ROWS, answers, total
from metrics.words import Words

COLUMN = "attendance"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Attendances added up; who came twice counts twice; n: activities. A count: it has no interval."""
    return totals.added(sums, COLUMN)


METRIC = Metric(
    name="attendance",
    family=family.FAMILY,
    label=Words("Kehadiran kegiatan", "Attendance"),
    meaning=Words(
        "Berapa kali pegawai hadir pada kegiatan; satu orang pada dua kegiatan terhitung dua.",
        "How often staff attended an activity; one person at two activities counts twice.",
    ),
    formula=Words("Kehadiran semua kegiatan dijumlahkan.", "Attendance of all activities added up."),
    unit=Words("kehadiran", "attendances"),
    direction=Direction.HIGHER,
    range=(0.0, float("inf")),
    decimals=0,
    source=family.OWN,
    table=family.ACTIVITIES,
    population=family.STAFF,
    sums=(ROWS, answers(COLUMN), total(COLUMN)),
    estimate=estimate,
    counts=family.HELD,
)
