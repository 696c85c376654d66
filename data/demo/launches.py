"""System launches with dynamic effects, and the events that mark them and the other planted turns in trends."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.demo.dates import first_day, first_working_day
from data.demo.plan import (
    CITIES,
    LAUNCH_COHORTS,
    LAUNCH_EFFECT,
    LAUNCH_SIZE,
    LAUNCHES,
    NEVER_LAUNCHED,
    NEVER_RATE,
    QUARTERS,
    QUESTIONNAIRE_BREAK,
    Launch,
)
from data.demo.streams import stream
from data.tables import EVENT_KIND
from metrics.periods import quarter_of
from metrics.words import Words

# What is launched, by office without its city and place (`kec-tembalang` is a `kec`).
LAUNCHED: dict[str, Words] = {
    "disdukcapil": Words("Akta lahir daring diluncurkan", "Online birth certificates launched"),
    "dpmptsp": Words("Perizinan daring terpadu diluncurkan", "Integrated online licensing launched"),
    "rsud": Words("Pendaftaran rawat jalan daring diluncurkan", "Online outpatient registration launched"),
    "puskesmas": Words("Antrean daring puskesmas diluncurkan", "Online queue of the health centre launched"),
    "disdik": Words("Legalisasi ijazah daring diluncurkan", "Online legalisation of diplomas launched"),
    "dinsos": Words("Rekomendasi bantuan daring diluncurkan", "Online recommendation of aid launched"),
    "dishub": Words("Pendaftaran uji KIR daring diluncurkan", "Online booking of vehicle tests launched"),
    "disnaker": Words("Kartu pencari kerja daring diluncurkan", "Online job seeker card launched"),
    "bapenda": Words("Pembayaran PBB daring diluncurkan", "Online property tax payment launched"),
    "kec": Words("Surat pengantar digital diluncurkan", "Digital cover letters launched"),
}
OTHER_LAUNCH = Words("Layanan daring diluncurkan", "Online service launched")
QUESTIONNAIRE_TITLE = Words("Kuesioner baru berlaku", "New questionnaire in use")
# City-wide decisions without any effect: a mark in a trend is no proof of one.
POLICIES: tuple[tuple[str, int, Words], ...] = (
    ("semarang", quarter_of(2024, 3), Words("Standar pelayanan diperbarui", "Service standards renewed")),
    ("sawahlunto", quarter_of(2025, 1), Words("Forum konsultasi publik dimulai", "Public consultation forums begin")),
)


def launch_of(seed: int, city: str, office: str) -> Launch | None:
    """The launch at an office (unit key without the city), planted or drawn; None where there never is one."""
    for launch in LAUNCHES:
        if (launch.city, launch.office) == (city, office):
            return launch
    draw = stream(seed, "launch", city, office).random(2)
    if (city, office) in NEVER_LAUNCHED or draw[0] < NEVER_RATE:
        return None
    start = LAUNCH_COHORTS[int(draw[1] * len(LAUNCH_COHORTS))]
    return Launch(city, office, start, LAUNCH_EFFECT * LAUNCH_SIZE[start])


def effect(launch: Launch | None) -> npt.NDArray[np.float64]:
    """IKM points by quarter: 0 before, `size` (1 - exp(-(e + 1) / 2)) from the quarter of the launch (e = 0) on."""
    if launch is None:
        return np.zeros(len(QUARTERS))
    since = np.array(QUARTERS) - launch.quarter
    return np.where(since >= 0, np.round(launch.size * (1.0 - np.exp(-(since + 1.0) / 2.0)), 9), 0.0)


def events(seed: int) -> pd.DataFrame:
    """Rows of the table `event`, one per launch, questionnaire change and policy, by date."""
    rows: list[tuple[str, str | None, np.datetime64, str, Words]] = []
    for city, plan in CITIES.items():
        for office in plan.offices:
            launch = launch_of(seed, city, office)
            if launch is not None:
                title = LAUNCHED.get(office.split("-")[0], OTHER_LAUNCH)
                rows.append((city, f"{city}-{office}", first_working_day(launch.quarter), "deployment", title))
    broken, start, _ = QUESTIONNAIRE_BREAK
    rows.append((broken, None, first_day(start), "questionnaire", QUESTIONNAIRE_TITLE))
    rows += [(city, None, first_working_day(quarter), "policy", title) for city, quarter, title in POLICIES]
    found = pd.DataFrame(
        {
            "city": [row[0] for row in rows],
            "unit": pd.array([row[1] for row in rows], dtype="object"),
            "happened_on": np.array([row[2] for row in rows], "datetime64[s]"),
            "kind": np.array([EVENT_KIND.code(row[3]) for row in rows], "int16"),
            "title_id": [row[4].id for row in rows],
            "title_en": [row[4].en for row in rows],
        }
    )
    return found.sort_values(["happened_on", "city", "unit"], kind="stable", ignore_index=True)
