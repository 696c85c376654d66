"""What a kept scenario says in a few lines, the same for every tool: the ledger, the comparison and the command line."""

from __future__ import annotations

from typing import NamedTuple

from metrics.whatif.evidence import NOT_PROVEN
from metrics.words import Words


class Line(NamedTuple):
    """One figure: a number with its interval where it has one, or text. `sign`: written with plus or minus.

    asked: says again what was asked, for those who see the answer alone. unproven: said in place of the number where there
    is only an interval.
    """

    label: Words
    value: float | None = None
    decimals: int = 0
    low: float | None = None
    high: float | None = None
    text: Words | None = None
    suffix: str = ""
    sign: bool = False
    asked: bool = False
    unproven: Words = NOT_PROVEN
