"""The reference tables: cities, offices and services."""

from __future__ import annotations

from data.tables.common import CITY_COLUMN
from data.tables.declaration import Column, Table, Type
from metrics.words import Words

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
        CITY_COLUMN,
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
