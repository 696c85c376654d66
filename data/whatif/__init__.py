"""What-if questions asked of the store, and the ledger of those that were kept.

from data import whatif
result = whatif.run(store, scenario, scope)      # the same digits on the page, the command line and in a replay
"""

from __future__ import annotations

from typing import Any

from data.selection import EVERYTHING, Scope
from data.store import Store
from data.whatif import elements
from data.whatif.scenario import Refused, Scenario

__all__ = ["Refused", "Scenario", "run"]

_TOOLS = {elements.TOOL: elements.run}


def run(store: Store, scenario: Scenario, scope: Scope = EVERYTHING) -> dict[str, Any]:
    """The answer to a scenario as plain values, ready for json.

    Always there: `tool`, `evidence` (arithmetic, association, causal), `version` of the data. Raises Refused with a
    sentence in both languages where it cannot be answered: nothing to go by, too few people, a lever out of its range.
    """
    if scenario.tool not in _TOOLS:
        raise Refused.of(
            f"Alat “{scenario.tool}” tidak dikenal; yang ada: {', '.join(_TOOLS)}.",
            f"There is no tool “{scenario.tool}”; there are: {', '.join(_TOOLS)}.",
        )
    return _TOOLS[scenario.tool](store, scenario, scope)
