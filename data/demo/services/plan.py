"""What is planted about transactions and complaints: how they come in, how long they take, what launches change.

All figures are invented for the demo. Times are lognormal: a median, and a ninetieth percentile that follows from the
spread of the log (`tenth`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.demo.plan import CITIES, QUARTERS
from data.tables import CHANNEL
from metrics.complaints.terms import KINDS, TOPICS
from metrics.periods import quarter_of

DEFAULT_SERVICES = 150_000
FEWEST_SERVICES = 6_000  # below, most offices have a handful of transactions a quarter
AS_OF = np.datetime64("2026-09-30", "D")  # the files were taken from the systems; what happens later they do not know
TENTH = 1.2815515655446004  # standard normal quantile of 0.9


@dataclass(frozen=True)
class ServicePlan:
    """One service. `same_day`: people wait for it at the office, nothing can be returned; `online`: it can be asked for online."""

    hours: float  # median from application to completion, before a launch
    same_day: bool = False
    online: bool = True


_CARE = {
    "rawat-jalan": 4.0, "pemeriksaan-umum": 3.0, "kesehatan-ibu-anak": 3.5, "kesehatan-gigi": 3.0, "imunisasi": 2.5,
}  # fmt: skip
_AT_THE_PLACE = {
    "igd": 5.0, "laboratorium": 4.0, "radiologi": 5.0, "farmasi": 2.5, "rawat-inap": 92.0, "kebakaran": 3.0,
    "penyelamatan": 3.0, "tanggap-darurat": 12.0, "ruang-baca": 2.5,
}  # fmt: skip
_APPLICATIONS = {
    "kartu-keluarga": 72.0, "ktp-el": 72.0, "akta-kelahiran": 72.0, "akta-kematian": 72.0, "akta-perkawinan": 72.0,
    "akta-perceraian": 96.0, "kartu-identitas-anak": 72.0, "pindah-datang": 48.0, "identitas-kependudukan-digital": 24.0,
    "nib": 30.0, "izin-usaha": 168.0, "pbg": 500.0, "izin-praktik-kesehatan": 120.0, "izin-reklame": 150.0,
    "izin-penelitian": 60.0, "izin-lingkungan": 400.0, "kkpr": 340.0, "perbaikan-jalan": 330.0, "andalalin": 360.0,
    "pensiun": 420.0, "kenaikan-pangkat": 380.0, "surat-pengantar": 26.0, "legalisasi-dokumen": 26.0,
    "legalisasi-ijazah": 30.0, "keanggotaan-perpustakaan": 24.0, "kartu-pencari-kerja": 26.0, "uji-kir": 28.0,
    "pemakaman": 24.0, "pbb": 36.0, "bphtb": 90.0,
}  # fmt: skip
SERVICES: dict[str, ServicePlan] = {
    **{key: ServicePlan(hours, same_day=True) for key, hours in _CARE.items()},
    **{key: ServicePlan(hours, same_day=True, online=False) for key, hours in _AT_THE_PLACE.items()},
    **{key: ServicePlan(hours) for key, hours in _APPLICATIONS.items()},
}
ORDINARY_SERVICE = ServicePlan(96.0)
AROUND_THE_CLOCK = ("igd", "rawat-inap", "kebakaran", "penyelamatan", "tanggap-darurat")  # begun at any hour

# How many: an office's share by its type (data.demo.plan.TYPES), season and growth; two small offices stay small.
SIZE_SD, GROWTH = 0.2, 0.012  # sd of the log over offices; a quarter
SEASON = (1.04, 0.97, 1.03, 0.96)  # by quarter of the year
SMALL = {("sawahlunto", "bpbd"): 0.02, ("sawahlunto", "perpustakaan"): 0.12}  # in place of the type's size

# No blanks in what groups are made of: a handful everywhere would be a small group everywhere, and hide another with it.
# Channels. Online share: logit by city, type (TypePlan.online) and quarter; then a launch adds share points.
ONLINE = {"semarang": 0.38, "tangerang-selatan": 0.40, "binjai": 0.12, "sawahlunto": 0.09}  # middle of the quarters
ONLINE_GROWTH = 0.03  # log-odds a quarter
ONLINE_JUMP = 0.30  # share points that a launch adds in the end: jump x (1 - exp(-(e + 1) / 2)) e quarters after it
ONLINE_MOST = 0.95
REST: dict[str, dict[str, float]] = {  # of what does not come online
    "semarang": {"counter": 0.76, "mobile": 0.08, "kiosk": 0.16},
    "tangerang-selatan": {"counter": 0.72, "mobile": 0.08, "kiosk": 0.20},
    "binjai": {"counter": 0.82, "mobile": 0.18},
    "sawahlunto": {"counter": 0.74, "mobile": 0.26},
}

# Processing: the medians above, times the city, times what a launch leaves of them from its quarter on.
HOURS_CITY = {"semarang": 1.0, "tangerang-selatan": 0.95, "binjai": 1.15, "sawahlunto": 1.3}
HOURS_SPREAD, SAME_DAY_SPREAD = 0.75, 0.5  # sd of the log
HOURS_AFTER_LAUNCH = {"disdukcapil": 1 / 3, "dpmptsp": 0.5, "kecamatan": 0.5, "rsud": 0.85, "puskesmas": 0.85}
HOURS_AFTER_LAUNCH_ELSE = 0.65  # a launch without effect on satisfaction leaves the time as it was
NEVER_COMPLETED = {"semarang": 0.006, "tangerang-selatan": 0.004, "binjai": 0.012, "sawahlunto": 0.018}

# Minutes in the queue of the counter: median by type, times the city, falling every quarter and after a launch.
MINUTES = {
    "rsud": 62.0, "puskesmas": 48.0, "disdukcapil": 45.0, "bapenda": 30.0, "dishub": 34.0, "dinsos": 30.0,
    "dpmptsp": 24.0, "kecamatan": 18.0, "perpustakaan": 8.0, "damkar": 6.0,
}  # fmt: skip
MINUTES_ELSE = 22.0
MINUTES_CITY = {"semarang": 1.1, "tangerang-selatan": 1.0, "binjai": 0.9, "sawahlunto": 0.8}
MINUTES_A_QUARTER, MINUTES_AFTER_LAUNCH, MINUTES_SPREAD = 0.97, 0.75, 0.65
MINUTES_MOST = 1440

# Returned or rejected for correction, of what can be returned.
RETURNED = {"semarang": 0.07, "tangerang-selatan": 0.06, "binjai": 0.11, "sawahlunto": 0.13}
RETURNED_AFTER_LAUNCH = 0.55

# Complaints: each transaction leads to one with a chance that is the city's on average over its offices.
VOLUME = {"semarang": 0.105, "tangerang-selatan": 0.140, "binjai": 0.125, "sawahlunto": 0.160}
VOLUME_SD = 0.25  # sd of the log over offices
LAG = 3.0  # median days from the application to the complaint
KIND_SHARE: dict[str, tuple[float, ...]] = {  # in the order of the kinds
    "semarang": (0.30, 0.34, 0.26, 0.10),
    "tangerang-selatan": (0.24, 0.38, 0.29, 0.09),
    "binjai": (0.26, 0.36, 0.26, 0.12),
    "sawahlunto": (0.34, 0.30, 0.24, 0.12),
}
RESPONSE = {"semarang": 1.5, "tangerang-selatan": 1.3, "binjai": 1.6, "sawahlunto": 1.8}  # median days
SETTLING = dict(zip(KINDS, (1.5, 3.0, 7.0, 22.0), strict=True))  # median days from the response to the closing
RESPONSE_SPREAD, SETTLING_SPREAD = 0.8, 0.7
WEAK_HANDLING = 0.08  # log of both times, a point that the office's element "pengaduan" lies below its level
SLOW_UNIT, SLOW = ("semarang", "dpupr"), 4.0  # times both
SLOW_VOLUME = 2.0  # and that often complained about
ONLINE_HANDLING = ("binjai", quarter_of(2025, 2), 0.6)  # complaints are handled online from then on: times both
NEVER_ANSWERED, NEVER_CLOSED, NEVER_CLOSED_SLOW = 0.01, 0.02, 0.15
REOPENED = {"semarang": 0.04, "tangerang-selatan": 0.05, "binjai": 0.07, "sawahlunto": 0.06}
REOPENED_SLOW = 0.16
TOPIC = dict(zip(TOPICS, (0.18, 0.18, 0.05, 0.14, 0.08, 0.12, 0.12, 0.03, 0.10), strict=True))
TOPIC_OF = {  # the elements that a topic speaks of; how complaints are handled is no topic but a matter of time
    "time": ("waktu",), "procedure": ("persyaratan", "prosedur"), "cost": ("biaya",), "staff": ("kompetensi", "perilaku"),
    "facility": ("sarana",), "result": ("produk",),
}  # fmt: skip
TOPIC_WEAK = 0.25  # log of the odds of a topic, a point that its elements lie below the office's level
SYSTEM_AFTER_LAUNCH, SYSTEM_QUARTERS = 2.5, 4  # odds of the topic "system" in the quarters from a launch on

for _times in (ONLINE, HOURS_CITY, NEVER_COMPLETED, MINUTES_CITY, RETURNED, VOLUME, RESPONSE, REOPENED):
    assert tuple(_times) == tuple(CITIES)
assert tuple(REST) == tuple(KIND_SHARE) == tuple(CITIES)
assert {key for rest in REST.values() for key in rest} <= {level.key for level in CHANNEL.levels} - {"online"}
assert SLOW_UNIT[1] in CITIES[SLOW_UNIT[0]].offices
assert ONLINE_HANDLING[1] in QUARTERS


def tenth(median: float, spread: float) -> float:
    """The ninetieth percentile of a lognormal time."""
    return median * float(np.exp(TENTH * spread))
