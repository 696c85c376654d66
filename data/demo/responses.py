"""The answers of one city: rows of `skm_response`, and beside them what was planted for each of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data.demo import arrow, dates, people, scores
from data.demo.offices import Office
from data.demo.people import BLANK, People
from data.demo.plan import CITIES, QUARTERS
from data.demo.streams import Rng, stream
from data.tables import AGE_BAND
from metrics.satisfaction.elements import ELEMENT_KEYS

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class CityResponses:
    """The rows of a city with what is planted: `office` and `quarter` are places in the list of offices and quarters."""

    offices: list[Office]
    rows: pa.Table
    office: Ints
    quarter: Ints
    people: People
    planted: Floats  # respondent x element: the mean of that answer, in IKM points


def generate(seed: int, city: str, offices: list[Office]) -> CityResponses:
    """All answers of a city, by quarter, office and day."""
    counts = np.array([o.counts for o in offices])
    in_order = counts.T.ravel()  # quarter by quarter, office by office
    place = np.repeat(np.arange(in_order.size), in_order)
    quarter, office = place // len(offices), place % len(offices)

    rng = stream(seed, "responses", city)
    code = np.array(QUARTERS)[quarter]
    who = people.draw(seed, city, np.array([o.unit_type for o in offices])[office], code)
    answered = dates.draw(rng, code)
    answered = answered[np.lexsort((answered, place))]  # the days of a place in order; whose day it is does not matter
    service, worth = _services(rng, offices, office)

    points = np.array([o.points for o in offices])[office, quarter]
    points += (who.effect + worth)[:, None]
    lining = rng.random(place.size) < np.array([o.lining for o in offices])[office]
    drawn = scores.draw(stream(seed, "scores", city), points, lining)

    columns = {
        "city": arrow.words([city], np.zeros(place.size, np.int64)),
        "unit": arrow.words([o.unit for o in offices], office),
        "service": service,
        "quarter": pa.array(code, pa.int32()),
        "answered_on": pa.array(answered, pa.date32()),
        **_people(city, who),
        **{key: pa.array(drawn[:, k], pa.int8(), mask=drawn[:, k] == 0) for k, key in enumerate(ELEMENT_KEYS)},
    }
    return CityResponses(offices, pa.table(columns), office, quarter, who, _planted(points, lining))


def _planted(points: Floats, lining: npt.NDArray[np.bool_]) -> Floats:
    """The mean that each answer really has: within the reachable range, one for the whole row where it is one score."""
    straight = scores.reachable(points.mean(axis=1))
    return np.where(lining[:, None], straight[:, None], scores.reachable(points))


def _services(rng: Rng, offices: list[Office], office: Ints) -> tuple[pa.Array, Floats]:
    share = rng.random(office.size)
    most = max(len(o.services) for o in offices)
    reached = np.full((len(offices), most), 2.0)  # nothing is above two: places that an office does not use
    worth = np.zeros((len(offices), most))
    first = np.zeros(len(offices), np.int64)
    names: list[str] = []
    for i, o in enumerate(offices):
        reached[i, : len(o.services) - 1] = np.cumsum(o.service_share)[:-1]
        worth[i, : len(o.services)] = o.service_effect
        first[i] = len(names)
        names += o.services
    chosen = (share[:, None] >= reached[office]).sum(axis=1)
    return arrow.words(names, first[office] + chosen), worth[office, chosen]


def _people(city: str, who: People) -> dict[str, pa.Array]:
    band = CITIES[city].gives_age == "band"
    size = who.age.size
    as_given = arrow.words([f"{level.words.id} tahun" for level in AGE_BAND.levels], np.maximum(who.age, 0))
    return {
        "channel": arrow.codes(who.channel),
        "sex": arrow.codes(who.sex),
        "age_years": pa.nulls(size, pa.int16()) if band else arrow.codes(who.age_years),
        "age_as_given": pc.if_else(pa.array(who.age != BLANK), as_given, None) if band else pa.nulls(size, pa.string()),
        "age": arrow.codes(who.age),
        "education": arrow.codes(who.education),
        "occupation": arrow.codes(who.occupation),
    }
