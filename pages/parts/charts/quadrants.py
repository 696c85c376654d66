"""Groups on two indicators at once, as points whose size is that of the group, over four named corners."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pages.parts import theme
from pages.parts.charts import base
from pages.parts.charts.drawing import Drawing

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 460, 46, 14, 14, 48
SMALLEST, LARGEST = 8.0, 26.0  # pixels across
NAMED, APART = 4, 0.16  # so many points are named, so far apart (share of the range); tooltip and table name all


@dataclass(frozen=True)
class Point:
    """One group. `key`: a city's, for the colour; `n`: people, for the size; `few`: drawn hollow."""

    label: str
    key: str
    x: float
    y: float
    x_half: float
    y_half: float
    n: int
    few: bool
    text: str


def figure(
    points: Sequence[Point],
    *,
    cuts: tuple[float, float],
    corners: tuple[str, str, str, str],
    titles: tuple[str, str],
    between: tuple[float, float] | None = None,
    between_name: str = "",
) -> Drawing:
    """`cuts`: where the sides part; `corners`: names of low-low, high-low, low-high, high-high (x first); `between`: a
    band of y that is neither low nor high, called `between_name` at its upper left.
    """
    ink = theme.palette()
    (x0, x1), (y0, y1) = _range([p.x for p in points], cuts[0]), _range([p.y for p in points], cuts[1])
    largest = max((point.n for point in points), default=1)
    traces = []
    for key in dict.fromkeys(point.key for point in points):
        own = [point for point in points if point.key == key]
        city = theme.city(key)
        sizes = [SMALLEST + (LARGEST - SMALLEST) * math.sqrt(point.n / largest) for point in own]
        traces.append(
            base.scatter(
                x=[point.x for point in own],
                y=[point.y for point in own],
                mode="markers",
                marker={
                    "symbol": city.marker,
                    "size": sizes,
                    "color": [ink.background if point.few else city.colour for point in own],
                    "opacity": 0.8,
                    "line": {"color": city.colour, "width": 2},
                },
                error_x=_arms([point.x_half for point in own], city.colour),
                error_y=_arms([point.y_half for point in own], city.colour),
                hovertext=[point.text for point in own],
                hoverinfo="text",
            )
        )
    line = {"color": ink.mark, "width": 1.2, "dash": "dot"}
    shapes: list[dict[str, Any]] = [
        {"type": "line", "layer": "below", "yref": "paper", "x0": cuts[0], "x1": cuts[0], "y0": 0, "y1": 1, "line": line},
        {"type": "line", "layer": "below", "xref": "paper", "x0": 0, "x1": 1, "y0": cuts[1], "y1": cuts[1], "line": line},
    ]  # fmt: skip
    if between is not None:
        band = {"type": "rect", "layer": "below", "xref": "paper", "x0": 0, "x1": 1, "y0": between[0], "y1": between[1]}
        shapes.append({**band, "fillcolor": base.faint(ink.mark, 0.08), "line": {"width": 0}})
    notes: list[dict[str, Any]] = [
        {
            "xref": "paper",
            "yref": "paper",
            "x": x,
            "y": y,
            "xanchor": "left" if x == 0 else "right",
            "yanchor": "bottom" if y == 0 else "top",
            "text": f"<b>{base.wrapped(text, 18)}</b>",
            "align": "left" if x == 0 else "right",
            "showarrow": False,
            "font": {"color": ink.quiet, "size": base.FONT},
        }
        for text, (x, y) in zip(corners, ((0, 0), (1, 0), (0, 1), (1, 1)), strict=True)
    ]
    if between is not None and between_name and y0 < between[1] < y1:
        notes.append(
            {
                "xref": "paper", "x": 0, "y": between[1], "xanchor": "left", "yanchor": "top", "text": between_name,
                "showarrow": False, "font": {"color": ink.quiet, "size": base.FONT - 1},
            }
        )  # fmt: skip
    notes += [
        {
            "x": point.x,
            "y": point.y,
            "text": base.wrapped(point.label, 20),
            "showarrow": False,
            "yshift": 18,
            "font": {"color": theme.city(point.key).text(ink), "size": base.FONT - 1},
        }
        for point in _named(points)
    ]
    return Drawing(
        data=traces,
        layout=base.layout(
            HEIGHT,
            (LEFT, RIGHT, TOP, BOTTOM),
            xaxis=base.axis(range=[x0, x1], showgrid=True, nticks=6, title={"text": titles[0], "font": {"color": ink.quiet, "size": base.FONT}, "standoff": 8}),
            yaxis=base.axis(range=[y0, y1], showgrid=True, nticks=6, title={"text": titles[1], "font": {"color": ink.quiet, "size": base.FONT}, "standoff": 4}),
            shapes=shapes,
            annotations=notes,
        ),
    )  # fmt: skip


def _range(values: Sequence[float], cut: float) -> tuple[float, float]:
    """All values and the cut, with room for the corners' names."""
    low, high = min([*values, cut]), max([*values, cut])
    room = max(0.16 * (high - low), 4.0)
    return max(-2.0, low - room), min(102.0, high + room)


def _arms(halves: Sequence[float], colour: str) -> dict[str, Any]:
    return {"array": list(halves), "color": base.faint(colour, 0.35), "thickness": 1, "width": 0}


def _named(points: Sequence[Point]) -> list[Point]:
    """The points farthest up and to the right, as far as their names would not lie on each other."""
    wide = max(p.x for p in points) - min(p.x for p in points) or 1.0
    tall = max(p.y for p in points) - min(p.y for p in points) or 1.0
    found: list[Point] = []
    for point in sorted(points, key=lambda p: -(p.x / wide + p.y / tall)):
        if all(abs(point.x - p.x) / wide > APART or abs(point.y - p.y) / tall > APART for p in found):
            found.append(point)
    return found[:NAMED]
