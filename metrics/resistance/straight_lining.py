"""How many answer every statement the same."""

from __future__ import annotations

import pandas as pd

from metrics import formulas, moments
from metrics.metric import Direction, Metric
from metrics.moments import ratio
from metrics.resistance import family
from metrics.sums import means_of
from metrics.words import Words

FLAG, CONTRADICTORY = "same", "contradictory"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of answers in which all statements are answered the same; Wilson interval; n: answers to ten of the fifteen.

    Extra `contradictory`: the share that agrees or disagrees with statements for and against alike, and so counts in
    no scale; the rest of them answered 3 throughout.
    """
    columns = (FLAG, CONTRADICTORY)
    (same, contradictory), n = moments.totals(sums, columns).T, moments.counts(sums, columns)[:, 0]
    return formulas.share(sums.index, same, n, contradictory=ratio(contradictory, n))


METRIC = Metric(
    name="straight_lining",
    family=family.FAMILY,
    label=Words("Jawaban seragam", "Straight-lining"),
    meaning=Words(
        "Bagian jawaban yang semua butirnya dijawab sama: bila tinggi, formulir diisi tanpa dibaca.",
        "Share of answers that are the same on every statement: where it is high, forms are filled in unread.",
    ),
    formula=Words(
        "Jawaban yang seragam dibagi jawaban yang mengisi sedikitnya 10 dari 15 butir.",
        "Answers that are all the same over answers to at least 10 of the 15 statements.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.LOWER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.TABLE,
    counts=family.ANSWERS,
    population=family.POPULATION,
    sums=means_of((FLAG, CONTRADICTORY)),
    estimate=estimate,
    extras=("contradictory",),
)
