"""How many applications are completed."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.metric import Direction, Metric
from metrics.services import family
from metrics.sums import means_of
from metrics.words import Words

FLAG = "completed"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of applications completed when the data were loaded; Wilson interval; n: applications."""
    return formulas.flag_share(sums, FLAG)


METRIC = Metric(
    name="completed_share",
    family=family.FAMILY,
    label=Words("Permohonan selesai", "Completed applications"),
    meaning=Words(
        "Bagian permohonan yang sudah selesai pada saat data dimuat; triwulan terakhir selalu tampak lebih rendah.",
        "Share of applications completed when the data were loaded; the latest quarter always looks lower.",
    ),
    formula=Words(
        "Permohonan selesai dibagi permohonan yang masuk.", "Applications completed over applications received."
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.HIGHER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.TABLE,
    counts=family.REQUESTS,
    population=family.POPULATION,
    sums=means_of((FLAG,)),
    estimate=estimate,
)
