"""Bringing in a system: what launches changed elsewhere, for the offices that do not have it yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from data.fits import Latest
from data.whatif.estimated import told_by
from data.whatif.levers import outside
from data.whatif.scenario import Refused
from metrics.adoption.terms import SYSTEMS
from metrics.models import launch_effect, training_effect
from metrics.models.results import Result


def brought_in(
    launches: tuple[Latest, ...], launched: Collection[tuple[str, str]], levers: Mapping[str, Any]
) -> dict[str, Any]:
    """What changed by outcome, of the first estimate that stands (of the city, else of all). Raises Refused.

    launched: unit and system of what is there already.
    """
    system, units = str(levers["system"]), [str(u) for u in levers.get("units", [])]
    if system not in SYSTEMS:
        raise Refused.of(f"Sistem {system} tidak dikenal.", f"System {system} is not known.")
    free = [u for u in units if (u, system) not in launched]
    if not free:
        raise Refused.of("Pilih unit yang belum menerapkan sistem ini.", "Choose units that do not have this system yet.")  # fmt: skip
    outcomes, stale, borrowed = {}, False, False
    for name in launch_effect.OUTCOMES:
        try:
            each, latest = told_by(launches, lambda result, name=name: _outcome(result, system, name))  # type: ignore[misc]
        except Refused:
            continue
        outcomes[name] = _launched(each)
        stale, borrowed = stale or latest.stale, borrowed or latest is not launches[0]
    if not outcomes:
        raise Refused(launches[0].reason) if launches[0].reason else outside(launch_effect.NEEDS)
    return {"system": system, "units": len(free), "had": len(units) - len(free), "outcomes": outcomes, "stale": stale, "borrowed": borrowed}  # fmt: skip


def _outcome(result: Result, system: str, name: str) -> Result | None:
    of = next((each for each in result["systems"] if each["system"] == system), None)
    found: Result | None = of["outcomes"].get(name) if of else None
    return found


def _launched(of: Result) -> dict[str, Any]:
    kept = ("value", "low", "high", "before_after", "after", "before", "steady", "p_before", "n", "drift", "moved")
    return {name: of.get(name) for name in kept} | {"proven": of["steady"] and training_effect.told(of)}
