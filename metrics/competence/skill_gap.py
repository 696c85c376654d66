"""Who lacks a skill that the position needs."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.competence import family
from metrics.competence.terms import SKILL, SKILLS
from metrics.metric import Direction, Metric
from metrics.sums import means_of
from metrics.words import Words

FLAGS = tuple(f"short_{key}" for key in family.ITEMS)


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of assessed staff below what the position needs, per skill; Wilson interval; n: staff assessed."""
    return formulas.flag_shares(sums, family.ITEM, family.ITEMS, FLAGS)


METRIC = Metric(
    name="skill_gap",
    family=family.FAMILY,
    label=Words("Keterampilan di bawah kebutuhan", "Skill below need"),
    meaning=Words(
        "Bagian pegawai yang nilainya di bawah kebutuhan jabatannya.",
        "Share of staff whose score is below what their position needs.",
    ),
    formula=Words(
        "Pegawai dengan nilai terakhir di bawah nilai yang dibutuhkan jabatan, dibagi pegawai yang dinilai.",
        "Staff whose latest score is below the level the position needs, over staff assessed.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.LOWER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.TABLE,
    population=family.POPULATION,
    sums=means_of(FLAGS),
    estimate=estimate,
    item=family.ITEM,
    item_label=SKILL,
    items=SKILLS,
    limits=("skill_needs",),
)
