"""What is planted about adoption: which systems come when, who takes them up, how they are used, what people say.

All figures are invented for the demo. Coefficients of adoption are logs of the monthly hazard, those of use are log-odds,
those of resistance points of 0 to 100.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.demo.plan import CITIES
from metrics.adoption.terms import SYSTEMS
from metrics.periods import quarter_of

FIRST_MONTH, LAST_MONTH = np.datetime64("2024-01", "M"), np.datetime64("2026-09", "M")  # of the logs
MONTHS = np.arange(FIRST_MONTH, LAST_MONTH + 1)
LOGS_BEGIN = quarter_of(2024, 1)
NOT_LAUNCHED = -1

# Systems, with the local names; the cohorts in which offices get them, and shares of offices by cohort.
NAMES: dict[str, str] = {  # {city} is replaced
    "eoffice": "Srikandi", "ekinerja": "E-Kinerja", "elearning": "E-Learning Kota {city}", "complaints": "SP4N-LAPOR!",
    "registration": "Antrean Daring {city}",
}  # fmt: skip
assert set(NAMES) <= set(SYSTEMS)
KEYS = tuple(NAMES)
COHORTS = (LOGS_BEGIN, quarter_of(2024, 4), quarter_of(2025, 2), quarter_of(2025, 4), quarter_of(2026, 2), NOT_LAUNCHED)
COHORT_SHARE: dict[str, dict[str, tuple[float, ...]]] = {
    "semarang": {
        "eoffice": (0.34, 0.26, 0.20, 0.10, 0.05, 0.05),
        "ekinerja": (0.25, 0.30, 0.20, 0.10, 0.05, 0.10),
        "elearning": (0.10, 0.25, 0.20, 0.15, 0.10, 0.20),
        "complaints": (0.25, 0.20, 0.10, 0.05, 0.05, 0.35),
    },
    "tangerang-selatan": {
        "eoffice": (0.20, 0.25, 0.25, 0.10, 0.10, 0.10),
        "ekinerja": (0.45, 0.30, 0.15, 0.05, 0.00, 0.05),
        "elearning": (0.40, 0.30, 0.20, 0.10, 0.00, 0.00),
        "complaints": (0.15, 0.20, 0.15, 0.10, 0.05, 0.35),
    },
    "binjai": {
        "eoffice": (0.40, 0.25, 0.15, 0.10, 0.00, 0.10),
        "ekinerja": (0.20, 0.25, 0.20, 0.15, 0.10, 0.10),
        "elearning": (0.00, 0.15, 0.15, 0.20, 0.15, 0.35),
        "complaints": (0.00, 0.00, 0.85, 0.00, 0.00, 0.15),  # with the online handling of complaints
    },
    "sawahlunto": {
        "eoffice": (0.00, 0.20, 0.30, 0.20, 0.10, 0.20),
        "ekinerja": (0.10, 0.20, 0.30, 0.20, 0.10, 0.10),
        "elearning": (0.00, 0.20, 0.20, 0.20, 0.20, 0.20),
        "complaints": (0.00, 0.10, 0.10, 0.10, 0.10, 0.60),
    },
}  # `registration` comes with the launch that the satisfaction demo plants, and nowhere else
for _shares in COHORT_SHARE.values():
    assert tuple(_shares) == KEYS[:4]
    assert all(len(row) == len(COHORTS) and abs(sum(row) - 1) < 1e-9 for row in _shares.values())
MANDATORY = {"eoffice": 0.6, "ekinerja": 1.0, "elearning": 0.15, "complaints": 0.7, "registration": 0.5}
OBLIGATION_UNKNOWN = {"semarang": 0.0, "tangerang-selatan": 0.0, "binjai": 0.0, "sawahlunto": 0.25}
NO_SYSTEM = ("sawahlunto-bpbd", "semarang-perpustakaan")  # offices that never get any
NO_LOG = (
    "sawahlunto-disdik",
    "ekinerja",
    quarter_of(2026, 1),
)  # the unit's log of a quarter is lost: unknown, not unused

# Offices: culture, and one of four kinds by behaviour (the index from logs) and resistance (the survey).
CULTURE_SD = 0.5


@dataclass(frozen=True)
class Segment:
    """A kind of office: log-odds that everything in its logs is worse, and points of resistance that it adds."""

    behaviour: float
    climate: float


SEGMENTS: dict[str, Segment] = {
    "train": Segment(1.1, -1.0),  # behaviour poor, resistance low: training or infrastructure
    "redesign": Segment(1.1, 17.0),  # both high: redesign with participation
    "listen": Segment(-0.4, 17.0),  # behaviour fine, resistance high: listen before it breaks
    "fine": Segment(-0.4, -1.0),
}
SEGMENT_SHARE: dict[str, tuple[float, ...]] = {
    "semarang": (0.12, 0.30, 0.30, 0.28),  # resistance is the challenge here
    "tangerang-selatan": (0.16, 0.10, 0.14, 0.60),
    "binjai": (0.28, 0.14, 0.14, 0.44),
    "sawahlunto": (0.50, 0.20, 0.10, 0.20),
}
assert tuple(SEGMENT_SHARE) == tuple(COHORT_SHARE) == tuple(OBLIGATION_UNKNOWN) == tuple(CITIES)

# People: digital literacy dl = .5 culture + N(0, 1), of which a part is age, ability and motivation; trait of resistance.
DL_ON_CULTURE, DL_ON_AGE, DL_ON_ABILITY, DL_ON_MOTIVATION = 0.5, -0.40, 0.30, 0.25
AGE_MEAN, AGE_SD, AGE_YEAR = 43.0, 9.8, 2025
RTC_ON_DL = -0.3
DOSE = {"elearning": 0.7, "coaching": 1.4}  # of a training by its kind; any other 1
DOSE_MOST, DOSE_CURVE = 3.0, 0.8  # worth (1 - exp(-.8 dose)) / (1 - exp(-.8)): 1 for the first training


@dataclass(frozen=True)
class Adoption:
    """What moves the monthly hazard of reaching sustained use; logs."""

    base: float = -4.7
    literacy: float = 0.8
    resistance: float = -0.5
    age: float = -0.02  # a year above 42
    culture: float = 0.6
    literacy_x_resistance: float = 0.3
    training: float = 1.0  # times what the dose is worth, where the trait of resistance is not above 0
    training_resistant: float = 0.5  # where it is
    mandatory: float = 0.7
    peers: float = 2.2  # all of one's unit use it, against nobody
    leaders: float = 0.9  # all who lead the unit use it, against none; on those who do not lead
    behaviour: float = -0.5  # a unit of log-odds of poor behaviour


BASE_SYSTEM = {"eoffice": 0.0, "ekinerja": 0.35, "elearning": -0.55, "complaints": -0.15, "registration": 0.25}
BASE_CITY = {"semarang": 0.1, "tangerang-selatan": 0.25, "binjai": 0.05, "sawahlunto": -0.45}
LEADS = 0.3  # those who lead start a little sooner


@dataclass(frozen=True)
class Stopping:
    """What moves the monthly hazard of stopping for good after sustained use; logs."""

    base: float = -5.3
    resistance: float = 0.4
    literacy: float = -0.3
    mandatory: float = -0.6
    behaviour: float = 0.9


STOPS_MORE = ("sawahlunto", "elearning", 1.2)  # accounts that nobody keeps up


@dataclass(frozen=True)
class Resistance:
    """What moves the score of resistance; points of 0 to 100. The four perceptions have sd 1 and are drawn anew."""

    base: float = 45.0
    trait: float = 9.0
    literacy: float = -6.0
    culture: float = -4.0
    training: float = -6.0  # times what the dose is worth
    adopted: float = -5.0
    shock: float = 10.0  # in the quarter of the launch; half of it in the next, then none
    usefulness: float = -5.5
    support: float = -3.0
    cost: float = 0.0  # a null driver
    climate: float = 1.0  # times what the kind of office adds
    rest_sd: float = 5.0  # with usefulness and support the rest has an sd of 8


@dataclass(frozen=True)
class Effects:
    """All coefficients of a world."""

    adoption: Adoption = Adoption()
    stopping: Stopping = Stopping()
    resistance: Resistance = Resistance()


PLANTED = Effects()
PLACEBO = Effects(  # nothing has anything to do with anything
    Adoption(-2.6, *(0.0,) * 11), Stopping(-5.3, *(0.0,) * 4), Resistance(45.0, *(0.0,) * 10, rest_sd=14.0)
)
