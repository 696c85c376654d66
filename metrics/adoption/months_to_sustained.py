"""How long it takes until a system is used steadily."""

from __future__ import annotations

import pandas as pd

from metrics import durations
from metrics.adoption import family
from metrics.metric import Direction, Metric
from metrics.words import Words

OVER, WAITING = "months_to", "months_waiting"
SUMS = durations.sums_until(OVER, WAITING, family.MONTHS)


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Median months to sustained use (`durations.median_until`); n: staff members by system, reached or not yet.

    Months of the calendar, 0 in the month in which the system was there; single months up to three years. NaN where half
    have not reached it yet. Extras: `p90`, `waiting` (not reached yet).
    """
    return durations.median_until(sums, OVER, WAITING, family.MONTHS)


METRIC = Metric(
    name="months_to_sustained",
    family=family.FAMILY,
    label=Words("Bulan sampai memakai tetap", "Months to sustained use"),
    meaning=Words(
        "Separuh pegawai memakai sistem secara tetap dalam bulan sebanyak ini sejak sistem ada baginya; yang belum ikut diperhitungkan.",
        "Half of the staff use the system steadily within this many months of having it; those who do not yet are taken into account.",
    ),
    formula=Words(
        "Median Kaplan-Meier bulan dari sistem ada sampai aktif 3 hari dalam 30 hari; yang belum dihitung selama terlihat.",
        "Kaplan-Meier median of months from having the system to 3 active days within 30; those not there yet count for as long as they were seen.",
    ),
    unit=Words("bulan", "months"),
    direction=Direction.LOWER,
    range=(0.0, 600.0),
    decimals=0,
    source=family.SURVIVAL,
    table=family.SPELL,
    counts=family.PAIRS,
    population=family.POPULATION,
    sums=SUMS,
    estimate=estimate,
    extras=("p90", "waiting"),
)
