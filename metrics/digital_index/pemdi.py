"""The Pemdi index and its predikat."""

from __future__ import annotations

import pandas as pd

from metrics.digital_index import family, levels
from metrics.limits import digital_index
from metrics.metric import Direction, Metric
from metrics.words import Words

REGIME = "pemdi"


def estimate(sums: pd.DataFrame, assessor: str = "external") -> pd.DataFrame:
    """The Pemdi index, rounded half-up once to 2 decimals; the predikat is read after rounding (`family.index`).

    Undefined while an indicator lacks its level. Extras: `exact` (unrounded), `predicate` (key or None), `missing`.
    """
    return family.index(sums, REGIME, assessor)


METRIC = Metric(
    name="pemdi",
    family=family.FAMILY,
    label=Words("Indeks Pemdi", "Pemdi index"),
    meaning=Words(
        "Kematangan pemerintahan digital menurut 20 indikator Pemdi, pengganti SPBE sejak Juni 2026; 1 terendah, 5 tertinggi.",
        "Maturity of digital government over the 20 Pemdi indicators, which replaced SPBE in June 2026; 1 is lowest, 5 highest.",
    ),
    formula=Words(
        "Tingkat tiap indikator (1–5) dikali bobotnya, dijumlahkan, dibagi 100; dibulatkan sekali ke dua desimal, lalu predikat dibaca. Tanpa indikator yang lengkap tidak ada indeks.",
        "Level of each indicator (1–5) times its weight, added up, over 100; rounded once to two decimals, then the rating is read. Without all indicators there is no index.",
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
    extras=("exact", "predicate", "missing"),
    options=family.OPTIONS,
    counts=family.COUNTED,
    limits=("digital_index_weights", "digital_index_predicates"),
)
