"""Direct standardisation: what a place would show if the people who answered there were mixed as everywhere together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics import interval
from metrics.moments import Floats, Integers, ratio

PLACE = "place"
# Strata in which the spread is measured: the two dimensions that matter most. Finer ones have too few people for a
# standard deviation of their own.
SPREAD_BY = 2
# A mean of means must be the mean: by how much of its own standard error the strata may miss the whole (blank answers
# make such a difference in the IKM). An indicator that misses it by more is no average, and has no mix to hold equal.
AVERAGE_WITHIN = 0.25

Estimate = Callable[[pd.DataFrame], pd.DataFrame]


@dataclass(frozen=True)
class Mix:
    """The common mix: `dimensions` from the last to be given up to the first, `strata` in it, `n` people it rests on."""

    dimensions: tuple[str, ...]
    strata: int
    n: int


def standardise(
    strata: pd.DataFrame,
    spread: pd.DataFrame,
    dimensions: Sequence[str],
    estimate: Estimate,
    spread_of: Estimate,
    minimum: int,
) -> tuple[pd.DataFrame, Mix]:
    """Adjusted values of places, and the mix they were adjusted to.

        adjusted_p = sum over strata s of W_s y_ps,    W_s = n_s / n over all places together
        SE^2 = sum W_s^2 s_ps^2 / n_ps

    strata: sums by `place` and all `dimensions` (a missing key is a stratum of its own: nobody is left out); spread:
    sums by `place` and some of the first two of them, or the same frame. `estimate` gives value (or `exact`) and n of a
    frame of sums, `spread_of` also se. s^2 = n se^2 is measured within place x the first two dimensions, as far as
    `spread` has them and enough people are there.

    Collapse: where fewer than `minimum` people of a place are in a stratum (or none, or the formula has no value for
    them), its weight is not dropped; the value is that of the place's people in the next wider stratum, which gives up
    the last dimension, then the one before, until enough are in it; at last the whole place, that is, no adjustment.
    `collapsed` is the share of the weight that went that way. Wider strata share people with narrower ones; the error
    counts each person with all the weight that falls on them.

    Gives per place, sorted: raw, raw_se, n; adjusted, low, high, se, df; gap (raw less adjusted), gap_low, gap_high,
    gap_se; collapsed, unadjusted (share of the weight that fell back to the whole place). adjusted and gap are NaN
    where the place has fewer than `minimum` people or no value, and everywhere where the indicator is no average, for
    then there is no mix to hold equal (`AVERAGE_WITHIN`).
    """
    dimensions = tuple(dimensions)
    places, place = _sorted_keys(strata[PLACE].to_numpy(object))
    levels = _levels(strata, dimensions)
    cell_of = levels[0]
    count = int(cell_of.max(initial=-1)) + 1
    sums = _Sums.of(strata, dimensions)
    made = _estimated(sums, place, levels, len(places), estimate)
    people = made[0][1]
    total = people.sum()
    weight = ratio(people.sum(axis=0), total)
    wider = [_of_stratum(cell_of, of, count) for of in levels]
    chosen, value = _chosen(made, wider, minimum)
    adjusted = (weight * value).sum(axis=1)

    load = _load(made, wider, chosen, weight)  # of each person's answer, times the people of the cell
    crude = ratio(people, people.sum(axis=1, keepdims=True))
    wide = _Sums.of(spread, dimensions)
    at = np.searchsorted(places, spread[PLACE].to_numpy(object))
    variance, freedom, group = _spread(
        spread, wide, at, strata, dimensions, place, cell_of, people.shape, spread_of, minimum
    )
    per_cell = np.where(people > 0, variance / np.where(people > 0, people, 1), 0.0)
    se, df = _error(load, per_cell, group, freedom)
    gap_se, gap_df = _error(crude - load, per_cell, group, freedom)
    raw = spread_of(wide.added(at, len(places)))
    whole = _value(raw)
    raw_se = raw["se"].to_numpy(np.float64)
    if not _average(made[-2] if dimensions else made[0], whole, raw_se):
        adjusted = np.full(len(places), np.nan)
    low, high = interval.t_interval(adjusted, se, df)
    gap_low, gap_high = interval.t_interval(whole - adjusted, gap_se, gap_df)
    frame = pd.DataFrame(
        {
            "raw": whole,
            "raw_se": raw_se,
            "n": raw["n"].to_numpy(np.int64),
            "adjusted": adjusted,
            "low": low,
            "high": high,
            "se": np.where(np.isnan(adjusted), np.nan, se),
            "df": df,
            "gap": whole - adjusted,
            "gap_low": gap_low,
            "gap_high": gap_high,
            "gap_se": np.where(np.isnan(adjusted), np.nan, gap_se),
            "collapsed": (weight * (chosen > 0)).sum(axis=1),
            "unadjusted": (weight * (chosen >= len(dimensions))).sum(axis=1) if dimensions else np.ones(len(places)),
        },
        index=pd.Index(places, name=PLACE),
    )
    return frame, Mix(dimensions, count, int(total))


def _average(made: tuple[Floats, Floats], whole: Floats, se: Floats) -> bool:
    """Whether the values of the widest strata, weighted by their people, give the value of every place back."""
    value, n = made
    blank = ((n > 0) & np.isnan(value)).any(axis=1)
    together = ratio(np.where(n > 0, n * np.nan_to_num(value), 0.0).sum(axis=1), n.sum(axis=1))
    known = ~blank & ~np.isnan(together) & ~np.isnan(whole)
    return bool((np.abs(together - whole) <= np.maximum(AVERAGE_WITHIN * se, 1e-9))[known].all())


def _levels(strata: pd.DataFrame, dimensions: tuple[str, ...]) -> list[Integers]:
    """The stratum of each row at each level: all dimensions, the last given up, ..., none."""
    found = [np.zeros(len(strata), np.int64)]
    for d in dimensions:
        code = pd.factorize(strata[d].to_numpy(object), use_na_sentinel=False)[0]
        found.append(_numbered(found[-1] * (int(code.max(initial=0)) + 1) + code)[1])
    return found[::-1]


def _sorted_keys(keys: npt.NDArray[np.object_]) -> tuple[npt.NDArray[np.object_], Integers]:
    """The different keys in order, and the place of each among them: many keys are few different ones."""
    code, found = pd.factorize(keys)
    order = np.argsort(found)
    return found[order], np.argsort(order)[code]


def _numbered(groups: Integers) -> tuple[Integers, Integers]:
    """The different numbers in order, and the place of each among them: `np.unique` of small numbers, without sorting."""
    there = np.zeros(int(groups.max(initial=-1)) + 1, bool)
    there[groups] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[groups]


@dataclass(frozen=True)
class _Sums:
    """The sums of a frame as one matrix, (sums, rows), apart from its keys."""

    names: pd.Index
    numbers: Integers

    @classmethod
    def of(cls, frame: pd.DataFrame, dimensions: Sequence[str]) -> _Sums:
        rest = frame.drop(columns=[PLACE, *(d for d in dimensions if d in frame)])
        return cls(rest.columns, np.ascontiguousarray(rest.to_numpy(np.int64).T))

    def added(self, group: Integers, size: int) -> pd.DataFrame:
        """The sums of the groups 0..size-1, nought for those without rows."""
        totals = np.zeros((len(self.names), size), np.int64)
        if len(group):
            numbers, step = self.numbers, np.diff(group)
            if (step < 0).any():
                order = np.argsort(group, kind="stable")
                numbers, group = numbers.take(order, axis=1), group[order]
                step = np.diff(group)
            starts = np.concatenate([[0], np.flatnonzero(step) + 1])
            totals[:, group[starts]] = np.add.reduceat(numbers, starts, axis=1)
        return pd.DataFrame(totals.T, columns=self.names)


def _value(made: pd.DataFrame) -> Floats:
    found: Floats = made["exact" if "exact" in made else "value"].to_numpy(np.float64)
    return found


def _estimated(
    sums: _Sums, place: Integers, levels: list[Integers], places: int, estimate: Estimate
) -> list[tuple[Floats, Floats]]:
    """(value, n) by place and stratum of each level: (places, strata); NaN and 0 where a place has nobody."""
    groups = [_numbered(place * (int(of.max(initial=-1)) + 1) + of) for of in levels]
    together = [sums.added(of_row, len(there)) for there, of_row in groups]
    made = estimate(pd.concat(together, ignore_index=True))  # one formula over all: it costs more than its groups
    value, n = _value(made), made["n"].to_numpy(np.float64)
    found, before = [], 0
    for (there, _), of in zip(groups, levels, strict=True):
        size = int(of.max(initial=-1)) + 1
        values, people = np.full(places * size, np.nan), np.zeros(places * size)
        own = slice(before, before + len(there))
        values[there], people[there] = value[own], n[own]
        found.append((values.reshape(places, size), people.reshape(places, size)))
        before += len(there)
    return found


def _of_stratum(cell_of: Integers, wider: Integers, count: int) -> Integers:
    """The wider stratum that each stratum lies in."""
    found = np.zeros(count, np.int64)
    found[cell_of] = wider
    return found


def _chosen(made: list[tuple[Floats, Floats]], wider: list[Integers], minimum: int) -> tuple[Integers, Floats]:
    """The level whose value stands for each place and stratum, and the value; NaN where no level has enough people."""
    shape = made[0][0].shape
    chosen, value = np.full(shape, len(made), np.int64), np.full(shape, np.nan)
    for level, ((values, n), of) in enumerate(zip(made, wider, strict=True)):
        enough = (chosen == len(made)) & (n[:, of] >= max(minimum, 1)) & ~np.isnan(values[:, of])
        chosen[enough], value[enough] = level, values[:, of][enough]
    return chosen, value


def _load(made: list[tuple[Floats, Floats]], wider: list[Integers], chosen: Integers, weight: Floats) -> Floats:
    """The weight on the mean of each cell (place, stratum), over the narrower and wider strata that it speaks for."""
    people = made[0][1]
    load = np.zeros_like(people)
    for level, ((_, n), of) in enumerate(zip(made, wider, strict=True)):
        falls = np.zeros_like(n)
        np.add.at(falls.T, of, np.where(chosen == level, weight, 0.0).T)
        load += people * np.where(n[:, of] > 0, falls[:, of] / np.where(n[:, of] > 0, n[:, of], 1), 0.0)
    return load


def _spread(
    spread: pd.DataFrame,
    sums: _Sums,
    at: Integers,
    strata: pd.DataFrame,
    dimensions: tuple[str, ...],
    place: Integers,
    cell_of: Integers,
    shape: tuple[int, ...],
    spread_of: Estimate,
    minimum: int,
) -> tuple[Floats, Floats, Integers]:
    """Variance of one answer per cell, the freedom of each group it was measured in, and the group of each cell.

    at: the place of each row of `spread`; place, cell_of: those of each row of `strata`; shape: (places, strata).
    """
    by = tuple(d for d in dimensions[:SPREAD_BY] if d in spread)
    levels = _levels(pd.concat([spread[[PLACE, *by]], strata[[PLACE, *by]]], ignore_index=True), by)
    sizes = [int(level.max(initial=-1)) + 1 for level in levels]
    together = [
        sums.added(at * size + level[: len(spread)], shape[0] * size) for size, level in zip(sizes, levels, strict=True)
    ]
    made = spread_of(pd.concat(together, ignore_index=True))
    n, se = made["n"].to_numpy(np.float64), made["se"].to_numpy(np.float64)
    variance, group = np.full(shape, np.nan), np.zeros(shape, np.int64)
    before = 0
    for size, level in zip(sizes, levels, strict=True):
        cells = before + place * size + level[len(spread) :]
        known = np.isnan(variance[place, cell_of]) & (n[cells] >= max(minimum, 2)) & ~np.isnan(se[cells])
        rows = np.flatnonzero(known)
        variance[place[rows], cell_of[rows]] = (se**2 * n)[cells[rows]]
        group[place[rows], cell_of[rows]] = cells[rows]
        before += shape[0] * size
    return variance, n - 1, group


def _error(load: Floats, per_cell: Floats, group: Integers, freedom: Floats) -> tuple[Floats, Floats]:
    """(se, df) of a weighted sum of cells; df by Satterthwaite over the groups in which the spread was measured."""
    each = np.where(load == 0, 0.0, load**2 * per_cell)
    variance = each.sum(axis=1)
    of_group = np.bincount(group.ravel(), np.nan_to_num(each).ravel(), len(freedom))
    share = np.where(of_group > 0, of_group**2 / np.where(freedom > 0, freedom, np.nan), 0.0)
    whose = np.zeros(len(freedom), np.int64)  # a group lies in one place; a cell without people adds nothing to any
    place, cell = np.nonzero(each)
    whose[group[place, cell]] = place
    return np.sqrt(variance), ratio(variance**2, np.bincount(whose, share, len(load)))
