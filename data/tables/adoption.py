"""Digital systems: where they were brought in, how staff use them month by month, what staff say of them.

A staff member is known by a keyed hash; answers to the survey bear no key at all. Indicators are asked of the tables
made from these: see `data.tables.adoption_records`.
"""

from __future__ import annotations

from data.tables.common import CITY_COLUMN, QUARTER_COLUMN, UNIT_COLUMN
from data.tables.declaration import Column, Table, Type, enumeration
from data.tables.staff import POSITION, STAFF_COLUMN
from metrics.adoption import terms
from metrics.adoption.terms import OBLIGATIONS, SYSTEMS, TRAININGS
from metrics.resistance.terms import BARRIER as BARRIER_LABEL
from metrics.resistance.terms import BARRIERS, HIGHEST, LOWEST, READINESS, STATEMENTS
from metrics.words import Words

SYSTEM = enumeration("system", terms.SYSTEM, SYSTEMS)
OBLIGATION = enumeration("obligation", terms.OBLIGATION, OBLIGATIONS)
TRAINED = enumeration("trained", terms.TRAINED, TRAININGS)
BARRIER = enumeration("barrier", BARRIER_LABEL, BARRIERS)
SYSTEM_COLUMN = Column(
    "system", Type.CODE, SYSTEM.words, Words("Sistem digital menurut kegunaannya", "Digital system by what it is for"),
    required=True, levels=SYSTEM,
)  # fmt: skip
_COUNT = 100_000  # more of anything in a month is a mistake


def _count(name: str, label: Words, meaning: Words, unit: str = "kali", most: int = _COUNT) -> Column:
    return Column(name, Type.INTEGER, label, meaning, unit=unit, minimum=0, maximum=most)


DIGITAL_SYSTEM = Table(
    "digital_system",
    Words("Daftar sistem digital", "Digital systems"),
    Words("Satu sistem dengan nama setempatnya", "One system with its local name"),
    (
        CITY_COLUMN,
        Column("title", Type.TEXT, Words("Nama sistem", "Name of the system"), Words("Nama setempat, misalnya Srikandi atau SiMAYA", "Local name, such as Srikandi or SiMAYA"), required=True),
        SYSTEM_COLUMN,
    ),
    fact=True,
    importable=True,
    traps=Words(
        "Berkas log menyebut sistem dengan nama setempat; daftar ini yang memberi tahu kegunaannya.",
        "Logs call a system by its local name; this list tells what it is for.",
    ),
)  # fmt: skip
DEPLOYMENT = Table(
    "deployment",
    Words("Penerapan sistem", "Deployments"),
    Words("Satu sistem mulai diterapkan di satu unit", "One system brought into one office"),
    (
        CITY_COLUMN,
        UNIT_COLUMN,
        SYSTEM_COLUMN,
        Column("launched_on", Type.DATE, Words("Mulai diterapkan", "Launched on"), Words("Tanggal sistem mulai dipakai unit itu", "Day from which the office uses the system"), required=True),
        QUARTER_COLUMN,
        Column("obligation", Type.CODE, OBLIGATION.words, Words("Apakah wajib dipakai; kosong: tidak diketahui", "Whether its use is an obligation; empty: unknown"), levels=OBLIGATION),
    ),
    fact=True,
    importable=True,
)  # fmt: skip
USAGE_MONTH = Table(
    "usage_month",
    Words("Pemakaian sistem per bulan", "Use of systems by month"),
    Words("Pemakaian satu sistem oleh satu pegawai dalam satu bulan", "One staff member's use of one system in one month"),
    (
        CITY_COLUMN,
        Column("unit", Type.KEY, Words("Unit kerja", "Office"), Words("Unit menurut berkas; kosong: menurut daftar pegawai", "Office named in the file; empty: that of the register"), references="unit"),
        STAFF_COLUMN,
        SYSTEM_COLUMN,
        Column("month", Type.DATE, Words("Bulan", "Month"), Words("Hari pertama bulan itu", "First day of the month"), required=True),
        QUARTER_COLUMN,
        _count("working_days", Words("Hari kerja", "Working days"), Words("Hari kerja yang tersedia dalam bulan itu; kosong: tidak diketahui", "Working days available in the month; empty: unknown"), "hari", 31),
        Column("active_days", Type.INTEGER, Words("Hari aktif", "Active days"), Words("Hari dengan paling sedikit satu kegiatan; 0: tidak memakai", "Days with at least one action; 0: not used"), unit="hari", required=True, minimum=0, maximum=31),
        Column("sustained_on", Type.DATE, Words("Pemakaian tetap sejak", "Sustained use since"), Words("Hari aktif ketiga dalam 30 hari, pertama kali, dari log harian; kosong: belum atau hanya log bulanan", "Third active day within 30, the first time, from daily logs; empty: not yet, or monthly logs only")),
        _count("digital", Words("Transaksi digital", "Digital transactions"), Words("Pekerjaan yang diselesaikan di dalam sistem; kosong: tidak dicatat", "Work done in the system; empty: not recorded")),
        _count("manual", Words("Transaksi manual", "Manual transactions"), Words("Pekerjaan sejenis yang masih di luar sistem; kosong: tidak dicatat", "Work of the same kind still done outside it; empty: not recorded")),
        _count("proxy", Words("Diisikan orang lain", "Entered by proxy"), Words("Transaksi digital yang dimasukkan orang lain atas namanya", "Digital transactions that another person entered in this one's name")),
        _count("late", Words("Menumpuk di akhir periode", "Entered late in the period"), Words("Transaksi digital yang dimasukkan pada akhir periode", "Digital transactions entered at the end of the period")),
        _count("returned", Words("Dikembalikan", "Returned"), Words("Transaksi digital yang dikembalikan untuk diperbaiki", "Digital transactions returned for correction")),
    ),
    fact=True,
    importable=True,
    traps=Words(
        "Baris dengan nol hari aktif perlu ada: tanpa baris itu yang tidak memakai tidak terlihat. Log harian dijumlahkan per bulan saat dimuat.",
        "Rows with no active day are needed: without them those who do not use the system cannot be seen. Daily logs are added up by month when loaded.",
    ),
)  # fmt: skip
PULSE_RESPONSE = Table(
    "pulse_response",
    Words("Jawaban survei sistem digital", "Answers to the survey on digital systems"),
    Words("Satu jawaban tanpa nama tentang satu sistem", "One answer, without a name, about one system"),
    (
        CITY_COLUMN,
        UNIT_COLUMN,
        QUARTER_COLUMN,
        SYSTEM_COLUMN,
        Column("position", Type.CODE, POSITION.words, Words("Jenis jabatan penjawab; kosong: tidak diisi", "Type of position; empty: not answered"), levels=POSITION),
        *(
            Column(key, Type.SCORE, Words(f"Butir {number}", f"Statement {number}"), statement.words, unit="1–5", minimum=LOWEST, maximum=HIGHEST)
            for number, (key, statement) in enumerate((STATEMENTS | READINESS).items(), 1)
        ),
    ),
    fact=True,
    importable=True,
    traps=Words(
        "Satu orang boleh menjawab tentang beberapa sistem; karena tanpa nama, jumlah orang dibaca serendah-rendahnya.",
        "One person may answer about several systems; as no name is kept, the number of people is read as low as it can be.",
    ),
)  # fmt: skip
ADOPTION_TABLES = (DIGITAL_SYSTEM, DEPLOYMENT, USAGE_MONTH, PULSE_RESPONSE)
