"""What indicators of staff are asked of: made from the tables in `data.tables.staff` whenever those change.

Every measure is a whole number and every yes/no a 0 or 1, so that sums are exact. A measure is empty where the state is
not known, never 0.
"""

from __future__ import annotations

from data.tables.common import AGE_BAND, CITY_COLUMN, EDUCATION, QUARTER_COLUMN, SEX, UNIT_COLUMN, flag
from data.tables.declaration import Column, Table, Type
from data.tables.staff import (
    AREA,
    DIFFICULTY,
    PARTNER,
    POSITION,
    PREDICATE,
    SCHEME,
    STAFF_COLUMN,
    TRAINING_FORM,
    TRAINING_KIND,
)
from metrics.competence.terms import SKILLS
from metrics.ip_asn.terms import DIMENSIONS, PARTS
from metrics.training.terms import AREAS
from metrics.words import Words

PERSON_COLUMNS = (
    Column("sex", Type.CODE, SEX.words, Words("Jenis kelamin", "Sex"), levels=SEX),
    Column("age", Type.CODE, AGE_BAND.words, Words("Kelompok umur pada akhir triwulan", "Age group at the end of the quarter"), levels=AGE_BAND),
    Column("education", Type.CODE, EDUCATION.words, Words("Pendidikan terakhir", "Highest education"), levels=EDUCATION),
    Column("position", Type.CODE, POSITION.words, Words("Jenis jabatan", "Type of position"), levels=POSITION),
)  # fmt: skip
_WHO = (CITY_COLUMN, UNIT_COLUMN, STAFF_COLUMN, QUARTER_COLUMN, *PERSON_COLUMNS)


STAFF_QUARTER = Table(
    "staff_quarter",
    Words("Keadaan pegawai per triwulan", "Staff by quarter"),
    Words("Keadaan satu pegawai pada akhir satu triwulan", "The state of one staff member at the end of one quarter"),
    (
        *_WHO,
        Column("jp_hundredths", Type.INTEGER, Words("JP tahun ini", "JP this year"), Words("JP pelatihan yang selesai sejak 1 Januari, dalam perseratus", "JP of completed training since 1 January, in hundredths"), unit="1/100 JP", minimum=0, maximum=1_000_000),
        flag("jp_met", Words("JP terpenuhi", "JP met"), Words("JP tahun ini sudah mencapai kewajiban setahun", "JP this year have reached the yearly duty")),
        flag("jp_on_course", Words("Sesuai laju", "On course"), Words("JP tahun ini sudah mencapai bagian kewajiban menurut triwulan", "JP this year have reached the share of the duty due by this quarter")),
        *(
            flag(f"area_{key}", Words(f"Dilatih: {words.id}", f"Trained: {words.en}"), Words("Menyelesaikan pelatihan bidang ini tahun ini", "Completed training in this area this year"))
            for key, words in AREAS.items()
        ),
        flag("elearning", Words("E-learning", "E-learning"), Words("Mengikuti e-learning tahun ini", "Took part in e-learning this year")),
        Column("gap_days", Type.INTEGER, Words("Jarak pelatihan", "Gap between trainings"), Words("Hari antara dua pelatihan terakhir yang selesai; kosong: kurang dari dua", "Days between the last two completed trainings; empty: fewer than two"), unit="hari", minimum=0, maximum=10_000),
        Column("idle_days", Type.INTEGER, Words("Sejak pelatihan terakhir", "Since the last training"), Words("Hari sejak pelatihan terakhir selesai; kosong: belum pernah", "Days since the last completed training; empty: never"), unit="hari", minimum=0, maximum=10_000),
        *(
            Column(f"skill_{key}", Type.SCORE, words, Words(f"Nilai {words.id.lower()} terakhir, sampai empat tahun ke belakang", f"Latest score of {words.en.lower()}, up to four years back"), unit="0–100", minimum=0, maximum=100)
            for key, words in SKILLS.items()
        ),
        *(
            Column(f"before_{key}", Type.SCORE, Words(f"{words.id} sebelumnya", f"{words.en}, before"), Words("Nilai penilaian pertama; kosong: hanya satu penilaian", "Score of the first assessment; empty: only one assessment"), unit="0–100", minimum=0, maximum=100)
            for key, words in SKILLS.items()
        ),
        *(
            flag(f"short_{key}", Words(f"{words.id} kurang", f"{words.en} lacking"), Words("Nilai terakhir di bawah kebutuhan jabatan", "Latest score is below what the position needs"))
            for key, words in SKILLS.items()
        ),
        *(
            Column(f"ip_{key}", Type.CODE, Words(f"IP ASN: {words.id.lower()}", f"IP ASN: {words.en.lower()}"), Words("Angka dimensi, dalam persepuluh", "Points of the dimension, in tenths"), unit="1/10", minimum=0, maximum=400)
            for key, words in DIMENSIONS.items()
        ),
        Column("ip_total", Type.CODE, Words("IP ASN", "IP ASN"), Words("Jumlah empat dimensi, dalam persepuluh; kosong bila ijazah, penilaian kinerja atau pelatihan kota tidak diketahui", "Sum of the four dimensions, in tenths; empty where degree, performance rating or the city's training is unknown"), unit="1/10", minimum=0, maximum=1000),
        *(
            Column(f"lacking_{key}", Type.CODE, Words(f"Kurang: {words.id.lower()}", f"Lacking: {words.en.lower()}"), Words("Angka IP ASN yang belum diperoleh, dalam persepuluh", "IP ASN points not yet earned, in tenths"), unit="1/10", minimum=0, maximum=400)
            for key, words in PARTS.items()
        ),
    ),
    derived=True,
    snapshot=True,
    traps=Words(
        "Keadaan, bukan kejadian: setahun dibaca pada triwulan terakhirnya, triwulan tidak dijumlahkan.",
        "A state, not an event: a year is read at its last quarter, quarters are not added up.",
    ),
)  # fmt: skip
TRAINING_RECORD = Table(
    "training_record",
    Words("Pelatihan yang diikuti", "Training taken"),
    Words("Satu pegawai pada satu pelatihan, dengan unit dan jabatannya saat itu", "One staff member at one training, with office and position at the time"),
    (
        *_WHO,
        Column("area", Type.CODE, AREA.words, Words("Bidang kompetensi", "Area of competence"), levels=AREA),
        Column("training_form", Type.CODE, TRAINING_FORM.words, Words("Klasikal atau nonklasikal", "Classroom or not"), levels=TRAINING_FORM),
        Column("training_kind", Type.CODE, TRAINING_KIND.words, Words("Jenis pelatihan", "Kind of training"), levels=TRAINING_KIND),
        Column("partner", Type.CODE, PARTNER.words, Words("Jenis penyelenggara", "Type of provider"), levels=PARTNER),
        Column("scheme", Type.CODE, SCHEME.words, Words("Skema sertifikat yang diperoleh; kosong: tidak ada", "Scheme of the certificate earned; empty: none"), levels=SCHEME),
        flag("completed", Words("Selesai", "Completed"), Words("Pelatihan diselesaikan", "The training was completed")),
        flag("certified", Words("Bersertifikat", "Certified"), Words("Sertifikat diperoleh", "A certificate was earned")),
        flag("elearning", Words("E-learning", "E-learning"), Words("Jenisnya e-learning", "It was e-learning")),
        flag("elearning_completed", Words("E-learning selesai", "E-learning completed"), Words("E-learning yang diselesaikan; kosong: bukan e-learning", "E-learning that was completed; empty: not e-learning")),
        Column("interactions", Type.INTEGER, Words("Interaksi", "Interactions"), Words("Interaksi dengan pengajar; kosong: bukan e-learning", "Interactions with the instructor; empty: not e-learning"), unit="kali", minimum=0, maximum=10_000),
        Column("jp_hundredths", Type.INTEGER, Words("JP", "JP"), Words("JP yang diperoleh (0 bila tidak selesai), dalam perseratus", "JP earned (0 where not completed), in hundredths"), unit="1/100 JP", minimum=0, maximum=200_000),
        Column("cost", Type.AMOUNT, Words("Biaya", "Cost"), Words("Biaya peserta; kosong: tidak diketahui", "Cost of the participant; empty: unknown"), unit="rupiah", minimum=0, maximum=1e9),
        Column("cost_thousands", Type.INTEGER, Words("Biaya (ribuan)", "Cost (thousands)"), Words("Biaya dalam ribuan rupiah, hanya untuk selang kepercayaan", "Cost in thousands of rupiah, for intervals only"), unit="ribu rupiah", minimum=0, maximum=1_000_000),
        Column("reaction", Type.SCORE, Words("Penilaian peserta", "Reaction"), Words("Penilaian peserta, 1–5", "The participant's rating, 1–5"), unit="1–5", minimum=1, maximum=5),
        Column("gain_bp", Type.INTEGER, Words("Kenaikan hasil belajar", "Learning gain"), Words("(akhir − awal)/(100 − awal) dalam perseribu puluhan (1/10.000), dibatasi −1 sampai 1; kosong: tanpa kedua nilai atau nilai awal 100", "(post − pre)/(100 − pre) in 1/10,000, held between −1 and 1; empty: without both scores or pre-test 100"), unit="1/10.000", minimum=-10_000, maximum=10_000),
    ),
    derived=True,
    person="staff",
)  # fmt: skip
REVIEW_RECORD = Table(
    "review_record",
    Words("Penilaian kinerja per triwulan", "Performance by quarter"),
    Words("Penilaian satu pegawai untuk satu triwulan, dengan unit dan jabatannya saat itu", "The review of one staff member for one quarter, with office and position at the time"),
    (
        *_WHO,
        flag("on_time", Words("Lapor tepat waktu", "Reported on time"), Words("Laporan masuk sampai batasnya; 0: terlambat atau tidak melapor", "Reported by the due day; 0: late or not at all")),
        flag("reported", Words("Melapor", "Reported"), Words("Laporan sudah masuk", "The report has come in")),
        flag("evaluated", Words("Dinilai", "Evaluated"), Words("Sudah dinilai atasan", "Evaluated by the superior")),
        Column("evaluation_days", Type.INTEGER, Words("Hari sampai dinilai", "Days to evaluation"), Words("Hari dari laporan sampai dinilai; kosong: belum dinilai", "Days from report to evaluation; empty: not evaluated"), unit="hari", minimum=0, maximum=3650),
        Column("waiting_days", Type.INTEGER, Words("Hari menunggu", "Days waiting"), Words("Hari dari laporan sampai tanggal data, bagi yang belum dinilai; kosong: sudah dinilai atau belum melapor", "Days from report to the date of the data where not evaluated yet; empty otherwise"), unit="hari", minimum=0, maximum=3650),
        Column("predicate", Type.CODE, PREDICATE.words, Words("Predikat menurut aturan yang berlaku pada triwulan itu", "Predikat by the rule of that quarter"), levels=PREDICATE),
        Column("difficulty", Type.CODE, DIFFICULTY.words, Words("Kendala utama", "Main difficulty"), levels=DIFFICULTY),
    ),
    derived=True,
    person="staff",
)  # fmt: skip
PROGRAMME_RECORD = Table(
    "programme_record",
    Words("Rencana dan pelaksanaan pelatihan", "Training planned and done"),
    Words("Satu pelatihan yang direncanakan, dengan peserta yang menyelesaikannya", "One planned training, with those who completed it"),
    (
        CITY_COLUMN,
        QUARTER_COLUMN,
        Column("area", Type.CODE, AREA.words, Words("Bidang kompetensi", "Area of competence"), levels=AREA),
        Column("training_form", Type.CODE, TRAINING_FORM.words, Words("Klasikal atau nonklasikal", "Classroom or not"), levels=TRAINING_FORM),
        Column("training_kind", Type.CODE, TRAINING_KIND.words, Words("Jenis pelatihan", "Kind of training"), levels=TRAINING_KIND),
        Column("partner", Type.CODE, PARTNER.words, Words("Jenis penyelenggara", "Type of provider"), levels=PARTNER),
        Column("planned_seats", Type.INTEGER, Words("Rencana peserta", "Planned participants"), Words("Peserta yang direncanakan", "Participants planned"), unit="orang", minimum=0, maximum=100_000),
        Column("done_seats", Type.INTEGER, Words("Peserta selesai", "Participants who completed"), Words("Peserta yang menyelesaikan sampai kini, pada tahun rencana", "Participants who have completed it, in the year of the plan"), unit="orang", minimum=0, maximum=100_000),
        Column("planned_cost", Type.AMOUNT, Words("Rencana biaya", "Planned cost"), Words("Biaya yang direncanakan", "Cost planned"), unit="rupiah", minimum=0, maximum=1e12),
    ),
    derived=True,
    heads="done_seats",
)  # fmt: skip
RECORDS = (STAFF_QUARTER, TRAINING_RECORD, REVIEW_RECORD, PROGRAMME_RECORD)
