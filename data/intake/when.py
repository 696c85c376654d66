"""Date and quarter of every row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from data.intake import dates
from data.intake.model import Notice, Plan
from data.intake.respondents import Body, Mask
from data.intake.text import is_blank
from data.intake.values import MISSING, Meaning
from data.intake.verdict import Codes, Values, Verdict, read_column, read_texts
from metrics import periods
from metrics.words import Words

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class When:
    """Per row: the day (None where the row has none) and the quarter with its mask of missing ones."""

    day: pa.Array
    quarter: Codes
    missing: Mask
    grain: pa.Array


def last_day(plan: Plan) -> date:
    """The last date a row can have: for an answer today, or tomorrow where the server's clock runs on UTC and the
    office's ahead; an event may be announced years before."""
    if plan.table == "event":
        return date(2100, 12, 31)
    return plan.given.today or date.today() + timedelta(days=1)


def whens(plan: Plan, body: Body, role: str, verdict: Verdict, notices: list[Notice]) -> When:
    """Day and quarter of each row: its own date first, then its own period, then the period of the file.

    Rejects impossible dates (bad_date) and rows that have neither date nor period (missing_date). A date outside the
    period of the file is no error; it is told with its count.
    """
    count = len(verdict.rows)
    day, quarter = np.full(count, "NaT", dtype="datetime64[D]"), np.zeros(count, dtype=np.int64)
    missing = np.ones(count, dtype=bool)
    grain = Values(np.zeros(count, dtype=np.int64), [plan.grain])
    if column := plan.column(role):
        days, without = _days(plan, body, column.place, verdict, notices).array(np.int64)
        day = np.where(without, np.datetime64("NaT"), days.astype("datetime64[D]"))
        # Months since 1970 in threes: 1970 began with quarter code 1970 * 4.
        quarter = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) // 3 + 1970 * 4
        missing = without
    if column := plan.column("period"):
        spans = read_column(body, column.place, _span, verdict)
        named, without = spans.through(lambda p: p[0]).array(np.int64)
        quarter, missing = np.where(missing, named, quarter), missing & without
        grain = spans.through(lambda p: p[1])
    if plan.period is not None:
        _tell_outside(plan, quarter, ~missing & verdict.passed, notices)
        quarter, missing = np.where(missing, plan.period, quarter), np.zeros(count, dtype=bool)
    verdict.reject(missing, "missing_date", column_place(plan, role))
    kinds = pa.array(grain.of or [None], pa.string()).take(pa.array(grain.codes))
    return When(pa.array(day), quarter, missing, kinds)


def column_place(plan: Plan, role: str) -> int:
    """Place of the column taken for a role; -1 where there is none."""
    column = plan.column(role) or plan.column("period")
    return column.place if column else -1


def _days(plan: Plan, body: Body, place: int, verdict: Verdict, notices: list[Notice]) -> Values:
    """Days since 1970 of a column of dates."""
    written = dates.without_time(body.texts.distinct(place)).dictionary_encode()
    texts, codes = written.dictionary.to_pylist(), np.asarray(written.indices)[body.codes[place]]
    order, shown = dates.order_of(texts[i] for i in np.unique(codes[verdict.rows]).tolist())
    last = last_day(plan)

    def read(text: str) -> Meaning:
        if is_blank(text):
            return MISSING
        day = dates.parse_date(text, order)
        if day is None or day.year < dates.FIRST_YEAR or day > last:
            return Meaning(rule="bad_date")
        return Meaning((day - _EPOCH).days)

    values = read_texts(texts, codes, place, read, verdict)
    tell_order(order, shown, notices)
    return values


def tell_order(order: dates.Order, shown: bool, notices: list[Notice]) -> None:
    """Say how day and month were told apart where that is not plain."""
    if order == "mdy":
        notices.append(
            Notice(
                "month_first",
                Words(
                    "Tanggal dibaca bulan/hari/tahun; begitulah kolomnya.",
                    "Dates are read month/day/year, as the column shows.",
                ),
            )
        )
    elif not shown:
        notices.append(
            Notice(
                "day_first",
                Words("Tanggal dibaca hari/bulan/tahun; kolomnya sendiri tidak menunjukkan urutannya.",
                      "Dates are read day/month/year; the column itself does not show the order."),
            )
        )  # fmt: skip


def _span(text: str) -> Meaning:
    if is_blank(text):
        return MISSING
    found = dates.parse_period(text)
    return Meaning(found) if found else Meaning(rule="bad_date")


def _tell_outside(plan: Plan, quarter: Codes, dated: Mask, notices: list[Notice]) -> None:
    assert plan.period is not None
    last = plan.period + periods.QUARTERS_IN[plan.grain] - 1
    outside = int((dated & ((quarter < plan.period) | (quarter > last))).sum())
    if outside:
        name = periods.format_code(plan.period, plan.grain)
        notices.append(
            Notice(
                "outside_period",
                Words(
                    f"{outside} baris bertanggal di luar {name}; dimuat menurut tanggalnya sendiri.",
                    f"{outside} rows are dated outside {name}; they are loaded by their own dates.",
                ),
                outside,
            )
        )
