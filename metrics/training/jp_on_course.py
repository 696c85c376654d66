"""Who has reached the part of the yearly duty that is due by now."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.metric import Direction, Metric
from metrics.sums import means_of
from metrics.training import family
from metrics.words import Words

FLAG = "jp_on_course"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of staff with at least what is due by the end of the quarter (`limits.jp.due`); Wilson interval; n: staff."""
    return formulas.flag_share(sums, FLAG)


METRIC = Metric(
    name="jp_on_course",
    family=family.FAMILY,
    label=Words("Sesuai laju 20 JP", "On course for 20 JP"),
    meaning=Words(
        "Bagian pegawai yang JP-nya sudah mencapai bagian kewajiban sampai triwulan ini: 5, 10, 15, lalu 20 JP.",
        "Share of staff whose JP have reached the part of the duty due by this quarter: 5, 10, 15, then 20 JP.",
    ),
    formula=Words(
        "Pegawai dengan JP sekurangnya kewajiban dikali urutan triwulan dibagi empat, dibagi semua pegawai.",
        "Staff whose JP are at least the duty times the place of the quarter over four, over all staff.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.HIGHER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.DUTY,
    table=family.STATE,
    population=family.POPULATION,
    sums=means_of((FLAG,)),
    estimate=estimate,
    limits=("jp_duty",),
)
