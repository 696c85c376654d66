"""The words of the training register: areas of competence, forms and kinds (PP 11/2017, PerLAN 10/2018), partners, schemes."""

from metrics.words import Words

AREA = Words("Bidang kompetensi", "Area of competence")
AREAS: dict[str, Words] = {
    "it": Words("Teknologi informasi", "Information technology"),
    "finance": Words("Keuangan", "Finance"),
    "public_service": Words("Pelayanan publik", "Public service"),
    "managerial": Words("Manajerial", "Managerial"),
    "sociocultural": Words("Sosiokultural dan soft skill", "Sociocultural and soft skills"),
    "technical": Words("Teknis bidang lain", "Other technical"),
}
FORMS: dict[str, Words] = {
    "classical": Words("Klasikal", "Classroom"),
    "nonclassical": Words("Nonklasikal", "Outside the classroom"),
}
# Kind of training, the form it belongs to, and its words.
KINDS: dict[str, tuple[str, Words]] = {
    "leadership": ("classical", Words("Pelatihan kepemimpinan", "Leadership training")),
    "managerial": ("classical", Words("Pelatihan manajerial", "Managerial training")),
    "technical": ("classical", Words("Pelatihan teknis", "Technical training")),
    "functional": ("classical", Words("Pelatihan fungsional", "Functional training")),
    "sociocultural": ("classical", Words("Pelatihan sosiokultural", "Sociocultural training")),
    "seminar": ("classical", Words("Seminar/konferensi", "Seminar or conference")),
    "workshop": ("classical", Words("Workshop/lokakarya", "Workshop")),
    "course": ("classical", Words("Kursus", "Course")),
    "bimtek": ("classical", Words("Bimbingan teknis", "Technical guidance (bimtek)")),
    "coaching": ("nonclassical", Words("Coaching", "Coaching")),
    "mentoring": ("nonclassical", Words("Mentoring", "Mentoring")),
    "elearning": ("nonclassical", Words("E-learning", "E-learning")),
    "internship": ("nonclassical", Words("Magang/praktik kerja", "Internship")),
    "benchmarking": ("nonclassical", Words("Benchmarking/studi banding", "Benchmarking visit")),
    "secondment": ("nonclassical", Words("Detasering", "Secondment")),
    "exchange": ("nonclassical", Words("Pertukaran dengan swasta", "Exchange with the private sector")),
    "self_study": ("nonclassical", Words("Belajar mandiri", "Self-study")),
    "assignment": ("nonclassical", Words("Penugasan khusus", "Special assignment")),
    "distance": ("nonclassical", Words("Pelatihan jarak jauh", "Distance training")),
}
PARTNERS: dict[str, Words] = {
    "own": Words("Sendiri (BKPSDM/OPD)", "In-house (BKPSDM or office)"),
    "government": Words("Lembaga pemerintah", "Government body"),
    "university": Words("Perguruan tinggi", "University"),
    "private": Words("Swasta/industri", "Private or industry"),
    "association": Words("Asosiasi/LSP", "Association or certification body"),
    "other": Words("Lainnya", "Other"),
}
SCHEME = Words("Skema sertifikat", "Certificate scheme")
SCHEMES: dict[str, Words] = {
    "bnsp": Words("BNSP", "BNSP (national)"),
    "government": Words("Instansi pemerintah", "Government agency"),
    "university": Words("Perguruan tinggi", "University"),
    "vendor": Words("Industri/vendor", "Industry or vendor"),
    "other": Words("Lainnya", "Other"),
}
