"""What was planted about adoption and resistance, as plain facts beside the data.

"planted" is the mean of the chances that were drawn with, so what is observed differs from it by sampling alone.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np

from data.demo.adoption import City, CityAdoption, plan, tables, use_plan
from data.demo.adoption.offices import LATER, MANDATORY
from data.demo.staff.chance import Flags, Floats, Ints
from metrics.periods import format_code

Truth = dict[str, Any]
BY_HAND = [s for s, key in enumerate(plan.KEYS) if "manual" not in use_plan.NOT_RECORDED.get(key, ())]
CURVE = (0, 1, 2, 3, 6, 9, 12, 18, 24)  # whole months since the system was there


def truth(cities: list[CityAdoption]) -> Truth:
    """All that is planted about adoption, ready for json."""
    of = [made.of for made in cities]
    return {
        "rows": {name: rows.num_rows for name, rows in tables(cities).items()},
        "months": [str(plan.FIRST_MONTH), str(plan.LAST_MONTH)],
        "note": "months to sustained use count from the month in which the office has the system; hazards are those of a "
        "proportional hazards model by month: 1 - exp(-exp(x))",
        "cities": {made.of.city: _city(made) for made in cities},
        "units": {unit: facts for made in cities for unit, facts in _units(made).items()},
        "systems": {key: _system(of, s) for s, key in enumerate(plan.KEYS)},
        "effects": {
            "literacy": {
                "culture_sd": plan.CULTURE_SD,
                "on_culture": plan.DL_ON_CULTURE,
                "on_age_sd": plan.DL_ON_AGE,
                "on_ability": plan.DL_ON_ABILITY,
                "on_motivation": plan.DL_ON_MOTIVATION,
            },
            "trait_of_resistance_on_literacy": plan.RTC_ON_DL,
            "dose_by_kind": {**plan.DOSE, "other": 1.0},
            "dose_worth": "(1 - exp(-.8 dose)) / (1 - exp(-.8)), of completed trainings in the area it, at most 3, from the month after",
            "adoption": asdict(plan.PLANTED.adoption) | {"by_system": plan.BASE_SYSTEM, "by_city": plan.BASE_CITY, "leads": plan.LEADS},
            "stopping": asdict(plan.PLANTED.stopping),
            "resistance": asdict(plan.PLANTED.resistance),
            "use": {name: asdict(part) for name, part in use_plan.PARTS.items()},
        },
        "drivers": {
            "strongest": "usefulness",
            "real": ["usefulness", "support"],
            "through_literacy": ["ease"],
            "null": ["cost"],
        },
        "segments": {name: asdict(segment) for name, segment in plan.SEGMENTS.items()},
        "readiness": {key: asdict(of) for key, of in use_plan.READY.items()},
        "manual_fall": {"city": "binjai", "log_odds": use_plan.MANUAL_FALL["binjai"]},
        "stops_more": {"city": plan.STOPS_MORE[0], "system": plan.STOPS_MORE[1], "log_hazard": plan.STOPS_MORE[2]},
        "straight_lining": {"unit": use_plan.STRAIGHT_LINING[0], "share": use_plan.STRAIGHT_LINING[1], "elsewhere": use_plan.LINING},
        "never_deployed": [
            unit for city in of for unit, launch in zip(city.offices.units, city.offices.launch, strict=True)
            if (launch == plan.NOT_LAUNCHED).all()
        ],
        "lost_log": {"unit": plan.NO_LOG[0], "system": plan.NO_LOG[1], "quarter": format_code(plan.NO_LOG[2])},
        "survey": {
            "waves": {format_code(quarter): share for quarter, share in use_plan.WAVES.items()},
            "answering_on_trait_of_resistance": use_plan.ANSWERS_ON_TRAIT,
            "note": "those who resist answer less: the mean of the answers lies below that of all staff",
        },
    }  # fmt: skip


def _city(made: CityAdoption) -> Truth:
    city, score = made.of, made.pulse.scores["resistance"]
    use, manual = made.use, _manual(made)
    return {
        "people": city.staff.who.size,
        "exposed_spells": int((city.spread.first != LATER).sum()),
        "sustained_spells": int((city.spread.sustained != LATER).sum()),
        "stopped": int((city.spread.stopped != LATER).sum()),
        "answers": int(score.size),
        "resistance_mean": round(float(score.mean()), 4),
        "resistance_all_staff_trait_mean": round(float(city.staff.resistance.mean()), 4),
        "answering_trait_mean": round(float(city.staff.resistance[made.pulse.given.person].mean()), 4),
        "manual_share_by_quarter": _by_quarter(made, np.ones(use.person.size, bool)),
        "manual_share": manual,
        "systems": {key: _system([city], s) for s, key in enumerate(plan.KEYS) if city.spread.at_risk[:, s].any()},
    }


def _units(made: CityAdoption) -> dict[str, Truth]:
    city, given, score = made.of, made.pulse.given, made.pulse.scores["resistance"]
    counts = np.bincount(given.office, minlength=len(city.offices.units))
    sums = np.bincount(given.office, score, minlength=len(city.offices.units))
    names = list(plan.SEGMENTS)
    return {
        unit: {
            "segment": names[city.offices.segment[i]],
            "culture": round(float(city.offices.culture[i]), 4),
            "launches": {
                key: {
                    "quarter": format_code(int(city.offices.launch[i, s])),
                    "mandatory": bool(city.offices.obliged[i, s] == MANDATORY),
                }
                for s, key in enumerate(plan.KEYS)
                if city.offices.launch[i, s] != plan.NOT_LAUNCHED
            },
            "answers": int(counts[i]),
            "resistance_mean": round(float(sums[i] / counts[i]), 4) if counts[i] else None,
            "manual_share_by_quarter": _by_quarter(made, made.use.office == i),
        }
        for i, unit in enumerate(city.offices.units)
    }


def _system(cities: list[City], system: int) -> Truth:
    """Planted share that uses it steadily by each month, and the first month by which half do; None: not reached."""
    hazard = sum((city.spread.hazard[:, system].sum(axis=0) for city in cities), np.zeros(plan.MONTHS.size))
    at_risk = sum((city.spread.at_risk[:, system].sum(axis=0) for city in cities), np.zeros(plan.MONTHS.size, np.int64))
    reached = planted(hazard, at_risk)
    return {
        "exposed": int(at_risk[0]),
        "median_months": half(reached),
        "sustained_by_month": {str(k): round(float(reached[k]), 4) for k in CURVE if k < reached.size},
    }


def planted(hazard: Floats, at_risk: Floats | Ints) -> Floats:
    """The share that uses it steadily after each month, by the chances that were drawn with; as long as some are at risk."""
    seen = at_risk > 0
    reached: Floats = 1.0 - np.cumprod(1.0 - hazard[seen] / at_risk[seen], dtype=np.float64)
    return reached


def half(reached: Floats) -> int | None:
    """The first month by which half use it; None: not reached."""
    found = np.flatnonzero(reached >= 0.5)
    return int(found[0]) if found.size else None


def _manual(made: CityAdoption) -> float:
    recorded = np.isin(made.use.system, BY_HAND)
    manual, digital = made.use.manual[recorded].sum(), made.use.digital[recorded].sum()
    return round(float(manual / (manual + digital)), 4)


def _by_quarter(made: CityAdoption, rows: Flags) -> dict[str, float]:
    """Manual share as observed, of the systems that record it; quarters without work are left out."""
    use = made.use
    rows = rows & np.isin(use.system, BY_HAND)
    quarter = use.month[rows] // 3
    manual, digital = (np.bincount(quarter, values[rows]) for values in (use.manual, use.digital))
    return {
        f"{2024 + q // 4}Q{q % 4 + 1}": round(float(manual[q] / (manual[q] + digital[q])), 4)
        for q in range(manual.size)
        if manual[q] + digital[q] > 0
    }
