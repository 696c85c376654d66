"""How the share of those who use a system steadily grows from month to month after the launch."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics import estimates, quantiles
from metrics.adoption import family
from metrics.adoption.months_to_sustained import OVER, SUMS, WAITING
from metrics.metric import Direction, Metric
from metrics.words import Words

ITEM = "months_since"
ITEM_LABEL = Words("Bulan sejak sistem ada", "Months since having the system")
MONTHS = range(37)  # the single months of the bins
ITEMS = {str(month): Words(f"bulan ke-{month}", f"month {month}") for month in MONTHS}


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share in sustained use by the end of each month, 1 less Kaplan-Meier's share still waiting (`quantiles.survival`).

    n: staff members by system of whom the month is known: reached by then, or seen waiting in that month or later. NaN
    once nobody is seen so long, unless all have reached it. Log-log interval; none while nobody has reached it and once
    all have.
    """
    over, waiting = (family.MONTHS.counts(sums, column) for column in (OVER, WAITING))
    curve = quantiles.survival(over, waiting, family.MONTHS)
    everyone = over.sum(axis=1) + waiting.sum(axis=1)
    censored = np.cumsum(waiting, axis=1) - waiting  # before that month
    seen = everyone[:, None] - np.cumsum(over + waiting, axis=1) + over + waiting > 0
    value = np.where(seen | (curve.share <= 0), 1 - curve.share, np.nan)
    inside = (value > 0) & (value < 1)
    low, high = (np.where(inside, 1 - limit, np.nan) for limit in (curve.high, curve.low))
    n = np.where(np.isnan(value), 0, everyone[:, None] - censored)
    shown = slice(len(MONTHS))
    return estimates.item_frame(
        sums.index, ITEM, tuple(ITEMS), value[:, shown], n[:, shown], low[:, shown], high[:, shown]
    )


METRIC = Metric(
    name="adoption_curve",
    family=family.FAMILY,
    label=Words("Kurva adopsi", "Adoption curve"),
    meaning=Words(
        "Bagian pegawai yang sudah memakai tetap, menurut bulan sejak sistem ada bagi mereka.",
        "Share of staff in sustained use, by months since they have had the system.",
    ),
    formula=Words(
        "1 − taksiran Kaplan-Meier bagian yang belum; yang belum dihitung selama terlihat.",
        "1 − Kaplan-Meier estimate of the share not there yet; those count for as long as they were seen.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.HIGHER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.SURVIVAL,
    table=family.SPELL,
    counts=family.PAIRS,
    population=family.POPULATION,
    sums=SUMS,
    estimate=estimate,
    item=ITEM,
    item_label=ITEM_LABEL,
    items=ITEMS,
)
