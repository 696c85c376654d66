"""What the two indices share: table, population, and the estimates of the index and of its parts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from metrics import estimates
from metrics.digital_index import levels
from metrics.limits import digital_index
from metrics.limits.digital_index import Aspect
from metrics.metric import Population
from metrics.words import Words

FAMILY = "digital_index"
TABLE = "digital_record"
POPULATION = Population.NOBODY
UNIT = Words("indeks (1–5)", "index (1–5)")
RANGE = (1.0, 5.0)
COUNTED = Words("penilaian", "assessments")  # what n counts
OPTIONS = {"assessor": levels.ASSESSED}


def index(sums: pd.DataFrame, regime: str, assessor: str) -> pd.DataFrame:
    """The index per group (`levels.index`), with extras `exact`, `predicate` and `missing`.

    An assessment is no sample: it has no interval. n: assessments; of several the mean. missing: indicators without a
    level in one of them, for which there is no index.
    """
    totals, counts = levels.read(sums, regime, assessor)
    value, exact = levels.index(totals, counts, digital_index.weights(regime))
    n = counts.max(axis=1, initial=0)
    return estimates.frame(
        sums.index, value, n,
        exact=exact, predicate=levels.predicates(value, regime), missing=(counts < n[:, None]).sum(axis=1),
    )  # fmt: skip


def parts(
    sums: pd.DataFrame,
    regime: str,
    assessor: str,
    item: str,
    items: tuple[str, ...],
    of: Callable[[Aspect], str],
) -> pd.DataFrame:
    """The index of each part: the weighted mean level of its indicators, whose weights are made to add up to 1.

    NaN where one of the part's indicators has no level; n: assessments, as of the whole index.
    """
    totals, counts = levels.read(sums, regime, assessor)
    weights = digital_index.weights(regime)
    part = np.array([of(aspect) for aspect in digital_index.aspects(regime) for _ in aspect.weights], dtype=object)
    n = np.broadcast_to(counts.max(axis=1, initial=0)[:, None], (len(sums), len(items)))
    value = np.full(n.shape, np.nan)
    for place, key in enumerate(items):
        here = part == key
        complete = (counts[:, here] == n[:, :1]).all(axis=1)
        value[:, place] = np.where(complete, levels.index(totals[:, here], counts[:, here], weights[here])[0], np.nan)
    return estimates.item_frame(sums.index, item, items, value, n)
