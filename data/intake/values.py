"""What one cell's text means for the column it stands in. Called once per distinct text, never per row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from data.intake.text import is_blank, normalise, shorten, split_option
from data.intake.vocabulary import levels, scores
from data.tables import AGE_BAND_BOUNDS

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_WHOLE = re.compile(r"\+?(\d+)(?:[.,]0+)?")
_YEARS = re.compile(r"(?:tahun|thn|th|years?)\.?$", re.IGNORECASE)
_BETWEEN = re.compile(r"(\d{1,3})\s*(?:-|–|—|s/d|s\.d\.?|sd|sampai(?: dengan)?|hingga|to)\s*(\d{1,3})")
_BELOW = re.compile(r"(?:<|di ?bawah|kurang dari|under|below)\s*(\d{1,3})")
_AT_MOST = re.compile(r"(?:≤|<=|maksimal|maks\.?)\s*(\d{1,3})|(\d{1,3})\s*(?:(?:tahun|thn|th)\s*)?ke ?bawah")
_ABOVE = re.compile(r"(?:>|di ?atas|lebih dari|over|above)\s*(\d{1,3})")
_AT_LEAST = re.compile(
    r"(?:≥|>=|minimal|min\.?)\s*(\d{1,3})|(\d{1,3})\s*(?:(?:tahun|thn|th)\s*)?(?:ke ?atas|\+|atau lebih|and over)"
)
OLDEST = AGE_BAND_BOUNDS[-1][1]


@dataclass(frozen=True)
class Meaning:
    """The value of a text (None: missing), or the rule that it breaks with the nearest known spelling."""

    value: Any = None
    rule: str = ""
    like: str = ""


MISSING = Meaning()


def fix_key(text: str) -> str:
    """Under what an officer's fix of a label is kept; punctuation-only texts ("???") stay apart."""
    return normalise(text) or text.strip().casefold()


def fixed(read: Callable[[str], Meaning], fixes: Mapping[str, Any]) -> Callable[[str], Meaning]:
    """`read`, with the officer's fixes for texts that have no meaning of their own (None: read as not answered)."""

    def meaning(text: str) -> Meaning:
        found = read(text)
        if found.rule == "invalid_label" and (key := fix_key(text)) in fixes:
            return Meaning(fixes[key])
        return found

    return meaning


def nearest(text: str, known: Mapping[str, Any]) -> str:
    """The known spelling most like a text; "" where none is near."""
    found = process.extractOne(normalise(text), list(known), scorer=fuzz.ratio, score_cutoff=80)
    return str(found[0]) if found else ""


def score_of(element: str) -> Callable[[str], Meaning]:
    """Reads an answer to an element: 1-4 as a number or as one of its labels.

    "3", "3,0" are 3; 0, 5 and 3,5 are out of range. A mark before or behind the label ("d. Sangat sesuai",
    "Baik (3)") must agree with it, else the label is refused: one of the two is wrong, and nobody can say which.
    """
    known = scores(element)

    def meaning(text: str) -> Meaning:
        if is_blank(text):
            return MISSING
        text = text.strip()
        if _NUMBER.fullmatch(text):
            whole = _WHOLE.fullmatch(text)
            return Meaning(int(whole[1])) if whole and 1 <= int(whole[1]) <= 4 else Meaning(rule="out_of_range")
        if (score := known.get(normalise(text))) is not None:
            return Meaning(score)
        label, claimed = split_option(text)
        score = known.get(normalise(label))
        if score is not None and claimed in (None, score):
            return Meaning(score)
        return Meaning(rule="invalid_label", like="" if claimed else nearest(text, known))

    return meaning


def level_of(enumeration: str) -> Callable[[str], Meaning]:
    """Reads a level of an enumeration by its key, label or a usual variant, as its code."""
    known = levels(enumeration)
    other = known.get("lainnya")

    def meaning(text: str) -> Meaning:
        if is_blank(text):
            return MISSING
        for plain in (normalise(text), normalise(split_option(text)[0])):
            if plain in known:
                return Meaning(known[plain])
            if other is not None and plain.startswith(("lainnya ", "lain lain ")):
                return Meaning(other)
        return Meaning(rule="invalid_label", like=nearest(text, known))

    return meaning


@dataclass(frozen=True)
class Age:
    """Age in years, or a band as given; `band` is the display band that holds it, None where it crosses a bound."""

    years: int | None
    as_given: str | None
    band: int | None


def age_of(text: str) -> Meaning:
    """Reads an age ("24", "24,0", "24 tahun") or a band ("20-29", "< 20", "50 tahun ke atas").

    Years outside 5-120 are out of range. A band is shown only where it fits within one display band; it is kept as
    given in any case.
    """
    if is_blank(text):
        return MISSING
    plain = _YEARS.sub("", text.strip()).strip()
    if _NUMBER.fullmatch(plain):
        whole = _WHOLE.fullmatch(plain)
        if whole is None or not 5 <= int(whole[1]) <= OLDEST:
            return Meaning(rule="out_of_range")
        years = int(whole[1])
        return Meaning(Age(years, None, _band(years, years)))
    bounds = _bounds(" ".join(text.casefold().split()))
    if bounds is None:
        code = levels("age").get(normalise(text))
        if code is None:
            return Meaning(rule="invalid_label")
        bounds = AGE_BAND_BOUNDS[code]
    low, high = bounds
    if not low <= high <= OLDEST:
        return Meaning(rule="out_of_range")
    return Meaning(Age(None, shorten(text, 40), _band(low, high)))


def _bounds(text: str) -> tuple[int, int] | None:
    if match := _BETWEEN.search(text):
        return int(match[1]), int(match[2])
    if match := _AT_MOST.search(text):
        return 0, int(match[1] or match[2])
    if match := _AT_LEAST.search(text):
        return int(match[1] or match[2]), OLDEST
    if match := _BELOW.search(text):
        return 0, int(match[1]) - 1
    if match := _ABOVE.search(text):
        return int(match[1]) + 1, OLDEST
    return None


def _band(low: int, high: int) -> int | None:
    for code, (first, last) in enumerate(AGE_BAND_BOUNDS):
        if first <= low and high <= last:
            return code
    return None
