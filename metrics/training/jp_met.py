"""Who has reached the yearly duty of training."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.metric import Direction, Metric
from metrics.sums import means_of
from metrics.training import family
from metrics.words import Words

FLAG = "jp_met"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of staff with at least the yearly duty; Wilson interval; n: staff. Low early in a year: see `jp_on_course`."""
    return formulas.flag_share(sums, FLAG)


METRIC = Metric(
    name="jp_met",
    family=family.FAMILY,
    label=Words("Kewajiban 20 JP terpenuhi", "20 JP duty met"),
    meaning=Words(
        "Bagian pegawai yang tahun ini sudah menyelesaikan sekurangnya 20 JP pelatihan.",
        "Share of staff who have completed at least 20 JP of training this year.",
    ),
    formula=Words(
        "Pegawai dengan JP selesai sejak 1 Januari sekurangnya 20, dibagi semua pegawai.",
        "Staff whose completed JP since 1 January are at least 20, over all staff.",
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
