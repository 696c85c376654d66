"""What stands on a trend beside its lines: bounds of grades while their rule holds, and what happened on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from metrics.periods import QUARTERS_IN, Grain
from pages.parts import theme, words
from pages.parts.charts import base
from pages.parts.charts.base import Row
from pages.parts.words import _

HEIGHT = 400  # of a trend, with its margins: how much of the scale a label covers follows from them
TOP, BOTTOM, LEFT = 40, 44, 36
LABEL = 17  # height of one line of a label in pixels
NAMED_EVENTS = 1  # more than these are numbered, and listed by the page: names side by side do not fit a phone
CIRCLED = 20  # so many circled digits are there


@dataclass(frozen=True)
class Bound:
    """The lower bound of a grade, while its rule holds (quarters; None: open).

    `letter`: empty where it has none; `name`: empty where the page lists it beside the chart.
    """

    letter: str
    name: str
    low: float
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True)
class Mark:
    """Something that happened on a day. `cuts`: the questionnaire or the rule changed, no line crosses it.

    `key`: the city it concerns; empty where it concerns every place on the chart. `quiet`: drawn behind the others.
    """

    day: Any
    title: str
    cuts: bool = False
    key: str = ""
    quiet: bool = False

    def concerns(self, key: str) -> bool:
        """Whether it concerns a place of that city (an empty key: of several cities)."""
        return not self.key or not key or self.key == key


def bounds(
    held: Sequence[Bound],
    points: Sequence[Row],
    grain: Grain,
    reach: tuple[int, int],
    span: tuple[float, float],
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Dotted rules at the grade bounds, each only while its rule holds, named at the left edge clear of the lines."""
    ink = theme.palette()
    step = QUARTERS_IN[grain]
    left, right = base.place(reach[0], grain) - 0.5, base.place(reach[1], grain) + 0.5
    until = reach[0] + max(3, (reach[1] - reach[0]) // step // 3) * step
    early = [p.value for p in points if p.period < until]
    shapes, notes = [], []
    for bound in held:
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
        if not bound.name:
            continue
        gap = 1.4 * LABEL * (span[1] - span[0]) / (HEIGHT - TOP - BOTTOM)
        crowded = any(0 < value - bound.low < gap for value in early)
        under = crowded and bound.low - gap > span[0]
        notes.append(
            {
                "x": start,
                "y": bound.low,
                "xanchor": "left",
                "yanchor": "top" if under else "bottom",
                "text": _bound_name(bound),
                "showarrow": False,
                "bgcolor": ink.background,  # an event's line does not strike the name through
                "borderpad": 0,
                "font": {"color": ink.quiet, "size": base.FONT - 1},
            }
        )
    return shapes, notes


def _bound_name(bound: Bound) -> str:
    low = words.number(bound.low, 2)
    if not bound.letter:
        return _("{name} from {low}").format(name=bound.name, low=low)
    return _("{letter} · {name} from {low}").format(letter=f"<b>{bound.letter}</b>", name=bound.name, low=low)


def events(
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
        colour = ink.quiet if mark.cuts or mark.quiet else ink.link
        dash = "dash" if mark.cuts else "dot" if mark.quiet else "solid"
        line = {"color": ink.mark if mark.quiet else colour, "width": 1.2, "dash": dash}
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
    """The marks that fall on the axis, in order of time: the order in which the figure numbers them.

    Of one day as they were given, never by title: a number means the same event in both languages.
    """
    left, right = base.place(first, grain) - 0.5, base.place(last, grain) + 0.5
    return sorted((m for m in marks if left <= base.moment(m.day, grain) <= right), key=lambda m: (m.day, m.quiet))
