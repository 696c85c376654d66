"""How many complaints are settled."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.complaints import family
from metrics.metric import Direction, Metric
from metrics.sums import means_of
from metrics.words import Words

FLAG = "closed"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of complaints closed by the date of the data; Wilson interval; n: complaints."""
    return formulas.flag_share(sums, FLAG)


METRIC = Metric(
    name="closed_share",
    family=family.FAMILY,
    label=Words("Pengaduan selesai", "Complaints settled"),
    meaning=Words(
        "Bagian pengaduan yang sudah selesai pada tanggal data; triwulan terakhir selalu tampak lebih rendah.",
        "Share of complaints closed by the date of the data; the latest quarter always looks lower.",
    ),
    formula=Words("Pengaduan selesai dibagi pengaduan yang diterima.", "Complaints closed over complaints received."),
    unit=family.SHARE,
    percent=True,
    direction=Direction.HIGHER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.TABLE,
    counts=family.COUNTED,
    population=family.POPULATION,
    sums=means_of((FLAG,)),
    estimate=estimate,
)
