"""Performance reviews of every quarter, and disciplinary sanctions."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data.demo import arrow, dates
from data.demo.launches import launch_of
from data.demo.plan import QUARTERS
from data.demo.staff import plan
from data.demo.staff.chance import Days, Flags, Floats, Ints, days_within, graded, happens, pick, pick_by, scale
from data.demo.staff.register import AS_OF, NEVER, People
from data.demo.streams import Rng, stream
from data.tables.staff import DIFFICULTY, DISCIPLINE_LEVEL, PREDICATE, RATING
from metrics.limits.skp import SKP_PREDICATE, ByRatings

DAY = np.timedelta64(1, "D")


def rows(seed: int, who: People) -> pa.Table:
    """Rows of `performance_review`, quarter by quarter: everybody at work on its last day."""
    rng = stream(seed, "staff", "reviews", who.city)
    ends = np.array([dates.last_day(quarter) for quarter in QUARTERS])
    everyone = np.tile(np.arange(who.size), len(QUARTERS))
    place = np.repeat(np.arange(len(QUARTERS)), who.size)
    here = who.at_work(everyone, ends[place])
    person, place = everyone[here], place[here]
    quarter, office = np.array(QUARTERS)[place], who.office(person, ends[place])
    due = np.array([dates.last_day(q) + np.timedelta64(plan.DUE_DAY, "D") for q in QUARTERS])[place]
    reported = _reported(rng, who, person, office, due, on_time_places(seed, who))
    evaluated = _evaluated(rng, who, office, quarter, reported)
    result, behaviour = _ratings(rng, who, person, office)
    known = evaluated != NEVER
    predicate = np.where(known, _predicates(result, behaviour), -1)
    if who.city != plan.WRITES_PREDICATE:
        predicate = np.full(person.size, -1)
    difficulty = _difficulties(seed, rng, who, office, quarter)
    return pa.table(
        {
            "city": arrow.words([who.city], np.zeros(person.size, np.int64)),
            "unit": arrow.words(who.units, office),
            "staff": pa.array(who.staff[person], pa.uint64()),
            "quarter": pa.array(quarter, pa.int32()),
            "due_on": pa.array(due, pa.date32()),
            "reported_on": arrow.where(reported != NEVER, reported, pa.date32()),
            "evaluated_on": arrow.where(known, evaluated, pa.date32()),
            "result_rating": arrow.codes(np.where(known, result, -1)),
            "behaviour_rating": arrow.codes(np.where(known, behaviour, -1)),
            "value": pa.nulls(person.size, pa.int32()),
            "predicate": arrow.codes(predicate),
            "difficulty": arrow.codes(np.where(reported != NEVER, difficulty, -1)),
        }
    )


def on_time_places(seed: int, who: People) -> Floats:
    """By office, on the normal scale: how many report on time."""
    city, late, rate = plan.LATE_REPORTERS
    drawn = [stream(seed, "staff", "on-time", unit).standard_normal() for unit in who.units]
    places = plan.ON_TIME + plan.ON_TIME_UNIT_SD * np.array(drawn)
    places[[unit == f"{city}-{late}" for unit in who.units]] = scale(rate)
    return np.round(places, 6)


def launched(seed: int, who: People, office: Ints, quarter: Ints) -> Flags:
    """Whether a system was launched at the office in the last quarters, that one included."""
    launches = [launch_of(seed, who.city, unit.removeprefix(f"{who.city}-")) for unit in who.units]
    starts = np.array([-(10**6) if launch is None else launch.quarter for launch in launches])
    since = quarter - starts[office]
    found: Flags = (since >= 0) & (since < plan.LAUNCH_QUARTERS)
    return found


def sanctions(seed: int, who: People) -> pa.Table:
    """Rows of `discipline`: a few, on days when their people are at work."""
    rng = stream(seed, "staff", "discipline", who.city)
    end = np.minimum(who.left_on - DAY, np.datetime64("2026-09-30", "D"))
    years = (end - who.from_day).astype(np.int64) / 365.25
    person = np.flatnonzero(rng.random(who.size) < plan.SANCTIONS_A_YEAR * years)
    decided = days_within(rng, who.from_day[person], end[person])
    level = pick(rng, plan.SANCTION_SHARE, person.size)
    assert len(DISCIPLINE_LEVEL.levels) == len(plan.SANCTION_SHARE)
    return pa.table(
        {
            "city": arrow.words([who.city], np.zeros(person.size, np.int64)),
            "staff": pa.array(who.staff[person], pa.uint64()),
            "decided_on": pa.array(decided, pa.date32()),
            "discipline_level": arrow.codes(level),
        }
    )


def _reported(rng: Rng, who: People, person: Ints, office: Ints, due: Days, places: Floats) -> Days:
    """Up to nine days before the due day, or some days after it, or never (as far as the files know)."""
    n = person.size
    on_time = happens(rng, places[office], who.traits.motivation[person], 0.3)
    early = np.floor(rng.random(n) * 10)
    late = 1 + np.floor(-np.log1p(-rng.random(n)) * 9)
    day = due + np.where(on_time, -early, late).astype("timedelta64[D]")
    never = ~on_time & (rng.random(n) < plan.NEVER_REPORTED)
    return np.where(never | (day > AS_OF), NEVER, day)


def _evaluated(rng: Rng, who: People, office: Ints, quarter: Ints, reported: Days) -> Days:
    """After a lognormal number of days; open where the superior has not come to it, or not yet."""
    n = reported.size
    days = plan.EVALUATION_DAYS[who.city] * np.exp(plan.EVALUATION_SPREAD * rng.standard_normal(n))
    city, open_office, rate = plan.OPEN_OFFICE
    there = np.array([unit == f"{city}-{open_office}" for unit in who.units])[office]
    forgotten = rng.random(n) < np.where(there & (quarter >= plan.OPEN_SINCE), rate, plan.OPEN)
    day = np.where(reported == NEVER, AS_OF, reported) + np.rint(np.round(days, 6)).astype("timedelta64[D]")
    return np.where((reported == NEVER) | forgotten | (day > AS_OF), NEVER, day)


def _ratings(rng: Rng, who: People, person: Ints, office: Ints) -> tuple[Ints, Ints]:
    city, unit = plan.ALL_GOOD_OFFICE
    alike = np.array([key == f"{city}-{unit}" for key in who.units])[office][:, None]
    found = []
    for name, trait in (("result", who.traits.ability), ("behaviour", who.traits.motivation)):
        shares = np.where(alike, plan.ALL_GOOD, plan.RATING_SHARE[name])
        found.append(graded(rng, shares, trait[person], plan.RATING_ON_TRAIT))
    return found[0], found[1]


def _predicates(result: Ints, behaviour: Ints) -> Ints:
    """The predikat of each pair of ratings by the rule in force."""
    rule = SKP_PREDICATE.at(QUARTERS[0]).value
    assert isinstance(rule, ByRatings)
    keys = [level.key for level in RATING.levels]
    matrix = np.array([[PREDICATE.code(rule.predicates[r, b]) for b in keys] for r in keys])
    found: Ints = matrix[result, behaviour]
    return found


def difficulty_shares(who: People, after_launch: bool) -> Floats:
    """office x difficulty: planted shares, without and after a launch."""
    digital = plan.DIGITAL_AFTER_LAUNCH if after_launch else plan.DIGITAL
    keys = [level.key for level in DIFFICULTY.levels]
    found = np.empty((len(who.units), len(keys)))
    for i, kind in enumerate(who.unit_types):
        more = plan.DIFFICULTY_BY_TYPE.get(kind, {})
        found[i] = [plan.DIFFICULTY_BASE.get(key, 0.0) * more.get(key, 1.0) for key in keys]
    found *= (1.0 - digital) / found.sum(axis=1, keepdims=True)
    found[:, keys.index("digital_system")] = digital
    return found


def _difficulties(seed: int, rng: Rng, who: People, office: Ints, quarter: Ints) -> Ints:
    shares = np.concatenate([difficulty_shares(who, after) for after in (False, True)])
    return pick_by(rng, shares, office + len(who.units) * launched(seed, who, office, quarter))
