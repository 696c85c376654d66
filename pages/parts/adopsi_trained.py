"""Quarters with far more IT training than usual, as quiet marks on the chart of steady use.

Trainings are a city's, counted by the quarter they were planned for: an office of its own has no such marks.
"""

from __future__ import annotations

import statistics

import pandas as pd

from data.selection import Selection
from metrics import periods
from metrics.metric import State
from pages.parts import access, words
from pages.parts.charts.marks import Mark
from pages.parts.indicator import history
from pages.parts.words import _

TRAININGS, AREA, STEADY = "plan_done", "it", "sustained_use"
LEAST = 10  # participants in a mark
LARGE = 1.25  # times the median quarter
MOST = 3  # marks beside those of launches


def marks(asked: Selection) -> tuple[Mark, ...]:
    """One mark a quarter, oldest first, at its beginning. None for an office, or for who may see offices only."""
    return () if asked.unit or access.scope().kind == "unit" else _marks(access.context(), Selection(city=asked.city))


@access.remembered
def _marks(_context: access.Context, places: Selection) -> tuple[Mark, ...]:
    logged = access.quarters(STEADY)
    if not logged or not access.quarters(TRAININGS):
        return ()
    asked = places.but(first=logged[0], last=logged[-1])
    rows = history.rows_of(access.answer(TRAININGS, by=("area", "period"), selection=asked).frame)
    done = {row["period"]: row["done"] for row in rows if row["area"] == AREA and row["state"] == State.SHOWN}
    if not done:
        return ()
    usual = statistics.median(done.values())
    large = sorted((q for q, n in done.items() if n >= max(LEAST, LARGE * usual)), key=lambda q: -done[q])[:MOST]
    return tuple(Mark(_first_day(q), _title(q, done[q], usual), quiet=True) for q in sorted(large))


def _first_day(quarter: int) -> pd.Timestamp:
    year, part = periods.year_and_quarter(quarter)
    return pd.Timestamp(year, 3 * part - 2, 1)


def _title(quarter: int, done: float, usual: float) -> str:
    return _("IT training of {period}: {n} completed it, {usual} in a usual quarter").format(
        n=words.number(done), period=words.period(quarter, "quarter"), usual=words.number(usual)
    )
