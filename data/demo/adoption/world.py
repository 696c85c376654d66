"""The same world in memory, as frames: what estimators are replayed on over many seeds, without a store.

    world = simulate(seed, staff=5_600)            # about a second
    world = simulate(seed, effects=plan.PLACEBO)   # nothing has anything to do with anything
    world.spells, world.trainings, world.people, world.units, world.pulse, world.use

Months count from plan.FIRST_MONTH (0). Persons are numbered over all cities. What no office could know (literacy, trait
of resistance, culture, segment, scores before they are rounded to answers) stands in columns that begin with `true_`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from data.demo import adoption
from data.demo.adoption import City, plan, use, use_plan
from data.demo.adoption.offices import LATER, MANDATORY
from data.demo.adoption.people import DOSE
from data.demo.adoption.pulse import NONE, Pulse
from data.demo.staff.plan import DEFAULT_STAFF
from data.tables import SEX
from metrics.ip_asn.terms import POSITIONS
from metrics.periods import format_code

SEGMENTS = tuple(plan.SEGMENTS)


@dataclass(frozen=True)
class World:
    """A simulated world. Frames are made when they are asked for."""

    seed: int
    cities: list[City]
    answered: list[Pulse]

    @cached_property
    def units(self) -> pd.DataFrame:
        """unit, city, true_culture, true_segment, true_behaviour, true_climate."""
        return pd.concat(
            [
                pd.DataFrame(
                    {
                        "unit": city.offices.units,
                        "city": city.city,
                        "true_culture": city.offices.culture,
                        "true_segment": np.array(SEGMENTS)[city.offices.segment],
                        "true_behaviour": city.offices.behaviour,
                        "true_climate": city.offices.climate,
                    }
                )
                for city in self.cities
            ],
            ignore_index=True,
        )

    @cached_property
    def people(self) -> pd.DataFrame:
        """person, city, unit (first), position, female, age, true_literacy, true_trait (of resistance)."""
        found = [
            pd.DataFrame(
                {
                    "person": np.arange(city.staff.who.size) + first,
                    "city": city.city,
                    "unit": np.array(city.offices.units)[city.staff.who.home],
                    "position": np.array(list(POSITIONS))[city.staff.who.position],
                    "female": (city.staff.who.sex == SEX.code("female")).astype(int),
                    "age": city.staff.age,
                    "true_literacy": city.staff.literacy,
                    "true_trait": city.staff.resistance,
                }
            )
            for city, first in self._numbered()
        ]
        return pd.concat(found, ignore_index=True)

    @cached_property
    def trainings(self) -> pd.DataFrame:
        """person, month (of completion; below 0: before the logs), dose: IT trainings completed, in order of time.

        A training works from the month after its completion.
        """

        def rows(city: City, first: int) -> pd.DataFrame:
            of = city.training
            counts = of.completed & (DOSE[of.programme] > 0)
            month = of.ended_on[counts].astype("datetime64[M]") - plan.FIRST_MONTH
            found = {"person": of.person[counts] + first, "month": month.astype(np.int64)}
            return pd.DataFrame(found | {"dose": DOSE[of.programme[counts]]})

        found = pd.concat([rows(city, first) for city, first in self._numbered()], ignore_index=True)
        return found.sort_values(["person", "month"], kind="stable", ignore_index=True)

    @cached_property
    def spells(self) -> pd.DataFrame:
        """One a person and system: from the first month in which the office had it to steady use, or to the last log.

        person, city, unit and mandatory (at the start), system, start (month), months (whole months without steady use;
        reached in the start month: 0), event (1: reached, in month start + months; 0: censored after `months` months),
        trained (month of the first completed IT training, nan: none; it is in force from the month after),
        true_dose_at_start.
        """

        def rows(city: City, first: int) -> pd.DataFrame:
            of, staff = city.spread, city.staff
            person, system = np.nonzero(of.first != LATER)
            start, reached = of.first[person, system], of.sustained[person, system]
            event = reached != LATER
            last = of.exposed[person, system][:, ::-1].argmax(axis=1)  # months after the last one of exposure
            office = staff.office[person, start]
            return pd.DataFrame(
                {
                    "person": person + first,
                    "city": city.city,
                    "unit": np.array(city.offices.units)[office],
                    "mandatory": (city.offices.obliged[office, system] == MANDATORY).astype(int),
                    "system": np.array(plan.KEYS)[system],
                    "start": start,
                    "months": np.where(event, reached - start, plan.MONTHS.size - last - start),
                    "event": event.astype(int),
                    "trained": staff.first_training[person],
                    "true_dose_at_start": staff.dose[person, start],
                }
            )

        return pd.concat([rows(city, first) for city, first in self._numbered()], ignore_index=True)

    @cached_property
    def pulse(self) -> pd.DataFrame:
        """Answers: city, unit, quarter ("2026Q3"), system, position, the statements (nan: blank); and what is planted.

        true_person, true_training (worth of the dose), true_adopted, true_shock, and each scale's score before rounding.
        """

        def rows(city: City, first: int, said: Pulse) -> pd.DataFrame:
            given = said.given
            waves = np.array([format_code(quarter) for quarter in use_plan.WAVES])
            return pd.DataFrame(
                {
                    "city": city.city,
                    "unit": np.array(city.offices.units)[given.office],
                    "quarter": waves[given.wave],
                    "system": np.array(plan.KEYS)[given.system],
                    "position": np.array(list(POSITIONS))[city.staff.who.position[given.person]],
                    **{key: np.where(ticks == NONE, np.nan, ticks) for key, ticks in said.answers.items()},
                    "true_person": given.person + first,
                    "true_training": said.worth,
                    "true_adopted": said.adopted,
                    "true_shock": said.shock,
                    **{f"true_{scale}": score for scale, score in said.scores.items()},
                }
            )

        parts = zip(self._numbered(), self.answered, strict=True)
        return pd.concat([rows(city, first, said) for (city, first), said in parts], ignore_index=True)

    @cached_property
    def use(self) -> pd.DataFrame:
        """Use by month as `usage_month` has it, with all counts recorded everywhere: another second for the usual size.

        person, city, unit, system, month, working_days, active_days, digital, manual, proxy, late, returned, using.
        """

        def rows(city: City, first: int) -> pd.DataFrame:
            made = use.use(self.seed, city.offices, city.staff, city.spread)
            return pd.DataFrame(
                {
                    "person": made.person + first,
                    "city": city.city,
                    "unit": pd.Categorical.from_codes(made.office, city.offices.units).astype(str),
                    "system": pd.Categorical.from_codes(made.system, plan.KEYS).astype(str),
                    "month": made.month,
                    "working_days": use.WORKING_DAYS[made.month],
                    "active_days": made.active,
                    "digital": made.digital,
                    "manual": made.manual,
                    "proxy": made.proxy,
                    "late": made.late,
                    "returned": made.returned,
                    "using": made.using,
                }
            )

        return pd.concat([rows(city, first) for city, first in self._numbered()], ignore_index=True)

    def _numbered(self) -> list[tuple[City, int]]:
        """The cities with the number of their first person."""
        sizes = [city.staff.who.size for city in self.cities]
        return list(zip(self.cities, np.cumsum([0, *sizes[:-1]]).tolist(), strict=True))


def simulate(
    seed: int, staff: int = DEFAULT_STAFF, answers: int | None = None, effects: plan.Effects = plan.PLANTED
) -> World:
    """The world of a seed with `staff` posts and `answers` to the survey (default: 1.6 a post).

    Raises ValueError for too few staff, or answers that are too few or too many for them.
    """
    said = adoption.answers_for(staff, answers)
    cities = adoption.cities(seed, staff, effects=effects)
    return World(seed, cities, adoption.answered(seed, cities, said))
