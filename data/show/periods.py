"""Conditions of time as runs of quarters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from data.query import PERIOD
from data.show.refusal import BadInput
from metrics import periods
from metrics.periods import QUARTERS_IN, Grain, period_start
from metrics.words import Words


def spans(where: Mapping[str, Sequence[str]], grain: Grain | None) -> list[tuple[int | None, int | None]]:
    """First and last quarter of each run of quarters without a gap; `grain`: of the periods shown, None: no periods.

    Raises BadInput for what is no period, for conditions that no quarter meets, and for a gap within one figure: a
    figure over the first and the third quarter would pass for one over the year.
    """
    chosen = _quarters(where)
    if chosen is None:
        return [(None, None)]
    if not chosen:
        raise BadInput(
            Words(
                "Tidak ada triwulan yang memenuhi semua syarat periode itu.",
                "No quarter meets all those period conditions.",
            )
        )
    runs: list[tuple[int, int]] = []
    for quarter in sorted(chosen):
        if runs and runs[-1][1] == quarter - 1:
            runs[-1] = (runs[-1][0], quarter)
        else:
            runs.append((quarter, quarter))
    if any(_same_figure(last, first, grain) for (_, last), (first, _) in pairwise(runs)):
        raise BadInput(
            Words("Periode yang terpisah tidak dapat digabung menjadi satu angka; tambahkan --by quarter atau pilih periode yang bersambung.",
                  "Periods with a gap between them are not put into one figure; add --by quarter or choose periods that follow one another.")
        )  # fmt: skip
    return list(runs)


def _same_figure(quarter: int, later: int, grain: Grain | None) -> bool:
    return grain is None or period_start(quarter, grain) == period_start(later, grain)


def _quarters(where: Mapping[str, Sequence[str]]) -> set[int] | None:
    """The quarters that meet all conditions; None without any condition."""
    chosen: set[int] | None = None
    for dimension, values in where.items():
        quarters: set[int] = set()
        for value in values:
            try:
                code, grain = periods.parse_code(value)
            except ValueError:
                raise BadInput(_bad_period(value)) from None
            if dimension != PERIOD and dimension != grain:
                raise BadInput(_bad_period(value))
            quarters |= set(range(code, code + QUARTERS_IN[grain]))
        chosen = quarters if chosen is None else chosen & quarters
    return chosen


def _bad_period(value: str) -> Words:
    return Words(
        f"{value!r} bukan periode yang diminta; tulis quarter=2026Q3, semester=2026S2, year=2026 atau period=salah satunya.",
        f"{value!r} is not the period asked for; write quarter=2026Q3, semester=2026S2, year=2026, or period= any of these.",
    )
