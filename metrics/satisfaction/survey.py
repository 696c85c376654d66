"""What all indicators of the SKM share: table, rule and sums of the nine elements."""

from __future__ import annotations

from metrics.metric import Population, Source
from metrics.satisfaction.elements import ELEMENT_KEYS
from metrics.sums import covariances_of

FAMILY = "satisfaction"
TABLE = "skm_response"
POPULATION = Population.CITIZENS
RULE = Source("PermenPANRB 14/2017")
ITEM = "element"
ELEMENT_SUMS = covariances_of(ELEMENT_KEYS)
K = len(ELEMENT_KEYS)
