"""Month by month: who begins to use a system steadily, and who stops again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.demo.adoption import plan
from data.demo.adoption.offices import LATER, MANDATORY, Offices
from data.demo.adoption.people import Staff
from data.demo.staff.chance import Flags, Floats, Ints
from data.demo.staff.register import STRUCTURAL
from data.demo.streams import stream


@dataclass(frozen=True)
class Spread:
    """What came of it. Matrices are person x system, months places in plan.MONTHS, LATER where it never came."""

    exposed: Flags  # person x system x month: at work in an office that has the system
    first: Ints  # first month of exposure
    sustained: Ints  # first month of steady use
    stopped: Ints  # first month without any, for good
    hazard: (
        Floats  # trained when it began (no, yes) x system x month since: sum of the hazards of those not yet using it
    )
    at_risk: Ints  # and their number

    def using(self, month: int) -> Flags:
        """Who uses a system steadily in the month."""
        found: Flags = (self.sustained <= month) & (month < self.stopped)
        return found


@dataclass(frozen=True)
class Pull:
    """What moves the monthly hazard of reaching sustained use in a city; logs."""

    there: Offices
    staff: Staff
    effects: plan.Adoption
    fixed: Floats  # person
    by_system: Floats  # system
    gain: Floats  # person x month, by training
    leads: Flags  # person

    @classmethod
    def of(cls, there: Offices, staff: Staff, effects: plan.Adoption) -> Pull:
        """What stays the same whoever uses it."""
        leads = staff.who.position == STRUCTURAL
        fixed = _person(there, staff, effects) + plan.LEADS * leads * (effects.leaders != 0.0)
        by_system = np.array(list(plan.BASE_SYSTEM.values())) + plan.BASE_CITY[staff.who.city] + effects.base
        gain = np.where(staff.resistance > 0.0, effects.training_resistant, effects.training)[:, None] * staff.worth
        return cls(there, staff, effects, fixed, by_system, gain, leads)

    def at(self, month: int, using: Flags) -> Floats:
        """Person x system: log hazard in the month, where `using` (person x system) used it the month before."""
        of, there = self.effects, self.there
        office, here = self.staff.office[:, month], self.staff.office[:, month] >= 0
        peers = _shares(office, here, using, len(there.units))
        leaders = _shares(office, here & self.leads, using, len(there.units))
        must = there.obliged[office] == MANDATORY
        behaves = there.behaviour[office][:, None]
        x = (
            self.fixed[:, None]
            + self.by_system
            + self.gain[:, month, None]
            + of.mandatory * must
            + of.behaviour * behaves
        )
        found: Floats = x + of.peers * peers[office] + of.leaders * leaders[office] * ~self.leads[:, None]
        return found


def spread(seed: int, there: Offices, staff: Staff, effects: plan.Effects = plan.PLANTED) -> Spread:
    """Simulate a city. The hazard is 1 - exp(-exp(x)): coefficients are those of a proportional hazards model."""
    of, stops, who = effects.adoption, effects.stopping, staff.who
    people, systems, months = who.size, len(plan.KEYS), plan.MONTHS.size
    launch = np.vstack([there.launch_month, np.full(systems, LATER)])  # the last row: not at work
    exposed = launch[staff.office].transpose(0, 2, 1) <= np.arange(months)
    first = np.where(exposed.any(axis=2), exposed.argmax(axis=2), LATER)
    pull = Pull.of(there, staff, of)
    leaving = stops.base + stops.resistance * staff.resistance + stops.literacy * staff.literacy
    city, kept_less, more = plan.STOPS_MORE
    by_system_leaving = np.where(np.array(plan.KEYS) == kept_less, more, 0.0) * (who.city == city)

    sustained, stopped = np.full((people, systems), LATER), np.full((people, systems), LATER)
    hazard, at_risk = np.zeros((2, systems, months)), np.zeros((2, systems, months), np.int64)
    trained = (np.take_along_axis(staff.dose, np.minimum(first, months - 1), axis=1) > 0).astype(np.int64)
    everyone = np.arange(systems)
    rng = stream(seed, "adoption", "spread", who.city)
    for month in range(months):
        begin, end = rng.random((2, people, systems))
        using = (sustained < month) & (month - 1 < stopped)
        chance = np.round(-np.expm1(-np.exp(pull.at(month, using))), 9)
        waits = exposed[:, :, month] & (sustained == LATER)
        since = (month - first)[waits]
        system = np.broadcast_to(everyone, waits.shape)[waits]
        np.add.at(hazard, (trained[waits], system, since), chance[waits])
        np.add.at(at_risk, (trained[waits], system, since), 1)
        sustained[waits & (begin < chance)] = month
        office = staff.office[:, month]
        must, behaves = there.obliged[office] == MANDATORY, there.behaviour[office][:, None]
        leave = leaving[:, None] + by_system_leaving + stops.mandatory * must + stops.behaviour * behaves
        goes = using & exposed[:, :, month] & (end < np.round(-np.expm1(-np.exp(leave)), 9))
        stopped[goes & (stopped == LATER)] = month
    return Spread(exposed, first, sustained, stopped, hazard, at_risk)


def _person(there: Offices, staff: Staff, of: plan.Adoption) -> Floats:
    dl, rtc = staff.literacy, staff.resistance
    found: Floats = (
        of.literacy * dl + of.resistance * rtc + of.literacy_x_resistance * dl * rtc + of.age * (staff.age - 42.0)
        + of.culture * there.culture[staff.who.home]
    )  # fmt: skip
    return found


def _shares(office: Ints, counted: Flags, using: Flags, offices: int) -> Floats:
    """office x system: the share of those counted there who use it; the last row, of nobody, is 0."""
    people = np.bincount(office[counted], minlength=offices)
    found = np.zeros((offices + 1, using.shape[1]))
    for system in range(using.shape[1]):
        users = np.bincount(office[counted], using[counted, system], minlength=offices)
        found[:-1, system] = np.round(users / np.maximum(people, 1), 9)
    return found
