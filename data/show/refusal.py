"""What cannot be understood on the command line, said so that the next try can be right."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from metrics.words import Words


class BadInput(Exception):
    """Something on the command line cannot be understood; says what and what is possible."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.id)
        self.words = words


def folded(text: object) -> str:
    """A spelling without what people write in different ways: capitals, signs, spaces."""
    return re.sub(r"[^0-9a-z]+", " ", str(text).casefold()).strip()


def unknown(what_id: str, what_en: str, value: str, known: Iterable[str]) -> BadInput:
    """Not known, with the nearest spellings."""
    known = list(known)
    near = difflib.get_close_matches(folded(value), known, n=4, cutoff=0.5) or known[:12]
    return BadInput(
        Words(
            f"{what_id} {value!r} tidak dikenal. Mungkin maksudnya: {', '.join(near)}.",
            f"unknown {what_en} {value!r}. Did you mean: {', '.join(near)}?",
        )
    )
