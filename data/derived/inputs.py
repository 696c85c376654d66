"""What the derived tables share: the sources made ready, as temporary tables of the transaction.

Where two rows say something of the same thing, the one of the later batch holds, and within a batch the later line: the
usual way an office corrects itself. `ORDERED` names what "the same thing" is for each source.

- `register`: the state of each person from each date, one row per (city, staff, valid_from).
- `person`: one row per (city, staff) of the register with a running number from 0; sex and birth year, which do not
  change, from the newest row that says them.
- `training`: one row per (city, staff, programme, ended_on); what the log leaves empty comes from the catalogue: from
  the programme's newest row up to the quarter of the training's end, else from its first.
- `review`: one row per (city, staff, quarter), its predikat as written, else by the rule of the quarter.
"""

# ruff: noqa: S608 - what is pasted are declared names, through quoted(); values are always parameters
from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from data.schema import quoted
from data.tables import AGE_BAND_BOUNDS, EDUCATION, Table
from data.tables.staff import DEGREE, STAFF_TABLES, TRAINING_FORM, TRAINING_KIND
from metrics.performance import skp
from metrics.training.terms import KINDS

ORDERED: dict[str, tuple[str, ...]] = {
    "employee": ("city", "staff", "valid_from"),
    "training_programme": ("city", "programme", "quarter"),
    "training_participation": ("city", "staff", "programme", "ended_on"),
    "skill_assessment": ("city", "staff", "assessed_on"),
    "performance_review": ("city", "staff", "quarter"),
    "complaint": ("city", "ticket"),
    "innovation": ("city", "unit", "title"),
    "partnership": ("city", "partner_name", "started_on", "quarter"),
    "digital_index": ("city", "quarter", "regime", "assessor", "indicator"),
    "digital_system": ("city", "title"),
    "deployment": ("city", "unit", "system"),
    "usage_month": ("city", "staff", "system", "month"),
}
SOURCES = frozenset(table.name for table in STAFF_TABLES)  # what `prepare` reads
END_OF_TIME, NO_QUARTER = "DATE '9999-12-31'", "1000000"
# The survey's levels of education know no junior high school apart; "below senior high" is either, so it stays empty.
_EDUCATION = {"sma": "sma", "d2": "d3", "d3": "d3", "s1": "s1", "s2": "s2", "s3": "s2"}


def prepare(cursor: Any) -> None:
    """Make the temporary tables anew from what the transaction sees."""
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE register AS SELECT *, "
        f"{followed('valid_from', 'city, staff', END_OF_TIME)} AS valid_before FROM ({latest('employee')})"
    )
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE person AS "
        "SELECT city, staff, CAST(row_number() OVER (ORDER BY city, staff) - 1 AS INTEGER) AS person, "
        "arg_max(sex, valid_from) AS sex, arg_max(birth_year, valid_from) AS birth_year "  # of those not empty
        "FROM register GROUP BY city, staff"
    )
    _trainings(cursor)
    _reviews(cursor)


def clear(cursor: Any) -> None:
    """Drop the temporary tables."""
    for name in ("register", "person", "training", "review"):
        cursor.execute(f"DROP TABLE {name}")


def order(cursor: Any) -> str:
    """A digest of the order of rows that speak of the same thing, empty where there are none."""
    found = []
    for table, names in ORDERED.items():
        same = ", ".join(map(quoted, names))
        (digest,) = cursor.execute(
            "SELECT bit_xor(md5_number(concat_ws('|', fingerprint, place))) FROM ("
            f"SELECT fingerprint, row_number() OVER (PARTITION BY {same} ORDER BY batch, line) AS place "
            f"FROM {quoted(table)} SEMI JOIN (SELECT {same} FROM {quoted(table)} GROUP BY {same} HAVING count(*) > 1) "
            f"USING ({same}))"
        ).fetchone()
        if digest is not None:
            found.append(f"{table}:{digest}")
    return ",".join(found)


def quarter_of(day: str) -> str:
    """The quarter of a date column, as SQL."""
    return f"CAST(year({day}) * 4 + quarter({day}) - 1 AS INTEGER)"


def placed(events: str, columns: str, joins: str = "") -> str:
    """Events with the office and the person at their time, as SQL that selects who, then `columns` (of `e`, and of what
    `joins` adds to each event).

    `events` has city, unit (empty: the register's), staff, quarter and day. The state is that of the newest row of the
    register up to the day; what comes after somebody left stays with the last office.
    """
    return (
        f"SELECT e.city, coalesce(e.unit, r.unit) AS unit, e.staff, e.quarter, p.sex, {age('p.birth_year')} AS age, "
        f"{education('r.degree')} AS education, r.position, {columns} FROM ({events}) e "
        "LEFT JOIN register r ON r.city = e.city AND r.staff = e.staff "
        "AND r.valid_from <= e.day AND r.valid_before > e.day "
        f"LEFT JOIN person p ON p.city = e.city AND p.staff = e.staff {joins} "
        "ORDER BY e.city, e.quarter, 2, e.staff, e.day"
    )


def followed(start: str, same: str, otherwise: str) -> str:
    """Where the next row of the same begins, as SQL; for the last row what comes after everything.

    A join within these bounds takes a fraction of the time of the engine's ASOF join, which sorts apart for each of
    thousands of people. Bounds that could be empty would make it compare every row with every other.
    """
    return f"lead({start}, 1, {otherwise}) OVER (PARTITION BY {same} ORDER BY {start})"


def age(birth_year: str) -> str:
    """Code of the age band in the year of `e.quarter`, as SQL; empty where the birth year is unknown or absurd."""
    years = f"(e.quarter // 4 - {birth_year})"
    cases = " ".join(f"WHEN {years} BETWEEN {a} AND {b} THEN {code}" for code, (a, b) in enumerate(AGE_BAND_BOUNDS))
    return f"CASE {cases} END"


def education(degree: str) -> str:
    """Code of the survey's level of education for a degree, as SQL."""
    cases = " ".join(f"WHEN {DEGREE.code(d)} THEN {EDUCATION.code(e)}" for d, e in _EDUCATION.items())
    return f"CASE {degree} {cases} END"


def form(kind: str) -> str:
    """Code of the form of training that a kind belongs to, as SQL."""
    cases = " ".join(f"WHEN {TRAINING_KIND.code(k)} THEN {TRAINING_FORM.code(f)}" for k, (f, _) in KINDS.items())
    return f"CASE {kind} {cases} END"


def fill(cursor: Any, table: Table, rows: str) -> None:
    """Replace the rows of a derived table by those of a query."""
    cursor.execute(f"DELETE FROM {quoted(table.name)}")
    cursor.execute(f"INSERT INTO {quoted(table.name)} BY NAME {rows}")


def latest(table: str) -> str:
    """Of the rows of the same thing the one that holds, as SQL; a row that does not say which thing stands for itself.

    Only rows that share their thing are put in order: of millions that takes far longer than to find the few that do.
    """
    same, name = ", ".join(map(quoted, ORDERED[table])), quoted(table)
    shared = f"(SELECT {same} FROM {name} GROUP BY {same} HAVING count(*) > 1) USING ({same})"
    return (
        f"SELECT * FROM {name} ANTI JOIN {shared} UNION ALL SELECT * FROM {name} SEMI JOIN {shared} "
        f"QUALIFY row_number() OVER (PARTITION BY {same} ORDER BY batch DESC, line DESC) = 1"
    )


def _trainings(cursor: Any) -> None:
    filled = ", ".join(
        f"coalesce(t.{c}, c.{c}) AS {c}" for c in ("area", "training_kind", "partner", "scheme", "jp_hundredths")
    )
    cursor.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE training AS
        WITH taken AS (SELECT * REPLACE ({quarter_of("ended_on")} AS quarter) FROM ({latest("training_participation")})),
        catalogue AS (
            SELECT *, {followed("since", "city, programme", NO_QUARTER)} AS before FROM (
                SELECT *, CASE WHEN quarter > min(quarter) OVER (PARTITION BY city, programme) THEN quarter ELSE 0 END AS since
                FROM ({latest("training_programme")})
            )
        )
        SELECT t.city, t.unit, t.staff, t.programme, t.ended_on AS day, t.quarter, t.completed, t.certified, t.cost,
               t.pre_score, t.post_score, t.reaction, t.interactions, {filled}
        FROM taken t LEFT JOIN catalogue c ON c.city = t.city AND c.programme = t.programme
        AND c.since <= t.quarter AND c.before > t.quarter
        """
    )


def _reviews(cursor: Any) -> None:
    rows = cursor.execute(
        "SELECT city, unit, staff, quarter, due_on, reported_on, evaluated_on, result_rating, behaviour_rating, value, "
        f"predicate, difficulty FROM ({latest('performance_review')})"
    ).to_arrow_table()
    result, behaviour, value, written, quarter = (
        rows[name].fill_null(-1).to_numpy()
        for name in ("result_rating", "behaviour_rating", "value", "predicate", "quarter")
    )
    found = np.where(written >= 0, written, skp.predicate(result, behaviour, value, quarter))
    place = rows.column_names.index("predicate")
    rows = rows.set_column(place, "predicate", pa.array(found.astype(np.int16), mask=found < 0))
    cursor.register("reviewed", rows)
    cursor.execute("CREATE OR REPLACE TEMP TABLE review AS SELECT * FROM reviewed")
    cursor.unregister("reviewed")
