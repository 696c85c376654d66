"""How answers spread over low, medium and high resistance."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.limits.adoption_map import R_CUTS
from metrics.metric import Direction, Metric
from metrics.resistance import family
from metrics.resistance.terms import LEVEL, LEVELS
from metrics.sums import answers, count_of
from metrics.words import Words

ITEM = "resistance_level"
COLUMN = family.score("resistance")
LOW, HIGH = (bound * family.TWELFTHS for bound in R_CUTS.at().value)
COUNTS = (
    count_of(COLUMN, 0, LOW - 1),
    count_of(COLUMN, LOW, HIGH),
    count_of(COLUMN, HIGH + 1, 100 * family.TWELFTHS),
)


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of answers with R below 40, of 40 to 60, above 60; Wilson interval; n: answers with R. They add up to 1."""
    return formulas.category_shares(sums, ITEM, tuple(LEVELS), COUNTS, COLUMN)


METRIC = Metric(
    name="resistance_levels",
    family=family.FAMILY,
    label=Words("Sebaran resistansi", "Distribution of resistance"),
    meaning=Words(
        "Bagian jawaban dengan resistansi rendah, sedang, dan tinggi. Batas 40 dan 60 adalah kesepakatan Pantau, bukan baku.",
        "Share of answers with low, medium and high resistance. The bounds 40 and 60 are Pantau's convention, not a standard.",
    ),
    formula=Words(
        "Jawaban dengan R di bawah 40, 40–60, dan di atas 60, masing-masing dibagi semua jawaban yang punya R.",
        "Answers with R below 40, of 40–60 and above 60, each over all answers that have R.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.NONE,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.TABLE,
    counts=family.ANSWERS,
    population=family.POPULATION,
    sums=(answers(COLUMN), *COUNTS),
    estimate=estimate,
    cells=True,
    item=ITEM,
    item_label=LEVEL,
    items=LEVELS,
    limits=("resistance_cuts",),
)
