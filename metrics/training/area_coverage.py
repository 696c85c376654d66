"""Which areas of competence staff are trained in."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.metric import Direction, Metric
from metrics.sums import means_of
from metrics.training import family
from metrics.training.terms import AREA, AREAS
from metrics.words import Words

ITEM = "area"
ITEMS = tuple(AREAS)
FLAGS = tuple(f"area_{key}" for key in ITEMS)


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of staff who completed training in the area this year, per area; Wilson interval; n: staff."""
    return formulas.flag_shares(sums, ITEM, ITEMS, FLAGS)


METRIC = Metric(
    name="area_coverage",
    family=family.FAMILY,
    label=Words("Cakupan bidang pelatihan", "Coverage by area"),
    meaning=Words(
        "Bagian pegawai yang tahun ini menyelesaikan pelatihan pada bidang itu.",
        "Share of staff who completed training in the area this year.",
    ),
    formula=Words(
        "Pegawai dengan sekurangnya satu pelatihan selesai di bidang itu sejak 1 Januari, dibagi semua pegawai.",
        "Staff with at least one completed training in the area since 1 January, over all staff.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.HIGHER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.STATE,
    population=family.POPULATION,
    sums=means_of(FLAGS),
    estimate=estimate,
    item=ITEM,
    item_label=AREA,
    items=AREAS,
)
