"""The staff of a city: who works where from when to when, and the rows of the register."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from data import reference
from data.demo import arrow
from data.demo import plan as satisfaction
from data.demo.offices import apportion
from data.demo.staff import plan
from data.demo.staff.chance import Days, Flags, Floats, Ints, pick, pick_by
from data.demo.staff.traits import Traits, traits
from data.demo.streams import Rng, stream
from data.tables import SEX
from data.tables.staff import RANK
from metrics.ip_asn.terms import POSITIONS

NEVER = np.datetime64("2200-01-01", "D")
FIRST_DAY, AS_OF = np.datetime64(plan.FIRST_DAY, "D"), np.datetime64(plan.AS_OF, "D")
LAST_CHANGE = np.datetime64("2026-09-01", "D")  # nobody comes, goes or moves later
STRUCTURAL, FUNCTIONAL, EXECUTIVE = range(len(POSITIONS))


@dataclass(frozen=True)
class People:
    """Everybody who worked in a city since the register begins; one value a person. Days that never come are NEVER.

    `home` and `moved_to` are places in `units`; who is at work on a day: from_day <= day < left_on.
    """

    city: str
    units: list[str]
    unit_types: list[str]
    staff: npt.NDArray[np.uint64]
    home: Ints
    moved_to: Ints
    moved_on: Days
    promoted: Flags  # moves into a functional position
    entered_on: Days
    from_day: Days
    left_on: Days
    sex: Ints
    birth_year: Ints
    position: Ints
    degree: Ints
    rank: Ints
    traits: Traits

    @property
    def size(self) -> int:
        """How many people."""
        return self.staff.size

    def office(self, person: Ints, day: Days) -> Ints:
        """Place of the unit where each person works on the day."""
        return np.where(day >= self.moved_on[person], self.moved_to[person], self.home[person])

    def at_work(self, person: Ints, day: Days) -> Flags:
        """Whether each person works for the city on the day."""
        found: Flags = (day >= self.from_day[person]) & (day < self.left_on[person])
        return found


def posts(seed: int, staff: int) -> dict[str, dict[str, int]]:
    """Posts of every unit by city; they add up to `staff`. Raises ValueError when that is too few."""
    if staff < plan.FEWEST_STAFF:
        raise ValueError(f"too few staff: {staff}; ask for {plan.FEWEST_STAFF} or more over the four cities")
    types = reference.units().set_index("unit")["unit_type"]
    units = [(city, office) for city, of in satisfaction.CITIES.items() for office in of.offices]
    weights = np.array([_weight(seed, city, office, str(types[f"{city}-{office}"])) for city, office in units])
    found: dict[str, dict[str, int]] = {city: {} for city in satisfaction.CITIES}
    for (city, office), count in zip(units, apportion(weights, staff).tolist(), strict=True):
        found[city][f"{city}-{office}"] = count
    return found


def _weight(seed: int, city: str, office: str, unit_type: str) -> float:
    if (city, office) in plan.SMALL_OFFICES:
        return plan.SMALLEST
    spread = np.exp(0.1 * stream(seed, "staff", "posts", city, office).standard_normal())
    size = plan.OFFICE_SIZE.get(unit_type, plan.ORDINARY_SIZE) * plan.CITY_SIZE[city] * spread
    return float(np.round(np.clip(size, plan.SMALLEST, plan.LARGEST), 6))


def people(seed: int, city: str, posts: dict[str, int]) -> People:
    """The people who hold these posts from the first day on, and those who follow the ones who leave."""
    rng = stream(seed, "staff", "register", city)
    types = reference.units().set_index("unit")["unit_type"]
    unit_types = [str(types[unit]) for unit in posts]
    holders = np.repeat(np.arange(len(posts)), list(posts.values()))
    n = holders.size
    born = 1965 + np.floor(rng.random(n) * 34).astype(np.int64)
    joined = _joined(rng, born)
    left = _left(rng, born)
    moved_on, moved_to = _moves(rng, holders, np.full(n, FIRST_DAY), left, np.array(list(posts.values()), float))

    leavers = np.flatnonzero(left != NEVER)
    wait = np.floor(rng.random(leavers.size) * 4).astype("timedelta64[M]")
    come = (left[leavers].astype("datetime64[M]") + wait).astype("datetime64[D]")
    leavers, come = leavers[come <= LAST_CHANGE], come[come <= LAST_CHANGE]
    last_office = np.where(moved_to >= 0, moved_to, holders)[leavers]

    home = np.concatenate([holders, last_office])
    size = home.size
    care = np.isin(np.array(unit_types)[home], plan.CARE)
    shares = np.array([plan.POSITION_SHARE, plan.POSITION_SHARE_CARE])
    position = pick_by(rng, shares, care.astype(np.int64))
    fresh = np.arange(size) >= n
    position[fresh & (position == STRUCTURAL)] = EXECUTIVE  # nobody enters as a head
    degree = pick_by(rng, np.array(list(plan.DEGREE_SHARE.values())), position)
    none = np.full(size - n, -1)
    moved_on = np.concatenate([moved_on, np.full(size - n, NEVER)])
    entered = np.concatenate([joined, come])
    female = rng.random(size) < np.where(care, plan.FEMALE_CARE, plan.FEMALE)
    young = come.astype("datetime64[Y]").astype(np.int64) + 1970 - 22 - np.floor(rng.random(size - n) * 11)
    return People(
        city=city,
        units=list(posts),
        unit_types=unit_types,
        staff=rng.integers(1, 2**64 - 1, size, np.uint64),
        home=home,
        moved_to=np.concatenate([moved_to, none]),
        moved_on=moved_on,
        promoted=(moved_on != NEVER) & (position == EXECUTIVE) & (rng.random(size) < 0.3),
        entered_on=entered,
        from_day=np.maximum(entered, FIRST_DAY),
        left_on=np.concatenate([left, np.full(size - n, NEVER)]),
        sex=np.where(female, SEX.code("female"), SEX.code("male")).astype(np.int64),
        birth_year=np.concatenate([born, young.astype(np.int64)]),
        position=position,
        degree=degree,
        rank=_rank(rng, degree, position),
        traits=traits(seed, city, size),
    )


def rows(seed: int, who: People) -> pa.Table:
    """Rows of the table `employee`: the state of everybody, and a new one for those who move."""
    movers = np.flatnonzero(who.moved_on != NEVER)
    person = np.concatenate([np.arange(who.size), movers])
    later = np.arange(person.size) >= who.size
    valid = np.where(later, who.moved_on[person], who.from_day[person])
    superseded = ~later & (who.moved_on[person] != NEVER)
    left = who.left_on[person]
    position = np.where(later & who.promoted[person], FUNCTIONAL, who.position[person])
    rng = stream(seed, "staff", "register-blanks", who.city)
    return pa.table(
        {
            "city": arrow.words([who.city], np.zeros(person.size, np.int64)),
            "unit": arrow.words(who.units, np.where(later, who.moved_to[person], who.home[person])),
            "staff": pa.array(who.staff[person], pa.uint64()),
            "valid_from": pa.array(valid, pa.date32()),
            "left_on": arrow.where(~superseded & (left != NEVER), left, pa.date32()),
            "sex": arrow.codes(who.sex[person]),
            "birth_year": pa.array(who.birth_year[person], pa.int32()),
            "position": arrow.codes(position),
            "rank": arrow.codes(np.where(rng.random(person.size) < 0.02, -1, who.rank[person])),
            "degree": arrow.codes(who.degree[person]),
            "entered_on": arrow.where(rng.random(person.size) >= 0.03, who.entered_on[person], pa.date32()),
        }
    )


def _joined(rng: Rng, born: Ints) -> Days:
    """Entry between the ages of 22 and 34, before the register begins."""
    years = np.minimum(13, 2023 - born - 22)
    year = born + 22 + np.floor(rng.random(born.size) * years).astype(np.int64)
    month = np.array((0, 2, 3, 11))[pick(rng, (2, 4, 3, 1), born.size)]
    return _month(year, month)


def _left(rng: Rng, born: Ints) -> Days:
    """Retirement, or leaving before it; NEVER when that lies ahead."""
    retired = _month(born + plan.RETIREMENT, np.floor(rng.random(born.size) * 12).astype(np.int64))
    retired = np.where(retired == FIRST_DAY, FIRST_DAY + 31, retired)
    months = np.floor(-np.log1p(-rng.random(born.size)) / plan.LEAVE_A_YEAR * 12 + 1).astype(np.int64)
    other = (FIRST_DAY.astype("datetime64[M]") + np.minimum(months, 900)).astype("datetime64[D]")
    left = np.minimum(retired, other)
    return np.where(left <= LAST_CHANGE, left, NEVER)


def _moves(rng: Rng, home: Ints, start: Days, left: Days, sizes: Floats) -> tuple[Days, Ints]:
    """When each moves to another unit of the city and where; at most once."""
    end = np.minimum(left, LAST_CHANGE).astype("datetime64[M]")
    months = (end - start.astype("datetime64[M]")).astype(np.int64)
    moves = rng.random(home.size) < np.round(-np.expm1(-plan.MOVES_A_YEAR * months / 12), 9)
    at = np.floor(rng.random(home.size) * (months - 1)).astype(np.int64) + 1
    moves &= months > 1
    others = np.tile(sizes, (sizes.size, 1))
    np.fill_diagonal(others, 0.0)
    to = pick_by(rng, others, home)
    on = (start.astype("datetime64[M]") + np.where(moves, at, 0)).astype("datetime64[D]")
    return np.where(moves, on, NEVER), np.where(moves, to, -1)


def _rank(rng: Rng, degree: Ints, position: Ints) -> Ints:
    """Golongan by degree; PPPK stand beside it."""
    shares = np.array(
        (
            (0.6, 0.4, 0, 0), (0.02, 0.58, 0.4, 0), (0, 0.6, 0.4, 0), (0, 0.4, 0.6, 0), (0, 0, 0.85, 0.15),
            (0, 0, 0.55, 0.45), (0, 0, 0.2, 0.8),
        )
    )  # fmt: skip
    contract = (rng.random(degree.size) < plan.CONTRACT) & (position != STRUCTURAL)
    return np.where(contract, RANK.code("pppk"), pick_by(rng, shares, degree))


def _month(year: Ints, month: Ints) -> Days:
    """The first day of a month (0 to 11) of a year."""
    return ((year - 1970) * 12 + month).astype("datetime64[M]").astype("datetime64[D]")
