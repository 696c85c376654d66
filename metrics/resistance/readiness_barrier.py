"""What stands first in the way of changing to a system."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.metric import Direction, Metric
from metrics.resistance import family
from metrics.resistance.terms import BARRIER, BARRIERS
from metrics.sums import answers, count_of
from metrics.words import Words

ITEM = "barrier"
COUNTS = tuple(count_of(ITEM, code) for code in range(len(BARRIERS)))


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of answers per first barrier; Wilson interval; n: answers that tell it. The shares add up to 1.

    The first of the five readiness statements answered 3 or lower; none where all are answered higher.
    """
    return formulas.category_shares(sums, ITEM, tuple(BARRIERS), COUNTS)


METRIC = Metric(
    name="readiness_barrier",
    family=family.FAMILY,
    label=Words("Hambatan kesiapan pertama", "First barrier to readiness"),
    meaning=Words(
        "Apa yang lebih dahulu perlu dibantu: paham alasannya, mau, tahu caranya, mampu, atau mendapat penguatan.",
        "What help is needed first: seeing why, wanting to, knowing how, being able, or being reinforced.",
    ),
    formula=Words(
        "Jawaban dengan hambatan pertama itu (pernyataan kesiapan pertama yang dijawab 3 atau kurang) dibagi jawaban yang diketahui hambatannya.",
        "Answers with that first barrier (the first readiness statement answered 3 or lower) over answers that tell one.",
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
    sums=(answers(ITEM), *COUNTS),
    estimate=estimate,
    cells=True,
    item=ITEM,
    item_label=BARRIER,
    items=BARRIERS,
)
