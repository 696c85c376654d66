"""Makes the workbooks beside this file: invented levels, the habits of real SPBE sheets. Run it to make them anew.

A sheet with a column per indicator under two title rows, and one with a row per indicator and a column per assessor,
merged headers, a row of indices and a signature below.
"""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter

HERE = Path(__file__).parent
CITIES = {"Kota Binjai": (2, 3), "Kota Sawahlunto": (3, 3)}  # level of indicators 1-20 and 21-47


def by_city(path: Path) -> None:
    """One row per city, columns I1 to I47; one city has a level of 6, a level of 2.5 and an empty one."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("SPBE 2025")
        sheet.merge_range(0, 0, 0, 10, "HASIL EVALUASI SPBE")
        sheet.write(1, 0, "Tahun : 2025")
        sheet.write_row(3, 0, ["No", "Kota", "Penilaian", *(f"I{n}" for n in range(1, 48)), "Indeks SPBE"])
        for at, (city, (low, high)) in enumerate(CITIES.items(), start=4):
            levels: list[object] = [low if n <= 20 else high for n in range(1, 48)]
            if city == "Kota Sawahlunto":
                levels[4], levels[5], levels[6] = 6, 2.5, ""
            sheet.write_row(at, 0, [at - 3, city, "Penilaian Eksternal", *levels, 2.59])


def by_indicator(path: Path) -> None:
    """One row per indicator of Pemdi, self and external columns under one heading, one number that the rule does not have."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Pemdi")
        sheet.merge_range(0, 0, 0, 4, "PENILAIAN PEMERINTAH DIGITAL KOTA BINJAI")
        sheet.write(1, 0, "Indeks : Pemdi")
        sheet.write(2, 0, "Periode : Triwulan III 2026")
        sheet.merge_range(4, 0, 5, 0, "No Indikator")
        sheet.merge_range(4, 1, 5, 1, "Nama Indikator")
        sheet.merge_range(4, 2, 4, 3, "Tingkat Kematangan Indikator")
        sheet.write_row(5, 2, ["Mandiri", "Eksternal"])
        numbers = [*range(1, 21), 21]
        for at, number in enumerate(numbers, start=6):
            sheet.write_row(at, 0, [f"Indikator {number}", f"Contoh indikator {number}", 4, 3 if number != 20 else "-"])
        sheet.write_row(6 + len(numbers), 0, ["Nilai Indeks", "", 4.0, 3.0])
        sheet.write(6 + len(numbers) + 2, 3, "Contoh Pejabat Digital")


def queue(path: Path) -> None:
    """A log of a queue machine: real dates and times, a wait past midnight with its date."""
    rows = [
        (datetime(2026, 4, 1, 8, 0), time(8, 15), datetime(2026, 4, 1, 9, 1)),
        (datetime(2026, 4, 1, 23, 50), time(0, 20), datetime(2026, 4, 2, 1, 0)),
        (datetime(2026, 4, 2, 8, 0), time(8, 10), None),
    ]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Antrean")
        moment, clock = book.add_format({"num_format": "dd/mm/yyyy hh:mm"}), book.add_format({"num_format": "hh:mm"})
        sheet.write_row(0, 0, ["Unit", "Layanan", "Waktu Masuk", "Jam Dipanggil", "Waktu Selesai", "Nama Petugas"])
        for at, (came, called, done) in enumerate(rows, start=1):
            sheet.write_row(at, 0, ["Disdukcapil", "Kartu Keluarga"])
            sheet.write_datetime(at, 2, came, moment)
            sheet.write_datetime(at, 3, datetime.combine(date(1899, 12, 31), called), clock)
            if done is not None:
                sheet.write_datetime(at, 4, done, moment)
            sheet.write(at, 5, "Contoh Petugas Loket")


if __name__ == "__main__":
    by_city(HERE / "spbe_kota_2025.xlsx")
    by_indicator(HERE / "pemdi_binjai_2026.xlsx")
    queue(HERE / "antrean_disdukcapil_2026.xlsx")
