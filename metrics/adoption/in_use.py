"""Who used a system in the quarter."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.adoption import family
from metrics.metric import Direction, Metric
from metrics.sums import means_of
from metrics.words import Words

FLAG = "in_use"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share active on one day of the quarter at least; Wilson interval; n: staff members by system."""
    return formulas.flag_share(sums, FLAG)


METRIC = Metric(
    name="in_use",
    family=family.FAMILY,
    label=Words("Dipakai triwulan ini", "In use"),
    meaning=Words(
        "Bagian pegawai yang memakai sistem itu dalam triwulan terakhir yang dilihat, paling sedikit sehari.",
        "Share of staff who used the system in the last quarter looked at, on one day at least.",
    ),
    formula=Words(
        "Pegawai per sistem yang aktif dalam triwulan itu dibagi semua pegawai di unit yang sistemnya sudah diterapkan dan log-nya ada.",
        "Staff members by system active in the quarter over all staff of offices that have the system and its log.",
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
