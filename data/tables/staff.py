"""What offices keep of their staff, as it comes from files: register, training, skills, performance, discipline.

A staff member is known by a keyed hash of the NIP and by nothing else: no name, no number. Indicators are never asked of
these tables but of those in `data.tables.staff_records`, which are made from them.
"""

from __future__ import annotations

from data.tables.common import CITY_COLUMN, QUARTER_COLUMN, SEX, UNIT_COLUMN
from data.tables.declaration import Column, Table, Type, enumeration, levels
from metrics.competence.terms import SKILLS
from metrics.ip_asn.terms import DEGREES, DISCIPLINE, POSITIONS
from metrics.performance import terms as performance
from metrics.performance.terms import RATINGS
from metrics.training import terms as training
from metrics.training.terms import FORMS, KINDS, PARTNERS
from metrics.words import Words

POSITION = enumeration("position", Words("Jenis jabatan", "Type of position"), POSITIONS)
RANK = enumeration(
    "rank",
    Words("Golongan", "Rank"),
    levels(
        ("i", "I", "I"), ("ii", "II", "II"), ("iii", "III", "III"), ("iv", "IV", "IV"), ("pppk", "PPPK", "Contract (PPPK)")
    ),
)  # fmt: skip
DEGREE = enumeration("degree", Words("Ijazah", "Degree"), DEGREES)
AREA = enumeration("area", training.AREA, training.AREAS)
TRAINING_FORM = enumeration("training_form", Words("Bentuk", "Form"), FORMS)
TRAINING_KIND = enumeration(
    "training_kind", Words("Jenis pelatihan", "Kind of training"), {key: words for key, (_, words) in KINDS.items()}
)
PARTNER = enumeration("partner", Words("Jenis penyelenggara", "Type of provider"), PARTNERS)
SCHEME = enumeration("scheme", training.SCHEME, training.SCHEMES)
RATING = enumeration("rating", Words("Penilaian", "Rating"), RATINGS)
PREDICATE = enumeration("predicate", performance.PREDICATE, performance.PREDICATES)
DIFFICULTY = enumeration("difficulty", performance.DIFFICULTY, performance.DIFFICULTIES)
DISCIPLINE_LEVEL = enumeration("discipline_level", Words("Tingkat hukuman disiplin", "Level of sanction"), DISCIPLINE)

STAFF_COLUMN = Column(
    "staff", Type.STAFF, Words("Pegawai", "Staff member"),
    Words("Kunci teracak dari NIP; NIP dan nama tidak disimpan", "Keyed hash of the NIP; neither NIP nor name is stored"), required=True,
    traps=Words(
        "NIP dari Excel sering kehilangan angka terakhir karena disimpan sebagai bilangan; simpan kolom NIP sebagai teks.",
        "Excel often loses the last digits of a NIP stored as a number; keep the column as text.",
    ),
)  # fmt: skip
_OFFICE = Column(
    "unit", Type.KEY, UNIT_COLUMN.label,
    Words("Unit menurut berkas; kosong: menurut daftar pegawai", "Office named in the file; empty: that of the register"), references="unit",
)  # fmt: skip

EMPLOYEE = Table(
    "employee",
    Words("Daftar pegawai", "Staff register"),
    Words("Keadaan satu pegawai sejak satu tanggal", "The state of one staff member from a date"),
    (
        CITY_COLUMN,
        Column("unit", Type.KEY, Words("Unit kerja", "Office"), Words("Perangkat daerah tempat bekerja", "Office of work"), required=True, references="unit"),
        STAFF_COLUMN,
        Column("valid_from", Type.DATE, Words("Berlaku sejak", "Valid from"), Words("Tanggal keadaan ini berlaku (TMT)", "Date from which this state holds (TMT)"), required=True),
        Column("left_on", Type.DATE, Words("Tanggal berhenti", "Left on"), Words("Pensiun, pindah ke luar atau berhenti; kosong: masih bekerja", "Retired, moved away or left; empty: still at work")),
        Column("sex", Type.CODE, SEX.words, Words("Jenis kelamin", "Sex"), levels=SEX),
        Column("birth_year", Type.INTEGER, Words("Tahun lahir", "Birth year"), Words("Tahun lahir", "Year of birth"), unit="tahun", minimum=1930, maximum=2015),
        Column("position", Type.CODE, POSITION.words, Words("Jenis jabatan", "Type of position"), required=True, levels=POSITION),
        Column("rank", Type.CODE, RANK.words, Words("Golongan ruang", "Rank"), levels=RANK),
        Column("degree", Type.CODE, DEGREE.words, Words("Ijazah terakhir yang diakui", "Highest recognised degree"), levels=DEGREE),
        Column("entered_on", Type.DATE, Words("Mulai bekerja", "Entered on"), Words("Tanggal masuk (TMT CPNS/PPPK)", "Date of entry (TMT)")),
    ),
    fact=True,
    importable=True,
    traps=Words(
        "Pegawai yang pindah unit mendapat baris baru dengan tanggalnya; baris lama tetap, sehingga riwayat tidak berubah.",
        "A staff member who moves gets a new row with its date; the old row stays, so history does not change.",
    ),
)  # fmt: skip
TRAINING_PROGRAMME = Table(
    "training_programme",
    Words("Katalog dan rencana pelatihan", "Training catalogue and plan"),
    Words("Satu pelatihan yang ditawarkan atau direncanakan", "One training offered or planned"),
    (
        CITY_COLUMN,
        Column("programme", Type.KEY, Words("Kunci pelatihan", "Key of the training"), Words("Nama pelatihan tanpa spasi dan huruf besar", "Title without spaces and capitals"), required=True),
        Column("title", Type.TEXT, Words("Nama pelatihan", "Training"), Words("Nama pelatihan", "Title of the training"), required=True),
        Column("area", Type.CODE, AREA.words, Words("Bidang kompetensi", "Area of competence"), required=True, levels=AREA),
        Column("training_kind", Type.CODE, TRAINING_KIND.words, Words("Jenis pelatihan; menentukan klasikal atau nonklasikal", "Kind; tells classroom or not"), required=True, levels=TRAINING_KIND),
        Column("provider", Type.TEXT, Words("Penyelenggara", "Provider"), Words("Lembaga penyelenggara", "Providing body")),
        Column("partner", Type.CODE, PARTNER.words, Words("Jenis penyelenggara", "Type of provider"), levels=PARTNER),
        Column("scheme", Type.CODE, SCHEME.words, Words("Skema sertifikat bila ada", "Certificate scheme, if any"), levels=SCHEME),
        Column("jp_hundredths", Type.INTEGER, Words("JP", "JP"), Words("Jam pelajaran per peserta (45 menit), dalam perseratus", "Lesson hours (45 minutes) per participant, in hundredths"), unit="1/100 JP", minimum=1, maximum=200_000),
        QUARTER_COLUMN,
        Column("planned_seats", Type.INTEGER, Words("Rencana peserta", "Planned participants"), Words("Peserta yang direncanakan", "Participants planned"), unit="orang", minimum=0, maximum=100_000),
        Column("planned_cost", Type.AMOUNT, Words("Rencana biaya", "Planned cost"), Words("Biaya yang direncanakan", "Cost planned"), unit="rupiah", minimum=0, maximum=1e12),
    ),
    fact=True,
    importable=True,
)  # fmt: skip
TRAINING_PARTICIPATION = Table(
    "training_participation",
    Words("Keikutsertaan pelatihan", "Training participation"),
    Words("Satu pegawai pada satu pelatihan", "One staff member at one training"),
    (
        CITY_COLUMN,
        _OFFICE,
        STAFF_COLUMN,
        Column("programme", Type.KEY, Words("Kunci pelatihan", "Key of the training"), Words("Nama pelatihan tanpa spasi dan huruf besar", "Title without spaces and capitals"), required=True),
        Column("title", Type.TEXT, Words("Nama pelatihan", "Training"), Words("Nama pelatihan seperti tertulis", "Title as written"), required=True),
        Column("area", Type.CODE, AREA.words, Words("Bidang kompetensi; kosong: menurut katalog", "Area; empty: that of the catalogue"), levels=AREA),
        Column("training_kind", Type.CODE, TRAINING_KIND.words, Words("Jenis pelatihan; kosong: menurut katalog", "Kind; empty: that of the catalogue"), levels=TRAINING_KIND),
        Column("provider", Type.TEXT, Words("Penyelenggara", "Provider"), Words("Lembaga penyelenggara", "Providing body")),
        Column("partner", Type.CODE, PARTNER.words, Words("Jenis penyelenggara", "Type of provider"), levels=PARTNER),
        Column("started_on", Type.DATE, Words("Mulai", "Start"), Words("Tanggal mulai", "First day")),
        Column("ended_on", Type.DATE, Words("Selesai", "End"), Words("Tanggal selesai; JP dihitung pada tahunnya", "Last day; JP count in its year"), required=True),
        QUARTER_COLUMN,
        Column("jp_hundredths", Type.INTEGER, Words("JP", "JP"), Words("Jam pelajaran (45 menit), dalam perseratus; kosong: menurut katalog", "Lesson hours (45 minutes), in hundredths; empty: that of the catalogue"), unit="1/100 JP", minimum=0, maximum=200_000),
        Column("cost", Type.AMOUNT, Words("Biaya", "Cost"), Words("Biaya peserta ini", "Cost of this participant"), unit="rupiah", minimum=0, maximum=1e9),
        Column("completed", Type.FLAG, Words("Selesai diikuti", "Completed"), Words("Apakah diselesaikan", "Whether it was completed"), required=True),
        Column("scheme", Type.CODE, SCHEME.words, Words("Skema sertifikat; kosong: tidak bersertifikat", "Certificate scheme; empty: no certificate"), levels=SCHEME),
        Column("certified", Type.FLAG, Words("Bersertifikat", "Certified"), Words("Apakah sertifikat diperoleh", "Whether the certificate was earned")),
        Column("pre_score", Type.INTEGER, Words("Nilai awal", "Pre-test"), Words("Nilai sebelum pelatihan, 0–100, dalam perseratus", "Score before, 0–100, in hundredths"), unit="1/100", minimum=0, maximum=10_000),
        Column("post_score", Type.INTEGER, Words("Nilai akhir", "Post-test"), Words("Nilai sesudah pelatihan, 0–100, dalam perseratus", "Score after, 0–100, in hundredths"), unit="1/100", minimum=0, maximum=10_000),
        Column("reaction", Type.SCORE, Words("Penilaian peserta", "Reaction"), Words("Penilaian peserta atas pelatihan, 1–5", "The participant's rating, 1–5"), unit="1–5", minimum=1, maximum=5),
        Column("interactions", Type.INTEGER, Words("Interaksi e-learning", "E-learning interactions"), Words("Pesan dan tanya jawab dengan pengajar", "Messages and questions to the instructor"), unit="kali", minimum=0, maximum=10_000),
    ),
    fact=True,
    importable=True,
)  # fmt: skip
SKILL_ASSESSMENT = Table(
    "skill_assessment",
    Words("Penilaian keterampilan", "Skill assessment"),
    Words("Penilaian satu pegawai pada satu tanggal", "One staff member assessed on one date"),
    (
        CITY_COLUMN,
        _OFFICE,
        STAFF_COLUMN,
        Column("assessed_on", Type.DATE, Words("Tanggal penilaian", "Assessed on"), Words("Tanggal penilaian", "Date of the assessment"), required=True),
        QUARTER_COLUMN,
        *(
            Column(key, Type.SCORE, words, Words(f"Nilai {words.id.lower()}, 0–100", f"Score of {words.en.lower()}, 0–100"), unit="0–100", minimum=0, maximum=100)
            for key, words in SKILLS.items()
        ),
    ),
    fact=True,
    importable=True,
)  # fmt: skip
PERFORMANCE_REVIEW = Table(
    "performance_review",
    Words("Penilaian kinerja (SKP)", "Performance review (SKP)"),
    Words("Laporan kinerja satu pegawai untuk satu triwulan dan penilaiannya", "One staff member's report of one quarter and its evaluation"),
    (
        CITY_COLUMN,
        _OFFICE,
        STAFF_COLUMN,
        QUARTER_COLUMN,
        Column("due_on", Type.DATE, Words("Batas lapor", "Due on"), Words("Tanggal terakhir melapor; kosong: hari ke-10 sesudah triwulan", "Last day to report; empty: the tenth day after the quarter")),
        Column("reported_on", Type.DATE, Words("Tanggal lapor", "Reported on"), Words("Tanggal laporan pegawai; kosong: belum melapor", "Day of the report; empty: not reported")),
        Column("evaluated_on", Type.DATE, Words("Tanggal dinilai", "Evaluated on"), Words("Tanggal penilaian atasan; kosong: belum dinilai", "Day of the superior's evaluation; empty: not evaluated")),
        Column("result_rating", Type.CODE, Words("Hasil kerja", "Results"), Words("Penilaian hasil kerja", "Rating of results"), levels=RATING),
        Column("behaviour_rating", Type.CODE, Words("Perilaku kerja", "Behaviour"), Words("Penilaian perilaku kerja", "Rating of behaviour"), levels=RATING),
        Column("value", Type.INTEGER, Words("Nilai SKP", "SKP value"), Words("Nilai 0–100 menurut aturan lama, dalam perseratus", "Value 0–100 of the old rule, in hundredths"), unit="1/100", minimum=0, maximum=12_000),
        Column("predicate", Type.CODE, PREDICATE.words, Words("Predikat seperti tertulis; kosong: dari matriks atau nilai", "Predikat as written; empty: from the matrix or the value"), levels=PREDICATE),
        Column("difficulty", Type.CODE, DIFFICULTY.words, Words("Kendala utama yang disebut", "Main difficulty named"), levels=DIFFICULTY),
    ),
    fact=True,
    importable=True,
)  # fmt: skip
DISCIPLINE_RECORD = Table(
    "discipline",
    Words("Hukuman disiplin", "Disciplinary sanctions"),
    Words("Satu hukuman disiplin", "One sanction"),
    (
        CITY_COLUMN,
        STAFF_COLUMN,
        Column("decided_on", Type.DATE, Words("Tanggal keputusan", "Decided on"), Words("Tanggal keputusan", "Date of the decision"), required=True),
        Column("discipline_level", Type.CODE, DISCIPLINE_LEVEL.words, Words("Tingkat hukuman", "Level of the sanction"), required=True, levels=DISCIPLINE_LEVEL),
    ),
    fact=True,
    importable=True,
)  # fmt: skip
STAFF_TABLES = (
    EMPLOYEE, TRAINING_PROGRAMME, TRAINING_PARTICIPATION, SKILL_ASSESSMENT, PERFORMANCE_REVIEW, DISCIPLINE_RECORD
)  # fmt: skip
