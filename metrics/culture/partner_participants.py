"""How many staff took part in what partners offer."""

from __future__ import annotations

import pandas as pd

from metrics.culture import family, totals
from metrics.metric import Direction, Metric
from metrics.sums import ROWS, answers, total
from metrics.words import Words

COLUMN = "participants"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Totals so far by the newest report of each agreement, added up; n: agreements that report them (`totals.added`)."""
    return totals.added(sums, COLUMN)


METRIC = Metric(
    name="partner_participants",
    family=family.FAMILY,
    label=Words("Peserta kemitraan", "Participants of partnerships"),
    meaning=Words(
        "Pegawai yang ikut program mitra sampai akhir periode; perjanjian yang sudah berakhir ikut dihitung.",
        "Staff who took part in programmes of partners up to the end of the period; agreements that have ended count too.",
    ),
    formula=Words(
        "Peserta menurut laporan terbaru tiap perjanjian, dijumlahkan.",
        "Participants by the newest report of each agreement, added up.",
    ),
    unit=Words("peserta", "participants"),
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
