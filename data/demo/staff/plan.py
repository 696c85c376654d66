"""What is planted about staff: how many, whom training reaches and what it does, how performance is reviewed.

All figures are invented for the demo. Shares that depend on a person are planted on a normal scale, so that the mean
over people is exactly the share: see `data.demo.staff.chance`.
"""

from __future__ import annotations

from data.demo.plan import QUARTERS
from metrics.competence.terms import SKILL_KEYS
from metrics.ip_asn.terms import DEGREES, DISCIPLINE, POSITIONS
from metrics.performance.terms import DIFFICULTIES
from metrics.periods import quarter_of
from metrics.training.terms import AREAS

DEFAULT_STAFF = 5_600
FEWEST_STAFF = 1_000  # below, offices have no groups that may be shown
FIRST_DAY, AS_OF = "2023-01-01", "2026-10-31"  # the register begins; the files were taken from the systems
YEARS = (2023, 2024, 2025, 2026)
TRAINING_QUARTERS = tuple(range(quarter_of(2023, 1), QUARTERS[-1] + 1))

# Staff: posts of an office by its type, before they are scaled to the size that was asked for.
OFFICE_SIZE: dict[str, float] = {
    "rsud": 270, "disdik": 210, "puskesmas": 120, "dinkes": 120, "disdukcapil": 95, "dpupr": 95, "dlh": 95,
    "bapenda": 90, "dishub": 85, "damkar": 75, "dinsos": 60, "dpmptsp": 60, "kecamatan": 60, "perpustakaan": 40,
}  # fmt: skip
ORDINARY_SIZE = 55.0
CITY_SIZE = {"semarang": 1.10, "tangerang-selatan": 1.0, "binjai": 0.80, "sawahlunto": 0.62}
SMALLEST, LARGEST = 15.0, 300.0
SMALL_OFFICES = (("sawahlunto", "bpbd"), ("sawahlunto", "perpustakaan"))
MOVES_A_YEAR, LEAVE_A_YEAR = 0.04, 0.01  # beside retirement at the end of the year of life below
RETIREMENT = 58
FEMALE, FEMALE_CARE = 0.52, 0.68  # everywhere, and in health and education
CARE = ("rsud", "puskesmas", "dinkes", "disdik")
POSITION_SHARE, POSITION_SHARE_CARE = (0.12, 0.43, 0.45), (0.06, 0.74, 0.20)
DEGREE_SHARE: dict[str, tuple[float, ...]] = {  # by position, in the order of the degrees
    "structural": (0.0, 0.02, 0.0, 0.03, 0.55, 0.38, 0.02),
    "functional": (0.0, 0.02, 0.01, 0.24, 0.58, 0.145, 0.005),
    "executive": (0.03, 0.42, 0.02, 0.15, 0.36, 0.02, 0.0),
}
assert tuple(DEGREE_SHARE) == tuple(POSITIONS)
assert {len(row) for row in DEGREE_SHARE.values()} == {len(DEGREES)}
CONTRACT = 0.14  # share of PPPK, never structural
TRAITS_CORRELATION = 0.2  # of ability and motivation, both N(0, 1)

# Training. Yearly shares by city, 2023 to 2026; the last year as planned to its end.
REACH: dict[str, tuple[float, ...]] = {  # 20 JP in the year, before what position and office add on the normal scale
    "semarang": (0.54, 0.60, 0.66, 0.71),
    "tangerang-selatan": (0.48, 0.57, 0.66, 0.74),
    "binjai": (0.34, 0.41, 0.48, 0.55),
    "sawahlunto": (0.27, 0.34, 0.41, 0.48),
}
REACH_BY_POSITION = (0.25, 0.10, -0.20)
REACH_OFFICE_SD, REACH_ON_MOTIVATION = 0.25, 0.40
ELEARNING: dict[str, tuple[float, ...]] = {  # took part in e-learning in the year (2026: by the third quarter)
    "semarang": (0.12, 0.15, 0.18, 0.20),
    "tangerang-selatan": (0.15, 0.28, 0.42, 0.55),
    "binjai": (0.08, 0.10, 0.13, 0.16),
    "sawahlunto": (0.05, 0.07, 0.10, 0.12),
}
ELEARNING_ON_MOTIVATION, ELEARNING_AGAIN = 0.30, 0.35
LEADERSHIP, FUNCTIONAL = 0.16, 0.22  # a year, among structural and functional staff who reach 20 JP
SMALL_TRAININGS = (0.30, 0.40, 0.30)  # none, one, two of them in the year of somebody who does not reach 20 JP
MAIN, MORE = 0.58, 0.42  # share of longer courses, and of those who go on beyond 20 JP
PACE = (0.10, 0.30, 0.26, 0.34)  # of classroom training, by quarter of the year
PACE_ELEARNING = (0.22, 0.26, 0.26, 0.26)
LATE = 0.12  # of classroom training planned for a quarter takes place in the next one of the year
AREA_MIX: dict[str, tuple[float, ...]] = {  # in the order of the areas
    "semarang": (0.26, 0.13, 0.24, 0.09, 0.14, 0.14),
    "tangerang-selatan": (0.30, 0.12, 0.20, 0.08, 0.14, 0.16),
    "binjai": (0.32, 0.11, 0.20, 0.06, 0.21, 0.10),
    "sawahlunto": (0.20, 0.22, 0.24, 0.10, 0.10, 0.14),
}
PLAN_DONE = {"semarang": 0.93, "tangerang-selatan": 0.97, "binjai": 0.86, "sawahlunto": 0.74}  # participants / seats
COMPLETED = {  # e-learning or not x certificate scheme or not
    ("elearning", False): 0.70, ("elearning", True): 0.84, ("other", False): 0.92, ("other", True): 0.97,
}  # fmt: skip
CERTIFIED = {
    "bnsp": 0.72,
    "government": 0.88,
    "university": 0.90,
    "vendor": 0.80,
    "other": 0.85,
}  # of those who complete
SCORED, REACTED = 0.66, 0.80  # of those who complete: pre- and post-test, reaction
GAIN: dict[str, float] = {  # mean normalised gain
    "it": 0.45, "finance": 0.38, "public_service": 0.35, "managerial": 0.30, "sociocultural": 0.22, "technical": 0.40,
}  # fmt: skip
assert tuple(GAIN) == tuple(AREAS)
WEAK_PARTNER, WEAK_PARTNER_GAP = "private", -0.12
GAIN_SD, GAIN_ON_ABILITY = 0.17, 0.04
PRE_MEAN, PRE_SD, PRE_ON_ABILITY = 52.0, 11.0, 7.0
REACTION_SHARE = (0.01, 0.04, 0.18, 0.47, 0.30)
REACTION_WITH_GAIN = 0.06  # correlation on the normal scale: a pleased participant has not learned more
INTERACTIONS = {"semarang": 3.0, "tangerang-selatan": 6.5, "binjai": 2.5, "sawahlunto": 2.0}
COST: dict[str, int] = {  # mean rupiah a participant
    "leadership": 18_000_000, "managerial": 4_000_000, "technical": 4_500_000, "functional": 5_200_000,
    "sociocultural": 2_600_000, "seminar": 600_000, "workshop": 1_200_000, "course": 3_200_000, "bimtek": 2_800_000,
    "coaching": 300_000, "mentoring": 250_000, "elearning": 150_000, "benchmarking": 3_500_000,
    "internship": 2_000_000, "distance": 700_000,
}  # fmt: skip
COST_SPREAD, COST_UNKNOWN = 0.25, 0.15
JP_BLANK, START_BLANK = 0.05, 0.04
UNIT_BLANK_CITY = "binjai"  # its training file names no office: the register tells it

# Skills, 0 to 100: data software is the weakest. Each training completed in an area adds to the next waves.
WAVES = ("2023-11-20", "2025-02-17", "2026-05-18")
ASSESSED = 0.85
SKILL_BASE = dict(zip(SKILL_KEYS, (47.0, 57.0, 61.0, 65.0, 69.0, 62.0), strict=True))
SKILL_CITY = {"semarang": 2.0, "tangerang-selatan": 3.0, "binjai": -1.0, "sawahlunto": -3.0}
SKILL_ON_ABILITY, SKILL_SD, SKILL_DRIFT = 8.0, 6.0, 0.5  # drift: points a wave without any training
SKILL_GAIN: dict[str, dict[str, float]] = {
    "it": {"data_software": 5.0, "digital_communication": 3.0, "social_media": 1.5},
    "public_service": {"communication": 2.0},
    "sociocultural": {"communication": 3.5, "teamwork": 3.0, "adaptability": 2.5},
}
SKILL_GAIN_MOST = 3  # trainings of an area that count

# Performance.
DUE_DAY = 10  # of the month after the quarter
ON_TIME, ON_TIME_UNIT_SD = 1.35, 0.25  # on the normal scale: 91 % at an office of the middle
LATE_REPORTERS = ("binjai", "dishub", 0.38)
NEVER_REPORTED = 0.12  # of those who are not on time
EVALUATION_DAYS = {"semarang": 5.0, "tangerang-selatan": 6.0, "binjai": 9.0, "sawahlunto": 12.0}  # median
EVALUATION_SPREAD = 0.9  # sd of the log: the ninetieth percentile is 3.17 times the median
OPEN, OPEN_OFFICE = 0.01, ("semarang", "dpupr", 0.40)
OPEN_SINCE = quarter_of(2025, 4)
RATING_SHARE = {"result": (0.08, 0.74, 0.18), "behaviour": (0.04, 0.74, 0.22)}  # below, meets, above
RATING_ON_TRAIT = 0.5  # results on ability, behaviour on motivation
ALL_GOOD_OFFICE, ALL_GOOD = ("semarang", "dishub"), (0.005, 0.985, 0.010)  # while citizens are less and less satisfied
WRITES_PREDICATE = "semarang"  # the predikat stands in its files; elsewhere it follows from the ratings
DIGITAL, DIGITAL_AFTER_LAUNCH, LAUNCH_QUARTERS = 0.07, 0.20, 4  # share naming the digital system as main difficulty
DIFFICULTY_BASE: dict[str, float] = {  # the others, before what the type of office adds
    "none": 8.0, "data": 1.2, "communication": 0.8, "finance": 0.7, "regulation": 0.9, "teamwork": 0.6,
    "leadership": 0.3, "workload": 1.3, "equipment": 0.8, "other": 0.4,
}  # fmt: skip
assert {"digital_system", *DIFFICULTY_BASE} == set(DIFFICULTIES)
DIFFICULTY_BY_TYPE: dict[str, dict[str, float]] = {  # times the base
    "rsud": {"workload": 2.6}, "puskesmas": {"workload": 2.2, "data": 1.4}, "bapenda": {"finance": 3.0, "data": 1.5},
    "disdukcapil": {"regulation": 1.8, "workload": 1.6}, "dpmptsp": {"regulation": 2.5}, "disdik": {"data": 2.0},
    "kecamatan": {"communication": 2.4, "equipment": 1.6}, "dinsos": {"communication": 2.2}, "dishub": {"teamwork": 1.8},
}  # fmt: skip
SANCTIONS_A_YEAR, SANCTION_SHARE = 0.004, (0.60, 0.30, 0.10)
assert len(SANCTION_SHARE) == len(DISCIPLINE)
