"""What a rule is: its code, and what it says to people."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.words import Words


@dataclass(frozen=True)
class Rule:
    """`label` names what is wrong; `remedy` says what to do."""

    code: str
    label: Words
    remedy: Words
