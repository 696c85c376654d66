"""What all indicators of skills share: table, population, scale."""

from __future__ import annotations

from metrics.competence.terms import SKILL_KEYS
from metrics.metric import Population, Source
from metrics.words import Words

FAMILY = "competence"
TABLE = "staff_quarter"
POPULATION = Population.STAFF
OWN = Source("Pantau")
LEVEL = Words("nilai (0–100)", "score (0–100)")
SHARE = Words("bagian (0–1)", "share (0–1)")
ITEM = "skill"
ITEMS = SKILL_KEYS
