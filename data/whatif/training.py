"""Training and deployment: what training more staff, or bringing in a system, would change, from designs that could fail.

Levers: `kind` (class, elearning, coaching), `people`, `quarter` (in which it begins, code), `dose` (% of an office's pool
that is trained in one quarter; never above what nineteen of twenty quarters of offices stayed below), `segments` (kinds of
groups, by the help that fits them); `system` and `units` to bring it into. The pool is who the filter and the segments
choose. Assumptions: `cost` and `jp` per participant in place of the recorded ones.

More people than the dose allows in a quarter are trained in the quarters after it, at most `QUARTERS` of them.

    gain = sum over offices of people_u x completion x each_u x tau_u

people_u: the trained, spread over offices by those who could be, who are known in tens; each_u: systems that one of them
does not use steadily (`data.whatif.pool.Office.told`);
tau_u: effect within two quarters (`metrics.models.training_effect`), drawn with what is unknown of it. Training reaches
the IKM in two steps, whose draws are multiplied: the gain in sustained use, and points of IKM per point of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np

from data import fits
from data.fits import Latest
from data.selection import Scope
from data.store import Store
from data.whatif import levers as levers_of
from data.whatif.deployment import brought_in
from data.whatif.estimated import told_by
from data.whatif.pool import Group, Office, Pool, Price, in_tens, pool, prices
from data.whatif.scenario import Refused, Scenario
from data.whatif.told import Line
from metrics.adoption.terms import SYSTEMS
from metrics.limits import cell_sizes
from metrics.metric import Population
from metrics.models import launch_effect, training_effect
from metrics.models.results import Result, number
from metrics.models.training_effect import GROUPS, draws
from metrics.models.words import HELP
from metrics.whatif.evidence import NO_CLAIM, NOT_PROVEN, Evidence
from metrics.words import Words

TOOL = "training"
DRAWS = 4000
QUARTERS = 4  # that a training may take
FITS = ("training_effect", "launch_effect", "use_and_ikm")
KINDS: dict[str, Words] = {
    "class": Words("Kelas (klasikal)", "Class"),
    "elearning": Words("E-learning", "E-learning"),
    "coaching": Words("Coaching", "Coaching"),
}
assert tuple(KINDS) == tuple(GROUPS)


@dataclass(frozen=True)
class Start:
    """What is known before any lever: the pool, its prices, and the newest estimates.

    segments: which groups each kind of help fits, as far as they were told apart (page Adopsi).
    """

    pool: Pool
    prices: dict[str, Price]
    training: tuple[Latest, ...]  # of the city, then of all cities: for what a city has too few data to tell
    launches: tuple[Latest, ...]
    ikm: Latest
    launched: frozenset[tuple[str, str]]  # unit, system
    offices: frozenset[str]  # that anything is known of
    segments: Mapping[str, frozenset[Group]]


def start(store: Store, scenario: Scenario, scope: Scope) -> Start:
    """Read once for all levers but `segments`, which the pool depends on. Raises Refused where there is no pool."""
    found = pool(store, scenario.selection, scope)
    city = found.cities[0] if len(found.cities) == 1 else fits.EVERYWHERE
    places = (city,) if city == fits.EVERYWHERE or scope.kind != "all" else (city, fits.EVERYWHERE)
    training, launches, ikm = ([fits.latest(store, name, place, scope) for place in places] for name in FITS)
    segments = _segments([fits.latest(store, "segments", place, scope) for place in places], found)
    if chosen := scenario.levers.get("segments"):
        found = pool(store, scenario.selection, scope, _groups(segments, chosen))
    with store.cursor() as cursor:
        rows = cursor.execute("SELECT u.unit, d.system FROM deployment d JOIN unit u ON u.id = d.unit").fetchall()
        active = cursor.execute(
            "SELECT unit FROM unit WHERE id IN (SELECT unit FROM skm_response UNION SELECT unit FROM adoption_quarter)"
        ).fetchall()
    keys = list(SYSTEMS)
    launched = frozenset((str(u), keys[s]) for u, s in rows)
    offices = frozenset(str(unit) for (unit,) in active)
    return Start(
        found, prices(store, found.cities), tuple(training), tuple(launches), ikm[0], launched, offices, segments
    )


def _segments(known: list[Latest], here: Pool) -> dict[str, frozenset[Group]]:
    """The groups of the pool's offices by the help that fits them, in the order of `HELP`; none where none were told apart."""
    result = next((latest.result for latest in known if latest.result), None)
    units = {o.unit for o in here.offices}
    found: defaultdict[str, set[Group]] = defaultdict(set)
    for group in result["groups"] if result else ():
        if group["unit"] in units:
            found[group["quadrant"]].add((group["unit"], group["position"]))
    return {help_: frozenset(found[help_]) for help_ in HELP if help_ in found}


def _groups(segments: Mapping[str, frozenset[Group]], chosen: Any) -> frozenset[Group]:
    """Those of the chosen kinds. Raises Refused."""
    unknown = [one for one in chosen if one not in HELP] if isinstance(chosen, (list, tuple)) else [str(chosen)]
    if unknown:
        raise Refused.of(f"Jenis kelompok tidak dikenal: {', '.join(map(str, unknown))}; pilih {', '.join(HELP)}.", f"Kinds of groups not known: {', '.join(map(str, unknown))}; choose {', '.join(HELP)}.")  # fmt: skip
    if not segments:
        raise Refused.of("Jenis kelompok belum dapat dibedakan di sini: survei sistem digital atau log-nya belum cukup.", "Kinds of groups cannot be told apart here yet: too few answers to the survey on systems, or logs.")  # fmt: skip
    return frozenset().union(*(segments.get(one, frozenset()) for one in chosen))


def run(store: Store, scenario: Scenario, scope: Scope) -> dict[str, Any]:
    """The answer to a scenario; see `answered`."""
    return answered(start(store, scenario, scope), scenario)


def answered(known: Start, scenario: Scenario) -> dict[str, Any]:
    """What would change. Raises Refused: outside what the data reach there is no number.

    Result: `pool`, `training` (None without people): people, jp, rupiah, sustained (pairs), share (points), active, ikm,
    better, course (see `_course`), rests; `deployment` (None without a system).
    """
    levers = scenario.levers
    people = levers_of.people(levers.get("people", 0))
    trained = _training(known, scenario, people) if people else None
    brought = brought_in(known.launches, known.launched, levers) if levers.get("system") else None
    return {
        "tool": TOOL,
        "evidence": _evidence(trained, brought).value,
        "version": known.pool.version,
        "period": known.pool.quarter,
        "pool": {
            "people": known.pool.people, "open": known.pool.open, "pairs": known.pool.pairs,
            "offices": len(known.pool.offices), "left_out": known.pool.left_out,
            "share": number(100 * (1 - known.pool.open / known.pool.pairs)),
        },
        "training": trained,
        "deployment": brought,
    }  # fmt: skip


def _evidence(trained: Mapping[str, Any] | None, brought: Mapping[str, Any] | None) -> Evidence:
    """What the first finding rests on: no more than that is claimed of the answer. Numbers of staff alone are counted."""
    if trained is None and brought is None:
        return Evidence.ARITHMETIC
    if trained is not None:
        return Evidence.CAUSAL if trained["proven"] else Evidence.UNPROVEN
    assert brought is not None
    return Evidence.CAUSAL if any(each["proven"] for each in brought["outcomes"].values()) else Evidence.UNPROVEN


def estimated(known: Start, kind: str) -> Result:
    """The estimate for a kind of training. Raises Refused with the reason where there is none."""
    if kind not in KINDS:
        raise Refused.of(f"Jenis {kind} tidak dikenal; pilih {', '.join(KINDS)}.", f"Kind {kind} is not known; choose {', '.join(KINDS)}.")  # fmt: skip
    return told_by(known.training, lambda result: result["kinds"][kind])[0]


def highest_dose(known: Start, kind: str) -> float:
    """The % of an office trained in one quarter that nineteen of twenty stay below. Raises Refused."""
    return min(estimated(known, kind)["dose"] or 0.0, 100.0)


def most(known: Start, kind: str, dose: float | None = None) -> int:
    """The most people in one quarter, at a dose, or at the highest that the data reach. Raises Refused."""
    return int(known.pool.people * (highest_dose(known, kind) if dose is None else dose) / 100)


def office_draws(of: Result, offices: tuple[Office, ...], size: int, seed: int) -> np.ndarray:
    """Effects by office, in points: (draws, offices). What is unknown of the whole moves all offices together."""
    cells = {cell["unit"]: cell for cell in of["cells"]}
    whole = draws(of["sustained"], size, seed) - of["sustained"]["value"]
    rng = np.random.default_rng([seed, 1])
    mean = np.array([cells[o.unit]["mean"] if o.unit in cells else of["sustained"]["value"] for o in offices])
    wide = max((cell["sd"] for cell in of["cells"]), default=0.0)  # an office never seen is as unsure as the least sure
    sd = np.array([cells[o.unit]["sd"] if o.unit in cells else wide for o in offices])
    drawn: np.ndarray = mean + whole[:, None] + sd * rng.standard_normal((size, len(offices)))
    return drawn


def _training(known: Start, scenario: Scenario, people: int) -> dict[str, Any]:
    kind = str(scenario.levers.get("kind", "class"))
    of, price, here = estimated(known, kind), known.prices.get(kind), known.pool
    least, dose = cell_sizes.minimum(Population.STAFF), _dose(known, scenario, kind)
    a_quarter = most(known, kind, dose)
    top = min(here.people, QUARTERS * a_quarter)
    if people < least:
        raise Refused.of(f"Jumlah pegawai paling sedikit {least}.", f"The number of staff is at least {least}.")
    if people > top:
        raise levers_of.outside(
            Words(
                f"Dengan dosis ini kelompok ini dapat dilatih paling banyak {a_quarter} pegawai per triwulan, jadi {top} dalam {QUARTERS} triwulan.",
                f"At this dose at most {a_quarter} staff of this group can be trained in a quarter, so {top} in {QUARTERS} quarters.",
            )
        )
    proven = training_effect.told(of["sustained"])
    completion = price.completion if price else 1.0
    exposure = people / here.people * completion * np.array([o.people * o.each for o in here.offices])
    drawn = office_draws(of, here.offices, DRAWS, scenario.seed)
    gain = drawn @ exposure / 100
    share = 100 * gain / here.pairs
    cost, jp = (
        levers_of.assumed(scenario, "cost", price.cost if price else None),
        levers_of.assumed(scenario, "jp", price.jp if price else None),
    )
    return {
        "kind": kind,
        "people": people,
        "completing": number(people * completion),
        "jp": None if jp is None else number(people * jp),
        "rupiah": None if cost is None else number(people * cost),
        "assumed": [name for name in ("cost", "jp") if scenario.assumptions.get(name) is not None] + (["planned"] if price and price.planned else []),
        "sustained": spread(gain),
        "share": spread(share),
        "better": number(((gain > 0).sum() + 0.5) / (DRAWS + 1)),  # never certain: draws are finite
        "active": spread(draws(of["active"], DRAWS, scenario.seed)) | {"e_value": of["active"].get("e_value")} if of["active"] else None,
        "proven": proven,
        "ikm": _ikm(known, share, scenario.seed, proven),
        "resistance": _resistance(known),
        "course": _course(of, drawn @ exposure / exposure.sum(), scenario.seed, completion),
        "quarter": levers_of.quarter(scenario.levers.get("quarter"), here.quarter),
        "dose": number(dose),
        "quarters": ceil(people / a_quarter),
        "rests": rests(of, known.training, kind),
    }  # fmt: skip


def _course(of: Result, later: np.ndarray, seed: int, completion: float) -> list[dict[str, Any]]:
    """Of what those who are trained do not use steadily yet, the % that they do at the end of the quarters after it.

    baseline: going on as before; then: with the training, of those too who do not complete it.
    """
    rows: list[dict[str, Any]] = [{"after": 0, "baseline": 0.0, "then": None}]
    soon = draws(of["sustained_3"], DRAWS, seed)
    for after, name, gained in ((1, "sustained_3", soon), (2, "sustained", later)):
        base = of[name]["base"]
        rows.append({"after": after, "baseline": number(base), "then": spread(base + completion * gained)})
    return rows


def _ikm(known: Start, share: np.ndarray, seed: int, first: bool) -> dict[str, Any] | None:
    """Second step: points of IKM for the gain in sustained use; `proven` only where both steps are."""
    if known.ikm.result is None:
        return None
    slope = known.ikm.result["ikm"]
    found = spread(share * draws(slope, DRAWS, seed + 1))
    return found | {
        "proven": first and training_effect.told(slope), "offices": slope["offices"], "robustness": slope.get("robustness"),
    }  # fmt: skip


def _resistance(known: Start) -> dict[str, Any] | None:
    """By office only: answers to the survey bear no name, so nobody's before and after can be compared."""
    found = known.ikm.result["resistance"] if known.ikm.result else None
    return None if found is None else {name: number(10 * found[name]) for name in ("value", "low", "high")} | {"offices": found["offices"]}  # fmt: skip


def rests(of: Result, estimates: tuple[Latest, ...], kind: str) -> dict[str, Any]:
    """What the estimate of a kind of training rests on, and how its check came out."""
    latest = told_by(estimates, lambda result: result["kinds"][kind])[1]
    went = of["of_trained"] if "of_trained" in of else of["sustained"]  # results kept from before lack it
    return {
        **of["n"],
        "effect": {name: went[name] for name in ("value", "low", "high", "naive")},
        "further": {name: of["sustained"][name] for name in ("value", "low", "high")},
        "placebo": of["placebo"], "outside": of["outside"], "e_value": of["e_value"], "dose": of["dose"],
        "stale": latest.stale, "fitted_on": latest.version, "borrowed": latest is not estimates[0],
    }  # fmt: skip


def spread(drawn: np.ndarray) -> dict[str, float | None]:
    """Median, 50 and 90 % intervals."""
    names = ("low", "low50", "value", "high50", "high")
    return dict(zip(names, map(number, np.quantile(drawn, (0.05, 0.25, 0.5, 0.75, 0.95))), strict=True))


def told(result: dict[str, Any]) -> list[Line]:
    """A few lines for the ledger."""
    lines = []
    if of := result["training"]:
        gain, share = of["sustained"], of["share"]
        proven = of.get("proven", True)  # an answer that was kept before this was told apart
        lines = [
            Line(Words("Pelatihan", "Training"), text=KINDS[of["kind"]]),
            Line(Words("Pegawai dilatih", "Staff trained"), of["people"]),
            Line(Words("Tambahan pemakaian tetap", "More sustained use"), gain["value"] if proven else None, 0, gain["low"], gain["high"], sign=True),
            Line(Words("Bagian yang memakai tetap, poin persen", "Share in sustained use, percentage points"), share["value"] if proven else None, 2, share["low"], share["high"], sign=True),
        ]  # fmt: skip
        if of["ikm"]:
            shown = of["ikm"]["value"] if of["ikm"]["proven"] else None
            lines.append(Line(Words("IKM lewat pemakaian", "IKM through use"), shown, 2, of["ikm"]["low"], of["ikm"]["high"], sign=True))  # fmt: skip
        if of["rupiah"] is not None:
            lines.append(Line(Words("Biaya (rupiah)", "Cost (rupiah)"), of["rupiah"]))
    if of := result["deployment"]:
        lines.append(Line(Words("Sistem diterapkan", "System brought in"), text=SYSTEMS[of["system"]]))
        for name, each in of["outcomes"].items():
            lines.append(Line(launch_effect.OUTCOMES[name], each["value"] if each["proven"] else None, 2, each["low"], each["high"], sign=True, unproven=NOT_PROVEN if each["steady"] else NO_CLAIM))  # fmt: skip
    people = in_tens(result["pool"]["people"])  # answers kept from before hold other numbers than tens
    return lines or [
        Line(Words("Pegawai yang dapat dilatih, paling sedikit", "Staff who could be trained, at least"), people)
    ]


def _dose(known: Start, scenario: Scenario, kind: str) -> float:
    """% of an office's pool in one quarter. Raises Refused above what the data reach."""
    highest, given = highest_dose(known, kind), scenario.levers.get("dose")
    if given is None:
        return highest
    if not isinstance(given, (int, float)) or isinstance(given, bool) or given <= 0:
        raise Refused.of("Dosis ditulis dalam persen pegawai unit per triwulan, di atas nol.", "The dose is % of an office's staff in a quarter, above zero.")  # fmt: skip
    if given > highest:
        raise levers_of.outside(
            Words(
                f"Dosis pelatihan jenis ini paling tinggi {highest:.0f}% pegawai satu unit dalam satu triwulan; di atas itu belum ada pengalamannya.",
                f"The dose of this kind of training is at most {highest:.0f}% of an office's staff in a quarter; above it nothing has been seen.",
            )
        )
    return float(given)
