"""How far back a quarter looks: which training, review, sanction or assessment still counts at its end.

The rule gives five years for discipline only; the other spans are Pantau's reading and marked unverified. A span is
a number of quarters, the quarter looked from included.
"""

from __future__ import annotations

from metrics.limits.dated import Dated, Limit
from metrics.metric import Source
from metrics.words import Words

_RULE = Source("PermenPANRB 38/2018; Peraturan BKN 8/2019")
_UNREAD = Source("PermenPANRB 38/2018; Peraturan BKN 8/2019", verified=False)

TECHNICAL_TRAINING = Limit(
    "ip_asn_technical_training",
    Words("IP ASN: JP pelatihan teknis", "IP ASN: JP of technical training"),
    Words(
        "JP pelatihan teknis yang diminta IP ASN; pelatihan yang selesai dalam empat triwulan terakhir dijumlahkan.",
        "JP of technical training that the IP ASN asks for; training completed in the last four quarters is added up.",
    ),
    (Dated("2018", None, 2000, Words("20 JP", "20 JP"), _RULE),),
)
TECHNICAL_AREAS = Limit(
    "ip_asn_technical_areas",
    Words("IP ASN: pelatihan teknis", "IP ASN: technical training"),
    Words(
        "Bidang yang dihitung sebagai pelatihan teknis, kecuali jenis kepemimpinan, fungsional, seminar dan workshop, "
        "yang mempunyai angkanya sendiri.",
        "Areas that count as technical training, but for the kinds leadership, functional, seminar and workshop, which "
        "have points of their own.",
    ),
    (
        Dated(
            "pantau",
            None,
            ("it", "finance", "public_service", "technical"),
            Words(
                "teknologi informasi, keuangan, pelayanan publik, teknis bidang lain",
                "information technology, finance, public service, other technical",
            ),
            Source("Pantau", verified=False),
        ),
    ),
)


def _span(name: str, label: Words, meaning: Words, quarters: int, source: Source) -> Limit:
    years, rest = divmod(quarters, 4)
    words = Words(f"{years} tahun", f"{years} {'year' if years == 1 else 'years'}")
    if rest:
        words = Words(f"{quarters} triwulan", f"{quarters} quarters")
    return Limit(
        name, label, meaning, (Dated("pantau" if source.rule == "Pantau" else "2018", None, quarters, words, source),)
    )


TECHNICAL_SPAN = _span(
    "ip_asn_technical_span",
    Words("IP ASN: masa pelatihan teknis", "IP ASN: how long technical training counts"),
    Words("Pelatihan teknis dihitung selama masa ini.", "Technical training counts for this long."),
    4,
    _UNREAD,
)
SEMINAR_SPAN = _span(
    "ip_asn_seminar_span",
    Words("IP ASN: masa seminar", "IP ASN: how long a seminar counts"),
    Words("Seminar atau workshop dihitung selama masa ini.", "A seminar or workshop counts for this long."),
    8,
    _UNREAD,
)
REVIEW_SPAN = _span(
    "ip_asn_review_span",
    Words("IP ASN: masa penilaian kinerja", "IP ASN: how long a review counts"),
    Words(
        "Penilaian kinerja terbaru dipakai bila tidak lebih lama dari masa ini.",
        "The newest performance review is used if it is no older than this.",
    ),
    4,
    _UNREAD,
)
DISCIPLINE_SPAN = _span(
    "ip_asn_discipline_span",
    Words("IP ASN: masa hukuman disiplin", "IP ASN: how long a sanction counts"),
    Words("Hukuman terberat dalam masa ini menentukan angka.", "The gravest sanction within this span decides."),
    20,
    _RULE,
)
SKILL_SPAN = _span(
    "skill_span",
    Words("Masa penilaian keterampilan", "How long a skill assessment counts"),
    Words("Nilai keterampilan terakhir dipakai selama masa ini.", "The latest score of a skill is used for this long."),
    16,
    Source("Pantau", verified=False),
)
LIMITS = (
    TECHNICAL_TRAINING, TECHNICAL_AREAS, TECHNICAL_SPAN, SEMINAR_SPAN, REVIEW_SPAN, DISCIPLINE_SPAN, SKILL_SPAN
)  # fmt: skip
