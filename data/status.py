"""`status` of the command line: which store, which version, and what each table holds."""

from __future__ import annotations

import json
from typing import Any

from data.schema import quoted
from data.show.printing import NOTHING, SAMPLE, aligned
from data.store import Store
from data.tables import TABLES
from metrics.periods import format_code
from metrics.words import Language, Words

_LABELS = (
    ("store", Words("Penyimpanan", "Store")), ("version", Words("Versi data", "Data version")),
    ("data_date", Words("Data sampai", "Data up to")), ("responses", Words("Jawaban SKM", "SKM responses")),
    ("batches", Words("Pemuatan", "Batches")), ("rejected", Words("Baris ditolak", "Rejected rows")),
)  # fmt: skip
_HEADS = (
    Words("Tabel", "Table"), Words("Pemuatan", "Batches"), Words("Baris", "Rows"), Words("Ditolak", "Rejected"),
    Words("Triwulan", "Quarters"), Words("Data sampai", "Data up to"),
)  # fmt: skip


def status(store: Store, as_json: bool, language: Language) -> str:
    """Path, version, date and size of the store, and what its tables hold."""
    found = _found(store)
    return json.dumps(found, ensure_ascii=False, indent=2) if as_json else _text(found, language)


def _found(store: Store) -> dict[str, Any]:
    with store.cursor() as cursor:
        version = store.version(cursor)
        ledger = {
            name: (int(batches), int(accepted), int(rejected))
            for name, batches, accepted, rejected in cursor.execute(
                "SELECT table_name, count(*), sum(accepted), sum(rejected) FROM batch GROUP BY table_name ORDER BY table_name"
            ).fetchall()
        }
        held = {name: _held(cursor, name) for name, table in TABLES.items() if table.importable or table.derived}
    return {
        "store": str(store.path),
        "version": version.id,
        "data_date": version.data_date.isoformat() if version.data_date else None,
        "synthetic": version.synthetic,
        "responses": version.responses,
        "batches": version.batches,
        "rejected": sum(rejected for _, _, rejected in ledger.values()),
        "rows": {name: accepted for name, (_, accepted, _) in ledger.items()},
        "tables": {
            name: {
                "batches": None if TABLES[name].derived else ledger.get(name, (0, 0, 0))[0],
                "rejected": None if TABLES[name].derived else ledger.get(name, (0, 0, 0))[2],
                **of_table,
                "data_date": version.dates[name].isoformat() if name in version.dates else None,
            }
            for name, of_table in held.items()
        },
    }


def _held(cursor: Any, table: str) -> dict[str, Any]:
    """How many rows a table has, and from which to which quarter; None where it has no rows or no quarters."""
    quarters = "min(quarter), max(quarter)" if TABLES[table].has("quarter") else "NULL, NULL"
    rows, first, last = cursor.execute(f"SELECT count(*), {quarters} FROM {quoted(table)}").fetchone()  # noqa: S608 - a declared name
    named = [None if quarter is None else format_code(quarter) for quarter in (first, last)]
    return {"rows": int(rows), "first": named[0], "last": named[1]}


def _text(found: dict[str, Any], language: Language) -> str:
    width = max(len(words[language]) for _, words in _LABELS)
    lines = [f"{words[language].ljust(width)}  {_plain(found[key], language)}" for key, words in _LABELS]
    if found["synthetic"]:
        lines.append(SAMPLE[language])
    filled = {name: table for name, table in found["tables"].items() if table["rows"] or table["batches"]}
    if not filled:
        return "\n".join(lines)
    rows = [[words[language] for words in _HEADS]]
    for name, table in filled.items():
        quarters = f"{table['first']}–{table['last']}" if table["first"] else NOTHING
        numbers = [_plain(table[key], language) for key in ("batches", "rows", "rejected")]
        rows.append(
            [f"{TABLES[name].label[language]} ({name})", *numbers, quarters, _plain(table["data_date"], language)]
        )
    return "\n".join([*lines, "", *aligned(rows, words=1)])


def _plain(value: Any, language: Language) -> str:
    if isinstance(value, int):
        return f"{value:,}".replace(",", "." if language == "id" else ",")
    return NOTHING if value is None else str(value)
