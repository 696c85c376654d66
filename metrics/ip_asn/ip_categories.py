"""How staff spread over the categories of the IP ASN."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.ip_asn import family, points
from metrics.ip_asn.terms import CATEGORIES, CATEGORY
from metrics.metric import Direction, Metric
from metrics.sums import answers, count_of
from metrics.words import Words

COLUMN = "ip_total"
ITEM = "category"
ITEMS = tuple(points.category_bounds())
COUNTS = tuple(count_of(COLUMN, low, high) for low, high in points.category_bounds().values())


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of staff per category; Wilson interval; n: staff whose index is known. The shares add up to 1."""
    return formulas.category_shares(sums, ITEM, ITEMS, COUNTS, COLUMN)


METRIC = Metric(
    name="ip_categories",
    family=family.FAMILY,
    label=Words("Kategori IP ASN", "IP ASN categories"),
    meaning=Words("Bagian pegawai pada tiap kategori IP ASN.", "Share of staff in each IP ASN category."),
    formula=Words(
        "Pegawai dengan indeks di kategori itu (setelah dibulatkan ke bilangan bulat) dibagi pegawai yang indeksnya diketahui.",
        "Staff whose index, rounded to a whole number, lies in the category, over staff whose index is known.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.NONE,
    range=(0.0, 1.0),
    decimals=3,
    source=family.RULE,
    table=family.TABLE,
    population=family.POPULATION,
    sums=(answers(COLUMN), *COUNTS),
    estimate=estimate,
    cells=True,
    item=ITEM,
    item_label=CATEGORY,
    items=CATEGORIES,
    limits=(*family.POINT_LIMITS, "ip_asn_category"),
)
