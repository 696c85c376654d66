"""What one certificate cost."""

from __future__ import annotations

import pandas as pd

from metrics.metric import Direction, Metric
from metrics.training import costs, family
from metrics.words import Words

RESULT = "certified"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Rupiah per certificate; interval by linearisation (`costs.cost_per`); n: participations with known cost and certificate."""
    return costs.cost_per(sums, RESULT)


METRIC = Metric(
    name="cost_per_certified",
    family=family.FAMILY,
    label=Words("Biaya per sertifikat", "Cost per certificate"),
    meaning=Words(
        "Berapa rupiah dikeluarkan untuk satu sertifikat yang diperoleh; peserta tanpa sertifikat ikut menambah biaya. Bandingkan dalam jenis pelatihan yang sama.",
        "Rupiah spent for one certificate earned; participants without one add to the cost. Compare within one kind of training.",
    ),
    formula=Words(
        "Biaya peserta dijumlahkan, dibagi sertifikat yang diperoleh; hanya keikutsertaan yang biaya dan sertifikatnya diketahui.",
        "Costs of participants added up over certificates earned; only participations whose cost and certificate are known.",
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
