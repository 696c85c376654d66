"""Rows of `partnership`: agreements as the cities report them, at the end of each year and on the day of the files."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

from data.demo.dates import last_day
from data.demo.plan import CITIES, QUARTERS
from data.demo.services import culture_plan as plan
from data.demo.staff.chance import days_within
from data.demo.streams import Rng, stream
from data.tables.culture import PARTNER_SCOPE, PARTNER_TYPE

NAMES = {  # no partner has such a name
    "university": "Universitas Contoh", "industry": "PT Contoh Teknologi", "training_body": "Lembaga Pelatihan Contoh",
    "government": "Instansi Contoh", "community": "Komunitas Contoh",
}  # fmt: skip
CITY_WIDE = 0.4  # of the agreements
REPORTED = tuple(q for q in QUARTERS if q % 4 == 3 or q == QUARTERS[-1])
COLUMNS = {
    "city": pa.string(), "unit": pa.string(), "quarter": pa.int32(), "partner_name": pa.string(),
    "partner_type": pa.int16(), "partner_scope": pa.int16(), "started_on": pa.date32(), "ended_on": pa.date32(),
    "participants": pa.int32(), "certificates": pa.int32(), "internships": pa.int32(),
}  # fmt: skip
assert tuple(NAMES) == tuple(level.key for level in PARTNER_TYPE.levels)


def rows(seed: int, city: str) -> pa.Table:
    """All reports of a city by quarter and partner; people are those so far, so they never fall."""
    rng = stream(seed, "services", "partnerships", city)
    found = [
        report
        for kind, of in plan.PARTNERSHIPS[city].items()
        for place in range(of.agreements)
        for report in _agreement(rng, city, kind, of, place)
    ]
    found.sort(key=lambda report: (report["quarter"], report["partner_name"]))
    columns = pd.DataFrame(found, columns=list(COLUMNS), dtype=object)
    return pa.table({name: pa.array(columns[name].tolist(), of) for name, of in COLUMNS.items()})


def _agreement(rng: Rng, city: str, kind: str, of: plan.PartnershipPlan, place: int) -> list[dict[str, object]]:
    """The reports of one agreement; people come evenly from its first day to its last."""
    scope = of.scopes[place % len(of.scopes)]
    (started,) = days_within(rng, np.array([plan.FIRST_START]), np.array([plan.LAST_START]))
    years = plan.YEARS_LONG[int(rng.random() * len(plan.YEARS_LONG))]
    ended = None if rng.random() < plan.OPEN_ENDED else started + np.timedelta64(365 * years - 1, "D")
    offices = CITIES[city].offices
    office, wide = offices[int(rng.random() * len(offices))], rng.random() < CITY_WIDE
    a_year = of.participants * round(float(np.exp(plan.PEOPLE_SD * rng.standard_normal())), 6)
    interns = of.internships * round(float(np.exp(plan.PEOPLE_SD * rng.standard_normal())), 6)
    found: list[dict[str, object]] = []
    for quarter in REPORTED:
        day = last_day(quarter)
        if day < started:
            continue
        passed = (min(day, day if ended is None else ended) - started) / np.timedelta64(365, "D")
        participants = round(a_year * passed)
        found.append(
            {
                "city": city,
                "unit": None if wide else f"{city}-{office}",
                "quarter": quarter,
                "partner_name": f"{NAMES[kind]} {chr(ord('A') + place)}",
                "partner_type": PARTNER_TYPE.code(kind),
                "partner_scope": PARTNER_SCOPE.code(scope),
                "started_on": started.item(),
                "ended_on": None if ended is None else ended.item(),
                "participants": participants,
                "certificates": round(participants * of.certificates),
                "internships": round(interns * passed) if scope == "internship" else 0,
            }
        )
    return found
