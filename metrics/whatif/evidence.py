"""The three kinds of answers to a what-if question. Every answer says which it is."""

from __future__ import annotations

from enum import StrEnum

from metrics.words import Words


class Evidence(StrEnum):
    """What an answer rests on."""

    ARITHMETIC = "arithmetic"
    ASSOCIATION = "association"
    CAUSAL = "causal"


LABELS: dict[Evidence, Words] = {
    Evidence.ARITHMETIC: Words("Hitungan", "Arithmetic"),
    Evidence.ASSOCIATION: Words("Keterkaitan", "Association"),
    Evidence.CAUSAL: Words("Rancangan sebab-akibat", "Causal design"),
}
NOT_PROVEN = Words("pengaruh belum terbukti", "no effect proven yet")
MEANINGS: dict[Evidence, Words] = {
    Evidence.ARITHMETIC: Words(
        "Rumus IKM diterapkan pada nilai unsur yang dipilih: tepat, tetapi tidak mengatakan apa yang akan menaikkannya.",
        "The formula of the IKM applied to the chosen scores: exact, but silent about what would raise them.",
    ),
    Evidence.ASSOCIATION: Words(
        "Seperti apa unit yang serupa; bukan pengaruh.",
        "What similar offices look like; no effect.",
    ),
    Evidence.CAUSAL: Words(
        "Pengaruh yang diperkirakan dengan rancangan yang dapat gagal, bersama pemeriksaannya.",
        "An effect estimated by a design that could have failed, with the check of it.",
    ),
}
