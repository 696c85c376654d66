"""What the tests of the staff intake share: the fixtures with their truth, and a store that has the register."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from data.intake import Given, check, commit, read, recognise
from data.intake.model import Checked
from data.store import Receipt, Store
from tests.intake.parts import FORMS

STAFF = FORMS / "staff"
TRUTH: dict[str, dict[str, Any]] = json.loads((STAFF / "truth.json").read_text(encoding="utf-8"))
REGISTER, CATALOGUE = "daftar_pegawai_2026.csv", "katalog_pelatihan_2026.csv"
NIP = "198001012005012001"  # Contoh Satu, in the register
BINJAI = Given(city="binjai")


def checked(data: bytes | Path, store: Store, given: Given = BINJAI, name: str = "berkas.csv") -> Checked:
    """A file read, recognised and checked."""
    raw = read(data, name) if isinstance(data, bytes) else read(data)
    return check(raw, recognise(raw, store, given), store)


def load(data: bytes | Path, store: Store, given: Given = BINJAI) -> Receipt:
    """A file loaded whole."""
    return commit(store, checked(data, store, given))


def with_register(store: Store) -> Store:
    """The store, with the register and the catalogue of the fixtures in it."""
    for name in (REGISTER, CATALOGUE):
        load(STAFF / name, store)
    return store
