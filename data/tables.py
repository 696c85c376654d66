"""The tables of the store, declared once.

A declaration gives each column its type, unit, meaning, constraint and known traps. The store's schema, the checks of
the intake, the dictionary page and the demo data follow from it; nothing about a column is written down twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from metrics.satisfaction.elements import ELEMENTS
from metrics.words import Words


class Type(StrEnum):
    """Column types; the value is the type in the store."""

    KEY = "VARCHAR"
    TEXT = "VARCHAR(2000)"
    CODE = "SMALLINT"
    SCORE = "TINYINT"
    INTEGER = "INTEGER"
    NUMBER = "DOUBLE"
    DATE = "DATE"
    QUARTER = "INTEGER "  # see metrics.periods
    FLAG = "BOOLEAN"

    @property
    def sql(self) -> str:
        """The type as the store's SQL writes it."""
        return self.value.split("(")[0].strip()


@dataclass(frozen=True)
class Level:
    """One value of an enumeration. Stored as its ordinal code: its place in the list, from 0."""

    key: str
    words: Words


@dataclass(frozen=True)
class Enumeration:
    """An ordered list of levels; the order is the order of display."""

    name: str
    words: Words
    levels: tuple[Level, ...]

    def code(self, key: str) -> int:
        """Ordinal code of a level's key. Raises KeyError."""
        for code, level in enumerate(self.levels):
            if level.key == key:
                return code
        raise KeyError(f"{key!r} is no level of {self.name}: {', '.join(x.key for x in self.levels)}")


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    name: str
    type: Type
    label: Words
    meaning: Words
    unit: str = ""
    required: bool = False
    minimum: float | None = None
    maximum: float | None = None
    levels: Enumeration | None = None
    references: str = ""  # table whose key this column holds
    traps: Words | None = None


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its columns, and how far it may be filled from files."""

    name: str
    label: Words
    row: Words  # what one row is
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    fact: bool = False  # facts come in batches and carry batch and row number
    importable: bool = False
    traps: Words | None = None

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name!r}")


def _levels(name: str, words: Words, *levels: tuple[str, str, str]) -> Enumeration:
    return Enumeration(name, words, tuple(Level(key, Words(i, e)) for key, i, e in levels))


CHANNEL = _levels(
    "channel",
    Words("Kanal", "Channel"),
    ("counter", "Loket", "Counter"),
    ("online", "Daring", "Online"),
    ("mobile", "Layanan keliling", "Mobile unit"),
)
SEX = _levels("sex", Words("Jenis kelamin", "Sex"), ("female", "Perempuan", "Female"), ("male", "Laki-laki", "Male"))
AGE_BAND = _levels(
    "age",
    Words("Kelompok umur", "Age group"),
    ("under20", "Di bawah 20", "Under 20"),
    ("20to29", "20–29", "20–29"),
    ("30to39", "30–39", "30–39"),
    ("40to49", "40–49", "40–49"),
    ("50plus", "50 ke atas", "50 and over"),
)
AGE_BAND_BOUNDS: tuple[tuple[int, int], ...] = ((0, 19), (20, 29), (30, 39), (40, 49), (50, 120))
EDUCATION = _levels(
    "education",
    Words("Pendidikan", "Education"),
    ("sd", "SD atau di bawahnya", "Primary school or less"),
    ("smp", "SMP", "Junior high school"),
    ("sma", "SMA/SMK", "Senior high school"),
    ("d3", "D1–D3", "Diploma"),
    ("s1", "D4/S1", "Bachelor"),
    ("s2", "S2 ke atas", "Master or higher"),
)
OCCUPATION = _levels(
    "occupation",
    Words("Pekerjaan", "Occupation"),
    ("asn", "PNS/ASN", "Civil servant"),
    ("tni", "TNI", "Armed forces"),
    ("polri", "POLRI", "Police"),
    ("swasta", "Pegawai swasta", "Private employee"),
    ("wirausaha", "Wirausaha", "Self-employed"),
    ("pelajar", "Pelajar/mahasiswa", "Student"),
    ("lainnya", "Lainnya", "Other"),
)
EVENT_KIND = _levels(
    "event_kind",
    Words("Jenis peristiwa", "Kind of event"),
    ("policy", "Kebijakan", "Policy"),
    ("questionnaire", "Perubahan kuesioner", "Questionnaire change"),
    ("deployment", "Peluncuran sistem", "System launch"),
    ("rule", "Perubahan aturan", "Rule change"),
)
ENUMERATIONS: dict[str, Enumeration] = {e.name: e for e in (CHANNEL, SEX, AGE_BAND, EDUCATION, OCCUPATION, EVENT_KIND)}

_CITY = Column(
    "city", Type.KEY, Words("Kota", "City"), Words("Kota tempat layanan", "City of the service"),
    required=True, references="city",
    traps=Words(
        "“Semarang” adalah Kota Semarang, bukan kabupatennya; kode BPS 1275 adalah Medan, bukan Binjai.",
        "“Semarang” is the city, not the regency; BPS code 1275 is Medan, not Binjai.",
    ),
)  # fmt: skip
_UNIT = Column(
    "unit", Type.KEY, Words("Unit layanan", "Service unit"),
    Words("Perangkat daerah yang disurvei", "The office surveyed"), required=True, references="unit",
)  # fmt: skip
_QUARTER = Column(
    "quarter", Type.QUARTER, Words("Triwulan", "Quarter"),
    Words("Triwulan jawaban atau periode laporan", "Quarter of the answer or of the report"), required=True,
)  # fmt: skip

CITY = Table(
    "city",
    Words("Kota", "City"),
    Words("Satu kota", "One city"),
    (
        Column("city", Type.KEY, Words("Kunci", "Key"), Words("Nama pendek tanpa spasi", "Short name without spaces"), required=True),
        Column("name", Type.TEXT, Words("Nama", "Name"), Words("Nama pendek untuk layar", "Short name for the screen"), required=True),
        Column("official_name", Type.TEXT, Words("Nama resmi", "Official name"), Words("Nama resmi pemerintah kota", "Official name")),
        Column("province", Type.TEXT, Words("Provinsi", "Province"), Words("Provinsi", "Province")),
        Column("kemendagri_code", Type.TEXT, Words("Kode Kemendagri", "Kemendagri code"), Words("Kode wilayah Kemendagri", "Ministry region code")),
        Column("bps_code", Type.TEXT, Words("Kode BPS", "BPS code"), Words("Kode wilayah BPS", "Statistics office region code")),
        Column("population", Type.INTEGER, Words("Penduduk", "Population"), Words("Penduduk 2025", "Population 2025"), unit="orang", minimum=0),
    ),
    key=("city",),
)  # fmt: skip
UNIT = Table(
    "unit",
    Words("Unit layanan", "Service unit"),
    Words("Satu perangkat daerah satu kota", "One office of one city"),
    (
        Column("unit", Type.KEY, Words("Kunci", "Key"), Words("Kota dan nama pendek unit", "City and short name of the unit"), required=True),
        _CITY,
        Column("name", Type.TEXT, Words("Nama", "Name"), Words("Nama lengkap", "Full name"), required=True),
        Column("short_name", Type.TEXT, Words("Singkatan", "Short name"), Words("Nama pendek untuk grafik", "Short name for charts"), required=True),
        Column("unit_type", Type.KEY, Words("Jenis unit", "Unit type"), Words("Jenis yang sama di semua kota", "Type shared by all cities"), required=True),
        Column("annual_users", Type.INTEGER, Words("Pengguna setahun", "Users a year"), Words("Jumlah pengguna layanan setahun, N untuk ukuran sampel", "Service users a year, N of the sample size"), unit="orang", minimum=0),
    ),
    key=("unit",),
)  # fmt: skip
SERVICE = Table(
    "service",
    Words("Jenis layanan", "Service"),
    Words("Satu jenis layanan satu jenis unit", "One service of one type of unit"),
    (
        Column("service", Type.KEY, Words("Kunci", "Key"), Words("Nama pendek tanpa spasi", "Short name without spaces"), required=True),
        Column("name", Type.TEXT, Words("Nama", "Name"), Words("Nama layanan", "Name of the service"), required=True),
        Column("unit_type", Type.KEY, Words("Jenis unit", "Unit type"), Words("Jenis unit yang memberi layanan", "Type of unit that gives the service"), required=True),
    ),
    key=("service",),
)  # fmt: skip

SKM_RESPONSE = Table(
    "skm_response",
    Words("Jawaban SKM", "SKM responses"),
    Words("Jawaban satu responden, tanpa nama", "The answers of one respondent, without a name"),
    (
        _CITY,
        _UNIT,
        Column("service", Type.KEY, Words("Layanan", "Service"), Words("Layanan yang diterima", "Service received"), references="service"),
        _QUARTER,
        Column("answered_on", Type.DATE, Words("Tanggal", "Date"), Words("Tanggal jawaban", "Date of the answer")),
        Column("channel", Type.CODE, CHANNEL.words, Words("Kanal layanan", "Channel of the service"), levels=CHANNEL),
        Column("sex", Type.CODE, SEX.words, Words("Jenis kelamin responden", "Sex of the respondent"), levels=SEX),
        Column("age_years", Type.CODE, Words("Umur", "Age"), Words("Umur responden", "Age of the respondent"), unit="tahun", minimum=5, maximum=120),
        Column("age_as_given", Type.TEXT, Words("Kelompok umur asal", "Age band as given"), Words("Kelompok umur seperti tertulis bila umur tidak ada", "Band as written where no age is given")),
        Column("age", Type.CODE, AGE_BAND.words, Words("Kelompok umur untuk tampilan; kosong bila kelompok asal memotong batas", "Band for display; empty where the band as given crosses a bound"), levels=AGE_BAND),
        Column("education", Type.CODE, EDUCATION.words, Words("Pendidikan terakhir", "Highest education"), levels=EDUCATION),
        Column("occupation", Type.CODE, OCCUPATION.words, Words("Pekerjaan utama", "Main occupation"), levels=OCCUPATION),
        *(
            Column(key, Type.SCORE, words, Words(f"Nilai unsur {words.id.lower()}", f"Score of the element {words.en.lower()}"), unit="1–4", minimum=1, maximum=4)
            for key, words in ELEMENTS.items()
        ),
    ),
    fact=True,
    importable=True,
    traps=Words(
        "Kuesioner baku mencetak unsur 8 dan 9 terbalik dari urutan aturan: kenali unsur dari namanya. Jawaban kosong tetap kosong; nol adalah nilai yang salah.",
        "The standard questionnaire prints elements 8 and 9 in the other order than the rule: know an element by its name. A blank stays missing; zero is an invalid score.",
    ),
)  # fmt: skip
SKM_PUBLISHED = Table(
    "skm_published",
    Words("SKM terbitan", "Published SKM"),
    Words("Satu angka SKM yang diterbitkan tanpa data mentah", "One SKM figure published without microdata"),
    (
        _CITY,
        Column("unit", Type.KEY, _UNIT.label, Words("Unit; kosong bila seluruh kota", "Unit; empty for the whole city"), references="unit"),
        _QUARTER,
        Column("grain", Type.KEY, Words("Butir periode", "Grain"), Words("quarter, semester atau year", "quarter, semester or year"), required=True),
        Column("element", Type.KEY, Words("Unsur", "Element"), Words("Unsur; kosong untuk IKM", "Element; empty for the IKM")),
        Column("value", Type.NUMBER, Words("Nilai", "Value"), Words("NRR 1–4 bila ada unsur, IKM 25–100 bila tidak", "NRR 1–4 where an element is named, else IKM 25–100"), required=True, minimum=1, maximum=100),
        Column("respondents", Type.INTEGER, Words("Responden", "Respondents"), Words("Jumlah responden bila diterbitkan", "Respondents where published"), unit="orang", minimum=1),
        Column("printed_grade", Type.KEY, Words("Mutu tercetak", "Printed grade"), Words("Mutu seperti diterbitkan", "Grade as published")),
        Column("rule", Type.KEY, Words("Aturan", "Rule"), Words("Aturan hitungnya", "Rule it was computed under"), required=True),
        Column("source", Type.TEXT, Words("Sumber", "Source"), Words("Dokumen asal", "Document of origin"), required=True),
    ),
    fact=True,
    importable=True,
)  # fmt: skip
EVENT = Table(
    "event",
    Words("Peristiwa", "Event"),
    Words("Satu peristiwa yang ditandai pada tren", "One event marked in trends"),
    (
        _CITY,
        Column("unit", Type.KEY, _UNIT.label, Words("Unit; kosong bila seluruh kota", "Unit; empty for the whole city"), references="unit"),
        Column("happened_on", Type.DATE, Words("Tanggal", "Date"), Words("Tanggal berlaku", "Date it took effect"), required=True),
        Column("kind", Type.CODE, EVENT_KIND.words, Words("Jenis peristiwa", "Kind of event"), required=True, levels=EVENT_KIND),
        Column("title_id", Type.TEXT, Words("Judul", "Title (Indonesian)"), Words("Judul singkat", "Short title in Indonesian"), required=True),
        Column("title_en", Type.TEXT, Words("Judul Inggris", "Title"), Words("Judul singkat berbahasa Inggris", "Short title in English")),
    ),
    fact=True,
    importable=True,
)  # fmt: skip

TABLES: dict[str, Table] = {t.name: t for t in (CITY, UNIT, SERVICE, SKM_RESPONSE, SKM_PUBLISHED, EVENT)}
