"""Enumerations and columns that several tables share."""

from __future__ import annotations

from data.tables.declaration import Column, Type, enumeration, levels
from metrics.services.terms import CHANNELS
from metrics.words import Words

CHANNEL = enumeration("channel", Words("Kanal", "Channel"), CHANNELS)
SEX = enumeration(
    "sex", Words("Jenis kelamin", "Sex"), levels(("female", "Perempuan", "Female"), ("male", "Laki-laki", "Male"))
)
AGE_BAND = enumeration(
    "age",
    Words("Kelompok umur", "Age group"),
    levels(
        ("under20", "Di bawah 20", "Under 20"),
        ("20to29", "20–29", "20–29"),
        ("30to39", "30–39", "30–39"),
        ("40to49", "40–49", "40–49"),
        ("50plus", "50 ke atas", "50 and over"),
    ),
)
AGE_BAND_BOUNDS: tuple[tuple[int, int], ...] = ((0, 19), (20, 29), (30, 39), (40, 49), (50, 120))
EDUCATION = enumeration(
    "education",
    Words("Pendidikan", "Education"),
    levels(
        ("sd", "SD atau di bawahnya", "Primary school or less"),
        ("smp", "SMP", "Junior high school"),
        ("sma", "SMA/SMK", "Senior high school"),
        ("d3", "D1–D3", "Diploma"),
        ("s1", "D4/S1", "Bachelor"),
        ("s2", "S2 ke atas", "Master or higher"),
    ),
)
OCCUPATION = enumeration(
    "occupation",
    Words("Pekerjaan", "Occupation"),
    levels(
        ("asn", "PNS/ASN", "Civil servant"),
        ("tni", "TNI", "Armed forces"),
        ("polri", "POLRI", "Police"),
        ("swasta", "Pegawai swasta", "Private employee"),
        ("wirausaha", "Wirausaha", "Self-employed"),
        ("pelajar", "Pelajar/mahasiswa", "Student"),
        ("lainnya", "Lainnya", "Other"),
    ),
)
EVENT_KIND = enumeration(
    "event_kind",
    Words("Jenis peristiwa", "Kind of event"),
    levels(
        ("policy", "Kebijakan", "Policy"),
        ("questionnaire", "Perubahan kuesioner", "Questionnaire change"),
        ("deployment", "Peluncuran sistem", "System launch"),
        ("rule", "Perubahan aturan", "Rule change"),
    ),
)

CITY_COLUMN = Column(
    "city", Type.KEY, Words("Kota", "City"), Words("Kota tempat layanan", "City of the service"),
    required=True, references="city",
    traps=Words(
        "“Semarang” adalah Kota Semarang, bukan kabupatennya; kode BPS 1275 adalah Medan, bukan Binjai.",
        "“Semarang” is the city, not the regency; BPS code 1275 is Medan, not Binjai.",
    ),
)  # fmt: skip
UNIT_COLUMN = Column(
    "unit", Type.KEY, Words("Unit layanan", "Service unit"),
    Words("Perangkat daerah yang disurvei", "The office surveyed"), required=True, references="unit",
)  # fmt: skip
QUARTER_COLUMN = Column(
    "quarter", Type.QUARTER, Words("Triwulan", "Quarter"),
    Words("Triwulan jawaban atau periode laporan", "Quarter of the answer or of the report"), required=True,
)  # fmt: skip


def flag(name: str, label: Words, meaning: Words) -> Column:
    """A yes or no that can be added up: 1 or 0, empty where it is not known."""
    return Column(name, Type.SCORE, label, meaning, unit="0/1", minimum=0, maximum=1)


def days(name: str, label: Words, meaning: Words, most: int) -> Column:
    """A number of days, `most` of them at most."""
    return Column(name, Type.INTEGER, label, meaning, unit="hari", minimum=0, maximum=most)
