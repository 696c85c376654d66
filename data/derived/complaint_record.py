"""COMPLAINT_RECORD: each complaint with how long it took, or how long it has been open by the date of the data.

The date of the data is the last day that the city's complaints speak of, since what happened later is not loaded. A
complaint that was closed has been answered by then at the latest. A day before the day of receipt is an error of
the file: what follows from it is not known.

In time: within the working days of `metrics.limits.sla`, by the rule of the quarter. A complaint is judged once its
limit has passed by the date of the data, and not before, closed or not: of the latest complaints only the quick ones
are closed yet, and judging those alone would make every latest quarter look good. Whether a complaint of unknown kind
was closed in time is never judged: the kind sets the limit.

The calendar of `data.working_days` comes with a library: whoever upgrades it raises EDITION.
"""

# ruff: noqa: S608 - what is pasted are declared names and fixed texts; values never
from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from data import working_days
from data.derived.inputs import fill, latest
from data.tables.services import COMPLAINT_RECORD
from metrics.limits import sla
from metrics.limits.dated import Limit
from metrics.moments import Integers

TABLE = COMPLAINT_RECORD
SOURCES = ("complaint",)
LIMITS: tuple[Limit, ...] = sla.LIMITS
EDITION = 1
_UNKNOWN = -1
Days = npt.NDArray[np.datetime64]


def build(cursor: Any) -> None:
    """Make the rows anew from the complaints."""
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE received AS SELECT row_number() OVER (ORDER BY batch, line) - 1 AS place, *, "
        "least(first_response_on, closed_on) AS responded_on, "
        "max(greatest(received_on, first_response_on, closed_on)) OVER (PARTITION BY city) AS data_date "
        f"FROM ({latest('complaint')})"
    )
    cursor.register("judged", _judged(cursor))
    fill(
        cursor,
        TABLE,
        "SELECT r.city, r.unit, r.service, r.quarter, r.topic, r.complaint_kind, "
        "CASE WHEN r.responded_on >= r.received_on THEN r.responded_on - r.received_on END AS response_days, "
        "CASE WHEN r.responded_on IS NULL THEN r.data_date - r.received_on END AS response_waiting_days, "
        "CASE WHEN r.closed_on >= r.received_on THEN r.closed_on - r.received_on END AS close_days, "
        "CASE WHEN r.closed_on IS NULL THEN r.data_date - r.received_on END AS open_days, "
        "j.response_in_time, j.closed_in_time, (r.closed_on IS NOT NULL)::TINYINT AS closed, "
        "CASE WHEN r.closed_on IS NOT NULL OR r.reopened THEN r.reopened::TINYINT END AS reopened "
        "FROM received r JOIN judged j ON j.place = r.place ORDER BY r.city, r.quarter, r.unit, r.place",
    )
    cursor.unregister("judged")
    cursor.execute("DROP TABLE received")


def _judged(cursor: Any) -> pa.Table:
    """Both flags of each complaint, in the order of `place`."""
    found = cursor.execute(
        "SELECT received_on, responded_on, closed_on, data_date, quarter, complaint_kind FROM received ORDER BY place"
    ).fetchnumpy()
    received, responded, closed, until = (
        np.ma.filled(np.ma.asarray(found[name]).astype("datetime64[D]"), np.datetime64("NaT"))
        for name in ("received_on", "responded_on", "closed_on", "data_date")
    )
    quarter, kind = (np.ma.filled(found[name].astype(np.int64), -1) for name in ("quarter", "complaint_kind"))
    to_respond, to_close = _limits(quarter, kind)
    flags = {
        "response_in_time": _in_time(received, responded, until, to_respond),
        "closed_in_time": np.where(kind < 0, np.int8(_UNKNOWN), _in_time(received, closed, until, to_close)),
    }
    arrays = {name: pa.array(values, pa.int8(), mask=values == _UNKNOWN) for name, values in flags.items()}
    return pa.table({"place": np.arange(len(quarter)), **arrays})


def _limits(quarter: Integers, kind: Integers) -> tuple[Integers, Integers]:
    """Working days to the response and to the closing of each complaint; those of an unknown kind (-1) mean nothing."""
    to_respond, to_close = np.zeros(len(quarter), np.int64), np.zeros(len(quarter), np.int64)
    for one in np.unique(quarter):
        here = quarter == one
        to_respond[here] = sla.response_days(float(one))
        to_close[here] = np.array(sla.closing_days(float(one)))[kind[here]]
    return to_respond, to_close


def _in_time(received: Days, done: Days, until: Days, limit: Integers) -> npt.NDArray[np.int8]:
    """1 done within the limit, 0 not; unknown where the limit has not passed, or it was done before it came in."""
    flags = np.where(working_days.between(received, until) > limit, 0, _UNKNOWN).astype(np.int8)
    happened = ~np.isnat(done)
    flags[happened & (np.where(happened, done, received) < received)] = _UNKNOWN
    timely = happened & (flags == 0)
    flags[timely] = working_days.between(received[timely], done[timely]) <= limit[timely]
    return flags
