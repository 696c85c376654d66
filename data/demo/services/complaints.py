"""Complaints of a city: rows of `complaint`, each about a transaction, and beside them what was planted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import reference
from data.demo import arrow, dates
from data.demo.offices import Office
from data.demo.plan import QUARTERS
from data.demo.services import plan
from data.demo.services.transactions import Transactions, since_launch
from data.demo.staff.chance import Days, Floats, Ints, days_within, pick, pick_by
from data.demo.streams import Rng, stream
from data.tables.services import TOPIC
from metrics.complaints.terms import KINDS
from metrics.satisfaction.elements import ELEMENT_KEYS


@dataclass(frozen=True)
class Complaints:
    """Rows with what is planted: `office` and `quarter` are places in the list of offices and of quarters."""

    rows: pa.Table
    office: Ints
    quarter: Ints
    chance: Floats  # by office: that a transaction leads to a complaint


def generate(seed: int, of: Transactions) -> Complaints:
    """All complaints of a city, by quarter, office and day of receipt."""
    city, offices = of.city, of.offices
    rng = stream(seed, "services", "complaints", city)
    chance = chances(seed, of)
    about = np.flatnonzero(rng.random(of.office.size) < chance[of.office])
    received = _received(rng, of, about)
    order = np.lexsort((received, of.office[about], of.quarter[about]))
    about, received = about[order], received[order]
    office, quarter, n = of.office[about], of.quarter[about], about.size

    kind = pick(rng, plan.KIND_SHARE[city], n)
    slower = slowness(offices)[office] * handling(city)[quarter]
    hour = rng.random(n)
    to_respond = plan.RESPONSE[city] * slower * np.exp(plan.RESPONSE_SPREAD * rng.standard_normal(n))
    to_settle = np.array(tuple(plan.SETTLING.values()))[kind] * slower
    to_settle = to_settle * np.exp(plan.SETTLING_SPREAD * rng.standard_normal(n))
    answered = _day(received, hour + to_respond, rng.random(n) < plan.NEVER_ANSWERED)
    open_for_good = (rng.random(n) < np.array([never_closed(o) for o in offices])[office]) | np.isnat(answered)
    closed = _day(received, hour + to_respond + to_settle, open_for_good)
    slow = np.array([is_slow(o) for o in offices])[office]
    reopened = rng.random(n) < np.where(slow, plan.REOPENED_SLOW, plan.REOPENED[city])
    shares = topic_shares(offices)
    topic = pick_by(rng, shares.reshape(-1, shares.shape[-1]), office * len(QUARTERS) + quarter)
    rows = pa.table(
        {
            "city": arrow.words([city], np.zeros(n, np.int64)),
            "unit": arrow.words([o.unit for o in offices], office),
            "service": arrow.words(of.services, of.service[about]),
            "quarter": pa.array(np.array(QUARTERS)[quarter], pa.int32()),
            "ticket": _tickets(city, received),
            "topic": arrow.codes(topic),
            "complaint_kind": arrow.codes(kind),
            "received_on": pa.array(received, pa.date32()),
            "first_response_on": pa.array(answered, pa.date32()),
            "closed_on": pa.array(closed, pa.date32()),
            "reopened": arrow.where(~np.isnat(closed), reopened, pa.bool_()),
        }
    )
    return Complaints(rows, office, quarter, chance)


def is_slow(office: Office) -> bool:
    """Whether it is the office where complaints lie about."""
    return office.unit == "-".join(plan.SLOW_UNIT)


def never_closed(office: Office) -> float:
    """Share of the office's complaints that are answered but never closed, or not answered at all."""
    return plan.NEVER_CLOSED_SLOW if is_slow(office) else plan.NEVER_CLOSED


def chances(seed: int, of: Transactions) -> Floats:
    """By office: the chance of a complaint about a transaction; over the transactions of the city that of the plan."""
    drawn = np.array([stream(seed, "services", "volume", o.unit).standard_normal() for o in of.offices])
    weights = np.exp(plan.VOLUME_SD * drawn) * np.array([plan.SLOW_VOLUME if is_slow(o) else 1.0 for o in of.offices])
    transactions = np.bincount(of.office, minlength=len(of.offices))
    found: Floats = np.round(weights * plan.VOLUME[of.city] * transactions.sum() / (weights * transactions).sum(), 6)
    return found


def weakness(offices: list[Office]) -> Floats:
    """office x element: IKM points that the element lies below the office's own level, over the quarters."""
    points = np.array([o.points for o in offices]).mean(axis=1)
    return np.asarray(np.round(points.mean(axis=1, keepdims=True) - points, 6), np.float64)


def slowness(offices: list[Office]) -> Floats:
    """By office: times the usual time to answer and to settle; complaints are badly handled where citizens say so."""
    weak = weakness(offices)[:, ELEMENT_KEYS.index("pengaduan")]
    slow = np.array([plan.SLOW if is_slow(o) else 1.0 for o in offices])
    found: Floats = np.round(np.exp(plan.WEAK_HANDLING * weak) * slow, 6)
    return found


def handling(city: str) -> Floats:
    """By quarter: times the usual time, once complaints are handled online."""
    where, since, left = plan.ONLINE_HANDLING
    return np.where((np.array(QUARTERS) >= since) & (city == where), left, 1.0)


def topic_shares(offices: list[Office]) -> Floats:
    """office x quarter x topic: what is weak in the eyes of citizens is complained about; new systems too."""
    weak = weakness(offices)
    odds = np.tile(np.array(tuple(plan.TOPIC.values())), (len(offices), len(QUARTERS), 1))
    for topic, elements in plan.TOPIC_OF.items():
        points = weak[:, [ELEMENT_KEYS.index(key) for key in elements]].mean(axis=1)
        odds[..., TOPIC.code(topic)] *= np.exp(plan.TOPIC_WEAK * points)[:, None]
    since = since_launch(offices)
    new = (since >= 0) & (since < plan.SYSTEM_QUARTERS)
    odds[..., TOPIC.code("system")] *= np.where(new, plan.SYSTEM_AFTER_LAUNCH, 1.0)
    found: Floats = np.round(odds / odds.sum(axis=-1, keepdims=True), 9)
    return found


def _received(rng: Rng, of: Transactions, about: Ints) -> Days:
    """Some days after the application, in the same quarter."""
    first = of.submitted[about]
    last = np.array([dates.last_day(code) for code in QUARTERS])[of.quarter[about]]
    lag = np.floor(np.round(plan.LAG * np.exp(rng.standard_normal(about.size)), 6)).astype("timedelta64[D]")
    within = days_within(rng, first, last)
    return np.where(first + lag <= last, first + lag, within)


def _day(received: Days, days: Floats, never: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Days:
    """The day that lies so many days after the receipt; none where it never comes, or the files do not know of it yet."""
    day = received + np.floor(np.round(days, 6)).astype("timedelta64[D]")
    return np.where(never | (day > plan.AS_OF), np.datetime64("NaT", "D"), day)


def _tickets(city: str, received: Days) -> pa.Array:
    """`1275-2024-000017`: the city's code, the year, the place in the year by day of receipt."""
    code = str(reference.cities().set_index("city")["bps_code"][city])
    year = received.astype("datetime64[Y]").astype(np.int64) + 1970
    order = np.argsort(received, kind="stable")
    place = np.empty(received.size, np.int64)
    place[order] = np.arange(received.size)
    first = np.searchsorted(received[order], received.astype("datetime64[Y]").astype("datetime64[D]"))
    number = pc.utf8_lpad(pc.cast(pa.array(place - first + 1), pa.string()), 6, "0")
    return pc.binary_join_element_wise(code, pc.cast(pa.array(year), pa.string()), number, "-")


assert len(KINDS) == len(plan.SETTLING)
