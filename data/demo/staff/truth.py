"""What was planted about staff, as plain facts beside the data; "observed" differs from "planted" by sampling alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from data.demo.launches import launch_of
from data.demo.staff import CityStaff, plan, tables
from data.demo.staff.catalogue import PROGRAMMES
from data.demo.staff.chance import share
from data.demo.staff.register import NEVER
from data.demo.staff.reviews import difficulty_shares, on_time_places
from data.demo.staff.training import DUTY, JP, planned_reach
from data.tables.staff import DEGREE, DIFFICULTY, POSITION
from metrics.ip_asn.terms import DISCIPLINE
from metrics.performance.terms import RATINGS
from metrics.periods import format_code, quarter_of
from metrics.training.terms import AREAS

Truth = dict[str, Any]
TENTH = 1.2815515655446004  # standard normal quantile of 0.9


def truth(seed: int, cities: list[CityStaff]) -> Truth:
    """All that is planted about staff, ready for json."""
    made = tables(cities)
    return {
        "posts": sum(sum(city.posts.values()) for city in cities),
        "rows": {name: rows.num_rows for name, rows in made.items()},
        "as_of": plan.AS_OF,
        "cities": {city.people.city: _city(city) for city in cities},
        "units": {unit: facts for city in cities for unit, facts in _units(seed, city).items()},
        "traits": {"correlation": plan.TRAITS_CORRELATION, "scale": "N(0, 1)"},
        "register": {
            "moves_a_year": plan.MOVES_A_YEAR,
            "degree_by_position": {
                position: dict(zip((level.key for level in DEGREE.levels), shares, strict=True))
                for position, shares in plan.DEGREE_SHARE.items()
            },
        },
        "training": _training(),
        "skills": {
            "base": plan.SKILL_BASE,
            "weakest": min(plan.SKILL_BASE, key=lambda skill: plan.SKILL_BASE[skill]),
            "city": plan.SKILL_CITY,
            "drift_per_wave": plan.SKILL_DRIFT,
            "waves": list(plan.WAVES),
            "gain_per_training": plan.SKILL_GAIN,
            "trainings_that_count": plan.SKILL_GAIN_MOST,
            "on_ability": plan.SKILL_ON_ABILITY,
        },
        "performance": _performance(cities),
        "discipline": {
            "a_year": plan.SANCTIONS_A_YEAR,
            "levels": dict(zip(DISCIPLINE, plan.SANCTION_SHARE, strict=True)),
        },
    }


def _training() -> Truth:
    """What is planted for all cities alike."""
    on_time = np.array(plan.PACE) * (1.0 - np.array([plan.LATE] * 3 + [0.0]))
    pace = on_time + plan.LATE * np.array([0.0, *plan.PACE[:3]])
    return {
        "duty_jp": DUTY,
        "reach_by_position": dict(zip((p.key for p in POSITION.levels), plan.REACH_BY_POSITION, strict=True)),
        "reach_on_motivation": plan.REACH_ON_MOTIVATION,
        "pace": {f"Q{i + 1}": round(float(value), 4) for i, value in enumerate(pace)},
        "programmes": len(PROGRAMMES),
        "completed": {
            f"{kind}_{'certificate' if scheme else 'plain'}": p for (kind, scheme), p in plan.COMPLETED.items()
        },
        "certified": plan.CERTIFIED,
        "gain": {
            "by_area": plan.GAIN,
            "weak_partner": plan.WEAK_PARTNER,
            "weak_partner_gap": plan.WEAK_PARTNER_GAP,
            "sd": plan.GAIN_SD,
            "tested_of_completed": plan.SCORED,
        },
        "reaction": {
            "shares": {str(i + 1): value for i, value in enumerate(plan.REACTION_SHARE)},
            "correlation_with_gain": plan.REACTION_WITH_GAIN,
            "note": "L1 reaction is nearly unrelated to L2 gain: how much participants liked a training says nothing "
            "worth knowing about how much they learned",
        },
        "cost_mean": plan.COST,
        "cost_unknown": plan.COST_UNKNOWN,
    }


def _performance(cities: list[CityStaff]) -> Truth:
    late_city, late, late_share = plan.LATE_REPORTERS
    open_city, open_unit, open_share = plan.OPEN_OFFICE
    return {
        "late_unit": {"unit": f"{late_city}-{late}", "on_time": late_share},
        "evaluation_days": {
            city: {"median": median, "p90": round(median * float(np.exp(TENTH * plan.EVALUATION_SPREAD)), 2)}
            for city, median in plan.EVALUATION_DAYS.items()
        },
        "open_unit": {"unit": f"{open_city}-{open_unit}", "share": open_share, "since": format_code(plan.OPEN_SINCE)},
        "open_elsewhere": plan.OPEN,
        "ratings": {name: dict(zip(RATINGS, shares, strict=True)) for name, shares in plan.RATING_SHARE.items()},
        "all_good_unit": {
            "unit": "-".join(plan.ALL_GOOD_OFFICE),
            "good": round(_good(plan.ALL_GOOD, plan.ALL_GOOD), 4),
            "note": "satisfaction of its citizens falls in the last year",
        },
        "digital_difficulty": {
            "before_launch": plan.DIGITAL,
            "after_launch": plan.DIGITAL_AFTER_LAUNCH,
            "quarters": plan.LAUNCH_QUARTERS,
        },
        "difficulty_by_type": {
            kind: {
                level.key: round(float(value), 4)
                for level, value in zip(
                    DIFFICULTY.levels, difficulty_shares(city.people, False)[city.people.unit_types.index(kind)], strict=True
                )
            }
            for city in reversed(cities)
            for kind in sorted(set(city.people.unit_types))
        },
    }  # fmt: skip


def _good(result: tuple[float, ...], behaviour: tuple[float, ...]) -> float:
    """Share of "Baik" where ratings are independent: both meet, or one is above and the other meets."""
    return result[1] * behaviour[1] + result[2] * behaviour[1] + result[1] * behaviour[2]


def _city(city: CityStaff) -> Truth:
    who, name = city.people, city.people.city
    planned, reached = planned_reach(city.training.years), _reached(city)
    last = np.datetime64("2026-09-30", "D")
    return {
        "posts": sum(city.posts.values()),
        "people": who.size,
        "at_work": int(who.at_work(np.arange(who.size), np.full(who.size, last)).sum()),
        "left": int((who.left_on != NEVER).sum()),
        "entered": int((who.entered_on >= np.datetime64(plan.FIRST_DAY, "D")).sum()),
        "moved": int((who.moved_on != NEVER).sum()),
        "participations": city.training.rows.num_rows,
        "reach_20jp_planned": {str(year): round(p, 4) for year, p in zip(plan.YEARS, planned, strict=True)},
        "reach_20jp_observed": {str(year): round(p, 4) for year, p in zip(plan.YEARS, reached, strict=True)},
        "reach_note": "planned to the end of each year, among those at work all year; 2026 is observed to its third quarter",
        "elearning_reach": dict(zip(map(str, plan.YEARS), plan.ELEARNING[name], strict=True)),
        "interactions_mean": plan.INTERACTIONS[name],
        "area_mix": dict(zip(AREAS, plan.AREA_MIX[name], strict=True)),
        "plan_done": plan.PLAN_DONE[name],
        "skill_level": plan.SKILL_CITY[name],
    }


def _reached(city: CityStaff) -> list[float]:
    """By year: the share that completed 20 JP among those at work all year."""
    trained, years = city.training, city.training.years
    year = trained.ended_on.astype("datetime64[Y]").astype(np.int64) + 1970 - plan.YEARS[0]
    earned = np.bincount(
        trained.person * len(plan.YEARS) + year,
        JP[trained.programme] * trained.completed,
        minlength=city.people.size * len(plan.YEARS),
    ).reshape(-1, len(plan.YEARS))
    whole = [years.person[years.whole & (years.year == y)] for y in range(len(plan.YEARS))]
    return [float((earned[people, y] >= DUTY).mean()) for y, people in enumerate(whole)]


def _units(seed: int, city: CityStaff) -> dict[str, Truth]:
    who = city.people
    on_time = share(on_time_places(seed, who))
    everyone, last = np.arange(who.size), np.full(who.size, np.datetime64("2026-09-30", "D"))
    here = who.office(everyone, last)[who.at_work(everyone, last)]
    at_work = np.bincount(here, minlength=len(who.units))
    found = {}
    for i, unit in enumerate(who.units):
        launch = launch_of(seed, who.city, unit.removeprefix(f"{who.city}-"))
        after = [] if launch is None else range(launch.quarter, launch.quarter + plan.LAUNCH_QUARTERS)
        found[unit] = {
            "unit_type": who.unit_types[i],
            "posts": city.posts[unit],
            "at_work": int(at_work[i]),
            "on_time": round(float(on_time[i]), 4),
            "digital_difficulty_after_launch_in": [format_code(q) for q in after if q < quarter_of(2026, 4)],
        }
    return found
