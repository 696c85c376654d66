"""Synthetic adoption of the demo cities: systems, deployments, use by month, and the survey, with planted truth.

The people are those of `data.demo.staff`, with their IT trainings; the launches of online registration are those of the
satisfaction demo. What is planted stands in `plan` and `use_plan`. Every part draws from streams of its own name.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from data.demo.adoption import offices, people, plan, pulse, spread, use, use_plan
from data.demo.adoption.offices import Offices
from data.demo.adoption.people import Staff
from data.demo.adoption.pulse import Candidates, Pulse
from data.demo.adoption.spread import Spread
from data.demo.adoption.use import Use
from data.demo.offices import apportion
from data.demo.staff import CityStaff, register, training
from data.demo.staff import posts as staff_posts
from data.demo.staff.plan import DEFAULT_STAFF
from data.demo.staff.register import People
from data.demo.staff.training import Training

__all__ = ["City", "CityAdoption", "answers_for", "cities", "generate", "tables"]


@dataclass(frozen=True)
class City:
    """What is simulated for a city before any row is written."""

    offices: Offices
    staff: Staff
    training: Training
    spread: Spread
    asked: Candidates
    effects: plan.Effects

    @property
    def city(self) -> str:
        """Its key."""
        return self.offices.city


@dataclass(frozen=True)
class CityAdoption:
    """A city with its use, its survey and the rows of each table of `data.tables.adoption`."""

    of: City
    use: Use
    pulse: Pulse
    rows: dict[str, pa.Table]


def answers_for(staff: int, asked: int | None = None) -> int:
    """How many answers the survey has with so many posts: those asked for, or the usual number.

    Raises ValueError when they are too few or too many.
    """
    found = round(use_plan.ANSWERS_A_POST * staff) if asked is None else asked
    fewest, most = (round(share * staff) for share in use_plan.ANSWERS_BOUNDS)
    if not fewest <= found <= most:
        raise ValueError(f"survey answers out of range: {found}; ask for {fewest} to {most} with {staff} staff")
    return found


def simulate(
    seed: int, who: People, trained: Training, everywhere: bool = False, effects: plan.Effects = plan.PLANTED
) -> City:
    """A city with these people: who takes up which system when, and who is asked about it."""
    there = offices.offices(seed, who.city, who.units, everywhere)
    staff = people.staff(seed, who, trained, there)
    spreads = spread.spread(seed, there, staff, effects)
    return City(there, staff, trained, spreads, pulse.candidates(seed, there, staff, spreads), effects)


def cities(
    seed: int, staff: int = DEFAULT_STAFF, everywhere: bool = False, effects: plan.Effects = plan.PLANTED
) -> list[City]:
    """The simulation of all cities, with people as in `data.demo.staff` but without their other rows."""
    found = []
    for city, there in staff_posts(seed, staff).items():
        who = register.people(seed, city, there)
        found.append(simulate(seed, who, training.generate(seed, who), everywhere, effects))
    return found


def answered(seed: int, there: list[City], answers: int) -> list[Pulse]:
    """The survey of all cities; `answers` in all, by how many are asked in each."""
    sizes = apportion(np.array([city.asked.person.size for city in there], float), answers).tolist()
    return [
        pulse.pulse(seed, city.offices, city.staff, city.spread, city.asked, size, city.effects)
        for city, size in zip(there, sizes, strict=True)
    ]


def generate(seed: int, employed: list[CityStaff], answers: int, everywhere: bool = False) -> list[CityAdoption]:
    """The adoption of all cities with these staff; `answers` to the survey in all."""
    there = [simulate(seed, of.people, of.training, everywhere) for of in employed]
    found = []
    for city, said in zip(there, answered(seed, there, answers), strict=True):
        used = use.use(seed, city.offices, city.staff, city.spread)
        rows = {
            "digital_system": offices.system_rows(city.city),
            "deployment": offices.deployment_rows(city.offices),
            "usage_month": use.rows(seed, city.offices, city.staff, city.spread, used),
            "pulse_response": pulse.rows(city.offices, city.staff, said),
        }
        found.append(CityAdoption(city, used, said, rows))
    return found


def tables(cities: list[CityAdoption]) -> dict[str, pa.Table]:
    """The rows of all cities by table."""
    return {name: pa.concat_tables([city.rows[name] for city in cities]) for name in cities[0].rows}
