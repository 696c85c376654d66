"""How much of the service is asked for online."""

from __future__ import annotations

import pandas as pd

from metrics import formulas, moments
from metrics.metric import Direction, Metric
from metrics.services import family
from metrics.services.terms import CHANNELS
from metrics.sums import answers, count_of
from metrics.words import Words

COLUMN = "channel"
ONLINE = count_of(COLUMN, tuple(CHANNELS).index("online"))


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of applications made online; Wilson interval; n: applications whose channel is known."""
    n, online = moments.numbers(sums, (answers(COLUMN).name, ONLINE.name)).T
    return formulas.share(sums.index, online, n)


METRIC = Metric(
    name="online_share",
    family=family.FAMILY,
    label=Words("Layanan daring", "Online share"),
    meaning=Words("Bagian permohonan yang diajukan secara daring.", "Share of applications made online."),
    formula=Words(
        "Permohonan daring dibagi permohonan yang kanalnya diketahui.",
        "Online applications over applications whose channel is known.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.HIGHER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.TABLE,
    counts=family.REQUESTS,
    population=family.POPULATION,
    sums=(answers(COLUMN), ONLINE),
    estimate=estimate,
)
