"""What complaints are about."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.complaints import family
from metrics.complaints.terms import TOPIC, TOPICS
from metrics.metric import Direction, Metric
from metrics.sums import answers, count_of
from metrics.words import Words

ITEM = "topic"
ITEMS = tuple(TOPICS)
COUNTS = tuple(count_of(ITEM, code) for code in range(len(ITEMS)))


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of complaints per topic; Wilson interval; n: complaints with a topic. The shares add up to 1."""
    return formulas.category_shares(sums, ITEM, ITEMS, COUNTS)


METRIC = Metric(
    name="topic_share",
    family=family.FAMILY,
    label=Words("Topik pengaduan", "Topics of complaints"),
    meaning=Words("Bagian pengaduan pada tiap topik.", "Share of complaints on each topic."),
    formula=Words(
        "Pengaduan pada topik itu dibagi pengaduan yang bertopik.",
        "Complaints on the topic over complaints that have one.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.NONE,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.TABLE,
    counts=family.COUNTED,
    population=family.POPULATION,
    sums=(answers(ITEM), *COUNTS),
    estimate=estimate,
    cells=True,
    item=ITEM,
    item_label=TOPIC,
    items=TOPICS,
)
