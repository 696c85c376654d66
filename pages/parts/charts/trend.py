"""An indicator over time: one line per place with its interval, what happened, and what is known from print only."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from metrics.limits import cell_sizes
from metrics.periods import Grain
from pages.parts import theme, words
from pages.parts.charts import base
from pages.parts.charts import marks as marks_of
from pages.parts.charts.base import Row
from pages.parts.charts.drawing import Drawing
from pages.parts.charts.marks import BOTTOM, HEIGHT, LABEL, LEFT, TOP, Bound, Mark
from pages.parts.words import _

LEAST_SPAN = 15.0  # points of the scale that are always in view, so that noise does not look like drama
BELOW = 0.4  # points of the scale below the lowest tick, whose label would touch those of the periods
EDGE = 0.045  # share of the height at which a missing period is marked


def figure(
    points: base.Rows,
    *,
    grain: Grain,
    decimals: int,
    indicative: int,
    bounds: Sequence[Bound] = (),
    marks: Sequence[Mark] = (),
    published: base.Rows = (),
    limits: tuple[float, float] = (25.0, 100.0),
    step: float = 1.0,
    told: base.Told = base.RESPONDENTS,
) -> Drawing:
    """The trend of one or several places.

    `points`: key (a city's, for its colour), name, period (quarter code), value, low, high, n, grade, state: one row
    per place and period of the axis; a period that is not shown is a gap with a mark at the lower edge, never a zero.
    `published`: key, name, period, value, text. `limits`: the range of the scale. `step`: what counts as
    one point of it (a share has hundredths). `told`: how its figures are told.
    """
    rows = base.rows_of(points)
    printed = base.rows_of(published)
    first, last = min(p.period for p in (*rows, *printed)), max(p.period for p in (*rows, *printed))
    low, high = scale(rows, printed, bounds, limits, step)
    low -= BELOW * step
    several = len({(row.key, row.name) for row in rows}) > 1
    places: dict[tuple[str, str], list[Row]] = {}
    for row in rows:  # a lone place is not named: the page does that
        places.setdefault((row.key, row.name if several else ""), []).append(row)
    traces: list[base.Trace] = []
    ends: list[tuple[str, str, Row, Row]] = []
    for (key, name), own in places.items():
        cuts = [base.moment(mark.day, grain) for mark in marks if mark.cuts and mark.concerns(key)]
        pieces = base.runs(own, grain, cuts)
        traces += _band(key, pieces, grain, 0.07 if several else 0.16)
        traces += _line(key, name, pieces, grain, decimals, indicative, told)
        traces += _gaps(key, name, own, grain, told)
        if pieces:
            ends.append((key, name, pieces[-1][-1], max(own, key=lambda row: row.period)))
    traces += _printed(printed, grain)
    labels, right = _end_labels(ends, grain, decimals, (low, high), last, told.sign)
    shapes, notes = marks_of.bounds(bounds, rows, grain, (first, last), (low, high))
    lines, names = marks_of.events(marks, grain, (first, last))
    return Drawing(
        data=traces,
        layout=base.layout(
            HEIGHT,
            (LEFT, right, TOP, BOTTOM),
            xaxis=base.period_axis(first, last, grain),
            yaxis=base.axis(
                range=[low, high],
                showgrid=True,
                dtick=5 * step,
                tickformat=f",.{base.exact_places(5 * step)}f",
                ticksuffix=told.sign,
            ),
            yaxis2={"overlaying": "y", "range": [0, 1], "visible": False, "fixedrange": True},
            shapes=shapes + lines,
            annotations=labels + notes + names,
        ),
    )


def scale(
    points: Sequence[Row],
    printed: Sequence[Row],
    bounds: Sequence[Bound],
    limits: tuple[float, float],
    step: float = 1.0,
) -> tuple[float, float]:
    """Range of the value axis: all values and the intervals, at least `LEAST_SPAN`, a grade bound that is near."""
    drawn = [v for p in points for v in (p.value, p.low, p.high)] + [p.value for p in printed]
    middle = sum(limits) / 2 if math.isfinite(sum(limits)) else 0.0
    known = [v / step for v in drawn if not math.isnan(v)] or [middle / step]  # counted in steps
    low, high = math.floor(min(known) - 1), math.ceil(max(known) + 1)
    lack = LEAST_SPAN - (high - low)
    if lack > 0:
        low, high = math.floor(low - lack / 2), math.ceil(high + lack / 2)
    for at in (bound.low / step for bound in bounds):
        if high < at <= high + 2:
            high = math.ceil(at + 1)
        if low - 2 <= at < low:
            low = math.floor(at - 2)  # clear of the marks of silent periods
    least, most = limits[0] / step, limits[1] / step
    lowest, highest = max(least, low), min(most, high)
    return (
        step * max(least, min(lowest, highest - LEAST_SPAN)),
        step * min(most, max(highest, lowest + LEAST_SPAN)),
    )


def _band(key: str, pieces: list[list[Row]], grain: Grain, opacity: float) -> list[base.Trace]:
    """The intervals: one closed shape per unbroken stretch; a stretch of one period has whiskers instead."""
    x: list[float | None] = []
    y: list[float | None] = []
    for piece in pieces:
        held = [p for p in piece if not math.isnan(p.low)]
        if len(held) < 2:
            continue
        at = [base.place(p.period, grain) for p in held]
        x += [*at, *at[::-1], None]
        y += [*(p.high for p in held), *(p.low for p in reversed(held)), None]
    if not x:
        return []
    fill = base.faint(theme.city(key).colour, opacity)
    return [base.scatter(x=x, y=y, fill="toself", mode="lines", line={"width": 0}, fillcolor=fill, hoverinfo="skip")]


def _line(
    key: str,
    name: str,
    pieces: list[list[Row]],
    grain: Grain,
    decimals: int,
    indicative: int,
    told: base.Told,
) -> list[base.Trace]:
    ink = theme.city(key)
    lead = f"<b>{base.wrapped(name, 40)}</b><br>" if name else ""
    traces = []
    for piece in pieces:
        alone = len(piece) == 1
        text = [
            f"{lead}{words.period(p.period, grain)}: {base.estimate_text(p, decimals, indicative, told)}{_graded(p.grade)}"
            for p in piece
        ]
        arms = {"visible": alone, "color": ink.colour, "thickness": 1.5, "width": 4}
        traces.append(
            base.scatter(
                x=[base.place(p.period, grain) for p in piece],
                y=[p.value for p in piece],
                mode="markers" if alone else "lines+markers",
                line={"color": ink.colour, "width": 2.5},
                marker=base.dots(ink.colour, ink.marker, piece, indicative, 8),
                error_y={**base.whiskers(piece), **arms} if alone else None,
                hovertext=text,
                hoverinfo="text",
                name=name,
            )
        )
    return traces


def _graded(letter: str | None) -> str:
    return "<br>" + _("Grade {letter}").format(letter=letter) if letter else ""


def _gaps(key: str, name: str, own: Sequence[Row], grain: Grain, told: base.Told) -> list[base.Trace]:
    """A mark at the lower edge for each period that is hidden, undefined or without data, with the reason."""
    silent = [p for p in own if not p.shown]
    if not silent:
        return []
    lead = f"<b>{base.wrapped(name, 40)}</b><br>" if name else ""
    return [
        base.scatter(
            x=[base.place(p.period, grain) for p in silent],
            y=[EDGE] * len(silent),
            yaxis="y2",
            mode="text",
            text=[words.state_mark(p.state) for p in silent],
            textfont={"color": theme.city(key).text(theme.palette()), "size": 14},
            hovertext=[
                f"{lead}{words.period(p.period, grain)}: {words.state_reason(p.state, cell_sizes.minimum(told.population))}"
                for p in silent
            ],
            hoverinfo="text",
            name=name,
        )
    ]


def _printed(printed: Sequence[Row], grain: Grain) -> list[base.Trace]:
    """Published aggregates: hollow diamonds, never joined to the line of our own computation."""
    traces = []
    for key in dict.fromkeys(p.key for p in printed):
        own = [p for p in printed if p.key == key]
        marker = {"symbol": "diamond-open", "size": 11, "color": theme.city(key).colour, "line": {"width": 2}}
        traces.append(
            base.scatter(
                x=[base.place(p.period, grain) for p in own],
                y=[p.value for p in own],
                mode="markers",
                marker=marker,
                hovertext=[p.text for p in own],
                hoverinfo="text",
                name=_("Published"),
            )
        )
    return traces


def _end_labels(
    ends: list[tuple[str, str, Row, Row]], grain: Grain, decimals: int, span: tuple[float, float], last: int, sign: str
) -> tuple[list[dict[str, Any]], int]:
    """The labels at the lines' ends in the cities' colours, apart from each other, and the margin that they need.

    `ends`: key, name, the last row with a value, the last row. A value stands at the edge only where it is of the last
    period; a line that ended before is named there, with what its last row says instead of a value.
    """
    ink = theme.palette()
    texts = []
    for _key, name, row, newest in ends:
        if name and row.period < last:
            why = newest.tail or words.state_mark(newest.state)
            texts.append("<br>".join(base.wrapped(part, 12) for part in (name, why) if part))
            continue
        value = f"<b>{words.number(row.value, decimals)}{sign}</b>"
        grade = f" {row.grade}" if row.grade else ""
        texts.append(f"{base.wrapped(name, 12)}<br>{value}{grade}" if name else f"{value}{grade}")
    lines = [text.count("<br>") + 1 for text in texts]
    unit = (span[1] - span[0]) / (HEIGHT - TOP - BOTTOM)
    centres = base.spread([row.value for _k, _n, row, _newest in ends], [n * LABEL * unit for n in lines], *span)
    widest = max(
        (len(part.replace("<b>", "").replace("</b>", "")) for t in texts for part in t.split("<br>")), default=0
    )
    early = len(ends) == 1 and ends[0][2].period < last  # a lone line that ends early is labelled where it ends
    labels = [
        {
            "x": base.place(row.period, grain) if early else 1,
            "xref": "x" if early else "paper",
            "xanchor": "left",
            "xshift": 9 if early else 6,
            "y": centre,
            "yanchor": "middle",
            "text": text,
            "showarrow": False,
            "align": "left",
            "font": {"color": theme.city(key).text(ink), "size": base.FONT + (0 if name else 2)},
        }
        for (key, name, row, _newest), text, centre in zip(ends, texts, centres, strict=True)
    ]
    return labels, 16 + round(7.4 * widest)
