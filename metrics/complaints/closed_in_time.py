"""Which complaints are settled in time."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.complaints import family
from metrics.metric import Direction, Metric
from metrics.sums import means_of
from metrics.words import Words

FLAG = "closed_in_time"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share closed within the working days of their kind; Wilson interval; n: complaints whose limit has passed.

    Not closed counts as late. Complaints whose limit lies ahead are not judged yet (`data.derived.complaint_record`).
    """
    return formulas.flag_share(sums, FLAG)


METRIC = Metric(
    name="closed_in_time",
    family=family.FAMILY,
    label=Words("Selesai tepat waktu", "Settled in time"),
    meaning=Words(
        "Bagian pengaduan yang selesai dalam batas waktu jenisnya.",
        "Share of complaints settled within the time allowed for their kind.",
    ),
    formula=Words(
        "Pengaduan yang selesai dalam batas hari kerja jenisnya dibagi pengaduan yang batasnya sudah lewat; yang belum selesai terhitung terlambat.",
        "Complaints closed within the working days of their kind over complaints whose limit has passed; those not closed count as late.",
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
    limits=("complaint_close",),
)
