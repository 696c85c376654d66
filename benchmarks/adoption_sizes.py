"""Whether times to steady use, and the sizes of what moves them, are those that were planted: over seeds, without a store.

Medians are compared with those of the chances that were drawn with, group by group. Ratios are compared in worlds in
which nothing unseen goes with training: where the literate are trained more, and nobody measures literacy, no
regression can tell training's own ratio, and the page calls it an association. Bounds hold where few reach steady use in
a month; where many do, they tie within the month and ratios lie nearer to 1. How far off they are there is reported.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from benchmarks import Measure
from benchmarks.adoption import FIRST, spells
from data.demo.adoption import plan
from data.demo.adoption.truth import half, planted
from data.demo.adoption.world import World, simulate
from metrics import quantiles
from metrics.adoption.family import MONTHS
from metrics.models import cox
from tests.metrics.models.test_cox import naive

SEEDS, STAFF = 12, 5_600
SEEN = replace(
    plan.PLANTED,
    adoption=replace(
        plan.PLANTED.adoption, base=-5.4, literacy=0.0, resistance=0.0, literacy_x_resistance=0.0, culture=0.0,
        training_resistant=plan.PLANTED.adoption.training, leaders=0.0, behaviour=0.0,
    ),
)  # fmt: skip
MISSED = 9.0  # % of planted figures outside their 95 % interval: how far cover may lie from the nominal is .04
OLD, VOLUNTARY = "age 50 and over", "voluntary"
MOST_BIAS = 10  # of a planted figure, in %, that the bias may reach


def run() -> list[Measure]:
    """Medians by group; ratios where nothing unseen goes with them; what they are where something does."""
    begun = time.perf_counter()
    medians = pd.concat([_medians(simulate(seed, staff=STAFF)) for seed in range(SEEDS)])
    ratios = pd.DataFrame([row for seed in range(SEEDS) for row in _ratios(simulate(seed, staff=STAFF, effects=SEEN))])
    unseen = pd.DataFrame([row for seed in range(4) for row in _ratios(simulate(seed, staff=STAFF), plan.PLANTED)])
    dense = replace(SEEN, adoption=replace(SEEN.adoption, base=-4.2))
    quick = pd.DataFrame([row for seed in range(4) for row in _ratios(simulate(seed, staff=STAFF, effects=dense))])
    looks = [
        naive(_one_system(simulate(seed, staff=2_000, effects=plan.PLACEBO)), by_the_end=False) for seed in range(6)
    ]
    found = [*_of_medians(medians), *_of_ratios(ratios)]
    off = unseen.loc[unseen["what"] == "training", "error"].mean()
    return [
        *found,
        *(Measure(f"Cox: {what} where half are there within months, log ratio off by", float(of["error"].mean()), "") for what, of in quick.groupby("what", sort=False)),
        Measure("Cox: training where unmeasured literacy goes with it, log ratio off by", float(off), ""),
        Measure("Cox: ratio that 'trained before the end of the wait' as fixed gives to trainings that do nothing", float(np.mean([(low * high) ** 0.5 for low, high in looks])), ""),
        Measure("all of it", time.perf_counter() - begun, "s"),
    ]  # fmt: skip


def _one_system(world: World) -> pd.DataFrame:
    """The spells of one system: a row per person."""
    rows = spells(world)
    return rows[rows["system"] == plan.KEYS[0]].reset_index(drop=True)


def _of_medians(rows: pd.DataFrame) -> Iterator[Measure]:
    both = rows[rows["planted"].notna() & rows["found"].notna()]
    error = both["found"] - both["planted"]
    bounded = both[both["low"].notna()]
    outside = (bounded["planted"] < bounded["low"]) | (bounded["planted"] > bounded["high"])
    sides = rows.pivot_table(index=["seed", "system"], columns="group", values="found")[
        ["trained", "untrained"]
    ].dropna()
    yield Measure(
        f"Kaplan-Meier: bias of {len(both)} medians by system, city and training",
        abs(float(error.mean())),
        "months",
        MOST_BIAS / 100 * float(both["planted"].mean()),
    )
    yield Measure("Kaplan-Meier: their root mean squared error", float(np.sqrt((error**2).mean())), "months")
    yield Measure(
        f"Kaplan-Meier: planted medians outside the 95 % interval, of {len(bounded)}",
        100 * float(outside.mean()),
        "%",
        MISSED,
    )
    yield Measure(
        "Kaplan-Meier: half reached by plan and not in the data, or the other way",
        100 * float((rows["planted"].isna() != rows["found"].isna()).mean()),
        "%",
        MISSED,
    )
    yield Measure(f"Kaplan-Meier: the trained not quicker, of {len(sides)} pairs", 100 * float((sides["trained"] >= sides["untrained"]).mean()), "%", MISSED)  # fmt: skip


def _of_ratios(rows: pd.DataFrame) -> Iterator[Measure]:
    """Signs and sizes. What is pulled towards 0, and why: see `_ratios`; so cover is bounded for age alone."""
    for what, of in rows.groupby("what", sort=False):
        size = abs(float(of["truth"].mean()))
        bound = None if what == VOLUNTARY else MOST_BIAS
        yield Measure(
            f"Cox: {what}, planted log ratio {of['truth'].mean():.2f}: bias",
            100 * abs(float(of["error"].mean())) / size,
            "%",
            bound,
        )
        yield Measure(f"Cox: {what}, planted ratio outside the 95 % interval, of {len(of)} worlds", 100 * float(of["missed"].mean()), "%", MISSED if what == OLD else None)  # fmt: skip


def _medians(world: World) -> pd.DataFrame:
    """Planted and found median of each group of a world, with the interval found; months, NaN where half are not there."""
    rows = spells(world)
    trained = (rows["trained_month"] < rows["started"]).to_numpy()
    found = []
    for system, city, group in _groups(world):
        mine = (rows["system"] == system).to_numpy()
        if city:
            mine = mine & (rows["city"] == city).to_numpy()
        if group:
            mine = mine & (trained == (group == "trained"))
        parts = [of.spread for of in world.cities if city in ("", of.city)]
        side = {"": slice(None), "untrained": slice(0, 1), "trained": slice(1, 2)}[group]
        place = plan.KEYS.index(system)
        hazard, at_risk = (sum(getattr(of, name)[side, place].sum(axis=0) for of in parts) for name in ("hazard", "at_risk"))  # fmt: skip
        if at_risk[0] < 30:  # indicative only
            continue
        curve = quantiles.survival(*(_counted(rows[mine], name) for name in ("months_to", "months_waiting")), MONTHS)
        low, high = curve.quantile_interval(0.5)
        truth = half(planted(hazard, at_risk))
        found.append(
            {
                "seed": world.seed, "system": system, "city": city, "group": group or "all",
                "planted": np.nan if truth is None else truth, "found": curve.quantile(0.5)[0],
                "low": low[0], "high": high[0],
            }
        )  # fmt: skip
    return pd.DataFrame(found)


def _groups(world: World) -> Iterator[tuple[str, str, str]]:
    """System, city ("" for all) and training ("" for both) of each group."""
    for system in plan.KEYS:
        yield system, "", ""
        yield system, "", "trained"
        yield system, "", "untrained"
        for of in world.cities:
            yield system, of.city, ""


def _counted(rows: pd.DataFrame, column: str) -> np.ndarray:
    """Rows by whole month: one row of counts, as the store's sums give them. Logs are shorter than the single months."""
    counts: np.ndarray = np.bincount(rows[column].dropna().astype(int), minlength=len(MONTHS.starts))[None, :]
    return counts


def _ratios(world: World, meant: plan.Effects = SEEN) -> Iterator[dict[str, object]]:
    """Planted log ratio, error and whether the interval missed it: of training, age, obligation and colleagues.

    Trainings are worth different amounts and obligation is that of the office at the start, while some move on: what is
    told of either as one number lies nearer to 0 than what was planted for each.
    """
    rows = spells(world)
    effects = {(e["feature"], e["level"]): e for e in cox.fit(rows)["effects"]}
    of = meant.adoption
    years = world.spells.merge(world.people[["person", "age"]], on="person")["age"].set_axis(rows.index)
    reached = rows["months_to"].notna()
    old, young = effects["age", "50plus"]["level"], effects["age", "50plus"]["reference"]
    gap = years[reached & (rows["age"] == old)].mean() - years[reached & (rows["age"] == young)].mean()
    for what, key, truth in (
        ("training", ("trained", "trained"), _of_training(world, rows, of)),
        (OLD, ("age", "50plus"), of.age * gap),
        (VOLUNTARY, ("obligation", "voluntary"), -of.mandatory),
        ("colleagues, 10 points", ("peers", ""), of.peers * cox.STEP / 100),
    ):
        ratio = effects[key]["ratio"]
        yield {
            "what": what, "truth": truth, "error": np.log(ratio["value"]) - truth,
            "missed": not np.log(ratio["low"]) <= truth <= np.log(ratio["high"]),
        }  # fmt: skip


def _of_training(world: World, rows: pd.DataFrame, of: plan.Adoption) -> float:
    """Log of how many times as many of the trained reach steady use in a month, by what their trainings were worth then."""
    waits = cox.at_events(cox.episodes(rows))
    waits = waits[waits["trained"] > 0]
    worth = np.concatenate([city.staff.worth for city in world.cities])  # person x month
    month = (waits["started"] + waits["month"] - FIRST).to_numpy(int)
    resists = np.concatenate([city.staff.resistance for city in world.cities])[waits["person"].to_numpy()] > 0
    gain = np.where(resists, of.training_resistant, of.training) * worth[waits["person"].to_numpy(), month]
    return float(np.log(np.exp(gain).mean()))
