"""Values that rest on too few people inside groups that are large enough to be shown.

What `data.cells` settles for groups is settled here for what an indicator makes of them: nine of fifteen with two
trainings, four of fifty whose three systems record it, a difficulty that three of forty name.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data import query
from data.disclosure import Mask
from data.question import Group, Question, groups_of
from data.tables import TABLES
from metrics.metric import NUMBERS, STATE, Metric, State
from metrics.sums import ROWS, Sum


def hide(frame: pd.DataFrame, sums: pd.DataFrame, metric: Metric, question: Question) -> None:
    """Take away, in place, the values of an indicator that would tell of too few.

    `frame`: by group (and item) value, n and `state`; `sums`: of the shown groups, in the order of `frame`.
    """
    hidden = _few_rows(frame, metric, question.minimum)
    if TABLES[question.table].person:
        hidden |= _few_people(frame, sums, metric, question)
    if metric.cells and metric.item in query.dimensions(question.table):
        hidden |= _small_parts(frame, metric.item, question)
    elif metric.cells:
        hidden |= _small_items(frame, metric, question.minimum)
    if not hidden.any():
        return
    for name in (*NUMBERS, *metric.extras):
        frame.loc[hidden, name] = None if frame[name].dtype == object else pd.NA if name == "n" else np.nan
    frame.loc[hidden, STATE] = State.SUPPRESSED


def _shown(frame: pd.DataFrame) -> Mask:
    shown: Mask = (frame[STATE] == State.SHOWN).to_numpy(bool)
    return shown


def _few_rows(frame: pd.DataFrame, metric: Metric, minimum: int) -> Mask:
    """Values of too small an n, whatever is counted; where n counts programmes it says nothing about people."""
    if TABLES[metric.table].heads:
        return np.zeros(len(frame), dtype=bool)
    n = frame["n"].to_numpy(np.float64, na_value=np.nan)
    few: Mask = _shown(frame) & (n < minimum)
    return few


def _few_people(frame: pd.DataFrame, sums: pd.DataFrame, metric: Metric, question: Question) -> Mask:
    """Values of enough rows but too few people. Asked only where it may be so: not every row of the group counts, and
    few do.
    """
    few = np.zeros(len(frame), dtype=bool)
    n = frame["n"].to_numpy(np.float64, na_value=0.0)
    rows = dict(zip(groups_of(sums, question.by), sums[ROWS.name].tolist(), strict=True))
    of_group = np.array([rows.get(group, 0) for group in groups_of(frame, question.by)], dtype=np.float64)
    doubt = _shown(frame) & (n >= question.minimum) & (n < of_group)
    if not doubt.any():
        return few
    doubt &= n < question.minimum * question.most_rows()
    behind: dict[Sum, dict[Group, int]] = {}
    items = frame[metric.item].nunique() if metric.item in frame and len(frame) else 1
    for item in range(items):
        places = np.flatnonzero(doubt & (np.arange(len(frame)) % items == item))
        if not len(places):
            continue
        counting = _counting(metric, frame.iloc[item::items], sums, question.by)
        for place, group in zip(places, groups_of(frame.iloc[places], question.by), strict=True):
            people = []
            for one in counting.get(group, ()):
                if one not in behind:
                    behind[one] = question.people_behind(one)
                people.append(behind[one].get(group, 0))
            few[place] = min(people, default=0) < question.minimum  # no count of rows: nobody can say how many that is
    return few


def _counting(
    metric: Metric, frame: pd.DataFrame, sums: pd.DataFrame, by: tuple[str, ...]
) -> dict[Group, tuple[Sum, ...]]:
    """By group the sums that may say what n counts: the one whose totals are n everywhere, else all that are n there."""
    shown = frame[_shown(frame)]
    n = dict(zip(groups_of(shown, by), shown["n"].tolist(), strict=True))
    table, groups = TABLES[metric.table], groups_of(sums, by)
    fits: dict[Sum, list[bool]] = {}
    for one in (s for s in metric.sums if all(table.column(v).maximum == 1 for v in s.values)):
        totals = sums[one.name].tolist()
        fits[one] = [group in n and int(n[group]) == int(total) for group, total in zip(groups, totals, strict=True)]
    known = [group in n for group in groups]
    for one, fit in fits.items():
        if fit == known:
            return dict.fromkeys(groups, (one,))
    return {group: tuple(one for one, fit in fits.items() if fit[place]) for place, group in enumerate(groups)}


def _small_parts(frame: pd.DataFrame, item: str | None, question: Question) -> Mask:
    """Items that stand for few people, or would give such away by subtraction: settled like any other breakdown."""
    assert item is not None
    by = (*question.by, item)
    rows = question.sums([ROWS], item)
    visible, unseen = question.shown(rows, item)
    hidden = set(groups_of(pd.concat([rows.loc[~visible, list(by)], unseen[list(by)]]), by))
    covered: Mask = np.fromiter((group in hidden for group in groups_of(frame, by)), bool, len(frame))
    small: Mask = _shown(frame) & covered
    return small


def _small_items(frame: pd.DataFrame, metric: Metric, minimum: int) -> Mask:
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
            small: Mask = hidden.reshape(-1) & _shown(frame)
            return small
        hidden[need, open_.argmin(axis=1)[need]] = True
