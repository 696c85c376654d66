"""How systems are used month by month: rows of `usage_month`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from scipy.special import expit

from data.demo import arrow
from data.demo.adoption import plan, use_plan
from data.demo.adoption.offices import MANDATORY, SYSTEM_CODE, Offices
from data.demo.adoption.people import Staff
from data.demo.adoption.spread import Spread
from data.demo.staff.chance import Flags, Floats, Ints
from data.demo.staff.register import STRUCTURAL
from data.demo.streams import Rng, stream
from metrics.periods import quarter_of

FIRST_DAY = plan.MONTHS.astype("datetime64[D]")
WORKING_DAYS = np.array(use_plan.WORKING_DAYS)
QUARTER = np.array([quarter_of(2024 + m // 12, m % 12 // 3 + 1) for m in range(plan.MONTHS.size)])
SUSTAINED = 3


@dataclass(frozen=True)
class Use:
    """One value a person, system and month in which the office had the system."""

    person: Ints
    system: Ints
    month: Ints  # place in plan.MONTHS
    office: Ints
    using: Flags  # steadily
    active: Ints
    digital: Ints
    manual: Ints
    proxy: Ints
    late: Ints
    returned: Ints


def use(seed: int, there: Offices, staff: Staff, spread: Spread) -> Use:
    """Draw the use of all systems in a city."""
    person, system, month = np.nonzero(spread.exposed)
    office = staff.office[person, month]
    kept = ~_lost(there, office, system, month)
    person, system, month, office = person[kept], system[kept], month[kept], office[kept]
    start, stop = spread.sustained[person, system], spread.stopped[person, system]
    using = (start <= month) & (month < stop)
    rng = stream(seed, "adoption", "use", staff.who.city)
    odds = _Odds(there, staff, person, office)

    active = _active(rng, there, odds, person, system, month, using, start)
    usual = np.array(list(use_plan.WORK.values()))[system] * WORKING_DAYS[month] / 20.0
    work = rng.poisson(np.round(usual * np.exp(use_plan.WORK_SPREAD * staff.habit)[person], 6))
    manual = rng.binomial(work, _manual(there.city, odds, month, month - start, using))
    digital = work - manual
    who = staff.who
    own = odds.of("proxy", use_plan.PARTS["proxy"].base)
    own = own + use_plan.PROXY_LEADS * (who.position == STRUCTURAL)[person]
    own = own + use_plan.PROXY_DECADE * (staff.age[person] - 42.0) / 10.0
    proxy = np.where(active > 0, rng.binomial(digital, _chance(own)), digital)  # who never logged in entered nothing
    late = rng.binomial(digital, _chance(odds.of("late", use_plan.PARTS["late"].base)))
    returned = rng.binomial(digital, _chance(odds.of("returned", use_plan.PARTS["returned"].base)))
    return Use(person, system, month, office, using, active, digital, manual, proxy, late, returned)


def rows(seed: int, there: Offices, staff: Staff, spread: Spread, made: Use) -> pa.Table:
    """Rows of `usage_month`."""
    n, who = made.person.size, staff.who
    units: list[str | None] = [*who.units, None]
    named = np.full(n, who.city != use_plan.UNIT_BLANK_CITY)
    reached = (spread.sustained[made.person, made.system] == made.month) & (who.city in use_plan.DAILY_LOGS)
    recorded = {
        part: ~np.isin(
            made.system, [s for s, key in enumerate(plan.KEYS) if part in use_plan.NOT_RECORDED.get(key, ())]
        )
        for part in ("manual", "returned")
    }
    return pa.table(
        {
            "city": arrow.words([who.city], np.zeros(n, np.int64)),
            "unit": arrow.words(units, np.where(named, made.office, len(who.units))),
            "staff": pa.array(who.staff[made.person], pa.uint64()),
            "system": arrow.codes(SYSTEM_CODE[made.system]),
            "month": pa.array(FIRST_DAY[made.month], pa.date32()),
            "quarter": pa.array(QUARTER[made.month], pa.int32()),
            "working_days": pa.array(WORKING_DAYS[made.month], pa.int32()),
            "active_days": pa.array(made.active, pa.int32()),
            "sustained_on": arrow.where(reached, _third_day(seed, who.city, made), pa.date32()),
            "digital": pa.array(made.digital, pa.int32()),
            "manual": arrow.where(recorded["manual"], made.manual, pa.int32()),
            "proxy": pa.array(made.proxy, pa.int32()),
            "late": pa.array(made.late, pa.int32()),
            "returned": arrow.where(recorded["returned"], made.returned, pa.int32()),
        }
    )


class _Odds:
    """Log-odds of a part of use: its base, what the traits add, and what the office adds."""

    def __init__(self, there: Offices, staff: Staff, person: Ints, office: Ints) -> None:
        self.literacy, self.resistance = staff.literacy[person], staff.resistance[person]
        self.behaviour, self.habit = there.behaviour[office], staff.habit[person]
        self.obliged = there.obliged[office]

    def of(self, name: str, base: Floats | float) -> Floats:
        part = use_plan.PARTS[name]
        found: Floats = (
            base + part.literacy * self.literacy + part.resistance * self.resistance + part.behaviour * self.behaviour
        )
        return found


def _active(
    rng: Rng, there: Offices, odds: _Odds, person: Ints, system: Ints, month: Ints, using: Flags, start: Ints
) -> Ints:
    """Days of use: of steady users, at least three in their first month; of others hardly any, none after stopping."""
    shares = np.array(list(use_plan.ACTIVE.values()))
    base = np.round(np.log(shares / (1 - shares)), 9)[system] + 0.4 * odds.habit
    must = odds.obliged[np.arange(person.size), system] == MANDATORY
    days = rng.binomial(WORKING_DAYS[month], _chance(odds.of("active", base + 0.3 * must)))
    days = np.where(month == start, np.maximum(days, SUSTAINED), days)
    tries = rng.random(person.size) < _chance(use_plan.TRIES + 0.5 * odds.literacy - 0.4 * odds.resistance)
    tried = tries * (1 + np.floor(rng.random(person.size) * use_plan.MOST_TRIED).astype(np.int64))
    return np.where(using, days, np.where(month < start, tried, 0))


def _manual(city: str, odds: _Odds, month: Ints, since: Ints, using: Flags) -> Floats:
    """Chance that a piece of work is still done outside the system."""
    fall = use_plan.MANUAL_FALL[city] * (month / (plan.MONTHS.size - 1) - 0.5)
    steady = use_plan.MANUAL_CITY[city] + fall + use_plan.MANUAL_SINCE * np.clip(since, 0, use_plan.MANUAL_LONGEST)
    not_yet = use_plan.MANUAL_NOT_YET + use_plan.MANUAL_FALL_NOT_YET * fall
    return _chance(odds.of("manual", np.where(using, steady, not_yet)))


def _lost(there: Offices, office: Ints, system: Ints, month: Ints) -> Flags:
    unit, key, quarter = plan.NO_LOG
    if unit not in there.units:
        return np.zeros(office.size, bool)
    found: Flags = (office == there.units.index(unit)) & (system == plan.KEYS.index(key)) & (QUARTER[month] == quarter)
    return found


def _third_day(seed: int, city: str, made: Use) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    """A weekday of the month, not before its third."""
    share = stream(seed, "adoption", "third-day", city).random(made.person.size)
    place = 2 + np.floor(share * (WORKING_DAYS[made.month] - 2)).astype(np.int64)
    day = np.busday_offset(FIRST_DAY[made.month], place, roll="forward")
    found: np.ndarray[tuple[int], np.dtype[np.datetime64]] = day
    return found


def _chance(odds: Floats) -> Floats:
    found: Floats = np.round(expit(odds), 9)
    return found
