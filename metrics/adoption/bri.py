"""Behavioural resistance index: how reluctantly the systems are used, by what people do."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics import estimates, interval, moments, ratios
from metrics.adoption import family
from metrics.limits import cell_sizes
from metrics.metric import Direction, Metric
from metrics.sums import ROWS
from metrics.words import Words

PAIRS = tuple((one.part, one.whole) for one in family.PARTS.values())
LEAST_PARTS = 3


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """BRI per group, 0-100: 100 times the mean of the shares of `bri_parts` that are known; NaN with fewer than three.

    A part counts only where it rests on as many rows as the smallest group that is shown, so that the index tells
    nothing of a part that is hidden. Interval by linearisation (`ratios.mean_of`), cut to 0-100. n: rows. Extra
    `parts`: how many parts count.
    """
    least = cell_sizes.minimum(family.POPULATION)
    value, se, known = ratios.mean_of(sums, PAIRS, least, LEAST_PARTS)
    n = moments.rows(sums)
    low, high = interval.t_interval(100 * value, 100 * se, n - 1, 0, 100)
    parts = np.where(n > 0, known.sum(axis=1), np.nan)
    return estimates.frame(sums.index, 100 * value, n, low, high, 100 * se, n - 1, parts=parts)


METRIC = Metric(
    name="bri",
    family=family.FAMILY,
    label=Words("Indeks keengganan perilaku (BRI)", "Behavioural resistance index (BRI)"),
    meaning=Words(
        "Seberapa enggan sistem dipakai menurut log, bukan menurut pengakuan: 0 dipakai sepenuhnya, 100 sama sekali tidak. Penyebabnya tidak selalu orangnya.",
        "How reluctantly systems are used by the logs, not by what people say: 0 fully used, 100 not at all. The cause is not always the people.",
    ),
    formula=Words(
        "100 × rata-rata bagian yang diketahui, sedikitnya tiga dari enam: hari tanpa pemakaian, manual, diisikan orang lain, menumpuk di akhir, dikembalikan, berhenti.",
        "100 × mean of the known parts, at least three of six: days without use, manual work, proxy, late, returned, stopped.",
    ),
    unit=Words("poin (0–100)", "points (0–100)"),
    direction=Direction.LOWER,
    range=(0.0, 100.0),
    decimals=1,
    source=family.OWN,
    table=family.USED,
    counts=family.ROWS,
    population=family.POPULATION,
    sums=tuple(sorted({ROWS, *ratios.sums_of_mean(PAIRS)})),
    estimate=estimate,
    extras=("parts",),
    limits=("cell_size_staff",),
)
