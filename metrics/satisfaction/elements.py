"""The nine elements (unsur) of the SKM in their legal order, PermenPANRB 14/2017.

Trap: the standard questionnaire prints elements 8 and 9 the other way round. Identify an element by its name.
"""

from metrics.words import Words

ELEMENT = Words("Unsur", "Element")
ELEMENTS: dict[str, Words] = {
    "persyaratan": Words("Persyaratan", "Requirements"),
    "prosedur": Words("Prosedur", "Procedure"),
    "waktu": Words("Waktu penyelesaian", "Completion time"),
    "biaya": Words("Biaya/tarif", "Cost"),
    "produk": Words("Produk layanan", "Service product"),
    "kompetensi": Words("Kompetensi pelaksana", "Staff competence"),
    "perilaku": Words("Perilaku pelaksana", "Staff conduct"),
    "pengaduan": Words("Penanganan pengaduan", "Complaint handling"),
    "sarana": Words("Sarana dan prasarana", "Facilities"),
}
ELEMENT_KEYS: tuple[str, ...] = tuple(ELEMENTS)
# The order in which the standard questionnaire asks (facilities before complaints).
QUESTIONNAIRE_ORDER: tuple[str, ...] = (*ELEMENT_KEYS[:7], "sarana", "pengaduan")
