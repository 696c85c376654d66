"""The store: one DuckDB file, opened once per process, one cursor per use.

DuckDB locks the file for one process. Within it, readers each take their own cursor (a shared one mixes results of
concurrent queries) and see one state from first to last query; writers take turns.
"""

# ruff: noqa: S608 - what is pasted are declared names, through quoted(); values are always parameters
from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from data import batches, derived, rollups, schema, version
from data.batches import Batch, Receipt, UnknownReference
from data.place import default_path
from data.reference import split_synonyms
from data.schema import quoted
from data.tables import TABLES
from data.version import DataVersion
from metrics.registry import registry
from metrics.words import Words

__all__ = [
    "Batch",
    "DataVersion",
    "Receipt",
    "Store",
    "StoreError",
    "StoreLocked",
    "UnknownReference",
    "close_store",
    "default_path",
    "store",
]
_CONFIG: dict[str, Any] = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


class StoreError(Exception):
    """The store cannot be used; says why and what to do, in both languages."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.id)
        self.words = words


class StoreLocked(StoreError):
    """Another process holds the store's file."""


class Store:
    """An open store. Make one with `Store.open`; share it between threads."""

    def __init__(self, path: Path, connection: Any) -> None:
        self.path = path
        self._connection = connection
        self._write = threading.RLock()
        self._state = threading.Lock()
        self._references: dict[str, pd.DataFrame] = {}
        self._ids: dict[str, dict[str, int]] = {}
        self._version: DataVersion | None = None
        self._generation = 0  # counts writes, so that a read begun before one is not kept after it

    @classmethod
    def open(cls, path: str | Path | None = None) -> Store:
        """Open the store, creating it with reference rows only where there is none.

        Raises StoreLocked when another process holds it, StoreError when the file is no store.
        """
        file = Path(path) if path is not None else default_path()
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with ThreadPoolExecutor(1) as meanwhile:
                connecting = meanwhile.submit(duckdb.connect, str(file), config=_CONFIG)
                registry()  # needed below, and takes as long as reading the catalogue of the file
                connection = connecting.result()
        except duckdb.Error as error:
            raise _explained(file, error) from error
        except OSError as error:
            raise StoreError(
                Words(
                    f"Penyimpanan {file} tidak dapat dibuat ({error.strerror}). Periksa nama dan izin foldernya, atau setel PANTAU_STORE.",
                    f"The store {file} cannot be created ({error.strerror}). Check the folder and its rights, or set PANTAU_STORE.",
                )
            ) from error
        opened = cls(file, connection)
        with opened.writing() as cursor:
            there = cursor.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'setting'").fetchone()[0]
            if not there or schema.setting(cursor, "declared") != schema.declared():
                schema.bring_up_to_date(cursor)
            rollups.bring_up_to_date(cursor)
            derived.bring_up_to_date(cursor)
        return opened

    def close(self) -> None:
        """Close the file; a later use of this object fails."""
        self._connection.close()

    @contextmanager
    def cursor(self) -> Iterator[Any]:
        """A cursor of one's own that sees one state of the store from its first query to its last."""
        cursor = self._connection.cursor()
        try:
            cursor.execute("BEGIN TRANSACTION")
            yield cursor
        finally:
            cursor.close()  # ends the transaction: nothing was to be written

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """A cursor in a transaction: committed when the block ends, undone when it raises. Writers take turns."""
        with self._write:
            cursor = self._connection.cursor()
            try:
                cursor.execute("BEGIN TRANSACTION")
                yield cursor
                version.write(cursor)
                cursor.execute("COMMIT")
            finally:
                cursor.close()
            with self._state:
                self._generation += 1
                self._references.clear()
                self._ids.clear()
                self._version = None

    def version(self, cursor: Any | None = None) -> DataVersion:
        """The version of the data; with a cursor, as that cursor sees them."""
        if cursor is not None:
            return version.read(cursor)
        with self._state:  # the pages ask for every label: read once per write
            known, generation = self._version, self._generation
        if known is None:
            with self.cursor() as own:
                known = version.read(own)
            with self._state:
                if generation == self._generation:
                    self._version = known
        return known

    def reference(self, table: str) -> pd.DataFrame:
        """The rows of city, unit or service: the declared columns and `synonyms` (separated by a bar)."""
        with self._state:
            frame, generation = self._references.get(table), self._generation
        if frame is None:
            columns = ", ".join(quoted(c.name) for c in TABLES[table].columns)
            with self.cursor() as cursor:
                frame = cursor.execute(f"SELECT {columns}, synonyms FROM {quoted(table)} ORDER BY id").df()
            with self._state:
                if generation == self._generation:
                    self._references[table] = frame
        return frame.copy()

    def ids(self, table: str) -> dict[str, int]:
        """The integer of each key of city, unit or service, as the facts hold it."""
        with self._state:
            ids, generation = self._ids.get(table), self._generation
        if ids is None:
            with self.cursor() as cursor:
                rows = cursor.execute(f"SELECT {quoted(TABLES[table].key[0])}, id FROM {quoted(table)} ORDER BY id")
                ids = {str(key): int(number) for key, number in rows.fetchall()}
            with self._state:
                if generation == self._generation:
                    self._ids[table] = ids
        return ids

    def add_unit(self, city: str, name: str, unit_type: str = "lainnya") -> str:
        """A unit that the store lacks, on an officer's explicit word; gives its key. One known by that name is reused."""
        name = " ".join(name.split())
        if city not in self.ids("city"):
            raise UnknownReference(f"unknown city: {city}")
        units = self.reference("unit")
        for row in units[units["city"] == city].itertuples():
            known = (row.name, row.short_name, *split_synonyms(row.synonyms))
            if name.casefold() in {str(x).casefold() for x in known}:
                return str(row.unit)
        key = _free(f"{city}-{_slug(name)}", set(units["unit"]))
        with self.writing() as cursor:
            cursor.execute(
                "INSERT INTO unit (id, unit, city, name, short_name, unit_type) "
                "SELECT max(id) + 1, ?, ?, ?, ?, ? FROM unit",
                [key, city, name, name, unit_type],
            )
        return key

    def add_service(self, name: str, unit_type: str) -> str:
        """A service that the store lacks, on an officer's explicit word; gives its key. A known one is reused."""
        name = " ".join(name.split())
        services = self.reference("service")
        for row in services[services["unit_type"] == unit_type].itertuples():
            if name.casefold() in {str(x).casefold() for x in (row.name, *split_synonyms(row.synonyms))}:
                return str(row.service)
        key = _free(_slug(name), set(services["service"]))
        with self.writing() as cursor:
            cursor.execute(
                "INSERT INTO service (id, service, name, unit_type) SELECT max(id) + 1, ?, ?, ? FROM service",
                [key, name, unit_type],
            )
        return key

    def set_annual_users(self, users: Mapping[str, int]) -> None:
        """Enter how many people use the services of each unit in a year: the N of the sample size."""
        if unknown := set(users) - set(self.ids("unit")):
            raise UnknownReference(f"unknown unit: {', '.join(sorted(unknown))}")
        if users:
            with self.writing() as cursor:
                cursor.executemany(
                    "UPDATE unit SET annual_users = ? WHERE unit = ?", [[int(n), key] for key, n in users.items()]
                )

    def commit_batch(self, batch: Batch) -> Receipt:
        """Write one batch, all or nothing; the same batch again adds nothing. See `data.batches.commit`."""
        return self.commit_batches([batch])[0]

    def commit_batches(self, given: Sequence[Batch]) -> list[Receipt]:
        """Write several batches, all or nothing; what is made from them is made once, at the end."""
        with self.writing() as cursor:
            receipts = [batches.commit(cursor, batch) for batch in given]
            derived.refresh(cursor, {r.table for r in receipts if r.accepted})
            return receipts

    def withdraw_batch(self, batch_id: str) -> int:
        """Take a batch back, all or nothing; gives the number of rows removed. Raises StoreError for an unknown one."""
        with self.writing() as cursor:
            held = cursor.execute("SELECT table_name FROM batch WHERE batch = ?", [batch_id]).fetchone()
            removed = batches.withdraw(cursor, batch_id)
            derived.refresh(cursor, held or ())
        if removed is None:
            raise StoreError(
                Words(
                    f"Tidak ada muatan {batch_id}. Lihat nomornya pada halaman Impor data atau python -m data rejected.",
                    f"There is no batch {batch_id}. See its number on the page Impor data or python -m data rejected.",
                )
            )
        return removed

    def remember(self, kind: str, key: str, value: Any) -> None:
        """Keep a small value (as json) for later, such as the confirmed mapping of a file's shape."""
        with self.writing() as cursor:
            cursor.execute(
                "INSERT OR REPLACE INTO memory VALUES (?, ?, ?)", [kind, key, json.dumps(value, ensure_ascii=False)]
            )

    def recall(self, kind: str, key: str) -> Any | None:
        """What was kept under that kind and key, or None."""
        with self.cursor() as cursor:
            row = cursor.execute("SELECT value FROM memory WHERE kind = ? AND key = ?", [kind, key]).fetchone()
        return None if row is None else json.loads(row[0])


_OPEN: dict[Path, Store] = {}
_OPENING = threading.Lock()


def store() -> Store:
    """The store of this process, opened at first use; every thread gets the same one."""
    path = default_path().absolute()
    with _OPENING:
        if path not in _OPEN:
            _OPEN[path] = Store.open(path)
        return _OPEN[path]


def close_store() -> None:
    """Close the stores of this process; the next use opens again. For an orderly end, and for tests."""
    with _OPENING:
        while _OPEN:
            _OPEN.popitem()[1].close()


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "unit"


def _free(key: str, taken: set[str]) -> str:
    """The key, with a number behind it where it is taken by something of another name."""
    found, number = key, 2
    while found in taken:
        found, number = f"{key}-{number}", number + 1
    return found


def _explained(file: Path, error: duckdb.Error) -> StoreError:
    """DuckDB's error as a sentence that says what to do."""
    text = str(error)
    if "Conflicting lock" in text or "Could not set lock" in text:
        holder = re.search(r"\(PID (\d+)\)", text)
        pid = f" (proses {holder[1]})" if holder else ""
        process = f" (process {holder[1]})" if holder else ""
        return StoreLocked(
            Words(
                f"Penyimpanan {file} sedang dipakai proses lain{pid}, biasanya server Pantau. Muat berkas lewat halaman Impor data, atau hentikan server itu lalu ulangi.",
                f"The store {file} is in use by another process{process}, usually the Pantau server. Load the file on the Impor data page, or stop that server and try again.",
            )
        )
    return StoreError(
        Words(
            f"Berkas {file} bukan penyimpanan Pantau yang dapat dibaca. Pindahkan berkas itu, atau setel PANTAU_STORE ke berkas lain. Rincian: {text}",
            f"The file {file} is no readable Pantau store. Move it away, or set PANTAU_STORE to another file. Details: {text}",
        )
    )
