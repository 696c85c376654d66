"""How many reports the superior has evaluated."""

from __future__ import annotations

import pandas as pd

from metrics import formulas, moments
from metrics.metric import Direction, Metric
from metrics.performance import family
from metrics.sums import Sum
from metrics.words import Words

REPORTED = Sum(("reported",), ("evaluated",))
EVALUATED = Sum(("evaluated", "reported"))


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of reports that came in and have been evaluated; Wilson interval; n: reports that came in."""
    evaluated, reported = moments.numbers(sums, (EVALUATED.name, REPORTED.name)).T
    return formulas.share(sums.index, evaluated, reported)


METRIC = Metric(
    name="evaluated",
    family=family.FAMILY,
    label=Words("Laporan sudah dinilai", "Reports evaluated"),
    meaning=Words(
        "Bagian laporan kinerja yang masuk dan sudah dinilai atasan.",
        "Share of performance reports received that the superior has evaluated.",
    ),
    formula=Words("Laporan yang sudah dinilai dibagi laporan yang masuk.", "Reports evaluated over reports received."),
    unit=family.SHARE,
    percent=True,
    direction=Direction.HIGHER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.TABLE,
    counts=family.REPORTS,
    population=family.POPULATION,
    sums=(REPORTED, EVALUATED),
    estimate=estimate,
)
