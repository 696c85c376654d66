"""What staff think of a system beside resisting it: its usefulness, ease, support, and the cost of changing to it."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.metric import Direction, Metric
from metrics.resistance import family
from metrics.resistance.terms import SCALE, SCALES
from metrics.words import Words

ITEM = "scale"
ITEMS = {key: words for key, words in SCALES.items() if key != "resistance"}
COLUMNS = tuple(family.score(key) for key in ITEMS)


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Mean score per scale, 0-100; t interval; n: answers with two thirds of its statements."""
    return formulas.column_means(sums, ITEM, tuple(ITEMS), COLUMNS, family.TWELFTHS, 0, 100)


METRIC = Metric(
    name="attitudes",
    family=family.FAMILY,
    label=Words("Pandangan tentang sistem", "Views of the system"),
    meaning=Words(
        "Kegunaan, kemudahan, dan dukungan: makin tinggi makin baik; beban beralih: makin rendah makin baik.",
        "Usefulness, ease and support: the higher the better; switching cost: the lower the better.",
    ),
    formula=Words(
        "25 × (rata-rata butir skala − 1), sedikitnya dua pertiga butirnya dijawab; lalu dirata-ratakan.",
        "25 × (mean of the statements of the scale − 1), at least two thirds of them answered; then the mean.",
    ),
    unit=family.POINTS,
    direction=Direction.NONE,
    range=(0.0, 100.0),
    decimals=1,
    source=family.OWN,
    table=family.TABLE,
    counts=family.ANSWERS,
    population=family.POPULATION,
    sums=formulas.moments_of(COLUMNS),
    estimate=estimate,
    item=ITEM,
    item_label=SCALE,
    items=ITEMS,
)
