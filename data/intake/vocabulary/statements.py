"""Knows the statements of Pantau's survey on a digital system by their wording, in Indonesian or English."""

from __future__ import annotations

import re
from functools import cache

from data.intake.text import normalise
from metrics.resistance.terms import READINESS, STATEMENTS

_NAMED = ("sistem ini", "this system")  # offices write the name of the system in their place
_ANY_NAME = "[a-z0-9]+(?: [a-z0-9]+){0,4}"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for key, statement in (STATEMENTS | READINESS).items():
        for text in (statement.words.id, statement.words.en):
            plain = normalise(text)
            for named in _NAMED:
                plain = plain.replace(named, _ANY_NAME)
            found.append((key, re.compile(rf"(?:^|.* ){plain}(?: .*|$)")))
    return tuple(found)


@cache
def statement_of(plain: str) -> str:
    """The key of the statement whose wording stands in a normalised header; "" where none does, or more than one.

    A number before it ("7. ..."), the title of a grid around it ("Pernyataan [...]") and the name of a system in place of
    "sistem ini" do not matter.
    """
    found = {key for key, pattern in _patterns() if pattern.match(plain)}
    return found.pop() if len(found) == 1 else ""
