"""How much participants of e-learning exchange with their instructor."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.metric import Direction, Metric
from metrics.training import family
from metrics.words import Words

COLUMN = "interactions"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Mean interactions; t interval, from 0 up; n: e-learning participations with interactions on record."""
    return formulas.column_mean(sums, COLUMN, lowest=0)


METRIC = Metric(
    name="elearning_interaction",
    family=family.FAMILY,
    label=Words("Interaksi e-learning", "Interaction in e-learning"),
    meaning=Words(
        "Pesan dan tanya jawab dengan pengajar per keikutsertaan e-learning.",
        "Messages and questions to the instructor per e-learning participation.",
    ),
    formula=Words(
        "Interaksi dijumlahkan, dibagi keikutsertaan e-learning yang interaksinya tercatat.",
        "Interactions added up, over e-learning participations whose interactions are on record.",
    ),
    unit=Words("kali", "times"),
    direction=Direction.HIGHER,
    range=(0.0, float("inf")),
    decimals=1,
    source=family.OWN,
    table=family.TAKEN,
    counts=family.PARTICIPATIONS,
    population=family.POPULATION,
    sums=formulas.moments_of((COLUMN,)),
    estimate=estimate,
)
