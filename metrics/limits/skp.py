"""How a performance review becomes a predikat: by value until 2021, by two ratings from 2022."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from metrics.limits.dated import Dated, Limit
from metrics.metric import Source
from metrics.performance.terms import PREDICATES, RATINGS
from metrics.periods import quarter_of
from metrics.words import Words


@dataclass(frozen=True)
class ByValue:
    """Lowest value of each predikat but the worst, best first, in hundredths."""

    lowest: tuple[int, ...]


@dataclass(frozen=True)
class ByRatings:
    """Predikat of each pair (rating of results, rating of behaviour)."""

    predicates: Mapping[tuple[str, str], str]


# PP 46/2011 prints whole bounds (91 and above, 76-90, 61-75, 51-60, 50 and below); values with decimals are rounded
# half-up first, as in the IP ASN, so the best begins at 90.50. PP 30/2019 prints bounds without gaps.
_OF_2011 = ByValue((9050, 7550, 6050, 5050))
_OF_2019 = ByValue((11000, 9000, 7000, 5000))
_MATRIX = ByRatings(
    {
        ("above", "above"): "very_good",
        ("above", "meets"): "good",
        ("above", "below"): "poor",
        ("meets", "above"): "good",
        ("meets", "meets"): "good",
        ("meets", "below"): "poor",
        ("below", "above"): "needs_improvement",
        ("below", "meets"): "needs_improvement",
        ("below", "below"): "very_poor",
    }
)


def _ratings_words(matrix: ByRatings) -> Words:
    rows = [(RATINGS[r], RATINGS[b], PREDICATES[p]) for (r, b), p in matrix.predicates.items()]
    return Words(
        "Hasil dan perilaku kerja: " + "; ".join(f"{r.id.lower()}, {b.id.lower()}: {p.id}" for r, b, p in rows),
        "Results and behaviour: " + "; ".join(f"{r.en.lower()}, {b.en.lower()}: {p.en}" for r, b, p in rows),
    )


SKP_PREDICATE = Limit(
    "skp_predicate",
    Words("Predikat kinerja", "Performance rating (predikat)"),
    Words(
        "Predikat dibaca menurut aturan yang berlaku pada triwulannya. Sebutan lama disamakan: Cukup dengan Butuh "
        "Perbaikan, Buruk dengan Sangat Kurang (keputusan Pantau).",
        "The predikat is read by the rule in force in its quarter. Older names are matched: Cukup with needs "
        "improvement, Buruk with very poor (Pantau's decision).",
    ),
    (
        Dated(
            "2011",
            quarter_of(2014, 1),
            _OF_2011,
            Words(
                "Nilai 91 ke atas Sangat Baik; 76–90 Baik; 61–75 Cukup; 51–60 Kurang; 50 ke bawah Buruk; nilai berdesimal "
                "dibulatkan dulu, setengah ke atas",
                "Value 91 and above very good; 76–90 good; 61–75 needs improvement; 51–60 poor; 50 and below very poor; "
                "values with decimals are rounded first, halves up",
            ),
            Source("PP 46/2011", verified=False),
        ),
        Dated(
            "2019",
            quarter_of(2021, 3),
            _OF_2019,
            Words(
                "Nilai 110–120 Sangat Baik (aturan meminta pula ide baru, yang tidak tercatat); 90 sampai di bawah 110 Baik; "
                "70 sampai di bawah 90 Cukup; 50 sampai di bawah 70 Kurang; di bawah 50 Sangat Kurang",
                "Value 110–120 very good (the rule also asks for a new idea, which is not on record); 90 to below 110 good; "
                "70 to below 90 needs improvement; 50 to below 70 poor; below 50 very poor",
            ),
            Source("PP 30/2019", "pasal 41", verified=False),
        ),
        Dated("2022", quarter_of(2022, 1), _MATRIX, _ratings_words(_MATRIX), Source("PermenPANRB 6/2022", verified=False)),
    ),
)  # fmt: skip
LIMITS = (SKP_PREDICATE,)
