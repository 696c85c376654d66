"""What each change must not slow down: `python -m benchmarks [MODULE ...]`.

Convention: every module of this package (but `__main__`) has

    run() -> list[(measure, value, unit, bound)]

`measure` names what was measured in a few words, `value` is a number in `unit`, `bound` the largest value that passes,
or None for a figure that is only reported. A module measures real parts (a real store, server, browser) in a folder of
its own that it removes again, and reads neither `PANTAU_STORE` nor a store that is in use.
"""

from __future__ import annotations

from typing import NamedTuple


class Measure(NamedTuple):
    """One measured figure; `bound` is the largest value that passes, None where it is only reported."""

    measure: str
    value: float
    unit: str
    bound: float | None = None

    @property
    def passes(self) -> bool:
        """Within its bound, or without one. NaN never passes a bound."""
        return self.bound is None or self.value <= self.bound
