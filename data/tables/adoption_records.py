"""What indicators of adoption and resistance are asked of: made from `data.tables.adoption` whenever that changes.

Every measure is a whole number and every yes/no a 0 or 1, so that sums are exact. A measure is empty where it is not
known, never 0.
"""

from __future__ import annotations

from data.tables.adoption import BARRIER, OBLIGATION, SYSTEM_COLUMN, TRAINED
from data.tables.common import CITY_COLUMN, QUARTER_COLUMN, UNIT_COLUMN, flag
from data.tables.declaration import Column, Table, Type
from data.tables.staff import POSITION, STAFF_COLUMN
from data.tables.staff_records import PERSON_COLUMNS
from metrics.resistance.terms import HIGHEST, LOWEST, SCALES, STATEMENTS
from metrics.words import Words

_WHO = (CITY_COLUMN, UNIT_COLUMN, STAFF_COLUMN, QUARTER_COLUMN, *PERSON_COLUMNS, SYSTEM_COLUMN)
_TRAINED = Column("trained", Type.CODE, TRAINED.words, Words("Apakah pelatihan TI sudah diselesaikan sebelum triwulan itu", "Whether IT training was completed before the quarter"), levels=TRAINED)  # fmt: skip
_MOST_IN_A_QUARTER = 300_000


def _total(name: str, label: Words, meaning: Words, unit: str = "kali", most: int = _MOST_IN_A_QUARTER) -> Column:
    return Column(name, Type.INTEGER, label, meaning, unit=unit, minimum=0, maximum=most)


def _months(name: str, label: Words, meaning: Words) -> Column:
    return Column(name, Type.INTEGER, label, meaning, unit="bulan", minimum=0, maximum=600)


USAGE_QUARTER = Table(
    "usage_quarter",
    Words("Pemakaian sistem per triwulan", "Use of systems by quarter"),
    Words("Pemakaian satu sistem oleh satu pegawai dalam satu triwulan", "One staff member's use of one system in one quarter"),
    (
        *_WHO,
        _TRAINED,
        _total("working_days", Words("Hari kerja", "Working days"), Words("Hari kerja yang tersedia", "Working days available"), "hari", 93),
        _total("active_days", Words("Hari aktif", "Active days"), Words("Hari dengan kegiatan, dari bulan yang hari kerjanya diketahui", "Days with an action, of the months whose working days are known"), "hari", 93),
        _total("idle_days", Words("Hari tanpa pemakaian", "Days without use"), Words("Hari kerja dikurangi hari aktif", "Working days less active days"), "hari", 93),
        _total("transactions", Words("Transaksi", "Transactions"), Words("Transaksi digital dan manual, dari bulan yang mencatat keduanya", "Digital and manual transactions, of the months that record both")),
        _total("manual", Words("Transaksi manual", "Manual transactions"), Words("Yang masih di luar sistem", "Still done outside the system")),
        _total("digital", Words("Transaksi digital", "Digital transactions"), Words("Yang diselesaikan di dalam sistem, dari bulan yang mencatat bagian-bagiannya", "Done in the system, of the months that record its parts")),
        _total("proxy", Words("Diisikan orang lain", "Entered by proxy"), Words("Yang dimasukkan orang lain", "Entered by another person")),
        _total("late", Words("Menumpuk di akhir", "Entered late"), Words("Yang dimasukkan pada akhir periode", "Entered at the end of the period")),
        _total("returned", Words("Dikembalikan", "Returned"), Words("Yang dikembalikan untuk diperbaiki", "Returned for correction")),
        flag("stopped", Words("Berhenti memakai", "Stopped using"), Words("Tidak aktif sehari pun dalam triwulan; kosong: pemakaian tetap belum tercapai sebelumnya, atau tidak setiap bulannya tercatat", "Not active on a single day of the quarter; empty: no sustained use before it, or not every month of it is recorded")),
        flag("had_sustained", Words("Pernah memakai tetap", "Had used steadily"), Words("Pemakaian tetap tercapai sebelum triwulan itu; kosong: tidak setiap bulannya tercatat", "Sustained use was reached before the quarter; empty: not every month of it is recorded")),
    ),
    derived=True,
    person="staff",
)  # fmt: skip
ADOPTION_QUARTER = Table(
    "adoption_quarter",
    Words("Adopsi per triwulan", "Adoption by quarter"),
    Words("Sejauh mana satu pegawai memakai satu sistem yang sudah diterapkan di unitnya, pada akhir satu triwulan", "How far one staff member uses one system that the office has, at the end of one quarter"),
    (
        *_WHO,
        flag("activated", Words("Sudah aktif", "Activated"), Words("Pernah memakai, paling sedikit sehari", "Has used it, on one day at least")),
        flag("sustained", Words("Memakai tetap", "Sustained use"), Words("Pernah aktif 3 hari dalam 30 hari", "Was once active on 3 days within 30")),
        flag("in_use", Words("Dipakai triwulan itu", "In use in the quarter"), Words("Aktif paling sedikit sehari dalam triwulan itu", "Active on one day at least in the quarter")),
    ),
    derived=True,
    snapshot=True,
    person="staff",
    traps=Words(
        "Keadaan, bukan kejadian: setahun dibaca pada triwulan terakhirnya.",
        "A state, not an event: a year is read at its last quarter.",
    ),
)  # fmt: skip
ADOPTION_SPELL = Table(
    "adoption_spell",
    Words("Waktu sampai memakai tetap", "Time to sustained use"),
    Words("Satu pegawai dan satu sistem, sejak sistem itu ada baginya; triwulan: saat mulai", "One staff member and one system, from when it was there for this person; quarter: of that start"),
    (
        *_WHO,
        Column("obligation", Type.CODE, OBLIGATION.words, Words("Apakah wajib dipakai", "Whether its use is an obligation"), levels=OBLIGATION),
        Column("trained", Type.CODE, TRAINED.words, Words("Apakah pelatihan TI sudah diselesaikan sebelum saat mulai", "Whether IT training was completed before the start"), levels=TRAINED),
        Column("started_on", Type.DATE, Words("Sistem ada sejak", "Had the system since"), Words("Hari pertama bulan sistem itu ada baginya", "First day of the month in which the system was there for this person")),
        _months("months_to", Words("Bulan sampai memakai tetap", "Months to sustained use"), Words("Bulan sejak sistem ada sampai memakai tetap; kosong: belum", "Months from having the system to sustained use; empty: not yet")),
        _months("months_waiting", Words("Bulan belum memakai tetap", "Months without sustained use"), Words("Bulan sejak sistem ada sampai data terakhir, tanpa pemakaian tetap; kosong: sudah", "Months from having the system to the last data, without sustained use; empty: reached")),
    ),
    derived=True,
    person="staff",
)  # fmt: skip
PULSE_RECORD = Table(
    "pulse_record",
    Words("Resistansi dan kesiapan", "Resistance and readiness"),
    Words("Satu jawaban survei tentang satu sistem, dengan nilai skalanya", "One answer to the survey about one system, with its scores"),
    (
        CITY_COLUMN,
        UNIT_COLUMN,
        Column("respondent", Type.STAFF, Words("Penjawab", "Respondent"), Words("Nomor urut jawaban dalam unit, jabatan, triwulan dan sistemnya: jumlah nomor adalah jumlah orang paling sedikit; kosong: jabatan tidak diisi", "Place of the answer among those of its office, position, quarter and system: the places count the fewest people there can be; empty: position not answered")),
        QUARTER_COLUMN,
        SYSTEM_COLUMN,
        Column("position", Type.CODE, POSITION.words, Words("Jenis jabatan penjawab", "Type of position"), levels=POSITION),
        Column("barrier", Type.CODE, BARRIER.words, Words("Pernyataan kesiapan pertama yang dijawab 3 atau kurang; kosong: ada yang tidak dijawab sebelumnya", "First readiness statement answered 3 or lower; empty: one before it was not answered"), levels=BARRIER),
        *(
            Column(f"{key}_twelfths", Type.INTEGER, words, Words(f"Nilai {words.id.lower()} 0–100, dalam perduabelas; kosong: kurang dari dua pertiga butirnya dijawab, atau jawaban bertentangan", f"Score of {words.en.lower()} 0–100, in twelfths; empty: fewer than two thirds of its statements answered, or answers contradict each other"), unit="1/12", minimum=0, maximum=1200)
            for key, words in SCALES.items()
        ),
        *(
            Column(key, Type.SCORE, Words(f"Butir {number}", f"Statement {number}"), statement.words, unit="1–5", minimum=LOWEST, maximum=HIGHEST)
            for number, (key, statement) in enumerate(STATEMENTS.items(), 1)
            if statement.scale == "resistance"
        ),
        flag("same", Words("Jawaban seragam", "All the same"), Words("Semua butir dijawab sama", "Every statement was answered the same")),
        flag("contradictory", Words("Jawaban bertentangan", "Contradictory"), Words("Semua butir dijawab sama dan bukan 3: setuju dengan yang mendukung sekaligus yang menentang. Tidak dihitung dalam skala", "Every statement was answered the same, and not 3: agrees with what speaks for and against alike. Does not count in the scales")),
    ),
    derived=True,
    person="respondent",
)  # fmt: skip
ADOPTION_RECORDS = (USAGE_QUARTER, ADOPTION_QUARTER, ADOPTION_SPELL, PULSE_RECORD)
