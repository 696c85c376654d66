"""The weight of one SKM element: exact by the rule, and as printed in two customary roundings.

Printed weights do not add up to 1: an all-4 survey gives 99.90 with 0.111 and 99.00 with 0.11. They are kept so that
published figures can be reproduced, and compared in the conformance panel.
"""

from __future__ import annotations

from fractions import Fraction

from metrics.limits.dated import Dated, Limit
from metrics.metric import Source
from metrics.periods import quarter_of
from metrics.words import Words

INDEX_PER_POINT = 25  # IKM = SKM x 25: the 1-4 scale stretched to 25-100 (PermenPANRB 14/2017)

WEIGHTS: dict[str, Fraction] = {
    "exact": Fraction(1, 9),
    "0.111": Fraction("0.111"),
    "0.11": Fraction("0.11"),
}

ELEMENT_WEIGHTS = Limit(
    "element_weights",
    Words("Bobot unsur", "Element weights"),
    Words(
        "Bobot tiap unsur adalah 1 dibagi jumlah unsur. Pantau menghitung dengan 1/9 tepat; 0,111 dan 0,11 tersedia "
        "untuk mengulang angka yang pernah diterbitkan.",
        "Each element weighs 1 over the number of elements. Pantau computes with exactly 1/9; 0.111 and 0.11 are there "
        "to reproduce published figures.",
    ),
    (
        Dated(
            "2004",
            quarter_of(2004, 1),
            {"0.071": Fraction("0.071")},
            Words("14 unsur, bobot 0,071", "14 elements, weight 0.071"),
            Source("KEP/25/M.PAN/2/2004"),
        ),
        Dated(
            "2014",
            quarter_of(2014, 1),
            WEIGHTS,
            Words("9 unsur, bobot 1/9", "9 elements, weight 1/9"),
            Source("PermenPANRB 16/2014", verified=False),
        ),
        Dated(
            "2017",
            quarter_of(2017, 1),
            WEIGHTS,
            Words("9 unsur, bobot 1/9 (tercetak 0,111 atau 0,11)", "9 elements, weight 1/9 (printed 0.111 or 0.11)"),
            Source("PermenPANRB 14/2017"),
        ),
    ),
)
LIMITS = (ELEMENT_WEIGHTS,)
