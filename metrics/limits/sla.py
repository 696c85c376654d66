"""How long an office may take to answer and to settle a complaint, in working days (SP4N-LAPOR!)."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.complaints.terms import KINDS
from metrics.limits.dated import Dated, Limit
from metrics.metric import Source
from metrics.words import Words

_STATEMENT = Source("SP4N-LAPOR! (pernyataan 2018)")
_DAYS: dict[str, int] = {"information": 5, "plain": 5, "without_field": 14, "with_field": 60}

COMPLAINT_RESPONSE = Limit(
    "complaint_response",
    Words("Batas tanggapan pertama", "Time to the first response"),
    Words(
        "Hari kerja sampai pengaduan harus ditanggapi; hari diterima tidak dihitung. Bahwa harinya hari kerja adalah cara baca Pantau.",
        "Working days within which a complaint must be answered; the day it came in does not count. That these are working days is Pantau's reading.",
    ),
    (Dated("2018", None, 3, Words("3 hari kerja", "3 working days"), _STATEMENT),),
)
COMPLAINT_CLOSE = Limit(
    "complaint_close",
    Words("Batas penyelesaian pengaduan", "Time to settle a complaint"),
    Words(
        "Hari kerja sampai pengaduan harus selesai, menurut jenisnya; hari diterima tidak dihitung.",
        "Working days within which a complaint must be settled, by its kind; the day it came in does not count.",
    ),
    (
        Dated(
            "2018",
            None,
            _DAYS,
            Words(
                "; ".join(f"{KINDS[kind].id} {days}" for kind, days in _DAYS.items()),
                "; ".join(f"{KINDS[kind].en} {days}" for kind, days in _DAYS.items()),
            ),
            _STATEMENT,
        ),
    ),
)
LIMITS = (COMPLAINT_RESPONSE, COMPLAINT_CLOSE)


def response_days(quarter: float | None = None) -> int:
    """Working days to the first response of a complaint received in a quarter; None, NaN: the newest rule."""
    return int(COMPLAINT_RESPONSE.at(quarter).value)


def closing_days(quarter: float | None = None) -> tuple[int, ...]:
    """Working days to settle a complaint received in a quarter, per kind in the order of `KINDS`."""
    limits: Mapping[str, int] = COMPLAINT_CLOSE.at(quarter).value
    return tuple(limits[kind] for kind in KINDS)
