"""How a table of the store is declared: its columns with type, unit, meaning, constraint and known traps.

The store's schema, the checks of the intake, the dictionary page and the demo data follow from the declarations;
nothing about a column is written down twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from metrics.words import Words


class Type(StrEnum):
    """Column types; the value is the type in the store."""

    KEY = "VARCHAR"
    TEXT = "VARCHAR(2000)"
    CODE = "SMALLINT"
    SCORE = "TINYINT"
    INTEGER = "INTEGER"
    AMOUNT = "BIGINT"  # rupiah
    NUMBER = "DOUBLE"
    DATE = "DATE"
    QUARTER = "INTEGER "  # see metrics.periods
    FLAG = "BOOLEAN"
    STAFF = "UBIGINT"  # keyed hash of a staff number; the secret stands beside the store, never in it

    @property
    def sql(self) -> str:
        """The type as the store's SQL writes it."""
        return self.value.split("(")[0].strip()


@dataclass(frozen=True)
class Level:
    """One value of an enumeration. Stored as its ordinal code: its place in the list, from 0."""

    key: str
    words: Words


@dataclass(frozen=True)
class Enumeration:
    """An ordered list of levels; the order is the order of display."""

    name: str
    words: Words
    levels: tuple[Level, ...]

    def code(self, key: str) -> int:
        """Ordinal code of a level's key. Raises KeyError."""
        for code, level in enumerate(self.levels):
            if level.key == key:
                return code
        raise KeyError(f"{key!r} is no level of {self.name}: {', '.join(x.key for x in self.levels)}")


@dataclass(frozen=True)
class Column:
    """One column of a table.

    A column that bears the name of its enumeration is a dimension: facts can be grouped by it.
    """

    name: str
    type: Type
    label: Words
    meaning: Words
    unit: str = ""
    required: bool = False
    minimum: float | None = None
    maximum: float | None = None
    levels: Enumeration | None = None
    references: str = ""  # table whose key this column holds
    traps: Words | None = None

    @property
    def dimension(self) -> bool:
        """Whether facts can be grouped and filtered by this column."""
        return bool(self.references) or (self.levels is not None and self.levels.name == self.name)


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its columns, and how far it may be filled from files.

    A fact table comes from files, in batches. A derived one is made from facts (`data.derived`) whenever they change;
    only such tables hold staff data in a shape that indicators are asked of.

    `snapshot`: a row is the state of one person at the end of a quarter, so a period is told by its last quarter and
    never by adding quarters up. `person`: the column whose distinct values are people, where one person has many rows;
    the smallest group that is shown counts people then, not rows. `heads`: a column that says how many people a row
    stands for; they are added up instead.
    """

    name: str
    label: Words
    row: Words  # what one row is
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    fact: bool = False  # facts come in batches and carry batch and row number
    derived: bool = False
    importable: bool = False
    snapshot: bool = False
    person: str = ""
    heads: str = ""
    traps: Words | None = None

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name!r}")

    def has(self, name: str) -> bool:
        """Whether the table has a column of that name."""
        return any(column.name == name for column in self.columns)

    @property
    def measured(self) -> bool:
        """Whether indicators can be asked of it: its rows lie at a place and in a quarter."""
        return (self.fact or self.derived) and self.has("city") and self.has("quarter")


def enumeration(name: str, words: Words, levels: Mapping[str, Words]) -> Enumeration:
    """An enumeration from keys and their words, in order."""
    return Enumeration(name, words, tuple(Level(key, text) for key, text in levels.items()))


def levels(*each: tuple[str, str, str]) -> dict[str, Words]:
    """Keys with their Indonesian and English words."""
    return {key: Words(i, e) for key, i, e in each}
