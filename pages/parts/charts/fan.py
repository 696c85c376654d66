"""A course with how unsure it is: the middle, a darker band for every other case, a lighter one for nine of ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pages.parts import theme, words
from pages.parts.charts import base
from pages.parts.charts.drawing import Drawing

HEIGHT = 280
MARGIN = (52, 16, 16, 40)
NAMED = 16  # further room for the name of the axis


@dataclass(frozen=True)
class Course:
    """One line. Numbers may be missing (None): a gap. `bands`: (lower, upper) of each, the widest first."""

    name: str
    value: Sequence[float | None]
    bands: tuple[tuple[Sequence[float | None], Sequence[float | None]], ...] = ()
    quiet: bool = False  # what it is compared with: dashed and grey


def figure(
    labels: Sequence[str],
    courses: Sequence[Course],
    *,
    decimals: int,
    sign: str = "",
    zero: bool = False,
    at: Sequence[float] | None = None,
    titles: tuple[str, str] = ("", ""),
) -> Drawing:
    """labels: of the places on the axis; at: where they stand, where that is a number of its own; titles: of the axes;
    zero: a line at nothing; sign: behind the numbers, such as %.
    """  # fmt: skip
    ink = theme.palette()
    points = list(range(len(labels)))
    places: list[float] = list(points if at is None else at)
    wide = 0.3 if at is None else 0.04 * (places[-1] - places[0])
    traces: list[base.Trace] = []
    for course in courses:
        colour = ink.mark if course.quiet else ink.link
        for opacity, (low, high) in zip((0.12, 0.22), course.bands, strict=False):
            there = [i for i in points if low[i] is not None]
            traces.append(
                base.scatter(
                    x=[places[i] for i in (*there, *reversed(there))],
                    y=[*(low[i] for i in there), *(high[i] for i in reversed(there))],
                    fill="toself",
                    fillcolor=base.faint(colour, opacity),
                    line={"width": 0},
                    mode="lines",
                    hoverinfo="skip",
                )
            )
        line = {"color": colour, "width": 2, "dash": "dot" if course.quiet else "solid"}
        said = [f"{course.name}<br>{words.number(v, decimals)}{sign}" if v is not None else "" for v in course.value]
        traces.append(
            base.scatter(
                x=places, y=list(course.value), mode="lines+markers", line=line, marker={"color": colour, "size": 7},
                hovertemplate="%{text}<extra></extra>", text=said, name=course.name,
            )
        )  # fmt: skip
    rule = [{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "line": {"color": ink.mark, "width": 1}}]  # fmt: skip
    return Drawing(
        data=traces,
        layout=base.layout(
            HEIGHT + (NAMED if titles[0] else 0),
            (*MARGIN[:3], MARGIN[3] + (NAMED if titles[0] else 0)),
            xaxis=base.axis(
                tickvals=places,
                ticktext=list(labels),
                range=[places[0] - wide, places[-1] + wide],
                title=_named(titles[0], 8),
            ),
            yaxis=base.axis(showgrid=True, ticksuffix=sign, nticks=6, title=_named(titles[1], 4)),
            shapes=rule if zero else [],
        ),
    )


def _named(title: str, standoff: int) -> dict[str, Any]:
    """The name of an axis, quiet."""
    return {"text": title, "font": {"color": theme.palette().quiet, "size": base.FONT}, "standoff": standoff}
