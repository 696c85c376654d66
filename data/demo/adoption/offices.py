"""The offices' side of adoption: their culture and kind, and which system comes to them when."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from data import reference
from data.demo import arrow, dates
from data.demo.adoption import plan
from data.demo.launches import launch_of
from data.demo.offices import apportion
from data.demo.staff.chance import Floats, Ints
from data.demo.streams import stream
from data.tables.adoption import OBLIGATION, SYSTEM
from metrics.periods import year_and_quarter

SYSTEM_CODE = np.array([SYSTEM.code(key) for key in plan.KEYS])
VOLUNTARY, MANDATORY, UNKNOWN = OBLIGATION.code("voluntary"), OBLIGATION.code("mandatory"), -1
LATER = 10_000  # a month that never comes


@dataclass(frozen=True)
class Offices:
    """The offices of a city in the order of the register. Matrices are office x system."""

    city: str
    units: list[str]
    culture: Floats
    segment: Ints  # place in plan.SEGMENTS
    behaviour: Floats  # log-odds that the office's logs are worse
    climate: Floats  # points of resistance that the office adds
    launch: Ints  # quarter, or NOT_LAUNCHED
    obliged: Ints  # whether its use is an obligation, in truth: VOLUNTARY, MANDATORY
    stated: Ints  # and as the deployment says it: UNKNOWN too

    @property
    def launch_month(self) -> Ints:
        """Place in plan.MONTHS from which the office has the system; LATER where it never does."""
        found = np.array([month_of(quarter) for quarter in self.launch.ravel().tolist()])
        return found.reshape(self.launch.shape)


def month_of(quarter: int) -> int:
    """Place in plan.MONTHS of the first month of a quarter; LATER for NOT_LAUNCHED."""
    if quarter == plan.NOT_LAUNCHED:
        return LATER
    year, part = year_and_quarter(quarter)
    return (year - 2024) * 12 + part * 3 - 3


def offices(seed: int, city: str, units: list[str], everywhere: bool = False) -> Offices:
    """What is planted about these offices. `everywhere`: all have all systems since the logs begin."""
    n = len(units)
    culture = plan.CULTURE_SD * np.array([stream(seed, "adoption", "culture", u).standard_normal() for u in units])
    segment = _dealt(seed, "segment", city, plan.SEGMENT_SHARE[city], n)
    kinds = list(plan.SEGMENTS.values())
    launch = np.full((n, len(plan.KEYS)), plan.LOGS_BEGIN)
    if not everywhere:
        for s, (system, shares) in enumerate(plan.COHORT_SHARE[city].items()):
            launch[:, s] = np.array(plan.COHORTS)[_dealt(seed, f"launch-{system}", city, shares, n)]
        planted = [launch_of(seed, city, unit.removeprefix(f"{city}-")) for unit in units]
        launch[:, -1] = [plan.NOT_LAUNCHED if of is None else of.quarter for of in planted]
        launch[[unit in plan.NO_SYSTEM for unit in units]] = plan.NOT_LAUNCHED
    draws = np.array([stream(seed, "adoption", "obligation", u).random((2, len(plan.KEYS))) for u in units])
    obliged = np.where(draws[:, 0] < np.array(list(plan.MANDATORY.values())), MANDATORY, VOLUNTARY)
    return Offices(
        city=city,
        units=units,
        culture=culture,
        segment=segment,
        behaviour=np.array([kind.behaviour for kind in kinds])[segment],
        climate=np.array([kind.climate for kind in kinds])[segment],
        launch=launch,
        obliged=obliged,
        stated=np.where(draws[:, 1] < plan.OBLIGATION_UNKNOWN[city], UNKNOWN, obliged),
    )


def system_rows(city: str) -> pa.Table:
    """Rows of `digital_system`: the local names."""
    name = str(reference.cities().set_index("city")["name"][city])
    return pa.table(
        {
            "city": pa.array([city] * len(plan.KEYS)),
            "title": pa.array([title.format(city=name) for title in plan.NAMES.values()]),
            "system": arrow.codes(SYSTEM_CODE),
        }
    )


def deployment_rows(there: Offices) -> pa.Table:
    """Rows of `deployment`."""
    unit, system = np.nonzero(there.launch != plan.NOT_LAUNCHED)
    quarter = there.launch[unit, system]
    days = {int(code): dates.first_working_day(int(code)) for code in np.unique(quarter)}
    return pa.table(
        {
            "city": arrow.words([there.city], np.zeros(unit.size, np.int64)),
            "unit": arrow.words(there.units, unit),
            "system": arrow.codes(SYSTEM_CODE[system]),
            "launched_on": pa.array(np.array([days[code] for code in quarter.tolist()], "datetime64[D]"), pa.date32()),
            "quarter": pa.array(quarter, pa.int32()),
            "obligation": arrow.codes(there.stated[unit, system]),
        }
    )


def _dealt(seed: int, what: str, city: str, shares: tuple[float, ...], n: int) -> Ints:
    """Kinds in as nearly these shares as n offices allow, dealt out at random."""
    counts = apportion(np.array(shares), n)
    found: Ints = np.repeat(np.arange(len(shares)), counts)[stream(seed, "adoption", what, city).permutation(n)]
    return found
