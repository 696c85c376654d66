"""On how many of the working days a system is used."""

from __future__ import annotations

import pandas as pd

from metrics import ratios
from metrics.adoption import family
from metrics.metric import Direction, Metric
from metrics.words import Words

PART, WHOLE = "active_days", "working_days"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Active over working days, totals over totals (`metrics.ratios`); n: rows whose working days are known."""
    return ratios.of_totals(sums, PART, WHOLE)


METRIC = Metric(
    name="active_day_rate",
    family=family.FAMILY,
    label=Words("Hari aktif", "Active days"),
    meaning=Words(
        "Bagian hari kerja dengan paling sedikit satu kegiatan di dalam sistem.",
        "Share of working days with at least one action in the system.",
    ),
    formula=Words(
        "Hari aktif dibagi hari kerja, dijumlahkan lebih dahulu.", "Active days over working days, added up first."
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.HIGHER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.USED,
    counts=family.ROWS,
    population=family.POPULATION,
    sums=ratios.sums_of(PART, WHOLE),
    estimate=estimate,
)
