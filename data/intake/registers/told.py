"""What is said of every conversion: nothing in a file is changed without a word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import numpy.typing as npt

from data.intake.model import Notice
from data.intake.text import mask, shorten
from metrics.words import Words

_SCALE = ("Kolom “{column}” memakai skala {scale}; {n} nilai diubah ke 0–100: (nilai − {low}) / {range} × 100.",
          "The column “{column}” is on a scale of {scale}; {n} scores were put on 0–100: (score − {low}) / {range} × 100.")  # fmt: skip


def _scale(low: int, high: int) -> tuple[str, str]:
    facts = {"scale": f"{low}–{high}", "low": str(low), "range": str(high - low), "n": "{n}", "column": "{column}"}
    return _SCALE[0].format(**facts), _SCALE[1].format(**facts)


CONVERSIONS: Mapping[str, tuple[str, str]] = {
    "short_year": (
        "{n} tanggal pada “{column}” ditulis dengan tahun dua angka; dibaca sebagai 20xx, atau 19xx bila 20xx belum tiba.",
        "{n} dates in “{column}” have a year of two digits; read as 20xx, or 19xx where 20xx is still to come.",
    ),
    "vague_date": (
        "{n} tanggal pada “{column}” hanya menyebut bulan atau tahun; hari pertamanya dipakai, untuk tanggal berakhir hari terakhirnya.",
        "{n} dates in “{column}” name a month or a year only; its first day is taken, of an end its last.",
    ),
    "past_midnight": (
        "{n} waktu pada “{column}” lewat tengah malam; dihitung sebagai hari berikutnya.",
        "{n} times in “{column}” pass midnight; they count as the next day.",
    ),
    "waiting_computed": (
        "Waktu tunggu {n} baris dihitung dari jam antrean sampai “{column}”.",
        "The waiting time of {n} rows is reckoned from the ticket to “{column}”.",
    ),
    "hours_computed": (
        "Lama proses {n} baris dihitung dari waktu masuk sampai “{column}”, dibulatkan ke atas ke jam penuh.",
        "The processing time of {n} rows is reckoned from the application to “{column}”, rounded up to whole hours.",
    ),
    "no_hours": (
        "{n} baris selesai bertanggal tanpa jam pada “{column}”; lama prosesnya dihitung dalam hari kerja saja, tidak dalam jam.",
        "{n} completed rows have a day without a time in “{column}”; they are counted in working days, not in hours.",
    ),
    "end_from_duration": (
        "Tanggal selesai (atau tanggapan) {n} baris dihitung dari tanggal masuk ditambah “{column}”.",
        "The day of completion (or response) of {n} rows is the day it came in plus “{column}”.",
    ),
    "so_far": (
        "{n} baris belum selesai; “{column}” adalah lamanya sampai kini dan tidak dipakai sebagai tanggal selesai.",
        "{n} rows are open; “{column}” is how long they have taken so far and makes no day of completion.",
    ),
    "completed_without_day": (
        "{n} baris selesai menurut “{column}” tanpa tanggal; dihitung selesai, lamanya tidak diketahui.",
        "{n} rows are completed by “{column}” without a day; they count as completed, how long they took is unknown.",
    ),
    "served": (
        "Berkas hanya memuat antrean; {n} orang yang dipanggil dihitung terlayani, lama prosesnya tidak diketahui.",
        "The file holds the queue only; {n} people who were called count as served, how long it took is unknown.",
    ),
    "reopened_by_status": (
        "Dibuka kembali atau tidaknya {n} pengaduan dibaca dari “{column}”.",
        "Whether {n} complaints were reopened is read from “{column}”.",
    ),
    "no_kind": (
        "{n} pengaduan tanpa jenis dimuat; tepat waktu atau tidaknya penyelesaiannya tidak dinilai, sebab batasnya menurut jenis.",
        "{n} complaints without a kind are loaded; whether they were settled in time is not judged, for the limit goes by the kind.",
    ),
    "near_topic": (
        "{n} topik pada “{column}” salah ketik; dibaca sebagai topik yang paling mirip.",
        "{n} topics in “{column}” are misspelt; read as the topic most like them.",
    ),
    "other_topic": (
        "{n} topik pada “{column}” tidak jelas dan dicatat sebagai “Lainnya”; tulisannya tidak disimpan.",
        "{n} topics in “{column}” are not clear and kept as “Other”; the text is not stored.",
    ),
    "kind_from_words": (
        "Jenis kegiatan {n} baris diambil dari kata pada nama kegiatannya.",
        "The kind of activity of {n} rows is taken from words in its title.",
    ),
    "invited": (
        "Jumlah hadir {n} baris tidak tertulis; “{column}” dipakai sebagai kehadiran.",
        "The attendance of {n} rows is not written; “{column}” is taken for it.",
    ),
    "type_from_name": (
        "Jenis mitra {n} baris diambil dari kata pada nama mitranya.",
        "The type of partner of {n} rows is taken from words in its name.",
    ),
    "term": (
        "Tanggal mulai atau berakhir {n} perjanjian dihitung dari “{column}”.",
        "The first or last day of {n} agreements is reckoned from “{column}”.",
    ),
    "regime_by_number": (
        "Aturan indeks {n} baris dibaca dari nomor indikatornya: di atas 20 hanya ada pada SPBE.",
        "The index of {n} rows is read off the numbers of the indicators: above 20 there is only SPBE.",
    ),
    "regime_by_period": (
        "Aturan indeks {n} baris dibaca dari periodenya: SPBE sampai triwulan I 2026, sesudahnya Pemdi.",
        "The index of {n} rows is read off its period: SPBE until the first quarter of 2026, Pemdi after it.",
    ),
    "minutes_to_jp": (
        "{n} lama pelatihan dalam jam atau menit (“{column}”) diubah menjadi JP: 1 JP = 45 menit.",
        "{n} lengths in hours or minutes (“{column}”) were turned into JP: 1 JP = 45 minutes.",
    ),
    "days_to_jp": (
        "{n} lama pelatihan dalam hari (“{column}”) diubah menjadi JP menurut jenisnya (PerLAN 10/2018, belum diverifikasi): seminar "
        "4 JP/hari, workshop 5 JP/hari; per kegiatan: coaching, mentoring, e-learning 2, benchmarking 10, magang, detasering, pertukaran 20.",
        "{n} lengths in days (“{column}”) were turned into JP by kind (PerLAN 10/2018, not verified): seminar 4 JP a day, workshop 5 "
        "JP a day; per activity: coaching, mentoring, e-learning 2, benchmarking 10, internship, secondment, exchange 20.",
    ),
    "scale_0_1": _scale(0, 1),
    "scale_1_4": _scale(1, 4),
    "scale_1_5": _scale(1, 5),
    "scale_0_10": _scale(0, 10),
    "scale_1_10": _scale(1, 10),
    "score_out_of": (
        "{n} nilai pada “{column}” ditulis sebagai “x dari y”; diubah ke 0–100: x / y × 100.",
        "{n} scores in “{column}” are written as “x out of y”; put on 0–100: x / y × 100.",
    ),
    "rounded": (
        "{n} nilai pada “{column}” dibulatkan ke bilangan yang disimpan.",
        "{n} scores in “{column}” were rounded to the number that is stored.",
    ),
    "short_money": (
        "{n} jumlah uang pada “{column}” ditulis dalam ribu, juta atau miliar; dihitung ke rupiah.",
        "{n} amounts in “{column}” are written in thousands, millions or billions; reckoned in rupiah.",
    ),
    "words_position": (
        "{n} jabatan pada “{column}” digolongkan menurut katanya menjadi struktural, fungsional atau pelaksana; nama jabatannya tidak disimpan.",
        "{n} positions in “{column}” were sorted by their words into structural, functional or executive; their names are not stored.",
    ),
    "words_difficulty": (
        "{n} kendala pada “{column}” ditulis dengan kata sendiri dan digolongkan menurut katanya; tulisannya tidak disimpan.",
        "{n} difficulties in “{column}” are in people's own words and were sorted by these; the text is not stored.",
    ),
    "other_difficulty": (
        "{n} kendala pada “{column}” tidak cocok dengan golongan mana pun dan dicatat sebagai “Lainnya”.",
        "{n} difficulties in “{column}” fit none of the groups and are counted as “Other”.",
    ),
    "kind_from_title": (
        "Jenis pelatihan {n} baris diambil dari kata pada nama pelatihannya (Bimtek, Workshop, ...).",
        "The kind of training of {n} rows is taken from words in its title (Bimtek, Workshop, ...).",
    ),
    "completed_assumed": (
        "Berkas tidak mempunyai kolom status; {n} pelatihan yang sudah berakhir dihitung selesai diikuti.",
        "The file has no status column; {n} trainings that are over count as completed.",
    ),
    "certificate_number": (
        "{n} baris bernomor sertifikat dihitung bersertifikat; nomornya tidak disimpan.",
        "{n} rows with a certificate number count as certified; the number is not stored.",
    ),
    "one_day": (
        "{n} baris tanpa tanggal selesai; tanggal mulainya dipakai.",
        "{n} rows have no last day; their first day is taken.",
    ),
    "system_by_list": (
        "Sistem {n} baris pada “{column}” dikenali dari daftar sistem digital kota itu.",
        "The system of {n} rows in “{column}” is known from the city's list of digital systems.",
    ),
    "words_system": (
        "Sistem {n} baris pada “{column}” dikenali dari kata dalam namanya.",
        "The system of {n} rows in “{column}” is known by words in its name.",
    ),
    "system_from_title": (
        "Kegunaan {n} sistem diambil dari kata pada namanya.",
        "What {n} systems are for is taken from words in their names.",
    ),
    "calendar_days": (
        "Hari kerja {n} baris tidak tertulis; dihitung dari kalender (Senin–Jumat tanpa libur nasional dan cuti bersama).",
        "The working days of {n} rows are not written; taken from the calendar (Monday to Friday without public holidays and joint leave).",
    ),
    "other_calendar": (
        "{n} baris lebih banyak hari aktifnya daripada hari kerja kalender (kerja bergilir atau akhir pekan); hari kerjanya dicatat tidak diketahui.",
        "{n} rows have more active days than the calendar has working days (shifts or weekends); their working days are kept as unknown.",
    ),
    "line_is_transaction": (
        "{n} baris log dihitung sebagai satu transaksi digital masing-masing.",
        "{n} lines of the log count as one digital transaction each.",
    ),
    "only_looking": (
        "{n} baris log hanya masuk, keluar atau melihat (“{column}”): harinya dihitung aktif, transaksinya tidak.",
        "{n} lines of the log only log in, log out or look (“{column}”): their days count as active, they are no transactions.",
    ),
    "returned_by_status": (
        "{n} baris log dikembalikan menurut “{column}”.",
        "{n} lines of the log were returned by “{column}”.",
    ),
    "proxy_by_number": (
        "{n} baris log dimasukkan orang lain menurut “{column}”; nomornya tidak disimpan.",
        "{n} lines of the log were entered by another person by “{column}”; that number is not stored.",
    ),
    "late_by_due": (
        "{n} baris log dimasukkan dalam 3 hari kerja terakhir sebelum “{column}”, atau sesudahnya; dihitung menumpuk di akhir periode.",
        "{n} lines of the log were entered within the last 3 working days before “{column}”, or after it; they count as late in the period.",
    ),
    "contradictory": (
        "{n} jawaban memilih angka yang sama untuk kelima belas butir dan bukan 3: setuju dengan yang mendukung sekaligus yang menentang. Disimpan, tetapi tidak dihitung dalam skala.",
        "{n} answers give all fifteen statements the same score, and not 3: they agree with what speaks for and against alike. They are stored, but do not count in the scales.",
    ),
    "all_in_the_middle": (
        "{n} jawaban memilih 3 untuk kelima belas butir. Disimpan dan dihitung, dengan tanda jawaban seragam.",
        "{n} answers give all fifteen statements a 3. They are stored and counted, marked as all the same.",
    ),
    "last_access": (
        "{n} baris tanpa tanggal selesai; akses terakhirnya dipakai.",
        "{n} rows have no last day; their last access is taken.",
    ),
    "end_of_period": (
        "{n} baris tanpa tanggal; hari terakhir periode berkas dipakai.",
        "{n} rows have no date; the last day of the file's period is taken.",
    ),
    "start_of_period": (
        "{n} baris tanpa TMT; berlaku sejak hari pertama periode berkas.",
        "{n} rows have no date of their own; they hold from the first day of the file's period.",
    ),
    "last_quarter": (
        "{n} baris menyebut semester atau tahun; dicatat pada triwulan terakhirnya.",
        "{n} rows name a semester or a year; kept under its last quarter.",
    ),
    "first_quarter": (
        "{n} baris menyebut semester atau tahun; dicatat pada triwulan pertamanya.",
        "{n} rows name a semester or a year; kept under its first quarter.",
    ),
    "unit_of_register": (
        "{n} baris menyebut unit pada “{column}” yang tidak dikenal; unitnya diambil dari daftar pegawai.",
        "{n} rows name an office in “{column}” that is not known; the office of the staff register is taken.",
    ),
    "no_jp": (
        "{n} baris tanpa JP, juga di katalog; JP-nya tidak diketahui dan tidak dihitung.",
        "{n} rows have no JP, nor has the catalogue; their JP are unknown and not counted.",
    ),
    "from_number": (
        "Tahun lahir, jenis kelamin atau tanggal masuk yang kosong pada {n} baris diambil dari NIP.",
        "Year of birth, sex or date of entry left empty in {n} rows is taken from the NIP.",
    ),
    "year_of_birth": (
        "Dari “{column}” hanya tahun lahir yang disimpan ({n} baris).",
        "Of “{column}” only the year of birth is stored ({n} rows).",
    ),
}  # fmt: skip


def told(how: str, column: str, rows: int) -> Notice:
    """The notice of one conversion. Words of enumerations that have no sentence of their own share one."""
    column = mask(shorten(column, 60))
    texts = CONVERSIONS.get(how) or (
        "{n} isian pada “{column}” dikenali dari kata di dalamnya.",
        "{n} cells in “{column}” were known by words in them.",
    )
    return Notice(how, Words(texts[0].format(n=rows, column=column), texts[1].format(n=rows, column=column)), rows)


def folded(lines: int, months: npt.NDArray[np.datetime64]) -> Notice:
    """How many lines of a log became how many rows of which months."""
    first, last, rows = months.min(), months.max(), len(months)
    when = " – ".join(f"{day.astype(date):%m/%Y}" for day in dict.fromkeys((first, last)))
    return Notice(
        "folded",
        Words(
            f"{lines} baris log harian dijumlahkan menjadi {rows} baris bulanan ({when}); sehari dihitung sekali.",
            f"{lines} lines of a daily log were added up to {rows} rows by month ({when}); a day counts once.",
        ),
        rows,
    )
