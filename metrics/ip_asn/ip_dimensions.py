"""The four dimensions of the IP ASN."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.ip_asn import family
from metrics.ip_asn.terms import DIMENSION, DIMENSIONS
from metrics.metric import Direction, Metric
from metrics.words import Words

ITEM = "dimension"
ITEMS = tuple(DIMENSIONS)
COLUMNS = tuple(f"ip_{key}" for key in ITEMS)


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Mean points per dimension (at most 25, 40, 30, 5); t interval; n: staff whose points are known."""
    return formulas.column_means(sums, ITEM, ITEMS, COLUMNS, family.PER_POINT, 0, 40)


METRIC = Metric(
    name="ip_dimensions",
    family=family.FAMILY,
    label=Words("Dimensi IP ASN", "Dimensions of the IP ASN"),
    meaning=Words(
        "Poin rata-rata tiap dimensi: kualifikasi paling banyak 25, kompetensi 40, kinerja 30, disiplin 5.",
        "Mean points of each dimension: qualification at most 25, competence 40, performance 30, discipline 5.",
    ),
    formula=Words(
        "Poin dimensi dijumlahkan, dibagi pegawai yang poinnya diketahui.",
        "Points of the dimension added up, over staff whose points are known.",
    ),
    unit=Words("poin", "points"),
    direction=Direction.HIGHER,
    range=(0.0, 40.0),
    decimals=2,
    source=family.RULE,
    table=family.TABLE,
    population=family.POPULATION,
    sums=formulas.moments_of(COLUMNS),
    estimate=estimate,
    item=ITEM,
    item_label=DIMENSION,
    items=DIMENSIONS,
    limits=family.POINT_LIMITS,
)
