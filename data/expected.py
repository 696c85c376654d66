"""Groups that a reader would miss: periods between the first and the last, chosen cities and offices without data."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data import query
from data.disclosure import Mask
from data.query import PERIOD
from data.question import Question, groups_of
from data.store import Store
from metrics.metric import State
from metrics.periods import QUARTERS_IN
from metrics.sums import ROWS


def complete(
    sums: pd.DataFrame, shown: Mask, unseen: pd.DataFrame, question: Question
) -> tuple[pd.DataFrame, npt.NDArray[np.object_]]:
    """The groups of a question with those that must look hidden (`unseen`) and those that have no data, in order of
    display, and their states.
    """
    by = question.by
    states = np.where(shown, np.where(sums[ROWS.name] > 0, State.SHOWN, State.NO_DATA), State.SUPPRESSED).astype(object)
    parts, marks = [sums], [states]
    if len(unseen):
        parts.append(unseen)
        marks.append(np.full(len(unseen), State.SUPPRESSED, dtype=object))
    present = sums if len(parts) == 1 else pd.concat([p[list(by)] for p in parts], ignore_index=True)
    lacking = _lacking(present, question) if by else present.iloc[:0]
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
    order = _display_order(groups, question)
    return together.iloc[order].reset_index(drop=True), np.concatenate(marks)[order]


def _lacking(present: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Groups without data that a reader would miss: periods between the first and the last, chosen cities and units."""
    store, by, selection = question.store, question.by, question.selection
    choices: dict[str, list[Any]] = {}
    if PERIOD in by and len(present):
        known = present[PERIOD].astype(np.int64)
        choices[PERIOD] = list(range(known.min(), known.max() + 1, QUARTERS_IN[selection.grain]))
    for place in ("city", "unit"):
        chosen = getattr(selection, place)
        if place in by and chosen:
            possible = _may_have(place, question)
            choices[place] = [key for key in query.codes(store, place) if key in chosen and key in possible]
    if not choices:
        return present.iloc[:0]
    # Plain keys: a handful of groups takes a data frame longer to cross than to write down.
    there = dict.fromkeys(groups_of(present, by))
    rest = [i for i, d in enumerate(by) if d not in choices]
    seen = dict.fromkeys(tuple(group[i] for i in rest) for group in there) if rest else {(): None}
    city_of = _city_of(store) if {"city", "unit"} <= set(by) else {}
    names = [*(by[i] for i in rest), *choices]
    at = [names.index(d) for d in by]
    lacking = []
    for of_rest, chosen_keys in product(seen, product(*choices.values())):
        row = (*of_rest, *chosen_keys)
        group = tuple([row[i] for i in at])
        if group not in there and (not city_of or city_of[row[names.index("unit")]] == row[names.index("city")]):
            lacking.append(group)
    if not lacking:
        return present.iloc[:0]
    return pd.DataFrame({d: list(keys) for d, keys in zip(by, zip(*lacking, strict=True), strict=True)})


def _city_of(store: Store) -> dict[str, str]:
    units = store.reference("unit")
    return dict(zip(units["unit"].tolist(), units["city"].tolist(), strict=True))


def _may_have(place: str, question: Question) -> set[str]:
    """The cities or units that lie in the chosen cities and in the scope: others are not missed."""
    scope, chosen = question.scope, question.selection.city
    allowed = set(scope.keys)
    return {
        unit if place == "unit" else city
        for unit, city in _city_of(question.store).items()
        if (not chosen or city in chosen)
        and (scope.kind == "all" or (city if scope.kind == "city" else unit) in allowed)
    }


def _display_order(frame: pd.DataFrame, question: Question) -> npt.NDArray[np.intp]:
    """Period first, then the order of the reference tables and enumerations, missing keys last."""
    columns = []
    for d in sorted(question.by, key=lambda d: d != PERIOD):
        codes = query.codes(question.store, d) if d != PERIOD else None
        columns.append(frame[d] if codes is None else frame[d].map(codes).fillna(np.inf))
    return np.lexsort([np.asarray(c, dtype=np.float64) for c in reversed(columns)])
