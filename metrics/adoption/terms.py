"""The words of adoption: the digital systems that offices bring in, and what counts as using them."""

from metrics.words import Words

SYSTEM = Words("Sistem digital", "Digital system")
SYSTEMS: dict[str, Words] = {
    "eoffice": Words("E-office (persuratan)", "E-office (correspondence)"),
    "ekinerja": Words("E-kinerja", "E-kinerja (performance)"),
    "elearning": Words("E-learning", "E-learning"),
    "complaints": Words("Pengaduan online", "Online complaints"),
    "registration": Words("Pendaftaran online", "Online registration"),
    "personnel": Words("Kepegawaian (SIMPEG)", "Personnel (SIMPEG)"),
    "finance": Words("Keuangan dan perencanaan (SIPD)", "Finance and planning (SIPD)"),
    "other": Words("Sistem lain", "Other system"),
}
TRAINED = Words("Pelatihan TI", "IT training")
TRAININGS: dict[str, Words] = {  # in the area of information technology, completed before use is looked at
    "untrained": Words("Belum dilatih", "Not trained yet"),
    "trained": Words("Sudah dilatih", "Trained"),
}
OBLIGATION = Words("Kewajiban memakai", "Obligation to use")
OBLIGATIONS: dict[str, Words] = {
    "voluntary": Words("Sukarela", "Voluntary"),
    "mandatory": Words("Wajib", "Mandatory"),
}
SUSTAINED_DAYS, SUSTAINED_WITHIN = 3, 30  # active days within so many days: sustained use
ADOPTER = Words("Kategori pengadopsi", "Adopter category")
ADOPTERS: dict[str, Words] = {
    "innovators": Words("Perintis", "Innovators"),
    "early_adopters": Words("Pengadopsi awal", "Early adopters"),
    "early_majority": Words("Mayoritas awal", "Early majority"),
    "late_majority": Words("Mayoritas akhir", "Late majority"),
    "laggards": Words("Paling akhir", "Laggards"),
}
