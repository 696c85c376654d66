"""Who takes which training when: rows of the catalogue and of the participations, and what is planted for them.

A person-year either is one that reaches 20 JP or not. One that does takes trainings until 20 JP are completed; one that
does not takes at most a few short ones, which cannot add up to 20. So the share that reaches 20 JP is the planted one,
and whether a single training is completed does not depend on it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from data.demo import dates
from data.demo.plan import QUARTERS
from data.demo.staff import plan
from data.demo.staff.catalogue import GROUPS, PROGRAMMES
from data.demo.staff.chance import Flags, Floats, Ints, happens, pick, pick_by, scale, share
from data.demo.staff.programmes import catalogue_rows, planned_quarters
from data.demo.staff.register import FUNCTIONAL, STRUCTURAL, People
from data.demo.staff.results import participation_rows
from data.demo.streams import Rng, stream
from metrics.periods import quarter_of
from metrics.training.terms import AREAS

E_LEARNING, LEADERSHIP, OWN, SMALL, MAIN = range(len(GROUPS))  # OWN: functional training
FIRST_MIXED, SLOTS, SESSIONS = 3, 12, 3  # slots of a person-year: two e-learning, one of the position, then any
DUTY = 20
JP = np.array([p.jp for p in PROGRAMMES])
IS_ELEARNING = np.array([p.kind == "elearning" for p in PROGRAMMES])
COMPLETED = np.array(
    [plan.COMPLETED["elearning" if p.kind == "elearning" else "other", p.scheme is not None] for p in PROGRAMMES]
)


@dataclass(frozen=True)
class PersonYears:
    """People in the years in which they worked; `reach` and `elearning` say to whom it happens."""

    person: Ints
    year: Ints  # place in plan.YEARS
    whole: Flags  # at work all year
    place: Floats  # of reaching 20 JP, on the normal scale
    reach: Flags
    elearning: Flags


@dataclass(frozen=True)
class Training:
    """The trainings of a city. Arrays hold one value a participation, in the order of `rows`."""

    catalogue: pa.Table
    rows: pa.Table
    years: PersonYears
    person: Ints
    programme: Ints  # place in PROGRAMMES
    completed: Flags
    ended_on: np.ndarray[tuple[int], np.dtype[np.datetime64]]


def generate(seed: int, who: People) -> Training:
    """All trainings of a city."""
    rng = stream(seed, "staff", "training", who.city)
    years = _person_years(seed, rng, who)
    of, programme, completed = _taken(rng, who, years)
    year = years.year[of]
    planned = planned_quarters(seed, who.city)
    quarter = _quarters(rng, planned, programme, year)
    ended = _days(rng, programme, quarter)
    here = who.at_work(years.person[of], ended)
    catalogue = catalogue_rows(seed, who.city, planned, programme[here], year[here])
    kept = np.flatnonzero(here & (quarter <= QUARTERS[-1]))
    kept = kept[np.lexsort((of[kept], ended[kept]))]
    person, programme, completed, ended = years.person[of[kept]], programme[kept], completed[kept], ended[kept]
    rows = participation_rows(seed, who, person, programme, completed, ended, quarter[kept])
    return Training(catalogue, rows, years, person, programme, completed, ended)


def _person_years(seed: int, rng: Rng, who: People) -> PersonYears:
    persons, places, whole = [], [], []
    for year in plan.YEARS:
        first, last = np.datetime64(f"{year}-01-01", "D"), np.datetime64(f"{year}-12-31", "D")
        here = np.flatnonzero((who.from_day <= last) & (who.left_on > first))
        persons.append(here)
        places.append(np.full(here.size, year - plan.YEARS[0]))
        whole.append((who.from_day[here] <= first) & (who.left_on[here] > last))
    person, year_place = np.concatenate(persons), np.concatenate(places)
    motivation = who.traits.motivation[person]
    draws = [stream(seed, "staff", "reach", unit).standard_normal() for unit in who.units]
    offices = plan.REACH_OFFICE_SD * np.array(draws)
    middle = who.office(person, (year_place + plan.YEARS[0] - 1970).astype("datetime64[Y]").astype("datetime64[D]"))
    place = scale(plan.REACH[who.city])[year_place] + np.array(plan.REACH_BY_POSITION)[who.position[person]]
    place = place + offices[middle]
    reach = happens(rng, place, motivation, plan.REACH_ON_MOTIVATION)
    online = happens(rng, scale(plan.ELEARNING[who.city])[year_place], motivation, plan.ELEARNING_ON_MOTIVATION)
    return PersonYears(person, year_place, np.concatenate(whole), place, reach, online)


def planned_reach(years: PersonYears) -> list[float]:
    """By year: the planted share that reaches 20 JP by its end among those who work all year."""
    chance = share(years.place)
    return [float(chance[years.whole & (years.year == y)].mean()) for y in range(len(plan.YEARS))]


def _taken(rng: Rng, who: People, years: PersonYears) -> tuple[Ints, Ints, Flags]:
    """Person-year, programme and whether completed, of every training taken."""
    n = years.person.size
    area = pick(rng, plan.AREA_MIX[who.city], (n, SLOTS))
    position = who.position[years.person]
    own = rng.random(n)
    group = np.where(years.reach[:, None] & (rng.random((n, SLOTS)) < plan.MAIN), MAIN, SMALL)
    group[:, :2] = E_LEARNING
    group[:, 2] = np.where(position == STRUCTURAL, LEADERSHIP, OWN)
    programme = _programmes(rng, group, area)
    completed = rng.random((n, SLOTS)) < COMPLETED[programme]
    more = rng.random((n, SLOTS)) < plan.MORE
    again = rng.random(n) < plan.ELEARNING_AGAIN
    small = FIRST_MIXED + pick(rng, plan.SMALL_TRAININGS, n)

    kept = np.zeros((n, SLOTS), bool)
    kept[:, 0] = years.elearning
    kept[:, 1] = years.elearning & again & (programme[:, 0] != programme[:, 1])
    rate = np.select([position == STRUCTURAL, position == FUNCTIONAL], [plan.LEADERSHIP, plan.FUNCTIONAL], 0.0)
    kept[:, 2] = years.reach & (own < rate)
    earned = (JP[programme] * completed * kept)[:, :FIRST_MIXED].sum(axis=1)
    for slot in range(FIRST_MIXED, SLOTS):
        goes_on = (earned < DUTY) | (more[:, slot] & (slot < FIRST_MIXED + 3))
        wanted = np.where(years.reach, goes_on, slot < small)
        before = kept[:, :slot] & (programme[:, :slot] == programme[:, slot, None])
        kept[:, slot] = wanted & ~before.any(axis=1)
        earned += JP[programme[:, slot]] * completed[:, slot] * kept[:, slot]
    of, slot_of = np.nonzero(kept)
    return of, programme[of, slot_of], completed[of, slot_of]


def _programmes(rng: Rng, group: Ints, area: Ints) -> Ints:
    """A programme of each slot's group and, where the group has one in it, area: each as likely as the other.

    Slots of the same group and area follow each other round the list from a place of one's own, so nobody is sent to
    the same training twice as long as there is another.
    """
    keys = list(AREAS)
    cells = []
    for name in GROUPS:
        everywhere = [i for i, p in enumerate(PROGRAMMES) if p.group == name]
        for key in keys:
            mine = [i for i in everywhere if PROGRAMMES[i].area == key]
            cells.append(everywhere if name in ("leadership", "functional") else mine)
    count = np.array([len(cell) for cell in cells])
    table = np.array([cell + [0] * (count.max() - len(cell)) for cell in cells])
    cell = group * len(keys) + area
    start = np.floor(rng.random((len(cell), len(cells))) * count).astype(np.int64)
    turn = np.take_along_axis(start, cell, axis=1)
    for slot in range(1, SLOTS):
        turn[:, slot] += (cell[:, :slot] == cell[:, slot, None]).sum(axis=1)
    found: Ints = table[cell, turn % count[cell]]
    return found


def _quarters(rng: Rng, planned: Ints, programme: Ints, year: Ints) -> Ints:
    """Quarter code: the planned one or, late, the next of the year; e-learning at any time (in 2026 so far)."""
    part = planned[year, programme]
    part = part + ((rng.random(part.size) < plan.LATE) & (part < 3))
    pace = np.array([plan.PACE_ELEARNING, (*plan.PACE_ELEARNING[:3], 0.0)])
    online = pick_by(rng, pace, (year == len(plan.YEARS) - 1).astype(np.int64))
    part = np.where(IS_ELEARNING[programme], online, part)
    found: Ints = quarter_of(plan.YEARS[0], 1) + year * 4 + part
    return found


def _days(rng: Rng, programme: Ints, quarter: Ints) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    """Last day: the common one of a class, one's own of an e-learning."""
    first = quarter_of(plan.YEARS[0], 1)
    quarters = first + np.arange(len(plan.YEARS) * 4)
    classes = dates.draw(rng, np.repeat(quarters, len(PROGRAMMES) * SESSIONS))
    classes = classes.reshape(len(quarters), len(PROGRAMMES), SESSIONS)
    session = np.floor(rng.random(programme.size) * SESSIONS).astype(np.int64)
    alone = dates.draw(rng, quarter)
    return np.where(IS_ELEARNING[programme], alone, classes[quarter - first, programme, session])
