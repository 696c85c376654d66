"""Answers: indicators over a selection, with what must be hidden hidden.

This is the only door between the store and those who show or export figures. Whatever leaves it has been through
`data.cells`: suppressed rows carry neither numbers nor sums, so nothing later can give them away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from data import cells, query
from data.query import PERIOD
from data.schema import quoted
from data.selection import EVERYTHING, Scope, Selection
from data.store import DataVersion, Store
from data.tables import TABLES
from metrics.limits import cell_sizes
from metrics.metric import Metric, Population, State
from metrics.periods import QUARTERS_IN, period_start
from metrics.registry import metric as metric_of
from metrics.sums import ROWS, Sum

ELEMENT = "element"
POPULATION = "population"  # users a year of the units behind a group, for the sample size
STATE = "state"
_NUMBERS = ("value", "low", "high", "n", "se", "df")


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
    **options: Any,
) -> dict[str, Answer]:
    """Several indicators over the same groups, from one query for the sums they share.

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
            wanted = _wanted(tuple(m.name for m in of_table))
            sums = query.sums(store, wanted, groups, selection, scope, table, cursor, version.id)
            minimum = cell_sizes.minimum(population)
            shown, unseen = cells.shown(store, sums, groups, selection, scope, minimum, table, cursor, version.id)
            sums, states = _complete(store, sums, shown, unseen, groups, selection, scope)
            citizens = population is Population.CITIZENS  # they are users, of which there are so many a year
            sums[POPULATION] = _population(store, sums, groups, selection, scope) if citizens else np.nan
            visible = sums if (states == State.SHOWN).all() else sums[states == State.SHOWN]
            released = _released(sums, wanted, states)
            keys = {d: sums[d].to_numpy() for d in groups}
            for m in of_table:
                own = _own_options(m, options)
                frame = _framed(m, m.estimate(visible, **own), keys, states)
                small = _small(frame, m, minimum)
                if TABLES[table].person:
                    small |= _few_behind(
                        store, frame, visible, m, groups, selection, scope, minimum, cursor, version.id
                    )
                if m.cells and m.item in query.dimensions(table):
                    small |= _parts(store, frame, m, groups, selection, scope, minimum, cursor, version.id)
                elif m.cells:
                    small |= _short(frame, m, minimum)
                _hide(frame, small, m)
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
def _wanted(names: tuple[str, ...]) -> tuple[Sum, ...]:
    """The sums that the indicators need, and the number of people."""
    return tuple(sorted({ROWS, *(s for name in names for s in metric_of(name).sums)}))


def _complete(
    store: Store,
    sums: pd.DataFrame,
    shown: Any,
    unseen: pd.DataFrame,
    by: tuple[str, ...],
    selection: Selection,
    scope: Scope,
) -> tuple[pd.DataFrame, np.ndarray[Any, Any]]:
    """The groups with those that must look hidden and those that have no data, in order of display, and their states."""
    states = np.where(shown, np.where(sums[ROWS.name] > 0, State.SHOWN, State.NO_DATA), State.SUPPRESSED).astype(object)
    parts, marks = [sums], [states]
    if len(unseen):
        parts.append(unseen)
        marks.append(np.full(len(unseen), State.SUPPRESSED, dtype=object))
    present = sums if len(parts) == 1 else pd.concat([p[list(by)] for p in parts], ignore_index=True)
    lacking = _lacking(store, present, by, selection, scope) if by else present.iloc[:0]
    if len(lacking):
        parts.append(lacking)
        marks.append(np.full(len(lacking), State.NO_DATA, dtype=object))
    if len(parts) == 1:
        return sums, states
    groups = pd.concat([p[list(by)] for p in parts], ignore_index=True)
    if PERIOD in by:
        groups[PERIOD] = groups[PERIOD].astype(np.int64)
    names = [c for c in sums.columns if c not in by]
    numbers = np.zeros((len(groups), len(names)), dtype=np.int64)
    numbers[: len(sums)] = sums[names].to_numpy()
    together = pd.concat([groups, pd.DataFrame(numbers, columns=names)], axis=1)
    order = _display_order(store, groups, by)
    return together.iloc[order].reset_index(drop=True), np.concatenate(marks)[order]


def _lacking(
    store: Store, present: pd.DataFrame, by: tuple[str, ...], selection: Selection, scope: Scope
) -> pd.DataFrame:
    """Groups without data that a reader would miss: periods between the first and the last, chosen cities and units."""
    choices: dict[str, list[Any]] = {}
    if PERIOD in by and len(present):
        known = present[PERIOD].astype(np.int64)
        choices[PERIOD] = list(range(known.min(), known.max() + 1, QUARTERS_IN[selection.grain]))
    for place in ("city", "unit"):
        chosen = getattr(selection, place)
        if place in by and chosen:
            possible = _may_have(store, place, selection, scope)
            choices[place] = [key for key in query.codes(store, place) if key in chosen and key in possible]
    if not choices:
        return present.iloc[:0]
    # Plain keys: a handful of groups takes a data frame longer to cross than to write down.
    there = dict.fromkeys(zip(*(_plain(present[d]) for d in by), strict=True))
    rest = [i for i, d in enumerate(by) if d not in choices]
    seen = dict.fromkeys(tuple(group[i] for i in rest) for group in there) if rest else {(): None}
    city_of = _city_of(store) if {"city", "unit"} <= set(by) else {}
    lacking = []
    for of_rest, chosen_keys in product(seen, product(*choices.values())):
        row = dict(zip((by[i] for i in rest), of_rest, strict=True)) | dict(zip(choices, chosen_keys, strict=True))
        group = tuple(row[d] for d in by)
        if group not in there and (not city_of or city_of[row["unit"]] == row["city"]):
            lacking.append(group)
    if not lacking:
        return present.iloc[:0]
    return pd.DataFrame({d: list(keys) for d, keys in zip(by, zip(*lacking, strict=True), strict=True)})


def _plain(keys: pd.Series) -> list[Any]:
    """The keys of a column, None for the missing one."""
    return [None if key is None or key != key else key for key in keys.tolist()]


def _city_of(store: Store) -> dict[str, str]:
    units = store.reference("unit")
    return dict(zip(units["unit"].tolist(), units["city"].tolist(), strict=True))


def _may_have(store: Store, place: str, selection: Selection, scope: Scope) -> set[str]:
    """The cities or units that lie in the chosen cities and in the scope: others are not missed."""
    allowed = set(scope.keys)
    return {
        unit if place == "unit" else city
        for unit, city in _city_of(store).items()
        if (not selection.city or city in selection.city)
        and (scope.kind == "all" or (city if scope.kind == "city" else unit) in allowed)
    }


def _display_order(store: Store, frame: pd.DataFrame, by: tuple[str, ...]) -> Any:
    """Period first, then the order of the reference tables and enumerations, missing keys last."""
    columns = []
    for d in sorted(by, key=lambda d: d != PERIOD):
        codes = query.codes(store, d) if d != PERIOD else None
        columns.append(frame[d] if codes is None else frame[d].map(codes).fillna(np.inf))
    return np.lexsort([np.asarray(c, dtype=np.float64) for c in reversed(columns)])


def _population(store: Store, sums: pd.DataFrame, by: tuple[str, ...], selection: Selection, scope: Scope) -> pd.Series:
    """Users a year of the units behind each group; missing where that of a unit is unknown or the group is finer."""
    unknown = pd.Series(np.nan, index=sums.index)
    finer = ({*by} | set(selection.filters)) - {"city", "unit", PERIOD}
    units = store.reference("unit")
    if finer:
        return unknown
    for name, keys in (("city", selection.city), ("unit", selection.unit), (scope.kind, scope.keys)):
        if keys and name in units:
            units = units[units[name].isin(keys)]
    places = [d for d in by if d in ("city", "unit")]
    units = units[units["annual_users"].notna()]
    if not places:
        total = float(units["annual_users"].sum())
        return unknown.fillna(total) if total else unknown
    totals = units.groupby(places)["annual_users"].sum()
    if len(places) == 1:
        return sums[places[0]].map(totals).astype("float64")
    found = totals.reindex(pd.MultiIndex.from_frame(sums[places])).to_numpy(np.float64, na_value=np.nan)
    return pd.Series(found, index=sums.index)


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
    for name in (*_NUMBERS, *metric.extras):
        values = made[name].to_numpy()
        text = values.dtype == object
        columns[name] = np.full(len(shown), None if text else np.nan, dtype=object if text else np.float64)
        columns[name][shown] = values
    state[shown & np.isnan(columns["value"])] = State.UNDEFINED
    people = np.where(shown, columns["n"], 0).astype(np.int64)
    columns["n"] = pd.arrays.IntegerArray(people, state == State.SUPPRESSED)
    columns[STATE] = pd.Series(state, dtype=object)  # a plain array of texts would become pandas' own text
    return pd.DataFrame(columns, copy=False)  # the arrays are its own


def _small(frame: pd.DataFrame, metric: Metric, minimum: int) -> np.ndarray[Any, Any]:
    """Values that rest on too few of a group that is itself large enough: nine of fifteen with two trainings."""
    if TABLES[metric.table].heads:  # there n counts programmes
        return np.zeros(len(frame), dtype=bool)
    n = frame["n"].to_numpy(np.float64, na_value=np.nan)
    return np.asarray((frame[STATE] == State.SHOWN).to_numpy(bool) & (n < minimum))


def _few_behind(
    store: Store,
    frame: pd.DataFrame,
    sums: pd.DataFrame,
    metric: Metric,
    groups: tuple[str, ...],
    selection: Selection,
    scope: Scope,
    minimum: int,
    cursor: Any,
    version: str,
) -> np.ndarray[Any, Any]:
    """Values that rest on enough rows but on too few people: four of fifty whose three systems record it.

    Asked only where it may be so: where not every row of the group counts, and few rows do. `sums`: of the shown groups,
    in the order of `frame`.
    """
    few = np.zeros(len(frame), dtype=bool)
    items = frame[metric.item].nunique() if metric.item in frame and len(frame) else 1
    shown = (frame[STATE] == State.SHOWN).to_numpy(bool)
    n = frame["n"].to_numpy(np.float64, na_value=0.0)
    rows = dict(zip(_groups_of(sums, groups), sums[ROWS.name].tolist(), strict=True))
    of_group = np.array([rows.get(key, 0) for key in _groups_of(frame, groups)], dtype=np.float64)
    doubt = shown & (n >= minimum) & (n < of_group)
    if not doubt.any():
        return few
    doubt &= n < minimum * query.most_rows(metric.table, groups, selection.grain, str(store.path), version, cursor)
    asked: dict[Sum, dict[tuple[Any, ...], int]] = {}
    for item in range(items):
        places = np.flatnonzero(doubt & (np.arange(len(frame)) % items == item))
        if not len(places):
            continue
        counting = _counting(metric, frame.iloc[item::items], sums, groups)
        for place, key in zip(places, _groups_of(frame.iloc[places], groups), strict=True):
            people = []
            for one in counting.get(key, ()):
                if one not in asked:
                    asked[one] = query.people_behind(
                        store, one, groups, selection, scope, metric.table, cursor, version
                    )
                people.append(asked[one].get(key, 0))
            few[place] = min(people, default=0) < minimum  # no count of rows: nobody can say how many people that is
    return few


def _groups_of(frame: pd.DataFrame, groups: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """The key of each row's group."""
    if not groups:
        return [()] * len(frame)
    return list(zip(*(_plain(frame[d]) for d in groups), strict=True))


def _counting(
    metric: Metric, frame: pd.DataFrame, sums: pd.DataFrame, groups: tuple[str, ...]
) -> dict[tuple[Any, ...], tuple[Sum, ...]]:
    """By group the sums that may say what n counts: the one whose totals are n everywhere, else all that are n there."""
    shown = frame[frame[STATE] == State.SHOWN]
    n = dict(zip(_groups_of(shown, groups), shown["n"].tolist(), strict=True))
    table, keys = TABLES[metric.table], _groups_of(sums, groups)
    fits: dict[Sum, list[bool]] = {}
    for one in (s for s in metric.sums if all(table.column(v).maximum == 1 for v in s.values)):
        fits[one] = [
            key in n and int(n[key]) == int(total) for key, total in zip(keys, sums[one.name].tolist(), strict=True)
        ]
    known = [key in n for key in keys]
    for one, fit in fits.items():
        if fit == known:
            return dict.fromkeys(keys, (one,))
    return {key: tuple(one for one, fit in fits.items() if fit[place]) for place, key in enumerate(keys)}


def _parts(
    store: Store,
    frame: pd.DataFrame,
    metric: Metric,
    groups: tuple[str, ...],
    selection: Selection,
    scope: Scope,
    minimum: int,
    cursor: Any,
    version: str,
) -> np.ndarray[Any, Any]:
    """Items that stand for few people, or would give such away by subtraction: settled like any other breakdown."""
    assert metric.item is not None
    by = (*groups, metric.item)
    rows = query.sums(store, [ROWS], by, selection, scope, metric.table, cursor, version)
    visible, unseen = cells.shown(store, rows, by, selection, scope, minimum, metric.table, cursor, version)
    hidden = pd.concat([rows.loc[~visible, list(by)], unseen[list(by)]])
    covered = set(zip(*(_plain(hidden[d]) for d in by), strict=True))
    mine = zip(*(_plain(frame[d]) for d in by), strict=True)
    shown = (frame[STATE] == State.SHOWN).to_numpy(bool)
    small: np.ndarray[Any, Any] = shown & np.fromiter((group in covered for group in mine), bool, len(frame))
    return small


def _short(frame: pd.DataFrame, metric: Metric, minimum: int) -> np.ndarray[Any, Any]:
    """The same for items that are no dimension of the table: few people, and the next smallest beside a lone one."""
    items = len(metric.items)
    n = frame["n"].to_numpy(np.float64, na_value=0.0)
    counts = np.rint(np.nan_to_num(frame["value"].to_numpy(np.float64)) * n).reshape(-1, items)
    hidden = (counts > 0) & (counts < minimum)
    while True:
        together = np.where(hidden, counts, 0).sum(axis=1)
        open_ = np.where(hidden | (counts == 0), np.inf, counts)
        need = hidden.any(axis=1) & ((hidden.sum(axis=1) < 2) | (together < minimum)) & np.isfinite(open_.min(axis=1))
        if not need.any():
            covered: np.ndarray[Any, Any] = hidden.reshape(-1) & (frame[STATE] == State.SHOWN).to_numpy(bool)
            return covered
        hidden[need, open_.argmin(axis=1)[need]] = True


def _hide(frame: pd.DataFrame, hidden: np.ndarray[Any, Any], metric: Metric) -> None:
    """Take the numbers of these rows away, in place."""
    if not hidden.any():
        return
    for name in (*_NUMBERS, *metric.extras):
        frame.loc[hidden, name] = None if frame[name].dtype == object else pd.NA if name == "n" else np.nan
    frame.loc[hidden, STATE] = State.SUPPRESSED


def events(store: Store, selection: Selection = Selection(), scope: Scope = EVERYTHING) -> pd.DataFrame:  # noqa: B008
    """Events of the selection: the declared columns with keys, `quarter`, and the key of the kind; oldest first.

    An event of a whole city belongs to each of its units.
    """
    return _facts(
        store, "event", "year(f.happened_on) * 4 + quarter(f.happened_on) - 1", ("happened_on",), selection, scope
    )


def published(store: Store, selection: Selection = Selection(), scope: Scope = EVERYTHING) -> pd.DataFrame:  # noqa: B008
    """Published figures of the selection: the declared columns with keys, and `period`; oldest first.

    A figure of a whole city is none of its units': with units chosen only theirs are given.
    """
    frame = _facts(store, "skm_published", "f.quarter", ("quarter",), selection, scope)
    frame["period"] = [period_start(q, g) for q, g in zip(frame["quarter"], frame["grain"], strict=True)]
    return frame


def catalogue(store: Store, selection: Selection = Selection(), scope: Scope = EVERYTHING) -> pd.DataFrame:  # noqa: B008
    """Trainings of the catalogue in the chosen cities (of the chosen units): the declared columns with keys.

    A row is a training and the quarter it is planned for, never a person. Trainings are a city's: the staff of every
    unit may take part. Periods do not cut it, for what helps lies ahead.
    """
    places = Selection(city=selection.city, unit=selection.unit)
    return _facts(store, "training_programme", "f.quarter", ("quarter",), places, scope)


def launches(store: Store, selection: Selection = Selection(), scope: Scope = EVERYTHING) -> pd.DataFrame:  # noqa: B008
    """When offices of the selection got their digital systems: city, unit, system, launched_on, obligation; oldest first.

    A later file corrects an earlier one: of an office and a system the newest row counts. Periods do not cut it.
    """
    places = Selection(city=selection.city, unit=selection.unit)
    found = _facts(store, "deployment", "f.quarter", ("batch", "line"), places, scope)
    if selection.system:
        found = found[found["system"].isin(selection.system)]
    newest = found.drop_duplicates(["unit", "system"], keep="last")
    return newest.sort_values(["launched_on", "unit"], kind="stable").reset_index(drop=True)


def _facts(
    store: Store, table: str, quarter: str, order: tuple[str, ...], selection: Selection, scope: Scope
) -> pd.DataFrame:
    """Rows of a small fact table that lie in the selection and the scope. People dimensions do not cut it."""
    conditions = ["TRUE"]
    parameters: list[Any] = []
    of_units = TABLES[table].has("unit")
    whole_city = "OR f.unit IS NULL" if table == "event" else ""
    city_keys, unit_keys = list(selection.city), list(selection.unit)
    for kind, keys in (("city", city_keys), ("unit", unit_keys), (scope.kind, list(scope.keys))):
        if kind == "city" and keys:
            conditions.append("list_contains(?, c.city)")
            parameters.append(keys)
        elif kind == "unit" and keys:
            if of_units:
                conditions.append(f"(list_contains(?, u.unit) {whole_city})")
                parameters.append(keys)
            if whole_city or not of_units:  # of the cities that those units belong to
                conditions.append(
                    "f.city IN (SELECT k.id FROM unit x JOIN city k ON k.city = x.city WHERE list_contains(?, x.unit))"
                )
                parameters.append(keys)
    for sign, bound in ((">=", selection.first), ("<=", selection.last)):
        if bound is not None:
            conditions.append(f"{quarter} {sign} ?")
            parameters.append(bound)
    declared = TABLES[table].columns
    coded = [c for c in declared if c.levels is not None]
    columns = [
        "c.city"
        if c.name == "city"
        else "u.unit"
        if c.name == "unit"
        else f"l_{c.name}.key AS {quoted(c.name)}"
        if c in coded
        else f"f.{quoted(c.name)}"
        for c in declared
    ]
    if "quarter" not in {c.name for c in declared}:
        columns.append(f"{quarter} AS quarter")
    joins = "".join(
        f" LEFT JOIN level l_{c.name} ON l_{c.name}.enumeration = '{c.levels.name}' AND l_{c.name}.code = f.{quoted(c.name)}"
        for c in coded
        if c.levels
    )
    with store.cursor() as cursor:
        frame: pd.DataFrame = cursor.execute(
            f"SELECT {', '.join(columns)} FROM {quoted(table)} f JOIN city c ON c.id = f.city "  # noqa: S608 - declared names
            f"LEFT JOIN unit u ON u.id = {'f.unit' if of_units else 'NULL'}{joins} WHERE {' AND '.join(conditions)} ORDER BY {', '.join(f'f.{quoted(o)}' for o in order)}, c.id, u.id",
            parameters,
        ).df()
    return frame
