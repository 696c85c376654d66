"""TRAINING_RECORD: each training taken, with the office and the position on its last day.

Quarter: that of the last day. Earned: JP of a training not completed are 0, of a completed one those of the log or the
catalogue, empty where neither says. A scheme is kept where the certificate was earned. Whether a training was
e-learning is unknown where its kind is.
"""

from __future__ import annotations

from typing import Any

from data.derived.inputs import fill, form, placed
from data.tables.staff import TRAINING_KIND
from data.tables.staff_records import TRAINING_RECORD
from metrics.limits.dated import Limit

TABLE = TRAINING_RECORD
SOURCES = ("employee", "training_programme", "training_participation")
LIMITS: tuple[Limit, ...] = ()
EDITION = 1
_ELEARNING = TRAINING_KIND.code("elearning")


def _floor_divide(dividend: str, divisor: str) -> str:
    """The quotient rounded down, of whole numbers with a positive divisor, as SQL; `//` rounds towards zero."""
    return f"(({dividend}) // ({divisor}) - CASE WHEN ({dividend}) % ({divisor}) < 0 THEN 1 ELSE 0 END)"


def gain(pre: str, post: str) -> str:
    """(post - pre) / (100 - pre) in 1/10,000 of hundredths of a score, as SQL; empty for a pre-test of 100.

    Half up and exact: floor((2 * 10,000 * (post - pre) + d) / 2d) with d = 100 - pre in hundredths; held within -1 and 1.
    """
    free = f"(10000 - {pre}::BIGINT)"
    rounded = _floor_divide(f"20000 * ({post}::BIGINT - {pre}) + {free}", f"2 * {free}")
    return f"CASE WHEN {pre} < 10000 THEN greatest(-10000, least(10000, {rounded})) END"


def build(cursor: Any) -> None:
    """Make the rows anew from the prepared inputs."""
    elearning = f"e.training_kind = {TRAINING_KIND.code('elearning')}"
    fill(
        cursor,
        TABLE,
        placed(
            "FROM training",
            f"e.area, {form('e.training_kind')} AS training_form, e.training_kind, e.partner, "
            "CASE WHEN e.certified THEN e.scheme END AS scheme, e.completed::TINYINT AS completed, "
            f"e.certified::TINYINT AS certified, ({elearning})::TINYINT AS elearning, "
            f"CASE WHEN {elearning} THEN e.completed::TINYINT END AS elearning_completed, "
            f"CASE WHEN {elearning} THEN e.interactions END AS interactions, "
            "CASE WHEN e.completed THEN e.jp_hundredths ELSE 0 END AS jp_hundredths, "
            "e.cost, (e.cost + 500) // 1000 AS cost_thousands, e.reaction, "
            f"{gain('e.pre_score', 'e.post_score')} AS gain_bp",
        ),
    )
