"""Places compared at a common mix of people: raw, adjusted, the gap, ranks and ties.

The strata are the finest groups there are, and most are too small to be shown. They never leave this module: only the
adjusted value of a place does whose raw value may be shown, and it is made of means of at least as many people as a
group needs to be shown. Hidden places count neither in the comparison nor in the common mix.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from data import query
from data.answer import answer, understood
from data.selection import EVERYTHING, Scope, Selection
from data.store import DataVersion, Store
from data.tables import TABLES
from metrics.limits import cell_sizes
from metrics.metric import STATE, Metric, Population, State
from metrics.regions.pairs import reversals
from metrics.regions.ranks import ranks
from metrics.regions.standardise import PLACE, SPREAD_BY, Mix, standardise
from metrics.registry import metric as metric_of
from metrics.sums import ROWS, Sum

PLACES = ("city", "unit")
# What is held equal, from the last to be given up to the first: how a service is used matters most, and the type of
# office is given up first, since not every place has every office.
PEOPLE = ("channel", "position", "age", "education")
TYPE = "unit_type"
# Of more places than this the type of office is given up for all: it makes every stratum five times as many, and a reader
# of hundreds of places would wait for seconds. What is held equal stands in `Compared.mix`, and on the page.
MOST_TYPED = 100
_ADJUSTED = ("adjusted", "low", "high", "se", "df", "gap", "gap_low", "gap_high", "gap_se", "collapsed", "unadjusted")


@dataclass(frozen=True)
class Compared:
    """One indicator of every place, raw and at the common mix.

    `frame`: the place, state, n, raw, raw_low, raw_high, raw_se; those of `metrics.regions.standardise` (NaN where the
    place is hidden or nothing can be adjusted); rank, rank_low, rank_high, best, group (`metrics.regions.ranks`), of
    the adjusted values where there are any, else of the raw ones. `mix`: what was held equal; None: nothing, since the
    table knows nothing of people or the indicator is no average. `reversals`: `above`, `below` (keys; above: the
    higher one raw and the lower one adjusted), raw_gap, adjusted_gap, p.
    """

    metric: Metric
    by: str
    selection: Selection
    scope: Scope
    frame: pd.DataFrame
    mix: Mix | None
    reversals: pd.DataFrame
    version: DataVersion


def mix_of(metric: Metric, by: str) -> tuple[str, ...]:
    """The dimensions that can be held equal for an indicator: those of its table that it does not itself count."""
    if metric.population is Population.NOBODY:
        return ()
    table = TABLES[metric.table]
    read = {column for s in metric.sums for column in s.columns}
    people = tuple(d for d in PEOPLE if d in query.dimensions(metric.table) and d not in read)
    typed = by == "city" and metric.population is Population.CITIZENS and table.has("unit")
    return (*people, TYPE) if typed else people


def compared(
    store: Store,
    name: str,
    by: str = "city",
    selection: Selection = Selection(),  # noqa: B008 - frozen
    scope: Scope = EVERYTHING,
    **options: Any,
) -> Compared:
    """The comparison for one indicator over a selection. Raises KeyError for an unknown indicator, ValueError for one
    that is several figures at once, and for a `by` that is no place of its table.
    """
    metric = metric_of(name)
    if by not in PLACES or by not in query.dimensions(metric.table):
        raise ValueError(f"{name} is compared by {', '.join(p for p in PLACES if p in query.dimensions(metric.table))}")
    if metric.item is not None:
        raise ValueError(f"{name} is one figure for each {metric.item}: compare an indicator with one figure")
    raw = answer(store, name, (by,), selection, scope, **options)
    frame = raw.frame.rename(columns={"low": "raw_low", "high": "raw_high", "se": "raw_se", "value": "raw"})
    frame["raw"] = frame.pop("exact") if "exact" in frame else frame["raw"]
    frame = frame[[by, STATE, "n", "raw", "raw_low", "raw_high", "raw_se"]]
    shown = frame.loc[frame[STATE] == State.SHOWN, by].tolist()
    dimensions = mix_of(metric, by)
    if len(shown) > MOST_TYPED:
        dimensions = tuple(d for d in dimensions if d != TYPE)
    made, mix = None, None
    if dimensions and shown:
        made, mix = _standardised(
            store, metric, by, dimensions, shown, understood(selection, metric.table), scope, raw.options
        )
        if made["adjusted"].isna().all():
            made, mix = None, None
    beside = np.full((len(frame), len(_ADJUSTED)), np.nan)
    if made is not None:  # a place that is not shown has no row there
        row = made.index.get_indexer(frame[by])
        beside[row >= 0] = made[list(_ADJUSTED)].to_numpy(np.float64)[row[row >= 0]]
    columns = dict(zip(_ADJUSTED, beside.T, strict=True))
    columns |= {side: np.clip(columns[side], *metric.range) for side in ("low", "high")}
    value, error = (frame["raw"], frame["raw_se"]) if made is None else (columns["adjusted"], columns["se"])
    order = ranks(value, error, metric.direction).rename(columns={"low": "rank_low", "high": "rank_high"})
    frame = pd.concat([frame.reset_index(drop=True), pd.DataFrame(columns), order], axis=1)
    turned = reversals(frame["raw"], frame["raw_se"], frame["adjusted"], frame["se"])
    keys = frame[by].to_numpy(object)
    turned = turned.assign(**{side: keys[turned[side].to_numpy(np.int64)] for side in ("above", "below")})
    return Compared(metric, by, raw.selection, scope, frame, mix, turned, raw.version)


def _standardised(
    store: Store,
    metric: Metric,
    by: str,
    dimensions: tuple[str, ...],
    shown: list[str],
    selection: Selection,
    scope: Scope,
    options: dict[str, Any],
) -> tuple[pd.DataFrame, Mix]:
    """The places that may be shown at their common mix; the strata stay here."""
    minimum = cell_sizes.minimum(metric.population)
    with store.cursor() as cursor:
        version = store.version(cursor).id

        def sums(wanted: tuple[Sum, ...], of: tuple[str, ...]) -> pd.DataFrame:
            columns = tuple(dict.fromkeys("unit" if d == TYPE else d for d in (by, *of)))
            rows = query.sums(store, wanted, columns, selection, scope, metric.table, cursor, version)
            rows = rows[rows[by].isin(shown)].reset_index(drop=True)
            if TYPE in of:
                units = store.reference("unit")
                rows[TYPE] = rows.pop("unit").map(dict(zip(units["unit"], units[TYPE], strict=True)))
            return rows.rename(columns={by: PLACE})

        strata = sums(tuple(sorted({ROWS, *(metric.value_sums or metric.sums)})), dimensions)
        every = tuple(sorted({ROWS, *metric.sums}))
        spread = sums(every, _quick(metric, by, dimensions[:SPREAD_BY], every, selection, scope))
    return standardise(
        strata,
        spread,
        dimensions,
        lambda f: metric.value(f, **options),
        lambda f: metric.estimate(f, **options),
        minimum,
    )


def _quick(
    metric: Metric, by: str, dimensions: tuple[str, ...], wanted: tuple[Sum, ...], selection: Selection, scope: Scope
) -> tuple[str, ...]:
    """As many of the leading dimensions as a roll-up has beside the filters: the error of the IKM takes 172 sums."""
    fixed = {by, *selection.filters, *(() if scope.kind == "all" else (scope.kind,))}
    for length in range(len(dimensions), 0, -1):
        columns = {"unit" if d == TYPE else d for d in dimensions[:length]}
        if query.source_of(metric.table, frozenset(fixed | columns), wanted) is not None:
            return dimensions[:length]
    return ()
