"""PULSE_RECORD: each answer to the survey about one system, with the scores of its scales.

A score is 25 (mean - 1) of the answered statements of a scale, where two thirds of them are; in twelfths it is a whole
number for scales of up to four statements. Whoever answers ten of the fifteen or more, all the same, has not told the
statements for from those against; unless it is the 3 of those who have no opinion, that contradicts itself and counts
in no scale.

No name is kept, so nobody knows whether two answers about two systems are of one person. Counted are the fewest people
there can be: the answers of one office, position, quarter and system are numbered, and the same number about another
system or in another quarter may be the same person. Who does not tell the position may be any of those who do, and so
counts as nobody; where only such answers are, as one person, too few to be shown. Somebody who answers from another
office or position than before counts in both.
"""

# ruff: noqa: S608 - what is pasted are declared names and fixed texts; values never
from __future__ import annotations

from typing import Any

from data.derived.inputs import fill
from data.tables.adoption import BARRIER
from data.tables.adoption_records import PULSE_RECORD
from metrics.limits.dated import Limit
from metrics.resistance.terms import NOT_READY, READINESS, SCALES, STATEMENTS, needed, statements

TABLE = PULSE_RECORD
SOURCES = ("pulse_response",)
LIMITS: tuple[Limit, ...] = ()
EDITION = 1
_UNDECIDED = 3
_POSITIONS, _ANSWERS = 1000, 1_000_000_000  # more than there can be, of an office and of one position
_ENOUGH = 10  # of fifteen: some for and some against are among them


def build(cursor: Any) -> None:
    """Make the rows anew from the answers."""
    everything = ", ".join((*STATEMENTS, *READINESS))
    answered = " + ".join(f"({key} IS NOT NULL)::INTEGER" for key in STATEMENTS)
    lowest, highest = (f"{function}({', '.join(STATEMENTS)})" for function in ("least", "greatest"))
    counts = "contradictory IS DISTINCT FROM 1"
    items = ", ".join(f"CASE WHEN {counts} THEN {key} END AS {key}" for key in statements("resistance"))
    scores = ", ".join(f"CASE WHEN {counts} THEN {_twelfths(scale)} END AS {scale}_twelfths" for scale in SCALES)
    fill(
        cursor,
        TABLE,
        f"""
        WITH a AS (
            SELECT *, CASE WHEN {answered} >= {_ENOUGH} THEN ({lowest} = {highest})::TINYINT END AS same,
                   CASE WHEN same IS NOT NULL THEN (same = 1 AND {lowest} <> {_UNDECIDED})::TINYINT END AS contradictory,
                   row_number() OVER (PARTITION BY unit, position, quarter, system ORDER BY {everything}) AS number
            FROM pulse_response
        )
        SELECT city, unit, (unit::UBIGINT * {_POSITIONS} + position) * {_ANSWERS} + number AS respondent,
               quarter, system, position, {_barrier()} AS barrier, {scores}, {items}, same, contradictory
        FROM a ORDER BY city, quarter, unit, system, position, number
        """,
    )


def _twelfths(scale: str) -> str:
    """The score of a scale in twelfths, as SQL: 300 (sum - answered) / answered."""
    names = statements(scale)
    answered = "(" + " + ".join(f"({name} IS NOT NULL)::INTEGER" for name in names) + ")"
    above = "(" + " + ".join(f"coalesce({name}, 1) - 1" for name in names) + ")"
    return f"CASE WHEN {answered} >= {needed(scale)} THEN 300 * {above} // {answered} END"


def _barrier() -> str:
    """Code of the first readiness statement answered low, as SQL; empty where one up to it is not answered."""
    cases = " ".join(
        f"WHEN {key} IS NULL THEN NULL WHEN {key} <= {NOT_READY} THEN {BARRIER.code(key)}" for key in READINESS
    )
    return f"CASE {cases} ELSE {BARRIER.code('none')} END"
