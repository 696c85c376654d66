"""What the store holds of a file already: the same rows, and whether they were read then as they are read now.

A row is known by its fingerprint, which is made of its original cells, its unit and its quarter, not of what the cells
were taken for. So a known row may have been stored with other scores: under another order of elements 8 and 9, another
mapping of columns or another meaning of a label. Loading it again would silently keep those.
"""

# ruff: noqa: S608 - what is pasted are declared names, through quoted(); values are always parameters
from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from data.intake.model import Checked
from data.intake.places import Places
from data.intake.vocabulary.registers import REGISTERS
from data.schema import quoted
from data.store import Store
from data.tables import TABLES, Type
from metrics.words import Words


def _nothing() -> npt.NDArray[np.int64]:
    return np.empty(0, dtype=np.int64)


@dataclass(frozen=True)
class Earlier:
    """An earlier batch, the rows in question, and for another reading the columns whose values differ."""

    batch: str
    file: str
    rows: int
    columns: tuple[str, ...] = ()
    city: str = ""
    unit: str = ""
    period: str = ""


@dataclass(frozen=True)
class Known:
    """`places`: rows of `Checked.rows` that the store holds. `otherwise`: batches that hold some of them with other
    values. `elsewhere`: batches of the very same file for another unit or period, where no column says whose a row is.
    """

    places: npt.NDArray[np.int64] = field(default_factory=_nothing)
    otherwise: tuple[Earlier, ...] = ()
    elsewhere: tuple[Earlier, ...] = ()

    def __len__(self) -> int:
        return len(self.places)

    def new(self, rows: pa.Table) -> pa.Table:
        """The rows that the store does not hold."""
        keep = np.ones(len(rows), dtype=bool)
        keep[self.places] = False
        return rows.filter(pa.array(keep))


def known(store: Store, checked: Checked) -> Known:
    """Looks the accepted rows up in the store. A unit that is not added yet has no rows there."""
    if not len(checked.rows):
        return Known()
    with store.cursor() as cursor:
        if not cursor.execute(f"SELECT 1 FROM {quoted(checked.plan.table)} LIMIT 1").fetchone():
            return Known()
        if checked.new_units:
            return Known(elsewhere=_elsewhere(cursor, checked, set()))
        numbered = checked.rows.append_column("place", pa.array(np.arange(len(checked.rows))))
        cursor.register("incoming", numbered)
        rows = "(SELECT * REPLACE (md5_number(CAST(fingerprint AS VARCHAR)) AS fingerprint) FROM incoming) i"
        facts = f"{quoted(checked.plan.table)} f ON f.fingerprint = i.fingerprint"
        places = cursor.execute(f"SELECT i.place FROM {rows} SEMI JOIN {facts} ORDER BY i.place").fetchnumpy()["place"]
        if not len(places):
            return Known(elsewhere=_elsewhere(cursor, checked, set()))
        holders, otherwise = _holders(cursor, checked, f"{rows} JOIN {facts}")
        found = Known(np.asarray(places, dtype=np.int64), otherwise, _elsewhere(cursor, checked, holders))
        cursor.unregister("incoming")
    return found


def _holders(cursor: Any, checked: Checked, source: str) -> tuple[set[str], tuple[Earlier, ...]]:
    """The batches that hold the known rows; of those with other values, how many rows and which columns differ."""
    table = TABLES[checked.plan.table]
    given = set(checked.rows.column_names)
    joins, differ = [], []
    for column in table.columns:
        stored = f"f.{quoted(column.name)}"
        if column.references:
            alias = quoted(f"known_{column.name}")
            joins.append(f"LEFT JOIN {quoted(column.references)} {alias} ON {alias}.id = {stored}")
            stored = f"{alias}.{quoted(TABLES[column.references].key[0])}"
        sql = "VARCHAR" if column.references else column.type.sql
        now = f"CAST(i.{quoted(column.name)} AS {sql})" if column.name in given else f"CAST(NULL AS {sql})"
        # How a free text of a staff row is worded is no reading of it.
        same = column.type == Type.TEXT and table.name in REGISTERS
        differ.append("false" if same else f"{stored} IS DISTINCT FROM {now}")
    counts = ", ".join(f"count_if({test})" for test in differ)
    groups = cursor.execute(
        f"SELECT b.batch, b.file_name, count_if({' OR '.join(differ)}), {counts} "
        f"FROM {source} JOIN batch b ON b.number = f.batch {' '.join(joins)} GROUP BY ALL ORDER BY b.batch"
    ).fetchall()
    otherwise = tuple(
        Earlier(batch, file, int(rows), tuple(c.name for c, n in zip(table.columns, each, strict=True) if n))
        for batch, file, rows, *each in groups
        if rows
    )
    return {str(group[0]) for group in groups}, otherwise


def _elsewhere(cursor: Any, checked: Checked, holders: set[str]) -> tuple[Earlier, ...]:
    """Batches of the same bytes and sheet that hold none of these rows: loaded for another unit or period.

    A file whose rows name their own city or unit is rightly loaded part by part.
    """
    if checked.plan.column("unit") or checked.plan.column("city"):
        return ()
    rows = cursor.execute(
        "SELECT batch, file_name, accepted, note FROM batch "
        "WHERE table_name = $table AND accepted > 0 AND contains(note, $digest) ORDER BY number",
        {"table": checked.plan.table, "digest": checked.raw.digest},
    ).fetchall()
    found = []
    for batch, file, accepted, text in rows:
        note = json.loads(text)
        if batch not in holders and note.get("sheet", "") == checked.raw.sheet:
            given = note["given"]
            found.append(Earlier(batch, file, int(accepted), (), given["city"], given["unit"], given["period"]))
    return tuple(found)


def columns_in_words(table: str, earlier: tuple[Earlier, ...]) -> Words:
    """The columns whose values differ, each once, in the order of the table."""
    differing = {name for each in earlier for name in each.columns}
    labels = [column.label for column in TABLES[table].columns if column.name in differing]
    return Words(", ".join(w.id for w in labels), ", ".join(w.en for w in labels))


def other_reading(checked: Checked, otherwise: tuple[Earlier, ...]) -> Words:
    """Why nothing is loaded, and the commands that make room for the new reading."""
    rows = sum(each.rows for each in otherwise)
    differ = columns_in_words(checked.plan.table, otherwise)
    commands = "; ".join(f"python -m data withdraw --batch {each.batch}" for each in otherwise)
    name = checked.raw.name
    return Words(
        f"{name} sudah ada di penyimpanan dengan bacaan lain: {rows} baris tersimpan dengan nilai lain pada {differ.id}. "
        f"Memuatnya lagi tidak akan mengubah nilai itu, jadi tidak ada yang dimuat. Tarik dulu muatan sebelumnya: {commands}",
        f"{name} is in the store with another reading: {rows} rows are stored with other values in {differ.en}. "
        f"Loading it again would not change them, so nothing was loaded. Withdraw the earlier batch first: {commands}",
    )


def other_place(places: Places, earlier: Earlier) -> Words:
    """That the same file is in the store for another unit or period."""
    where = places.unit_name(earlier.unit) if earlier.unit else places.city_name(earlier.city) if earlier.city else ""
    said = ", ".join(part for part in (where, earlier.period) if part)
    return Words(
        f"Berkas yang sama sudah dimuat untuk {said} ({earlier.rows} baris). Bila itu keliru, tarik dulu muatan itu; "
        "kalau tidak, orang yang sama terhitung dua kali.",
        f"The same file is loaded already for {said} ({earlier.rows} rows). If that was a mistake, withdraw that batch "
        "first; otherwise the same people are counted twice.",
    )
