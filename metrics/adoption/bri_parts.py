"""The parts of the behavioural resistance index, each the very indicator of its own."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics import estimates, ratios
from metrics.adoption import discontinuance, family
from metrics.metric import Direction, Metric
from metrics.words import Words

ITEM = "bri_part"
ITEM_LABEL = Words("Bagian indeks", "Part of the index")
ITEMS = {key: one.words for key, one in family.PARTS.items()}


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share per part: totals over totals (`metrics.ratios`), of those who stopped as in `discontinuance`; n: its rows.

    Days without use are 1 less `active_day_rate`.
    """
    made = [
        discontinuance.estimate(sums) if key == "stopped" else ratios.of_totals(sums, one.part, one.whole)
        for key, one in family.PARTS.items()
    ]
    value, n, low, high, se, df = (
        np.column_stack([frame[name] for frame in made]) for name in ("value", "n", "low", "high", "se", "df")
    )
    return estimates.item_frame(sums.index, ITEM, tuple(ITEMS), value, n.astype(np.int64), low, high, se, df)


METRIC = Metric(
    name="bri_parts",
    family=family.FAMILY,
    label=Words("Bagian-bagian BRI", "Parts of the BRI"),
    meaning=Words(
        "Dari mana indeks keengganan perilaku berasal: bagian mana yang tinggi.",
        "Where the behavioural resistance index comes from: which of its parts is high.",
    ),
    formula=Words(
        "Tiap bagian adalah jumlah dibagi jumlah, misalnya transaksi manual dibagi semua transaksi.",
        "Each part is a total over a total, such as manual over all transactions.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.LOWER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.USED,
    counts=family.ROWS,
    population=family.POPULATION,
    sums=tuple(
        sorted(
            {
                *discontinuance.METRIC.sums,
                *(s for one in family.PARTS.values() for s in ratios.sums_of(one.part, one.whole)),
            }
        )
    ),
    estimate=estimate,
    item=ITEM,
    item_label=ITEM_LABEL,
    items=ITEMS,
)
