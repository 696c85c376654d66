"""Which estimate stands: that of the city, or else that of all cities."""

from __future__ import annotations

from collections.abc import Callable

from data.fits import Latest
from data.whatif.levers import outside
from data.whatif.scenario import Refused
from metrics.models import launch_effect
from metrics.models.results import Result
from metrics.words import Words


def told_by(found: tuple[Latest, ...], of: Callable[[Result], Result | None]) -> tuple[Result, Latest]:
    """The part of the first result that stands, and that result. Raises Refused with the reason of the first."""
    for latest in found:
        part = of(latest.result) if latest.result else None
        if part is not None and part["state"] == "fitted":
            return part, latest
    first = of(found[0].result) if found[0].result else None
    if first is None:
        raise Refused(found[0].reason) if found[0].reason else outside(launch_effect.NEEDS)
    raise outside(Words(first["reason"]["id"], first["reason"]["en"]))
