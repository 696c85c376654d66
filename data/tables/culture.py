"""Collaboration, innovation and digital culture: activities, innovations, partnerships; and the digital index."""

from __future__ import annotations

from data.tables.common import CITY_COLUMN, QUARTER_COLUMN, UNIT_COLUMN, days, flag
from data.tables.declaration import Column, Table, Type, enumeration
from metrics.culture.terms import ACTIVITIES, PARTNER_TYPES, SCOPES, STAGES
from metrics.digital_index.terms import ASSESSORS, REGIMES, SPBE_INDICATORS
from metrics.words import Words

ACTIVITY_KIND = enumeration("activity_kind", Words("Jenis kegiatan", "Kind of activity"), ACTIVITIES)
PARTNER_TYPE = enumeration("partner_type", Words("Jenis mitra", "Type of partner"), PARTNER_TYPES)
PARTNER_SCOPE = enumeration("partner_scope", Words("Ruang lingkup", "Scope"), SCOPES)
STAGE = enumeration("stage", Words("Tahap", "Stage"), STAGES)
REGIME = enumeration("regime", Words("Aturan indeks", "Index regime"), REGIMES)
ASSESSOR = enumeration("assessor", Words("Penilai", "Assessor"), ASSESSORS)
_OFFICE = Column("unit", Type.KEY, UNIT_COLUMN.label, Words("Unit; kosong: seluruh kota", "Office; empty: the whole city"), references="unit")  # fmt: skip


def _people(name: str, label: Words, meaning: Words, required: bool = False) -> Column:
    return Column(name, Type.INTEGER, label, meaning, unit="orang", required=required, minimum=0, maximum=100_000)


ACTIVITY = Table(
    "activity",
    Words("Kegiatan kolaborasi dan budaya digital", "Collaboration and digital culture activities"),
    Words("Satu kegiatan", "One activity"),
    (
        CITY_COLUMN,
        UNIT_COLUMN,
        QUARTER_COLUMN,
        Column("held_on", Type.DATE, Words("Tanggal", "Held on"), Words("Tanggal kegiatan", "Day of the activity"), required=True),
        Column("title", Type.TEXT, Words("Nama kegiatan", "Activity"), Words("Nama kegiatan", "Title of the activity"), required=True),
        Column("activity_kind", Type.CODE, ACTIVITY_KIND.words, Words("Jenis kegiatan", "Kind of activity"), required=True, levels=ACTIVITY_KIND),
        Column("partner_type", Type.CODE, PARTNER_TYPE.words, Words("Jenis mitra bila ada", "Type of partner, if any"), levels=PARTNER_TYPE),
        _people("attendance", Words("Kehadiran pegawai", "Staff attendance"), Words("Pegawai yang hadir", "Staff who attended"), required=True),
        Column("ideas_raised", Type.INTEGER, Words("Ide diajukan", "Ideas raised"), Words("Ide yang diajukan", "Ideas raised"), unit="ide", minimum=0, maximum=10_000),
        Column("ideas_adopted", Type.INTEGER, Words("Ide diterapkan", "Ideas adopted"), Words("Ide yang kemudian diterapkan", "Ideas adopted later"), unit="ide", minimum=0, maximum=10_000),
    ),
    fact=True,
    importable=True,
    heads="attendance",
)  # fmt: skip
INNOVATION = Table(
    "innovation",
    Words("Inovasi layanan", "Service innovations"),
    Words("Satu inovasi dengan tanggal tahapnya", "One innovation with the dates of its stages"),
    (
        CITY_COLUMN,
        UNIT_COLUMN,
        QUARTER_COLUMN,
        Column("title", Type.TEXT, Words("Nama inovasi", "Innovation"), Words("Nama inovasi", "Title of the innovation"), required=True),
        Column("service", Type.KEY, Words("Layanan", "Service"), Words("Layanan yang diperbaiki", "Service it improves"), references="service"),
        Column("idea_on", Type.DATE, Words("Ide", "Idea"), Words("Tanggal ide dicatat", "Day the idea was recorded"), required=True),
        Column("pilot_on", Type.DATE, Words("Uji coba", "Pilot"), Words("Tanggal uji coba; kosong: belum", "Day of the pilot; empty: not yet")),
        Column("running_on", Type.DATE, Words("Berjalan", "Running"), Words("Tanggal berjalan; kosong: belum", "Day it went into use; empty: not yet")),
        Column("stopped_on", Type.DATE, Words("Dihentikan", "Stopped"), Words("Tanggal dihentikan; kosong: tidak", "Day it was stopped; empty: not")),
        _people("staff_involved", Words("Pegawai terlibat", "Staff involved"), Words("Pegawai yang ikut membangun", "Staff who took part")),
    ),
    fact=True,
    importable=True,
)  # fmt: skip
PARTNERSHIP = Table(
    "partnership",
    Words("Kemitraan", "Partnerships"),
    Words("Satu perjanjian kerja sama", "One agreement"),
    (
        CITY_COLUMN,
        _OFFICE,
        QUARTER_COLUMN,
        Column("partner_name", Type.TEXT, Words("Nama mitra", "Partner"), Words("Nama lembaga mitra", "Name of the partner body"), required=True),
        Column("partner_type", Type.CODE, PARTNER_TYPE.words, Words("Jenis mitra", "Type of partner"), required=True, levels=PARTNER_TYPE),
        Column("partner_scope", Type.CODE, PARTNER_SCOPE.words, Words("Ruang lingkup", "Scope"), levels=PARTNER_SCOPE),
        Column("started_on", Type.DATE, Words("Mulai", "Start"), Words("Tanggal mulai", "First day"), required=True),
        Column("ended_on", Type.DATE, Words("Berakhir", "End"), Words("Tanggal berakhir; kosong: tanpa batas", "Last day; empty: open-ended")),
        _people("participants", Words("Peserta", "Participants"), Words("Pegawai peserta sampai kini", "Staff who took part so far")),
        _people("certificates", Words("Sertifikat", "Certificates"), Words("Sertifikat yang diperoleh sampai kini", "Certificates earned so far")),
        _people("internships", Words("Magang", "Internships"), Words("Mahasiswa atau siswa magang sampai kini", "Interns so far")),
    ),
    fact=True,
    importable=True,
)  # fmt: skip
DIGITAL_INDEX = Table(
    "digital_index",
    Words("Penilaian indeks digital", "Digital index assessment"),
    Words("Tingkat satu indikator pada satu penilaian", "The level of one indicator in one assessment"),
    (
        CITY_COLUMN,
        QUARTER_COLUMN,
        Column("regime", Type.CODE, REGIME.words, Words("SPBE sampai 2025, Pemdi sejak 2026", "SPBE up to 2025, Pemdi since 2026"), required=True, levels=REGIME),
        Column("assessor", Type.CODE, ASSESSOR.words, Words("Mandiri atau eksternal", "Self or external"), required=True, levels=ASSESSOR),
        Column("indicator", Type.CODE, Words("Nomor indikator", "Number of the indicator"), Words("Nomor menurut aturannya", "Number as the rule prints it"), required=True, minimum=1, maximum=SPBE_INDICATORS),
        Column("level", Type.SCORE, Words("Tingkat", "Level"), Words("Tingkat kematangan 1–5", "Maturity level 1–5"), unit="1–5", required=True, minimum=1, maximum=5),
    ),
    fact=True,
    importable=True,
)  # fmt: skip


def _days(name: str, label: Words, meaning: Words) -> Column:
    return days(name, label, meaning, 10_000)


INNOVATION_RECORD = Table(
    "innovation_record",
    Words("Inovasi dan lamanya tiap tahap", "Innovations and how long each stage took"),
    Words("Satu inovasi menurut keadaannya pada tanggal data; triwulan: saat idenya dicatat", "One innovation as of the date of the data; quarter: when the idea was recorded"),
    (
        CITY_COLUMN,
        UNIT_COLUMN,
        QUARTER_COLUMN,
        INNOVATION.column("service"),
        Column("stage", Type.CODE, STAGE.words, Words("Tahap terakhir", "Latest stage"), levels=STAGE),
        flag("piloted", Words("Sampai uji coba", "Reached a pilot"), Words("Pernah diuji coba atau berjalan", "Was piloted or in use at some time")),
        flag("ran", Words("Sampai berjalan", "Went into use"), Words("Pernah berjalan", "Was in use at some time")),
        flag("stopped", Words("Dihentikan", "Stopped"), Words("Dihentikan pada tahap mana pun", "Stopped at whatever stage")),
        _days("pilot_days", Words("Hari sampai uji coba", "Days to the pilot"), Words("Hari dari ide sampai uji coba; kosong: belum", "Days from the idea to the pilot; empty: not yet")),
        _days("pilot_waiting_days", Words("Hari menunggu uji coba", "Days without a pilot"), Words("Hari dari ide sampai dihentikan atau tanggal data; kosong: sudah diuji coba", "Days from the idea until stopped or the date of the data; empty: piloted")),
        _days("running_days", Words("Hari sampai berjalan", "Days to use"), Words("Hari dari uji coba sampai berjalan; kosong: belum", "Days from the pilot to use; empty: not yet")),
        _days("running_waiting_days", Words("Hari uji coba", "Days in the pilot"), Words("Hari dari uji coba sampai dihentikan atau tanggal data; kosong: belum diuji coba atau sudah berjalan", "Days from the pilot until stopped or the date of the data; empty: not piloted or in use")),
        _people("staff_involved", Words("Pegawai terlibat", "Staff involved"), Words("Pegawai yang ikut membangun; kosong: tidak dicatat", "Staff who took part; empty: not recorded")),
    ),
    derived=True,
    heads="staff_involved",
)  # fmt: skip


def _agreements(name: str, label: Words, columns: tuple[Column, ...], heads: str) -> Table:
    """A table of the agreements of each quarter, hidden by the people of one of its columns."""
    return Table(
        name,
        label,
        Words("Satu perjanjian pada akhir satu triwulan", "One agreement at the end of one quarter"),
        (
            CITY_COLUMN,
            _OFFICE,
            QUARTER_COLUMN,
            PARTNERSHIP.column("partner_type"),
            PARTNERSHIP.column("partner_scope"),
            *columns,
        ),
        derived=True,
        snapshot=True,
        heads=heads,
        traps=Words(
            "Keadaan, bukan kejadian: setahun dibaca pada triwulan terakhirnya, triwulan tidak dijumlahkan.",
            "A state, not an event: a year is read at its last quarter, quarters are not added up.",
        ),
    )


# Two tables, because participants are staff and interns are not: each is hidden by its own people.
PARTNERSHIP_QUARTER = _agreements(
    "partnership_quarter",
    Words("Kemitraan per triwulan", "Partnerships by quarter"),
    (
        flag("active", Words("Aktif", "Active"), Words("Berlaku pada hari terakhir triwulan", "In force on the last day of the quarter")),
        PARTNERSHIP.column("participants"),
        PARTNERSHIP.column("certificates"),
    ),
    "participants",
)  # fmt: skip
INTERNSHIP_QUARTER = _agreements(
    "internship_quarter",
    Words("Magang per triwulan", "Internships by quarter"),
    (PARTNERSHIP.column("internships"),),
    "internships",
)
DIGITAL_RECORD = Table(
    "digital_record",
    Words("Tingkat indikator indeks digital yang berlaku", "Levels of the digital index that hold"),
    Words("Tingkat satu indikator pada satu penilaian, sesudah koreksi", "The level of one indicator in one assessment, after corrections"),
    DIGITAL_INDEX.columns,
    derived=True,
)  # fmt: skip
CULTURE_TABLES = (
    ACTIVITY, INNOVATION, PARTNERSHIP, DIGITAL_INDEX,
    INNOVATION_RECORD, PARTNERSHIP_QUARTER, INTERNSHIP_QUARTER, DIGITAL_RECORD,
)  # fmt: skip
