"""The people's side of adoption: digital literacy, the trait of resistance, age, and training month by month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.demo.adoption import plan
from data.demo.adoption.offices import Offices
from data.demo.staff.catalogue import PROGRAMMES
from data.demo.staff.chance import Floats, Ints
from data.demo.staff.plan import TRAITS_CORRELATION
from data.demo.staff.register import People
from data.demo.staff.training import Training
from data.demo.streams import stream

DOSE = np.array([plan.DOSE.get(p.kind, 1.0) if p.area == "it" else 0.0 for p in PROGRAMMES])


@dataclass(frozen=True)
class Staff:
    """Everybody of a city; arrays over people, matrices person x month."""

    who: People
    literacy: Floats
    resistance: Floats  # the trait, N(0, 1) over the literacy that it comes with
    age: Floats  # in plan.AGE_YEAR
    office: Ints  # place in who.units on the first day of the month; -1: not at work then
    dose: Floats  # of IT training completed before the month
    habit: Floats  # N(0, 1): how much somebody works in any system
    first_training: npt.NDArray[np.float64]  # months from plan.FIRST_MONTH to the first such training; nan: none

    @property
    def worth(self) -> Floats:
        """What the dose is worth: 1 for a first training in class, less for each further one."""
        return worth(self.dose)


def worth(dose: Floats) -> Floats:
    """(1 - exp(-.8 dose)) / (1 - exp(-.8))."""
    found: Floats = np.round(np.expm1(-plan.DOSE_CURVE * dose) / np.expm1(-plan.DOSE_CURVE), 9)
    return found


def staff(seed: int, who: People, training: Training, there: Offices) -> Staff:
    """The staff of a city with their traits and trainings."""
    drawn = stream(seed, "adoption", "people", who.city).standard_normal((who.size, 3))
    age = (plan.AGE_YEAR - who.birth_year).astype(np.float64)
    years = (age - plan.AGE_MEAN) / plan.AGE_SD
    a, b, c = plan.DL_ON_AGE, plan.DL_ON_ABILITY, plan.DL_ON_MOTIVATION
    rest = np.sqrt(1.0 - a * a - b * b - c * c - 2.0 * b * c * TRAITS_CORRELATION)
    own = a * years + b * who.traits.ability + c * who.traits.motivation + rest * drawn[:, 0]
    literacy = np.round(plan.DL_ON_CULTURE * there.culture[who.home] + own, 9)
    first, dose = _doses(who, training)
    return Staff(
        who=who,
        literacy=literacy,
        resistance=np.round(plan.RTC_ON_DL * literacy + drawn[:, 1], 9),
        age=age,
        office=_offices(who),
        dose=dose,
        habit=drawn[:, 2],
        first_training=first,
    )


def _offices(who: People) -> Ints:
    day = plan.MONTHS.astype("datetime64[D]")
    place = np.where(day >= who.moved_on[:, None], who.moved_to[:, None], who.home[:, None])
    here = (day >= who.from_day[:, None]) & (day < who.left_on[:, None])
    return np.where(here, place, -1)


def _doses(who: People, training: Training) -> tuple[Floats, Floats]:
    """Months to the first training of each person; dose before each month."""
    counts = training.completed & (DOSE[training.programme] > 0)
    person, dose = training.person[counts], DOSE[training.programme[counts]]
    month = (training.ended_on[counts].astype("datetime64[M]") - plan.FIRST_MONTH).astype(np.int64)
    first = np.full(who.size, np.inf)
    np.minimum.at(first, person, month.astype(np.float64))
    seen = np.clip(month + 1, 0, plan.MONTHS.size)  # in force from the month after
    total = np.zeros((who.size, plan.MONTHS.size + 1))
    np.add.at(total, (person, seen), dose)
    summed = np.minimum(np.round(np.cumsum(total[:, :-1], axis=1), 9), plan.DOSE_MOST)
    return np.where(np.isinf(first), np.nan, first), summed
