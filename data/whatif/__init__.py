"""What-if questions asked of the store, and the ledger of those that were kept.

from data import whatif
result = whatif.run(store, scenario, scope)      # the same digits on the page, the command line and in a replay
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from data.selection import EVERYTHING, Scope
from data.store import Store
from data.whatif import alike, allocation, elements, training
from data.whatif.scenario import Refused, Scenario
from data.whatif.told import Line

__all__ = ["TOOLS", "Line", "Refused", "Scenario", "run", "told"]

_Run = Callable[[Store, Scenario, Scope], dict[str, Any]]
_Told = Callable[[dict[str, Any]], list[Line]]
_TOOLS: tuple[tuple[str, _Run, _Told], ...] = (
    (elements.TOOL, elements.run, elements.told),
    (training.TOOL, training.run, training.told),
    (allocation.TOOL, allocation.run, allocation.told),
    (alike.TOOL, alike.run, alike.told),
)
_RUN = {tool: run_ for tool, run_, _told in _TOOLS}
_TOLD = {tool: told_ for tool, _run, told_ in _TOOLS}
TOOLS = tuple(_RUN)


def run(store: Store, scenario: Scenario, scope: Scope = EVERYTHING) -> dict[str, Any]:
    """The answer to a scenario as plain values, ready for json.

    Always there: `tool`, `evidence` (arithmetic, association, causal), `version` of the data. Raises Refused with a
    sentence in both languages where it cannot be answered: nothing to go by, too few people, a lever out of its range.
    """
    if scenario.tool not in TOOLS:
        raise Refused.of(
            f"Alat “{scenario.tool}” tidak dikenal; yang ada: {', '.join(TOOLS)}.",
            f"There is no tool “{scenario.tool}”; there are: {', '.join(TOOLS)}.",
        )
    return _RUN[scenario.tool](store, scenario, scope)


def told(result: dict[str, Any]) -> list[Line]:
    """What an answer says in a few lines, whichever tool gave it."""
    return _TOLD[result["tool"]](result)
