"""How many certificates partnerships brought."""

from __future__ import annotations

import pandas as pd

from metrics.culture import family, totals
from metrics.metric import Direction, Metric
from metrics.sums import ROWS, answers, total
from metrics.words import Words

COLUMN = "certificates"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Totals so far by the newest report of each agreement, added up; n: agreements that report them (`totals.added`)."""
    return totals.added(sums, COLUMN)


METRIC = Metric(
    name="partner_certificates",
    family=family.FAMILY,
    label=Words("Sertifikat dari kemitraan", "Certificates of partnerships"),
    meaning=Words(
        "Sertifikat yang diperoleh lewat mitra sampai akhir periode; perjanjian yang sudah berakhir ikut dihitung.",
        "Certificates earned through partners up to the end of the period; agreements that have ended count too.",
    ),
    formula=Words(
        "Sertifikat menurut laporan terbaru tiap perjanjian, dijumlahkan.",
        "Certificates by the newest report of each agreement, added up.",
    ),
    unit=Words("sertifikat", "certificates"),
    direction=Direction.HIGHER,
    range=(0.0, float("inf")),
    decimals=0,
    source=family.OWN,
    table=family.PARTNERSHIPS,
    population=family.STAFF,
    sums=(ROWS, answers(COLUMN), total(COLUMN)),
    estimate=estimate,
    counts=family.AGREED,
)
