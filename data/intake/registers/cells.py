"""What one cell of a file means: lengths of training, money, scores, yes and no, words of an enumeration.

Every reader is called once per distinct text. `Cell.how` names a conversion that the officer is told of.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from data.intake.text import is_blank, looks_personal, normalise
from data.intake.values import MISSING, Meaning, nearest
from data.intake.vocabulary import registers as words
from metrics.limits import jp_conversion

LONGEST_TEXT = 300
_DASHES = frozenset("-–—−.")
_PLAIN = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)")
_INDONESIAN = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_CLOCK = re.compile(r"(?:18(?:99|00)-(?:12|01)-(?:3[01]|0\d)[ T])?(\d{1,4})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?")
_HOURS_MINUTES = re.compile(
    r"(\d+)\s*(?:jam|hours?|hrs?|h)\s*(?:dan\s*)?(\d+)\s*(?:menit|minutes?|mins?|m)\.?", re.IGNORECASE
)
_MEASURE = re.compile(r"([\d.,]+)\s*\(?([a-z][a-z .]*?)\.?\)?\s*(?:\([^)]*\))?\s*", re.IGNORECASE)
_UNITS = {
    "jp": ("jp", "jpl", "jam pelajaran", "jam pembelajaran", "jam diklat", "jam pel", "j p", "lesson hours"),
    "hours": ("jam", "hours", "hour", "hrs", "hr", "h"),
    "minutes": ("menit", "mnt", "minutes", "minute", "mins", "min", "m"),
    "days": ("hari", "hr kerja", "hari kerja", "days", "day"),
}  # fmt: skip
_UNIT_OF = {text: unit for unit, texts in _UNITS.items() for text in texts}
_OUT_OF = re.compile(r"([\d.,]+)\s*(?:/|dari|of|out of)\s*([\d.,]+)", re.IGNORECASE)
_MILLIONS = {
    "juta": 1_000_000,
    "jt": 1_000_000,
    "ribu": 1_000,
    "rb": 1_000,
    "miliar": 1_000_000_000,
    "m": 1_000_000_000,
}
_RUPIAH = re.compile(r"^(?:rp|idr)\.?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Cell:
    """A value, and the name of the conversion that made it ("" where it stands as written)."""

    value: Any
    how: str = ""


def nothing(text: str) -> bool:
    """True for a cell that is blank or holds dashes only: in staff files a dash says "none"."""
    return is_blank(text) or not (set(text.strip()) - _DASHES)


def half_up(number: Decimal) -> int:
    """The nearest whole number; a half goes up."""
    return int(number.quantize(Decimal(1), ROUND_HALF_UP))


def number(text: str) -> Decimal | None:
    """A number with a decimal comma or point; "1.500.000,00" and "1,500,000.00" too. None for anything else."""
    text = text.strip().replace("\xa0", "").replace(" ", "")
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", "."))
    if _INDONESIAN.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if _ENGLISH.fullmatch(text):
        return Decimal(text.replace(",", ""))
    return None


@dataclass(frozen=True)
class Length:
    """A length of training in one unit: jp, minutes or days."""

    unit: str
    amount: Decimal


def length_in(unit: str) -> Callable[[str], Meaning]:
    """Reads a length in a column whose bare numbers are in `unit`: jp, hours, minutes, days, or "" where it is not said.

    In a column of JP "20 jam" are 20 JP; elsewhere an hour has sixty minutes.
    """

    def read(text: str) -> Meaning:
        if nothing(text):
            return MISSING
        text = text.strip()
        if match := _HOURS_MINUTES.fullmatch(text):
            return _length("minutes", Decimal(match[1]) * 60 + Decimal(match[2]))
        clock = _CLOCK.fullmatch(text)
        if clock and (":" in text) and int(clock[2]) < 60:
            return _length("minutes", Decimal(clock[1]) * 60 + Decimal(clock[2]) + Decimal(clock[3] or 0) / 60)
        if (plain := number(text)) is not None:
            return _length(unit, plain) if unit else Meaning(rule="unclear_duration")
        if match := _MEASURE.fullmatch(text):
            named, amount = _UNIT_OF.get(normalise(match[2])), number(match[1])
            if named is not None and amount is not None:
                return _length("jp" if named == "hours" and unit == "jp" else named, amount)
        return Meaning(rule="unclear_duration")

    return read


def _length(unit: str, amount: Decimal) -> Meaning:
    if amount < 0:
        return Meaning(rule="out_of_range")
    return Meaning(Length("minutes", amount * 60) if unit == "hours" else Length(unit, amount))


def jp_of(length: Length, kind: str, quarter: float | None) -> Cell | None:
    """Hundredths of a JP of a length; None where days cannot be converted for that kind."""
    if length.unit == "jp":
        return Cell(half_up(length.amount * 100))
    if length.unit == "minutes":
        return Cell(jp_conversion.of_minutes(length.amount, quarter), "minutes_to_jp")
    found = jp_conversion.of_days(length.amount, kind, quarter)
    return None if found is None else Cell(found, "days_to_jp")


def money_up_to(most: int) -> Callable[[str], Meaning]:
    """Reads `money` that is not more than `most`."""

    def read(text: str) -> Meaning:
        found = money(text)
        return Meaning(rule="out_of_range") if found.value is not None and not 0 <= found.value.value <= most else found

    return read


def money(text: str) -> Meaning:
    """Whole rupiah: "Rp 1.500.000,00", "1500000", "1.500.000", "1,5 juta", "Gratis" (0). "1.500" is fifteen hundred."""
    if nothing(text):
        return MISSING
    plain = _RUPIAH.sub("", text.strip()).removesuffix(",-").removesuffix(".-").strip()
    if normalise(plain) in ("gratis", "free", "tanpa biaya", "nihil"):
        return Meaning(Cell(0))
    amount, _, unit = plain.partition(" ")
    if unit and (times := _MILLIONS.get(normalise(unit))):
        found = number(amount)
        return Meaning(rule="bad_number") if found is None else Meaning(Cell(half_up(found * times), "short_money"))
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", plain):  # separators of thousands, whichever sign
        return Meaning(Cell(int(re.sub(r"[.,]", "", plain))))
    found = number(plain)
    if found is None or (found != found.to_integral_value() and found < 1000):
        return Meaning(rule="bad_number")
    return Meaning(Cell(half_up(found)))


@dataclass(frozen=True)
class Scale:
    """The scale of a column of scores: its least and its greatest score. `how` names the conversion to 0-100."""

    low: int
    high: int
    how: str = ""


HUNDRED = Scale(0, 100)
SCALES = {
    (0, 1): Scale(0, 1, "scale_0_1"),
    (1, 4): Scale(1, 4, "scale_1_4"),
    (1, 5): Scale(1, 5, "scale_1_5"),
    (0, 10): Scale(0, 10, "scale_0_10"),
    (1, 10): Scale(1, 10, "scale_1_10"),
    (0, 100): HUNDRED,
}
_SAID = re.compile(r"(?<!\d)([01])\s*(?:-|–|s/d|s\.d\.?|sampai)\s*(1|4|5|100|10)(?!\d)")


def scale_of(header: str, texts: list[str]) -> Scale | None:
    """The scale that a header states ("Nilai (1-5)"), else the one that the numbers show; None where they do not.

    Scores all between 0 and 1 with fractions are on 0-1; all between 1 and 5, at least one above 1, on 1-5. Numbers
    that stay at or below 10 otherwise show no scale: on 0-100 nobody would be that low.
    """
    if (match := _SAID.search(header)) and (said := SCALES.get((int(match[1]), int(match[2])))):
        return said
    found = [n for text in texts if not nothing(text) and (n := number(text)) is not None]
    if not found or max(found) > 10 or max(found) == 0:
        return HUNDRED
    if max(found) <= 1:
        return SCALES[0, 1] if any(n != n.to_integral_value() for n in found) else None
    return SCALES[1, 5] if min(found) >= 1 and max(found) <= 5 and len(found) > 1 else None


def score_on(scale: Scale | None, low: int, high: int, times: int) -> Callable[[str], Meaning]:
    """Reads a score as `times` its value between 0 and 100: "85", "85,5", "85/100", "4/5", "85 %"; a scale that begins at 1 is
    stretched from there, (x - 1)/(highest - 1), as its lowest score is its zero."""

    def read(text: str) -> Meaning:
        if nothing(text):
            return MISSING
        text = text.strip()
        how, value = "", None
        if match := _OUT_OF.fullmatch(text):
            got, best = number(match[1]), number(match[2])
            if got is not None and best:
                value, how = got / best * 100, "" if best == 100 else "score_out_of"
        elif text.endswith("%"):
            value = number(text[:-1])
        elif (plain := number(text)) is not None:
            if scale is None:
                return Meaning(rule="unclear_scale")
            if scale.how and not scale.low <= plain <= scale.high:
                return Meaning(rule="out_of_range")
            value, how = (plain - scale.low) / Decimal(scale.high - scale.low) * 100, scale.how
        if value is None:
            return Meaning(rule="bad_number")
        found = half_up(value * times)
        if not low <= found <= high:
            return Meaning(rule="out_of_range")
        return Meaning(Cell(found, how or ("rounded" if found != value * times else "")))

    return read


def whole(low: float, high: float, rounding: bool = False) -> Callable[[str], Meaning]:
    """Reads a whole number within bounds; "40 orang", "3 kali" too. `rounding`: half up, and told; else fractions are refused."""

    def read(text: str) -> Meaning:
        if nothing(text):
            return MISSING
        plain = re.sub(
            r"\s*(?:orang|kali|peserta|x|people|times|kursi|seats|pegawai|ide|usulan|gagasan|sertifikat|mahasiswa|siswa|hari|days?|transaksi|dokumen|surat|berkas|entri)\.?\s*$",
            "",
            text.strip(),
            flags=re.IGNORECASE,
        )
        found = int(plain.replace(".", "")) if _INDONESIAN.fullmatch(plain) else number(plain)
        if found is None or (found != int(found) and not rounding):
            return Meaning(rule="bad_number")
        near = half_up(Decimal(found))
        if not low <= found <= high:
            return Meaning(rule="out_of_range")
        return Meaning(Cell(near, "rounded" if near != found else ""))

    return read


def flag(text: str) -> Meaning:
    """Yes or no in the words of certificates and e-learning; a tick is yes."""
    if nothing(text):
        return MISSING
    if text.strip() in "✓✔√☑":
        return Meaning(Cell(True))
    found = words.flags().get(normalise(text))
    return Meaning(rule="invalid_label", like=nearest(text, words.flags())) if found is None else Meaning(Cell(found))


def level(enumeration: str, otherwise: int | None = None) -> Callable[[str], Meaning]:
    """Reads a level: by its words, else by words that stand in a longer text; `otherwise` is what the rest counts as."""
    known = words.levels(enumeration)

    def read(text: str) -> Meaning:
        if nothing(text):
            return MISSING
        plain = normalise(text)
        if plain in known:
            return Meaning(Cell(known[plain]))
        found = within(plain, enumeration)
        if found is not None:
            return Meaning(Cell(found, f"words_{enumeration}"))
        if otherwise is not None:
            return Meaning(Cell(otherwise, f"other_{enumeration}"))
        return Meaning(rule="invalid_label", like=nearest(text, known))

    return read


@cache
def _patterns(enumeration: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    return tuple((re.compile(rf"\b{phrase}\b"), code) for phrase, code in words.contained(enumeration))


def within(plain: str, enumeration: str) -> int | None:
    """Code of the first level whose words stand in a normalised text; None where none does."""
    return next((code for pattern, code in _patterns(enumeration) if pattern.search(plain)), None)


def text(cell: str) -> Meaning:
    """Free text that names a thing; one that holds a number of a person or an address is refused."""
    if nothing(cell):
        return MISSING
    return Meaning(rule="personal_text") if looks_personal(cell) else Meaning(" ".join(cell.split())[:LONGEST_TEXT])
