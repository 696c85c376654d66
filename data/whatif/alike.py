"""Units like these: what units with such figures have. An association: it does not say what changing a figure would do.

Levers: `outcome` (what is asked about), `figures` (what differs from the place chosen, by figure; null: unknown),
`unit_type` (type of office, or "any"; absent: that of the units chosen where they are of one). Everything else is as it is in the place chosen:
the newest figure of the last four quarters. Only city, unit and time of the filter hold: figures are those of whole units.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from data import fits
from data.fits.alike import RECENT, figures
from data.reference import unit_types
from data.selection import Scope, Selection
from data.store import Store
from data.whatif.levers import outside
from data.whatif.scenario import Refused, Scenario
from data.whatif.told import Line
from metrics.models import alike
from metrics.models.alike import FIGURES, NEIGHBOURS, OUTCOMES
from metrics.models.results import Result
from metrics.registry import metric
from metrics.whatif.evidence import Evidence
from metrics.words import Words

TOOL = "alike"
ANY = "any"  # type of office
LISTED = 12  # units like these that are named
NO_FIGURES = Words(
    "Belum ada angka unit untuk pilihan ini: ubah filter atau muat data.",
    "There are no figures of units for this choice yet: change the filter or import data.",
)


@dataclass(frozen=True)
class Start:
    """What is known before any lever: the place's own figures (None: unknown, or too few people) and the model.

    city, unit_type: "" where the place has several; units: those chosen by name, which are not like themselves.
    """

    version: str
    period: int
    own: Mapping[str, float | None]
    city: str
    unit_type: str
    units: tuple[str, ...]
    result: Result
    fitted_on: str  # version of the data
    stale: bool


def start(store: Store, selection: Selection, scope: Scope) -> Start:
    """Raises Refused where the place has no figures, or nothing was learned."""
    place = Selection(city=selection.city, unit=selection.unit, last=selection.last)
    found = figures(store, (), place, scope)
    if found.empty:
        raise Refused(NO_FIGURES)
    period = int(found["quarter"].max())
    recent = found[found["quarter"] > period - RECENT].sort_values("quarter")
    newest = {key: recent[key].dropna() for key in FIGURES}
    units = _units(store, place, scope)
    cities, types = list(dict.fromkeys(units["city"])), list(dict.fromkeys(units["unit_type"]))
    city = cities[0] if len(cities) == 1 else ""
    latest = fits.latest(store, TOOL, fits.EVERYWHERE if scope.kind == "all" else city, scope)
    if latest.result is None:
        raise Refused(latest.reason or NO_FIGURES)
    own = {key: float(values.iloc[-1]) if len(values) else None for key, values in newest.items()}
    version, kind = store.version().id, types[0] if len(types) == 1 else ""
    return Start(version, period, own, city, kind, place.unit, latest.result, latest.version, latest.stale)


@cache
def type_names() -> Mapping[str, str]:
    """The short name of each type of office."""
    known = unit_types()
    return dict(zip(known["unit_type"], known["short_name"], strict=True))


def _units(store: Store, place: Selection, scope: Scope) -> Any:
    units = store.reference("unit")
    for column, keys in (("city", place.city), ("unit", place.unit), (scope.kind, scope.keys)):
        if keys:
            units = units[units[column].isin(keys)]
    return units


def run(store: Store, scenario: Scenario, scope: Scope) -> dict[str, Any]:
    """The answer to a scenario; see `answered`."""
    return answered(start(store, scenario.selection, scope), scenario)


def standing(known: Start) -> tuple[str, ...]:
    """The outcomes, those first that can be told."""
    return tuple(sorted(OUTCOMES, key=lambda name: known.result["outcomes"][name]["state"] != "fitted"))


def model(known: Start, outcome: str) -> Result:
    """What was learned of an outcome. Raises Refused with the reason where nothing was."""
    if outcome not in OUTCOMES:
        raise Refused.of(f"Hasil {outcome} tidak dikenal; pilih {', '.join(OUTCOMES)}.", f"Outcome {outcome} is not known; choose {', '.join(OUTCOMES)}.")  # fmt: skip
    of: Result = known.result["outcomes"][outcome]
    if of["state"] != "fitted":
        raise Refused(_unskilled(of))
    return of


def _unskilled(of: Result) -> Words:
    """Why nothing is told; with the skill, where it was looked for."""
    why = of["reason"]
    if "skill" not in of:
        return Words(why["id"], why["en"])
    value, low, high = (f"{100 * of['skill'][name]:.0f}" for name in ("value", "low", "high"))
    return Words(
        f"{why['id']} Galat kuadrat yang dihemat: {value}% ({low} sampai {high}%); diperlukan yang jelas di atas 0.",
        f"{why['en']} Squared error saved: {value}% ({low} to {high}%); needed is one clearly above 0.",
    )


def answered(known: Start, scenario: Scenario) -> dict[str, Any]:
    """What units with such figures have. Raises Refused where nothing can be told, or the data do not reach.

    Result: `figures` (figure, own, value, low and high that units have), `told` (median, 50 and 90 % interval), `own` (the
    outcome in the place), `alike` (n within the caliper, the nearest by name), `rests` (skill, cover on units left out, ...).
    """
    outcome = str(scenario.levers.get("outcome", next(iter(OUTCOMES))))
    of = model(known, outcome)
    kind = str(scenario.levers.get("unit_type", known.unit_type))
    if kind not in (ANY, known.unit_type, *type_names()):
        raise Refused.of(f"Jenis unit {kind} tidak dikenal.", f"Type of office {kind} is not known.")
    moved = _moved(scenario.levers.get("figures", {}), of["figures"])
    asked = {figure: moved.get(figure, known.own[figure]) for figure in of["figures"]}
    _within(asked, of["reached"])
    at = np.array([np.nan if value is None else value for value in asked.values()])
    offices = [o for o in known.result["offices"] if o["at"][outcome] is not None and o["unit"] not in known.units]
    lie = np.array([[np.nan if (x := o["at"][figure]) is None else x for figure in asked] for o in offices])
    apart = alike.distances(lie, at, np.array(of["scale"]))
    order = [int(i) for i in np.argsort(apart, kind="stable") if not np.isnan(apart[i])]
    if len(order) < NEIGHBOURS or of["reach"] is None or apart[order[NEIGHBOURS - 1]] > of["reach"] + 1e-9:
        raise outside(Words(
            "Hampir tidak ada unit dengan gabungan angka seperti ini; diperlukan data unit yang lebih mirip, atau angka yang lebih dekat ke keadaan sekarang.",
            "Hardly any office has figures like these together; data of offices more alike are needed, or figures nearer to the present ones.",
        ))  # fmt: skip
    near = [i for i in order if apart[i] <= of["caliper"] + 1e-9]
    return {
        "tool": TOOL,
        "evidence": Evidence.ASSOCIATION.value,
        "version": known.version,
        "period": known.period,
        "outcome": outcome,
        "city": known.city,
        "unit_type": kind,
        "figures": [
            {"figure": f, "own": known.own[f], "value": asked[f], "low": of["reached"][f][0], "high": of["reached"][f][1]} for f in asked
        ],
        "told": alike.told(of, {"city": known.city, "unit_type": kind, **asked}),
        "own": known.own[outcome],
        "alike": {
            "n": len(near), "caliper": of["caliper"],
            "units": [{"unit": o["unit"], "quarter": o["quarter"][outcome], "value": o["at"][outcome]} for o in (offices[i] for i in near[:LISTED])],
        },
        "rests": {
            **of["n"], "skill": of["skill"], "cover": of["cover"], "slope": of["slope"],
            "free": [f for f in asked if not alike.sign(f, outcome)], "stale": known.stale, "fitted_on": known.fitted_on,
        },
    }  # fmt: skip


def _moved(given: Any, known: list[str]) -> dict[str, float | None]:
    """The planner's figures, as they are counted. Raises Refused."""
    if not isinstance(given, Mapping) or not set(given) <= set(known):
        raise Refused.of(f"“figures” berisi angka per ukuran; yang ada: {', '.join(known)}.", f"`figures` holds numbers by figure; there are: {', '.join(known)}.")  # fmt: skip
    if any(x is not None and (not isinstance(x, (int, float)) or isinstance(x, bool)) for x in given.values()):
        raise Refused.of("Angka ditulis sebagai bilangan, atau null bila tidak diketahui.", "A figure is a number, or null where unknown.")  # fmt: skip
    return {f: None if x is None else round(x * FIGURES[f].per) / FIGURES[f].per for f, x in given.items()}


def _within(asked: Mapping[str, float | None], reached: Mapping[str, Any]) -> None:
    """Raises Refused for a figure that no unit had."""
    for figure, value in asked.items():
        low, high = reached[figure]
        if value is not None and not low <= value <= high:
            name, each = FIGURES[figure].label, f"{low:g}–{high:g}"
            raise outside(Words(f"{name.id}: unit yang diketahui berada di {each}.", f"{name.en}: the offices known lie within {each}."))  # fmt: skip


def decimals(figure: str) -> int:
    """Places that a figure is told with: of an IKM foretold more would be pretence."""
    return 0 if FIGURES[figure].per == 1 else 1


def told(result: dict[str, Any]) -> list[Line]:
    """A few lines for the ledger."""
    outcome, of = result["outcome"], result["told"]
    label, suffix = metric(FIGURES[outcome].of).label, "%" if FIGURES[outcome].percent else ""
    return [
        Line(Words(f"{label.id}, unit seperti ini", f"{label.en}, units like these"), of["value"], decimals(outcome), of["low"], of["high"], suffix=suffix),
        Line(Words("Unit yang serupa", "Units alike"), result["alike"]["n"]),
    ]  # fmt: skip
