"""What was planted, as plain facts beside the data: what estimators are measured against.

"planted" is the mean that the answers were drawn around, so "observed" differs from it by sampling alone ("bias").
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from data.demo import launches, plan
from data.demo.people import BLANK
from data.demo.responses import CityResponses
from data.tables import AGE_BAND, CHANNEL, EDUCATION, Enumeration
from metrics.periods import format_code
from metrics.satisfaction.elements import ELEMENT_KEYS

Truth = dict[str, Any]
MIX = (CHANNEL, AGE_BAND, EDUCATION)  # what the adjusted figures hold equal
SHOWN_FROM, FIRM_FROM = 5, 30  # respondents a cell needs to be shown, and to be no mere indication


def path_for(store: Path) -> Path:
    """The file beside a store that holds its truth."""
    return store.with_name(f"{store.name}.truth.json")


def write(truth: Truth, path: Path) -> None:
    """Writes the truth so that a reader sees all of it or the one before, never half of it."""
    unfinished = path.with_name(f"{path.name}.part")
    with unfinished.open("w", encoding="utf-8") as file:
        json.dump(truth, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def truth(seed: int, cities: list[CityResponses]) -> Truth:
    """All that is planted in these cities, ready for json; the same to the byte for the same seed and size."""
    broken, start, shift = plan.QUESTIONNAIRE_BREAK
    lining_city, lining_office, lining_share = plan.STRAIGHT_LINING
    offices = [office for city in cities for office in city.offices]
    quarters = [format_code(quarter) for quarter in plan.QUARTERS]
    return {
        "synthetic": True,
        "seed": seed,
        "responses": sum(city.rows.num_rows for city in cities),
        "quarters": quarters,
        "cities": {city.offices[0].city: _city(city) for city in cities},
        "units": {unit: facts for city in cities for unit, facts in _units(city).items()},
        "ranks": _ranks(cities),
        "effects": {
            "channel": _by_level(CHANNEL, plan.CHANNEL_EFFECT),
            "age": _by_level(AGE_BAND, plan.AGE_EFFECT),
            "education": _by_level(EDUCATION, plan.EDUCATION_EFFECT),
            "season": {f"Q{i + 1}": value for i, value in enumerate(plan.SEASON)},
            "cluster": {"sd": plan.CLUSTER_SD, "memory": plan.CLUSTER_MEMORY},
        },
        "launches": [
            {
                "unit": office.unit,
                "quarter": format_code(office.launch.quarter),
                "size": round(office.launch.size, 4),
                "effect": _over(quarters, launches.effect(office.launch)),
            }
            for office in offices
            if office.launch is not None
        ],
        "launch_on_element": plan.LAUNCH_ON_ELEMENT,
        "never_launched": [office.unit for office in offices if office.launch is None],
        "policies_without_effect": [
            {"city": city, "quarter": format_code(quarter)} for city, quarter, _ in launches.POLICIES
        ],
        "questionnaire_break": {"city": broken, "quarter": format_code(start), "shift": shift},
        "straight_lining": {"unit": f"{lining_city}-{lining_office}", "share": lining_share},
        "blanks": {**plan.ELEMENT_BLANKS, **plan.PEOPLE_BLANKS},
        "no_survey": [
            {"unit": office.unit, "quarter": quarters[t]} for office in offices for t in np.flatnonzero(office.counts == 0)
        ],
        "hidden_cells": _small(cities, quarters, 1, SHOWN_FROM),
        "indicative_cells": _small(cities, quarters, SHOWN_FROM, FIRM_FROM),
    }  # fmt: skip


def _city(city: CityResponses) -> Truth:
    of = plan.CITIES[city.offices[0].city]
    everyone = np.ones(city.quarter.size, bool)
    return {
        "level": of.level,
        "drift_per_quarter": of.drift,
        **_facts(city, everyone),
        "ikm_planted_by_quarter": _over(
            [format_code(quarter) for quarter in plan.QUARTERS],
            np.bincount(city.quarter, city.planted.mean(axis=1)) / np.bincount(city.quarter),
        ),
        "mix": {
            column.name: {
                level.key: round(float(np.mean(codes[codes != BLANK] == code)), 4)
                for code, level in enumerate(column.levels[: len(effects)])
            }
            for column, codes, effects in (
                (CHANNEL, city.people.channel, plan.CHANNEL_EFFECT),
                (AGE_BAND, city.people.age, plan.AGE_EFFECT),
                (EDUCATION, city.people.education, plan.EDUCATION_EFFECT),
            )
        },
    }


def _units(city: CityResponses) -> dict[str, Truth]:
    found = {}
    for i, office in enumerate(city.offices):
        found[office.unit] = {
            "city": office.city,
            "unit_type": office.unit_type,
            "effect": round(office.effect, 4),
            "annual_users": office.annual_users,
            **_facts(city, city.office == i),
            "level_by_quarter": _over([format_code(quarter) for quarter in plan.QUARTERS], office.level),
            "responses_by_quarter": dict(zip(map(format_code, plan.QUARTERS), office.counts.tolist(), strict=True)),
        }
    return found


def _facts(city: CityResponses, rows: npt.NDArray[np.bool_]) -> Truth:
    """Planted and observed IKM of some rows, and the planted elements, weakest first."""
    planted = city.planted[rows].mean(axis=0)
    observed = []
    for key in ELEMENT_KEYS:
        scores = city.rows[key].to_numpy()[rows]
        observed.append(np.nanmean(scores) * 25.0)
    order = sorted(range(len(ELEMENT_KEYS)), key=lambda k: (round(planted[k], 4), k))
    return {
        "responses": int(rows.sum()),
        "ikm_planted": round(float(planted.mean()), 4),
        "ikm_observed": round(float(np.mean(observed)), 4),
        "bias": round(float(np.mean(observed) - planted.mean()), 4),
        "nrr_planted": {ELEMENT_KEYS[k]: round(float(planted[k] / 25.0), 4) for k in order},
    }


def _ranks(cities: list[CityResponses]) -> Truth:
    """Crude and adjusted city means and their order, best first; adjusted: all cities with the pooled mix."""
    names = [city.offices[0].city for city in cities]
    pooled = float(np.concatenate([city.people.effect for city in cities]).mean())
    crude = {name: float(city.planted.mean()) for name, city in zip(names, cities, strict=True)}
    adjusted = {
        name: crude[name] - float(city.people.effect.mean()) + pooled for name, city in zip(names, cities, strict=True)
    }
    orders = [sorted(names, key=lambda name: (-round(values[name], 4), name)) for values in (crude, adjusted)]
    return {
        "held_equal": [column.name for column in MIX],
        "crude": {name: round(crude[name], 4) for name in orders[0]},
        "adjusted": {name: round(adjusted[name], 4) for name in orders[1]},
        "flipped": sorted(a for a, b in zip(*orders, strict=True) if a != b),
        "pooled_mix": _pooled_mix(cities),
    }


def _pooled_mix(cities: list[CityResponses]) -> list[Truth]:
    """Shares of channel x age x education among those who gave all three, over the four cities."""
    codes = np.stack(
        [np.concatenate([getattr(city.people, column.name) for city in cities]).astype(np.int64) for column in MIX]
    )
    codes = codes[:, (codes != BLANK).all(axis=0)]
    sizes = tuple(len(column.levels) for column in MIX)
    counts = np.bincount(np.ravel_multi_index(tuple(codes), sizes), minlength=int(np.prod(sizes)))
    return [
        {
            **{c.name: c.levels[int(at)].key for c, at in zip(MIX, np.unravel_index(cell, sizes), strict=True)},
            "share": round(float(counts[cell] / counts.sum()), 6),
        }
        for cell in np.flatnonzero(counts)
    ]


def _small(cities: list[CityResponses], quarters: list[str], least: int, below: int) -> list[Truth]:
    return [
        {"unit": office.unit, "quarter": quarters[t], "responses": int(office.counts[t])}
        for city in cities
        for office in city.offices
        for t in np.flatnonzero((office.counts >= least) & (office.counts < below))
    ]


def _by_level(levels: Enumeration, values: tuple[float, ...]) -> dict[str, float]:
    """The levels that respondents have: nobody answers at a kiosk, the last of the channels."""
    return {level.key: value for level, value in zip(levels.levels[: len(values)], values, strict=True)}


def _over(quarters: list[str], values: npt.NDArray[np.float64]) -> dict[str, float]:
    return {quarter: round(float(value), 4) for quarter, value in zip(quarters, values, strict=True)}
