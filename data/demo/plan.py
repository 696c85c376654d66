"""What is planted: the cities, their offices and people, as declarations in IKM points.

All figures here are invented for the demo. Only the names of cities, offices and services are real.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from metrics.periods import quarter_of
from metrics.satisfaction.elements import ELEMENT_KEYS

DEFAULT_SEED = 20260930
DEFAULT_RESPONSES = 165_000
QUARTERS: tuple[int, ...] = tuple(range(quarter_of(2023, 4), quarter_of(2026, 3) + 1))
MIDDLE = sum(QUARTERS) / len(QUARTERS)
SEASON = (-0.5, 0.2, 0.6, -0.3)  # by quarter of the year; adds up to zero

# Spread of what is drawn, in IKM points.
UNIT_SD = 2.7  # with the effect of its type, an office differs from its city's level by about N(0, 3)
CLUSTER_SD, CLUSTER_MEMORY = 1.0, 0.4  # office x quarter effects shared by its respondents, AR(1)
SERVICE_SD = 0.6
UNIT_ELEMENT_SD = 1.0

# Effects of who answers and how. Sex and occupation have none.
CHANNEL_EFFECT = (-1.6, 4.0, 0.5)  # counter, online, mobile
AGE_EFFECT = (1.2, 1.0, 0.0, -0.9, -1.8)
EDUCATION_EFFECT = (0.8, 0.5, 0.0, -0.3, -0.8, -1.2)

# Offsets of the nine elements; costs are mostly free, so their score is high everywhere.
ELEMENT_OFFSET: dict[str, float] = {
    "persyaratan": 1.0, "prosedur": -0.5, "waktu": -2.5, "biaya": 5.0, "produk": 0.5,
    "kompetensi": 1.5, "perilaku": 2.5, "pengaduan": -2.0, "sarana": -1.5,
}  # fmt: skip
# How strongly each element carries the respondent's general mood.
ELEMENT_LOADING: dict[str, float] = {
    "persyaratan": 0.74, "prosedur": 0.80, "waktu": 0.79, "biaya": 0.62, "produk": 0.81,
    "kompetensi": 0.84, "perilaku": 0.82, "pengaduan": 0.72, "sarana": 0.76,
}  # fmt: skip
ELEMENT_BLANKS: dict[str, float] = {
    "persyaratan": 0.010, "prosedur": 0.012, "waktu": 0.015, "biaya": 0.045, "produk": 0.020,
    "kompetensi": 0.015, "perilaku": 0.010, "pengaduan": 0.070, "sarana": 0.015,
}  # fmt: skip
# The forms require all about the person but the occupation. A handful of blanks in every office and quarter would be
# a small group everywhere, and each takes another group with it into hiding.
PEOPLE_BLANKS: dict[str, float] = {
    "channel": 0.0, "sex": 0.0, "age": 0.0, "education": 0.0, "occupation": 0.015,
}  # fmt: skip
# A launched system moves the time and the procedure most; the mean over the nine is one.
LAUNCH_ON_ELEMENT: dict[str, float] = {
    "persyaratan": 1.2, "prosedur": 1.6, "waktu": 2.2, "biaya": 0.4, "produk": 1.0,
    "kompetensi": 0.5, "perilaku": 0.4, "pengaduan": 0.9, "sarana": 0.8,
}  # fmt: skip
for _weights in (ELEMENT_OFFSET, ELEMENT_LOADING, ELEMENT_BLANKS, LAUNCH_ON_ELEMENT):
    assert tuple(_weights) == ELEMENT_KEYS


@dataclass(frozen=True)
class CityPlan:
    """One city: its share of all responses, its level and slope, its offices, its people."""

    share: float
    level: float  # IKM of a respondent without composition effects, middle of the twelve quarters
    drift: float  # points a quarter
    settled: float  # points that offices and launches add to the level in the last year, whatever the seed
    offices: tuple[str, ...]  # unit keys of data.reference, without the city
    weak: dict[str, float]  # extra offset of elements that are weak here
    channel: tuple[float, ...]
    online_growth: float  # log-odds a quarter
    age: tuple[float, ...]
    education_tilt: float  # log-odds a level
    female: float
    gives_age: str = "years"  # or "band": the form asks for the band of the display
    fixed_counts: dict[str, tuple[int, ...]] = field(default_factory=dict)  # responses a quarter, whatever the size


CITIES: dict[str, CityPlan] = {
    "semarang": CityPlan(
        share=0.40, level=80.7, drift=0.10, settled=2.204101, weak={"waktu": -3.0},
        offices=(
            "disdukcapil", "dpmptsp", "dinkes", "rsud", "disdik", "dinsos", "dishub", "disnaker", "bapenda", "dlh",
            "dpupr", "disperkim", "diskominfo", "damkar", "perpustakaan", "diskop-ukm", "puskesmas-pandanaran",
            "puskesmas-kedungmundu", "kec-tembalang", "kec-banyumanik", "kec-pedurungan", "kec-ngaliyan",
            "kec-semarang-barat", "kec-gunungpati",
        ),
        channel=(0.40, 0.52, 0.08), online_growth=0.05, age=(0.08, 0.36, 0.28, 0.16, 0.12), education_tilt=0.12,
        female=0.52,
    ),
    "tangerang-selatan": CityPlan(
        share=0.28, level=79.4, drift=0.25, settled=0.751439, weak={"pengaduan": -4.5},
        offices=(
            "disdukcapil", "dpmptsp", "rsud", "disdik", "dinsos", "dishub", "disnaker", "bapenda", "dlh", "disperkim",
            "bkpsdm", "puskesmas-pamulang", "puskesmas-serpong-1", "kec-serpong", "kec-ciputat", "kec-pamulang",
            "kec-pondok-aren", "kec-setu",
        ),
        channel=(0.38, 0.54, 0.08), online_growth=0.04, age=(0.06, 0.34, 0.31, 0.18, 0.11), education_tilt=0.20,
        female=0.50,
    ),
    "binjai": CityPlan(
        share=0.20, level=82.4, drift=0.22, settled=1.331131, weak={"pengaduan": -4.0},
        offices=(
            "disdukcapil", "dpmptsp", "rsud", "disdik", "dinsos", "dishub", "disnaker", "perpustakaan", "dlh",
            "puskesmas-tanah-tinggi", "kec-binjai-kota", "kec-binjai-utara", "kec-binjai-timur", "kec-binjai-selatan",
        ),
        channel=(0.70, 0.17, 0.13), online_growth=0.07, age=(0.03, 0.19, 0.28, 0.27, 0.23), education_tilt=-0.12,
        female=0.55,
    ),
    "sawahlunto": CityPlan(
        share=0.12, level=76.2, drift=0.12, settled=0.63836, weak={"waktu": -3.5, "sarana": -1.0},
        offices=(
            "disdukcapil", "dpmptsp", "rsud", "disdik", "dinsos", "perpustakaan", "bpbd", "puskesmas-talawi",
            "kec-talawi", "kec-lembah-segar",
        ),
        channel=(0.66, 0.14, 0.20), online_growth=0.08, age=(0.03, 0.18, 0.25, 0.28, 0.26), education_tilt=-0.15,
        female=0.54, gives_age="band",
        fixed_counts={
            "bpbd": (4, 7, 3, 6, 8, 4, 5, 3, 9, 6, 4, 7),  # cells below five people: hidden
            "perpustakaan": (21, 18, 22, 20, 19, 23, 20, 18, 21, 22, 19, 20),  # below thirty: indicative
        },
    ),
}  # fmt: skip


@dataclass(frozen=True)
class TypePlan:
    """What offices of one type have in common: visitors, level, and how their visitors differ from the city's."""

    size: float = 0.5
    effect: float = 0.0  # IKM points
    online: float = 0.0  # log-odds of answering for an online service
    age: float = 0.0  # log-odds a band: above zero, older people
    female: float = 0.0


TYPES: dict[str, TypePlan] = {
    "disdukcapil": TypePlan(3.0, -0.8, 0.3),
    "dpmptsp": TypePlan(1.8, 1.2, 0.6, 0.0, -0.05),
    "dinkes": TypePlan(0.8, 0.4),
    "rsud": TypePlan(2.6, -0.6, -0.8, 0.25, 0.08),
    "puskesmas": TypePlan(1.8, 0.3, -0.8, 0.20, 0.12),
    "disdik": TypePlan(1.1, 0.8, 0.2, -0.25, 0.05),
    "dinsos": TypePlan(1.0, -1.2, -0.5, 0.25, 0.06),
    "dishub": TypePlan(0.8, -1.8, 0.0, 0.05, -0.25),
    "disnaker": TypePlan(0.9, -0.5, 0.3, -0.35),
    "bapenda": TypePlan(1.4, -0.3, 0.4, 0.15, -0.05),
    "dlh": TypePlan(0.45, -0.9),
    "damkar": TypePlan(0.35, 2.8, -0.9, 0.1, -0.1),
    "perpustakaan": TypePlan(0.7, 2.2, 0.0, -0.5, 0.06),
    "kecamatan": TypePlan(1.1, 0.5, -0.3, 0.1),
}
ORDINARY = TypePlan()

# The office where most people tick one column from top to bottom, and how many of them do.
STRAIGHT_LINING = ("tangerang-selatan", "dishub", 0.85)

# The questionnaire of one city changes: everything after is shifted without any change of the services.
QUESTIONNAIRE_BREAK = ("tangerang-selatan", quarter_of(2025, 2), -2.5)

# Quarters without a survey. Beside these, an office misses one now and then.
NO_SURVEY: tuple[tuple[str, str, int], ...] = (
    ("binjai", "dishub", quarter_of(2025, 1)),
    ("binjai", "dinsos", quarter_of(2024, 3)),
    ("binjai", "dinsos", quarter_of(2024, 4)),
    ("sawahlunto", "disdik", quarter_of(2024, 2)),
)
NO_SURVEY_RATE = 0.012


@dataclass(frozen=True)
class Launch:
    """A system is launched at an office: dynamic effect `size` (1 - exp(-(e + 1) / 2)), e quarters after the start."""

    city: str
    office: str
    quarter: int
    size: float


LAUNCH_COHORTS = tuple(QUARTERS[i] for i in (4, 6, 8, 10))
LAUNCH_EFFECT = 3.0
LAUNCH_SIZE = dict(zip(LAUNCH_COHORTS, (1.3, 1.0, 1.0, 0.7), strict=True))  # early starters gain more, late ones less
NEVER_RATE = 0.45  # of the offices whose launch is drawn; these never get a system

# Launches with a place in the story; the others are drawn. Two have no effect at all.
LAUNCHES: tuple[Launch, ...] = tuple(
    Launch(city, office, QUARTERS[start], size)
    for city, office, start, size in (
        ("binjai", "disdukcapil", 8, LAUNCH_EFFECT),
        ("semarang", "disdukcapil", 4, LAUNCH_EFFECT * 1.3),
        ("sawahlunto", "dpmptsp", 6, LAUNCH_EFFECT),
        ("tangerang-selatan", "bapenda", 8, 0.0),
        ("semarang", "disnaker", 6, 0.0),
    )
)
NEVER_LAUNCHED: tuple[tuple[str, str], ...] = (
    ("sawahlunto", "bpbd"),
    ("sawahlunto", "perpustakaan"),
    STRAIGHT_LINING[:2],
)
