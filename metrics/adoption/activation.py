"""Who has used a system at all."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.adoption import family
from metrics.metric import Direction, Metric
from metrics.sums import means_of
from metrics.words import Words

FLAG = "activated"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share who have used the system on one day at least; Wilson interval; n: staff members by system."""
    return formulas.flag_share(sums, FLAG)


METRIC = Metric(
    name="activation",
    family=family.FAMILY,
    label=Words("Sudah aktif", "Activation"),
    meaning=Words(
        "Bagian pegawai yang pernah memakai sistem yang sudah diterapkan di unitnya, paling sedikit sehari.",
        "Share of staff who have used the system that their office has, on one day at least.",
    ),
    formula=Words(
        "Pegawai per sistem yang pernah aktif dibagi semua pegawai di unit yang sistemnya sudah diterapkan dan log-nya ada.",
        "Staff members by system who were ever active over all staff of offices that have the system and its log.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.HIGHER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.STATE,
    counts=family.PAIRS,
    population=family.POPULATION,
    sums=means_of((FLAG,)),
    estimate=estimate,
)
