"""What passes between the steps of the intake."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from metrics.periods import Grain
from metrics.words import Language, Words

# What a column can be beside a column of the table it is loaded into.
PERSONAL = ("name", "phone", "nik", "nip", "email", "address", "comment")
# Columns that are read, yet of whose cells nothing is kept as written: not in rejected rows, not in what is remembered.
HIDDEN = ("staff", "birth_date", "certificate_number", "difficulty", "topic", "application", "action", "entered_by")
IDENTITY = ("answered_on", "number", "name", "phone", "nik", "nip", "email", "application")
UNUSED = "unused"

Lines = npt.NDArray[np.int64]


class IntakeError(Exception):
    """The file cannot be loaded as it is; `words` say why and what to do, `command` how that is done in a terminal."""

    def __init__(self, words: Words, command: str = "") -> None:
        super().__init__(words.en)
        self.words = words
        self.command = command

    def text(self, language: Language) -> str:
        """The sentence in the reader's language for the command line; pages say `words`."""
        return f"{self.words[language]} ({self.command})" if self.command else self.words[language]


@dataclass(frozen=True)
class RawTable:
    """One sheet as it was written: text cells (blank = ""), by column, with the line or row each came from."""

    name: str
    digest: str  # sha256 of the file's bytes
    columns: tuple[pa.DictionaryArray, ...]
    lines: Lines
    widths: Lines  # cells that were really written in each row
    form: str = ""  # "csv, UTF-8, ;" or "xlsx": how it was read, for the reader
    sheet: str = ""
    sheets: tuple[str, ...] = ()  # sheets that look like tables of answers, when there are several

    def __len__(self) -> int:
        return len(self.lines)

    def row(self, i: int) -> list[str]:
        """The cells of the row at place `i`."""
        return [c.dictionary[c.indices[i].as_py()].as_py() for c in self.columns]

    def head(self, count: int) -> list[list[str]]:
        """The first `count` rows."""
        parts = [c.slice(0, count).to_pylist() for c in self.columns]
        return [list(row) for row in zip(*parts, strict=True)]


@dataclass(frozen=True)
class Notice:
    """Something the officer should know though it rejects nothing."""

    code: str
    words: Words
    count: int = 0


@dataclass(frozen=True)
class Question:
    """Something the file does not say and nobody may guess.

    `key` names the field of `Given` that answers it; for `columns` the key is `columns:<place>`, for `every` it is
    `every:<role>`.
    """

    key: str
    words: Words
    options: tuple[tuple[str, Words], ...] = ()
    suggestions: tuple[str, ...] = ()
    may_add: str = ""  # the unknown name that may be added as a new unit


@dataclass(frozen=True)
class Given:
    """What the officer says beside the file. Empty: nothing said."""

    table: str = ""
    city: str = ""
    unit: str = ""
    period: str = ""
    elements: str = ""  # questionnaire | legal
    sheet: str = ""
    add_unit: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)  # header text or "#place" -> role
    every: Mapping[str, str] = field(default_factory=dict)  # role -> text that holds for every row: system, month
    fixes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # column -> normalised label -> value or None
    today: date | None = None  # last possible date of an answer; None: the day of the call


@dataclass(frozen=True)
class ColumnPlan:
    """One column of the file: what its header says and what it is taken for."""

    place: int
    header: str
    role: str  # a column of the table, one of PERSONAL, "number", "period", "position:8", or UNUSED
    how: str = "header"  # header | position | officer | remembered | content

    @property
    def personal(self) -> bool:
        return self.role in PERSONAL or self.role in HIDDEN


@dataclass(frozen=True)
class Plan:
    """What was recognised, and what is still open. Nothing is loaded while a question is open."""

    table: str
    columns: tuple[ColumnPlan, ...]
    first_row: int  # place of the first row below the header
    width: int  # columns that the header has
    shape: str  # hash of the normalised header, key of the remembered mapping
    given: Given
    city: str = ""  # key, when the whole file is of one city
    unit: str = ""  # key, when the whole file is of one unit
    new_unit: str = ""  # name of a unit the officer wants added
    period: int | None = None
    grain: Grain = "quarter"
    elements: str = ""
    service: str = ""  # a service named above the table, for every row
    constants: Mapping[str, str] = field(default_factory=dict)  # role -> text of a title row, for every row
    name: str = ""  # of the file, for sentences
    questions: tuple[Question, ...] = ()
    notices: tuple[Notice, ...] = ()

    def column(self, role: str) -> ColumnPlan | None:
        """The column taken for `role`, if there is one."""
        return next((c for c in self.columns if c.role == role), None)

    @property
    def dropped(self) -> tuple[str, ...]:
        """Headers of the personal columns, which never reach the store."""
        return tuple(c.header for c in self.columns if c.personal and c.role not in ("difficulty", "topic", "action"))


@dataclass(frozen=True)
class Problem:
    """Rejected rows that one repair would mend: same rule, same column, same value."""

    rule: str
    role: str
    column: str
    value: str
    normalised: str
    count: int
    lines: tuple[int, ...]  # the first few
    remedy: Words
    options: tuple[tuple[Any, Words], ...] = ()  # what the officer may choose to read instead


@dataclass(frozen=True)
class Checked:
    """Every row of the file, accepted or rejected.

    `rows` has the declared columns of the table (enumerations as codes), `line` and `fingerprint`; `rejected` has
    line, rule, column, value, remedy, original. New units and services are named, not yet added.
    """

    raw: RawTable
    plan: Plan
    batch: str
    rows: pa.Table
    rejected: pd.DataFrame
    rows_read: int
    reasons: Mapping[str, int]
    problems: tuple[Problem, ...]
    notices: tuple[Notice, ...]
    new_units: tuple[tuple[str, str], ...] = ()  # (city, name), in rows as "+name"
    new_services: tuple[tuple[str, str], ...] = ()  # (name, unit type), in rows as "+type+name"
    note: Mapping[str, Any] = field(default_factory=dict)
