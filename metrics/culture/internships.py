"""How many students were interns."""

from __future__ import annotations

import pandas as pd

from metrics.culture import family, totals
from metrics.metric import Direction, Metric
from metrics.sums import ROWS, answers, total
from metrics.words import Words

COLUMN = "internships"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Totals so far by the newest report of each agreement, added up; n: agreements that report them (`totals.added`)."""
    return totals.added(sums, COLUMN)


METRIC = Metric(
    name="internships",
    family=family.FAMILY,
    label=Words("Magang", "Internships"),
    meaning=Words(
        "Mahasiswa atau siswa yang magang sampai akhir periode; perjanjian yang sudah berakhir ikut dihitung.",
        "Students who were interns up to the end of the period; agreements that have ended count too.",
    ),
    formula=Words(
        "Peserta magang menurut laporan terbaru tiap perjanjian, dijumlahkan.",
        "Interns by the newest report of each agreement, added up.",
    ),
    unit=Words("orang", "interns"),
    direction=Direction.HIGHER,
    range=(0.0, float("inf")),
    decimals=0,
    source=family.OWN,
    table=family.INTERNSHIPS,
    population=family.CITIZENS,
    sums=(ROWS, answers(COLUMN), total(COLUMN)),
    estimate=estimate,
    counts=family.AGREED,
)
