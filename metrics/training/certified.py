"""How many participations ended with a certificate."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.metric import Direction, Metric
from metrics.sums import means_of
from metrics.training import family
from metrics.words import Words

FLAG = "certified"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of participations with a certificate; Wilson interval; n: those known to have one or not."""
    return formulas.flag_share(sums, FLAG)


METRIC = Metric(
    name="certified",
    family=family.FAMILY,
    label=Words("Keikutsertaan bersertifikat", "Participations with a certificate"),
    meaning=Words(
        "Bagian keikutsertaan yang menghasilkan sertifikat.", "Share of participations that earned a certificate."
    ),
    formula=Words(
        "Keikutsertaan dengan sertifikat dibagi keikutsertaan yang diketahui bersertifikat atau tidak.",
        "Participations with a certificate over participations known to have one or not.",
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
