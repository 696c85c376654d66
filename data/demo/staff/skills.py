"""Skill assessments: what people can do, and what completed training has added since."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data.demo import arrow
from data.demo.staff import plan
from data.demo.staff.catalogue import PROGRAMMES
from data.demo.staff.chance import Floats
from data.demo.staff.register import People
from data.demo.staff.training import Training
from data.demo.streams import stream
from metrics.periods import quarter_of


def rows(seed: int, who: People, training: Training) -> pa.Table:
    """Rows of `skill_assessment`, wave by wave."""
    return pa.concat_tables([_wave(seed, who, training, number, day) for number, day in enumerate(plan.WAVES)])


def _wave(seed: int, who: People, training: Training, number: int, day: str) -> pa.Table:
    rng = stream(seed, "staff", "skills", who.city, day)
    on = np.datetime64(day, "D")
    trained = _trained(who, training, on)
    everyone = np.arange(who.size)
    there = rng.random(who.size) < plan.ASSESSED
    person = everyone[there & who.at_work(everyone, np.full(who.size, on))]
    level = plan.SKILL_CITY[who.city] + plan.SKILL_DRIFT * number + plan.SKILL_ON_ABILITY * who.traits.ability
    scores = {}
    for skill, base in plan.SKILL_BASE.items():
        gained = sum(gain.get(skill, 0.0) * trained[area] for area, gain in plan.SKILL_GAIN.items())
        drawn = base + level + gained + plan.SKILL_SD * rng.standard_normal(who.size)
        scores[skill] = pa.array(np.rint(np.clip(drawn, 0, 100))[person].astype(np.int8), pa.int8())
    year, month = int(day[:4]), int(day[5:7])
    return pa.table(
        {
            "city": arrow.words([who.city], np.zeros(person.size, np.int64)),
            "unit": arrow.words(who.units, who.office(person, np.full(person.size, on))),
            "staff": pa.array(who.staff[person], pa.uint64()),
            "assessed_on": pa.array(np.full(person.size, on), pa.date32()),
            "quarter": pa.array(np.full(person.size, quarter_of(year, (month + 2) // 3)), pa.int32()),
            **scores,
        }
    )


def _trained(who: People, training: Training, on: np.datetime64) -> dict[str, Floats]:
    """Trainings completed before the day, by area and person, as far as they count."""
    done = training.completed & (training.ended_on < on)
    found = {}
    for area in plan.SKILL_GAIN:
        mine = done & np.isin(training.programme, [i for i, p in enumerate(PROGRAMMES) if p.area == area])
        times = np.bincount(training.person[mine], minlength=who.size)
        found[area] = np.minimum(times, plan.SKILL_GAIN_MOST).astype(np.float64)
    return found
