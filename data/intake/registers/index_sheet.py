"""Assessments of the digital index: sheets with a column per indicator or per assessor become a row per level."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pyarrow as pa

from data.intake.model import ColumnPlan, Plan, RawTable
from data.intake.registers.cells import Cell, nothing, number
from data.intake.registers.rows import Rows
from data.intake.respondents import Mask
from data.intake.text import blanks
from data.intake.values import MISSING, Meaning
from data.intake.vocabulary.registers import LEVEL_OF, level_role, roles_of
from data.tables import ENUMERATIONS, TABLES
from metrics.digital_index.terms import ASSESSORS, LEVELS, PEMDI_INDICATORS, REGIMES, SPBE_INDICATORS
from metrics.limits import digital_index
from metrics.words import Words

OF_ASSESSOR = {"level_self": "self", "level_external": "external"}
FEWEST = 15  # numbered columns that show a sheet of indicators by themselves; a survey never has as many
_INDICATOR = re.compile(r"(?:i|ind|indikator|indicator)?[\s.\-]*(\d{1,2})\s*[.)]?", re.IGNORECASE)
_HEADERS = ("indicator", "assessor", "level")


def meaning_of(role: str) -> Words | None:
    """What a role of such a column says; None for any other."""
    said = _said(role)
    if said is None:
        return None
    number_, assessed = said
    by = ASSESSORS[assessed] if assessed else Words("penilai menurut barisnya", "assessor by row")
    if number_ is None:
        return Words(f"Tingkat: {by.id.lower()}", f"Level: {by.en.lower()}")
    return Words(f"Tingkat indikator {number_} ({by.id.lower()})", f"Level of indicator {number_} ({by.en.lower()})")


def _said(role: str) -> tuple[int | None, str] | None:
    """(number of the indicator, assessor) that a column of levels is of."""
    if role in OF_ASSESSOR:
        return None, OF_ASSESSOR[role]
    name, _, rest = role.partition(":")
    if name != LEVEL_OF:
        return None
    number_, _, assessed = rest.partition(":")
    return int(number_), assessed


def role_of(parts: tuple[str, ...]) -> str:
    """The role of a column of levels by all lines of its header: "I1" above "Mandiri"; "" where it is none."""
    found = [role for part in parts for role in roles_of(part, "digital_index")]
    numbers = [said[0] for role in found if (said := _said(role)) and said[0] is not None]
    by = [said[1] for role in found if (said := _said(role)) and said[1]]
    return level_role(numbers[-1], by[-1] if by else None) if numbers else ""


def said_by(columns: tuple[ColumnPlan, ...]) -> set[str]:
    """The declared columns that columns of levels say."""
    said = [found for c in columns if (found := _said(c.role)) is not None]
    numbered, assessed = any(number_ for number_, _ in said), any(by for _, by in said)
    names = (("level", bool(said)), ("indicator", numbered), ("assessor", assessed))
    return {name for name, there in names if there}


def counted(roles: set[str]) -> set[str]:
    """Roles by which a sheet is known: its numbered columns each where there are many, else as one."""
    numbered = {role for role in roles if role.startswith(f"{LEVEL_OF}:")}
    if not numbered:
        return roles
    return roles - numbered | {LEVEL_OF} | (numbered if len(numbered) >= FEWEST else set())


def wide(columns: tuple[ColumnPlan, ...]) -> bool:
    """Whether columns of levels have to be turned into rows."""
    return any(_said(c.role) is not None for c in columns)


def unfolded(raw: RawTable, plan: Plan) -> tuple[RawTable, Plan]:
    """The file with one row per level that is written; what is not such a sheet comes back as it is.

    Lines stay those of the file: several rows share one. An empty cell is no level and makes no row.
    """
    if plan.table != "digital_index" or not wide(plan.columns):
        return raw, plan
    first = plan.first_row
    levels = [(c, said) for c in plan.columns if (said := _said(c.role)) is not None]
    kept = [c for c in plan.columns if _said(c.role) is None]
    there = np.stack([_written(raw.columns[c.place]) for c, _ in levels], axis=1)[first:]
    named = next((c for c in kept if c.role == "indicator"), None)
    # Below the table stand a place, a day and who signed: one cell of a row, never a level.
    of_table = _written(raw.columns[named.place])[first:] if named else there.sum(axis=1) > 1
    there &= of_table[:, None]
    row, which = np.nonzero(there)
    made: dict[str, list[str]] = {
        "indicator": [str(number_ or "") for _, (number_, _) in levels],
        "assessor": [ASSESSORS[assessed].id if assessed else "" for _, (_, assessed) in levels],
    }
    own = {c.role for c in kept}
    columns = [raw.columns[c.place].take(pa.array(first + row)) for c in kept]
    plans = [replace(c, place=place) for place, c in enumerate(kept)]
    for role in _HEADERS:
        if role == "level":
            texts = [raw.columns[c.place].take(pa.array(first + np.arange(len(there)))).to_pylist() for c, _ in levels]
            cells = pa.array([texts[w][r] for r, w in zip(row.tolist(), which.tolist(), strict=True)], pa.string())
        elif role in own or not any(made[role]):
            continue
        else:
            cells = pa.array(made[role], pa.string()).take(pa.array(which))
        plans.append(ColumnPlan(len(columns), TABLES["digital_index"].column(role).label.id, role))
        columns.append(cells.dictionary_encode())
    long = replace(
        raw,
        columns=tuple(columns),
        lines=raw.lines[first + row],
        widths=np.full(len(row), len(columns), dtype=np.int64),
    )
    return long, replace(plan, columns=tuple(plans), first_row=0, width=len(columns))


def _written(column: pa.DictionaryArray) -> Mask:
    empty = np.append(blanks(column.dictionary), True)
    dash = np.array([nothing(text) for text in column.dictionary.to_pylist()] + [True])
    filled: Mask = ~(empty | dash)[np.asarray(column.indices)]
    return filled


def indicator(text: str) -> Meaning:
    """The number of an indicator: "12", "I12", "Indikator 12"."""
    if nothing(text):
        return MISSING
    match = _INDICATOR.fullmatch(text.strip())
    if match is None or not 1 <= int(match[1]) <= SPBE_INDICATORS:
        return Meaning(rule="unknown_indicator")
    return Meaning(Cell(int(match[1])))


def level(text: str) -> Meaning:
    """A level from 1 to 5, whole; "Level 3" too."""
    if nothing(text):
        return MISSING
    found = number(re.sub(r"^\s*(?:level|tingkat)\s*", "", text, flags=re.IGNORECASE))
    low, high = LEVELS
    if found is None:
        return Meaning(rule="bad_number")
    if found != found.to_integral_value() or not low <= found <= high:
        return Meaning(rule="bad_level")
    return Meaning(Cell(int(found)))


READERS: dict[str, Callable[[str], Meaning]] = {"indicator": indicator, "level": level}


def complete(rows: Rows) -> None:
    """The regime where it is not written: numbers above those of Pemdi are SPBE's, the rest goes by the period.

    An indicator that the regime does not have is rejected.
    """
    source, spbe = rows.source, ENUMERATIONS["regime"].code("spbe")
    numbers = rows.numbers("indicator")
    cities = rows.city.codes
    for city in np.unique(cities):  # one sheet may hold several cities, never two regimes of one
        here = (cities == city) & source.verdict.passed & ~rows.there("regime")
        if (numbers[here] > PEMDI_INDICATORS).any():
            filled = rows.fill("regime", np.full(rows.count, spbe), ~here)
            source.converted("indicator", "regime_by_number", filled)
    quarters = rows.numbers("quarter")
    codes = {q: list(REGIMES).index(digital_index.regime(float(q))) for q in np.unique(quarters).tolist() if q > 0}
    by_period = np.array([codes.get(q, 0) for q in quarters.tolist()], dtype=np.int64)
    filled = rows.fill("regime", by_period, ~rows.there("quarter"))
    source.converted("period", "regime_by_period", filled)
    most = np.where(rows.numbers("regime") == spbe, SPBE_INDICATORS, PEMDI_INDICATORS)
    source.verdict.reject(numbers > most, "unknown_indicator", source.place("indicator"))
