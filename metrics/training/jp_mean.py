"""How many JP of training a staff member has completed this year."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.metric import Direction, Metric
from metrics.training import family
from metrics.words import Words

COLUMN = "jp_hundredths"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Mean JP of the year so far; t interval, from 0 up; n: staff."""
    return formulas.column_mean(sums, COLUMN, per=100, lowest=0)


METRIC = Metric(
    name="jp_mean",
    family=family.FAMILY,
    label=Words("Rata-rata JP per pegawai", "Mean JP per staff member"),
    meaning=Words(
        "JP pelatihan yang diselesaikan tahun ini, rata-rata semua pegawai, termasuk yang belum dilatih.",
        "JP of training completed this year, mean over all staff, those without training included.",
    ),
    formula=Words(
        "JP selesai sejak 1 Januari dijumlahkan, dibagi jumlah pegawai.",
        "Completed JP since 1 January added up, over the number of staff.",
    ),
    unit=Words("JP", "JP"),
    direction=Direction.HIGHER,
    range=(0.0, float("inf")),
    decimals=1,
    source=family.DUTY,
    table=family.STATE,
    population=family.POPULATION,
    sums=formulas.moments_of((COLUMN,)),
    estimate=estimate,
)
