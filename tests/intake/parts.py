"""What the tests of the intake share: the real files with what the officer says to each, and small tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from data.intake import Checked, Given, check, read, recognise
from data.store import Store
from metrics.satisfaction.elements import ELEMENT_KEYS, ELEMENTS

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
FORMS = EXAMPLES / "forms"
SEKADAU = EXAMPLES / "sekadau_skm_2019s1_first49.csv"
# What an officer has to say beside each file: no more than the file leaves open.
SAID: dict[str, dict[str, str]] = {
    "google_form_tw3_2026.csv": {"city": "binjai", "unit": "disdukcapil"},
    "rekap_dpmptsp_tw3_2026.xlsx": {"city": "Kota Semarang"},
    "skm_disdukcapil_tw2_2026.csv": {"city": "Tangsel"},
    "eskm_export.csv": {"city": "13.73", "unit": "Dinas Kesehatan", "period": "2026Q3", "elements": "legal"},
}
NAMES = [ELEMENTS[e].id for e in ELEMENT_KEYS]
GIVEN = Given(city="binjai", unit="disdukcapil", period="2026Q3", elements="legal")


def as_csv(rows: Iterable[Iterable[object]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Rows as the bytes of a csv."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue().encode(encoding)


def checked(data: bytes, store: Store, given: Given = GIVEN, name: str = "berkas.csv") -> Checked:
    """A file read, recognised and checked."""
    raw = read(data, name)
    return check(raw, recognise(raw, store, given), store)
