"""What offices keep of their services: transactions and complaints. No name of a citizen, no number of one."""

from __future__ import annotations

from data.tables.common import CHANNEL, CITY_COLUMN, QUARTER_COLUMN, UNIT_COLUMN, days, flag
from data.tables.declaration import Column, Table, Type, enumeration
from metrics.complaints import terms
from metrics.complaints.terms import KINDS, TOPICS
from metrics.words import Words

TOPIC = enumeration("topic", terms.TOPIC, TOPICS)
COMPLAINT_KIND = enumeration("complaint_kind", terms.KIND, KINDS)
_SERVICE = Column("service", Type.KEY, Words("Layanan", "Service"), Words("Layanan yang diminta", "Service asked for"), references="service")  # fmt: skip
_CHANNEL = Column("channel", Type.CODE, CHANNEL.words, Words("Kanal layanan", "Channel of the service"), levels=CHANNEL)

SERVICE_TRANSACTION = Table(
    "service_transaction",
    Words("Transaksi layanan", "Service transactions"),
    Words("Satu permohonan layanan", "One application for a service"),
    (
        CITY_COLUMN,
        UNIT_COLUMN,
        _SERVICE,
        QUARTER_COLUMN,
        _CHANNEL,
        Column("submitted_on", Type.DATE, Words("Tanggal masuk", "Submitted on"), Words("Tanggal permohonan diajukan", "Day of the application"), required=True),
        Column("completed_on", Type.DATE, Words("Tanggal selesai", "Completed on"), Words("Tanggal selesai; kosong: belum selesai", "Day of completion; empty: open")),
        Column("processing_hours", Type.INTEGER, Words("Lama proses", "Processing time"), Words("Jam dari masuk sampai selesai, dibulatkan ke atas; kosong: belum selesai", "Hours from application to completion, rounded up; empty: open"), unit="jam", minimum=0, maximum=20_000),
        Column("working_days", Type.INTEGER, Words("Hari kerja", "Working days"), Words("Hari kerja dari masuk sampai selesai, tanpa hari libur nasional; kosong: belum selesai", "Working days from application to completion, without public holidays; empty: open"), unit="hari", minimum=0, maximum=1000),
        Column("waiting_minutes", Type.INTEGER, Words("Waktu tunggu", "Waiting time"), Words("Menit menunggu di loket; kosong: tanpa antrean", "Minutes in the queue; empty: no queue"), unit="menit", minimum=0, maximum=1440),
        Column("completed", Type.SCORE, Words("Selesai", "Completed"), Words("Sudah selesai pada saat data dimuat", "Completed when the data were loaded"), unit="0/1", required=True, minimum=0, maximum=1),
        Column("returned", Type.SCORE, Words("Dikembalikan", "Returned"), Words("Dikembalikan atau ditolak untuk diperbaiki", "Returned or rejected for correction"), unit="0/1", minimum=0, maximum=1),
    ),
    fact=True,
    importable=True,
    traps=Words(
        "Waktu antrean yang melewati tengah malam adalah hari berikutnya, bukan waktu negatif.",
        "A queue that passes midnight ends the next day; it is not negative time.",
    ),
)  # fmt: skip
COMPLAINT = Table(
    "complaint",
    Words("Pengaduan", "Complaints"),
    Words("Satu pengaduan, tanpa nama pelapor", "One complaint, without the name of who made it"),
    (
        CITY_COLUMN,
        UNIT_COLUMN,
        _SERVICE,
        QUARTER_COLUMN,
        Column("ticket", Type.KEY, Words("Nomor tiket", "Ticket"), Words("Nomor pengaduan, bukan nomor pelapor; kosong: tanpa nomor", "Number of the complaint, never of who made it; empty: none")),
        Column("topic", Type.CODE, TOPIC.words, Words("Topik pengaduan", "Topic of the complaint"), levels=TOPIC),
        Column("complaint_kind", Type.CODE, COMPLAINT_KIND.words, Words("Menentukan batas waktu penyelesaian; kosong: tidak diketahui, tepat waktu atau tidaknya penyelesaian tidak dinilai", "Sets the time allowed; empty: unknown, whether it was settled in time is not judged"), levels=COMPLAINT_KIND),
        Column("received_on", Type.DATE, Words("Diterima", "Received"), Words("Tanggal diterima", "Day received"), required=True),
        Column("first_response_on", Type.DATE, Words("Tanggapan pertama", "First response"), Words("Tanggal tanggapan pertama; kosong: belum", "Day of the first response; empty: none yet")),
        Column("closed_on", Type.DATE, Words("Selesai", "Closed"), Words("Tanggal selesai; kosong: belum", "Day closed; empty: open")),
        Column("reopened", Type.FLAG, Words("Dibuka kembali", "Reopened"), Words("Dibuka kembali sesudah selesai", "Reopened after it was closed")),
    ),
    fact=True,
    importable=True,
    traps=Words(
        "Pengaduan bernomor tiket yang dimuat lagi menggantikan keadaannya yang lama; tanpa nomor ia terhitung dua kali.",
        "A complaint with a ticket that is loaded again replaces its older state; without one it counts twice.",
    ),
)  # fmt: skip


def _days(name: str, label: Words, meaning: Words) -> Column:
    return days(name, label, meaning, 3650)


COMPLAINT_RECORD = Table(
    "complaint_record",
    Words("Pengaduan dan lamanya", "Complaints and how long they took"),
    Words("Satu pengaduan dengan lamanya sampai tanggal data", "One complaint with how long it has taken by the date of the data"),
    (
        CITY_COLUMN,
        UNIT_COLUMN,
        _SERVICE,
        QUARTER_COLUMN,
        Column("topic", Type.CODE, TOPIC.words, Words("Topik pengaduan", "Topic of the complaint"), levels=TOPIC),
        Column("complaint_kind", Type.CODE, COMPLAINT_KIND.words, Words("Jenis pengaduan", "Kind of complaint"), levels=COMPLAINT_KIND),
        _days("response_days", Words("Hari sampai ditanggapi", "Days to first response"), Words("Hari kalender sampai tanggapan pertama, paling lambat sampai selesai; kosong: belum ditanggapi", "Calendar days to the first response, to the closing at the latest; empty: none yet")),
        _days("response_waiting_days", Words("Hari menunggu tanggapan", "Days without a response"), Words("Hari kalender tanpa tanggapan sampai tanggal data; kosong: sudah ditanggapi", "Calendar days without a response by the date of the data; empty: responded")),
        _days("close_days", Words("Hari sampai selesai", "Days to close"), Words("Hari kalender sampai selesai; kosong: belum selesai", "Calendar days to close; empty: open")),
        _days("open_days", Words("Hari terbuka", "Days open"), Words("Hari kalender terbuka sampai tanggal data; kosong: sudah selesai", "Calendar days open by the date of the data; empty: closed")),
        flag("response_in_time", Words("Ditanggapi tepat waktu", "Responded in time"), Words("Tanggapan pertama dalam batas hari kerja; kosong: batasnya belum lewat pada tanggal data", "First response within its working days; empty: the limit had not passed by the date of the data")),
        flag("closed_in_time", Words("Selesai tepat waktu", "Closed in time"), Words("Selesai dalam batas hari kerja jenisnya; kosong: jenisnya tidak diketahui, atau batasnya belum lewat pada tanggal data", "Closed within the working days of its kind; empty: its kind is unknown, or the limit had not passed by the date of the data")),
        flag("closed", Words("Selesai", "Closed"), Words("Sudah selesai", "Closed")),
        flag("reopened", Words("Dibuka kembali", "Reopened"), Words("Dibuka kembali; kosong: belum pernah selesai", "Reopened; empty: never closed")),
    ),
    derived=True,
)  # fmt: skip
SERVICE_TABLES = (SERVICE_TRANSACTION, COMPLAINT, COMPLAINT_RECORD)
