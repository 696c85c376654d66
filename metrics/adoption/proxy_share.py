"""How much of the digital work others enter."""

from __future__ import annotations

import pandas as pd

from metrics import ratios
from metrics.adoption import family
from metrics.metric import Direction, Metric
from metrics.words import Words

PART = family.PARTS["proxy"]


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Entered by proxy over digital transactions, totals over totals (`metrics.ratios`); n: rows where both are known."""
    return ratios.of_totals(sums, PART.part, PART.whole)


METRIC = Metric(
    name="proxy_share",
    family=family.FAMILY,
    label=Words("Diisikan orang lain", "Entered by proxy"),
    meaning=Words(
        "Bagian transaksi digital yang dimasukkan orang lain atas nama pegawai itu.",
        "Share of digital transactions that another person entered in the staff member’s name.",
    ),
    formula=Words(
        "Transaksi yang diisikan dibagi transaksi digital, dijumlahkan lebih dahulu.",
        "Transactions entered by proxy over digital ones, added up first.",
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
