"""How often staff took part in training."""

from __future__ import annotations

import pandas as pd

from metrics import estimates, moments
from metrics.metric import Direction, Metric
from metrics.sums import ROWS
from metrics.training import family
from metrics.words import Words


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Participations, completed or not; who took part twice counts twice. A count: it has no interval."""
    n = moments.rows(sums)
    return estimates.frame(sums.index, n, n)


METRIC = Metric(
    name="participations",
    family=family.FAMILY,
    label=Words("Keikutsertaan pelatihan", "Training participations"),
    meaning=Words(
        "Berapa kali pegawai mengikuti pelatihan; satu orang pada dua pelatihan terhitung dua.",
        "How often staff took part in training; one person at two trainings counts twice.",
    ),
    formula=Words("Cacah keikutsertaan, selesai atau tidak.", "Count of participations, completed or not."),
    unit=Words("keikutsertaan", "participations"),
    direction=Direction.NONE,
    range=(0.0, float("inf")),
    decimals=0,
    source=family.OWN,
    table=family.TAKEN,
    counts=family.PARTICIPATIONS,
    population=family.POPULATION,
    sums=(ROWS,),
    estimate=estimate,
)
