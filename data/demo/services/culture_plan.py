"""What is planted about collaboration, innovation, partnerships and the digital index. All figures are invented."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.demo.plan import CITIES, QUARTERS
from metrics.culture.terms import ACTIVITIES, PARTNER_TYPES, SCOPES
from metrics.digital_index.terms import SPBE_DOMAINS
from metrics.periods import quarter_of

# Activities: how many an office holds in a quarter, by kind and city; times what its type of office is like.
# The order of the kinds is forum, seminar, workshop, meeting, campaign.
ACTIVITY_RATE: dict[str, tuple[float, ...]] = {
    "semarang": (0.22, 0.20, 0.28, 0.55, 0.20),
    "tangerang-selatan": (0.18, 0.30, 0.40, 0.45, 0.22),
    "binjai": (0.20, 0.12, 0.20, 0.50, 0.16),
    "sawahlunto": (0.30, 0.10, 0.16, 0.80, 0.12),
}
ACTIVITY_BY_TYPE: dict[str, dict[str, float]] = {  # times the rate
    "rsud": {"seminar": 2.0, "workshop": 1.6}, "puskesmas": {"campaign": 1.8}, "disdik": {"workshop": 2.0, "seminar": 1.6},
    "kecamatan": {"forum": 2.2, "workshop": 0.5}, "dpmptsp": {"forum": 1.8}, "diskominfo": {"campaign": 3.0, "workshop": 1.8},
    "disdukcapil": {"campaign": 1.8}, "perpustakaan": {"seminar": 1.5},
}  # fmt: skip
FORUMS_BEGIN = ("sawahlunto", quarter_of(2025, 1), 2.5)  # public consultation forums: times the forums from then on
ATTENDED: dict[str, float] = dict(zip(ACTIVITIES, (0.30, 0.35, 0.22, 0.45, 0.25), strict=True))  # of the office's posts
ATTENDED_SD, ATTENDED_FEWEST = 0.25, 3
IDEAS_A_PERSON: dict[str, float] = dict(zip(ACTIVITIES, (0.14, 0.04, 0.10, 0.08, 0.02), strict=True))
IDEAS_UNKNOWN = 0.06
ADOPTED = {"semarang": 0.28, "tangerang-selatan": 0.33, "binjai": 0.24, "sawahlunto": 0.38}  # of the ideas raised
WITH_PARTNER: dict[str, float] = dict(zip(ACTIVITIES, (0.35, 0.55, 0.50, 0.05, 0.40), strict=True))
PARTNER_MIX: dict[str, tuple[float, ...]] = {  # in the order of the types of partner
    "semarang": (0.30, 0.20, 0.15, 0.20, 0.15),
    "tangerang-selatan": (0.35, 0.30, 0.15, 0.10, 0.10),
    "binjai": (0.20, 0.10, 0.30, 0.25, 0.15),
    "sawahlunto": (0.15, 0.05, 0.25, 0.25, 0.30),
}

# Innovations: ideas an office has in a quarter, and what becomes of them.
INNOVATION_RATE = {"semarang": 0.42, "tangerang-selatan": 0.38, "binjai": 0.24, "sawahlunto": 0.34}
PILOTED, RAN = 0.62, 0.70  # of the ideas that come so far in the end; of the pilots that go into use
PILOT_DAYS, RUNNING_DAYS, STAGE_SPREAD = 110.0, 150.0, 0.5  # median and sd of the log
STOPPED, STOPPED_DAYS = 0.35, 200.0  # of what goes no further; median days after the latest stage
STOPPED_IN_USE, IN_USE_DAYS = 0.08, 300.0
INVOLVED, INVOLVED_UNKNOWN = (2, 12), 0.10  # staff who took part: from, to
SERVICE_NAMED = 0.85
# Two offices with many innovations in the year before a launch. Satisfaction rises at one and not at the other.
RICH: dict[tuple[str, str], int] = {("binjai", "disdukcapil"): 14, ("tangerang-selatan", "bapenda"): 12}
RICH_IDEAS = (quarter_of(2024, 1), quarter_of(2024, 4))  # the quarters of their ideas: all are in use before the launch
RICH_PILOT_DAYS, RICH_RUNNING_DAYS = 70.0, 80.0


@dataclass(frozen=True)
class PartnershipPlan:
    """Agreements of a city with one type of partner; people a year of each agreement."""

    agreements: int
    scopes: tuple[str, ...]  # taken in turn
    participants: float = 0.0
    certificates: float = 0.0  # of the participants
    internships: float = 0.0


PARTNERSHIPS: dict[str, dict[str, PartnershipPlan]] = {
    "semarang": {
        "university": PartnershipPlan(5, ("internship", "research", "system"), 20, 0.4, 24),
        "industry": PartnershipPlan(3, ("system", "training"), 24, 0.6, 6),
        "training_body": PartnershipPlan(3, ("training",), 60, 0.8),
        "government": PartnershipPlan(3, ("training", "system"), 30, 0.5),
        "community": PartnershipPlan(2, ("other",), 10),
    },
    "tangerang-selatan": {
        "university": PartnershipPlan(6, ("internship", "internship", "research"), 24, 0.4, 45),
        "industry": PartnershipPlan(5, ("internship", "system", "training"), 30, 0.6, 30),
        "training_body": PartnershipPlan(3, ("training",), 60, 0.8),
        "government": PartnershipPlan(2, ("training",), 30, 0.5),
        "community": PartnershipPlan(1, ("other",), 10),
    },
    "binjai": {
        "university": PartnershipPlan(2, ("research", "internship"), 12, 0.3, 12),
        "industry": PartnershipPlan(1, ("system",), 10, 0.5, 3),
        "training_body": PartnershipPlan(4, ("training",), 50, 0.85),
        "government": PartnershipPlan(3, ("training", "system"), 25, 0.5),
        "community": PartnershipPlan(1, ("other",), 10),
    },
    "sawahlunto": {
        "university": PartnershipPlan(2, ("research", "training"), 12, 0.3, 8),
        "training_body": PartnershipPlan(2, ("training",), 35, 0.8),
        "government": PartnershipPlan(3, ("training", "other"), 20, 0.4),
        "community": PartnershipPlan(3, ("other", "training"), 15),
    },
}
FIRST_START, LAST_START = np.datetime64("2023-01-16", "D"), np.datetime64("2025-11-17", "D")
YEARS_LONG = (1, 2, 3, 5)  # an agreement in seven has no end
OPEN_ENDED = 1 / 7
PEOPLE_SD = 0.3  # sd of the log, by agreement

# Digital index: about where each city stands from outside, and by how much it judges itself higher.
SPBE_YEARS, PEMDI_QUARTER = (2023, 2024, 2025), quarter_of(2026, 3)
SPBE_LEVEL: dict[str, tuple[float, ...]] = {
    "semarang": (3.45, 3.70, 3.95),
    "tangerang-selatan": (3.30, 3.65, 3.90),
    "binjai": (2.35, 2.65, 2.95),
    "sawahlunto": (2.10, 2.30, 2.65),
}
SPBE_BY_DOMAIN = dict(zip(SPBE_DOMAINS, (0.1, -0.3, -1.1, 0.5), strict=True))  # management and audit lag, services lead
PEMDI_LEVEL = {"semarang": 3.30, "tangerang-selatan": 3.45, "binjai": 2.55, "sawahlunto": 2.25}
INDICATOR_SD = 0.55
SELF_MORE = 0.18  # share of indicators that a city places one level higher than the assessors do

for _by_city in (ACTIVITY_RATE, ADOPTED, PARTNER_MIX, INNOVATION_RATE, PARTNERSHIPS, SPBE_LEVEL, PEMDI_LEVEL):
    assert tuple(_by_city) == tuple(CITIES)
assert all(len(rates) == len(ACTIVITIES) for rates in ACTIVITY_RATE.values())
for _partners in PARTNERSHIPS.values():
    assert set(_partners) <= set(PARTNER_TYPES)
    assert {scope for of in _partners.values() for scope in of.scopes} <= set(SCOPES)
assert set(QUARTERS) >= {*RICH_IDEAS, FORUMS_BEGIN[1], PEMDI_QUARTER}
