"""Who has come to use a system steadily."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.adoption import family
from metrics.metric import Direction, Metric
from metrics.sums import means_of
from metrics.words import Words

FLAG = "sustained"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share who were once active on 3 days within 30; Wilson interval; n: staff members by system.

    From logs that are monthly from the start: on 3 days of one month.
    """
    return formulas.flag_share(sums, FLAG)


METRIC = Metric(
    name="sustained_use",
    family=family.FAMILY,
    label=Words("Memakai tetap", "Sustained use"),
    meaning=Words(
        "Bagian pegawai yang pernah aktif 3 hari dalam 30 hari: sudah memakai sistem, bukan sekadar mencoba.",
        "Share of staff who were once active on 3 days within 30: they use the system rather than try it.",
    ),
    formula=Words(
        "Pegawai per sistem yang pernah aktif 3 hari dalam 30 hari dibagi semua pegawai di unit yang sistemnya sudah diterapkan dan log-nya ada.",
        "Staff members by system who were once active on 3 days within 30 over all staff of offices that have the system and its log.",
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
