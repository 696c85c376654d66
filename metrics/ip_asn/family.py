"""What all indicators of the IP ASN share: table, population, rule."""

from __future__ import annotations

from metrics.metric import Population, Source
from metrics.words import Words

FAMILY = "ip_asn"
TABLE = "staff_quarter"
POPULATION = Population.STAFF
RULE = Source("PermenPANRB 38/2018; Peraturan BKN 8/2019")
POINTS = Words("poin (0–100)", "points (0–100)")
SHARE = Words("bagian (0–1)", "share (0–1)")
PER_POINT = 10  # the columns hold tenths
POINT_LIMITS = (
    "ip_asn_qualification",
    "ip_asn_competence",
    "ip_asn_performance_value",
    "ip_asn_performance_predicate",
    "ip_asn_discipline",
)
