"""A course with how unsure it is: the middle, a darker band for every other case, a lighter one for nine of ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pages.parts import theme, words
from pages.parts.charts import base
from pages.parts.charts.drawing import Drawing

HEIGHT = 280
MARGIN = (52, 16, 16, 40)


@dataclass(frozen=True)
class Course:
    """One line. Numbers may be missing (None): a gap. `bands`: (lower, upper) of each, the widest first."""

    name: str
    value: Sequence[float | None]
    bands: tuple[tuple[Sequence[float | None], Sequence[float | None]], ...] = ()
    quiet: bool = False  # what it is compared with: dashed and grey


def figure(
    labels: Sequence[str], courses: Sequence[Course], *, decimals: int, sign: str = "", zero: bool = False
) -> Drawing:
    """labels: of the places on the axis; zero: a line at nothing; sign: behind the numbers, such as %."""
    ink = theme.palette()
    places = list(range(len(labels)))
    traces: list[base.Trace] = []
    for course in courses:
        colour = ink.mark if course.quiet else ink.link
        for opacity, (low, high) in zip((0.12, 0.22), course.bands, strict=False):
            there = [i for i in places if low[i] is not None]
            traces.append(
                base.scatter(
                    x=[*there, *reversed(there)],
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
            HEIGHT,
            MARGIN,
            xaxis=base.axis(tickvals=places, ticktext=list(labels), range=[-0.3, len(labels) - 0.7]),
            yaxis=base.axis(showgrid=True, ticksuffix=sign, nticks=6),
            shapes=rule if zero else [],
        ),
    )
