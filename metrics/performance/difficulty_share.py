"""Which difficulties staff name."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.metric import Direction, Metric
from metrics.performance import family
from metrics.performance.terms import DIFFICULTIES, DIFFICULTY
from metrics.sums import answers, count_of
from metrics.words import Words

ITEM = "difficulty"
ITEMS = tuple(DIFFICULTIES)
COUNTS = tuple(count_of(ITEM, code) for code in range(len(ITEMS)))


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of reviews that name the difficulty; Wilson interval; n: reviews that answer the question."""
    return formulas.category_shares(sums, ITEM, ITEMS, COUNTS)


METRIC = Metric(
    name="difficulty_share",
    family=family.FAMILY,
    label=Words("Kendala yang disebut", "Difficulties named"),
    meaning=Words(
        "Bagian penilaian kinerja yang menyebut kendala itu sebagai kendala utama.",
        "Share of performance reviews that name the difficulty as the main one.",
    ),
    formula=Words(
        "Penilaian yang menyebut kendala itu dibagi penilaian yang kolom kendalanya terisi, termasuk “tidak ada kendala”.",
        "Reviews that name the difficulty over reviews with the question answered, “no difficulty” included.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.NONE,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.TABLE,
    counts=family.REPORTS,
    population=family.POPULATION,
    sums=(answers(ITEM), *COUNTS),
    estimate=estimate,
    cells=True,
    item=ITEM,
    item_label=DIFFICULTY,
    items=DIFFICULTIES,
)
