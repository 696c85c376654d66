"""Whether the models of adoption find what the demo plants, and nothing where nothing is: over seeds, without a store.

The bounds are those of the statistics that Pantau promises: no driver in at least 95 % of worlds without any, intervals
at 95 % that cover, signs as planted. Figures without a bound are reported only.
"""

from __future__ import annotations

import time

import numpy as np
import pandas as pd

from benchmarks import Measure
from data.demo.adoption import plan, use_plan
from data.demo.adoption.world import World, simulate
from data.tables import AGE_BAND, AGE_BAND_BOUNDS
from metrics.models import cox, drivers, features, leaders, segments
from metrics.models.behaviour import SUMS, joint
from metrics.resistance.terms import SCALES, STATEMENTS, needed, statements

SEEDS, PLACEBO_SEEDS = 6, 20
STAFF, PLACEBO_STAFF = 5_600, 2_000
FIRST = int(plan.FIRST_MONTH.astype(int)) + 1970 * 12


def spells(world: World) -> pd.DataFrame:
    """As `data.fits.inputs` reads them from the records."""
    found = world.spells.merge(world.people[["person", "position", "age"]], on="person")
    bounds = [low for low, _ in AGE_BAND_BOUNDS][1:]
    keys = np.array([level.key for level in AGE_BAND.levels], dtype=object)
    event = found["event"] == 1
    return found.assign(
        started=found["start"] + FIRST, trained_month=found["trained"].astype(float) + FIRST,
        months_to=found["months"].where(event).astype(float),
        months_waiting=(found["months"] - 1).where(~event).clip(lower=0).astype(float),
        age=keys[np.digitize(found["age"], bounds)], education="s1",
        obligation=np.where(found["mandatory"] == 1, "mandatory", "voluntary"),
    )  # fmt: skip


def answers(world: World) -> pd.DataFrame:
    """The survey, scales 0-100."""
    found = world.pulse[["city", "unit", "system", "position"]].copy()
    found["quarter"] = [int(q[:4]) * 4 + int(q[5]) - 1 for q in world.pulse["quarter"]]
    found["respondent"] = world.pulse["true_person"]
    said = world.pulse[list(STATEMENTS)]
    same = (said.min(axis=1) == said.max(axis=1)) & (said.notna().sum(axis=1) >= 10) & (said.min(axis=1) != 3)
    for scale in SCALES:  # straight-liners count in no scale: with them, switching cost goes with resistance by itself
        items = world.pulse[list(statements(scale))]
        found[scale] = (25 * (items.mean(axis=1) - 1)).where(items.notna().sum(axis=1) >= needed(scale)).mask(same)
    return found


def use(world: World) -> pd.DataFrame:
    """Use by person, system and quarter."""
    rows = world.use.merge(world.people[["person", "position"]], on="person")
    steady = world.spells.loc[world.spells["event"] == 1, ["person", "system", "start", "months"]]
    rows = rows.merge(steady, on=["person", "system"], how="left")
    rows["quarter"] = (rows["month"] + FIRST) // 3
    rows["sustained"] = (rows["start"] + rows["months"] + FIRST) // 3 < rows["quarter"]
    rows["idle_days"] = rows["working_days"] - rows["active_days"]
    rows["transactions"] = rows["digital"] + rows["manual"]
    counts = [
        "active_days",
        "working_days",
        "idle_days",
        "transactions",
        "manual",
        "digital",
        "proxy",
        "late",
        "returned",
    ]
    by = rows.groupby(["city", "unit", "person", "position", "system", "quarter"], observed=True)
    found = by[counts].sum()
    found["had_sustained"] = by["sustained"].first().astype(float)
    found["stopped"] = found["had_sustained"] * (found["active_days"] == 0)
    found = found.reset_index()
    first = world.trainings.groupby("person")["month"].min() + FIRST
    found["trained"] = (found["person"].map(first) < found["quarter"] * 3).astype(float)
    return joint(found)


def launches(world: World) -> pd.DataFrame:
    """The month of launch in each unit, and its obligation."""
    by = world.spells.groupby(["unit", "system"], as_index=False).agg(launched=("start", "min"), obligation=("mandatory", "first"))  # fmt: skip
    by["launched"] += FIRST
    by["obligation"] = np.where(by["obligation"] == 1, "mandatory", "voluntary")
    return by


def recent(frame: pd.DataFrame) -> pd.DataFrame:
    """The last four quarters."""
    return frame[frame["quarter"] > frame["quarter"].max() - 4]


def run() -> list[Measure]:
    """Signs, recovery and stability in planted worlds; what is claimed in worlds without anything."""
    begun = time.perf_counter()
    found = [_planted(seed) for seed in range(SEEDS)]
    none = [_placebo(seed) for seed in range(PLACEBO_SEEDS)]
    rows = pd.DataFrame(found)
    claimed = pd.DataFrame(none)
    share = {name: 100 * float(rows[name].mean()) for name in ("trained", "old", "usefulness", "null", "leaders")}
    return [
        Measure("Cox: training planted to help, not found to, % of worlds", 100 - share["trained"], "%", 0),
        Measure("Cox: age 50 and over planted to slow, not found to", 100 - share["old"], "%", 0),
        Measure("resistance: usefulness not found or of the wrong sign", 100 - share["usefulness"], "%", 0),
        Measure("resistance: slope of usefulness, bias in % of the planted one", 100 * abs(float(rows["slope"].mean()) - 1), "%", 10),
        Measure("resistance: planted points of its curve outside their 95 % interval", 100 * float(rows["missed"].mean()), "%", 9),
        Measure("resistance: cost, planted to do nothing, found", share["null"], "%", 5),
        Measure("leaders: planted to lead, not found to", 100 - share["leaders"], "%"),
        Measure("segments: 1 - adjusted Rand of the map's quadrants and the planted kinds", 1 - float(rows["map"].mean()), ""),
        Measure("segments: 1 - adjusted Rand of the mixture and the planted kinds", 1 - float(rows["mixture"].mean()), ""),
        Measure("segments: 1 - stability", 1 - float(rows["stability"].mean()), ""),
        Measure("placebo: worlds with a driver of resistance", 100 * float(claimed["resistance"].mean()), "%", 5),
        Measure("placebo: worlds with a driver of adoption", 100 * float(claimed["adoption"].mean()), "%", 5),
        Measure("placebo: Cox, training's 95 % interval leaves out 1", 100 * float(claimed["cox"].mean()), "%", 15),
        Measure("placebo: Cox, mean ratio of training less 1", float(np.exp(claimed["log"].mean())) - 1, "", 0.05),
        Measure("all of it", time.perf_counter() - begun, "s"),
    ]  # fmt: skip


def _planted(seed: int) -> dict[str, float]:
    from sklearn.metrics import adjusted_rand_score

    world = simulate(seed, staff=STAFF)
    of_spells, said, used = spells(world), answers(world), use(world)
    effects = {(e["feature"], e["level"]): e["ratio"] for e in cox.fit(of_spells)["effects"]}
    told = drivers.resistance(features.told(said, launches(world), used), placebos=0)
    curves = {f["feature"]: f["curve"] for f in told["features"] if f["shown"]}
    useful = curves.get("usefulness", [])
    slope, missed = _usefulness(world, said, useful)
    sums = ["active_days", *SUMS]
    whole = recent(used).groupby(["city", "unit", "person", "position"], observed=True)[sums].sum().reset_index()
    by_system = recent(used).groupby(["unit", "person", "position", "system"], observed=True)
    groups = segments.fit(recent(said), whole)
    kinds = world.units.set_index("unit")["true_segment"]
    planted = [kinds[g["unit"]] for g in groups["groups"]]
    return {
        "trained": effects["trained", "trained"]["low"] > 1,
        "old": next(r["high"] < 1 for (name, level), r in effects.items() if name == "age" and level == "50plus"),
        "usefulness": bool(useful) and useful[-1]["value"] < useful[0]["value"],
        "slope": slope,
        "missed": missed,
        "null": "cost" in curves,
        "leaders": leaders.fit(by_system[sums].sum().reset_index())["found"],
        "map": adjusted_rand_score(planted, [g["quadrant"] for g in groups["groups"]]),
        "mixture": adjusted_rand_score(planted, [g["segment"] for g in groups["groups"]]),
        "stability": groups["stability"] or 0.0,
    }  # fmt: skip


def _usefulness(world: World, said: pd.DataFrame, curve: list[dict[str, float]]) -> tuple[float, float]:
    """Slope of the curve of R over usefulness as a share of the planted one, and the share of its points that miss it.

    Planted: what the answers can tell of it, as three rounded statements tell of what somebody thinks; through the means.
    """
    if not curve:
        return 0.0, 1.0
    known = said[["usefulness", "resistance"]].notna().all(axis=1)
    heard, meant = said.loc[known, "usefulness"], world.pulse.loc[known, "true_usefulness"]
    told = np.cov(meant, heard)[0, 1] / heard.var()
    slope = plan.PLANTED.resistance.usefulness / use_plan.PERCEIVED_SD * told
    at, low, high = (np.array([point[name] for point in curve]) for name in ("at", "low", "high"))
    expected = said.loc[known, "resistance"].mean() + slope * (at - heard.mean())
    found = (curve[-1]["value"] - curve[0]["value"]) / (at[-1] - at[0])
    return float(found / slope), float(((expected < low) | (expected > high)).mean())


def _placebo(seed: int) -> dict[str, float]:
    world = simulate(seed, staff=PLACEBO_STAFF, effects=plan.PLACEBO)
    of_spells, said = spells(world), answers(world)
    ratio = next(e["ratio"] for e in cox.fit(of_spells)["effects"] if e["feature"] == "trained")
    return {
        "resistance": drivers.resistance(features.told(said, launches(world), use(world)), placebos=0)["found"],
        "adoption": drivers.adoption(features.starts(of_spells, said), placebos=0)["found"],
        "cox": not ratio["low"] <= 1 <= ratio["high"],
        "log": float(np.log(ratio["value"])),
    }
