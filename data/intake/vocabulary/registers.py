"""The words of the tables that offices keep in lists: headers per table, levels of enumerations, yes and no; read once
from the files here."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from data.intake.text import normalise
from data.intake.vocabulary.statements import statement_of
from data.tables import ENUMERATIONS, TABLES
from data.tables.adoption import ADOPTION_TABLES
from data.tables.culture import CULTURE_TABLES
from data.tables.services import SERVICE_TABLES
from data.tables.staff import STAFF_TABLES

REGISTERS: tuple[str, ...] = tuple(
    table.name for table in (*STAFF_TABLES, *SERVICE_TABLES, *CULTURE_TABLES, *ADOPTION_TABLES) if table.importable
)
HEADING = "heading"
FOLLOWS = ("programme", "processing_hours", "working_days")  # from the title; from days and lengths
LEVEL_OF = "level_of"  # roles of columns that hold the levels of one indicator: "level_of:12", "level_of:12:self"
_ASSESSED = {"mandiri": "self", "self": "self", "eksternal": "external", "external": "external"}
_ASSESSED_WORDS = "|".join(_ASSESSED)
_LEVEL_OF = re.compile(
    rf"(?:({_ASSESSED_WORDS}) )?(?:i|ind|indikator|indicator|tingkat indikator|nilai indikator) ?(\d{{1,2}})(?: ({_ASSESSED_WORDS}))?"
)


@dataclass(frozen=True)
class Dating:
    """Which years a column of dates may hold: not before `earliest`; later than today only where `ahead`.

    `vague`: a month or a year may stand for its days.
    """

    earliest: int = 2000
    ahead: bool = False
    vague: bool = False


@dataclass(frozen=True)
class Manner:
    """How files of one table are written. `key`: columns that name one row, none where equal rows are different things; `signature`: each group of roles must be met."""

    table: str
    key: tuple[str, ...]
    signature: tuple[frozenset[str], ...]
    without: frozenset[str]
    least: int
    quarter_from: str
    titled: bool  # whether title rows speak of every row
    dates: Mapping[str, Dating]
    exact: Mapping[str, str]
    phrases: tuple[tuple[str, tuple[tuple[frozenset[str], ...], ...], frozenset[str]], ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role that a column may have, in the order of the files."""
        return tuple(dict.fromkeys(self.exact.values()))


def _file(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _shared() -> dict[str, Any]:
    """What tables share: groups of headers by name, and the words of enumerations under `labels` and `contains`."""
    files = [_file(name) for name in ("staff", "services", "adoption")]
    words = {
        part: {name: found for file in files for name, found in file[part].items()} for part in ("labels", "contains")
    }
    return {**{name: group for file in files for name, group in file.items()}, **words}


@cache
def manner(table: str) -> Manner:
    """How files of a table are written. A table's own headers win over shared ones, those over declared labels."""
    own, declared = _file(table), TABLES[table]
    groups = [own["headers"], *(_shared()[group] for group in reversed(own["shared"]))]
    exact: dict[str, str] = {}
    phrases = []
    for entries in groups:
        for role, entry in entries.items():
            for text in entry.get("exact", ()):
                exact.setdefault(normalise(text), role)
            alternatives = tuple(
                tuple(frozenset(word.split("|")) for word in text.split()) for text in entry.get("words", ())
            )
            phrases.append((role, alternatives, frozenset(entry.get("never", ()))))
    for column in declared.columns:
        role = "period" if column.name == "quarter" else column.name
        if column.name not in FOLLOWS:
            for text in (column.name, column.label.id, column.label.en):
                exact.setdefault(normalise(text), role)
    return Manner(
        table=table,
        key=tuple(own["key"]),
        signature=tuple(frozenset(group) for group in own["signature"]),
        without=frozenset(own.get("without", ())),
        least=int(own.get("least", 0)),
        quarter_from=own.get("quarter_from", ""),
        titled=bool(own.get("titled", False)),
        dates={name: Dating(**limits) for name, limits in own.get("dates", {}).items()},
        exact=exact,
        phrases=tuple(phrases),
    )


@cache
def roles_of(header: str, table: str) -> tuple[str, ...]:
    """What a header stands for in a table: () unknown, else one role."""
    plain, known = normalise(header), manner(table)
    if table == "digital_index" and (match := _LEVEL_OF.fullmatch(plain)):
        return (level_role(int(match[2]), match[1] or match[3]),)
    if table == "pulse_response" and (key := statement_of(plain)):
        return (key,)
    bare = re.sub(r"^\d{1,2} (?=\D)", "", plain)
    for text in (plain, bare, normalise(re.sub(r"\([^)]*\)", " ", header))):
        if text in known.exact:
            return (known.exact[text],)
    tokens = set(bare.split())
    for role, alternatives, never in known.phrases:
        if not tokens & never and any(all(tokens & word for word in phrase) for phrase in alternatives):
            return (role,)
    return ()


def level_role(number: int, assessed: str | None = None) -> str:
    """The role of a column with the levels of one indicator, by the word for who assessed it, if it has one."""
    return f"{LEVEL_OF}:{number}" + (f":{_ASSESSED.get(assessed, assessed)}" if assessed else "")


@cache
def states(table: str) -> Mapping[str, str]:
    """The state that each normalised word for a status tells."""
    return {normalise(text): state for state, texts in _shared()["states"][table].items() for text in texts}


@cache
def levels(enumeration: str) -> Mapping[str, int]:
    """Code of each normalised spelling of a level: key, labels and the words offices use."""
    declared = ENUMERATIONS[enumeration]
    found = {
        normalise(text): code
        for code, level in enumerate(declared.levels)
        for text in (level.key, level.words.id, level.words.en)
    }
    spellings = {**_file("groups").get(enumeration, {}), **_shared()["labels"].get(enumeration, {})}
    for key, texts in spellings.items():
        found.update({normalise(text): declared.code(key) for text in texts})
    return found


@cache
def contained(enumeration: str) -> tuple[tuple[str, int], ...]:
    """Words that tell a level wherever they stand in a longer text, with its code; the first that fits counts."""
    declared = ENUMERATIONS[enumeration]
    entries = _shared()["contains"].get(enumeration, {})
    return tuple((normalise(text), declared.code(key)) for key, texts in entries.items() for text in texts)


@cache
def in_logs() -> Mapping[str, tuple[str, ...]]:
    """Words of daily logs: actions that are no work done (`looking`), states of work that came back (`returned`)."""
    return {name: tuple(map(normalise, texts)) for name, texts in _shared()["log"].items()}


@cache
def flags() -> Mapping[str, bool]:
    """Yes and no by their normalised words."""
    entries = _shared()["flags"]
    return {
        **{normalise(text): True for text in entries["yes"]},
        **{normalise(text): False for text in entries["no"]},
    }
