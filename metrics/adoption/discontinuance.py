"""Who has given a system up."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.adoption import family
from metrics.metric import Direction, Metric
from metrics.sums import means_of
from metrics.words import Words

FLAG = "stopped"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share not active on a single day of the quarter; Wilson interval; n: rows of those who had used it steadily before.

    Told of quarters with a row for each month only.
    """
    return formulas.flag_share(sums, FLAG)


METRIC = Metric(
    name="discontinuance",
    family=family.FAMILY,
    label=Words("Berhenti memakai", "Discontinuance"),
    meaning=Words(
        "Dari yang pernah memakai tetap, bagian yang tidak memakai sistem itu sehari pun dalam triwulan.",
        "Of those who had used the system steadily, the share not active on a single day of the quarter.",
    ),
    formula=Words(
        "Yang tidak aktif sehari pun dibagi yang pernah memakai tetap sebelum triwulan itu, dari triwulan yang setiap bulannya tercatat.",
        "Those not active on a single day over those who had reached sustained use before the quarter, of quarters with every month recorded.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.LOWER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.USED,
    counts=family.ROWS,
    population=family.POPULATION,
    sums=means_of((FLAG,)),
    estimate=estimate,
)
