"""The whole intake, from the bytes of a file to the committed batch: xlsx of 50,000 rows and csv of 1,000,000."""

from __future__ import annotations

import csv
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import xlsxwriter

from benchmarks import Measure
from data.intake import Given, check, commit, read, recognise
from data.intake.vocabulary import standard_labels
from data.store import Store
from metrics.satisfaction.elements import ELEMENTS, QUESTIONNAIRE_ORDER

XLSX_ROWS = 50_000
CSV_ROWS = 1_000_000
HEADER = [
    "Timestamp", "Nama Lengkap", "Nomor WhatsApp", "Jenis Kelamin", "Usia", "Pendidikan Terakhir", "Pekerjaan Utama",
    "Jenis Layanan yang Diterima", *(ELEMENTS[e].id for e in QUESTIONNAIRE_ORDER), "Saran / Masukan",
]  # fmt: skip
CHOICES = [
    ["Perempuan", "Laki-laki", "L", "P"],
    [str(age) for age in range(17, 71)],
    ["SD", "SMP", "SMA/SMK", "D3", "S1", "S2 ke atas"],
    ["PNS", "TNI", "POLRI", "Pegawai Swasta", "Wirausaha", "Pelajar/Mahasiswa", "Lainnya"],
    ["Kartu Keluarga", "KTP-el", "Akta Kelahiran"],
    *(
        [*standard_labels(e), standard_labels(e)[2].upper(), f"  {standard_labels(e)[3]} ", ""]
        for e in QUESTIONNAIRE_ORDER
    ),
    ["", "Sudah baik", "Antrean lama, mohon ditambah loket"],
]


def rows(count: int, seed: int = 20260930) -> Iterator[list[str]]:
    """Rows of a Google form: every respondent with a time, a name and a number of their own, one in 500 unreadable."""
    rng = np.random.default_rng(seed)
    start = datetime(2024, 1, 1)
    step = timedelta(days=1000) / count
    columns = [[choices[i] for i in rng.integers(0, len(choices), count)] for choices in CHOICES]
    for i, cells in enumerate(zip(*columns, strict=True)):
        when = (start + i * step).strftime("%d/%m/%Y %H:%M:%S")
        row = [when, f"Responden {i}", f"08{i:010d}", *cells]
        if i % 500 == 499:
            row[8] = "Lumayan"
        yield row


def write_csv(path: Path, count: int) -> None:
    """A csv of that many rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(rows(count))


def write_xlsx(path: Path, count: int) -> None:
    """A workbook of that many rows, ages as numbers."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Form Responses 1")
        sheet.write_row(0, 0, HEADER)
        for at, row in enumerate(rows(count), start=1):
            for place, cell in enumerate(row):
                if place == 4:
                    sheet.write_number(at, place, int(cell))
                elif cell:
                    sheet.write_string(at, place, cell)


def whole_intake(path: Path, store: Store, expected: int) -> tuple[float, dict[str, float]]:
    """Seconds from the file to the receipt, and the seconds of each step. Raises when rows are lost."""
    marks = [time.perf_counter()]
    raw = read(path)
    marks.append(time.perf_counter())
    plan = recognise(raw, store, Given(city="binjai", unit="disdukcapil"))
    marks.append(time.perf_counter())
    checked = check(raw, plan, store)
    marks.append(time.perf_counter())
    receipt = commit(store, checked)
    marks.append(time.perf_counter())
    if (receipt.rows_read, receipt.rejected) != (expected, expected // 500):
        raise RuntimeError(f"{path.name}: {receipt}")
    steps = dict(zip(("read", "recognise", "check", "commit"), np.diff(marks).tolist(), strict=True))
    return marks[-1] - marks[0], steps


def run() -> list[Measure]:
    """Seconds of the whole intake and of its steps, and the most memory the process took."""
    found: list[Measure] = []
    with tempfile.TemporaryDirectory(prefix="pantau-bench-") as folder:
        xlsx, text = Path(folder) / "form.xlsx", Path(folder) / "form.csv"
        write_xlsx(xlsx, XLSX_ROWS)
        write_csv(text, CSV_ROWS)
        for path, count, bound in ((xlsx, XLSX_ROWS, 10.0), (text, CSV_ROWS, 15.0)):
            store = Store.open(Path(folder) / f"{path.suffix[1:]}.duckdb")
            total, steps = whole_intake(path, store, count)
            store.close()
            name = f"{path.suffix[1:]} of {count:,} rows"
            found.append(Measure(f"{name}: whole intake", total, "s", bound))
            found += [Measure(f"{name}: {step}", seconds, "s") for step, seconds in steps.items()]
    found.append(Measure("most memory of the process", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, "GB"))
    return found
