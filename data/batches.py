"""One batch into the store: all or nothing, and never twice.

A batch is the accepted and the rejected rows of one file. Its id comes from its content, so that the same file again is
recognised, and every row carries a fingerprint, so that a row that came with another file is not counted again.
"""

# ruff: noqa: S608 - what is pasted are declared names, through quoted(); values are always parameters
from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import pyarrow as pa

from data import rollups
from data.schema import column_type, last_date, quoted
from data.tables import TABLES, Table

PIECE = 50_000  # rows: the engine's threads take whole pieces, so one large piece would keep all but one idle


@dataclass(frozen=True)
class Batch:
    """What an intake hands over.

    `rows` has the declared columns of `table` (missing ones are empty), enumerations as codes, city, unit and service as
    keys, and `line` and `fingerprint`. `rejected` has line, rule, column, value, remedy, original (json text, without
    personal columns). `rows_read` counts both.
    """

    table: str
    batch_id: str
    file_name: str
    rows: pa.Table | pd.DataFrame
    rejected: pd.DataFrame
    rows_read: int
    synthetic: bool = False
    note: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Receipt:
    """What became of a batch; rows_read = accepted + already_loaded + rejected."""

    batch: str
    table: str
    rows_read: int
    accepted: int
    rejected: int
    already_loaded: int
    reasons: dict[str, int]


class UnknownReference(ValueError):
    """A row names a city, unit or service that the store does not know. Intakes ask before they come here."""


def commit(cursor: Any, batch: Batch) -> Receipt:
    """Write the batch within the caller's transaction.

    Raises UnknownReference, and ValueError when the numbers of rows do not fit together.
    """
    known = cursor.execute(
        "SELECT rows_read, accepted + already_loaded, rejected, reasons FROM batch WHERE batch = ?", [batch.batch_id]
    ).fetchone()
    if known is not None:
        rows_read, loaded, rejected, reasons = known
        return Receipt(batch.batch_id, batch.table, rows_read, 0, rejected, loaded, json.loads(reasons))

    table = TABLES[batch.table]
    offered = len(batch.rows)
    rejected = batch.rows_read - offered
    if rejected < 0 or (rejected > 0) != (len(batch.rejected) > 0):
        raise ValueError(
            f"batch {batch.batch_id}: {batch.rows_read} rows read, {offered} accepted and "
            f"{len(batch.rejected)} reasons for rejection do not fit together"
        )
    (number,) = cursor.execute("SELECT coalesce(max(number), 0) + 1 FROM batch").fetchone()
    accepted = _insert_rows(cursor, table, batch, number) if offered else 0
    reasons = _insert_rejected(cursor, batch.rejected, number) if rejected else {}
    content, last_date = _content(cursor, table, number)
    cursor.execute(
        "INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            number, batch.batch_id, batch.table, batch.file_name, batch.rows_read, accepted, offered - accepted, rejected,
            json.dumps(reasons), batch.synthetic, datetime.now(UTC).replace(tzinfo=None),
            json.dumps(dict(batch.note), ensure_ascii=False, default=str), content, last_date,
        ],
    )  # fmt: skip
    if accepted:
        rollups.refresh(cursor, batch.table, number)
    return Receipt(batch.batch_id, batch.table, batch.rows_read, accepted, rejected, offered - accepted, reasons)


def withdraw(cursor: Any, batch_id: str) -> int | None:
    """Take a batch back within the caller's transaction: its rows, its rejected rows and its line in the ledger.

    Gives the number of rows removed, None where no such batch is known. A later batch that left rows out because this
    one held them is renamed, so that its file, loaded again, brings them.
    """
    known = cursor.execute("SELECT number, table_name, accepted FROM batch WHERE batch = ?", [batch_id]).fetchone()
    if known is None:
        return None
    number, table, accepted = known
    with rollups.refreshing(cursor, table, number):
        cursor.execute(f"DELETE FROM {quoted(TABLES[table].name)} WHERE batch = ?", [number])
    cursor.execute("DELETE FROM rejected WHERE batch = ?", [number])
    cursor.execute("DELETE FROM batch WHERE number = ?", [number])
    cursor.execute(
        "UPDATE batch SET batch = batch || '-' || number WHERE table_name = ? AND number > ? AND already_loaded > 0",
        [table, number],
    )
    return int(accepted)


def _insert_rows(cursor: Any, table: Table, batch: Batch, number: int) -> int:
    """Insert the rows whose fingerprint is new; returns how many."""
    rows = batch.rows if isinstance(batch.rows, pa.Table) else pa.Table.from_pandas(batch.rows, preserve_index=False)
    given = set(rows.column_names)
    if missing := {"line", "fingerprint"} - given:
        raise ValueError(f"batch {batch.batch_id}: the rows lack {', '.join(sorted(missing))}")
    columns = [c for c in table.columns if c.name in given]
    for c in columns:
        if c.references:
            ids = _ids(cursor, rows[c.name], c.references)
            rows = rows.set_column(rows.column_names.index(c.name), c.name, ids)
    cursor.register("incoming", pa.Table.from_batches(rows.to_batches(PIECE), rows.schema))
    try:
        # What a first load of distinct rows does not need costs seconds at a million rows.
        (distinct,) = cursor.execute("SELECT count(DISTINCT fingerprint) FROM incoming").fetchone()
        once = "" if distinct == len(rows) else "QUALIFY row_number() OVER (PARTITION BY fingerprint ORDER BY line) = 1"
        there = cursor.execute(f"SELECT 1 FROM {quoted(table.name)} LIMIT 1").fetchone()
        new = f"WHERE NOT EXISTS (FROM {quoted(table.name)} f WHERE f.fingerprint = i.fingerprint)" if there else ""
        order = [f"i.{quoted(c.name)}" for c in columns if c.name in ("city", "quarter", "unit")]
        (accepted,) = cursor.execute(
            f"""
            INSERT INTO {quoted(table.name)} ({", ".join(quoted(c.name) for c in columns)}, batch, line, fingerprint)
            SELECT {", ".join(f"CAST(i.{quoted(c.name)} AS {column_type(table, c)})" for c in columns)},
                   $number, i.line, i.fingerprint
            FROM (
                SELECT * REPLACE (md5_number(CAST(fingerprint AS VARCHAR)) AS fingerprint) FROM incoming
                {once}
            ) i
            {new}
            ORDER BY {", ".join((*order, "i.line"))}
            """,
            {"number": number},
        ).fetchone()
    finally:
        cursor.unregister("incoming")
    return int(accepted)


def _ids(cursor: Any, keys: pa.ChunkedArray, references: str) -> pa.Array:
    """The ids of the rows that the keys name, empty where a key is empty. Joins in the engine would take a second.

    Raises UnknownReference for a key that the reference table lacks: it would silently become empty.
    """
    known = dict(cursor.execute(f"SELECT {quoted(TABLES[references].key[0])}, id FROM {quoted(references)}").fetchall())
    coded = (keys if pa.types.is_dictionary(keys.type) else keys.dictionary_encode()).combine_chunks()
    texts = coded.dictionary.to_pylist()
    used = {texts[i] for i in coded.indices.unique().to_pylist() if i is not None}
    if unknown := sorted(used - {*known, None}):
        raise UnknownReference(f"unknown {references}: {', '.join(unknown[:5])}")
    return pa.array([known.get(text) for text in texts], pa.int32()).take(coded.indices)


def _insert_rejected(cursor: Any, rejected: pd.DataFrame, number: int) -> dict[str, int]:
    """Keep the rejected rows; returns the rows per rule, most frequent first."""
    columns = ["line", "rule", "column", "value", "remedy", "original"]
    cursor.register("incoming", rejected[columns].astype(dict.fromkeys((c for c in columns if c != "line"), "string")))
    cursor.execute("INSERT INTO rejected SELECT $number, i.* FROM incoming i ORDER BY line", {"number": number})
    cursor.unregister("incoming")
    return {
        str(rule): int(count)
        for rule, count in cursor.execute(
            "SELECT rule, count(DISTINCT line) FROM rejected WHERE batch = ? GROUP BY rule ORDER BY 2 DESC, 1", [number]
        ).fetchall()
    }


def _content(cursor: Any, table: Table, number: int) -> tuple[int, Any]:
    """A digest of the new rows that does not depend on their order or split, and the last day they speak of."""
    row = cursor.execute(
        f"SELECT coalesce(bit_xor(fingerprint), 0), {last_date(table)} FROM {quoted(table.name)} WHERE batch = ?",
        [number],
    ).fetchone()
    return int(row[0]), row[1]
