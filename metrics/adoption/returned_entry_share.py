"""How much of the digital work comes back."""

from __future__ import annotations

import pandas as pd

from metrics import ratios
from metrics.adoption import family
from metrics.metric import Direction, Metric
from metrics.words import Words

PART = family.PARTS["returned"]


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Returned over digital transactions, totals over totals (`metrics.ratios`); n: rows where both are known."""
    return ratios.of_totals(sums, PART.part, PART.whole)


METRIC = Metric(
    name="returned_entry_share",
    family=family.FAMILY,
    label=Words("Entri dikembalikan", "Returned entries"),
    meaning=Words(
        "Bagian transaksi digital yang dikembalikan untuk diperbaiki.",
        "Share of digital transactions returned for correction.",
    ),
    formula=Words(
        "Transaksi yang dikembalikan dibagi transaksi digital, dijumlahkan lebih dahulu.",
        "Returned over digital transactions, added up first.",
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
