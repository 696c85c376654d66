"""Which share of the needed sample has answered."""

from __future__ import annotations

import pandas as pd

from metrics import estimates, moments
from metrics.metric import Direction, Metric
from metrics.satisfaction import gauge, survey
from metrics.sums import ROWS
from metrics.words import Words


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Respondents over those needed for the users of the group (column `population`; absent: unlimited, 384 needed).

    Extras: `needed`, `still_needed`. A count of what was collected: it has no interval.
    """
    n = moments.rows(sums)
    panel = gauge.panel(n, estimates.populations(sums))
    need, still = panel["needed"].to_numpy(), panel["still_needed"].to_numpy()
    return estimates.frame(sums.index, panel["share"].to_numpy(), n, needed=need, still_needed=still)


METRIC = Metric(
    name="sample_achieved",
    family=survey.FAMILY,
    label=Words("Capaian sampel", "Sample achieved"),
    meaning=Words(
        "Responden yang terkumpul dibanding yang dibutuhkan; 1 berarti cukup.",
        "Respondents collected against those needed; 1 is enough.",
    ),
    formula=Words(
        "Jumlah responden dibagi kebutuhan Krejcie-Morgan untuk pengguna setahun; bila jumlah pengguna tidak "
        "diketahui, dipakai populasi tak terbatas (384).",
        "Respondents over the Krejcie-Morgan need for the users of a year; where their number is unknown, an unlimited "
        "population (384).",
    ),
    unit=Words("bagian dari kebutuhan", "share of the need"),
    direction=Direction.HIGHER,
    range=(0.0, float("inf")),
    decimals=2,
    source=survey.RULE,
    table=survey.TABLE,
    population=survey.POPULATION,
    sums=(ROWS,),
    estimate=estimate,
    extras=("needed", "still_needed"),
    limits=("krejcie_morgan",),
)
