"""Answers: indicators over a selection, with what must be hidden hidden.

This is the only door between the store and those who show or export figures. Whatever leaves it has been through
`data.cells` and `data.small`: suppressed rows carry neither numbers nor sums, so nothing later can give them away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data import query, small
from data.expected import complete
from data.query import PERIOD
from data.question import Group, Question, groups_of
from data.selection import EVERYTHING, Scope, Selection
from data.store import DataVersion, Store
from metrics.limits import cell_sizes
from metrics.metric import NUMBERS, STATE, Metric, Population, State
from metrics.registry import metric as metric_of
from metrics.sums import ROWS, Sum

POPULATION = "population"  # users a year of the units behind a group, for the sample size


@dataclass(frozen=True)
class Answer:
    """One indicator over a selection.

    `frame`: the dimensions (`period`: first quarter), the item (`element`) where the indicator has items and it was
    asked for, value, low, high, n, se, df, the indicator's extras, `state`. `sums`: one row per group, in the same
    order as the groups of `frame`, with the dimensions, the sums of all indicators asked together, and `population`
    (users a year). In suppressed rows all numbers of both are missing; rows without data have n = 0.
    """

    metric: Metric
    by: tuple[str, ...]
    selection: Selection
    scope: Scope
    options: dict[str, Any]
    frame: pd.DataFrame
    sums: pd.DataFrame
    version: DataVersion


def answer(
    store: Store,
    name: str,
    by: Sequence[str] = (),
    selection: Selection = Selection(),  # noqa: B008 - frozen
    scope: Scope = EVERYTHING,
    **options: Any,
) -> Answer:
    """The answer for one indicator; see `answers`."""
    return answers(store, (name,), by, selection, scope, **options)[name]


def answers(
    store: Store,
    names: Sequence[str],
    by: Sequence[str] = (),
    selection: Selection = Selection(),  # noqa: B008 - frozen
    scope: Scope = EVERYTHING,
    errors: bool = True,
    **options: Any,
) -> dict[str, Answer]:
    """Several indicators over the same groups, from one query for the sums they share.

    `errors`: whether intervals are wanted; without them the few sums that values take are enough
    (`Metric.value_sums`), of thousands of groups a fifth of the work.

    `by`: dimensions of `data.query`, and names of items for indicators that have them (they always give one row per
    item). Filters that the table of an indicator cannot tell apart by are left out for it: `Answer.selection` says what
    was looked at. Options that an indicator does not have are left out for it. Raises KeyError for an unknown
    indicator, ValueError for an unknown dimension or value of an option.
    """
    metrics = [metric_of(name) for name in dict.fromkeys(names)]
    found: dict[str, Answer] = {}
    asked = selection
    with store.cursor() as cursor:
        version = store.version(cursor)
        for table, population in dict.fromkeys((m.table, m.population) for m in metrics):
            of_table = [m for m in metrics if (m.table, m.population) == (table, population)]
            items = {m.item for m in of_table}
            apart = sorted(m.name for m in of_table if m.item not in by)
            if apart and items & {*by} & {*query.dimensions(table)}:
                raise ValueError(f"{', '.join(apart)} would be grouped by the items of another indicator: ask apart")
            groups = tuple(d for d in dict.fromkeys(by) if d not in items)
            selection = understood(asked, table)
            wanted = _wanted(tuple(m.name for m in of_table), errors)
            minimum = cell_sizes.minimum(population)
            question = Question(store, table, groups, selection, scope, minimum, cursor, version.id)
            sums = question.sums(wanted)
            sums, states = complete(sums, *question.shown(sums), question)
            citizens = population is Population.CITIZENS  # they are users, of which there are so many a year
            sums[POPULATION] = _population(sums, question) if citizens else np.nan
            visible = sums if (states == State.SHOWN).all() else sums[states == State.SHOWN]
            released = _released(sums, wanted, states)
            keys = {d: sums[d].to_numpy() for d in groups}
            for m in of_table:
                own = _own_options(m, options)
                made = m.estimate(visible, **own) if errors else m.value(visible, **own)
                frame = _framed(m, made, keys, states)
                small.hide(frame, visible, m, question)
                found[m.name] = Answer(m, tuple(by), selection, scope, own, frame, released, version)
    return {m.name: found[m.name] for m in metrics}


def understood(selection: Selection, table: str) -> Selection:
    """The selection without the filters that the rows of a table cannot be told apart by."""
    strange = {d: () for d in selection.filters if d not in query.dimensions(table)}
    return selection.but(**strange) if strange else selection


def quarters(store: Store, table: str, scope: Scope = EVERYTHING) -> tuple[int, ...]:
    """Every quarter from the first to the last in which a table has rows that the scope may see."""
    with store.cursor() as cursor:
        rows = query.sums(store, [ROWS], (PERIOD,), Selection(), scope, table, cursor)
    return tuple(range(int(rows[PERIOD].min()), int(rows[PERIOD].max()) + 1)) if len(rows) else ()


@cache
def _wanted(names: tuple[str, ...], errors: bool) -> tuple[Sum, ...]:
    """The sums that the indicators need, and the number of people."""
    metrics = [metric_of(name) for name in names]
    return tuple(sorted({ROWS, *(s for m in metrics for s in (m.sums if errors else m.value_sums or m.sums))}))


def _population(sums: pd.DataFrame, question: Question) -> npt.NDArray[np.float64]:
    """Users a year of the units behind each group; missing where that of a unit is unknown or the group is finer."""
    by, selection, scope = question.by, question.selection, question.scope
    if ({*by} | set(selection.filters)) - {"city", "unit", PERIOD}:
        return np.full(len(sums), np.nan)
    places = tuple(d for d in by if d in ("city", "unit"))
    wanted = [(d, keys) for d, keys in (*selection.filters.items(), (scope.kind, scope.keys)) if keys and d != PERIOD]
    units = question.store.reference("unit")
    totals: dict[Group, float] = {}  # plain numbers: a hundred units take a data frame longer to filter than to add up
    for city, unit, users in zip(*(units[c].tolist() for c in ("city", "unit", "annual_users")), strict=True):
        of = {"city": city, "unit": unit}
        if not pd.isna(users) and all(of[d] in keys for d, keys in wanted):
            group = tuple(of[d] for d in places)
            totals[group] = totals.get(group, 0.0) + float(users)
    if not places and not totals.get(()):
        return np.full(len(sums), np.nan)  # nobody has counted them
    return np.array([totals.get(group, np.nan) for group in groups_of(sums, places)], dtype=np.float64)


def _released(sums: pd.DataFrame, wanted: Sequence[Sum], states: np.ndarray[Any, Any]) -> pd.DataFrame:
    """The sums as they may leave: missing in suppressed rows (and then all of them floats)."""
    hidden = states == State.SUPPRESSED
    if not hidden.any():
        return sums
    names = [s.name for s in wanted]
    numbers = sums[names].to_numpy(np.float64, copy=True)
    numbers[hidden] = np.nan
    rest = sums.drop(columns=names)
    rest.loc[hidden, POPULATION] = np.nan
    return pd.concat([rest, pd.DataFrame(numbers, index=sums.index, columns=names)], axis=1)


def _own_options(metric: Metric, options: dict[str, Any]) -> dict[str, Any]:
    """The options that the indicator has. Raises ValueError for a value that it does not know."""
    own = {name: value for name, value in options.items() if name in metric.options}
    for name, value in own.items():
        known = metric.options[name]
        if value not in known:
            raise ValueError(f"{name} of {metric.name} is one of {', '.join(map(str, known))}, got {value!r}")
    return own


def _framed(metric: Metric, made: pd.DataFrame, groups: dict[str, Any], states: np.ndarray[Any, Any]) -> pd.DataFrame:
    """The estimates of the groups that are shown, put back among all groups; the others keep their place."""
    items = len(metric.items) if metric.item else 1
    state = np.repeat(states, items)
    shown = state == State.SHOWN
    if len(made) != shown.sum():
        raise ValueError(f"{metric.name} gave {len(made)} estimates for {shown.sum()} rows")
    columns: dict[str, Any] = {d: np.repeat(keys, items) for d, keys in groups.items()}
    if metric.item:
        columns[metric.item] = np.tile(np.array(tuple(metric.items), dtype=object), len(states))
        if not (made[metric.item].to_numpy() == columns[metric.item][shown]).all():
            raise ValueError(f"{metric.name} gives its items in another order than it declares")
    for name in (*NUMBERS, *metric.extras):
        values = made[name].to_numpy()
        text = values.dtype == object
        columns[name] = np.full(len(shown), None if text else np.nan, dtype=object if text else np.float64)
        columns[name][shown] = values
    state[shown & np.isnan(columns["value"])] = State.UNDEFINED
    people = np.where(shown, columns["n"], 0).astype(np.int64)
    columns["n"] = pd.arrays.IntegerArray(people, state == State.SUPPRESSED)
    columns[STATE] = pd.Series(state, dtype=object)  # a plain array of texts would become pandas' own text
    return pd.DataFrame(columns, copy=False)  # the arrays are its own
