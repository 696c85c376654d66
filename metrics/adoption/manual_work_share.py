"""How much of the work is still done outside the system."""

from __future__ import annotations

import pandas as pd

from metrics import ratios
from metrics.adoption import family
from metrics.metric import Direction, Metric
from metrics.words import Words

PART = family.PARTS["manual"]


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Manual over all transactions, totals over totals (`metrics.ratios`); n: rows where both are known."""
    return ratios.of_totals(sums, PART.part, PART.whole)


METRIC = Metric(
    name="manual_work_share",
    family=family.FAMILY,
    label=Words("Pekerjaan manual", "Manual work"),
    meaning=Words(
        "Bagian pekerjaan sejenis yang masih diselesaikan di luar sistem.",
        "Share of the work of the same kind still done outside the system.",
    ),
    formula=Words(
        "Transaksi manual dibagi transaksi manual dan digital, dijumlahkan lebih dahulu.",
        "Manual over manual and digital transactions, added up first.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.LOWER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.USED,
    counts=family.ROWS,
    population=family.POPULATION,
    sums=ratios.sums_of(PART.part, PART.whole),
    estimate=estimate,
)
