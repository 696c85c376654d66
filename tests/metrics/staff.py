"""Records of staff for the tests: made at random, and the worked examples that an expert can read."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.tables.staff_records import PROGRAMME_RECORD, REVIEW_RECORD, STAFF_QUARTER, TRAINING_RECORD
from metrics.competence.terms import SKILL_KEYS
from metrics.ip_asn import points
from metrics.ip_asn.terms import DEGREES, DIMENSIONS, PARTS, POSITIONS
from metrics.limits.skill_needs import needs
from metrics.training.terms import AREAS, SCHEMES
from tests.metrics.surveys import EXAMPLES, survey

Floats = npt.NDArray[np.float64]


def worked(table: str) -> pd.DataFrame:
    """The worked records of a table: tests/examples/<table>.csv; an empty cell is not known."""
    return pd.read_csv(EXAMPLES / f"{table}.csv").astype(float)


def staff(n: int, seed: int = 1) -> pd.DataFrame:
    """n staff at the end of a third quarter: some never trained, not assessed, or without degree or review."""
    rng = np.random.default_rng(seed)
    position = rng.integers(0, len(POSITIONS), n)
    jp = np.where(rng.random(n) < 0.15, 0, rng.gamma(3, 600, n)).astype(int)
    data: dict[str, npt.NDArray[np.generic]] = {
        "jp_hundredths": jp,
        "jp_met": jp >= 2000,
        "jp_on_course": jp >= 1500,
        **{f"area_{key}": rng.random(n) < 0.3 for key in AREAS},
        "elearning": rng.random(n) < 0.5,
        "gap_days": _some(rng, rng.gamma(2, 90, n), 0.25),
        "idle_days": _some(rng, rng.gamma(1.5, 150, n), 0.2),
    }
    for place, key in enumerate(SKILL_KEYS):
        now = _some(rng, np.clip(rng.normal(68, 12, n), 0, 100), 0.1)
        data[f"skill_{key}"] = now
        data[f"before_{key}"] = np.where(
            rng.random(n) < 0.7, np.clip(now - np.rint(rng.normal(4, 6, n)), 0, 100), np.nan
        )
        data[f"short_{key}"] = np.where(np.isnan(now), np.nan, now < needs()[position, place])
    return pd.DataFrame(data | _index(rng, n, position)).astype(float)


def _index(rng: np.random.Generator, n: int, position: npt.NDArray[np.int64]) -> dict[str, npt.NDArray[np.generic]]:
    trained = rng.random((3, n)) < 0.6
    earned = np.column_stack(
        [
            points.qualification(rng.integers(-1 if n > 30 else 0, len(DEGREES), n)),
            *points.competence(position, *trained),
            points.performance(rng.integers(-1 if n > 30 else 2, 5, n), np.full(n, -1)),
            points.discipline(np.where(rng.random(n) < 0.9, -1, 0)),
        ]
    ).astype(float)
    earned[earned < 0] = np.nan
    lacking = points.maxima(position) - earned
    dimensions = (earned[:, 0], earned[:, 1:4].sum(axis=1), earned[:, 4], earned[:, 5])
    return {
        **{f"ip_{key}": column for key, column in zip(DIMENSIONS, dimensions, strict=True)},
        "ip_total": earned.sum(axis=1),
        **{f"lacking_{key}": lacking[:, place] for place, key in enumerate(PARTS)},
    }


def trainings(n: int, seed: int = 1) -> pd.DataFrame:
    """n participations: not all completed, few with certificate, cost and tests known of some, a third e-learning."""
    rng = np.random.default_rng(seed)
    completed = rng.random(n) < 0.85
    certified = completed & (rng.random(n) < 0.4)
    elearning = rng.random(n) < 0.35
    cost = _some(rng, 1000 * rng.gamma(4, 400, n), 0.2)
    return pd.DataFrame(
        {
            "scheme": np.where(certified, rng.integers(0, len(SCHEMES), n), np.nan),
            "completed": completed,
            "certified": np.where(rng.random(n) < 0.1, np.nan, certified),
            "elearning": elearning,
            "elearning_completed": np.where(elearning, completed, np.nan),
            "interactions": np.where(elearning, rng.poisson(6, n), np.nan),
            "jp_hundredths": np.where(completed, 100 * rng.integers(2, 60, n), 0),
            "cost": cost,
            "cost_thousands": np.rint(cost / 1000),
            "reaction": _some(rng, np.clip(rng.normal(4, 0.8, n), 1, 5), 0.3),
            "gain_bp": _some(rng, np.clip(rng.normal(4000, 3000, n), -10_000, 10_000), 0.3),
        }
    ).astype(float)


def reviews(n: int, seed: int = 1) -> pd.DataFrame:
    """n reviews of a quarter: a few not reported, some still waiting for the superior, predikat mostly good."""
    rng = np.random.default_rng(seed)
    reported = rng.random(n) < 0.9
    evaluated = reported & (rng.random(n) < 0.8)
    days = np.rint(rng.gamma(2, 10, n))
    return pd.DataFrame(
        {
            "on_time": reported & (rng.random(n) < 0.8),
            "reported": reported,
            "evaluated": evaluated,
            "evaluation_days": np.where(evaluated, days, np.nan),
            "waiting_days": np.where(reported & ~evaluated, rng.integers(0, 90, n), np.nan),
            "predicate": np.where(evaluated, rng.choice(5, n, p=[0.02, 0.05, 0.08, 0.7, 0.15]), np.nan),
            "difficulty": _some(rng, rng.integers(0, 11, n), 0.3),
        }
    ).astype(float)


def programmes(n: int, seed: int = 1) -> pd.DataFrame:
    """n planned trainings; a few without a number of seats."""
    rng = np.random.default_rng(seed)
    planned = rng.integers(5, 60, n)
    done = np.rint(planned * rng.uniform(0.2, 1.2, n))
    return pd.DataFrame({"planned_seats": _some(rng, planned, 0.1), "done_seats": done}).astype(float)


def _some(rng: np.random.Generator, values: npt.NDArray[np.generic], missing: float) -> Floats:
    """Whole numbers, the given share of them not known; the first always is."""
    unknown = rng.random(len(values)) < missing
    unknown[:1] = False
    return np.where(unknown, np.nan, np.rint(values.astype(float)))


MAKERS: dict[str, Callable[[int, int], pd.DataFrame]] = {
    "skm_response": survey,
    STAFF_QUARTER.name: staff,
    TRAINING_RECORD.name: trainings,
    REVIEW_RECORD.name: reviews,
    PROGRAMME_RECORD.name: programmes,
}
