"""How many staff e-learning reaches."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.metric import Direction, Metric
from metrics.sums import means_of
from metrics.training import family
from metrics.words import Words

FLAG = "elearning"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of staff with e-learning this year; Wilson interval; n: staff."""
    return formulas.flag_share(sums, FLAG)


METRIC = Metric(
    name="elearning_reach",
    family=family.FAMILY,
    label=Words("Jangkauan e-learning", "Reach of e-learning"),
    meaning=Words(
        "Bagian pegawai yang tahun ini mengikuti sekurangnya satu e-learning.",
        "Share of staff who took part in at least one e-learning course this year.",
    ),
    formula=Words(
        "Pegawai yang mengikuti e-learning sejak 1 Januari dibagi semua pegawai.",
        "Staff who took part in e-learning since 1 January over all staff.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.HIGHER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.STATE,
    population=family.POPULATION,
    sums=means_of((FLAG,)),
    estimate=estimate,
)
