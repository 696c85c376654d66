"""Makes the workbooks beside this file: invented people, the habits of real recapitulations. Run it to make them anew.

Merged two-row headers, title rows above, totals and a signature below, real dates and times, a NIP kept as a number.
"""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter

HERE = Path(__file__).parent
REVIEWS = [
    # NIP, name, result, behaviour, predicate, reported, evaluated, difficulty in people's own words
    ("198001012005012001", "Contoh Satu, S.E.", "Di Atas Ekspektasi", "Di Atas Ekspektasi", "Sangat Baik", date(2026, 7, 3), date(2026, 7, 9), "-"),
    ("198502022010011002", "Contoh Dua", "Sesuai Ekspektasi", "Sesuai Ekspektasi", "Baik", date(2026, 7, 8), date(2026, 7, 20), "Internet di kantor sering putus"),
    ("199003032015032003", "Contoh Tiga", "Sesuai Ekspektasi", "Diatas Ekspektasi", "Baik", date(2026, 7, 14), date(2026, 8, 1), "Belum paham aplikasi Srikandi"),
    ("197504041999031004", "Contoh Empat", "Di Bawah Ekspektasi", "Sesuai Ekspektasi", "Butuh Perbaikan", date(2026, 7, 1), date(2026, 7, 2), "Koordinasi lintas OPD lambat"),
    ("198806062012012006", "Contoh Enam", "", "", "", date(2026, 7, 10), None, "Rapat di hari libur bersama Contoh Satu"),
    ("199107072022211007", "Contoh Tujuh", "", "", "", None, None, ""),
    ("198309092008011009", "Contoh Sembilan", "Sesuai Ekspektasi", "Lumayan", "Baik", date(2026, 7, 5), date(2026, 7, 6), ""),
    ("198210102009012010", "Contoh Sepuluh", "Sesuai Ekspektasi", "Sesuai Ekspektasi", "Baik", date(2026, 7, 9), date(2026, 7, 4), "Tidak ada kendala"),
    ("197711112003121011", "Contoh Asing", "Sesuai Ekspektasi", "Sesuai Ekspektasi", "Baik", date(2026, 7, 9), date(2026, 7, 11), ""),
]  # fmt: skip
ELEARNING = [
    # NIP, learner, course, completion date, time spent, grade, status, last access
    ("198001012005012001", "Contoh Satu", "Dasar Literasi Digital", datetime(2026, 3, 3, 10, 15), time(2, 30), "85/100", "Completed", date(2026, 3, 3)),
    ("198502022010011002", "Contoh Dua", "Dasar Literasi Digital", datetime(2026, 3, 5, 9, 0), time(3, 0), "70/100", "Completed", date(2026, 3, 5)),
    ("199003032015032003", "Contoh Tiga", "Dasar Literasi Digital", None, time(0, 45), "-", "In progress", date(2026, 4, 20)),
    ("197504041999031004", "Contoh Empat", "Kursus yang Tidak Dikenal", datetime(2026, 2, 1, 8, 0), time(1, 0), "90/100", "Completed", date(2026, 2, 1)),
    (198806062012012006, "Contoh Enam", "Dasar Literasi Digital", datetime(2026, 3, 9, 8, 0), time(1, 0), "60/100", "Completed", date(2026, 3, 9)),
]  # fmt: skip


def review_recap(path: Path) -> None:
    """An e-kinerja recapitulation: two title rows, a header of two merged rows, a row of column numbers, a signature."""
    with xlsxwriter.Workbook(path) as book:
        sheet, day = book.add_worksheet("Rekap"), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.merge_range(0, 0, 0, 9, "REKAPITULASI EVALUASI KINERJA PEGAWAI PEMERINTAH KOTA BINJAI")
        sheet.merge_range(1, 0, 1, 9, "Periode : Triwulan II Tahun 2026")
        for place, title in (
            (0, "No"),
            (1, "NIP"),
            (2, "Nama Pegawai"),
            (6, "Predikat Kinerja"),
            (9, "Kendala yang Dihadapi"),
        ):
            sheet.merge_range(3, place, 4, place, title)
        sheet.merge_range(3, 3, 3, 4, "Penilaian")
        sheet.write_row(4, 3, ["Hasil Kerja", "Perilaku Kerja"])
        sheet.merge_range(3, 5, 4, 5, "Unit Kerja")
        sheet.merge_range(3, 7, 3, 8, "Tanggal")
        sheet.write_row(4, 7, ["Lapor", "Dinilai"])
        sheet.write_row(5, 0, [f"({n})" for n in range(1, 11)])
        for at, (nip, name, result, behaviour, predicate, reported, evaluated, trouble) in enumerate(REVIEWS, start=6):
            sheet.write_row(
                at, 0, [at - 5, f"'{nip}" if at == 6 else nip, name, result, behaviour, "Dinas Kesehatan", predicate]
            )
            for place, when in ((7, reported), (8, evaluated)):
                if when is not None:
                    sheet.write_datetime(at, place, datetime(when.year, when.month, when.day), day)
            sheet.write(at, 9, trouble)
        foot = 6 + len(REVIEWS)
        sheet.write_row(foot, 0, ["Jumlah", "", "", len(REVIEWS)])
        sheet.write(foot + 2, 7, "Binjai, 31 Juli 2026")
        sheet.write(foot + 3, 7, "Kepala BKPSDM")
        sheet.write(foot + 5, 7, "Contoh Pejabat")
        sheet.write(foot + 6, 7, "NIP. 19700101 199503 1 001")


def elearning_export(path: Path) -> None:
    """An export of an e-learning platform in English: times of day, durations as times, one learner's number as a number."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Course completion")
        moment, length = book.add_format({"num_format": "yyyy-mm-dd hh:mm"}), book.add_format({"num_format": "[h]:mm"})
        sheet.write_row(0, 0, ["Learner ID", "Learner", "Email address", "Course", "Completion date", "Time spent", "Grade", "Status", "Last access", "Category", "Type"])  # fmt: skip
        for at, (nip, name, course, done, spent, grade, status, last) in enumerate(ELEARNING, start=1):
            if isinstance(nip, int):
                sheet.write_number(at, 0, nip)
            else:
                sheet.write_string(at, 0, nip)
            sheet.write_row(at, 1, [name, f"contoh{at}@contoh.go.id", course])
            if done is not None:
                sheet.write_datetime(at, 4, done, moment)
            sheet.write_datetime(at, 5, datetime.combine(date(1899, 12, 31), spent), length)
            sheet.write_row(at, 6, [grade, status])
            sheet.write_datetime(at, 8, datetime(last.year, last.month, last.day), moment)


if __name__ == "__main__":
    review_recap(HERE / "rekap_ekinerja_tw2_2026.xlsx")
    elearning_export(HERE / "elearning_export.xlsx")
