"""Service transactions of a city: rows of `service_transaction`, and beside them what was planted for each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from data import working_days
from data.demo import arrow, dates
from data.demo.offices import Office, apportion
from data.demo.plan import MIDDLE, ORDINARY, QUARTERS, TYPES
from data.demo.services import plan
from data.demo.staff.chance import Days, Flags, Floats, Ints, pick_by
from data.demo.streams import Rng, stream
from data.tables import CHANNEL

COUNTER, ONLINE = CHANNEL.code("counter"), CHANNEL.code("online")
OPENS, CLOSES = 8.0, 15.0  # hours of the counter


@dataclass(frozen=True)
class Transactions:
    """Rows with what is planted: `office` and `quarter` are places in the list of offices and of quarters."""

    city: str
    offices: list[Office]
    rows: pa.Table
    office: Ints
    quarter: Ints
    service: Ints  # place in `services`
    services: list[str]  # service by service of each office, so that one may stand there many times
    submitted: Days
    online: Floats  # chance of coming online
    launched: Flags  # in the quarter of a launch at the office or later


def generate(seed: int, city: str, offices: list[Office], transactions: int) -> Transactions:
    """All transactions of a city, by quarter, office and day. Offices are those of the satisfaction demo."""
    counts = _counts(seed, city, offices, transactions)
    place = np.repeat(np.arange(counts.size), counts.T.ravel())  # quarter by quarter, office by office
    quarter, office = place // len(offices), place % len(offices)
    rng = stream(seed, "services", "transactions", city)
    submitted = dates.draw(rng, np.array(QUARTERS)[quarter])
    submitted = submitted[np.lexsort((submitted, place))]
    services, service = _services(rng, offices, office)
    of = [plan.SERVICES.get(key, plan.ORDINARY_SERVICE) for key in services]
    can_be_online, same_day = np.array([s.online for s in of])[service], np.array([s.same_day for s in of])[service]
    launched = since_launch(offices)[office, quarter] >= 0

    channel = _channels(rng, city, offices, office, quarter, can_be_online)
    waiting = _waiting(rng, city, offices, office, quarter, launched)
    queued = channel == COUNTER
    hours = np.array([s.hours for s in of])[service] * plan.HOURS_CITY[city]
    hours = hours * np.where(launched, np.array([after_launch(o) for o in offices])[office], 1.0)
    spread = np.where(same_day, plan.SAME_DAY_SPREAD, plan.HOURS_SPREAD)
    took = np.round(hours * np.exp(spread * rng.standard_normal(place.size)), 6)
    took = np.where(queued, np.maximum(took, waiting / 60.0), took)  # nobody is done before it is their turn
    completed, ended = _completed(rng, city, submitted, took, _begun(rng, services, service, channel))
    returned = rng.random(place.size) < plan.RETURNED[city] * np.where(launched, plan.RETURNED_AFTER_LAUNCH, 1.0)
    days = working_days.between(submitted, np.where(completed, ended, submitted))
    rows = pa.table(
        {
            "city": arrow.words([city], np.zeros(place.size, np.int64)),
            "unit": arrow.words([o.unit for o in offices], office),
            "service": arrow.words(services, service),
            "quarter": pa.array(np.array(QUARTERS)[quarter], pa.int32()),
            "channel": arrow.codes(channel),
            "submitted_on": pa.array(submitted, pa.date32()),
            "completed_on": arrow.where(completed, ended, pa.date32()),
            "processing_hours": arrow.where(completed, np.ceil(took).astype(np.int32), pa.int32()),
            "working_days": arrow.where(completed, days.astype(np.int32), pa.int32()),
            "waiting_minutes": arrow.where(queued, waiting.astype(np.int32), pa.int32()),
            "completed": pa.array(completed.astype(np.int8), pa.int8()),
            "returned": arrow.where(~same_day, returned.astype(np.int8), pa.int8()),
        }
    )
    chance = online_shares(city, offices)[office, quarter] * can_be_online
    return Transactions(city, offices, rows, office, quarter, service, services, submitted, chance, launched)


def since_launch(offices: list[Office]) -> Ints:
    """office x quarter: quarters since the launch there, below zero before it or where there is none."""
    starts = np.array([QUARTERS[-1] + len(QUARTERS) if o.launch is None else o.launch.quarter for o in offices])
    found: Ints = np.array(QUARTERS)[None, :] - starts[:, None]
    return found


def after_launch(office: Office) -> float:
    """What a launch at the office leaves of the processing time; all of it where satisfaction does not move either."""
    if office.launch is None or office.launch.size == 0.0:
        return 1.0
    return plan.HOURS_AFTER_LAUNCH.get(office.unit_type, plan.HOURS_AFTER_LAUNCH_ELSE)


def online_shares(city: str, offices: list[Office]) -> Floats:
    """office x quarter: share that comes online, of the services that can."""
    base = plan.ONLINE[city]
    kinds = np.array([TYPES.get(o.unit_type, ORDINARY).online for o in offices])
    odds = np.log(base / (1.0 - base)) + kinds[:, None] + plan.ONLINE_GROWTH * (np.array(QUARTERS) - MIDDLE)
    since = since_launch(offices)
    added = np.where(since >= 0, plan.ONLINE_JUMP * (1.0 - np.exp(-(np.maximum(since, 0) + 1.0) / 2.0)), 0.0)
    found: Floats = np.round(np.minimum(1.0 / (1.0 + np.exp(-odds)) + added, plan.ONLINE_MOST), 6)
    return found


def waiting_medians(city: str, offices: list[Office]) -> Floats:
    """office x quarter: median minutes in the queue."""
    minutes = np.array([plan.MINUTES.get(o.unit_type, plan.MINUTES_ELSE) for o in offices]) * plan.MINUTES_CITY[city]
    fallen = plan.MINUTES_A_QUARTER ** np.arange(len(QUARTERS))
    after = np.where(since_launch(offices) >= 0, plan.MINUTES_AFTER_LAUNCH, 1.0)
    found: Floats = np.round(minutes[:, None] * fallen * after, 6)
    return found


def _counts(seed: int, city: str, offices: list[Office], transactions: int) -> Ints:
    """office x quarter; they add up to `transactions`."""
    sizes = np.array([_size(seed, city, office) for office in offices])
    over_time = np.array(plan.SEASON)[np.array(QUARTERS) % 4] * (1.0 + plan.GROWTH) ** np.arange(len(QUARTERS))
    weights = np.round(sizes[:, None] * over_time, 9)
    return apportion(weights.ravel(), transactions).reshape(weights.shape)


def _size(seed: int, city: str, office: Office) -> float:
    small = plan.SMALL.get((city, office.unit.removeprefix(f"{city}-")))
    drawn = stream(seed, "services", "size", office.unit).standard_normal()
    return small or float(TYPES.get(office.unit_type, ORDINARY).size * np.exp(plan.SIZE_SD * drawn))


def _services(rng: Rng, offices: list[Office], office: Ints) -> tuple[list[str], Ints]:
    """The services of all offices one after the other, and the place of each transaction's among them."""
    weights = np.zeros((len(offices), max(len(o.services) for o in offices)))
    for i, o in enumerate(offices):
        weights[i, : len(o.services)] = o.service_share
    first = np.cumsum([0, *(len(o.services) for o in offices[:-1])])
    return [key for o in offices for key in o.services], first[office] + pick_by(rng, weights, office)


def _channels(rng: Rng, city: str, offices: list[Office], office: Ints, quarter: Ints, can_be_online: Flags) -> Ints:
    """Online by the planted share; what cannot be asked for online is asked for at the counter."""
    online = online_shares(city, offices)[..., None]
    rest = np.array([plan.REST[city].get(level.key, 0.0) for level in CHANNEL.levels])
    is_online = np.arange(rest.size) == ONLINE
    weights = np.where(is_online, online, (1.0 - online) * rest / rest.sum())
    drawn = pick_by(rng, weights.reshape(-1, rest.size), office * len(QUARTERS) + quarter)
    return np.where(can_be_online, drawn, COUNTER)


def _waiting(rng: Rng, city: str, offices: list[Office], office: Ints, quarter: Ints, launched: Flags) -> Floats:
    medians = waiting_medians(city, offices)[office, quarter]
    drawn = np.round(medians * np.exp(plan.MINUTES_SPREAD * rng.standard_normal(launched.size)), 6)
    found: Floats = np.minimum(np.rint(drawn), plan.MINUTES_MOST)
    return found


def _begun(rng: Rng, services: list[str], service: Ints, channel: Ints) -> Floats:
    """The hour of the day at which each begins: at the office while it is open, online and in an emergency always."""
    drawn = rng.random(service.size)
    always = np.array([key in plan.AROUND_THE_CLOCK for key in services])[service] | (channel == ONLINE)
    return np.where(always, 24.0 * drawn, OPENS + (CLOSES - OPENS) * drawn)


def _completed(rng: Rng, city: str, submitted: Days, took: Floats, begun: Floats) -> tuple[Flags, Days]:
    """Whether it was completed by the day of the files, and when: a queue that passes midnight ends the next day."""
    ended = submitted + np.floor((begun + took) / 24.0).astype("timedelta64[D]")
    never = rng.random(took.size) < plan.NEVER_COMPLETED[city]
    return ~never & (ended <= plan.AS_OF), ended
