"""Respondents reached against respondents needed, one bar from zero per unit with the need as a stroke."""

from __future__ import annotations

import pandas as pd

from pages.parts import theme, words
from pages.parts.charts import base
from pages.parts.charts.drawing import Drawing
from pages.parts.words import _

ROW, TOP, BOTTOM = 34, 8, 34


def figure(units: pd.DataFrame) -> Drawing:
    """`units`: label, achieved, needed (NaN where the population is unknown), population; from the top in order.

    A unit whose number is hidden (`achieved` missing) has an empty bar with its mark.
    """
    ink = theme.palette()
    at = list(range(len(units)))
    achieved = [None if words.missing(n) else int(n) for n in units["achieved"]]
    needed = [None if words.missing(n) else int(n) for n in units["needed"]]
    enough = [a is not None and n is not None and a >= n for a, n in zip(achieved, needed, strict=True)]
    longest = max([n for n in (*achieved, *needed) if n is not None], default=1)
    tails = [_tail(a, n) for a, n in zip(achieved, needed, strict=True)]
    hover = [
        f"<b>{base.wrapped(row.label, 40)}</b><br>{_sentence(a, n, row.population)}"
        for row, a, n in zip(units.itertuples(), achieved, needed, strict=True)
    ]
    bars = base.bar(
        x=achieved,
        y=at,
        orientation="h",
        width=0.5,
        marker={"color": [ink.primary if ok else ink.mark for ok in enough]},
        hovertext=hover,
        hoverinfo="text",
        name=_("Achieved"),
    )
    need = base.scatter(
        x=needed,
        y=at,
        mode="markers",
        marker={"symbol": "line-ns", "size": 20, "line": {"color": ink.text, "width": 2.5}},
        hovertext=hover,
        hoverinfo="text",
        name=_("Needed"),
    )
    notes = [
        base.side_note(i, tail, ink.text if ok else ink.worse)
        for i, (tail, ok) in enumerate(zip(tails, enough, strict=True))
    ]
    names, left = base.row_axis(list(units["label"]))
    return Drawing(
        data=[bars, need],
        layout=base.layout(
            TOP + BOTTOM + ROW * len(units),
            (left, base.side_margin(tails), TOP, BOTTOM),
            xaxis=base.axis(range=[0, longest * 1.04], showgrid=True, nticks=5, tickformat=",.0f", rangemode="tozero"),
            yaxis=names,
            annotations=notes,
        ),
    )


def _tail(achieved: int | None, needed: int | None) -> str:
    if achieved is None:
        return words.state_mark("suppressed")
    if needed is None:
        return words.number(achieved)
    if achieved >= needed:
        return f"✓ {words.number(achieved)}"
    return _("{n} short").format(n=words.number(needed - achieved))


def _sentence(achieved: int | None, needed: int | None, population: float) -> str:
    if achieved is None:
        return words.state_reason("suppressed")
    if needed is None:
        return _("{n} respondents; the number of users is unknown, so the need is too").format(n=words.number(achieved))
    return _("{n} of {needed} respondents needed for {users} users").format(
        n=words.number(achieved), needed=words.number(needed), users=words.number(population)
    )
