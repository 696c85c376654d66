"""Indices that others published, to hold a city's index against. They are no data of any city here.

Nobody has read them in the decree yet: they are told by the ministry's announcements.
"""

from __future__ import annotations

from dataclasses import dataclass

from metrics.metric import Source
from metrics.words import Words


@dataclass(frozen=True)
class Published:
    """One printed index with the predikat printed beside it."""

    place: Words
    regime: str
    year: int
    value: float
    predicate: str
    source: Source


PUBLISHED = (
    Published(
        Words("Nasional", "Indonesia"),
        "spbe",
        2024,
        3.12,
        "good",
        Source("Kementerian PANRB, hasil evaluasi SPBE 2024", verified=False),
    ),
    Published(
        Words("Kabupaten Aceh Tengah", "Aceh Tengah regency"),
        "spbe",
        2025,
        2.59,
        "fair",
        Source("Kementerian PANRB, hasil evaluasi SPBE 2025", verified=False),
    ),
)
