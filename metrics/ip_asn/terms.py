"""The words of the staff register that the IP ASN counts with (PermenPANRB 38/2018, Peraturan BKN 8/2019)."""

from metrics.words import Words

POSITIONS: dict[str, Words] = {
    "structural": Words("Struktural", "Structural"),
    "functional": Words("Fungsional", "Functional"),
    "executive": Words("Pelaksana", "Executive staff"),
}
DEGREES: dict[str, Words] = {
    "below_sma": Words("Di bawah SLTA", "Below senior high school"),
    "sma": Words("SLTA/D1", "Senior high school or D1"),
    "d2": Words("D2", "D2"),
    "d3": Words("D3", "D3"),
    "s1": Words("D4/S1", "Bachelor (D4/S1)"),
    "s2": Words("S2", "Master (S2)"),
    "s3": Words("S3", "Doctorate (S3)"),
}
DISCIPLINE: dict[str, Words] = {
    "light": Words("Ringan", "Light"),
    "moderate": Words("Sedang", "Moderate"),
    "severe": Words("Berat", "Severe"),
}
DIMENSION = Words("Dimensi", "Dimension")
DIMENSIONS: dict[str, Words] = {
    "qualification": Words("Kualifikasi", "Qualification"),
    "competence": Words("Kompetensi", "Competence"),
    "performance": Words("Kinerja", "Performance"),
    "discipline": Words("Disiplin", "Discipline"),
}
# What can be lacking in a person's index; the competence dimension by its three parts.
PART = Words("Bagian", "Part")
PARTS: dict[str, Words] = {
    "qualification": Words("Kualifikasi pendidikan", "Level of education"),
    "leadership": Words("Pelatihan kepemimpinan atau fungsional", "Leadership or functional training"),
    "technical": Words("Pelatihan teknis 20 JP", "20 JP of technical training"),
    "seminar": Words("Seminar/workshop", "Seminar or workshop"),
    "performance": Words("Penilaian kinerja", "Performance rating"),
    "discipline": Words("Disiplin", "Discipline"),
}
CATEGORY = Words("Kategori", "Category")
CATEGORIES: dict[str, Words] = {
    "very_low": Words("Sangat Rendah", "Very low"),
    "low": Words("Rendah", "Low"),
    "moderate": Words("Sedang", "Moderate"),
    "high": Words("Tinggi", "High"),
    "very_high": Words("Sangat Tinggi", "Very high"),
}
