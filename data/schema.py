"""The tables inside the store, made from the declarations in `data.tables`.

References (city, unit, service) and enumerations are kept as small integers in the facts: grouping and filtering by
them is what every page waits for. Keys stand in the reference tables and in `level`, and everywhere outside the store.
"""

# ruff: noqa: S608 - what is pasted are declared names, through quoted(); values are always parameters
from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import pandas as pd

from data import reference
from data.tables import ENUMERATIONS, TABLES, Column, Table

PUBLISHED_BATCH = 0  # number of the batch that holds the published figures every store knows

_OWN_TABLES = """
CREATE TABLE IF NOT EXISTS setting (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS memory (kind VARCHAR, key VARCHAR, value VARCHAR NOT NULL, PRIMARY KEY (kind, key));
CREATE TABLE IF NOT EXISTS scenario (
    id VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, author VARCHAR NOT NULL, saved_at TIMESTAMP NOT NULL,
    scope VARCHAR NOT NULL, version VARCHAR NOT NULL, archived BOOLEAN NOT NULL, scenario VARCHAR NOT NULL,
    result VARCHAR NOT NULL
);
CREATE TABLE IF NOT EXISTS level (
    enumeration VARCHAR, code SMALLINT, key VARCHAR, label_id VARCHAR, label_en VARCHAR,
    PRIMARY KEY (enumeration, code)
);
CREATE TABLE IF NOT EXISTS batch (
    number INTEGER PRIMARY KEY, batch VARCHAR UNIQUE NOT NULL, table_name VARCHAR NOT NULL, file_name VARCHAR NOT NULL,
    rows_read BIGINT NOT NULL, accepted BIGINT NOT NULL, already_loaded BIGINT NOT NULL, rejected BIGINT NOT NULL,
    reasons VARCHAR NOT NULL, synthetic BOOLEAN NOT NULL, loaded_at TIMESTAMP NOT NULL, note VARCHAR NOT NULL,
    content UHUGEINT NOT NULL, last_date DATE
);
CREATE TABLE IF NOT EXISTS rejected (
    batch INTEGER NOT NULL, line BIGINT, rule VARCHAR NOT NULL, column_name VARCHAR, value VARCHAR, remedy VARCHAR,
    original VARCHAR
);
"""


def quoted(name: str) -> str:
    """An identifier as SQL writes it. Names come from declarations, never from a reader."""
    return '"' + name.replace('"', '""') + '"'


def column_type(table: Table, column: Column) -> str:
    """The type a column has in the store: references become the integer id of the row they name."""
    return "INTEGER" if (table.fact or table.derived) and column.references else column.type.sql


def create(cursor: Any) -> None:
    """All tables that are not there yet, and all declared columns that an older store lacks."""
    cursor.execute(_OWN_TABLES)
    for table in TABLES.values():
        create_table(cursor, table)
        there = {row[0] for row in cursor.execute(f"DESCRIBE {quoted(table.name)}").fetchall()}
        for column in table.columns:
            if column.name not in there:
                cursor.execute(
                    f"ALTER TABLE {quoted(table.name)} ADD COLUMN {quoted(column.name)} {column_type(table, column)}"
                )


def create_table(cursor: Any, table: Table) -> None:
    """One declared table, where it is not there yet."""
    columns = [f"{quoted(c.name)} {column_type(table, c)}" for c in table.columns]
    if table.fact:
        columns += ["batch INTEGER", "line BIGINT", "fingerprint UHUGEINT"]
    elif not table.derived:
        columns = ["id INTEGER PRIMARY KEY", *columns, "synonyms VARCHAR", f"UNIQUE ({', '.join(table.key)})"]
    cursor.execute(f"CREATE TABLE IF NOT EXISTS {quoted(table.name)} ({', '.join(columns)})")


def last_day(quarter: str) -> str:
    """The last day of a quarter, as SQL."""
    return f"CAST(make_date({quarter} // 4 + ({quarter} % 4) // 3, ({quarter} % 4 + 1) % 4 * 3 + 1, 1) - 1 AS DATE)"


# What a row's own date is. A plan speaks of days to come and tells nothing of how far the data reach.
_DAYS = {
    "skm_response": f"coalesce(answered_on, {last_day('quarter')})",
    "employee": "valid_from",
    "training_participation": "ended_on",
    "skill_assessment": "assessed_on",
    "performance_review": "greatest(reported_on, evaluated_on)",
    "discipline": "decided_on",
    "service_transaction": "greatest(submitted_on, completed_on)",
    "complaint": "greatest(received_on, first_response_on, closed_on)",
    "activity": "held_on",
    "innovation": "greatest(idea_on, pilot_on, running_on, stopped_on)",
    "usage_month": "last_day(month)",
}
_PLANS = ("training_programme", "deployment")


def last_date(table: Table) -> str:
    """The last day that rows of a fact table speak of, as an aggregate in SQL: of the rows' own dates, where none has
    any the end of the last quarter; empty for plans and for tables without either.
    """
    days = [f"max({_DAYS[table.name]})"] if table.name in _DAYS else []
    if table.has("quarter") and table.name not in _PLANS:
        days.append(last_day("max(quarter)"))
    return f"coalesce({', '.join(days)}, NULL::DATE)" if days else "NULL::DATE"


def setting(cursor: Any, key: str) -> str | None:
    """What the store remembers under that key about itself."""
    row = cursor.execute("SELECT value FROM setting WHERE key = ?", [key]).fetchone()
    return None if row is None else str(row[0])


def settings(cursor: Any) -> dict[str, str]:
    """All that the store remembers about itself."""
    return dict(cursor.execute("SELECT key, value FROM setting").fetchall())


def set_setting(cursor: Any, key: str, value: str) -> None:
    """Remember that under this key."""
    set_settings(cursor, {key: value})


def set_settings(cursor: Any, values: Mapping[str, str]) -> None:
    """Remember each value under its key."""
    if values:
        rows = ", ".join(["(?, ?)"] * len(values))
        cursor.execute(f"INSERT OR REPLACE INTO setting VALUES {rows}", [x for pair in values.items() for x in pair])


def declared() -> str:
    """Changes when the declarations or the reference files change; an older store is then brought up to date."""
    digest = hashlib.sha256(reference.fingerprint().encode() + _OWN_TABLES.encode())
    for table in TABLES.values():
        digest.update(repr([(c.name, column_type(table, c)) for c in table.columns]).encode())
    for enumeration in ENUMERATIONS.values():
        digest.update(repr(enumeration).encode())
    return digest.hexdigest()[:16]


def bring_up_to_date(cursor: Any) -> None:
    """Create what is missing and take the reference rows in. What an officer added or entered is kept."""
    create(cursor)
    _levels(cursor)
    _reference_rows(cursor, TABLES["city"], reference.cities())
    _reference_rows(cursor, TABLES["unit"], reference.units())
    _reference_rows(cursor, TABLES["service"], reference.services())
    _published(cursor)
    set_setting(cursor, "declared", declared())


def _levels(cursor: Any) -> None:
    columns = ("enumeration", "code", "key", "label_id", "label_en")
    rows = [
        (e.name, code, level.key, level.words.id, level.words.en)
        for e in ENUMERATIONS.values()
        for code, level in enumerate(e.levels)
    ]
    cursor.execute("DELETE FROM level")
    cursor.register("incoming", pd.DataFrame(rows, columns=columns))
    cursor.execute("INSERT INTO level BY NAME FROM incoming")
    cursor.unregister("incoming")


def _reference_rows(cursor: Any, table: Table, rows: pd.DataFrame) -> None:
    """Insert rows whose key is new, refresh the texts of those present; an empty cell never overwrites an entry."""
    (key,) = table.key
    columns = [*(c.name for c in table.columns), "synonyms"]
    listed = ", ".join(quoted(c) for c in columns)
    types = {c.name: c.type.sql for c in table.columns}
    typed = ", ".join(f"CAST(i.{quoted(c)} AS {types.get(c, 'VARCHAR')})" for c in columns)
    changes = ", ".join(
        f"{quoted(c)} = coalesce(excluded.{quoted(c)}, {quoted(table.name)}.{quoted(c)})" for c in columns if c != key
    )
    cursor.register("incoming", rows[columns].astype(dict.fromkeys(columns, "string")))
    cursor.execute(
        f"""
        INSERT INTO {quoted(table.name)} (id, {listed})
        SELECT coalesce(old.id, (SELECT coalesce(max(id), 0) FROM {quoted(table.name)})
                                + row_number() OVER (PARTITION BY old.id IS NULL)), {typed}
        FROM incoming i LEFT JOIN (SELECT id, {quoted(key)} AS known FROM {quoted(table.name)}) old ON old.known = i.{quoted(key)}
        ON CONFLICT ({quoted(key)}) DO UPDATE SET {changes}
        """
    )
    cursor.unregister("incoming")


def _published(cursor: Any) -> None:
    """The published figures that every store knows; replaced as a whole, apart from what officers load."""
    cursor.register("incoming", reference.published())
    cursor.execute("DELETE FROM skm_published WHERE batch = ?", [PUBLISHED_BATCH])
    cursor.execute(
        """
        INSERT INTO skm_published BY NAME
        SELECT c.id AS city, u.id AS unit, i.* EXCLUDE (city, unit), $batch AS batch,
               row_number() OVER () AS line, md5_number(concat_ws('|', i.city, i.unit, i.quarter, i.element)) AS fingerprint
        FROM incoming i JOIN city c ON c.city = i.city LEFT JOIN unit u ON u.unit = i.unit
        """,
        {"batch": PUBLISHED_BATCH},
    )
    cursor.unregister("incoming")
