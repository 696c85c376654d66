"""The trainings that every demo city offers. Titles are of a usual kind; providers are no real bodies."""

from __future__ import annotations

from dataclasses import dataclass

from data.intake.text import normalise
from metrics.training.terms import KINDS

SMALL_KINDS = ("seminar", "workshop", "coaching", "mentoring")
PROVIDERS: dict[str, str] = {  # {city} is replaced
    "own": "BKPSDM Kota {city}", "government": "Balai diklat mitra", "university": "Perguruan tinggi mitra",
    "private": "Lembaga pelatihan swasta mitra", "association": "LSP mitra",
}  # fmt: skip


@dataclass(frozen=True)
class Programme:
    """One training of the catalogue."""

    title: str
    area: str
    kind: str
    partner: str
    scheme: str | None
    jp: int

    @property
    def key(self) -> str:
        """The title without spaces and capitals, as the intake makes it."""
        return normalise(self.title).replace(" ", "")

    @property
    def group(self) -> str:
        """Who takes it: e-learning, a position's own training, a short one or a longer one."""
        if self.kind in ("elearning", "leadership", "functional"):
            return self.kind
        return "small" if self.kind in SMALL_KINDS else "main"


PROGRAMMES: tuple[Programme, ...] = tuple(
    Programme(*row)
    for row in (
        ("Dasar aplikasi perkantoran daring", "it", "elearning", "own", None, 3),
        ("Keamanan informasi bagi ASN", "it", "elearning", "government", "government", 4),
        ("Seminar pemerintahan digital", "it", "seminar", "university", None, 4),
        ("Workshop tanda tangan elektronik", "it", "workshop", "government", None, 5),
        ("Coaching pemakaian e-office", "it", "coaching", "own", None, 2),
        ("Bimtek pengelolaan data dengan lembar kerja", "it", "bimtek", "own", None, 12),
        ("Pelatihan analisis dan visualisasi data", "it", "technical", "university", "university", 24),
        ("Kursus administrasi sistem dan jaringan", "it", "course", "private", "vendor", 20),
        ("Pelatihan pengelolaan media sosial pemerintah", "it", "technical", "private", None, 20),
        ("Pelatihan fungsional pranata komputer", "it", "functional", "government", "bnsp", 32),
        ("Pengantar keuangan daerah", "finance", "elearning", "government", None, 3),
        ("Pajak bagi bendahara", "finance", "elearning", "government", "government", 4),
        ("Seminar pengelolaan keuangan daerah", "finance", "seminar", "university", None, 4),
        ("Workshop penyusunan RKA", "finance", "workshop", "own", None, 5),
        ("Mentoring bendahara baru", "finance", "mentoring", "own", None, 2),
        ("Bimtek penatausahaan keuangan", "finance", "bimtek", "government", None, 16),
        ("Pelatihan pengadaan barang dan jasa", "finance", "technical", "association", "government", 30),
        ("Kursus akuntansi pemerintahan", "finance", "course", "private", None, 20),
        ("Bimtek pengelolaan barang milik daerah", "finance", "bimtek", "private", None, 12),
        ("Pelatihan fungsional analis keuangan", "finance", "functional", "government", "bnsp", 30),
        ("Standar pelayanan publik", "public_service", "elearning", "own", None, 3),
        ("Pengelolaan pengaduan daring", "public_service", "elearning", "government", "government", 4),
        ("Seminar inovasi pelayanan publik", "public_service", "seminar", "university", None, 4),
        ("Workshop survei kepuasan masyarakat", "public_service", "workshop", "university", None, 5),
        ("Coaching petugas loket", "public_service", "coaching", "own", None, 2),
        ("Pelatihan pelayanan prima", "public_service", "technical", "private", None, 20),
        ("Bimtek penyusunan standar pelayanan", "public_service", "bimtek", "own", None, 12),
        ("Pelatihan pelayanan ramah kelompok rentan", "public_service", "technical", "association", "bnsp", 24),
        ("Kunjungan belajar mal pelayanan publik", "public_service", "benchmarking", "government", None, 10),
        ("Pelatihan fungsional analis kebijakan", "public_service", "functional", "government", "bnsp", 32),
        ("Perencanaan dan pengukuran kinerja", "managerial", "elearning", "government", None, 3),
        ("Manajemen risiko instansi", "managerial", "elearning", "government", "government", 4),
        ("Seminar kepemimpinan digital", "managerial", "seminar", "university", None, 4),
        ("Workshop penyusunan SKP", "managerial", "workshop", "own", None, 5),
        ("Mentoring pejabat pengawas", "managerial", "mentoring", "own", None, 2),
        ("Pelatihan manajemen perubahan", "managerial", "managerial", "university", "university", 24),
        ("Pelatihan manajemen proyek", "managerial", "managerial", "private", "vendor", 20),
        ("Bimtek penyusunan rencana strategis", "managerial", "bimtek", "own", None, 12),
        ("Pelatihan Kepemimpinan Administrator", "managerial", "leadership", "government", "government", 120),
        ("Pelatihan Kepemimpinan Pengawas", "managerial", "leadership", "government", "government", 100),
        ("Etika dan budaya kerja ASN", "sociocultural", "elearning", "government", None, 3),
        ("Komunikasi efektif", "sociocultural", "elearning", "own", "other", 4),
        ("Seminar kerukunan dan layanan inklusif", "sociocultural", "seminar", "own", None, 4),
        ("Workshop kerja sama tim", "sociocultural", "workshop", "private", None, 5),
        ("Coaching adaptasi cara kerja baru", "sociocultural", "coaching", "own", None, 2),
        ("Pelatihan komunikasi publik", "sociocultural", "sociocultural", "university", None, 20),
        ("Pelatihan penanganan konflik", "sociocultural", "sociocultural", "private", None, 16),
        ("Pelatihan pemberdayaan dan kepekaan sosial", "sociocultural", "sociocultural", "own", None, 20),
        ("Kursus berbicara di depan umum", "sociocultural", "course", "private", "other", 16),
        ("Magang pada mitra layanan", "sociocultural", "internship", "association", None, 20),
        ("Dasar kearsipan dinamis", "technical", "elearning", "government", None, 3),
        ("Keselamatan dan kesehatan kerja", "technical", "elearning", "association", "bnsp", 4),
        ("Seminar teknis bidang", "technical", "seminar", "association", None, 4),
        ("Workshop mutu layanan kesehatan", "technical", "workshop", "association", None, 5),
        ("Mentoring tugas teknis", "technical", "mentoring", "own", None, 2),
        ("Pelatihan teknis bidang kesehatan", "technical", "technical", "association", "government", 24),
        ("Pelatihan teknis bidang pendidikan", "technical", "technical", "university", "university", 24),
        ("Pelatihan jarak jauh kearsipan", "technical", "distance", "government", None, 10),
        ("Bimtek keselamatan lapangan", "technical", "bimtek", "private", None, 12),
        ("Pelatihan fungsional kearsipan", "technical", "functional", "government", "bnsp", 30),
    )
)
GROUPS = ("elearning", "leadership", "functional", "small", "main")
assert {p.group for p in PROGRAMMES} == set(GROUPS)
assert {p.kind for p in PROGRAMMES} <= set(KINDS)
assert len({p.key for p in PROGRAMMES}) == len(PROGRAMMES)
