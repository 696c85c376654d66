"""The staff number (NIP): read, found plausible, and turned into a key that nobody can turn back.

A NIP has 18 digits: date of birth (8), year and month of appointment (6; contract staff have 21 for the month), sex (1:
male, 2: female) and a serial number (3).
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.intake.text import INVISIBLE, is_blank
from data.intake.values import MISSING, Meaning
from data.tables import SEX

DIGITS = 18
LEAST_AGE, MOST_AGE = 16, 90  # at appointment; today
CONTRACT = 21
FEW = 10  # numbers among which one that looks rounded is no coincidence any more
_BETWEEN = re.compile(rf"[\s'’‘`´.\-_{INVISIBLE}\xa0]+")
_LABEL = re.compile(r"^\s*(?:nip\s*(?:pppk)?|ni\s*pppk)\s*[.:]*\s*", re.IGNORECASE)
_FLOAT = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)


@dataclass(frozen=True)
class Person:
    """What a number says: the key, and of the person what the register may need."""

    key: int
    birth_year: int
    sex: int
    entered_on: date | None


def normal(text: str) -> str:
    """The digits of a number as offices write it: "19800101 200501 1 001", "'198001012005011001", "NIP. 1980..."."""
    return _BETWEEN.sub("", _LABEL.sub("", text))


def hashed(digits: str, secret: bytes) -> int:
    """HMAC-SHA256 of the number under the store's key, its first eight bytes as an unsigned integer."""
    return int.from_bytes(hmac.new(secret, digits.encode(), hashlib.sha256).digest()[:8], "big")


def looks_rounded(digits: str) -> bool:
    """True for a number that a spreadsheet gives back after it took the NIP for a number: it keeps fifteen digits.

    Its last three are then 000, or what the nearest floating-point number ends with.
    """
    if len(digits) != DIGITS or not digits.isdigit():
        return False
    cut = int(digits) // 1000 * 1000
    nearest = (cut - 1000, cut, cut + 1000)
    return digits.endswith("000") or int(digits) in {int(float(number)) for number in nearest}


def rounded_column(texts: Iterable[str]) -> bool:
    """Whether a column went through a spreadsheet as numbers: more look rounded than the one in a thousand by chance."""
    numbers = [digits for text in texts if len(digits := normal(text)) == DIGITS]
    rounded = sum(map(looks_rounded, numbers))
    return rounded > 0 and (len(numbers) <= FEW or rounded * 100 > len(numbers))


def person(text: str, secret: bytes, today: date, rounded: bool) -> Meaning:
    """The person of a number; `rounded`: the column went through a spreadsheet as numbers."""
    if is_blank(text):
        return MISSING
    if _FLOAT.fullmatch(text.strip()):
        return Meaning(rule="rounded_staff_number")
    digits = normal(text)
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        return Meaning(rule="bad_staff_number")
    if digits.endswith("000") or (rounded and looks_rounded(digits)):
        return Meaning(rule="rounded_staff_number")
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:  # month 13, 31 Februari
        return Meaning(rule="bad_staff_number")
    year, month, sex = int(digits[8:12]), int(digits[12:14]), digits[14]
    plausible = (
        today.year - MOST_AGE <= born.year
        and born.year + LEAST_AGE <= year <= today.year + 1
        and (1 <= month <= 12 or month == CONTRACT)
        and sex in "12"
    )
    if not plausible:
        return Meaning(rule="bad_staff_number")
    entered = None if month == CONTRACT else date(year, month, 1)
    return Meaning(Person(hashed(digits, secret), born.year, SEX.code("male" if sex == "1" else "female"), entered))
