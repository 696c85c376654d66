"""The whole intake, from the bytes of a file to the committed batch: xlsx of 50,000 answers, csv of 1,000,000, a log of
200,000 trainings of 20,000 staff, with the records that are made of it, and a register of 2,000,000 applications."""

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
STAFF, TRAININGS = 20_000, 200_000
TRANSACTIONS = 2_000_000
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


def staff_numbers(count: int) -> list[str]:
    """Invented numbers of staff, all different."""
    return [
        f"19{60 + i % 36}{i % 12 + 1:02d}{i % 28 + 1:02d}2015{i % 12 + 1:02d}{i % 2 + 1}{i // 36 % 999 + 1:03d}"
        for i in range(count)
    ]


def write_register(path: Path, count: int) -> None:
    """A staff register of two offices."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["NIP", "Nama", "Jabatan", "Golongan", "Pendidikan", "Unit Kerja", "TMT"])
        for i, nip in enumerate(dict.fromkeys(staff_numbers(count))):
            office = ("Dinas Kesehatan", "Disdukcapil")[i % 2]
            writer.writerow([nip, f"Pegawai {i}", "Pengelola Keuangan", "III/a", "S-1 Akuntansi", office, "01/01/2020"])


def write_trainings(path: Path, count: int, seed: int = 20260930) -> None:
    """A log of trainings as offices keep it: names, spans of days in words, lengths in three units, money in words."""
    rng = np.random.default_rng(seed)
    numbers = staff_numbers(STAFF)
    who, day, month, year = (rng.integers(a, b, count) for a, b in ((0, STAFF), (1, 27), (0, 9), (2022, 2027)))
    months = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["No", "Nama", "NIP", "Nama Pelatihan", "Bidang", "Jenis Pelatihan", "Tanggal Pelaksanaan", "JP", "Biaya", "Status"])  # fmt: skip
        for i, (w, d, m, y) in enumerate(zip(who, day, month, year, strict=True)):
            when = f"{d} s.d. {d + 2} {months[m]} {y}"
            length, cost = (
                ("20 JP", "3 hari", "150 menit")[i % 3],
                f"Rp {(i % 40 + 1) * 50_000:,}".replace(",", ".") + ",00",
            )
            writer.writerow([i + 1, f"Pegawai {w}", numbers[w], f"Workshop {i % 300}", "TI", "Workshop", when, length, cost, "Lulus" if i % 7 else "Tidak Lulus"])  # fmt: skip


def trainings(folder: Path) -> list[Measure]:
    """Seconds of the register and of the log."""
    register, log = folder / "register.csv", folder / "trainings.csv"
    write_register(register, STAFF)
    write_trainings(log, TRAININGS)
    store, found = Store.open(folder / "staff.duckdb"), []
    for path, count, bound in ((register, STAFF, None), (log, TRAININGS, 20.0)):
        start = time.perf_counter()
        raw = read(path)
        receipt = commit(store, check(raw, recognise(raw, store, Given(city="binjai")), store))
        seconds = time.perf_counter() - start
        if receipt.accepted + receipt.rejected != receipt.rows_read or receipt.accepted < 0.99 * count:
            raise RuntimeError(f"{path.name}: {receipt}")
        found.append(Measure(f"{path.stem} of {count:,} rows: whole intake", seconds, "s", bound))
    store.close()
    return found


def write_transactions(path: Path, count: int, seed: int = 20260930) -> None:
    """A register of applications: every one with a moment and a number of its own, one in 500 done before it came in."""
    rng = np.random.default_rng(seed)
    start = np.datetime64("2023-01-01T08:00")
    came = start + np.sort(rng.integers(0, 3 * 365 * 24 * 60, count))
    took = rng.integers(5, 20_000, count)
    took[499::500] = -1440
    took[::50] = 0  # still open
    done, waited = came + took, rng.integers(0, 120, count)
    services = ("Kartu Keluarga", "KTP-el", "Akta Kelahiran", "Akta Kematian")
    channels = ("Loket", "Daring", "Anjungan Mandiri", "Keliling")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["No Permohonan", "Nama Pemohon", "Jenis Permohonan", "Kanal", "Waktu Masuk", "Waktu Selesai", "Waktu Tunggu", "Status"])  # fmt: skip
        for i, (a, b, w, t) in enumerate(
            zip(came.tolist(), done.tolist(), waited.tolist(), took.tolist(), strict=True)
        ):
            writer.writerow([
                f"P{i:08d}", f"Pemohon {i}", services[i % 4], channels[i % 7 % 4], f"{a:%d/%m/%Y %H:%M}",
                f"{b:%d/%m/%Y %H:%M}" if t else "", f"{w} menit", "Selesai" if t else "Proses",
            ])  # fmt: skip


def transactions(folder: Path) -> list[Measure]:
    """Seconds of the register of applications and of its steps."""
    path = folder / "transactions.csv"
    write_transactions(path, TRANSACTIONS)
    store = Store.open(folder / "services.duckdb")
    total, steps = whole_intake(path, store, TRANSACTIONS)
    store.close()
    name = f"csv of {TRANSACTIONS:,} applications"
    return [
        Measure(f"{name}: whole intake", total, "s", 30.0),
        *(Measure(f"{name}: {step}", seconds, "s") for step, seconds in steps.items()),
    ]


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
        found += trainings(Path(folder))
        found += transactions(Path(folder))
    found.append(Measure("most memory of the process", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, "GB"))
    return found
