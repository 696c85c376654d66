"""What all figures share: layout, axes of periods, runs of unbroken points, labels that do not collide."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from math import isnan
from math import nan as NAN
from typing import Any, NamedTuple, TypeAlias

import pandas as pd

from metrics import periods
from metrics.limits import cell_sizes
from metrics.metric import Population, State
from metrics.periods import QUARTERS_IN, Grain
from metrics.words import Words
from pages.parts import theme, words
from pages.parts.charts.drawing import Trace as Trace
from pages.parts.words import _, ngettext

# Mode bar: download as an image, nothing else.
CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "scrollZoom": False,
    "doubleClick": False,
    "toImageButtonOptions": {"format": "png", "scale": 2, "filename": "pantau"},
}
# What a figure draws: a frame, or rows that are there already (a frame of ten rows costs more than the figure).
Rows: TypeAlias = pd.DataFrame | Sequence[Mapping[str, Any]]
FONT = 12
_INSTANT = 1e-6
MOST_TICKS = 16  # labelled periods that still stand apart on a phone


def scatter(**trace: Any) -> Trace:
    """Points and lines; what is None is left out."""
    return {"type": "scatter", **{name: value for name, value in trace.items() if value is not None}}


def bar(**trace: Any) -> Trace:
    """Bars from zero."""
    return {"type": "bar", **trace}


class Row(NamedTuple):
    """One row of a frame. What a frame lacks has its default; numbers that are missing are NaN, a missing n is None.

    Charts walk some dozens of rows many times: plain tuples cost a tenth of what the frame would.
    """

    key: str = ""  # a city's, for the colour
    name: str = ""
    label: str = ""
    period: int = 0
    value: float = NAN
    low: float = NAN
    high: float = NAN
    n: int | None = None
    grade: str | None = None
    state: str = State.SHOWN
    earlier: float = NAN
    tail: str = ""
    text: str = ""

    @property
    def shown(self) -> bool:
        """Whether there is a value to draw."""
        return self.state == State.SHOWN


def rows_of(rows: Rows) -> list[Row]:
    """The rows in their order; columns that no chart knows are left behind."""
    if not isinstance(rows, pd.DataFrame):
        return [_row({name: row[name] for name in Row._fields if name in row}) for row in rows]
    columns = {name: rows[name].tolist() for name in Row._fields if name in rows}
    return [_row(dict(zip(columns, values, strict=True))) for values in zip(*columns.values(), strict=True)]


def _row(known: dict[str, Any]) -> Row:
    if "n" in known:
        known["n"] = None if words.missing(known["n"]) else int(known["n"])
    if "grade" in known and not isinstance(known["grade"], str):
        known["grade"] = None
    return Row(**known)


def layout(height: int, margin: tuple[int, int, int, int], **more: Any) -> dict[str, Any]:
    """The layout of every figure; `margin` is left, right, top, bottom in pixels."""
    ink = theme.palette()
    left, right, top, bottom = margin
    return {
        "height": height,
        "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0},
        "separators": ",." if words.language() == "id" else ".,",
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "font": {"size": FONT, "color": ink.text},
        "hoverlabel": {
            "bgcolor": ink.panel,
            "bordercolor": ink.border,
            "font": {"color": ink.text, "size": FONT + 1},
            "align": "left",
        },
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": ink.quiet, "activecolor": ink.text},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        **more,
    }


def axis(**more: Any) -> dict[str, Any]:
    """A quiet axis that cannot be zoomed."""
    ink = theme.palette()
    return {
        "fixedrange": True,
        "zeroline": False,
        "showline": False,
        "showgrid": False,
        "gridcolor": ink.grid,
        "ticks": "",
        "tickangle": 0,
        "tickfont": {"color": ink.quiet, "size": FONT},
        "automargin": False,
        **more,
    }


def places(step: float) -> int:
    """Decimals that tell ticks apart which stand so far from each other."""
    return max(0, math.ceil(-math.log10(step))) if step > 0 else 0


def exact_places(step: float) -> int:
    """Decimals that print every multiple of a round step as it is: 2.5 needs one, or 7.5 would stand as 8."""
    least = places(step)
    return least if math.isclose(round(step, least), step) else least + 1


def faint(colour: str, opacity: float = 0.16) -> str:
    """`#RRGGBB` as rgba: a band that reads on both themes."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def place(code: float, grain: Grain) -> float:
    """Where a period stands on the axis: consecutive periods are 1 apart, a period reaches half to either side."""
    return code / QUARTERS_IN[grain]


def moment(day: Any, grain: Grain) -> float:
    """Where a day stands on the same axis: inside its period, not on the period's point."""
    day = pd.Timestamp(day)
    start = pd.Timestamp(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    part = (day - start) / (start + pd.DateOffset(months=3) - start)
    return float((periods.quarter_of(day.year, (day.month - 1) // 3 + 1) + part) / QUARTERS_IN[grain] - 0.5)


def period_axis(first: int, last: int, grain: Grain) -> dict[str, Any]:
    """An axis of periods whose labels fit a phone: the part of the year, and the year once, under its first label."""
    step = QUARTERS_IN[grain]
    codes = list(range(first, last + 1, step))
    every = max(1, -(-len(codes) // MOST_TICKS))
    if every > 1 and grain != "year":  # label whole years only: a year is 4 quarters or 2 semesters
        codes = [code for code in codes if code % 4 == 0]
        codes = codes[:: -(-len(codes) // MOST_TICKS)]
        texts = [str(code // 4) for code in codes]
    else:
        codes = codes[::every]
        texts = []
        for i, code in enumerate(codes):
            part, _space, year = words.period(code, grain).rpartition(" ")
            short = part.removesuffix(" half").split(" ")[-1]  # III, Q3, II, 2nd; nothing for a year
            new_year = code % 4 == 0 or (i == 0 and code % 4 + 2 * step <= 4)  # else the next year's label would touch
            texts.append(f"{short}<br>{year}" if part and new_year else short or year)
    return axis(
        tickmode="array",
        tickvals=[place(code, grain) for code in codes],
        ticktext=texts,
        range=[place(first, grain) - 0.5, place(last, grain) + 0.5],
    )


def runs(points: Sequence[Row], grain: Grain, breaks: Sequence[float] = ()) -> list[list[Row]]:
    """The stretches over which a line may be drawn: no missing value, no missing period, no break in between.

    `breaks` are places on the axis where the questionnaire or the rule changed. A period in which one fell is of
    neither kind and stands alone.
    """
    found: list[list[Row]] = []
    for point in sorted((p for p in points if not isnan(p.value)), key=lambda p: p.period):
        if found:
            before, after = place(found[-1][-1].period, grain), place(point.period, grain)
            # A break between the middles of two periods parts them; so does one inside either of them.
            cut = any(before - 0.5 + _INSTANT < b < after + 0.5 - _INSTANT for b in breaks)
            if after - before == 1 and not cut:
                found[-1].append(point)
                continue
        found.append([point])
    return found


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Centres for labels of these heights, as near as may be to where they are wanted, without overlap in [low, high].

    Labels are stacked in order of what they want; a stack that would leave the range is pushed back into it. Labels
    that do not fit at all are stacked from `low` up.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    centres = [0.0] * len(wanted)
    floor = low
    for i in order:
        centres[i] = max(wanted[i], floor + heights[i] / 2)
        floor = centres[i] + heights[i] / 2
    ceiling = high
    for i in reversed(order):
        centres[i] = min(centres[i], ceiling - heights[i] / 2)
        ceiling = centres[i] - heights[i] / 2
    if ceiling < low:
        return [c + low - ceiling for c in centres]
    return centres


def wrapped(text: str, width: int) -> str:
    """The text broken into lines of at most `width` characters where words allow, and safe inside a figure."""
    lines: list[str] = []
    for word in text.replace("<", "‹").replace(">", "›").split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "<br>".join(lines)


def row_labels(labels: Sequence[str], width: int = 18) -> tuple[list[str], int]:
    """Names of rows in at most two lines (the tooltip has the whole name), and the left margin that they need."""
    texts = []
    for label in labels:
        lines = wrapped(label, width).split("<br>")
        texts.append("<br>".join(lines[:2]) + ("…" if len(lines) > 2 else ""))
    longest = max((len(line) for text in texts for line in text.split("<br>")), default=0)
    return texts, 14 + round(5.9 * longest)


def row_axis(labels: Sequence[str]) -> tuple[dict[str, Any], int]:
    """An axis of named rows, the first at the top, and its left margin."""
    texts, left = row_labels(labels)
    return (
        axis(
            tickmode="array",
            tickvals=list(range(len(texts))),
            ticktext=texts,
            range=[len(texts) - 0.5, -0.5],
            tickfont={"color": theme.palette().text, "size": FONT},
            ticklabelstandoff=5,
        ),
        left,
    )


def side_note(y: float, text: str, colour: str) -> dict[str, Any]:
    """A text in the column at the right edge, level with a row: it never lies on a dot."""
    return {
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 8,
        "y": y,
        "yanchor": "middle",
        "text": text,
        "showarrow": False,
        "align": "left",
        "font": {"color": colour, "size": FONT},
    }


def side_margin(texts: Sequence[str]) -> int:
    """The right margin that such texts need."""
    return 14 + round(6.8 * max((len(line) for text in texts for line in text.split("<br>")), default=0))


class Told(NamedTuple):
    """How the figures of a chart are told: whose privacy sets the smallest group, what stands behind a number (`%`),
    and what n counts where it is not people.
    """

    population: Population = Population.CITIZENS
    sign: str = ""
    counts: Words | None = None


RESPONDENTS = Told()


def estimate_text(row: Row, decimals: int, indicative: int, told: Told = RESPONDENTS) -> str:
    """`84,21 (83,10–85,30), 1.284 responden`, or why there is none: what every tooltip says of an estimate."""
    if not row.shown or row.n is None:
        return words.state_reason(row.state, cell_sizes.minimum(told.population))
    if told.counts is not None:
        people = f"{words.number(row.n)} {words.pick(told.counts)}"
    elif told.population is Population.STAFF:
        people = ngettext("{n} staff member", "{n} staff members", row.n).format(n=words.number(row.n))
    else:
        people = ngettext("{n} respondent", "{n} respondents", row.n).format(n=words.number(row.n))
    interval = "" if isnan(row.low) else f" ({words.interval(row.low, row.high, decimals)}{told.sign})"
    text = f"{words.number(row.value, decimals)}{told.sign}{interval}, {people}"
    return ", ".join([text, _("indicative")]) if row.n < indicative else text


def whiskers(points: Sequence[Row]) -> dict[str, list[float]]:
    """The arms of the intervals, upwards and downwards."""
    return {"array": [p.high - p.value for p in points], "arrayminus": [p.value - p.low for p in points]}


def dots(colour: str, marker: str, points: Sequence[Row], indicative: int, size: float = 9) -> dict[str, Any]:
    """Marker of each point: filled in the colour, hollow where the group is too small for more than a hint."""
    hollow = theme.palette().background
    return {
        "symbol": marker,
        "size": size,
        "color": [hollow if p.n is None or p.n < indicative else colour for p in points],
        "line": {"color": colour, "width": 2},
        "opacity": 1,
    }
