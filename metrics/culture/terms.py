"""The words of collaboration and digital culture: activities, partners, the stages of an innovation."""

from metrics.words import Words

ACTIVITIES: dict[str, Words] = {
    "forum": Words("Forum diskusi", "Discussion forum"),
    "seminar": Words("Seminar", "Seminar"),
    "workshop": Words("Workshop/lokakarya", "Workshop"),
    "meeting": Words("Rapat rutin", "Regular meeting"),
    "campaign": Words("Kampanye digital", "Digital campaign"),
}
STAGES: dict[str, Words] = {
    "idea": Words("Ide", "Idea"),
    "pilot": Words("Uji coba", "Pilot"),
    "running": Words("Berjalan", "Running"),
    "stopped": Words("Dihentikan", "Stopped"),
}
PARTNER_TYPES: dict[str, Words] = {
    "university": Words("Perguruan tinggi", "University"),
    "industry": Words("Industri/swasta", "Industry"),
    "training_body": Words("Lembaga pelatihan", "Training body"),
    "government": Words("Instansi pemerintah", "Government agency"),
    "community": Words("Komunitas", "Community"),
}
SCOPES: dict[str, Words] = {
    "training": Words("Pelatihan dan sertifikasi", "Training and certification"),
    "system": Words("Pengembangan sistem", "System development"),
    "research": Words("Riset dan kajian", "Research"),
    "internship": Words("Magang", "Internships"),
    "other": Words("Lainnya", "Other"),
}
