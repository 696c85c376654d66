"""What all indicators of resistance share: the table of answers, population, levels of R.

An answer is one person's about one system. Somebody who answers about several systems, or in several quarters, stands
there several times: intervals take answers as independent and are then somewhat too narrow.
"""

from __future__ import annotations

from metrics.metric import Population, Source
from metrics.words import Words

FAMILY = "resistance"
TABLE = "pulse_record"
POPULATION = Population.STAFF
OWN = Source("Pantau")
SHARE = Words("bagian (0–1)", "share (0–1)")
POINTS = Words("poin (0–100)", "points (0–100)")
ANSWERS = Words("jawaban", "answers")  # what n counts
TWELFTHS = 12  # scores are kept in twelfths of a point


def score(scale: str) -> str:
    """The column of a scale's score."""
    return f"{scale}_twelfths"
