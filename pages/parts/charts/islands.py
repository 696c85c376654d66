"""The map: an outline of Indonesia with a mark, a name and a value for each city. No tiles, no network."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from pages.parts import theme
from pages.parts.charts import base
from pages.parts.charts.base import Row
from pages.parts.charts.drawing import Drawing

HEIGHT = 300
WEST, EAST, SOUTH, NORTH = 94.5, 141.5, -11.5, 6.8
SEA = 4.0  # degrees south of it, for names
SHAPE = (NORTH - SOUTH + SEA) / (EAST - WEST)  # height of the picture over its width
JAVA = -4.5  # south of it
MOST_NAMED = 12


def figure(
    rows: Sequence[Row],
    outline: pd.DataFrame,
    at: Mapping[str, tuple[float, float]],
    *,
    indicative: int,
    hover: Callable[[Row], str],
) -> Drawing:
    """`rows`: label (key of the city, for its place), key (for its colour), name, n, state, tail (what stands beside the
    mark; empty: not even the name) and what `hover` says of them; those without a place in `at` are left out.
    """
    ink = theme.palette()
    x: list[float | None] = []
    y: list[float | None] = []
    for _island, shore in outline.groupby("island", sort=False):
        x += [*shore["longitude"].tolist(), None]
        y += [*shore["latitude"].tolist(), None]
    traces = [
        base.scatter(
            x=x, y=y, mode="lines", fill="toself", fillcolor=ink.grid, line={"color": ink.rule, "width": 0.8}, hoverinfo="skip"
        )
    ]  # fmt: skip
    notes = []
    placed = [row for row in rows if row.label in at]
    for row in placed:
        colour = theme.city(row.key)
        lon, lat = at[row.label]
        traces.append(
            base.scatter(
                x=[lon],
                y=[lat],
                mode="markers",
                marker=base.dots(colour.colour, colour.marker, [row], indicative, 12),
                hovertext=[f"<b>{base.wrapped(row.name, 40)}</b><br>{hover(row)}"],
                hoverinfo="text",
            )
        )
    # Java's cities lie close together from west to east: their labels hang in the southern sea at two depths in turn.
    depth = 0
    for row in sorted([row for row in placed if row.tail][:MOST_NAMED], key=lambda row: at[row.label]):
        lon, lat = at[row.label]
        south = lat < JAVA
        depth += south
        notes.append(
            {
                "x": lon,
                "y": lat,
                "ax": 0 if south else 12,
                "ay": (26 if depth % 2 else 56) if south else 0,
                "xanchor": "center" if south else "left",
                "text": f"{base.wrapped(row.name, 20)}<br><b>{row.tail}</b>",
                "showarrow": True,
                "arrowhead": 0,
                "arrowwidth": 1,
                "arrowcolor": ink.mark,
                "standoff": 7,
                "align": "center" if south else "left",
                "font": {"color": colour_text(row.key), "size": base.FONT},
            }
        )
    return Drawing(
        data=traces,
        layout=base.layout(
            HEIGHT,
            (0, 0, 0, 0),
            xaxis=base.axis(range=[WEST, EAST], visible=False),
            yaxis=base.axis(range=[SOUTH - SEA, NORTH], visible=False, scaleanchor="x"),
            annotations=notes,
        ),
    )


def colour_text(city: str) -> str:
    """The shade of a city's colour that reads as text."""
    return theme.city(city).text(theme.palette())
