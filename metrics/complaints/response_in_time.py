"""Which complaints are answered in time."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.complaints import family
from metrics.metric import Direction, Metric
from metrics.sums import means_of
from metrics.words import Words

FLAG = "response_in_time"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share first answered within the working days of the rule; Wilson interval; n: complaints whose limit has passed.

    Not answered counts as late. Complaints whose limit lies ahead are not judged yet (`data.derived.complaint_record`).
    """
    return formulas.flag_share(sums, FLAG)


METRIC = Metric(
    name="response_in_time",
    family=family.FAMILY,
    label=Words("Ditanggapi tepat waktu", "Answered in time"),
    meaning=Words(
        "Bagian pengaduan yang ditanggapi dalam batas waktunya.",
        "Share of complaints answered within the time allowed.",
    ),
    formula=Words(
        "Pengaduan yang ditanggapi dalam 3 hari kerja dibagi pengaduan yang batasnya sudah lewat; yang tidak ditanggapi terhitung terlambat.",
        "Complaints answered within 3 working days over complaints whose limit has passed; those not answered count as late.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.HIGHER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.RULE,
    table=family.TABLE,
    counts=family.COUNTED,
    population=family.POPULATION,
    sums=means_of((FLAG,)),
    estimate=estimate,
    limits=("complaint_response",),
)
