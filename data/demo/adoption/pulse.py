"""The survey on digital systems: who answers about what, what they feel, and what they tick."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from data.demo import arrow
from data.demo.adoption import plan, use_plan
from data.demo.adoption.offices import SYSTEM_CODE, Offices, month_of
from data.demo.adoption.people import Staff
from data.demo.adoption.spread import Spread
from data.demo.staff.chance import Floats, Ints
from data.demo.streams import Rng, stream
from metrics.resistance.terms import HIGHEST, LOWEST, READINESS, SCALES, STATEMENTS, statements

NONE = 0  # a statement left blank


@dataclass(frozen=True)
class Candidates:
    """Answers that could be given: a person, a wave and a system that the office has by then."""

    person: Ints
    wave: Ints  # place in use_plan.WAVES
    system: Ints
    office: Ints


@dataclass(frozen=True)
class Pulse:
    """Answers given, with what is planted for each."""

    given: Candidates
    scores: dict[str, Floats]  # by scale, 0 to 100, before it is turned into answers
    shock: Floats
    worth: Floats  # of the training until then
    adopted: Floats  # 1: uses it steadily
    answers: dict[str, Ints]  # by statement, NONE where blank


def candidates(seed: int, there: Offices, staff: Staff, spread: Spread) -> Candidates:
    """Everybody of a wave about one system, some about a second: the newest if it came this or last quarter, else in turn."""
    rng = stream(seed, "adoption", "asked", staff.who.city)
    found = []
    for number, quarter in enumerate(use_plan.WAVES):
        month = month_of(quarter)
        person = np.flatnonzero(spread.exposed[:, :, month].any(axis=1))
        office = staff.office[person, month]
        has = spread.exposed[person, :, month]
        draws, second = rng.random((2, person.size, len(plan.KEYS))), rng.random(person.size)
        focus = _focus(there, number, quarter)[office]
        ranks = np.where(has, draws[0], -1.0)
        chosen = ranks.argmax(axis=1)
        at_focus = has[np.arange(person.size), focus] & (draws[1, :, 0] < use_plan.FOCUS)
        chosen = np.where(at_focus, focus, chosen)
        ranks[np.arange(person.size), chosen] = -1.0
        other, more = ranks.argmax(axis=1), (ranks.max(axis=1) >= 0) & (second < use_plan.SECOND)
        for people, system in ((slice(None), chosen), (more, other[more])):
            count = person[people].size
            found.append((person[people], np.full(count, number), system, office[people]))
    return Candidates(*(np.concatenate(parts) for parts in zip(*found, strict=True)))


def pulse(
    seed: int, there: Offices, staff: Staff, spread: Spread, asked: Candidates, size: int, effects: plan.Effects
) -> Pulse:
    """`size` answers of those who were asked; who resists answers less."""
    rng = stream(seed, "adoption", "answers", staff.who.city)
    given = _given(seed, rng, there, staff, asked, size)
    month = np.array([month_of(quarter) for quarter in use_plan.WAVES])[given.wave]
    worth = staff.worth[given.person, month]
    start, stop = spread.sustained[given.person, given.system], spread.stopped[given.person, given.system]
    adopted = ((start <= month) & (month < stop)).astype(np.float64)
    quarters = np.array(list(use_plan.WAVES))[given.wave] - there.launch[given.office, given.system]
    shock = np.array([1.0, 0.5, 0.0])[np.minimum(quarters, 2)]
    new = rng.standard_normal((given.person.size, 5))
    scores = _scores(there, staff, given, effects.resistance, worth, adopted, shock, new)
    answers = _answers(rng, scores)
    answers |= _readiness(rng, there, staff, given, worth, adopted)
    return Pulse(given, scores, shock, worth, adopted, _ticked(rng, there, given, answers))


def rows(there: Offices, staff: Staff, made: Pulse) -> pa.Table:
    """Rows of `pulse_response`, by wave and office, in no order of people."""
    given = made.given
    order = np.lexsort((*(made.answers[key] for key in made.answers), given.system, given.office, given.wave))
    return pa.table(
        {
            "city": arrow.words([there.city], np.zeros(order.size, np.int64)),
            "unit": arrow.words(there.units, given.office[order]),
            "quarter": pa.array(np.array(list(use_plan.WAVES))[given.wave[order]], pa.int32()),
            "system": arrow.codes(SYSTEM_CODE[given.system[order]]),
            "position": arrow.codes(staff.who.position[given.person[order]]),
            **{
                key: arrow.where(made.answers[key][order] != NONE, made.answers[key][order], pa.int8())
                for key in (*STATEMENTS, *READINESS)
            },
        }
    )


def _focus(there: Offices, number: int, quarter: int) -> Ints:
    """By office: the system that the wave is about; the newest if it came this or last quarter, else they take turns."""
    found = np.zeros(len(there.units), np.int64)
    for unit, launch in enumerate(there.launch):
        has = np.flatnonzero((launch != plan.NOT_LAUNCHED) & (launch <= quarter))
        if has.size:
            newest = has[np.argmax(launch[has])]
            new = launch[newest] >= quarter - 1
            found[unit] = newest if new else has[(number + unit) % has.size]
    return found


def _given(seed: int, rng: Rng, there: Offices, staff: Staff, asked: Candidates, size: int) -> Candidates:
    """Draws without replacement, weighted by wave, office, its size and the trait: the first `size` to come."""
    offices = np.array([stream(seed, "adoption", "response", unit).standard_normal() for unit in there.units])
    shares = np.array(list(use_plan.WAVES.values()))
    weight = shares[asked.wave] / np.bincount(asked.wave, minlength=shares.size)[asked.wave]
    cell = asked.wave * len(there.units) + asked.office
    weight = weight * np.bincount(cell)[cell] ** use_plan.ANSWERS_ON_SIZE
    weight = weight * np.exp(
        use_plan.ANSWERS_ON_TRAIT * staff.resistance[asked.person] + use_plan.ANSWERS_UNIT_SD * offices[asked.office]
    )
    comes = np.round(-np.log(rng.random(asked.person.size)) / weight, 6)
    kept = np.sort(np.argsort(comes, kind="stable")[:size])
    return Candidates(asked.person[kept], asked.wave[kept], asked.system[kept], asked.office[kept])


def _scores(
    there: Offices, staff: Staff, given: Candidates, of: plan.Resistance,
    worth: Floats, adopted: Floats, shock: Floats, new: Floats,
) -> dict[str, Floats]:  # fmt: skip
    dl, rtc = staff.literacy[given.person], staff.resistance[given.person]
    useful, support, cost, own, rest = new.T
    load, gain = use_plan.EASE_ON_LITERACY, use_plan.EASE_ON_TRAINING
    ease = load * dl + gain * (worth - 0.6) + np.sqrt(1.0 - load * load) * own
    felt = {"usefulness": useful, "ease": ease, "support": support, "cost": cost}
    found = {key: use_plan.PERCEIVED[key] + use_plan.PERCEIVED_SD * felt[key] for key in felt}
    found["resistance"] = (
        of.base + of.trait * rtc + of.literacy * dl + of.culture * there.culture[given.office] + of.training * worth
        + of.adopted * adopted + of.shock * shock + of.climate * there.climate[given.office]
        + of.usefulness * useful + of.support * support + of.cost * cost + of.rest_sd * rest
    )  # fmt: skip
    return found


def _answers(rng: Rng, scores: dict[str, Floats]) -> dict[str, Ints]:
    """Answers whose mean, over the statements of a scale, carries its score."""
    found = {}
    for scale in SCALES:
        keys = statements(scale)
        for key, shift in zip(keys, use_plan.ITEM_SHIFT[len(keys)], strict=True):
            around = LOWEST + scores[scale] / 25.0 + shift + use_plan.ITEM_SD * rng.standard_normal(scores[scale].size)
            found[key] = _ticks(around)
    return found


def _readiness(
    rng: Rng, there: Offices, staff: Staff, given: Candidates, worth: Floats, adopted: Floats
) -> dict[str, Ints]:
    dl, rtc, culture = staff.literacy[given.person], staff.resistance[given.person], there.culture[given.office]
    found = {}
    for key, of in use_plan.READY.items():
        around = of.mean + of.literacy * dl + of.resistance * rtc + of.culture * culture / plan.CULTURE_SD
        around = around + of.training * (worth - 0.6) + of.adopted * (adopted - 0.6)
        found[key] = _ticks(around + use_plan.READY_SD * rng.standard_normal(dl.size))
    return found


def _ticked(rng: Rng, there: Offices, given: Candidates, answers: dict[str, Ints]) -> dict[str, Ints]:
    """Answers as they come back: some tick one column throughout, some leave a statement out."""
    unit, share = use_plan.STRAIGHT_LINING
    lining = np.where(np.array(there.units) == unit, share, use_plan.LINING)[given.office]
    draws = rng.random((3, given.person.size))
    column = 1 + np.searchsorted(np.round(np.cumsum(use_plan.LINING_CELL), 9)[:-1], draws[1], side="right")
    found = {}
    for key in (*STATEMENTS, *READINESS):
        ticks = np.where((draws[0] < lining) & (key in STATEMENTS), column, answers[key])
        blank = (rng.random(ticks.size) < use_plan.BLANK) & (draws[0] >= lining)
        found[key] = np.where(blank, NONE, ticks)
    return found


def _ticks(around: Floats) -> Ints:
    found: Ints = np.clip(np.rint(np.round(around, 9)), LOWEST, HIGHEST).astype(np.int64)
    return found
