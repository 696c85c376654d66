"""The two regimes of the digital government index, their parts and indicators, by number as the rules print them.

SPBE: PermenPANRB 59/2020, 47 indicators in 4 domains and 8 aspects. Pemdi: PermenPANRB 8/2026, 20 indicators in 7
aspects, from June 2026.
"""

from metrics.words import Words

REGIMES: dict[str, Words] = {
    "spbe": Words("SPBE", "SPBE"),
    "pemdi": Words("Pemdi", "Pemdi"),
}
SPBE_INDICATORS = 47
PEMDI_INDICATORS = 20
ASSESSORS: dict[str, Words] = {
    "self": Words("Penilaian mandiri", "Self-assessment"),
    "external": Words("Penilaian eksternal", "External assessment"),
}
LEVELS = (1, 5)
SPBE_DOMAINS: dict[str, Words] = {
    "policy": Words("Kebijakan", "Policy"),
    "governance": Words("Tata kelola", "Governance"),
    "management": Words("Manajemen", "Management"),
    "services": Words("Layanan", "Services"),
}
SPBE_ASPECTS: dict[str, Words] = {
    "internal_policy": Words("Kebijakan internal tata kelola SPBE", "Internal policy on SPBE"),
    "planning": Words("Perencanaan strategis SPBE", "Strategic planning"),
    "technology": Words("Teknologi informasi dan komunikasi", "Information and communication technology"),
    "organisation": Words("Penyelenggara SPBE", "Organisation of SPBE"),
    "management_practice": Words("Penerapan manajemen SPBE", "Management in practice"),
    "audit": Words("Audit TIK", "Audit of technology"),
    "administrative_services": Words("Layanan administrasi pemerintahan", "Administrative services"),
    "public_services": Words("Layanan publik", "Public services"),
}
# Of the new rule only the numbers and weights of the aspects are known here, and that the last one is satisfaction.
PEMDI_ASPECTS: dict[str, Words] = {
    **{f"aspect{number}": Words(f"Aspek {number}", f"Aspect {number}") for number in range(1, 7)},
    "aspect7": Words("Aspek 7: kepuasan pengguna", "Aspect 7: user satisfaction"),
}
PREDICATES: dict[str, Words] = {
    "poor": Words("Kurang", "Poor"),
    "fair": Words("Cukup", "Fair"),
    "good": Words("Baik", "Good"),
    "very_good": Words("Sangat Baik", "Very good"),
    "outstanding": Words("Memuaskan", "Outstanding"),
}
