"""How many e-learning courses that were begun were completed."""

from __future__ import annotations

import pandas as pd

from metrics import formulas, moments
from metrics.metric import Direction, Metric
from metrics.sums import means_of
from metrics.training import family
from metrics.words import Words


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of e-learning participations completed; Wilson interval; n: e-learning participations. NaN where there are none."""
    return formulas.share(
        sums.index,
        moments.totals(sums, ("elearning_completed",))[:, 0],
        moments.counts(sums, ("elearning_completed",))[:, 0],
    )


METRIC = Metric(
    name="elearning_completion",
    family=family.FAMILY,
    label=Words("Penyelesaian e-learning", "Completion of e-learning"),
    meaning=Words(
        "Bagian keikutsertaan e-learning yang diselesaikan.", "Share of e-learning participations that were completed."
    ),
    formula=Words(
        "E-learning yang selesai dibagi semua keikutsertaan e-learning.",
        "Completed e-learning over all e-learning participations.",
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
    sums=means_of(("elearning_completed",)),
    estimate=estimate,
)
