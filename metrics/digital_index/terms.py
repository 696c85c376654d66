"""The two regimes of the digital government index, their parts and indicators, by number as the rules print them.

SPBE: PermenPANRB 59/2020, 47 indicators in 4 domains. Pemdi: PermenPANRB 8/2026, 20 indicators in 7 aspects, from June 2026.
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
