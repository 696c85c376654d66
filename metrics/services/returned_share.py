"""How many applications come back."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.metric import Direction, Metric
from metrics.services import family
from metrics.sums import means_of
from metrics.words import Words

FLAG = "returned"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of applications returned or rejected for correction; Wilson interval; n: applications where that is known."""
    return formulas.flag_share(sums, FLAG)


METRIC = Metric(
    name="returned_share",
    family=family.FAMILY,
    label=Words("Permohonan dikembalikan", "Returned applications"),
    meaning=Words(
        "Bagian permohonan yang dikembalikan atau ditolak untuk diperbaiki.",
        "Share of applications returned or rejected for correction.",
    ),
    formula=Words(
        "Permohonan yang dikembalikan dibagi permohonan yang diketahui hasilnya.",
        "Applications returned over applications where that is known.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.LOWER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.TABLE,
    counts=family.REQUESTS,
    population=family.POPULATION,
    sums=means_of((FLAG,)),
    estimate=estimate,
)
