"""What came of each training: tests, reaction, certificate, cost, and the row that says so."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data.demo import arrow
from data.demo.staff import plan
from data.demo.staff.catalogue import PROGRAMMES
from data.demo.staff.chance import Days, Flags, Floats, Ints, scale
from data.demo.staff.programmes import (
    AREA_CODE,
    COST,
    JP_HUNDREDTHS,
    KEYS,
    KIND_CODE,
    PARTNER_CODE,
    SCHEME_CODE,
    TITLES,
    providers,
)
from data.demo.staff.register import People
from data.demo.streams import Rng, stream

HOURS_A_DAY = 8  # JP of a day in class
CERTIFIED = np.array([0.0 if p.scheme is None else plan.CERTIFIED[p.scheme] for p in PROGRAMMES])
ELEARNING = np.array([p.kind == "elearning" for p in PROGRAMMES])
WEAK = np.array([p.partner == plan.WEAK_PARTNER for p in PROGRAMMES])
MEAN_GAIN = np.array([plan.GAIN[p.area] for p in PROGRAMMES])


def participation_rows(
    seed: int, who: People, person: Ints, programme: Ints, completed: Flags, ended: Days, quarter: Ints
) -> pa.Table:
    """Rows of `training_participation`."""
    rng = stream(seed, "staff", "results", who.city)
    n = person.size
    online = ELEARNING[programme]
    scored = completed & (rng.random(n) < plan.SCORED)
    pre, post, surprise = _tests(rng, who, person, programme, scored)
    reaction = _reactions(rng, surprise)
    days = np.where(online, 3 + np.floor(rng.random(n) * 25), np.ceil(JP_HUNDREDTHS[programme] / 100 / HOURS_A_DAY) - 1)
    cost = np.round(COST[programme] * np.exp(plan.COST_SPREAD * rng.standard_normal(n) - plan.COST_SPREAD**2 / 2), -3)
    scheme = SCHEME_CODE[programme]
    certified = completed & (rng.random(n) < CERTIFIED[programme])
    mean = plan.INTERACTIONS[who.city]
    talked = rng.poisson(mean * rng.standard_gamma(2.0, n) / 2.0)
    office = who.office(person, ended)
    named = np.full(n, who.city != plan.UNIT_BLANK_CITY)
    return pa.table(
        {
            "city": arrow.words([who.city], np.zeros(n, np.int64)),
            "unit": arrow.words([*who.units, None], np.where(named, office, len(who.units))),
            "staff": pa.array(who.staff[person], pa.uint64()),
            "programme": arrow.words(KEYS, programme),
            "title": arrow.words(TITLES, programme),
            "area": arrow.codes(AREA_CODE[programme]),
            "training_kind": arrow.codes(KIND_CODE[programme]),
            "provider": arrow.words(providers(who.city), programme),
            "partner": arrow.codes(PARTNER_CODE[programme]),
            "started_on": arrow.where(
                rng.random(n) >= plan.START_BLANK, ended - days.astype("timedelta64[D]"), pa.date32()
            ),
            "ended_on": pa.array(ended, pa.date32()),
            "quarter": pa.array(quarter, pa.int32()),
            "jp_hundredths": arrow.where(rng.random(n) >= plan.JP_BLANK, JP_HUNDREDTHS[programme], pa.int32()),
            "cost": arrow.where(rng.random(n) >= plan.COST_UNKNOWN, cost.astype(np.int64), pa.int64()),
            "completed": pa.array(completed),
            "scheme": arrow.codes(scheme),
            "certified": arrow.where(scheme >= 0, certified, pa.bool_()),
            "pre_score": arrow.where(scored, pre * 100, pa.int32()),
            "post_score": arrow.where(scored, post * 100, pa.int32()),
            "reaction": arrow.where(completed & (rng.random(n) < plan.REACTED), reaction, pa.int8()),
            "interactions": arrow.where(online, talked, pa.int32()),
        }
    )


def _tests(rng: Rng, who: People, person: Ints, programme: Ints, scored: Flags) -> tuple[Ints, Ints, Floats]:
    """Scores before and after, and the part of the gain that is neither area nor provider (sd 1).

    The gain of an area keeps its planted mean: what provider and ability add is centred among those who were tested.
    """
    ability = who.traits.ability[person]
    before = plan.PRE_MEAN + plan.PRE_ON_ABILITY * ability + plan.PRE_SD * rng.standard_normal(person.size)
    pre = np.rint(np.clip(before, 5, 90)).astype(np.int64)
    rest = rng.standard_normal(person.size)
    added = plan.WEAK_PARTNER_GAP * WEAK[programme] + plan.GAIN_ON_ABILITY * ability
    area = AREA_CODE[programme]
    counted = np.maximum(np.bincount(area[scored], minlength=len(plan.GAIN)), 1)
    added -= (np.bincount(area[scored], added[scored], minlength=len(plan.GAIN)) / counted)[area]
    gain = MEAN_GAIN[programme] + added + plan.GAIN_SD * rest
    post = np.rint(np.round(np.clip(pre + gain * (100 - pre), 0, 100), 6)).astype(np.int64)
    return pre, post, rest


def _reactions(rng: Rng, surprise: Floats) -> Ints:
    loading = plan.REACTION_WITH_GAIN
    latent = loading * surprise + np.sqrt(1.0 - loading * loading) * rng.standard_normal(surprise.size)
    bounds = scale(np.cumsum(plan.REACTION_SHARE)[:-1])
    reaction: Ints = 1 + np.searchsorted(bounds, latent, side="right")
    return reaction
