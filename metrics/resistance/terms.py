"""Pantau's own survey on a digital system: fifteen statements on five scales, five readiness statements, its words.

Published scales are licensed (TRI 2.0; Oreg's resistance to change is for non-commercial use only); these statements are
worded for Pantau. Each is answered 1 (strongly disagree) to 5 (strongly agree). Agreement with statements of `cost`
and `resistance` speaks against the system, with the others for it.
"""

from dataclasses import dataclass

from metrics.words import Words

ANSWERS: tuple[Words, ...] = (  # of 1 to 5
    Words("Sangat tidak setuju", "Strongly disagree"),
    Words("Tidak setuju", "Disagree"),
    Words("Ragu-ragu", "Neither agree nor disagree"),
    Words("Setuju", "Agree"),
    Words("Sangat setuju", "Strongly agree"),
)
LOWEST, HIGHEST = 1, len(ANSWERS)

SCALE = Words("Skala", "Scale")
SCALES: dict[str, Words] = {
    "usefulness": Words("Kegunaan", "Usefulness"),
    "ease": Words("Kemudahan", "Ease of use"),
    "support": Words("Dukungan", "Support"),
    "cost": Words("Beban beralih", "Switching cost"),
    "resistance": Words("Resistansi", "Resistance"),
}


@dataclass(frozen=True)
class Statement:
    """One statement of the form: the scale it belongs to (empty: readiness), and its wording."""

    scale: str
    words: Words


STATEMENTS: dict[str, Statement] = {
    "usefulness1": Statement("usefulness", Words("Dengan sistem ini pekerjaan saya selesai lebih cepat.", "With this system I finish my work sooner.")),
    "usefulness2": Statement("usefulness", Words("Sistem ini mengurangi kesalahan dalam pekerjaan saya.", "This system reduces mistakes in my work.")),
    "usefulness3": Statement("usefulness", Words("Sistem ini membuat layanan unit kami lebih baik.", "This system makes the service of our office better.")),
    "ease1": Statement("ease", Words("Saya dapat menyelesaikan langkah-langkah sistem ini tanpa dibantu.", "I can go through the steps of this system without help.")),
    "ease2": Statement("ease", Words("Tampilan dan istilah sistem ini mudah saya pahami.", "I understand the screens and terms of this system easily.")),
    "ease3": Statement("ease", Words("Mempelajari sistem ini tidak memakan banyak waktu saya.", "Learning this system took little of my time.")),
    "support1": Statement("support", Words("Atasan saya membantu saya memakai sistem ini.", "My superior helps me to use this system.")),
    "support2": Statement("support", Words("Bila sistem ini bermasalah, ada yang segera membantu.", "When this system fails, somebody helps at once.")),
    "cost1": Statement("cost", Words("Beralih ke sistem ini menambah beban kerja saya.", "Changing to this system adds to my workload.")),
    "cost2": Statement("cost", Words("Cara kerja yang sudah saya kuasai menjadi tidak terpakai.", "Ways of working that I master are lost.")),
    "cost3": Statement("cost", Words("Saya mengerjakan hal yang sama dua kali, di kertas dan di sistem.", "I do the same work twice, on paper and in the system.")),
    "resistance1": Statement("resistance", Words("Saya menunda memakai sistem ini selama masih bisa.", "I put off using this system as long as I can.")),
    "resistance2": Statement("resistance", Words("Saya memakai sistem ini hanya bila diperiksa.", "I use this system only when it is checked.")),
    "resistance3": Statement("resistance", Words("Saya menyarankan rekan untuk tetap memakai cara lama.", "I advise colleagues to keep to the old way.")),
    "resistance4": Statement("resistance", Words("Saya menyampaikan keberatan agar sistem ini tidak diteruskan.", "I speak out so that this system is not continued.")),
}  # fmt: skip
PASSIVE, ACTIVE = ("resistance1", "resistance2"), ("resistance3", "resistance4")

BARRIER = Words("Hambatan kesiapan", "Readiness barrier")
READINESS: dict[str, Statement] = {
    "awareness": Statement("", Words("Saya tahu mengapa sistem ini diperlukan.", "I know why this system is needed.")),
    "desire": Statement("", Words("Saya mau ikut beralih ke sistem ini.", "I want to take part in changing to this system.")),
    "knowledge": Statement("", Words("Saya tahu cara memakai sistem ini.", "I know how to use this system.")),
    "ability": Statement("", Words("Saya mampu memakai sistem ini dalam pekerjaan sehari-hari.", "I am able to use this system in my daily work.")),
    "reinforcement": Statement("", Words("Pemakaian sistem ini dihargai dan ditindaklanjuti.", "Use of this system is valued and followed up.")),
}  # fmt: skip
NOT_READY = 3  # the first readiness statement answered so or lower is the barrier
BARRIERS: dict[str, Words] = {
    "awareness": Words("Belum paham alasannya", "Does not see why"),
    "desire": Words("Belum berkeinginan", "Does not want to yet"),
    "knowledge": Words("Belum tahu caranya", "Does not know how"),
    "ability": Words("Belum mampu sehari-hari", "Is not able day to day"),
    "reinforcement": Words("Belum ada penguatan", "Lacks reinforcement"),
    "none": Words("Siap: tanpa hambatan", "Ready: no barrier"),
}
LEVEL = Words("Tingkat resistansi", "Level of resistance")
LEVELS: dict[str, Words] = {
    "low": Words("Rendah (di bawah 40)", "Low (below 40)"),
    "medium": Words("Sedang (40–60)", "Medium (40–60)"),
    "high": Words("Tinggi (di atas 60)", "High (above 60)"),
}


def statements(scale: str) -> tuple[str, ...]:
    """The keys of the statements of a scale."""
    return tuple(key for key, statement in STATEMENTS.items() if statement.scale == scale)


def needed(scale: str) -> int:
    """How many statements of a scale must be answered for it to count: two thirds, rounded up."""
    return -(-2 * len(statements(scale)) // 3)
