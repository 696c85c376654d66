"""Records of services, complaints, collaboration and the digital index for the tests, made at random."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.tables.culture import ACTIVITY, DIGITAL_RECORD, INNOVATION_RECORD, INTERNSHIP_QUARTER, PARTNERSHIP_QUARTER
from data.tables.services import COMPLAINT_RECORD, SERVICE_TRANSACTION
from metrics.complaints.terms import KINDS, TOPICS
from metrics.digital_index.terms import ASSESSORS, PEMDI_INDICATORS, SPBE_INDICATORS
from metrics.services.terms import CHANNELS

Floats = npt.NDArray[np.float64]


def transactions(n: int, seed: int = 1) -> pd.DataFrame:
    """n applications: most of them completed, a third online, queues at the counter only."""
    rng = np.random.default_rng(seed)
    channel = rng.choice(len(CHANNELS), n, p=[0.5, 0.35, 0.1, 0.05])
    completed = some(rng, n, 0.9)
    hours = np.where(completed, np.ceil(rng.gamma(1.5, 20, n)), np.nan)
    return pd.DataFrame(
        {
            "channel": np.where(some(rng, n, 0.95), channel, np.nan),
            "processing_hours": hours,
            "working_days": np.floor(hours / 24),
            "waiting_minutes": np.where((channel == 0) | (np.arange(n) == 0), np.rint(rng.gamma(2, 25, n)), np.nan),
            "completed": completed,
            "returned": np.where(some(rng, n, 0.9), rng.random(n) < 0.1, np.nan),
        }
    ).astype(float)


def complaints(n: int, seed: int = 1) -> pd.DataFrame:
    """n complaints: a few not answered and some still open, of which not all have been judged."""
    rng = np.random.default_rng(seed)
    answered = some(rng, n, 0.9)
    closed = answered & some(rng, n, 0.85)
    response = np.floor(rng.gamma(1.5, 2, n))
    close = response + np.floor(rng.gamma(2, 8, n))
    judged = some(rng, n, 0.9)
    return pd.DataFrame(
        {
            "topic": np.where(some(rng, n, 0.9), rng.integers(0, len(TOPICS), n), np.nan),
            "complaint_kind": rng.integers(0, len(KINDS), n),
            "response_days": np.where(answered, response, np.nan),
            "response_waiting_days": np.where(answered, np.nan, rng.integers(0, 20, n)),
            "close_days": np.where(closed, close, np.nan),
            "open_days": np.where(closed, np.nan, rng.integers(0, 60, n)),
            "response_in_time": np.where(judged, answered & (response <= 3), np.nan),
            "closed_in_time": np.where(judged, closed & (close <= 20), np.nan),
            "closed": closed,
            "reopened": np.where(closed, rng.random(n) < 0.08, np.nan),
        }
    ).astype(float)


def activities(n: int, seed: int = 1) -> pd.DataFrame:
    """n activities; not all write down the ideas, and fewer what became of them."""
    rng = np.random.default_rng(seed)
    raised = 1 + rng.poisson(4, n)
    noted = some(rng, n, 0.8)
    return pd.DataFrame(
        {
            "attendance": rng.integers(5, 80, n),
            "ideas_raised": np.where(noted, raised, np.nan),
            "ideas_adopted": np.where(noted & some(rng, n, 0.8), rng.binomial(raised, 0.3), np.nan),
        }
    ).astype(float)


def innovations(n: int, seed: int = 1) -> pd.DataFrame:
    """n ideas: most of them piloted, half of those in use, a few stopped."""
    rng = np.random.default_rng(seed)
    piloted = some(rng, n, 0.85)
    ran = piloted & some(rng, n, 0.8)
    return pd.DataFrame(
        {
            "piloted": piloted,
            "ran": ran,
            "stopped": rng.random(n) < 0.1,
            "pilot_days": np.where(piloted, rng.integers(5, 150, n), np.nan),
            "pilot_waiting_days": np.where(piloted, np.nan, rng.integers(5, 300, n)),
            "running_days": np.where(ran, rng.integers(10, 300, n), np.nan),
            "running_waiting_days": np.where(piloted & ~ran, rng.integers(5, 300, n), np.nan),
            "staff_involved": np.where(some(rng, n, 0.8), rng.integers(1, 12, n), np.nan),
        }
    ).astype(float)


def partnerships(n: int, seed: int = 1) -> pd.DataFrame:
    """n agreements, some of them ended; not all report their people."""
    rng = np.random.default_rng(seed)
    told = some(rng, n, 0.8)
    participants = rng.integers(0, 90, n)
    return pd.DataFrame(
        {
            "active": rng.random(n) < 0.8,
            "participants": np.where(told, participants, np.nan),
            "certificates": np.where(told, rng.binomial(participants, 0.5), np.nan),
        }
    ).astype(float)


def internships(n: int, seed: int = 1) -> pd.DataFrame:
    """n agreements and their interns, where they report any."""
    rng = np.random.default_rng(seed)
    return pd.DataFrame({"internships": np.where(some(rng, n, 0.7), rng.integers(0, 40, n), np.nan)}).astype(float)


def assessments(n: int, seed: int = 1) -> pd.DataFrame:
    """n complete assessments of both indices by both assessors."""
    rng = np.random.default_rng(seed)
    each = [
        (regime, assessor, indicator)
        for regime, indicators in enumerate((SPBE_INDICATORS, PEMDI_INDICATORS))
        for assessor in range(len(ASSESSORS))
        for indicator in range(1, indicators + 1)
    ]
    rows = np.array(each * n, np.int64).reshape(-1, 3)
    data = pd.DataFrame(rows, columns=["regime", "assessor", "indicator"])
    return data.assign(level=rng.integers(1, 6, len(rows))).astype(float)


def some(rng: np.random.Generator, n: int, share: float) -> npt.NDArray[np.bool_]:
    """A random choice of about that share of n; the first is always in it."""
    chosen = rng.random(n) < share
    chosen[:1] = True
    return chosen


MAKERS: dict[str, Callable[[int, int], pd.DataFrame]] = {
    SERVICE_TRANSACTION.name: transactions,
    COMPLAINT_RECORD.name: complaints,
    ACTIVITY.name: activities,
    INNOVATION_RECORD.name: innovations,
    PARTNERSHIP_QUARTER.name: partnerships,
    INTERNSHIP_QUARTER.name: internships,
    DIGITAL_RECORD.name: assessments,
}
