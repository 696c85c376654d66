"""What is planted about the use of systems and about the survey: the other half of `plan`."""

from __future__ import annotations

from dataclasses import dataclass

from data.demo.adoption.plan import KEYS, MONTHS
from data.demo.plan import CITIES
from metrics.periods import quarter_of
from metrics.resistance.terms import READINESS, SCALES, statements

# Use: a share of working days on which a steady user is active, pieces of work a month; log-odds around them.
ACTIVE = {"eoffice": 0.62, "ekinerja": 0.70, "elearning": 0.22, "complaints": 0.48, "registration": 0.66}
WORK = {"eoffice": 22.0, "ekinerja": 18.0, "elearning": 4.0, "complaints": 10.0, "registration": 30.0}
assert tuple(ACTIVE) == tuple(WORK) == KEYS
WORKING_DAYS = (  # of the months of the logs, holidays and joint leave taken out; fixed, whatever calendars say later
    22, 18, 18, 16, 18, 18, 23, 22, 20, 23, 20, 20, 19, 20, 19, 16, 17, 18, 23, 20, 21, 23, 20, 21, 20, 18, 17, 21, 16,
    20, 23, 19, 22,
)  # fmt: skip
assert len(WORKING_DAYS) == MONTHS.size
WORK_SPREAD = 0.2  # sd of the log over people
NOT_RECORDED = {"elearning": ("manual", "returned")}  # work of this kind outside the system, and what is sent back
TRIES, MOST_TRIED = -2.0, 2  # log-odds that somebody who does not use it yet tries it in a month; days that they do
MANUAL_CITY = {"semarang": -1.0, "tangerang-selatan": -1.3, "binjai": -0.3, "sawahlunto": -0.1}  # of steady users
MANUAL_SINCE, MANUAL_LONGEST = -0.06, 12  # a month of steady use, up to a year
MANUAL_NOT_YET = 2.2  # of those who do not use it steadily
MANUAL_FALL = {"semarang": -0.3, "tangerang-selatan": -0.3, "binjai": -3.4, "sawahlunto": 0.0}  # first month to last
MANUAL_FALL_NOT_YET = 0.5  # of that, for those who do not use it steadily
DAILY_LOGS = ("semarang", "tangerang-selatan")  # the others have counts by month only
UNIT_BLANK_CITY = "binjai"  # its logs name no office: the register tells it


@dataclass(frozen=True)
class Part:
    """One part of use as log-odds: at an average office, by the traits, and by a unit of poor behaviour of the office."""

    base: float
    literacy: float
    resistance: float
    behaviour: float


PARTS: dict[str, Part] = {
    "active": Part(0.0, 0.20, -0.20, -0.55),  # base: by system
    "manual": Part(0.0, -0.15, 0.15, 0.80),  # base: by city
    "proxy": Part(-2.7, -0.35, 0.15, 0.90),
    "late": Part(-1.5, -0.20, 0.35, 0.80),
    "returned": Part(-2.9, -0.35, 0.05, 0.80),
}
PROXY_LEADS, PROXY_DECADE = 0.9, 0.30  # who lead have it done for them; a decade of age

# The survey: waves with their share of all answers. Kept small between, larger in the last.
WAVES: dict[int, float] = {
    quarter_of(2024, 4): 0.15, quarter_of(2025, 2): 0.17, quarter_of(2025, 4): 0.19, quarter_of(2026, 2): 0.20,
    quarter_of(2026, 3): 0.29,
}  # fmt: skip
ANSWERS_A_POST = 1.6  # of all waves, unless another number is asked for
ANSWERS_BOUNDS = (0.25, 2.5)  # a post: fewer show no office, more are not to be had
FOCUS, SECOND = 0.80, 0.15  # asked about the system that the wave is about; answers about a second one too
ANSWERS_ON_TRAIT, ANSWERS_UNIT_SD = (
    -0.25,
    0.4,
)  # logs of the rate of answering: who resists answers less; offices differ
ANSWERS_ON_SIZE = -0.35  # times the log of how many an office has: in a small one more of them answer
STRAIGHT_LINING = ("tangerang-selatan-disperkim", 0.80)  # the office where most tick one column, and how many of them
LINING, LINING_CELL = 0.012, (0.02, 0.03, 0.25, 0.60, 0.10)  # elsewhere; which column
BLANK = 0.015  # of each statement

# Perceptions, 0 to 100. Usefulness, support and cost are drawn anew; ease comes from literacy and training.
PERCEIVED = {"usefulness": 62.0, "ease": 60.0, "support": 55.0, "cost": 48.0}
PERCEIVED_SD, EASE_ON_LITERACY, EASE_ON_TRAINING = 14.0, 0.7, 0.3
ITEM_SD = 0.5  # answer, before it is rounded to 1 to 5
ITEM_SHIFT = {2: (0.1, -0.1), 3: (0.1, 0.0, -0.1), 4: (-0.15, 0.15, 0.05, -0.05)}  # by number of statements
assert set(PERCEIVED) | {"resistance"} == set(SCALES)
assert {len(statements(scale)) for scale in SCALES} <= set(ITEM_SHIFT)


@dataclass(frozen=True)
class Readiness:
    """One readiness statement as an answer 1 to 5: its mean, and what moves it."""

    mean: float
    literacy: float = 0.0
    resistance: float = 0.0
    culture: float = 0.0
    training: float = 0.0
    adopted: float = 0.0


READY: dict[str, Readiness] = {
    "awareness": Readiness(4.25, literacy=0.1, culture=0.3),
    "desire": Readiness(4.1, resistance=-0.45, culture=0.2),
    "knowledge": Readiness(3.65, literacy=0.4, training=0.55),
    "ability": Readiness(3.7, literacy=0.4, training=0.2, adopted=0.4),
    "reinforcement": Readiness(3.7, culture=0.4),
}
assert tuple(READY) == tuple(READINESS)
READY_SD = 0.7
assert tuple(MANUAL_CITY) == tuple(MANUAL_FALL) == tuple(CITIES)
