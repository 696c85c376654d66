"""How much of the digital work is piled up at the end of the period."""

from __future__ import annotations

import pandas as pd

from metrics import ratios
from metrics.adoption import family
from metrics.metric import Direction, Metric
from metrics.words import Words

PART = family.PARTS["late"]


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Entered late over digital transactions, totals over totals (`metrics.ratios`); n: rows where both are known."""
    return ratios.of_totals(sums, PART.part, PART.whole)


METRIC = Metric(
    name="late_share",
    family=family.FAMILY,
    label=Words("Menumpuk di akhir periode", "Entered late"),
    meaning=Words(
        "Bagian transaksi digital yang baru dimasukkan pada akhir periode: sistem diisi menjelang diperiksa.",
        "Share of digital transactions entered only at the end of the period: the system is filled in before it is checked.",
    ),
    formula=Words(
        "Transaksi pada akhir periode dibagi transaksi digital, dijumlahkan lebih dahulu.",
        "Transactions at the end of the period over digital ones, added up first.",
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
