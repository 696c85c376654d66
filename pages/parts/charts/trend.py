"""An indicator over time: one line per place with its interval, what happened, and what is known from print only."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from metrics.metric import State
from metrics.periods import QUARTERS_IN, Grain
from pages.parts import theme, words
from pages.parts.charts import base
from pages.parts.words import _

HEIGHT = 400
TOP, BOTTOM, LEFT = 40, 44, 36
LABEL = 17  # height of one line of a label in pixels
LEAST_SPAN = 15.0  # points of the scale that are always in view, so that noise does not look like drama
NAMED_EVENTS = 1  # more than these are numbered, and listed by the page: names side by side do not fit a phone
CIRCLED = 20  # so many circled digits are there
BELOW = 0.4  # points of the scale below the lowest tick, whose label would touch those of the periods
EDGE = 0.045  # share of the height at which a missing period is marked


@dataclass(frozen=True)
class Bound:
    """The lower bound of a grade, while its rule holds (quarters; None: open)."""

    letter: str
    name: str
    low: float
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True)
class Mark:
    """Something that happened on a day. `cuts`: the questionnaire or the rule changed, no line crosses it.

    `key`: the city it concerns; empty where it concerns every place on the chart.
    """

    day: Any
    title: str
    cuts: bool = False
    key: str = ""

    def concerns(self, key: str) -> bool:
        """Whether it concerns a place of that city (an empty key: of several cities)."""
        return not self.key or not key or self.key == key


def figure(
    points: pd.DataFrame,
    *,
    grain: Grain,
    decimals: int,
    indicative: int,
    bounds: Sequence[Bound] = (),
    marks: Sequence[Mark] = (),
    published: pd.DataFrame | None = None,
    limits: tuple[float, float] = (25.0, 100.0),
) -> go.Figure:
    """The trend of one or several places.

    `points`: key (a city's, for its colour), name, period (quarter code), value, low, high, n, grade, state: one row
    per place and period of the axis; a period that is not shown is a gap with a mark at the lower edge, never a zero.
    `published`: key, name, period, value, text. `limits`: the range of the scale.
    """
    printed = published if published is not None else points.iloc[:0]
    first, last = _reach(points, printed)
    low, high = scale(points, printed, bounds, limits)
    low -= BELOW
    places = list(dict.fromkeys(zip(points["key"], points["name"], strict=True)))
    several = len(places) > 1
    traces: list[base.Trace] = []
    ends: list[tuple[str, str, pd.Series]] = []
    for key, name in places:
        own = points[(points["key"] == key) & (points["name"] == name)]
        cuts = [base.moment(mark.day, grain) for mark in marks if mark.cuts and mark.concerns(key)]
        pieces = list(base.runs(own, grain, cuts))
        traces += _band(key, pieces, grain, 0.07 if several else 0.16)
        traces += _line(key, name if several else "", pieces, grain, decimals, indicative)
        traces += _gaps(key, name if several else "", own, grain)
        if pieces:
            ends.append((key, name if several else "", pieces[-1].iloc[-1]))
    traces += _printed(printed, grain)
    labels, right = _end_labels(ends, grain, decimals, (low, high), last)
    shapes, notes = _bounds(bounds, points, grain, (first, last), (low, high))
    lines, names = _events(marks, grain, (first, last))
    return go.Figure(
        data=traces,
        layout=base.layout(
            HEIGHT,
            (LEFT, right, TOP, BOTTOM),
            xaxis=base.period_axis(first, last, grain),
            yaxis=base.axis(range=[low, high], showgrid=True, dtick=5, tickformat=",.0f"),
            yaxis2={"overlaying": "y", "range": [0, 1], "visible": False, "fixedrange": True},
            shapes=shapes + lines,
            annotations=labels + notes + names,
        ),
    )


def _reach(points: pd.DataFrame, printed: pd.DataFrame) -> tuple[int, int]:
    periods = pd.concat([points["period"], printed["period"]])
    return int(periods.min()), int(periods.max())


def scale(
    points: pd.DataFrame, printed: pd.DataFrame, bounds: Sequence[Bound], limits: tuple[float, float]
) -> tuple[float, float]:
    """Range of the value axis: all values and the intervals, at least `LEAST_SPAN`, a grade bound that is near."""
    steady = points[points["n"].fillna(0) > 1]
    known = pd.concat([points["value"], steady["low"], steady["high"], printed["value"]]).dropna()
    if known.empty:
        known = pd.Series([sum(limits) / 2])
    low, high = math.floor(known.min() - 1), math.ceil(known.max() + 1)
    lack = LEAST_SPAN - (high - low)
    if lack > 0:
        low, high = math.floor(low - lack / 2), math.ceil(high + lack / 2)
    for bound in bounds:
        if high < bound.low <= high + 2:
            high = math.ceil(bound.low + 1)
        if low - 2 <= bound.low < low:
            low = math.floor(bound.low - 2)  # clear of the marks of silent periods
    low, high = max(limits[0], low), min(limits[1], high)
    return (max(limits[0], min(low, high - LEAST_SPAN)), min(limits[1], max(high, low + LEAST_SPAN)))


def _band(key: str, pieces: list[pd.DataFrame], grain: Grain, opacity: float) -> list[base.Trace]:
    """The intervals: one closed shape per unbroken stretch; a stretch of one period has whiskers instead."""
    x: list[float | None] = []
    y: list[float | None] = []
    for piece in pieces:
        held = piece.dropna(subset=["low", "high"])
        if len(held) < 2:
            continue
        at = [base.place(code, grain) for code in held["period"]]
        x += [*at, *at[::-1], None]
        y += [*held["high"], *held["low"][::-1], None]
    if not x:
        return []
    colour = theme.city(key).colour
    return [
        base.scatter(x=x, y=y, fill="toself", mode="lines", line={"width": 0}, fillcolor=base.faint(colour, opacity), hoverinfo="skip")
    ]  # fmt: skip


def _line(
    key: str, name: str, pieces: list[pd.DataFrame], grain: Grain, decimals: int, indicative: int
) -> list[base.Trace]:
    ink = theme.city(key)
    traces = []
    for piece in pieces:
        alone = len(piece) == 1
        lead = f"<b>{base.wrapped(name, 40)}</b><br>" if name else ""
        text = [
            f"{lead}{words.period(row.period, grain)}: {base.estimate_text(row, decimals, indicative)}{_graded(row.grade)}"
            for row in piece.itertuples()
        ]
        traces.append(
            base.scatter(
                x=[base.place(code, grain) for code in piece["period"]],
                y=piece["value"].tolist(),
                mode="markers" if alone else "lines+markers",
                line={"color": ink.colour, "width": 2.5},
                marker=base.dots(ink.colour, ink.marker, piece["n"], indicative, 8),
                error_y={
                    "array": (piece["high"] - piece["value"]).tolist(),
                    "arrayminus": (piece["value"] - piece["low"]).tolist(),
                    "visible": alone,
                    "color": ink.colour,
                    "thickness": 1.5,
                    "width": 4,
                },
                hovertext=text,
                hoverinfo="text",
                name=name,
            )
        )
    return traces


def _graded(letter: Any) -> str:
    if not (isinstance(letter, str) and letter):
        return ""
    return "<br>" + _("Grade {letter}").format(letter=letter)


def _gaps(key: str, name: str, own: pd.DataFrame, grain: Grain) -> list[base.Trace]:
    """A mark at the lower edge for each period that is hidden, undefined or without data, with the reason."""
    silent = own[own["state"] != State.SHOWN]
    if silent.empty:
        return []
    lead = f"<b>{base.wrapped(name, 40)}</b><br>" if name else ""
    return [
        base.scatter(
            x=[base.place(code, grain) for code in silent["period"]],
            y=[EDGE] * len(silent),
            yaxis="y2",
            mode="text",
            text=[words.state_mark(state) for state in silent["state"]],
            textfont={"color": theme.city(key).text(theme.palette()), "size": 14},
            hovertext=[
                f"{lead}{words.period(row.period, grain)}: {words.state_reason(row.state)}"
                for row in silent.itertuples()
            ],
            hoverinfo="text",
            name=name,
        )
    ]


def _printed(printed: pd.DataFrame, grain: Grain) -> list[base.Trace]:
    """Published aggregates: hollow diamonds, never joined to the line of our own computation."""
    traces = []
    for key, own in printed.groupby("key", sort=False):
        ink = theme.city(str(key))
        traces.append(
            base.scatter(
                x=[base.place(code, grain) for code in own["period"]],
                y=own["value"].tolist(),
                mode="markers",
                marker={"symbol": "diamond-open", "size": 11, "color": ink.colour, "line": {"width": 2}},
                hovertext=own["text"].tolist(),
                hoverinfo="text",
                name=_("Published"),
            )
        )
    return traces


def _end_labels(
    ends: list[tuple[str, str, pd.Series]], grain: Grain, decimals: int, span: tuple[float, float], last: int
) -> tuple[list[dict[str, Any]], int]:
    """The labels at the lines' ends in the cities' colours, apart from each other, and the margin that they need."""
    ink = theme.palette()
    texts = []
    for _key, name, row in ends:
        value = f"<b>{words.number(row['value'], decimals)}</b>"
        grade = f" {row['grade']}" if isinstance(row["grade"], str) else ""
        texts.append(f"{base.wrapped(name, 12)}<br>{value}{grade}" if name else f"{value}{grade}")
    lines = [text.count("<br>") + 1 for text in texts]
    unit = (span[1] - span[0]) / (HEIGHT - TOP - BOTTOM)
    centres = base.spread([float(row["value"]) for _k, _n, row in ends], [n * LABEL * unit for n in lines], *span)
    widest = max(
        (len(part.replace("<b>", "").replace("</b>", "")) for t in texts for part in t.split("<br>")), default=0
    )
    early = len(ends) == 1 and ends[0][2]["period"] < last  # a lone line that ends early is labelled where it ends
    labels = [
        {
            "x": base.place(row["period"], grain) if early else 1,
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
        for (key, name, row), text, centre in zip(ends, texts, centres, strict=True)
    ]
    return labels, 16 + round(7.4 * widest)


def _bounds(
    bounds: Sequence[Bound],
    points: pd.DataFrame,
    grain: Grain,
    reach: tuple[int, int],
    span: tuple[float, float],
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Dotted rules at the grade bounds, each only while its rule holds, named at the left edge clear of the lines."""
    ink = theme.palette()
    step = QUARTERS_IN[grain]
    left, right = base.place(reach[0], grain) - 0.5, base.place(reach[1], grain) + 0.5
    early = points[points["period"] < reach[0] + max(3, (reach[1] - reach[0]) // step // 3) * step]["value"].dropna()
    shapes, notes = [], []
    for bound in bounds:
        start = left if bound.first is None else max(left, base.place(bound.first, grain) - 0.5)
        end = right if bound.last is None else min(right, base.place(bound.last + 1 - step, grain) + 0.5)
        if start >= end or not span[0] < bound.low < span[1]:
            continue
        shapes.append(
            {
                "type": "line",
                "layer": "below",
                "x0": start,
                "x1": end,
                "y0": bound.low,
                "y1": bound.low,
                "line": {"color": ink.mark, "width": 1, "dash": "dot"},
            }
        )
        gap = 1.4 * LABEL * (span[1] - span[0]) / (HEIGHT - TOP - BOTTOM)
        crowded = ((early - bound.low) > 0) & ((early - bound.low) < gap)
        under = crowded.any() and bound.low - gap > span[0]
        notes.append(
            {
                "x": start,
                "y": bound.low,
                "xanchor": "left",
                "yanchor": "top" if under else "bottom",
                "text": _("{letter} · {name} from {low}").format(
                    letter=f"<b>{bound.letter}</b>", name=bound.name, low=words.number(bound.low, 2)
                ),
                "showarrow": False,
                "bgcolor": ink.background,  # an event's line does not strike the name through
                "borderpad": 0,
                "font": {"color": ink.quiet, "size": base.FONT - 1},
            }
        )
    return shapes, notes


def _events(
    marks: Sequence[Mark], grain: Grain, reach: tuple[int, int]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Thin vertical lines, one with its name, several with numbers that the page explains in a list."""
    ink = theme.palette()
    left, right = base.place(reach[0], grain) - 0.5, base.place(reach[1], grain) + 0.5
    seen = in_view(marks, grain, *reach)
    numbered = len(seen) > NAMED_EVENTS
    lines: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    for i, mark in enumerate(seen):
        at = base.moment(mark.day, grain)
        colour = ink.quiet if mark.cuts else ink.link
        line = {"color": colour, "width": 1.2, "dash": "dash" if mark.cuts else "solid"}
        if not any(
            other.cuts and not mark.cuts and other.day == mark.day for other in seen
        ):  # one line, the dashed one
            lines.append(
                {"type": "line", "layer": "below", "yref": "paper", "x0": at, "x1": at, "y0": 0, "y1": 1, "line": line}
            )
        # Numbers of marks that all but coincide would print over each other: the later one stands a line higher.
        close = numbered and i > 0 and at - base.moment(seen[i - 1].day, grain) < 0.04 * (right - left)
        side = "center" if numbered else "right" if at > (left + right) / 2 else "left"
        names.append(
            {
                "x": at,
                "yref": "paper",
                "y": 1,
                "yshift": 13 if close else 0,
                "yanchor": "bottom",
                "xanchor": side,
                "align": side,
                "text": ordinal(i) if numbered else base.wrapped(mark.title, 32),
                "hovertext": f"{words.date(mark.day)}: {base.wrapped(mark.title, 40)}",
                "showarrow": False,
                "font": {"color": colour, "size": base.FONT + 1 if numbered else base.FONT - 1},
            }
        )
    return lines, names


def ordinal(i: int) -> str:
    """The number by which the chart and the list below it name the event at place i, from 0: ①, ② ... ⑳, 21."""
    return chr(ord("①") + i) if i < CIRCLED else str(i + 1)


def in_view(marks: Sequence[Mark], grain: Grain, first: int, last: int) -> list[Mark]:
    """The marks that fall on the axis, in order of time: the order in which the figure numbers them."""
    left, right = base.place(first, grain) - 0.5, base.place(last, grain) + 0.5
    return sorted((m for m in marks if left <= base.moment(m.day, grain) <= right), key=lambda m: (m.day, m.title))
