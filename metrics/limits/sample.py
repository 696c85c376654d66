"""How many respondents a survey needs, and from how many on its figures stand on their own."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from metrics.limits.dated import Dated, Limit
from metrics.metric import Source
from metrics.words import Words


@dataclass(frozen=True)
class KrejcieMorgan:
    """Constants of the formula of Krejcie and Morgan."""

    chi_square: Fraction  # 1 degree of freedom at 95 %
    share: Fraction  # population share that asks for the largest sample
    error: Fraction  # degree of accuracy


KREJCIE_MORGAN = Limit(
    "krejcie_morgan",
    Words("Ukuran sampel Krejcie-Morgan", "Krejcie-Morgan sample size"),
    Words(
        "Jumlah responden yang dibutuhkan untuk populasi N, tingkat kepercayaan 95 %, galat 5 %.",
        "Respondents needed for a population of N at 95 % confidence and an error of 5 %.",
    ),
    (
        Dated(
            "1970",
            None,
            KrejcieMorgan(Fraction("3.841"), Fraction(1, 2), Fraction("0.05")),
            Words("χ² = 3,841; P = 0,5; d = 0,05", "χ² = 3.841; P = 0.5; d = 0.05"),
            Source("Krejcie & Morgan (1970)"),
        ),
    ),
)
INDICATIVE = Limit(
    "indicative",
    Words("Batas angka indikatif", "Indicative below"),
    Words(
        "Angka dari responden lebih sedikit ditandai “indikatif”: arahnya dapat dibaca, besarnya belum.",
        "Figures from fewer respondents are marked “indicative”: read their direction, not yet their size.",
    ),
    (Dated("pantau", None, 30, Words("30 responden", "30 respondents"), Source("Pantau")),),
)
LIMITS = (KREJCIE_MORGAN, INDICATIVE)


def indicative(n: int) -> bool:
    """Whether a figure resting on n people is only indicative (n < 30)."""
    return n < int(INDICATIVE.at().value)
