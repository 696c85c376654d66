"""Rows of `digital_index`: the level of every indicator in each assessment, SPBE to 2025 and Pemdi in 2026."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data.demo import arrow
from data.demo.services import culture_plan as plan
from data.demo.staff.chance import Floats, Ints
from data.demo.streams import stream
from data.tables.culture import ASSESSOR, REGIME
from metrics.digital_index.terms import LEVELS
from metrics.limits.digital_index import WHOLE, aspects, weights
from metrics.periods import quarter_of

Assessment = tuple[str, int, str]  # regime, quarter, assessor


def rows(seed: int, city: str) -> pa.Table:
    """All assessments of a city, by quarter."""
    found = levels(seed, city)
    named = [(REGIME.code(regime), quarter, ASSESSOR.code(assessor)) for regime, quarter, assessor in found]
    regime, quarter, assessor = np.repeat(named, [given.size for given in found.values()], axis=0).T
    indicator = np.concatenate([np.arange(given.size) + 1 for given in found.values()])
    level = np.concatenate(list(found.values()))
    return pa.table(
        {
            "city": arrow.words([city], np.zeros(level.size, np.int64)),
            "quarter": pa.array(quarter, pa.int32()),
            "regime": arrow.codes(regime),
            "assessor": arrow.codes(assessor),
            "indicator": arrow.codes(indicator),
            "level": pa.array(level, pa.int8()),
        }
    )


def levels(seed: int, city: str) -> dict[Assessment, Ints]:
    """The level of every indicator, by assessment. From year to year no level falls."""
    found: dict[Assessment, Ints] = {}
    for regime, quarters, about in (
        ("spbe", [quarter_of(year, 4) for year in plan.SPBE_YEARS], plan.SPBE_LEVEL[city]),
        ("pemdi", [plan.PEMDI_QUARTER], (plan.PEMDI_LEVEL[city],)),
    ):
        around, too_high = _indicators(seed, city, regime)
        for quarter, level in zip(quarters, about, strict=True):
            external = np.clip(np.rint(np.round(level + around, 6)), *LEVELS).astype(np.int64)
            found[regime, quarter, "self"] = np.minimum(external + too_high, LEVELS[1])
            found[regime, quarter, "external"] = external
    return found


def index(regime: str, given: Ints) -> float:
    """The index of an assessment: the weighted mean of its levels."""
    return float((weights(regime) * given).sum() / WHOLE)


def _indicators(seed: int, city: str, regime: str) -> tuple[Floats, Ints]:
    """How far each indicator lies from the city's level, zero on weighted average; where the city thinks better of itself."""
    rng = stream(seed, "services", "digital", city, regime)
    domain = np.repeat(
        [plan.SPBE_BY_DOMAIN.get(aspect.domain, 0.0) for aspect in aspects(regime)],
        [len(aspect.weights) for aspect in aspects(regime)],
    )
    around = domain + plan.INDICATOR_SD * rng.standard_normal(domain.size)
    around -= (weights(regime) * around).sum() / WHOLE
    too_high = rng.permutation(domain.size) < round(plan.SELF_MORE * domain.size)
    return np.round(around, 6), too_high.astype(np.int64)
