"""The words offices use, read once from the files beside this one and from the declarations of the tables."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from data.intake.text import is_blank, normalise
from data.intake.vocabulary import registers
from data.tables import ENUMERATIONS, TABLES
from metrics.satisfaction.elements import ELEMENT_KEYS, ELEMENTS

LONGEST, FEWEST = 1000, 4  # characters of a header; headers that make a staff table
_POSITION = re.compile(r"^(?:u|unsur|p|q|pertanyaan|soal|butir|indikator|no unsur) ?(\d{1,2})$")
_POSITION_BEFORE = re.compile(r"^(?:u|unsur) ?(\d{1,2})\b")


def _file(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def words() -> dict[str, Any]:
    """Footer words, facts of title rows, months and spellings of cities."""
    return _file("words.toml")


@cache
def months() -> dict[str, int]:
    """Month number of each normalised name or abbreviation."""
    return {name: int(month) for month, names in words()["months"].items() for name in names}


@cache
def _headers() -> tuple[dict[str, str], list[tuple[str, list[list[set[str]]], set[str]]]]:
    """Exact headers, and per role its phrases (each a list of alternatives) with the words that forbid it."""
    declared = _file("headers.toml")
    exact = {normalise(text): role for role, entry in declared.items() for text in entry["exact"]}
    for table in TABLES.values():
        if table.importable and table.name not in registers.REGISTERS:
            for column in table.columns:
                for text in (column.name, column.label.id, column.label.en):
                    role = "period" if column.name == "quarter" else column.name
                    exact.setdefault(normalise(text), "age_years" if role.startswith("age") else role)
    phrases = [
        (role, [[set(word.split("|")) for word in phrase.split()] for phrase in entry.get("words", ())],
         set(entry.get("never", ())))
        for role, entry in declared.items()
    ]  # fmt: skip
    return exact, phrases


def _without_number(text: str) -> str:
    """A question without its number: "8. Bagaimana ..." names its element by words; the number may mislead."""
    return re.sub(r"^\s*\(?\d{1,2}\s*[\).:\-]\s*(?=\D)", "", text)


def roles_of(header: str, table: str = "") -> tuple[str, ...]:
    """What a header may stand for in a table ("": the survey and what belongs to it): () unknown, one role, or several."""
    return registers.roles_of(header, table) if table in registers.REGISTERS else _survey_roles(header)


def known_headers(row: Iterable[str]) -> int:
    """The most cells of a row that are headers of one kind of table; a few that a staff table happens to know are none."""
    cells = [cell for cell in row if not is_blank(cell) and len(cell) < LONGEST]
    of_staff = max(sum(bool(registers.roles_of(cell, table)) for cell in cells) for table in registers.REGISTERS)
    return max(sum(bool(_survey_roles(cell)) for cell in cells), of_staff if of_staff >= FEWEST else 0)


@cache
def _survey_roles(header: str) -> tuple[str, ...]:
    """What a header may stand for in a survey: () unknown, one role, or several where it is ambiguous.

    A bare position ("U8", "Unsur 8") is `position:8`; a name beside it wins over the position.
    """
    plain, bare = normalise(header), normalise(_without_number(header))
    exact, phrases = _headers()
    for text in (plain, bare):
        if text in exact:
            return (exact[text],)
    if match := _POSITION.match(plain):
        return (f"position:{int(match[1])}",)
    tokens = set(bare.split())
    found = [
        role
        for role, entries, never in phrases
        if not tokens & never and any(all(tokens & word for word in phrase) for phrase in entries)
    ]
    elements = [role for role in found if role in ELEMENTS]
    # A question about an element often mentions the service or its time; only two elements are a true ambiguity.
    found = elements or found[:1]
    if not found and (match := _POSITION_BEFORE.match(plain)):
        return (f"position:{int(match[1])}",)
    return tuple(found)


@cache
def scores(element: str) -> dict[str, int]:
    """Score of each normalised answer to an element."""
    declared = _file("labels.toml")
    return {
        normalise(text): int(score)
        for part in ("any", element)
        for score, texts in declared[part].items()
        for text in texts
    }


@cache
def standard_labels(element: str) -> tuple[str, ...]:
    """The standard answers to an element, from score 1 to 4, as they are shown in remedies."""
    entry = _file("labels.toml")
    own = entry[element]
    return tuple(str((own if element != "sarana" or score in "12" else entry["any"])[score][0]) for score in "1234")


@cache
def levels(enumeration: str) -> dict[str, int]:
    """Code of each normalised spelling of a level."""
    found = {
        normalise(text): code
        for code, level in enumerate(ENUMERATIONS[enumeration].levels)
        for text in (level.key, level.words.id, level.words.en)
    }
    for key, texts in _file("groups.toml").get(enumeration, {}).items():
        code = ENUMERATIONS[enumeration].code(key)
        found.update({normalise(text): code for text in texts})
    return found


def element_at(position: int, order: tuple[str, ...] = ELEMENT_KEYS) -> str:
    """The element at a position 1-9 of an order."""
    return order[position - 1]
