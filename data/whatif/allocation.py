"""Allocation: which offices get which training, so that a budget brings the most, beside other ways to spend it.

Levers: `budget` (rupiah); `seats` and `jp` (0: no bound). Assumptions: `aim` (mean, percentile20, cvar20), `floor` (% of
what each city would get by its number of staff that it gets at least), `equity` (offices below the median of sustained
use get at least half of the seats), `cost_KIND` and `jp_KIND` in place of the recorded ones.

A cell is an office and a kind of training; a batch is ten staff, and an office takes no more of a kind than was ever
trained there in proportion (`dose`), nor more people than it has, who are known in tens. The gain of a batch is that of the tool "training".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil
from typing import Any, NamedTuple

import numpy as np

from data.fits import Latest
from data.fits.trials import group_of
from data.selection import Scope
from data.store import Store
from data.tables.staff import AREA
from data.whatif import training, unmet
from data.whatif.estimated import told_by
from data.whatif.levers import outside
from data.whatif.pool import Pool, pool, prices
from data.whatif.scenario import Refused, Scenario
from data.whatif.told import Line
from data.whatif.training import KINDS, spread
from metrics.models import training_effect
from metrics.models.results import Result, number
from metrics.whatif import allocation as planning
from metrics.whatif.allocation import Aim, Bound, Plan, Problem
from metrics.whatif.evidence import Evidence
from metrics.words import Words

TOOL = "allocation"
BATCH, DRAWS, EXTRA = 10, 200, 10_000_000  # staff; what the aim looks at; rupiah of the shadow price
STABILITY = 30  # draws that are planned anew
BUDGETS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
AIMS: dict[str, Words] = {
    Aim.MEAN.value: Words("Rata-rata hasil", "Mean gain"),
    Aim.CAUTIOUS.value: Words("Hasil yang tercapai dalam 4 dari 5 kemungkinan", "Gain reached in 4 of 5 cases"),
    Aim.WORST.value: Words("Rata-rata seperlima terburuk", "Mean of the worst fifth"),
}
Progress = Callable[[float], None]


class _Row(NamedTuple):
    """One cell; cost, jp, gain (draws) of a batch."""

    office: int
    kind: str
    batches: int
    cost: float
    jp: float
    gain: np.ndarray


class Cancelled(Exception):
    """The plan is not wanted any more."""


@dataclass(frozen=True)
class Cells:
    """What is planned: one row per office and kind. office: place in the pool; most: batches of each; jp: of one."""

    pool: Pool
    office: np.ndarray
    kind: list[str]
    problem: Problem
    most: np.ndarray
    jp: np.ndarray


def run(
    store: Store,
    scenario: Scenario,
    scope: Scope,
    progress: Progress = lambda done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> dict[str, Any]:
    """The plan and what stands beside it. Raises Refused, and Cancelled between two steps where asked to stop.

    Result: `plans` {"best", "pro_rata", "current", "nothing"}: gain (spread), aim, people, jp, rupiah, offices;
    `rows` (office, kind, people, rupiah, gain, stability) of the best plan; `shadow` (gain per 10 million more), `curve`
    [{budget, best, pro_rata}] (best None where the bounds leave no plan), `left` (kinds of training without a proven
    effect or a price), `rests` (of each kind that is planned with; see `training.rests`).
    """
    steps = 4 + len(BUDGETS)

    def step(done: int) -> None:
        if cancelled():
            raise Cancelled
        progress(done / steps)

    step(0)
    cells, left, rests = _cells(store, scenario, scope)
    aim = _aim(scenario)
    problem = cells.problem
    step(1)
    best = planning.best(problem, aim)
    if best is None or (not best.taken.any() and _affordable(problem)):
        raise _unmet(store, scenario, scope, cells)
    step(2)
    people = np.array([o.people for o in cells.pool.offices], float)[cells.office] / max(1, len(set(cells.kind)))
    pro_rata = planning.pro_rata(problem, people, cells.most)
    current = _current(store, cells)
    shadow = planning.shadow_price(problem, aim, EXTRA, best)
    step(3)
    stability = planning.stability(problem, STABILITY)
    curve = []
    for place, part in enumerate(BUDGETS):
        step(4 + place)
        at = Problem(problem.draws, problem.cost, part * problem.budget, problem.bounds)
        made = planning.best(at, aim)
        curve.append({
            "budget": number(part * problem.budget),
            "best": number(made.mean) if made and (made.taken.any() or not _affordable(at)) else None,
            "pro_rata": number(planning.pro_rata(at, people, cells.most).mean),
        })  # fmt: skip
    progress(1.0)
    plans = {"best": best, "pro_rata": pro_rata, "current": current, "nothing": planning.nothing(problem)}
    return {
        "tool": TOOL,
        "evidence": Evidence.CAUSAL.value,
        "version": cells.pool.version,
        "period": cells.pool.quarter,
        "budget": number(problem.budget),
        "aim": aim.value,
        "plans": {name: _plain(cells, plan, aim) for name, plan in plans.items() if plan is not None},
        "rows": _rows(cells, best, stability),
        "shadow": number(shadow),
        "curve": curve,
        "left": left,
        "rests": {kind: of for kind, of in rests.items() if kind in cells.kind},
        "pool": {
            "people": cells.pool.people,
            "offices": len(cells.pool.offices),
            "left_out": cells.pool.left_out,
            "cities": list(cells.pool.cities),
        },
    }


def _cells(store: Store, scenario: Scenario, scope: Scope) -> tuple[Cells, list[str], dict[str, dict[str, Any]]]:
    """What is planned, the kinds of training left out, and what the estimate of each other rests on."""
    here = pool(store, scenario.selection, scope)
    estimates = training.start(store, scenario, scope).training
    if not any(latest.result for latest in estimates):
        assert estimates[0].reason, "without a result there is a reason"
        raise Refused(estimates[0].reason)
    known = prices(store, here.cities)
    proven = told_kinds(estimates)
    if not proven:
        raise Refused.of(
            "Pengaruh pelatihan belum terbukti di sini, jadi anggaran tidak dapat dibagi menurut hasilnya.",
            "No effect of training is proven here yet, so a budget cannot be spread by what it brings.",
        )
    left = [kind for kind in KINDS if kind not in proven]
    rests = {kind: training.rests(of, estimates, kind) for kind, of in proven.items()}
    parts: list[_Row] = []
    for kind, of in proven.items():
        price = known.get(kind)
        each = _number(scenario.assumptions.get(f"cost_{kind}"), price.cost if price else None)
        if price is None or each is None or not of["dose"]:
            left.append(kind)
            continue
        hours = _number(scenario.assumptions.get(f"jp_{kind}"), price.jp) or 0.0
        drawn = training.office_draws(of, here.offices, DRAWS, scenario.seed) / 100 * price.completion
        for place, own in enumerate(here.offices):
            batches = int(own.people * min(of["dose"], 100.0) / 100) // BATCH
            gain = BATCH * own.each * drawn[:, place]
            if batches and gain.mean() > 0:  # what harms on average is never chosen
                parts.append(_Row(place, kind, batches, BATCH * each, BATCH * hours, gain))
    if not parts:
        raise outside(Words("Tidak ada unit yang pernah melatih sepuluh orang dalam satu triwulan.", "No office ever trained ten people in a quarter."))  # fmt: skip
    most = np.array([row.batches for row in parts])
    there = np.arange(most.max()) < most[:, None]
    gains = np.where(there, np.array([row.gain for row in parts]).T[:, :, None], 0.0)
    cost, jp = (np.repeat(np.array(x)[:, None], most.max(), axis=1) for x in zip(*((r.cost, r.jp) for r in parts), strict=True))  # fmt: skip
    office = np.array([row.office for row in parts])
    size = np.full(cost.shape, float(BATCH))
    problem = Problem(gains, cost, _budget(scenario), _bounds(scenario, here, office, size, jp, there))
    return Cells(here, office, [row.kind for row in parts], problem, most, jp), left, rests


def _affordable(problem: Problem) -> bool:
    """Whether the money is enough for any batch at all."""
    return bool(problem.cost.min() <= problem.budget)


def _unmet(store: Store, scenario: Scenario, scope: Scope, cells: Cells) -> Refused:
    """Which bound leaves no plan, and what could be met in its place."""
    seats, hours = (_number(scenario.levers.get(name), None) for name in ("seats", "jp"))
    for name, most, least in (("Kursi", seats, float(BATCH)), ("JP", hours, float(cells.jp.min()))):
        if most and most < least:
            return Refused.of(
                f"{name} {most:g} tidak cukup untuk satu kelompok sepuluh orang; paling sedikit {least:g}.",
                f"{'Seats' if name == 'Kursi' else name}: {most:g} is not enough for a single group of ten; at least {least:g}.",
            )

    def meets(floor: int, budget: float = cells.problem.budget) -> bool:
        own = {**scenario.assumptions, "floor": floor}
        return unmet.met(replace(_cells(store, replace(scenario, assumptions=own), scope)[0].problem, budget=budget))

    floor = _number(scenario.assumptions.get("floor"), None)
    most = unmet.highest(min(100, ceil(floor)), meets) if floor else None
    if not floor or (most is None and scenario.assumptions.get("equity")):
        return Refused.of(
            "Batas-batas ini tidak dapat dipenuhi bersama: longgarkan bagian kota, pemerataan, kursi, atau JP.",
            "These bounds cannot be met together: loosen the share of cities, equity, seats or JP.",
        )
    there = {cells.pool.offices[place].city for place in cells.office}
    names = store.reference("city").set_index("city")["name"]
    without = [str(names[city]) for city in cells.pool.cities if city not in there]
    return unmet.floor_refused(floor, most, without, floor <= 100 and meets(ceil(floor), cells.problem.cost.sum()))


def told_kinds(estimates: tuple[Latest, ...]) -> dict[str, Result]:
    """The estimate of each kind of training whose effect may be told: no money is put on one that may be chance."""
    found = {}
    for kind in KINDS:
        try:
            of, _ = told_by(estimates, lambda result, kind=kind: result["kinds"][kind])  # type: ignore[misc]
        except Refused:
            continue
        if training_effect.told(of["sustained"]):
            found[kind] = of
    return found


def _bounds(
    scenario: Scenario, here: Pool, office: np.ndarray, size: np.ndarray, jp: np.ndarray, there: np.ndarray
) -> tuple[Bound, ...]:
    """Seats, JP, what each office has, batches that there are not, floors of cities, equity."""
    levers, given = scenario.levers, scenario.assumptions
    bounds = [Bound(np.where(there, 0.0, 1.0), highest=0.0)] if not there.all() else []
    for name, use in (("seats", size), ("jp", jp)):
        if most := _number(levers.get(name), None):
            bounds.append(Bound(use, highest=most))
    for place, each in enumerate(here.offices):
        own = (office == place)[:, None]
        if (size * there * own).sum() > each.people:
            bounds.append(Bound(size * own, highest=float(each.people)))
    price = jp * 0 + 1.0
    if floor := _number(given.get("floor"), None):
        cities = np.array([here.offices[p].city for p in office])
        for city in here.cities:
            share = sum(o.people for o in here.offices if o.city == city) / here.people
            own = (cities == city)[:, None]  # of all who are trained, at least that part is the city's
            bounds.append(Bound(size * (floor / 100 * share - own * price), highest=0.0))
    if given.get("equity"):
        used = np.array([1 - o.open / o.pairs for o in here.offices])
        low = (used < np.median(used))[office][:, None]
        bounds.append(Bound(size * (0.5 - low * price), highest=0.0))
    return tuple(bounds)


def _current(store: Store, cells: Cells) -> Plan | None:
    """The plan of the catalogue for the coming four quarters: its seats by city and kind, spread by staff; None: no plan."""
    with store.cursor() as cursor:
        rows = cursor.execute(
            f"SELECT c.city, {group_of('f.training_kind')} AS kind, sum(f.planned_seats) FROM training_programme f "  # noqa: S608 - declared names
            f"JOIN city c ON c.id = f.city WHERE f.area = {AREA.code('it')} AND f.quarter > ? GROUP BY ALL",
            [cells.pool.quarter],
        ).fetchall()
    seats = {(str(c), str(k)): float(n or 0) for c, k, n in rows}
    if not seats:
        return None
    here = cells.pool
    city_people = {c: sum(o.people for o in here.offices if o.city == c) for c in here.cities}
    taken = np.zeros(len(cells.office), np.int64)
    for row, (place, kind) in enumerate(zip(cells.office, cells.kind, strict=True)):
        office = here.offices[place]
        planned = seats.get((office.city, kind), 0.0) * office.people / city_people[office.city]
        taken[row] = min(round(planned / BATCH), int(cells.most[row]))
    on = np.arange(cells.problem.cost.shape[1])[None, :] < taken[:, None]
    return Plan(taken, cells.problem.draws[:, on].sum(axis=1), float(cells.problem.cost[on].sum()))


def _plain(cells: Cells, plan: Plan, aim: Aim) -> dict[str, Any]:
    return {
        "gain": spread(plan.gains),
        "aim": number(planning.value(plan, aim)),
        "people": int(BATCH * plan.taken.sum()),
        "jp": number((cells.jp[:, 0] * plan.taken).sum()),
        "rupiah": number(plan.cost),
        "offices": len(set(cells.office[plan.taken > 0].tolist())),
    }


def _rows(cells: Cells, plan: Plan, stability: np.ndarray) -> list[dict[str, Any]]:
    rows = [
        {
            "unit": cells.pool.offices[cells.office[row]].unit,
            "kind": cells.kind[row],
            "people": int(BATCH * plan.taken[row]),
            "rupiah": number(cells.problem.cost[row, 0] * plan.taken[row]),
            "gain": number(cells.problem.draws[:, row, 0].mean() * plan.taken[row]),
            "stability": number(stability[row]),
        }
        for row in np.flatnonzero(plan.taken)
    ]
    return sorted(rows, key=lambda each: -float(each["gain"] or 0))


def told(result: dict[str, Any]) -> list[Line]:
    """A few lines for the ledger."""
    best, others = result["plans"]["best"], result["plans"]["pro_rata"]
    return [
        Line(Words("Anggaran (rupiah)", "Budget (rupiah)"), result["budget"]),
        Line(Words("Ukuran", "Aim"), text=AIMS[result["aim"]]),
        Line(Words("Pegawai dilatih", "Staff trained"), best["people"]),
        Line(Words("Tambahan pemakaian tetap", "More sustained use"), best["gain"]["value"], 0, best["gain"]["low"], best["gain"]["high"], sign=True),
        Line(Words("Dibagi rata menurut pegawai", "Spread by staff"), others["gain"]["value"], 0, others["gain"]["low"], others["gain"]["high"], sign=True),
    ]  # fmt: skip


def _aim(scenario: Scenario) -> Aim:
    try:
        return Aim(scenario.assumptions.get("aim", Aim.MEAN.value))
    except ValueError as error:
        raise Refused.of(f"Ukuran dipilih dari {', '.join(AIMS)}.", f"The aim is one of {', '.join(AIMS)}.") from error


def _budget(scenario: Scenario) -> float:
    budget = _number(scenario.levers.get("budget"), None)
    if not budget:
        raise Refused.of("Isi anggaran dalam rupiah.", "Give a budget in rupiah.")
    return budget


def _number(given: Any, otherwise: float | None) -> float | None:
    if given is None:
        return otherwise
    if not isinstance(given, (int, float)) or isinstance(given, bool) or given < 0:
        raise Refused.of("Batas ditulis sebagai bilangan, paling kecil 0.", "Bounds are numbers of at least 0.")
    return float(given)
