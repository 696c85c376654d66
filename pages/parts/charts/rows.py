"""Estimates side by side: one row per thing compared, a dot with its interval, beside it an earlier value or a rule."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from metrics.metric import State
from pages.parts import theme, words
from pages.parts.charts import base

TOP, BOTTOM = 8, 34
ROW = 32  # pixels of a row with one dot; each further dot adds DODGE
DODGE = 13


@dataclass(frozen=True)
class Rule:
    """A value to compare all rows with."""

    value: float
    text: str


def figure(
    rows: pd.DataFrame,
    *,
    decimals: int,
    indicative: int,
    least_span: float,
    limits: tuple[float, float],
    then: str = "",
    rule: Rule | None = None,
) -> go.Figure:
    """Rows from the top in the order of the frame.

    `rows`: label, key (a city's, for the colour), name (of the place, where several share a row, else ""), value, low,
    high, n, state; optional `earlier` (value compared with, named by `then`) and `tail` (text at the right edge).
    What is not shown has its mark in place of a dot, at the left end, with the reason as tooltip.
    """
    labels = list(dict.fromkeys(rows["label"]))
    per_row = int(rows.groupby("label", sort=False).size().max())
    low, high = scale(rows, rule, least_span, limits)
    at = _heights(rows, labels, per_row)
    traces: list[base.Trace] = []
    if "earlier" in rows:
        traces += _earlier(rows, at, decimals, then)
    for key, own in rows.groupby("key", sort=False):
        traces += _dots(str(key), own, at[own.index], decimals, indicative)
    traces += _silent(rows, at, low)
    shapes, notes = _rule(rule, decimals) if rule else ([], [])
    names, left = base.row_axis(labels)
    tails = rows["tail"].astype(str) if "tail" in rows else pd.Series("", index=rows.index)
    ink = theme.palette()
    notes += [base.side_note(at[i], text, ink.text) for i, text in tails.items() if text]
    top = TOP + (22 if rule else 0)
    return go.Figure(
        data=traces,
        layout=base.layout(
            height(len(labels), per_row) + top - TOP,
            (left, base.side_margin(list(tails)), top, BOTTOM),
            xaxis=base.axis(range=[low, high], showgrid=True, nticks=5, tickformat=f",.{_tick_decimals(high - low)}f"),
            yaxis=names,
            shapes=shapes,
            annotations=notes,
        ),
    )


def height(rows: int, per_row: int = 1) -> int:
    """Height of the figure in pixels: follows from the number of rows alone, so the page does not jump."""
    return TOP + BOTTOM + rows * (ROW + DODGE * (per_row - 1))


def scale(rows: pd.DataFrame, rule: Rule | None, least_span: float, limits: tuple[float, float]) -> tuple[float, float]:
    """Range of the value axis: values, intervals of groups that have one worth drawing, and the rule."""
    earlier = rows["earlier"] if "earlier" in rows else rows["value"]
    known = pd.concat([rows["value"], rows["low"], rows["high"], earlier]).dropna().astype(float)
    if rule:
        known = pd.concat([known, pd.Series([rule.value])])
    if known.empty:
        return limits
    span = max(least_span, known.max() - known.min())
    middle = (known.max() + known.min()) / 2
    low, high = middle - span * 0.54, middle + span * 0.54
    low, high = max(limits[0], low), min(limits[1], high)
    pad = 0.02 * (limits[1] - limits[0])  # a dot on the end of the scale is not cut in half
    return (low if low > limits[0] else limits[0] - pad, high if high < limits[1] else limits[1] + pad)


def _tick_decimals(span: float) -> int:
    return max(0, math.ceil(-math.log10(span / 4))) if span > 0 else 0


def _heights(rows: pd.DataFrame, labels: list[str], per_row: int) -> pd.Series:
    """Where each dot stands: on its row, several of one row a little apart."""
    row = rows["label"].map({label: i for i, label in enumerate(labels)}).astype(float)
    if per_row == 1:
        return row
    offset = rows.groupby("label", sort=False).cumcount() - (per_row - 1) / 2
    return row + offset * DODGE / (ROW + DODGE * (per_row - 1))


def _lead(row: Any) -> str:
    name = f"{row.name_}: " if row.name_ else ""
    return f"<b>{base.wrapped(row.label, 40)}</b><br>{base.wrapped(name, 40)} ".rstrip() + (" " if name else "")


def _dots(key: str, own: pd.DataFrame, at: pd.Series, decimals: int, indicative: int) -> list[base.Trace]:
    shown = own[own["state"] == State.SHOWN]
    if shown.empty:
        return []
    ink = theme.city(key)
    return [
        base.scatter(
            x=shown["value"].tolist(),
            y=at[shown.index].tolist(),
            mode="markers",
            marker=base.dots(ink.colour, ink.marker, shown["n"], indicative, 10),
            error_x={
                "array": (shown["high"] - shown["value"]).tolist(),
                "arrayminus": (shown["value"] - shown["low"]).tolist(),
                "color": ink.colour,
                "thickness": 1.6,
                "width": 0,
            },
            hovertext=[
                _lead(row) + base.estimate_text(row, decimals, indicative)
                for row in shown.rename(columns={"name": "name_"}).itertuples()
            ],
            hoverinfo="text",
            name=str(shown["name"].iloc[0]),
        )
    ]


def _earlier(rows: pd.DataFrame, at: pd.Series, decimals: int, then: str) -> list[base.Trace]:
    """The earlier values as short upright strokes, told from the dots by shape and not by colour alone."""
    known = rows[rows["earlier"].notna() & (rows["state"] == State.SHOWN)]
    if known.empty:
        return []
    ink = theme.palette()
    return [
        base.scatter(
            x=known["earlier"].tolist(),
            y=at[known.index].tolist(),
            mode="markers",
            marker={"symbol": "line-ns", "size": 15, "line": {"color": ink.mark, "width": 3}},
            hovertext=[
                f"<b>{base.wrapped(row.label, 40)}</b><br>{then}: {words.number(row.earlier, decimals)}"
                for row in known.itertuples()
            ],
            hoverinfo="text",
            name=then,
        )
    ]


def _silent(rows: pd.DataFrame, at: pd.Series, low: float) -> list[base.Trace]:
    """The mark of what is hidden, undefined or without data, at the left end of its row."""
    silent = rows[rows["state"] != State.SHOWN]
    if silent.empty:
        return []
    return [
        base.scatter(
            x=[low] * len(silent),
            y=at[silent.index].tolist(),
            mode="text",
            text=[f" {words.state_mark(state)}" for state in silent["state"]],
            textposition="middle right",
            textfont={"color": theme.palette().quiet, "size": 14},
            hovertext=[
                _lead(row) + words.state_reason(row.state)
                for row in silent.rename(columns={"name": "name_"}).itertuples()
            ],
            hoverinfo="text",
            cliponaxis=False,
        )
    ]


def _rule(rule: Rule, decimals: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    ink = theme.palette()
    line = {"color": ink.mark, "width": 1.2, "dash": "dot"}
    shape = {"type": "line", "layer": "below", "yref": "paper", "x0": rule.value, "x1": rule.value, "y0": 0, "y1": 1}
    note = {
        "x": rule.value,
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "xanchor": "center",
        "text": f"{base.wrapped(rule.text, 30)} {words.number(rule.value, decimals)}",
        "showarrow": False,
        "font": {"color": ink.quiet, "size": base.FONT - 1},
    }
    return [{**shape, "line": line}], [note]
