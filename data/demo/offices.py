"""The offices of a city: how many answer in each quarter, and what is planted there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data import reference
from data.demo.launches import effect, launch_of
from data.demo.plan import (
    CITIES,
    CLUSTER_MEMORY,
    CLUSTER_SD,
    DEFAULT_RESPONSES,
    ELEMENT_OFFSET,
    LAUNCH_ON_ELEMENT,
    MIDDLE,
    NO_SURVEY,
    NO_SURVEY_RATE,
    ORDINARY,
    QUARTERS,
    QUESTIONNAIRE_BREAK,
    SEASON,
    SERVICE_SD,
    STRAIGHT_LINING,
    TYPES,
    UNIT_ELEMENT_SD,
    UNIT_SD,
    Launch,
)
from data.demo.streams import stream

Floats = npt.NDArray[np.float64]
YEAR = 4  # quarters
MIN_USERS_FACTOR = 4.0  # visitors a year for each respondent a year, at least


@dataclass(frozen=True)
class Office:
    """One office with what is planted there. Arrays over the twelve quarters, the nine elements, its services."""

    city: str
    unit: str
    unit_type: str
    counts: npt.NDArray[np.int64]  # responses a quarter; zero: no survey
    effect: float  # what the office and its type add to the city's level
    level: Floats  # IKM points a quarter, without composition and launch
    launch: Launch | None
    points: Floats  # quarter x element: what each element's mean is before composition and service
    services: tuple[str, ...]
    service_share: Floats
    service_effect: Floats
    annual_users: int
    lining: float  # share of respondents who tick one score from top to bottom


def totals(responses: int) -> dict[str, int]:
    """Responses of each city; they add up to `responses`."""
    shares = np.array([plan.share for plan in CITIES.values()])
    return dict(zip(CITIES, apportion(shares, responses).tolist(), strict=True))


def offices(seed: int, city: str, responses: int) -> list[Office]:
    """The offices of a city that share its `responses` exactly, in the order of the plan."""
    plan = CITIES[city]
    units = reference.units().set_index("unit")
    services = reference.services()
    keys = [f"{city}-{office}" for office in plan.offices]
    types = [str(units.at[key, "unit_type"]) for key in keys]
    sizes = np.array([_size(seed, key, kind) for key, kind in zip(keys, types, strict=True)])
    sizes[[office in plan.fixed_counts for office in plan.offices]] = 0.0
    counts = _counts(seed, city, sizes, responses)

    own = np.array([UNIT_SD * stream(seed, "unit", key).standard_normal() for key in keys])
    own -= np.round((own * sizes).sum() / sizes.sum(), 9)  # the city's level stays what is planted
    shared = np.array([TYPES.get(kind, ORDINARY).effect for kind in types])
    launches = [launch_of(seed, city, office) for office in plan.offices]
    clusters = [_clusters(seed, key) for key in keys]
    added = np.array([own[i] + shared[i] + clusters[i] + effect(launches[i]) for i in range(len(keys))])
    settled = round(plan.settled - _last_year(added, sizes), 6)
    found = []
    for i, (key, kind) in enumerate(zip(keys, types, strict=True)):
        level = plan.level + _over_time(city) + own[i] + shared[i] + clusters[i] + settled
        launch = launches[i]
        mine = services.loc[services["unit_type"] == kind, "service"].tolist()
        share, worth = _services(seed, key, len(mine))
        found.append(
            Office(
                city=city,
                unit=key,
                unit_type=kind,
                counts=counts[i],
                effect=float(own[i] + shared[i]),
                level=level,
                launch=launch,
                points=_points(seed, city, key, level, launch),
                services=tuple(mine),
                service_share=share,
                service_effect=worth,
                annual_users=_users(seed, key, city, sizes[i] / sizes.sum()),
                lining=STRAIGHT_LINING[2] if (city, plan.offices[i]) == STRAIGHT_LINING[:2] else 0.0,
            )
        )
    return found


def _last_year(added: Floats, sizes: Floats) -> float:
    """What offices, chance and launches add to a city's level in the last year, by the size of the offices.

    It is the same in every demo: the places compared differ as planted, whatever is drawn for their offices.
    """
    return float(np.round((added[:, -YEAR:].mean(axis=1) * sizes).sum() / sizes.sum(), 6))


def _size(seed: int, unit: str, unit_type: str) -> float:
    return float(np.round(TYPES.get(unit_type, ORDINARY).size * np.exp(0.15 * stream(seed, "size", unit).normal()), 6))


def _counts(seed: int, city: str, sizes: Floats, responses: int) -> npt.NDArray[np.int64]:
    """office x quarter, adding up to `responses`; offices of fixed counts first, quarters without a survey empty."""
    plan = CITIES[city]
    weights = np.empty((len(plan.offices), len(QUARTERS)))
    fixed = np.zeros(weights.shape, np.int64)
    for i, office in enumerate(plan.offices):
        rng = stream(seed, "counts", city, office)
        weights[i] = sizes[i] * np.round(np.exp(0.12 * rng.standard_normal(len(QUARTERS))), 6)
        missed = rng.random(len(QUARTERS)) < NO_SURVEY_RATE
        launch = launch_of(seed, city, office)
        if launch is None:  # an office with a launch is always surveyed: its before and after are the point
            weights[i, missed] = 0.0
        weights[i, [(city, office, quarter) in NO_SURVEY for quarter in QUARTERS]] = 0.0
        if office in plan.fixed_counts:
            fixed[i], weights[i] = plan.fixed_counts[office], 0.0
    left = responses - int(fixed.sum())
    if left < np.count_nonzero(weights) * 5:
        raise ValueError(f"too few responses for {city}: {responses}; ask for 6000 or more over the four cities")
    return fixed + apportion(weights.ravel(), left).reshape(weights.shape)


def apportion(weights: Floats, total: int) -> npt.NDArray[np.int64]:
    """`total` split by weight into whole numbers, largest remainders first (ties: earlier first)."""
    exact = np.round(weights / weights.sum() * total, 6)
    whole: npt.NDArray[np.int64] = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - whole), kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return whole


def _over_time(city: str) -> Floats:
    quarters = np.array(QUARTERS)
    level: Floats = CITIES[city].drift * (quarters - MIDDLE) + np.array(SEASON)[quarters % 4]
    broken, start, shift = QUESTIONNAIRE_BREAK
    level[(quarters >= start) & (city == broken)] += shift
    return level


def _clusters(seed: int, unit: str) -> Floats:
    """A stationary AR(1) over the quarters, shared by all respondents of the office in the quarter."""
    shocks = stream(seed, "cluster", unit).standard_normal(len(QUARTERS))
    values = np.empty(len(QUARTERS))
    values[0] = shocks[0]
    for t in range(1, len(QUARTERS)):
        values[t] = CLUSTER_MEMORY * values[t - 1] + np.sqrt(1 - CLUSTER_MEMORY * CLUSTER_MEMORY) * shocks[t]
    return CLUSTER_SD * values


def _points(seed: int, city: str, unit: str, level: Floats, launch: Launch | None) -> Floats:
    own = UNIT_ELEMENT_SD * stream(seed, "elements", unit).standard_normal(len(ELEMENT_OFFSET))
    offset = np.array([value + CITIES[city].weak.get(name, 0.0) for name, value in ELEMENT_OFFSET.items()]) + own
    offset -= offset.mean()  # elements differ around the level, they do not move it
    gain = effect(launch)[:, None] * np.array(tuple(LAUNCH_ON_ELEMENT.values()))
    points: Floats = level[:, None] + offset + gain
    return points


def _services(seed: int, unit: str, n: int) -> tuple[Floats, Floats]:
    """Shares that add up to one and effects whose weighted mean is zero."""
    rng = stream(seed, "services", unit)
    share = rng.dirichlet(4.0 / np.arange(1, n + 1))
    worth = SERVICE_SD * rng.standard_normal(n)
    return np.round(share, 9), np.round(worth - (worth * share).sum(), 9)


def _users(seed: int, unit: str, city: str, share: float) -> int:
    """Users a year: a few for each respondent where few come, many where the office is busy; two digits kept."""
    plan = CITIES[city]
    fixed = plan.fixed_counts.get(unit.removeprefix(f"{city}-"))
    yearly = sum(fixed) / 3 if fixed else DEFAULT_RESPONSES * plan.share * share / 3
    users = round(yearly * (MIN_USERS_FACTOR + float(np.exp(stream(seed, "users", unit).normal(2.5, 0.8)))))
    return round(users, 2 - len(str(users)))
