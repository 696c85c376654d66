"""What each city plans: which quarter, how many seats, what cost, for every training and year."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data import reference
from data.demo import arrow
from data.demo.staff import plan
from data.demo.staff.catalogue import PROGRAMMES, PROVIDERS
from data.demo.staff.chance import Ints
from data.demo.streams import stream
from data.tables.staff import AREA, PARTNER, SCHEME, TRAINING_KIND
from metrics.periods import quarter_of

AREA_CODE = np.array([AREA.code(p.area) for p in PROGRAMMES])
KIND_CODE = np.array([TRAINING_KIND.code(p.kind) for p in PROGRAMMES])
PARTNER_CODE = np.array([PARTNER.code(p.partner) for p in PROGRAMMES])
SCHEME_CODE = np.array([-1 if p.scheme is None else SCHEME.code(p.scheme) for p in PROGRAMMES])
JP_HUNDREDTHS = np.array([p.jp * 100 for p in PROGRAMMES])
COST = np.array([plan.COST[p.kind] for p in PROGRAMMES])
KEYS, TITLES = [p.key for p in PROGRAMMES], [p.title for p in PROGRAMMES]


def providers(city: str) -> list[str]:
    """The provider of each programme in a city."""
    name = str(reference.cities().set_index("city")["name"][city])
    return [PROVIDERS[p.partner].format(city=name) for p in PROGRAMMES]


def planned_quarters(seed: int, city: str) -> Ints:
    """year x programme: the quarter of the year (0 to 3) that the plan names; their shares are those of the pace."""
    weights = np.array([_weight(city, place) for place in range(len(PROGRAMMES))])
    found = np.empty((len(plan.YEARS), len(PROGRAMMES)), np.int64)
    for y, year in enumerate(plan.YEARS):
        order = stream(seed, "staff", "plan", city, str(year)).permutation(len(PROGRAMMES))
        reached = (np.cumsum(weights[order]) - weights[order] / 2) / weights.sum()
        found[y, order] = np.searchsorted(np.cumsum(plan.PACE)[:-1], np.round(reached, 9), side="right")
    return found


def _weight(city: str, place: int) -> float:
    """How often a programme is taken, about: by the mix of areas and the number of trainings of its group in the area."""
    programme = PROGRAMMES[place]
    alike = sum(p.area == programme.area and p.group == programme.group for p in PROGRAMMES)
    return plan.AREA_MIX[city][int(AREA_CODE[place])] / alike


def catalogue_rows(seed: int, city: str, planned: Ints, programme: Ints, year: Ints) -> pa.Table:
    """Rows of `training_programme`, one a programme and year, given the programme and year of all participations.

    Seats are the participants of the year over the planted share of the plan that is done; those of a quarter that is
    still to come are among them.
    """
    rng = stream(seed, "staff", "seats", city)
    shape = (len(plan.YEARS), len(PROGRAMMES))
    taken = np.bincount(year * shape[1] + programme, minlength=shape[0] * shape[1])
    spread = np.round(np.exp(0.08 * rng.standard_normal(taken.size)), 6)
    seats = np.rint(taken / plan.PLAN_DONE[city] * spread).astype(np.int64)
    y, p = np.divmod(np.flatnonzero(seats), shape[1])
    seats = seats[seats > 0]
    return pa.table(
        {
            "city": arrow.words([city], np.zeros(p.size, np.int64)),
            "programme": arrow.words(KEYS, p),
            "title": arrow.words(TITLES, p),
            "area": arrow.codes(AREA_CODE[p]),
            "training_kind": arrow.codes(KIND_CODE[p]),
            "provider": arrow.words(providers(city), p),
            "partner": arrow.codes(PARTNER_CODE[p]),
            "scheme": arrow.codes(SCHEME_CODE[p]),
            "jp_hundredths": pa.array(JP_HUNDREDTHS[p], pa.int32()),
            "quarter": pa.array(quarter_of(plan.YEARS[0], 1) + y * 4 + planned[y, p], pa.int32()),
            "planned_seats": pa.array(seats, pa.int32()),
            "planned_cost": pa.array(seats * COST[p], pa.int64()),
        }
    )
