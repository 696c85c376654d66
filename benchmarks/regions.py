"""Places compared: does the comparison find what is planted, keep quiet where nothing is, and cover the truth as often
as it says? And how long does it take at a million responses?

Shares are of simulated worlds; a bound here is the share that may fail. The planted rank flip is that of the demo as it
is shipped, at the size that its page shows (a year): its offices are kept and their people and answers drawn anew; demos
of other seeds draw the offices too.

What an interval of an adjusted value should cover has three readings, and all are measured: the mix as the page collapses
it; every stratum that a city has anybody in by itself; every stratum that any city has, also where this one has nobody.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks import Measure
from benchmarks.query import changes
from benchmarks.query import store as a_million
from data import compared, demo
from data.demo.offices import offices, totals
from data.demo.plan import DEFAULT_RESPONSES, DEFAULT_SEED
from data.demo.responses import CityResponses, generate
from metrics import formulas
from metrics.metric import Direction
from metrics.regions.pairs import reversals
from metrics.regions.ranks import ranks
from metrics.regions.standardise import standardise
from metrics.registry import metric
from metrics.satisfaction.elements import ELEMENT_KEYS

DIMENSIONS = compared.mix_of(metric("ikm"), "city")
MIXED = ("channel", "age", "education")  # of the small worlds
LEVELS = (4, 5, 6)
WORLDS, SEEDS = 400, 40
SIZES = np.array([1500, 2700, 5600, 3900])  # of one quarter of the demo
DEVIATION = 14.0  # of one respondent's index
PER = 100  # answers are whole hundredths
MINIMUM = 5
COLUMN = "index"
YEAR = 4  # quarters
FLIP = ("semarang", "binjai")  # higher raw, lower at the same mix
FAILS, FARTHEST = 0.05, 0.02  # share of worlds that may fail; how far a coverage may lie from 95 %


@dataclass(frozen=True)
class World:
    """Strata of some places as sums, and what is true: the adjusted value of each, and whether its raw one is."""

    strata: pd.DataFrame
    raw: np.ndarray
    adjusted: np.ndarray


def world(rng: np.random.Generator, level: np.ndarray, effect: float, tied: bool = False) -> World:
    """Places with levels, mixes of their own, and effects of who answers (`effect` points of standard deviation).

    `tied`: the levels are moved until all raw means are truly equal, and only the mix makes a difference.
    """
    cells = int(np.prod(LEVELS))
    keys = np.array(np.unravel_index(np.arange(cells), LEVELS))
    effects = sum(rng.normal(0, effect, size)[keys[i]] for i, size in enumerate(LEVELS))
    common = rng.dirichlet(np.full(cells, 1.0))
    mixes = np.stack([rng.dirichlet(1 + 60 * common) for _ in level])
    people = np.stack([rng.multinomial(n, mix) for n, mix in zip(SIZES, mixes, strict=True)])
    if tied:
        level = level.mean() - (people * effects).sum(axis=1) / SIZES
    means = level[:, None] + effects
    weight = people.sum(axis=0) / people.sum()
    place, cell = np.nonzero(people)
    n = people[place, cell]
    mean = means[place, cell] + rng.normal(0, DEVIATION, len(n)) / np.sqrt(n)
    scatter = DEVIATION**2 * np.where(n > 1, rng.chisquare(np.maximum(n - 1, 1)), 0.0)
    added = np.rint(PER * n * mean).astype(np.int64)
    strata = pd.DataFrame({"place": place, **{d: keys[i][cell] for i, d in enumerate(MIXED)}})
    strata["n"] = n
    strata[f"n__{COLUMN}"], strata[f"s__{COLUMN}"] = n, added
    strata[f"s__{COLUMN}__{COLUMN}"] = np.rint(PER**2 * scatter + added.astype(np.float64) ** 2 / n).astype(np.int64)
    for d in ("place", *MIXED):
        strata[d] = strata[d].astype(object)
    return World(strata, (people * means).sum(axis=1) / SIZES, means @ weight)


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Mean of the index, in points."""
    return formulas.column_mean(sums, COLUMN, PER)


def adjusted(strata: pd.DataFrame, dimensions: tuple[str, ...] = MIXED, minimum: int = MINIMUM) -> pd.DataFrame:
    """The places at their common mix."""
    return standardise(strata, strata, dimensions, estimate, estimate, minimum)[0]


def turned(found: pd.DataFrame) -> set[tuple[str, str]]:
    """The places that are said to turn round: (higher raw, lower at the same mix)."""
    pairs = reversals(found["raw"], found["raw_se"], found["adjusted"], found["se"])
    names = found.index.to_numpy()
    return set(zip(names[pairs["above"]], names[pairs["below"]], strict=True))


def worlds() -> list[Measure]:
    """Coverage and ties in worlds where who answers matters; reversals where it does not."""
    rng = np.random.default_rng(5)
    inside, gaps, ordered, ranked, quiet, least = [], [], [], [], [], []
    for _ in range(WORLDS):
        level = 80 + rng.normal(0, 1.5, len(SIZES))
        made = world(rng, level, 1.5)
        found = adjusted(made.strata)
        inside += list((found["low"] <= made.adjusted) & (made.adjusted <= found["high"]))
        gap = made.raw - made.adjusted
        gaps += list((found["gap_low"] <= gap) & (gap <= found["gap_high"]))
        order = ranks(found["adjusted"], found["se"], Direction.HIGHER)
        first, second = np.triu_indices(len(level), 1)
        apart = np.sign(order["group"].to_numpy()[second] - order["group"].to_numpy()[first])
        ordered.append(not (apart * (made.adjusted[second] - made.adjusted[first]) > 0).any())
        true = 1 + (made.adjusted[None, :] > made.adjusted[:, None]).sum(axis=1)
        ranked += list((order["low"] <= true) & (true <= order["high"]))
        level[1] = level[0]  # a tie in truth, which noise turns round half of the time
        quiet.append(not turned(adjusted(world(rng, level, 0.0).strata)))
        least.append(not turned(adjusted(world(rng, level, 3.0, tied=True).strata)))
    return [
        Measure("95 % intervals of adjusted values: distance of their coverage from 95 %", abs(np.mean(inside) - 0.95), "share", FARTHEST),
        Measure("the same of the gap raw less adjusted", abs(np.mean(gaps) - 0.95), "share", FARTHEST),
        Measure("worlds in which tie groups contradict the true order", 1 - np.mean(ordered), "share", FAILS),
        Measure("rank intervals that miss the true rank", 1 - np.mean(ranked), "share", FAILS),
        Measure("worlds without effect of the mix in which a reversal is flagged", 1 - np.mean(quiet), "share", FAILS),
        Measure("worlds in which all are equal raw and only the mix sets them apart, flagged", 1 - np.mean(least), "share", FAILS),
    ]  # fmt: skip


def planted() -> list[Measure]:
    """The demo's own flip, its answers drawn anew; the same answers with nothing in who gave them; other demos."""
    rng = np.random.default_rng(6)
    kept = {city: offices(DEFAULT_SEED, city, n) for city, n in totals(DEFAULT_RESPONSES).items()}
    missed, said, others = [], [], []
    inside: dict[str, list[bool]] = {"as the page collapses it": [], "uncollapsed": [], "of every stratum": []}
    for seed in range(SEEDS):
        rows = _rows([generate(seed, city, there) for city, there in kept.items()])
        found, (raw, true) = adjusted(_strata(rows), DIMENSIONS), _truth(rows)
        assert _flipped(raw, true), "the demo plants a flip"
        missed.append(FLIP not in turned(found))
        for held, value in zip(inside.values(), (true, _truth(rows, 1)[1], _everywhere(rows)), strict=True):
            held += list((found["low"] <= value[found.index]) & (value[found.index] <= found["high"]))
        anyone = rows[list(DIMENSIONS)].iloc[rng.permutation(len(rows))].set_axis(rows.index)
        said.append(bool(turned(adjusted(_strata(rows.assign(**anyone)), DIMENSIONS))))
        rows = _rows(demo.generated(seed))
        others.append(not _flipped(*_truth(rows)) or FLIP not in turned(adjusted(_strata(rows), DIMENSIONS)))
    return [
        Measure(f"draws of {SEEDS} in which the planted rank flip is not flagged", float(np.mean(missed)), "share", FAILS),
        Measure("the same answers given by anyone: a flip is flagged", float(np.mean(said)), "share", FAILS),
        *(
            Measure(f"95 % intervals of what is planted, {name}: distance of their coverage from 95 %", abs(float(np.mean(held)) - 0.95), "share", FARTHEST)
            for name, held in inside.items()
        ),
        Measure(f"demos of {len(others)} other seeds that have no such flip, or in which it is not flagged", float(np.mean(others)), "share", FAILS),
    ]  # fmt: skip


def _rows(cities: list[CityResponses]) -> pd.DataFrame:
    """The answers of the last year: place, who gave them, the index as answered and as planted."""
    frames = []
    for city in cities:
        scores = np.stack([city.rows[key].to_numpy().astype(np.float64) for key in ELEMENT_KEYS], axis=1)
        rows = pd.DataFrame({d: getattr(city.people, d) for d in MIXED}).assign(place=city.offices[0].city)
        rows[compared.TYPE] = np.array([o.unit_type for o in city.offices], object)[city.office]
        rows["effect"] = city.people.effect
        rows["index"], rows["planted"] = np.rint(PER * 25 * np.nanmean(scores, axis=1)), city.planted.mean(axis=1)
        frames.append(rows[city.quarter > city.quarter.max() - YEAR])
    return pd.concat(frames, ignore_index=True)


def _truth(rows: pd.DataFrame, minimum: int = MINIMUM) -> tuple[pd.Series, pd.Series]:
    """What is planted in the answers of each city, raw and at the common mix: by the rule that the page states for
    strata in which a city has too few people (fewer than `minimum`), but without the noise of the answers.
    """
    found = adjusted(_strata(rows.assign(index=np.rint(PER * rows["planted"]))), DIMENSIONS, minimum)
    return found["raw"], found["adjusted"]


def _everywhere(rows: pd.DataFrame) -> pd.Series:
    """What is planted at the common mix if every city had every kind of people in every type of office: the level of the
    city's offices of that type, of all its offices where it has none of the type, and the effect of who answers.
    """
    rows = rows.assign(level=rows["planted"] - rows["effect"])
    level = rows.groupby(["place", compared.TYPE])["level"].mean().unstack()
    level = level.apply(lambda own: own.fillna(rows.loc[rows["place"] == own.name, "level"].mean()), axis=1)
    weight = rows[compared.TYPE].value_counts(normalize=True)
    return (level * weight).sum(axis=1) + rows["effect"].mean()


def _flipped(raw: pd.Series, mixed: pd.Series) -> bool:
    first, second = FLIP
    return bool(raw[first] > raw[second] and mixed[first] < mixed[second])


def _strata(rows: pd.DataFrame) -> pd.DataFrame:
    index = rows["index"].astype(np.int64)
    sums = rows[["place", *DIMENSIONS]].assign(
        n=1, **{f"n__{COLUMN}": 1, f"s__{COLUMN}": index, f"s__{COLUMN}__{COLUMN}": index**2}
    )
    return sums.groupby(["place", *DIMENSIONS], as_index=False).sum()


def speed() -> list[Measure]:
    """IKM of four cities at their common mix, one change of filter after another."""
    opened = a_million()
    times = []
    for _, selection in changes(opened)[:60]:
        begun = time.perf_counter()
        compared.compared(opened, "ikm", "city", selection.but(city=(), unit=()))
        times.append((time.perf_counter() - begun) * 1000)
    opened.close()
    return [Measure("cities compared after a change of filter, p95", float(np.percentile(times, 95)), "ms", 250)]


def run() -> list[Measure]:
    """All of it."""
    return [*worlds(), *planted(), *speed()]
