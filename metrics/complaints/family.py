"""What all indicators of complaints share: table, population, bins of days."""

from __future__ import annotations

from metrics.metric import Population, Source
from metrics.quantiles import Bins
from metrics.words import Words

FAMILY = "complaints"
TABLE = "complaint_record"
POPULATION = Population.CITIZENS
OWN = Source("Pantau")
RULE = Source("SP4N-LAPOR! (pernyataan 2018)")
SURVIVAL = Source("Kaplan & Meier (1958)")
SHARE = Words("bagian (0–1)", "share (0–1)")
COUNTED = Words("pengaduan", "complaints")  # what n counts
DAYS = Words("hari", "days")
# Single days as far as the rules count in days, then so few that nine in ten of an office are told within a twentieth,
# and months beyond two or three of them; the last bin is open.
TO_RESPONSE = Bins((*range(15), *range(15, 31, 2), *range(31, 64, 4), *range(67, 183, 30), 184), 3650)
TO_CLOSE = Bins((*range(31), *range(31, 94, 3), *range(94, 363, 30), 364), 3650)
