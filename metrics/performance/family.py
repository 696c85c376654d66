"""What all indicators of performance reviews share: table, population, rule.

Intervals take rows as independent. A person has one row per quarter reviewed: over several quarters, where the same
people stand several times, the interval is somewhat too narrow; within one quarter it is not.
"""

from __future__ import annotations

from metrics.metric import Population, Source
from metrics.words import Words

FAMILY = "performance"
TABLE = "review_record"
POPULATION = Population.STAFF
OWN = Source("Pantau")
RULE = Source("PermenPANRB 6/2022", verified=False)
SHARE = Words("bagian (0–1)", "share (0–1)")
REPORTS = Words("laporan", "reports")  # what n counts
