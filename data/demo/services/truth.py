"""What was planted about transactions and complaints, as plain facts beside the data; `culture_truth` has the rest."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.special import ndtri

from data.demo.plan import QUARTERS
from data.demo.services import CityServices, complaints, plan, tables
from data.demo.services import transactions as made
from data.demo.services.culture_truth import culture, digital_index
from data.demo.staff.chance import Floats
from data.tables.services import TOPIC
from metrics.complaints.terms import KINDS, TOPICS
from metrics.periods import format_code
from metrics.satisfaction.elements import ELEMENT_KEYS

Truth = dict[str, Any]
GRID = ndtri((np.arange(80) + 0.5) / 80)  # a normal, eighty points of equal weight
NAMED = [format_code(quarter) for quarter in QUARTERS]


def truth(seed: int, cities: list[CityServices]) -> Truth:
    """All that is planted about services, ready for json."""
    return {
        "transactions": sum(city.transactions.rows.num_rows for city in cities),
        "rows": {name: rows.num_rows for name, rows in tables(cities).items()},
        "as_of": str(plan.AS_OF),
        "note": "what launches do here is planted beside what they do to satisfaction; before/after compares quarters",
        "cities": {city.city: _city(city) for city in cities},
        "units": {unit: facts for city in cities for unit, facts in _units(city).items()},
        "channel": {
            "jump": plan.ONLINE_JUMP,
            "jump_after": "jump x (1 - exp(-(e + 1) / 2)), e quarters after the launch; most " + str(plan.ONLINE_MOST),
            "log_odds_per_quarter": plan.ONLINE_GROWTH,
            "rest": plan.REST,
            "never_online": [key for key, of in plan.SERVICES.items() if not of.online],
        },
        "processing": {
            "hours_before": {
                service: {
                    "median": of.hours,
                    "p90": round(plan.tenth(of.hours, _spread(of)), 2),
                    "same_day": of.same_day,
                }
                for service, of in sorted(_services(cities).items())
            },
            "by_city": plan.HOURS_CITY,
            "spread": {"same_day": plan.SAME_DAY_SPREAD, "other": plan.HOURS_SPREAD},
            "after_launch": {
                "by_unit_type": {key: round(left, 4) for key, left in plan.HOURS_AFTER_LAUNCH.items()},
                "other": plan.HOURS_AFTER_LAUNCH_ELSE,
            },
            "never_completed": plan.NEVER_COMPLETED,
        },
        "waiting": {
            "per_quarter": plan.MINUTES_A_QUARTER,
            "after_launch": plan.MINUTES_AFTER_LAUNCH,
            "p90_over_median": round(plan.tenth(1.0, plan.MINUTES_SPREAD), 4),
            "round_the_clock": list(plan.AROUND_THE_CLOCK),
        },
        "returned": {"by_city": plan.RETURNED, "after_launch": plan.RETURNED_AFTER_LAUNCH},
        "complaints": _complaints(),
        "culture": culture(cities),
        "digital_index": digital_index(seed, cities),
    }


def _spread(of: plan.ServicePlan) -> float:
    return plan.SAME_DAY_SPREAD if of.same_day else plan.HOURS_SPREAD


def _services(cities: list[CityServices]) -> dict[str, plan.ServicePlan]:
    keys = {key for city in cities for key in city.transactions.services}
    return {key: plan.SERVICES.get(key, plan.ORDINARY_SERVICE) for key in keys}


def _complaints() -> Truth:
    city, office = plan.SLOW_UNIT
    where, since, left = plan.ONLINE_HANDLING
    return {
        "settling_days": {
            kind: {"median": days, "p90": round(plan.tenth(days, plan.SETTLING_SPREAD), 2)}
            for kind, days in plan.SETTLING.items()
        },
        "p90_over_median": {
            "response": round(plan.tenth(1.0, plan.RESPONSE_SPREAD), 4),
            "settling": round(plan.tenth(1.0, plan.SETTLING_SPREAD), 4),
        },
        "slower_per_point_of_weak_handling": round(float(np.exp(plan.WEAK_HANDLING)), 4),
        "slow_unit": {
            "unit": f"{city}-{office}",
            "times": plan.SLOW,
            "volume": plan.SLOW_VOLUME,
            "never_closed": plan.NEVER_CLOSED_SLOW,
            "reopened": plan.REOPENED_SLOW,
        },
        "online_handling": {"city": where, "quarter": format_code(since), "times": left},
        "never_answered": plan.NEVER_ANSWERED,
        "never_closed": plan.NEVER_CLOSED,
        "system_after_launch": {"odds": plan.SYSTEM_AFTER_LAUNCH, "quarters": plan.SYSTEM_QUARTERS},
    }


def _city(city: CityServices) -> Truth:
    of, name = city.transactions, city.city
    return {
        "transactions": of.rows.num_rows,
        "online_planted": _by_quarter(np.bincount(of.quarter, of.online) / np.bincount(of.quarter)),
        "returned_before_launch": plan.RETURNED[name],
        "complaints": city.complaints.rows.num_rows,
        "complaints_per_1000_planted": round(1000.0 * plan.VOLUME[name], 4),
        "kinds": dict(zip(KINDS, plan.KIND_SHARE[name], strict=True)),
        "reopened": plan.REOPENED[name],
        "response_days_median": plan.RESPONSE[name],
    }


def _units(city: CityServices) -> dict[str, Truth]:
    of, name = city.transactions, city.city
    shares, medians = made.online_shares(name, city.offices), made.waiting_medians(name, city.offices)
    slower, weak = complaints.slowness(city.offices), complaints.weakness(city.offices)
    topics = complaints.topic_shares(city.offices)
    counts = np.bincount(of.office, minlength=len(city.offices))
    found = {}
    for i, office in enumerate(city.offices):
        launch = None if office.launch is None else format_code(office.launch.quarter)
        found[office.unit] = {
            "transactions": int(counts[i]),
            "launch": launch,
            "online_of_those_that_can": _by_quarter(shares[i]),
            "hours_left_by_launch": None if launch is None else round(made.after_launch(office), 4),
            "waiting_median": _by_quarter(medians[i]),
            "complaints_per_1000": round(1000.0 * float(city.complaints.chance[i]), 4),
            "weakest_element": ELEMENT_KEYS[int(np.argmax(weak[i]))],
            "weakness": {key: round(float(weak[i, k]), 4) for k, key in enumerate(ELEMENT_KEYS)},
            "slower": round(float(slower[i]), 4),
            "response_days_median": round(plan.RESPONSE[name] * float(slower[i]), 4),
            "never_closed": complaints.never_closed(office),
            "days_to_close_median": round(_median_to_close(name, float(slower[i]), complaints.never_closed(office)), 2),
            "topics": {key: round(float(topics[i, :, TOPIC.code(key)].mean()), 4) for key in TOPICS},
        }
    return found


def _median_to_close(city: str, slower: float, never: float) -> float:
    """Days by which half of all complaints are closed, without what online handling changes: those never closed count.

    Response and settling are independent lognormals, over kinds in their shares; read off a grid of their quantiles.
    """
    respond = plan.RESPONSE[city] * slower * np.exp(plan.RESPONSE_SPREAD * GRID)
    settle = np.array(tuple(plan.SETTLING.values()))[:, None] * slower * np.exp(plan.SETTLING_SPREAD * GRID)
    days = respond[None, :, None] + settle[:, None, :]
    weight = np.broadcast_to(np.array(plan.KIND_SHARE[city])[:, None, None], days.shape).ravel()
    order = np.argsort(days, axis=None)
    reached = np.cumsum(weight[order]) / weight.sum() * (1.0 - never) * (1.0 - plan.NEVER_ANSWERED)
    return float(days.ravel()[order[np.searchsorted(reached, 0.5)]])


def _by_quarter(values: Floats) -> dict[str, float]:
    return dict(zip(NAMED, (round(float(value), 4) for value in values), strict=True))
