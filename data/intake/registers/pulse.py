"""Answers to Pantau's survey on a digital system: agreement from 1 to 5, and answers that are all the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import numpy as np

from data.intake.registers.cells import Cell, nothing, number
from data.intake.registers.moments import moments
from data.intake.registers.rows import Rows
from data.intake.text import normalise
from data.intake.values import MISSING, Meaning, nearest
from data.intake.vocabulary.registers import Dating
from metrics.resistance.terms import ANSWERS, HIGHEST, LOWEST, READINESS, STATEMENTS

_SPELLINGS = {  # beside the words of the form
    1: ("sts", "sangat tidak setuju sts", "tidak setuju sama sekali", "strongly disagree sd"),
    2: ("ts", "kurang setuju", "ks", "tidak setuju ts"),
    3: ("netral", "ragu", "rr", "r", "n", "cukup setuju", "cs", "biasa saja", "neutral", "kadang kadang", "ragu ragu rr", "netral n"),
    4: ("s", "setuju s"),
    5: ("ss", "sangat setuju ss"),
}  # fmt: skip
_MARKED = re.compile(r"\s*[(\[]?(\d)[)\].:\-=–]*\s+(\D.*)|(\D.*?)\s*[(\[]\s*(\d)\s*[)\]]\s*")
_MIDDLE = (LOWEST + HIGHEST) // 2


@cache
def _known() -> dict[str, int]:
    said = {normalise(text): score for score, words in enumerate(ANSWERS, LOWEST) for text in (words.id, words.en)}
    return {**{text: score for score, texts in _SPELLINGS.items() for text in texts}, **said}


def answer(text: str) -> Meaning:
    """Agreement with a statement: 1 to 5, or its words ("Setuju", "4 - Setuju", "Setuju (4)"); where number and words
    disagree the cell is refused."""
    if nothing(text):
        return MISSING
    if (plain := number(text)) is not None:
        if plain != plain.to_integral_value():
            return Meaning(rule="bad_number")
        return Meaning(Cell(int(plain))) if LOWEST <= plain <= HIGHEST else Meaning(rule="out_of_range")
    mark = ""
    if match := _MARKED.fullmatch(text):
        mark, text = (match[1], match[2]) if match[1] else (match[4], match[3])
    found = _known().get(normalise(text))
    if found is None or (mark and int(mark) != found):
        return Meaning(rule="invalid_label", like=nearest(text, _known()))
    return Meaning(Cell(found))


READERS: dict[str, Callable[[str], Meaning]] = dict.fromkeys(STATEMENTS | READINESS, answer)


def complete(rows: Rows) -> None:
    """The day of the answer, of which the quarter is kept; refuses forms without any answer; tells of straight-lining."""
    source = rows.source
    if source.has("answered_on"):
        rows.days["answered_on"] = moments(source, "answered_on", Dating()).day
    answered = np.logical_or.reduce([rows.there(key) for key in READERS])
    source.verdict.reject(~answered, "no_answer")
    scores = np.stack([rows.numbers(key, 0) for key in STATEMENTS])
    same = (scores[0] > 0) & (scores == scores[0]).all(axis=0)
    source.converted("usefulness1", "contradictory", same & (scores[0] != _MIDDLE))
    source.converted("usefulness1", "all_in_the_middle", same & (scores[0] == _MIDDLE))
