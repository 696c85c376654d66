"""Which data an answer rests on: an identity that follows from the content, and the last day of each table.

version.write(cursor)         # with every change
version.read(cursor).id       # as that cursor sees the store
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from data import derived, schema
from data.tables import TABLES


@dataclass(frozen=True)
class DataVersion:
    """Which data an answer rests on. The id follows from the content, whatever the order of loading; only where two
    rows correct each other (`data.derived.inputs`) it also tells which of them holds.

    `data_date` is the last day that the survey's responses speak of, without any the last day of all facts; `dates` has
    it by table, for a derived table that of its sources.
    """

    id: str
    data_date: date | None
    synthetic: bool
    batches: int
    responses: int
    dates: Mapping[str, date] = field(default_factory=dict, hash=False)


def read(cursor: Any) -> DataVersion:
    """The version that the last change left behind, as the cursor sees it."""
    text = schema.setting(cursor, "version")
    assert text is not None, "every write leaves the version behind"
    made = json.loads(text)
    day = made.pop("data_date")
    dates = {table: date.fromisoformat(last) for table, last in made.pop("dates").items()}
    return DataVersion(data_date=date.fromisoformat(day) if day else None, dates=dates, **made)


def write(cursor: Any) -> None:
    """Keep the version of what the cursor sees; done with every change, so that reading it costs nothing."""
    facts = cursor.execute(
        "SELECT table_name, sum(accepted), bit_xor(content), bool_or(synthetic AND accepted > 0), max(last_date), count(*) "
        "FROM batch GROUP BY table_name ORDER BY table_name"
    ).fetchall()
    known = cursor.execute(
        "SELECT bit_xor(md5_number(concat_ws('|', 'unit', unit, name, unit_type, annual_users))) FROM unit "
        "UNION ALL SELECT bit_xor(md5_number(concat_ws('|', 'service', service, name, unit_type))) FROM service "
        "UNION ALL SELECT bit_xor(fingerprint) FROM skm_published WHERE batch = 0"
    ).fetchall()
    digest = hashlib.sha256(repr(known).encode())
    for table, accepted, content, synthetic, _, _ in facts:
        if accepted:
            digest.update(repr((table, int(accepted), int(content), bool(synthetic))).encode())
    if order := derived.order(cursor):
        digest.update(order.encode())
    of = {row[0]: row for row in facts}
    responses = of.get("skm_response")
    dates = {}
    for table in TABLES:
        if days := [of[source][4] for source in derived.dated_by(table) if source in of and of[source][4]]:
            dates[table] = max(days)
    latest = responses[4] if responses and responses[4] else max(dates.values(), default=None)
    made = {
        "id": digest.hexdigest()[:8],
        "data_date": latest.isoformat() if latest else None,
        "synthetic": any(bool(row[3]) for row in facts),
        "batches": sum(int(row[5]) for row in facts),
        "responses": int(responses[1]) if responses else 0,
        "dates": {table: day.isoformat() for table, day in dates.items()},
    }
    schema.set_setting(cursor, "version", json.dumps(made))
