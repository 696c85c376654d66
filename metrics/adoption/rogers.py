"""How far adoption has gone through Rogers' five categories."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics import estimates, quantiles
from metrics.adoption import family
from metrics.adoption.months_to_sustained import OVER, SUMS, WAITING
from metrics.adoption.terms import ADOPTER, ADOPTERS
from metrics.metric import Direction, Metric, Source
from metrics.moments import Floats
from metrics.words import Words

ITEM = "adopter"
BOUNDS = np.array([0.0, 0.025, 0.16, 0.50, 0.84, 1.0])  # mean - 2 sd, - 1 sd, mean, + 1 sd of the time of adoption


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of staff in each category who use the system steadily by now; n: staff members by system.

    Rogers (1962) cuts the times of all who adopt at mean - 2 sd, - sd, mean, + sd: the first 2.5 %, the next 13.5, 34, 34
    and 16 %. Who will adopt is not known yet, so the shares are of all who have the system, on the curve of Kaplan and
    Meier: nobody who still waits is dropped, and a category that is not full is open. Shares up to the last month seen;
    limits from those of the curve there. Extra `month`: by when the category was full, NaN where it is open.
    """
    over, waiting = (family.MONTHS.counts(sums, column) for column in (OVER, WAITING))
    curve = quantiles.survival(over, waiting, family.MONTHS)
    n = over.sum(axis=1) + waiting.sum(axis=1)
    reached, low, high = (_filled(1 - limit) for limit in (curve.share[:, -1], _last(curve.high), _last(curve.low)))
    month = np.column_stack([curve.reached(bound) for bound in BOUNDS[1:]])
    every = np.broadcast_to(n[:, None], reached.shape)
    return estimates.item_frame(sums.index, ITEM, tuple(ADOPTERS), reached, every, low, high, month=month)


def _last(limit: Floats) -> Floats:
    """The limit of the curve at the last month at which somebody was seen."""
    known = ~np.isnan(limit)
    place = limit.shape[1] - 1 - known[:, ::-1].argmax(axis=1)
    found: Floats = np.where(known.any(axis=1), limit[np.arange(len(limit)), place], np.nan)
    return found


def _filled(share: Floats) -> Floats:
    """How much of each category a share of all fills: (g, 5)."""
    filled: Floats = np.clip(share[:, None] - BOUNDS[:-1], 0, np.diff(BOUNDS))
    return filled


METRIC = Metric(
    name="rogers",
    family=family.FAMILY,
    label=Words("Kategori pengadopsi", "Adopter categories"),
    meaning=Words(
        "Sampai di kategori mana pemakaian tetap sudah meluas: perintis 2,5%, pengadopsi awal 13,5%, mayoritas awal 34%, mayoritas akhir 34%, paling akhir 16%. Kategori yang belum penuh masih terbuka.",
        "How far sustained use has spread: innovators 2.5%, early adopters 13.5%, early majority 34%, late majority 34%, laggards 16%. A category that is not full is still open.",
    ),
    formula=Words(
        "Bagian yang memakai tetap menurut Kaplan-Meier, dibagi pada batas 2,5; 16; 50; dan 84% dari semua pegawai yang memiliki sistem itu.",
        "Kaplan-Meier share in sustained use, cut at 2.5, 16, 50 and 84% of all staff who have the system.",
    ),
    unit=family.SHARE,
    percent=True,
    direction=Direction.NONE,
    range=(0.0, 1.0),
    decimals=3,
    source=Source("Rogers (1962)"),
    table=family.SPELL,
    counts=family.PAIRS,
    population=family.POPULATION,
    sums=SUMS,
    estimate=estimate,
    item=ITEM,
    item_label=ADOPTER,
    items=ADOPTERS,
    extras=("month",),
)
