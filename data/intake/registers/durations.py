"""How long something took, in the words of service systems: "3 hari 4 jam", "15 menit", "02:30", "5 hari kerja"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from data import working_days
from data.intake.registers.cells import half_up, nothing, number
from data.intake.registers.moments import Moments, later, nowhere
from data.intake.registers.source import Source
from data.intake.respondents import Mask
from data.intake.text import normalise
from data.intake.values import MISSING, Meaning

MINUTES = {
    "minutes": ("menit", "mnt", "minutes", "minute", "mins", "min", "m"),
    "hours": ("jam", "hours", "hour", "hrs", "hr", "h", "j"),
    "days": ("hari", "hr kalender", "hari kalender", "days", "day", "d", "h kalender"),
    "weeks": ("minggu", "pekan", "weeks", "week"),
    "seconds": ("detik", "dtk", "seconds", "second", "sec", "s"),
}  # fmt: skip
_LONG = {"seconds": Decimal(1) / 60, "minutes": Decimal(1), "hours": Decimal(60), "days": Decimal(1440), "weeks": Decimal(10080)}  # fmt: skip
_UNIT_OF = {text: unit for unit, texts in MINUTES.items() for text in texts}
_PART = re.compile(r"(\d+(?:[.,]\d+)?)\s*([a-z]+)\b[\s,.]*(?:dan\s+|and\s+)?", re.IGNORECASE)
_WORKING = re.compile(r"(\d+)\s*(?:hari|hr)\s+kerja|(\d+)\s*(?:working|business)\s+days?|(\d+)\s*hk", re.IGNORECASE)
_CLOCK = re.compile(r"(?:18(?:99|00)-(?:12|01)-(?:3[01]|0\d)[ T])?(\d{1,4}):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?")


@dataclass(frozen=True)
class Took:
    """A length of time: whole minutes, or a number of working days."""

    minutes: int = 0
    working_days: int | None = None


@dataclass(frozen=True)
class Lengths:
    """Per row a length in minutes or in working days, and which rows have which."""

    minutes: npt.NDArray[np.int64]
    timed: Mask
    working: npt.NDArray[np.int64]
    worked: Mask

    @property
    def known(self) -> Mask:
        """Which rows have a length."""
        return np.asarray(self.timed | self.worked)

    def since(self, start: Moments, only: Mask) -> Moments:
        """The moments at which these lengths have passed, of the rows of `only`."""
        found, there = nowhere(len(only)), self.worked & only & start.dated
        if there.any():
            found.day[there] = working_days.after(start.day[there], self.working[there])
        return later(start, self.minutes, self.timed & only).otherwise(found)


def lengths(source: Source, role: str, otherwise: str = "") -> Lengths:
    """The lengths of a role; bare numbers are in the unit of its header, `otherwise` where that says none."""
    found = source.read(role, took(unit_in(source.header(role), otherwise)))
    minutes, untimed = found.through(lambda t: t.minutes if t.working_days is None else None).array(np.int64)
    working, unworked = found.through(lambda t: t.working_days).array(np.int64)
    return Lengths(minutes, ~untimed, working, ~unworked)


def unit_in(header: str, otherwise: str = "") -> str:
    """The unit that a header gives its bare numbers: "Lama proses (jam)". `otherwise` where it says none."""
    plain = normalise(header)
    if "hari kerja" in plain or "working days" in plain:
        return "working"
    return next((unit for word in reversed(plain.split()) if len(word) > 1 and (unit := _UNIT_OF.get(word))), otherwise)


def took(unit: str = "") -> Callable[[str], Meaning]:
    """Reads a length of time; `unit` is that of bare numbers, "" where none is known: then they are refused, not guessed.

    Negative lengths break `time_backwards`, whatever cannot be read `unclear_duration`.
    """

    def read(text: str) -> Meaning:
        if nothing(text):
            return MISSING
        text = text.strip()
        if text.startswith(("-", "−")):
            return Meaning(rule="time_backwards")
        if match := _WORKING.fullmatch(text):
            return Meaning(Took(working_days=int(match[1] or match[2] or match[3])))
        if match := _CLOCK.fullmatch(text):
            minutes = Decimal(match[1]) * 60 + Decimal(match[2]) + Decimal(match[3] or 0) / 60
            return Meaning(Took(half_up(minutes)))
        if (plain := number(text)) is not None:
            if unit == "working" and plain == plain.to_integral_value():
                return Meaning(Took(working_days=int(plain)))
            return Meaning(Took(half_up(plain * _LONG[unit]))) if unit in _LONG else Meaning(rule="unclear_duration")
        minutes, at = Decimal(0), 0
        while at < len(text):
            part = _PART.match(text, at)
            long = _LONG.get(_UNIT_OF.get(part[2].casefold(), "")) if part else None
            amount = number(part[1]) if part else None
            if part is None or long is None or amount is None:
                return Meaning(rule="unclear_duration")
            minutes, at = minutes + amount * long, part.end()
        return Meaning(Took(half_up(minutes)))

    return read
