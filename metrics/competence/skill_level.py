"""How well staff master each skill."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.competence import family
from metrics.competence.terms import SKILL, SKILLS
from metrics.metric import Direction, Metric
from metrics.words import Words

COLUMNS = tuple(f"skill_{key}" for key in family.ITEMS)


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Mean latest score 0-100 per skill; t interval; n: staff assessed in that skill within four years."""
    return formulas.column_means(sums, family.ITEM, family.ITEMS, COLUMNS, lowest=0, highest=100)


METRIC = Metric(
    name="skill_level",
    family=family.FAMILY,
    label=Words("Tingkat keterampilan", "Level of skill"),
    meaning=Words(
        "Nilai rata-rata pegawai pada penilaian keterampilan terakhirnya, 0–100.",
        "Mean score of staff at their latest skill assessment, 0–100.",
    ),
    formula=Words(
        "Nilai terakhir tiap pegawai (sampai empat tahun ke belakang) dijumlahkan, dibagi pegawai yang dinilai.",
        "Latest score of each staff member (up to four years back) added up, over staff assessed.",
    ),
    unit=family.LEVEL,
    direction=Direction.HIGHER,
    range=(0.0, 100.0),
    decimals=1,
    source=family.OWN,
    table=family.TABLE,
    population=family.POPULATION,
    sums=formulas.moments_of(COLUMNS),
    estimate=estimate,
    item=family.ITEM,
    item_label=SKILL,
    items=SKILLS,
)
