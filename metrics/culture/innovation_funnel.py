"""How far ideas for an innovation come."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.culture import family
from metrics.culture.terms import STAGES
from metrics.metric import Direction, Metric
from metrics.sums import means_of
from metrics.words import Words

ITEM = "reached"
FLAGS = {"pilot": "piloted", "running": "ran", "stopped": "stopped"}
ITEMS = {stage: words for stage, words in STAGES.items() if stage in FLAGS}
REACHED = Words("Tahap yang dicapai", "Stage reached")


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of the ideas of the period that reached a pilot, went into use, were stopped; Wilson interval; n: ideas.

    By the date of the data: ideas of late have had less time, so their shares can only rise.
    """
    return formulas.flag_shares(sums, ITEM, tuple(ITEMS), tuple(FLAGS[stage] for stage in ITEMS))


METRIC = Metric(
    name="innovation_funnel",
    family=family.FAMILY,
    label=Words("Dari ide sampai berjalan", "From idea to use"),
    meaning=Words(
        "Bagian ide inovasi yang sampai diuji coba, berjalan, atau dihentikan; ide baru belum sempat sejauh ide lama.",
        "Share of innovation ideas that reached a pilot, went into use or were stopped; new ideas have not had the time of old ones.",
    ),
    formula=Words(
        "Inovasi yang pernah sampai tahap itu dibagi inovasi yang idenya dicatat pada periode ini.",
        "Innovations that ever reached the stage over innovations whose idea was recorded in the period.",
    ),
    unit=family.SHARE,
    direction=Direction.NONE,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.INNOVATIONS,
    population=family.NOBODY,
    sums=means_of(tuple(FLAGS.values())),
    estimate=estimate,
    percent=True,
    counts=family.RECORDED,
    item=ITEM,
    item_label=REACHED,
    items=ITEMS,
)
