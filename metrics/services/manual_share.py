"""How much of the service is still asked for by hand."""

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
    """Share of applications not made online: counter, mobile unit, kiosk; Wilson interval; n: channel known."""
    n, online = moments.numbers(sums, (answers(COLUMN).name, ONLINE.name)).T
    return formulas.share(sums.index, n - online, n)


METRIC = Metric(
    name="manual_share",
    family=family.FAMILY,
    label=Words("Layanan manual", "Manual share"),
    meaning=Words(
        "Bagian permohonan yang masih diajukan di tempat: loket, layanan keliling, atau anjungan mandiri.",
        "Share of applications still made in person: at the counter, the mobile unit or the kiosk.",
    ),
    formula=Words(
        "Permohonan yang tidak daring dibagi permohonan yang kanalnya diketahui.",
        "Applications not made online over applications whose channel is known.",
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
    sums=(answers(COLUMN), ONLINE),
    estimate=estimate,
)
