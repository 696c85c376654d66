"""Shares that grow with time: lines or steps with their intervals, marks below, and a forecast as a fan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any, Literal

from pages.parts import theme
from pages.parts.charts import base
from pages.parts.charts.drawing import Drawing

LEFT, TOP, BOTTOM = 44, 14, 40
LABEL = 16  # height of one line of a label in pixels
RUG = 0.035  # share of the scale at which marks stand above its lower end
# Groups side by side are no cities: hues of their own, apart for colour-blind readers, told by dash and name as well.
INKS = ("#1F4E8C", "#B4470E", "#5B6776", "#6FA8DC")
INKS_DARK = ("#7CB8EE", "#F4A66A", "#A3AFBD", "#4C86C6")
DASHES = ("solid", "dash", "dot", "dashdot")


@dataclass(frozen=True)
class Point:
    """Where a line passes: the place on the axis, value with interval in percent, what the tooltip says."""

    x: float
    value: float
    low: float
    high: float
    text: str
    few: bool = False  # rests on few people: drawn hollow


@dataclass(frozen=True)
class Curve:
    """One line. `kind`: lines between points, steps (what holds until the next point), or a forecast."""

    name: str
    points: Sequence[Point]
    kind: Literal["line", "step", "forecast"] = "line"
    ink: int = 0
    quiet: bool = False  # thin and without a band


def figure(
    curves: Sequence[Curve],
    xaxis: dict[str, Any],
    *,
    height: int,
    marks: Sequence[tuple[float, str]] = (),
    rule: float | None = None,
) -> Drawing:
    """Curves over one axis, shares from 0 to 100 %; `marks`: places with what happened there; `rule`: a level."""
    traces = []
    for curve in curves:
        shown = [point for point in curve.points if not isnan(point.value)]
        if not curve.quiet:
            traces += _band(curve, shown)
        traces += _line(curve, shown)
    if marks:
        traces.append(_rug(marks))
    labels, right = _labels(curves, height)
    shapes = [] if rule is None else [_level(rule)]
    return Drawing(
        data=traces,
        layout=base.layout(
            height,
            (LEFT, right, TOP, BOTTOM),
            xaxis=xaxis,
            yaxis=base.axis(range=[0, 103], showgrid=True, dtick=25, ticksuffix="%"),
            shapes=shapes,
            annotations=labels,
        ),
    )


def ink(number: int) -> str:
    """The colour of the group at that place."""
    return (INKS_DARK if theme.palette().dark else INKS)[number % len(INKS)]


def _band(curve: Curve, shown: Sequence[Point]) -> list[base.Trace]:
    held = [point for point in shown if not isnan(point.low)]
    if len(held) < 2:
        return []
    x = [point.x for point in held]
    high, low = [point.high for point in held], [point.low for point in held]
    if curve.kind == "step":
        x = [part for pair in zip(x, [*x[1:], x[-1]], strict=True) for part in pair]
        high, low = ([value for value in side for _twice in range(2)] for side in (high, low))
    strength = 0.22 if curve.kind == "forecast" else 0.14
    return [
        base.scatter(
            x=[*x, *x[::-1]],
            y=[*high, *low[::-1]],
            fill="toself",
            mode="lines",
            line={"width": 0},
            fillcolor=base.faint(ink(curve.ink), strength),
            hoverinfo="skip",
        )
    ]


def _line(curve: Curve, shown: Sequence[Point]) -> list[base.Trace]:
    if not shown:
        return []
    colour = ink(curve.ink)
    dash = "dot" if curve.kind == "forecast" else "solid" if curve.quiet else DASHES[curve.ink % len(DASHES)]
    hollow = theme.palette().background
    dots = curve.kind == "line" and not curve.quiet
    return [
        base.scatter(
            x=[point.x for point in shown],
            y=[point.value for point in shown],
            mode="lines+markers" if dots else "lines",
            line={
                "color": colour,
                "width": 1.5 if curve.quiet or curve.kind == "forecast" else 2.5,
                "dash": dash,
                "shape": "hv" if curve.kind == "step" else "linear",
            },
            marker={"size": 7, "color": [hollow if point.few else colour for point in shown], "line": {"color": colour, "width": 2}} if dots else None,
            hovertext=[point.text for point in shown],
            hoverinfo="text",
            name=curve.name,
        )
    ]  # fmt: skip


def _rug(marks: Sequence[tuple[float, str]]) -> base.Trace:
    colour = theme.palette().link
    return base.scatter(
        x=[place for place, _text in marks],
        y=[100 * RUG] * len(marks),
        mode="markers",
        marker={"symbol": "triangle-up", "size": 9, "color": colour},
        hovertext=[text for _place, text in marks],
        hoverinfo="text",
        cliponaxis=False,
    )


def _level(rule: float) -> dict[str, Any]:
    line = {"color": theme.palette().mark, "width": 1, "dash": "dot"}
    return {"type": "line", "layer": "below", "xref": "paper", "x0": 0, "x1": 1, "y0": rule, "y1": rule, "line": line}


def _labels(curves: Sequence[Curve], height: int) -> tuple[list[dict[str, Any]], int]:
    """The names at the right edge, apart from each other, and the margin that they need."""
    ends = [(c, [p for p in c.points if not isnan(p.value)]) for c in curves if c.name]
    ends = [(curve, points) for curve, points in ends if points]
    texts = [base.wrapped(curve.name, 14) for curve, _points in ends]
    unit = 103 / (height - TOP - BOTTOM)
    heights = [(text.count("<br>") + 1) * LABEL * unit for text in texts]
    centres = base.spread([points[-1].value for _curve, points in ends], heights, 0, 103)
    notes = [base.side_note(centre, text, ink(curve.ink)) for (curve, _p), text, centre in zip(ends, texts, centres, strict=True)]  # fmt: skip
    return notes, base.side_margin(texts)
