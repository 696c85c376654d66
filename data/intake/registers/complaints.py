"""Complaints: days of receipt, first response and closing from dates and durations, states and topics in free words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from rapidfuzz import fuzz, process

from data.intake.registers import cells, durations
from data.intake.registers.cells import Cell, nothing
from data.intake.registers.moments import Moments, moments
from data.intake.registers.rows import Rows
from data.intake.registers.states import states_of
from data.intake.respondents import Mask
from data.intake.text import looks_personal, normalise
from data.intake.values import MISSING, Meaning
from data.intake.vocabulary import registers as words
from data.intake.vocabulary.registers import Dating
from data.tables import ENUMERATIONS

NEAR = 84.0  # similarity (0-100) from which a word is taken for a misspelt topic: one or two letters of ten
LONGEST_TICKET = 60
_PERSONAL_DIGITS = (16, 18)  # NIK, NIP


def complaint(rows: Rows) -> None:
    """Receipt, first response and closing of each complaint, and whether it was opened again. Its kind is never guessed."""
    source = rows.source
    received = moments(source, "received_on", Dating())
    responded = _end(rows, received, "first_response_on", "response_duration", np.zeros(rows.count, dtype=bool))
    state = states_of(rows)
    closed = _end(rows, received, "closed_on", "duration", state.is_(("open",)))
    for name, moment in (("received_on", received), ("first_response_on", responded), ("closed_on", closed)):
        rows.days[name] = moment.day
    source.verdict.reject(responded.day < received.day, "closed_before_received", source.place("first_response_on"))
    source.verdict.reject(closed.day < received.day, "closed_before_received", source.place("closed_on"))
    source.verdict.reject(state.is_(("open",)) & closed.dated, "status_conflict", source.place("status"))
    source.verdict.reject(state.is_(("closed",)) & ~closed.dated, "closed_without_date", source.place("status"))
    source.converted("complaint_kind", "no_kind", ~rows.there("complaint_kind"))
    if not rows.there("reopened").any() and source.has("status"):
        rows.put("reopened", state.is_(("reopened",)), ~state.known)
        source.converted("status", "reopened_by_status", state.known)


def _end(rows: Rows, start: Moments, role: str, duration: str, so_far: Mask) -> Moments:
    """The moment of a role, else the start and the duration; a duration of what is still open is no end."""
    source = rows.source
    found = moments(source, role, Dating())
    if not source.has(duration):
        return found
    took = durations.lengths(source, duration)
    made = took.since(start, ~so_far)
    source.converted(duration, "end_from_duration", ~found.dated & made.dated)
    source.converted(duration, "so_far", so_far & took.known)
    return found.otherwise(made)


def topic() -> Callable[[str], Meaning]:
    """Reads a topic: its words, words within a longer text, the nearest known topic; whatever is unclear is "other"."""
    known, other = words.levels("topic"), ENUMERATIONS["topic"].code("other")
    named = {text: code for text, code in known.items() if len(text) > 3}

    def read(text: str) -> Meaning:
        if nothing(text):
            return MISSING
        plain = normalise(text)
        if plain in known:
            return Meaning(Cell(known[plain]))
        if (code := cells.within(plain, "topic")) is not None:
            return Meaning(Cell(code, "words_topic"))
        near = process.extractOne(plain, list(named), scorer=fuzz.ratio, score_cutoff=NEAR)
        if near is not None:
            return Meaning(Cell(named[near[0]], "near_topic"))
        return Meaning(Cell(other, "other_topic"))

    return read


def ticket(text: str) -> Meaning:
    """The number of a complaint; one that looks like a number of a person is refused."""
    if nothing(text):
        return MISSING
    plain = " ".join(text.split())
    digits = "".join(c for c in plain if c.isdigit())
    only_digits = plain.lstrip("+'").replace(" ", "").replace("-", "").isdigit()
    phone = only_digits and digits.startswith(("08", "62")) and 10 <= len(digits) <= 14
    if phone or (only_digits and len(digits) in _PERSONAL_DIGITS) or ("@" in plain and looks_personal(plain)):
        return Meaning(rule="personal_text")
    return Meaning(Cell(plain.lstrip("'#")[:LONGEST_TICKET].strip()))
