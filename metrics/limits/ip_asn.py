"""The points of the IP ASN, the professionalism index of civil servants (PermenPANRB 38/2018, Peraturan BKN 8/2019).

Points are kept in tenths: the rule has halves (22.5, 17.5), and whole numbers add up exactly.
"""

from __future__ import annotations

from metrics.ip_asn.terms import CATEGORIES, DEGREES, DISCIPLINE, POSITIONS
from metrics.limits.dated import Dated, Limit
from metrics.metric import Source
from metrics.performance.terms import PREDICATES
from metrics.words import Words

_RULE = Source("PermenPANRB 38/2018; Peraturan BKN 8/2019")
_UNREAD = Source("PermenPANRB 38/2018; Peraturan BKN 8/2019", verified=False)
_KEY = "2018"
_NO_SANCTION = Words("tanpa hukuman", "no sanction")


def _number(tenths: int, comma: str) -> str:
    whole, rest = divmod(tenths, 10)
    return f"{whole}{comma}{rest}" if rest else str(whole)


def _printed(points: list[tuple[Words, int]]) -> Words:
    return Words(
        "; ".join(f"{words.id} {_number(tenths, ',')}" for words, tenths in points),
        "; ".join(f"{words.en} {_number(tenths, '.')}" for words, tenths in points),
    )


def _bands(lowest: tuple[int, ...], names: list[Words]) -> Words:
    """Whole bands as the rule prints them, best first: lowest value of each but the worst, which takes the rest."""
    rows = []
    top = 100
    for low, words in zip(lowest, reversed(names), strict=False):
        rows.append((words, f"{low}–{top}"))
        top = low - 1
    rows.append((names[0], f"≤ {top}"))
    return Words("; ".join(f"{w.id} {span}" for w, span in rows), "; ".join(f"{w.en} {span}" for w, span in rows))


_DEGREE_POINTS = {"below_sma": 10, "sma": 50, "d2": 50, "d3": 100, "s1": 150, "s2": 200, "s3": 250}
_COMPETENCE_POINTS = {  # leadership or functional training, technical training, seminar
    "structural": (150, 150, 100),
    "functional": (150, 150, 100),
    "executive": (0, 225, 175),
}
_PREDICATE_POINTS = {"very_poor": 10, "poor": 50, "needs_improvement": 150, "good": 250, "very_good": 300}
_VALUE_LOWEST = (91, 76, 61, 51)
_VALUE_POINTS = (300, 250, 150, 50, 10)
_DISCIPLINE_POINTS = {"none": 50, "light": 30, "moderate": 20, "severe": 10}
_CATEGORY_LOWEST = (91, 81, 71, 61)

QUALIFICATION = Limit(
    "ip_asn_qualification",
    Words("IP ASN: angka kualifikasi", "IP ASN: points of education"),
    Words(
        "Angka menurut ijazah tertinggi yang diakui, paling banyak 25.",
        "Points by highest recognised degree, at most 25.",
    ),
    (Dated(_KEY, None, _DEGREE_POINTS, _printed([(DEGREES[k], v) for k, v in _DEGREE_POINTS.items()]), _RULE),),
)
COMPETENCE = Limit(
    "ip_asn_competence",
    Words("IP ASN: angka kompetensi", "IP ASN: points of competence"),
    Words(
        "Angka menurut pelatihan yang diikuti, ya atau tidak, paling banyak 40: pelatihan kepemimpinan (struktural) "
        "atau fungsional, pelatihan teknis sekurangnya 20 JP, seminar.",
        "Points by training taken, yes or no, at most 40: leadership (structural) or functional training, technical "
        "training of at least 20 JP, seminar.",
    ),
    (
        Dated(
            _KEY,
            None,
            _COMPETENCE_POINTS,
            Words(
                "; ".join(f"{POSITIONS[k].id} {' + '.join(_number(x, ',') for x in v if x)}" for k, v in _COMPETENCE_POINTS.items()),
                "; ".join(f"{POSITIONS[k].en} {' + '.join(_number(x, '.') for x in v if x)}" for k, v in _COMPETENCE_POINTS.items()),
            ),
            _RULE,
        ),
    ),
)  # fmt: skip
PERFORMANCE_VALUE = Limit(
    "ip_asn_performance_value",
    Words("IP ASN: angka kinerja dari nilai", "IP ASN: points of performance by value"),
    Words(
        "Angka menurut nilai SKP, paling banyak 30. Aturan mencetak batas bulat; nilai berdesimal dibulatkan dulu ke "
        "bilangan bulat terdekat, setengah ke atas (90,5 menjadi 91): keputusan Pantau.",
        "Points by SKP value, at most 30. The rule prints whole bounds; a value with decimals is first rounded to the "
        "nearest whole number, halves up (90.5 becomes 91): Pantau's decision.",
    ),
    (
        Dated(
            _KEY,
            None,
            (_VALUE_LOWEST, _VALUE_POINTS),
            _bands(_VALUE_LOWEST, [Words(f"angka {_number(x, ',')} untuk", f"{_number(x, '.')} points for") for x in reversed(_VALUE_POINTS)]),
            _RULE,
        ),
    ),
)  # fmt: skip
PERFORMANCE_PREDICATE = Limit(
    "ip_asn_performance_predicate",
    Words("IP ASN: angka kinerja dari predikat", "IP ASN: points of performance by predikat"),
    Words(
        "Angka menurut predikat kinerja, dipakai bila tidak ada nilai.",
        "Points by predikat, used where there is no value.",
    ),
    (Dated(_KEY, None, _PREDICATE_POINTS, _printed([(PREDICATES[k], v) for k, v in _PREDICATE_POINTS.items()]), _UNREAD),),
)  # fmt: skip
DISCIPLINE_POINTS = Limit(
    "ip_asn_discipline",
    Words("IP ASN: angka disiplin", "IP ASN: points of discipline"),
    Words(
        "Angka menurut hukuman disiplin terberat dalam lima tahun terakhir, paling banyak 5.",
        "Points by the gravest disciplinary sanction of the last five years, at most 5.",
    ),
    (
        Dated(
            _KEY,
            None,
            _DISCIPLINE_POINTS,
            _printed([(({"none": _NO_SANCTION} | DISCIPLINE)[k], v) for k, v in _DISCIPLINE_POINTS.items()]),
            _RULE,
        ),
    ),
)
CATEGORY = Limit(
    "ip_asn_category",
    Words("IP ASN: kategori", "IP ASN: categories"),
    Words(
        "Kategori menurut jumlah angka. Aturan mencetak batas bulat; jumlah berdesimal dibulatkan dulu ke bilangan bulat "
        "terdekat, setengah ke atas (90,5 menjadi 91, Sangat Tinggi; 60,5 menjadi 61, Rendah): keputusan Pantau.",
        "Category by total points. The rule prints whole bounds; a total with decimals is first rounded to the nearest "
        "whole number, halves up (90.5 becomes 91, very high; 60.5 becomes 61, low): Pantau's decision.",
    ),
    (Dated(_KEY, None, _CATEGORY_LOWEST, _bands(_CATEGORY_LOWEST, list(CATEGORIES.values())), _RULE),),
)
LIMITS = (QUALIFICATION, COMPETENCE, PERFORMANCE_VALUE, PERFORMANCE_PREDICATE, DISCIPLINE_POINTS, CATEGORY)
