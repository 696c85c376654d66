"""The words of the performance review: ratings, predicates (predikat) and the difficulties that staff name."""

from metrics.words import Words

RATINGS: dict[str, Words] = {
    "below": Words("Di bawah ekspektasi", "Below expectation"),
    "meets": Words("Sesuai ekspektasi", "Meets expectation"),
    "above": Words("Di atas ekspektasi", "Above expectation"),
}
PREDICATE = Words("Predikat kinerja", "Performance rating (predikat)")
PREDICATES: dict[str, Words] = {
    "very_poor": Words("Sangat Kurang", "Very poor"),
    "poor": Words("Kurang", "Poor"),
    "needs_improvement": Words("Butuh Perbaikan", "Needs improvement"),
    "good": Words("Baik", "Good"),
    "very_good": Words("Sangat Baik", "Very good"),
}
DIFFICULTY = Words("Kendala", "Difficulty")
DIFFICULTIES: dict[str, Words] = {
    "none": Words("Tidak ada kendala", "No difficulty"),
    "digital_system": Words("Memakai sistem digital", "Using a digital system"),
    "data": Words("Mengolah data dan laporan", "Handling data and reports"),
    "communication": Words("Komunikasi dengan masyarakat", "Communication with citizens"),
    "finance": Words("Administrasi keuangan", "Financial administration"),
    "regulation": Words("Memahami aturan dan prosedur", "Understanding rules and procedures"),
    "teamwork": Words("Koordinasi dan kerja sama", "Coordination and teamwork"),
    "leadership": Words("Memimpin dan membagi tugas", "Leading and delegating"),
    "workload": Words("Beban kerja dan waktu", "Workload and time"),
    "equipment": Words("Perangkat dan jaringan", "Equipment and network"),
    "other": Words("Lainnya", "Other"),
}
