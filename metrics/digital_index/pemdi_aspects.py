"""The Pemdi index of each aspect."""

from __future__ import annotations

import pandas as pd

from metrics.digital_index import family, levels
from metrics.digital_index.terms import PEMDI_ASPECTS
from metrics.limits import digital_index
from metrics.metric import Direction, Metric
from metrics.words import Words

REGIME = "pemdi"
ITEM = "pemdi_aspect"
LABEL = Words("Aspek Pemdi", "Pemdi aspect")
ITEMS = tuple(PEMDI_ASPECTS)


def estimate(sums: pd.DataFrame, assessor: str = "external") -> pd.DataFrame:
    """Weighted mean level 1-5 of each part's indicators, rounded half-up once to 2 decimals (`family.parts`)."""
    return family.parts(sums, REGIME, assessor, ITEM, ITEMS, lambda aspect: aspect.key)


METRIC = Metric(
    name="pemdi_aspects",
    family=family.FAMILY,
    label=Words("Indeks aspek Pemdi", "Pemdi aspects"),
    meaning=Words(
        "Kematangan pada tiap aspek Pemdi; yang terendah paling perlu perhatian.",
        "Maturity in each Pemdi aspect; the lowest needs attention most.",
    ),
    formula=Words(
        "Tingkat indikator bagian itu dikali bobotnya, dijumlahkan, dibagi jumlah bobot bagian itu.",
        "Levels of the indicators of the part times their weights, added up, over the weights of the part.",
    ),
    unit=family.UNIT,
    direction=Direction.HIGHER,
    range=family.RANGE,
    decimals=2,
    source=digital_index.PEMDI_SOURCE,
    table=family.TABLE,
    population=family.POPULATION,
    sums=levels.sums_of(REGIME),
    estimate=estimate,
    item=ITEM,
    item_label=LABEL,
    items=PEMDI_ASPECTS,
    options=family.OPTIONS,
    counts=family.COUNTED,
    limits=("digital_index_weights",),
)
