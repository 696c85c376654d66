"""How many trainings that were begun were completed."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.metric import Direction, Metric
from metrics.sums import means_of
from metrics.training import family
from metrics.words import Words

FLAG = "completed"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of participations that were completed; Wilson interval; n: participations."""
    return formulas.flag_share(sums, FLAG)


METRIC = Metric(
    name="completion",
    family=family.FAMILY,
    label=Words("Penyelesaian pelatihan", "Completion of training"),
    meaning=Words("Bagian keikutsertaan pelatihan yang diselesaikan.", "Share of participations that were completed."),
    formula=Words(
        "Keikutsertaan yang selesai dibagi semua keikutsertaan.", "Completed participations over all participations."
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.HIGHER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.TAKEN,
    counts=family.PARTICIPATIONS,
    population=family.POPULATION,
    sums=means_of((FLAG,)),
    estimate=estimate,
)
