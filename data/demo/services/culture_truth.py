"""What was planted about activities, innovations, partnerships and the digital index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from data.demo.plan import QUARTERS
from data.demo.services import activities, digital
from data.demo.services import culture_plan as plan
from data.demo.services.activities import KINDS
from metrics.periods import format_code

if TYPE_CHECKING:
    from data.demo.services import CityServices

Truth = dict[str, Any]


def culture(cities: list[CityServices]) -> Truth:
    """Activities, innovations and partnerships."""
    where, since, more = plan.FORUMS_BEGIN
    return {
        "activities": {
            "expected": {city.city: _expected(city) for city in cities},
            "attended_of_posts": plan.ATTENDED,
            "ideas_per_attendance": plan.IDEAS_A_PERSON,
            "ideas_unknown": plan.IDEAS_UNKNOWN,
            "adopted": plan.ADOPTED,
            "forums_begin": {"city": where, "quarter": format_code(since), "times": more},
        },
        "innovations": {
            "per_office_and_quarter": plan.INNOVATION_RATE,
            "piloted": plan.PILOTED,
            "ran_of_piloted": plan.RAN,
            "pilot_days_median": plan.PILOT_DAYS,
            "running_days_median": plan.RUNNING_DAYS,
            "p90_over_median": round(float(np.exp(1.2815515655446004 * plan.STAGE_SPREAD)), 4),
            "stopped": {"gone_no_further": plan.STOPPED, "in_use": plan.STOPPED_IN_USE},
            "rich": [_rich(city, unit, ideas, cities) for (city, unit), ideas in plan.RICH.items()],
        },
        "partnerships": {
            city.city: {
                "agreements": {kind: of.agreements for kind, of in plan.PARTNERSHIPS[city.city].items()},
                **_people(city),
            }
            for city in cities
        },
    }


def digital_index(seed: int, cities: list[CityServices]) -> Truth:
    """By city: the exact index of every assessment, by quarter and assessor."""
    return {
        "about": {
            "spbe": {
                city: dict(zip(map(str, plan.SPBE_YEARS), about, strict=True))
                for city, about in plan.SPBE_LEVEL.items()
            },
            "pemdi": plan.PEMDI_LEVEL,
        },
        "weakest_domain": min(plan.SPBE_BY_DOMAIN, key=lambda domain: plan.SPBE_BY_DOMAIN[domain]),
        "cities": {
            city.city: [
                {
                    "regime": regime,
                    "quarter": format_code(quarter),
                    "assessor": assessor,
                    "index": round(digital.index(regime, given), 4),
                }
                for (regime, quarter, assessor), given in digital.levels(seed, city.city).items()
            ]
            for city in cities
        },
    }


def _expected(city: CityServices) -> Truth:
    """Activities expected by kind, over offices and quarters."""
    expected = activities.rates(city.city, city.offices).sum(axis=(0, 2))
    return {kind: round(float(value), 4) for kind, value in zip(KINDS, expected, strict=True)}


def _rich(name: str, unit: str, ideas: int, cities: list[CityServices]) -> Truth:
    (office,) = [o for city in cities for o in city.offices if o.unit == f"{name}-{unit}"]
    assert office.launch is not None
    return {
        "unit": office.unit,
        "innovations": ideas,
        "ideas_from": format_code(plan.RICH_IDEAS[0]),
        "ideas_to": format_code(plan.RICH_IDEAS[1]),
        "launch": format_code(office.launch.quarter),
        "satisfaction_rises_by": round(office.launch.size, 4),
        "note": "many innovations ran before; whether satisfaction rises afterwards is planted by the launch alone",
    }


def _people(city: CityServices) -> Truth:
    """Totals of the latest reports."""
    rows = city.rows["partnership"].to_pandas()
    latest = rows[rows["quarter"] == QUARTERS[-1]]
    return {name: int(latest[name].sum()) for name in ("participants", "certificates", "internships")}
