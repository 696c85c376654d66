"""Estimates side by side: one row per thing compared, a dot with its interval, beside it an earlier value or a rule."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from metrics.limits import cell_sizes
from pages.parts import theme, words
from pages.parts.charts import base
from pages.parts.charts.base import Row
from pages.parts.charts.drawing import Drawing

TOP, BOTTOM = 8, 34
ROW = 32  # pixels of a row with one dot; each further dot adds DODGE
WRAPPED = 38  # where a name takes two lines, so that those of two rows do not run into each other
DODGE = 13


@dataclass(frozen=True)
class Rule:
    """A value to compare all rows with."""

    value: float
    text: str


def figure(
    rows: base.Rows,
    *,
    decimals: int,
    indicative: int,
    least_span: float,
    limits: tuple[float, float],
    then: str = "",
    rule: Rule | None = None,
    told: base.Told = base.RESPONDENTS,
    axis: str = "",
) -> Drawing:
    """Rows from the top in the order of the frame.

    `rows`: label, key (a city's, for the colour), name (of the place, where several share a row, else ""), value, low,
    high, n, state; optional `earlier` (value compared with, named by `then`) and `tail` (text at the right edge).
    What is not shown has its mark in place of a dot, at the left end, with the reason as tooltip. `axis`: what the values
    are, where the heading does not say it.
    """
    every = base.rows_of(rows)
    labels = list(dict.fromkeys(row.label for row in every))
    per_row = max(Counter(row.label for row in every).values())
    low, high = scale(every, rule, least_span, limits)
    at = _heights(every, labels, per_row)
    traces = _earlier(every, at, decimals, then)
    for key in dict.fromkeys(row.key for row in every):
        traces += _dots(key, every, at, decimals, indicative, told)
    traces += _silent(every, at, low, told)
    shapes, notes = _rule(rule, decimals, told.sign, (low, high)) if rule else ([], [])
    names, left = base.row_axis(labels)
    ink = theme.palette()
    notes += [base.side_note(y, row.tail, ink.text) for row, y in zip(every, at, strict=True) if row.tail]
    top, below = TOP + (22 if rule else 0), 20 if axis else 0
    return Drawing(
        data=traces,
        layout=base.layout(
            height(len(labels), per_row, WRAPPED if any("<br>" in text for text in names["ticktext"]) else ROW)
            + top
            - TOP
            + below,
            (left, base.side_margin([row.tail for row in every]), top, BOTTOM + below),
            xaxis=base.axis(
                range=[low, high],
                showgrid=True,
                nticks=5,
                tickformat=f",.{base.places((high - low) / 4)}f",
                ticksuffix=told.sign,
                **(
                    {"title": {"text": axis, "standoff": 8, "font": {"color": ink.quiet, "size": base.FONT}}}
                    if axis
                    else {}
                ),
            ),
            yaxis=names,
            shapes=shapes,
            annotations=notes,
        ),
    )


def height(rows: int, per_row: int = 1, row: int = ROW) -> int:
    """Height of the figure in pixels: follows from the rows and their names alone, so the page does not jump."""
    return TOP + BOTTOM + rows * (row + DODGE * (per_row - 1))


def scale(
    rows: Sequence[Row], rule: Rule | None, least_span: float, limits: tuple[float, float]
) -> tuple[float, float]:
    """Range of the value axis: values, intervals, earlier values, and the rule."""
    drawn = [v for row in rows for v in (row.value, row.low, row.high, row.earlier)] + ([rule.value] if rule else [])
    known = [v for v in drawn if not math.isnan(v)]
    if not known:
        return limits
    span = max(least_span, max(known) - min(known))
    middle = (max(known) + min(known)) / 2
    low, high = max(limits[0], middle - span * 0.54), min(limits[1], middle + span * 0.54)
    pad = 0.02 * (high - low)  # a dot on the end of the scale is not cut in half
    return (low if low > limits[0] else limits[0] - pad, high if high < limits[1] else limits[1] + pad)


def _heights(rows: Sequence[Row], labels: list[str], per_row: int) -> list[float]:
    """Where each dot stands: on its row, several of one row a little apart."""
    number = {label: i for i, label in enumerate(labels)}
    seen: Counter[str] = Counter()
    found = []
    for row in rows:
        offset = (seen[row.label] - (per_row - 1) / 2) * DODGE / (ROW + DODGE * (per_row - 1)) if per_row > 1 else 0
        found.append(number[row.label] + offset)
        seen[row.label] += 1
    return found


def _lead(row: Row) -> str:
    name = f"{base.wrapped(row.name, 40)}: " if row.name else ""
    return f"<b>{base.wrapped(row.label, 40)}</b><br>{name}"


def _dots(
    key: str, rows: Sequence[Row], at: Sequence[float], decimals: int, indicative: int, told: base.Told
) -> list[base.Trace]:
    places = [(row, y) for row, y in zip(rows, at, strict=True) if row.key == key and row.shown]
    if not places:
        return []
    ink = theme.city(key)
    shown = [row for row, _y in places]
    return [
        base.scatter(
            x=[row.value for row in shown],
            y=[y for _row, y in places],
            mode="markers",
            marker=base.dots(ink.colour, ink.marker, shown, indicative, 10),
            error_x={**base.whiskers(shown), "color": ink.colour, "thickness": 1.6, "width": 0},
            hovertext=[_lead(row) + base.estimate_text(row, decimals, indicative, told) for row in shown],
            hoverinfo="text",
            name=shown[0].name,
        )
    ]


def _earlier(rows: Sequence[Row], at: Sequence[float], decimals: int, then: str) -> list[base.Trace]:
    """The earlier values as short upright strokes, told from the dots by shape and not by colour alone."""
    known = [(row, y) for row, y in zip(rows, at, strict=True) if row.shown and not math.isnan(row.earlier)]
    if not known:
        return []
    return [
        base.scatter(
            x=[row.earlier for row, _y in known],
            y=[y for _row, y in known],
            mode="markers",
            marker={"symbol": "line-ns", "size": 15, "line": {"color": theme.palette().mark, "width": 3}},
            hovertext=[f"{_lead(row)}{then}: {words.number(row.earlier, decimals)}" for row, _y in known],
            hoverinfo="text",
            name=then,
        )
    ]


def _silent(rows: Sequence[Row], at: Sequence[float], low: float, told: base.Told) -> list[base.Trace]:
    """The mark of what is hidden, undefined or without data, at the left end of its row."""
    silent = [(row, y) for row, y in zip(rows, at, strict=True) if not row.shown]
    if not silent:
        return []
    return [
        base.scatter(
            x=[low] * len(silent),
            y=[y for _row, y in silent],
            mode="text",
            text=[f" {words.state_mark(row.state)}" for row, _y in silent],
            textposition="middle right",
            textfont={"color": theme.palette().quiet, "size": 14},
            hovertext=[
                _lead(row) + words.state_reason(row.state, cell_sizes.minimum(told.population)) for row, _y in silent
            ],
            hoverinfo="text",
            cliponaxis=False,
        )
    ]


def _rule(
    rule: Rule, decimals: int, sign: str, span: tuple[float, float]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    ink = theme.palette()
    line = {"color": ink.mark, "width": 1.2, "dash": "dot"}
    shape = {"type": "line", "layer": "below", "yref": "paper", "x0": rule.value, "x1": rule.value, "y0": 0, "y1": 1}
    part = (rule.value - span[0]) / (span[1] - span[0])
    note = {
        "x": rule.value,
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "xanchor": "right" if part > 0.7 else "left" if part < 0.3 else "center",  # within the figure on a phone too
        "text": f"{base.wrapped(rule.text, 30)} {words.number(rule.value, decimals)}{sign}",
        "showarrow": False,
        "font": {"color": ink.quiet, "size": base.FONT - 1},
    }
    return [{**shape, "line": line}], [note]
