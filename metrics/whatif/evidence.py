"""The kinds of answers to a what-if question. Every answer says which it is."""

from __future__ import annotations

from enum import StrEnum

from metrics.words import Words


class Evidence(StrEnum):
    """What an answer rests on. `UNPROVEN`: a causal design was asked, and what it found may be chance."""

    ARITHMETIC = "arithmetic"
    ASSOCIATION = "association"
    CAUSAL = "causal"
    UNPROVEN = "unproven"


LABELS: dict[Evidence, Words] = {
    Evidence.ARITHMETIC: Words("Hitungan", "Arithmetic"),
    Evidence.ASSOCIATION: Words("Keterkaitan", "Association"),
    Evidence.CAUSAL: Words("Rancangan sebab-akibat", "Causal design"),
    Evidence.UNPROVEN: Words("Belum terbukti", "Not proven yet"),
}
# An effect is told only where its 99 % interval leaves out nothing (`metrics.whatif.effects.told`), and the interval
# shown is that of 90 %: one that leaves out nothing may stand beside these words.
NOT_PROVEN = Words(
    "pengaruh belum terbukti: pada tingkat keyakinan 99% masih mungkin nol",
    "no effect proven yet: at 99% confidence it may still be nothing",
)
NO_CLAIM = Words(
    "tidak disimpulkan: unit sudah berbeda sebelum penerapan", "no claim: offices differed already before the launch"
)
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
        "Yang ikut dibandingkan dengan yang serupa tetapi tidak ikut, lalu perbandingan itu diperiksa; hasil pemeriksaannya ada di bawah.",
        "Those who took part were compared with others like them who did not, and that comparison was checked; the check is told below.",
    ),
    Evidence.UNPROVEN: Words(
        "Yang ikut dibandingkan dengan yang serupa tetapi tidak ikut; perbedaannya masih mungkin kebetulan.",
        "Those who took part were compared with others like them who did not; the difference may still be chance.",
    ),
}
