"""What all indicators of service transactions share: table, population, bins of time."""

from __future__ import annotations

from metrics.metric import Population, Source
from metrics.quantiles import Bins
from metrics.words import Words

FAMILY = "services"
TABLE = "service_transaction"
POPULATION = Population.CITIZENS
OWN = Source("Pantau")
SHARE = Words("bagian (0–1)", "share (0–1)")
REQUESTS = Words("permohonan", "applications")  # what n counts
# Single hours to half a day, then ever wider; a year and more is open, as are 121 working days and 12 hours of waiting.
HOURS = Bins(
    (
        *range(13), *range(13, 25, 2), *range(25, 73, 4), *range(73, 169, 12), *range(169, 337, 24),
        *range(337, 721, 48), *range(721, 2233, 168), *range(2233, 8760, 720), 8760,
    ),
    20_000,
)  # fmt: skip
WORKING_DAYS = Bins((*range(31), *range(31, 61, 5), *range(61, 121, 10), 121), 1000)
MINUTES = Bins(
    (
        *range(16),
        *range(16, 40, 2),
        *range(40, 120, 5),
        *range(120, 240, 10),
        *range(240, 480, 30),
        *range(480, 720, 60),
        720,
    ),
    1440,
)
