"""What would lift the IP ASN most."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.ip_asn import family
from metrics.ip_asn.terms import PART, PARTS
from metrics.metric import Direction, Metric
from metrics.words import Words

ITEM = "part"
ITEMS = tuple(PARTS)
COLUMNS = tuple(f"lacking_{key}" for key in ITEMS)


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Mean points not yet earned per part; t interval; n: staff whose points are known.

    The index of a group would rise by this much if all its staff had everything of that part. The parts add up to
    100 less the index, over staff who have one.
    """
    return formulas.column_means(sums, ITEM, ITEMS, COLUMNS, family.PER_POINT, 0, 40)


METRIC = Metric(
    name="ip_lacking",
    family=family.FAMILY,
    label=Words("Poin IP ASN yang belum diperoleh", "IP ASN points not yet earned"),
    meaning=Words(
        "Berapa poin IP ASN yang masih dapat diraih dari tiap bagian; yang terbesar paling mengangkat indeks.",
        "How many IP ASN points can still be won in each part; the largest would lift the index most.",
    ),
    formula=Words(
        "Poin tertinggi bagian itu menurut jenis jabatan dikurangi poin yang diperoleh, dirata-rata.",
        "Highest points of the part for the type of position less points earned, averaged.",
    ),
    unit=Words("poin", "points"),
    direction=Direction.LOWER,
    range=(0.0, 40.0),
    decimals=2,
    source=family.RULE,
    table=family.TABLE,
    population=family.POPULATION,
    sums=formulas.moments_of(COLUMNS),
    estimate=estimate,
    item=ITEM,
    item_label=PART,
    items=PARTS,
    limits=family.POINT_LIMITS,
)
