"""What one JP of training cost."""

from __future__ import annotations

import pandas as pd

from metrics.metric import Direction, Metric
from metrics.training import costs, family
from metrics.words import Words

RESULT = "jp_hundredths"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Rupiah per JP earned; interval by linearisation (`costs.cost_per`); n: participations with known cost and JP."""
    return costs.cost_per(sums, RESULT, per=100)


METRIC = Metric(
    name="cost_per_jp",
    family=family.FAMILY,
    label=Words("Biaya per JP", "Cost per JP"),
    meaning=Words(
        "Berapa rupiah dikeluarkan untuk satu JP yang benar-benar diperoleh; pelatihan yang tidak selesai ikut menambah biaya.",
        "Rupiah spent for one JP really earned; training that was not completed adds to the cost.",
    ),
    formula=Words(
        "Biaya peserta dijumlahkan, dibagi JP yang diperoleh; hanya keikutsertaan yang biayanya diketahui.",
        "Costs of participants added up over JP earned; only participations whose cost is known.",
    ),
    unit=family.RUPIAH,
    direction=Direction.LOWER,
    range=(0.0, float("inf")),
    decimals=0,
    source=family.OWN,
    table=family.TAKEN,
    counts=family.PARTICIPATIONS,
    population=family.POPULATION,
    sums=costs.sums_of_cost(RESULT),
    estimate=estimate,
)
