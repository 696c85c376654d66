"""A year to date beside its pace: one line per year (or per city), from the first to the last quarter of a year.

What is counted from January starts again every year. Drawn on one long axis it would be a saw; here every year begins
at the left edge, and the pace is the same rule for all of them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from metrics.limits import cell_sizes
from metrics.periods import year_and_quarter
from pages.parts import theme, words
from pages.parts.charts import base
from pages.parts.charts.base import Row
from pages.parts.charts.drawing import Drawing

HEIGHT, TOP, BOTTOM, LEFT = 380, 16, 44, 44
LABEL = 17  # height of one line of a label in pixels
QUARTERS = 4
NARROW = 6  # characters of a name that stand beside a value on a phone
FLOOR = 0.03  # share of the height at which a silent quarter is marked


@dataclass(frozen=True)
class Line:
    """The quarters of one year at one place. `name` stands at its end; `now`: drawn in the city's colour."""

    key: str
    name: str
    rows: Sequence[Row]
    now: bool = True


def figure(
    lines: Sequence[Line],
    *,
    pace: Sequence[float],
    pace_name: str,
    decimals: int,
    indicative: int,
    told: base.Told,
    top: float = 100.0,
) -> Drawing:
    """Lines over the four quarters, and the pace due at the end of each (`pace`: four values) as a dotted rule.

    A quarter that is not shown is a gap with its mark at the lower edge, never a zero.
    """
    several = sum(line.now for line in lines) > 1
    drawn = sorted(lines, key=lambda line: line.now)  # what is now lies on top
    traces = [_pace(pace, pace_name, decimals, told)]
    for line in drawn:
        shown = [row for row in line.rows if row.shown]
        if line.now:
            traces += _band(line, shown, 0.07 if several else 0.16)
        traces += _drawn(line, shown, decimals, indicative, told)
        traces += _silent(line, top, told)
    notes, right = _labels(drawn, decimals, told, top)
    return Drawing(
        data=traces,
        layout=base.layout(
            HEIGHT,
            (LEFT, right, TOP, BOTTOM),
            xaxis=base.axis(
                tickmode="array",
                tickvals=list(range(1, QUARTERS + 1)),
                ticktext=[_quarter(place) for place in range(1, QUARTERS + 1)],
                range=[0.75, QUARTERS + 0.12],
            ),
            yaxis=base.axis(
                range=[0, top * 1.03], showgrid=True, dtick=top / 4, tickformat=",.0f", ticksuffix=told.sign
            ),
            annotations=[*notes, _pace_label(pace, pace_name, several)],
        ),
    )


def place(period: int) -> int:
    """Where a quarter stands in its year: 1 to 4."""
    return year_and_quarter(period)[1]


def _quarter(number: int) -> str:
    return words.period(number - 1).rpartition(" ")[0]


def _pace(pace: Sequence[float], name: str, decimals: int, told: base.Told) -> base.Trace:
    return base.scatter(
        x=list(range(1, QUARTERS + 1)),
        y=list(pace),
        mode="lines+markers",
        line={"color": theme.palette().quiet, "width": 1.5, "dash": "dot"},
        marker={"symbol": "line-ew", "size": 14, "line": {"color": theme.palette().quiet, "width": 2}},
        hovertext=[f"{name}: {words.number(value, decimals)}{told.sign}" for value in pace],
        hoverinfo="text",
        name=name,
    )


def _pace_label(pace: Sequence[float], name: str, several: bool) -> dict[str, Any]:
    """The name of the rule, beside its middle on the upper side, where no line that lags behind it runs."""
    return {
        "x": 2.5,
        "y": (pace[1] + pace[2]) / 2,
        "xanchor": "right",
        "yanchor": "bottom",
        "xshift": -6,
        "yshift": 2,
        "text": name,
        "showarrow": False,
        "font": {"color": theme.palette().quiet, "size": base.FONT},
    }


def _band(line: Line, shown: Sequence[Row], opacity: float) -> list[base.Trace]:
    held = [row for row in shown if not math.isnan(row.low)]
    if len(held) < 2:
        return []
    x = [place(row.period) for row in held]
    y = [*(row.high for row in held), *(row.low for row in reversed(held))]
    fill = base.faint(theme.city(line.key).colour, opacity)
    return [
        base.scatter(
            x=x + x[::-1], y=y, fill="toself", mode="lines", line={"width": 0}, fillcolor=fill, hoverinfo="skip"
        )
    ]


def _drawn(line: Line, shown: Sequence[Row], decimals: int, indicative: int, told: base.Told) -> list[base.Trace]:
    if not shown:
        return []
    ink = theme.city(line.key)
    colour = ink.colour if line.now else theme.palette().mark
    by_place = {place(row.period): row for row in shown}
    at = list(range(min(by_place), max(by_place) + 1))  # a quarter in between that is not shown breaks the line
    known = [by_place.get(quarter) for quarter in at]
    marker = base.dots(colour, ink.marker, [row or Row() for row in known], indicative, 9 if line.now else 5)
    alone = line.now and len(shown) == 1
    return [
        base.scatter(
            x=at,
            y=[row.value if row else None for row in known],
            mode="lines+markers",
            line={"color": colour, "width": 3 if line.now else 1.5},
            marker=marker,
            error_y={**base.whiskers(shown), "color": colour, "thickness": 1.5, "width": 4} if alone else None,
            hovertext=[
                f"<b>{base.wrapped(line.name, 40)}</b><br>{words.period(row.period)}: "
                + base.estimate_text(row, decimals, indicative, told)
                if row
                else ""
                for row in known
            ],
            hoverinfo="text",
            name=line.name,
        )
    ]


def _silent(line: Line, top: float, told: base.Told) -> list[base.Trace]:
    silent = [row for row in line.rows if not row.shown]
    if not silent or not line.now:
        return []
    reason = cell_sizes.minimum(told.population)
    return [
        base.scatter(
            x=[place(row.period) for row in silent],
            y=[FLOOR * top] * len(silent),
            mode="text",
            text=[words.state_mark(row.state) for row in silent],
            textfont={"color": theme.city(line.key).text(theme.palette()), "size": 14},
            hovertext=[
                f"<b>{base.wrapped(line.name, 40)}</b><br>{words.period(row.period)}: "
                + words.state_reason(row.state, reason)
                for row in silent
            ],
            hoverinfo="text",
            name=line.name,
        )
    ]


def _label(name: str, value: str) -> str:
    """A year beside its value; the name of a place over it, broken where it would not fit a phone."""
    return f"{name} {value}" if len(name) <= NARROW else f"{base.wrapped(name, 12)}<br>{value}"


def _labels(drawn: Sequence[Line], decimals: int, told: base.Told, top: float) -> tuple[list[dict[str, Any]], int]:
    """The name and last value of every line at its end, apart from each other, and the margin that they need."""
    ends = [(line, [row for row in line.rows if row.shown][-1]) for line in drawn if any(r.shown for r in line.rows)]
    texts = [_label(line.name, f"<b>{words.number(row.value, decimals)}{told.sign}</b>") for line, row in ends]
    unit = top * 1.03 / (HEIGHT - TOP - BOTTOM)
    notes = []
    widest = 0
    several = sum(line.now for line in drawn) > 1
    for quarter in range(1, QUARTERS + 1):
        here = [
            (line, row, text) for (line, row), text in zip(ends, texts, strict=True) if place(row.period) == quarter
        ]
        heights = [LABEL * (text.count("<br>") + 1) * unit for _l, _r, text in here]
        centres = base.spread([row.value for _l, row, _t in here], heights, 0, top * 1.03)
        for (line, _row, text), centre in zip(here, centres, strict=True):
            ink = theme.palette()
            notes.append(
                {
                    "x": quarter,
                    "xanchor": "left",
                    "xshift": 10,
                    "y": centre,
                    "yanchor": "middle",
                    "text": text,
                    "align": "left",
                    "showarrow": False,
                    "bgcolor": None if several else ink.background,  # no other year strikes it through
                    "borderpad": 1,
                    "font": {
                        "color": theme.city(line.key).text(ink) if line.now else ink.quiet,
                        "size": base.FONT + (1 if line.now else 0),
                    },
                }
            )
            if quarter == QUARTERS:
                plain = text.replace("<b>", "").replace("</b>", "").split("<br>")
                widest = max(widest, *(len(part) for part in plain))
    return notes, 20 + round(7.2 * widest)
