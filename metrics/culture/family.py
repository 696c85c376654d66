"""What all indicators of activities, innovations and partnerships share."""

from __future__ import annotations

from metrics.metric import Population, Source
from metrics.quantiles import Bins
from metrics.words import Words

FAMILY = "culture"
ACTIVITIES = "activity"
INNOVATIONS = "innovation_record"
PARTNERSHIPS = "partnership_quarter"
INTERNSHIPS = "internship_quarter"
STAFF, CITIZENS, NOBODY = Population.STAFF, Population.CITIZENS, Population.NOBODY
# What n counts.
HELD = Words("kegiatan", "activities")
RECORDED = Words("inovasi", "innovations")
IDEAS = Words("ide", "ideas")
AGREED = Words("perjanjian", "agreements")
OWN = Source("Pantau")
SURVIVAL = Source("Kaplan & Meier (1958)")
SHARE = Words("bagian (0–1)", "share (0–1)")
DAYS = Words("hari", "days")
# Weeks to half a year, months to three years, then open.
STAGE_DAYS = Bins((*range(0, 182, 7), *range(182, 1082, 30), 1082), 10_000)
