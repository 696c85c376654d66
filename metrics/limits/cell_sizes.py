"""The smallest group whose figures may be shown.

Pantau's own rule, not a regulation's. An office may ask for more people per cell, never for fewer.
"""

from __future__ import annotations

import os

from metrics.limits.dated import Dated, Limit
from metrics.metric import Population, Source
from metrics.words import Words

SETTING = "PANTAU_MIN_CELL"
_SOURCE = Source("Pantau")

CITIZENS = Limit(
    "cell_size_citizens",
    Words("Sel terkecil warga", "Smallest cell, citizens"),
    Words(
        "Kelompok dengan responden lebih sedikit disembunyikan di semua tampilan dan unduhan; hanya dapat dinaikkan.",
        "Groups with fewer respondents are hidden in every view and download; it can only be raised.",
    ),
    (Dated("pantau", None, 5, Words("5 responden", "5 respondents"), _SOURCE),),
)
STAFF = Limit(
    "cell_size_staff",
    Words("Sel terkecil pegawai", "Smallest cell, staff"),
    Words(
        "Kelompok dengan pegawai lebih sedikit disembunyikan di semua tampilan dan unduhan; hanya dapat dinaikkan.",
        "Groups with fewer staff are hidden in every view and download; it can only be raised.",
    ),
    (Dated("pantau", None, 10, Words("10 pegawai", "10 staff"), _SOURCE),),
)
LIMITS = (CITIZENS, STAFF)


def minimum(population: Population) -> int:
    """People a group needs to be shown: 5 citizens, 10 staff, more where PANTAU_MIN_CELL asks for more; 0 where a figure
    counts no people.

    The setting is read at each call. Raises ValueError when it is no whole number or lies below every built-in
    minimum: a privacy setting that would silently do nothing is refused.
    """
    built_in = {Population.CITIZENS: int(CITIZENS.at().value), Population.STAFF: int(STAFF.at().value)}
    if population is Population.NOBODY:
        return 0
    text = os.environ.get(SETTING, "").strip()
    if not text:
        return built_in[population]
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"{SETTING} must be a whole number of people, got {text!r}")
    asked, least = int(text), min(built_in.values())
    if asked < least:
        raise ValueError(f"{SETTING} can only raise the smallest group that is shown ({least}), got {asked}")
    return max(built_in[population], asked)
