"""One place over time, small: its line with its interval in colour, all others behind it in grey, on a shared scale."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.periods import Grain
from pages.parts import theme, words
from pages.parts.charts import base
from pages.parts.charts.base import Row
from pages.parts.charts.drawing import Drawing

HEIGHT = 170


def figure(
    own: Sequence[Row],
    others: Sequence[Sequence[Row]],
    *,
    grain: Grain,
    reach: tuple[int, int],
    span: tuple[float, float],
    decimals: int,
    indicative: int,
    cuts: Sequence[float] = (),
    told: base.Told = base.RESPONDENTS,
) -> Drawing:
    """`own`: period, value, low, high, n, state, key (colour); `others`: the same of the places behind. `reach`: first
    and last period; `span`: the scale, the same for all places; `cuts`: where the line may not cross.
    """
    ink = theme.palette()
    traces = []
    for rows in others:
        x: list[float | None] = []
        y: list[float | None] = []
        for piece in base.runs(rows, grain):
            x += [*(base.place(row.period, grain) for row in piece), None]
            y += [*(row.value for row in piece), None]
        traces.append(base.scatter(x=x, y=y, mode="lines", line={"color": ink.rule, "width": 1}, hoverinfo="skip"))
    colour = theme.city(own[0].key if own else "")
    for piece in base.runs(own, grain, cuts):
        at = [base.place(row.period, grain) for row in piece]
        held = [(x, row) for x, row in zip(at, piece, strict=True) if row.low == row.low]
        if len(held) > 1:
            traces.append(
                base.scatter(
                    x=[*(x for x, _row in held), *(x for x, _row in reversed(held))],
                    y=[*(row.high for _x, row in held), *(row.low for _x, row in reversed(held))],
                    fill="toself",
                    mode="lines",
                    line={"width": 0},
                    fillcolor=base.faint(colour.colour),
                    hoverinfo="skip",
                )
            )
        traces.append(
            base.scatter(
                x=at,
                y=[row.value for row in piece],
                mode="lines+markers",
                line={"color": colour.colour, "width": 2},
                marker=base.dots(colour.colour, colour.marker, piece, indicative, 5),
                hovertext=[
                    f"{words.period(row.period, grain)}: {base.estimate_text(row, decimals, indicative, told)}"
                    for row in piece
                ],
                hoverinfo="text",
            )
        )
    low, high = span
    return Drawing(
        data=traces,
        layout=base.layout(
            HEIGHT,
            (38, 8, 6, 34),
            xaxis=base.period_axis(reach[0], reach[1], grain),
            yaxis=base.axis(
                range=[low, high],
                showgrid=True,
                nticks=4,
                tickformat=f",.{base.places((high - low) / 4)}f",
                ticksuffix=told.sign,
            ),
        ),
    )
