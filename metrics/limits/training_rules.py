"""Which training helps against which weak skill or named difficulty: rows an office can read, argue with and edit.

No regulation says so: these are Pantau's starting rules. `metrics.training.matching` applies them to the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass

from metrics.competence.terms import SKILLS
from metrics.limits.dated import Dated, Limit
from metrics.metric import Source
from metrics.performance.terms import DIFFICULTIES
from metrics.training.terms import AREAS
from metrics.words import Words

SKILL, DIFFICULTY = "skill", "difficulty"
_HANDS_ON = ("technical", "course", "bimtek", "workshop", "elearning", "coaching")
_TALKING = ("workshop", "sociocultural", "course", "coaching", "mentoring", "seminar")


@dataclass(frozen=True)
class TrainingRule:
    """Trainings of `area` help against `need`; the kinds that suit it best, and words in a title that name it.

    need: "skill:<key>" or "difficulty:<key>". Rules of one need stand in order of preference. Without an area the rule
    says that training is not the remedy, and the reason says what may be.
    """

    need: str
    area: str
    kinds: tuple[str, ...]
    title_words: tuple[str, ...]
    reason: Words


def need_words(need: str) -> Words:
    """What a need is called. Raises KeyError for one that is neither a skill nor a difficulty."""
    kind, _, key = need.partition(":")
    return {SKILL: SKILLS, DIFFICULTY: DIFFICULTIES}[kind][key]


_RULES = (
    TrainingRule("skill:data_software", "it", _HANDS_ON, ("data", "excel", "spreadsheet", "statistik", "sql", "dashboard"),
        Words("Mengolah data dipelajari dengan berlatih memakai perangkatnya.", "Handling data is learned by practising with the tools.")),
    TrainingRule("skill:digital_communication", "it", _HANDS_ON, ("komunikasi digital", "digital", "kolaborasi", "srikandi", "email"),
        Words("Surat dan rapat digital dipelajari dengan memakai aplikasinya.", "Digital mail and meetings are learned by using the applications.")),
    TrainingRule("skill:digital_communication", "sociocultural", _TALKING, ("komunikasi",),
        Words("Menulis jelas dan santun berlaku juga di saluran digital.", "Writing clearly and politely holds in digital channels too.")),
    TrainingRule("skill:social_media", "it", _HANDS_ON, ("media sosial", "konten", "humas", "desain"),
        Words("Membuat dan mengelola konten dipelajari dengan praktik.", "Making and running content is learned by doing.")),
    TrainingRule("skill:social_media", "public_service", _TALKING, ("media sosial", "pengaduan", "humas"),
        Words("Menjawab warga di media sosial adalah bagian pelayanan.", "Answering citizens on social media is part of service.")),
    TrainingRule("skill:communication", "public_service", _TALKING, ("komunikasi", "pelayanan prima", "public speaking"),
        Words("Komunikasi dengan warga dilatih dalam pelayanan publik.", "Communication with citizens is trained in public service.")),
    TrainingRule("skill:communication", "sociocultural", _TALKING, ("komunikasi", "public speaking", "presentasi"),
        Words("Berbicara dan mendengarkan adalah bagian soft skill.", "Speaking and listening are soft skills.")),
    TrainingRule("skill:teamwork", "sociocultural", _TALKING, ("tim", "kerja sama", "kolaborasi", "team"),
        Words("Kerja sama dilatih bersama, bukan sendiri.", "Teamwork is trained together, not alone.")),
    TrainingRule("skill:teamwork", "managerial", _TALKING, ("tim", "koordinasi", "kolaborasi"),
        Words("Koordinasi antarbagian dilatih dalam pelatihan manajerial.", "Coordination between offices is trained in managerial courses.")),
    TrainingRule("skill:adaptability", "sociocultural", _TALKING, ("adaptasi", "adaptif", "perubahan", "berakhlak"),
        Words("Menghadapi perubahan adalah bagian soft skill.", "Coping with change is a soft skill.")),
    TrainingRule("skill:adaptability", "managerial", _TALKING, ("perubahan", "inovasi", "agile"),
        Words("Mengelola perubahan dilatih dalam pelatihan manajerial.", "Managing change is trained in managerial courses.")),
    TrainingRule("difficulty:digital_system", "it", _HANDS_ON, ("aplikasi", "sistem", "digital", "spbe"),
        Words("Kendala memakai sistem dijawab dengan latihan memakai sistem itu.", "Trouble with a system is met by practising with that system.")),
    TrainingRule("difficulty:data", "it", _HANDS_ON, ("data", "excel", "laporan", "statistik", "spreadsheet"),
        Words("Kendala mengolah data dijawab dengan latihan perangkat data.", "Trouble with data is met by practising with data tools.")),
    TrainingRule("difficulty:communication", "public_service", _TALKING, ("komunikasi", "pelayanan prima", "pengaduan"),
        Words("Menghadapi warga dilatih dalam pelayanan publik.", "Dealing with citizens is trained in public service.")),
    TrainingRule("difficulty:communication", "sociocultural", _TALKING, ("komunikasi", "public speaking"),
        Words("Berbicara dan mendengarkan adalah bagian soft skill.", "Speaking and listening are soft skills.")),
    TrainingRule("difficulty:finance", "finance", _HANDS_ON, ("keuangan", "anggaran", "sipd", "akuntansi", "pajak", "pengadaan", "bendahara"),
        Words("Administrasi keuangan dipelajari pada pelatihan keuangan.", "Financial administration is learned in finance training.")),
    TrainingRule("difficulty:regulation", "technical", ("technical", "bimtek", "course", "seminar", "elearning"), ("peraturan", "hukum", "regulasi", "perizinan"),
        Words("Aturan bidang dipelajari pada pelatihan teknis bidang itu.", "Rules of a field are learned in its technical training.")),
    TrainingRule("difficulty:regulation", "public_service", ("technical", "bimtek", "course", "seminar", "elearning"), ("sop", "standar pelayanan", "prosedur"),
        Words("Prosedur layanan dipelajari pada pelatihan pelayanan publik.", "Procedures of service are learned in public service training.")),
    TrainingRule("difficulty:teamwork", "sociocultural", _TALKING, ("tim", "kerja sama", "kolaborasi", "team"),
        Words("Kerja sama dilatih bersama, bukan sendiri.", "Teamwork is trained together, not alone.")),
    TrainingRule("difficulty:teamwork", "managerial", _TALKING, ("koordinasi", "tim", "kolaborasi"),
        Words("Koordinasi antarbagian dilatih dalam pelatihan manajerial.", "Coordination between offices is trained in managerial courses.")),
    TrainingRule("difficulty:leadership", "managerial", ("leadership", "managerial", "coaching", "mentoring"), ("kepemimpinan", "pkn", "pka", "pkp", "supervisi", "manajemen"),
        Words("Memimpin dan membagi tugas dilatih dalam pelatihan kepemimpinan dan manajerial.", "Leading and delegating are trained in leadership and managerial courses.")),
    TrainingRule("difficulty:workload", "", (), (),
        Words("Beban kerja lebih mungkin soal pembagian tugas dan jumlah pegawai daripada soal pelatihan.", "Workload is more likely a matter of sharing tasks and of staff numbers than of training.")),
    TrainingRule("difficulty:equipment", "", (), (),
        Words("Perangkat dan jaringan yang kurang tidak diatasi dengan pelatihan.", "Lacking equipment and network are not cured by training.")),
    TrainingRule("difficulty:other", "", (), (),
        Words("Kendala lain perlu dibaca dulu pada penilaiannya; dari kata “lainnya” tidak ada pelatihan yang dapat disarankan.", "Other difficulties need to be read in the reviews first; no training follows from the word “other”.")),
)  # fmt: skip


def _printed(rules: tuple[TrainingRule, ...]) -> Words:
    rows = [(need_words(rule.need), AREAS.get(rule.area, Words("bukan pelatihan", "not training"))) for rule in rules]
    return Words(
        "; ".join(f"{need.id} → {area.id}" for need, area in rows),
        "; ".join(f"{need.en} → {area.en}" for need, area in rows),
    )


TRAINING_RULES = Limit(
    "training_rules",
    Words("Pelatihan yang cocok", "Matching training"),
    Words(
        "Bidang pelatihan yang disarankan untuk tiap keterampilan yang kurang dan tiap kendala yang disebut. Aturan awal "
        "dari Pantau, dapat diubah; bukan peraturan.",
        "Areas of training suggested for each lacking skill and each difficulty named. Pantau's starting rules, open to "
        "change; no regulation.",
    ),
    (Dated("pantau", None, _RULES, _printed(_RULES), Source("Pantau", verified=False)),),
)
LIMITS = (TRAINING_RULES,)
