"""Many places by group: one line per group, a quiet dot for each place on it, the picked ones in colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pages.parts import theme
from pages.parts.charts import base
from pages.parts.charts.base import Row
from pages.parts.charts.drawing import Drawing
from pages.parts.charts.rows import BOTTOM, TOP, scale

LINE, WRAPPED = 24, 32  # pixels of a group; where a name takes two lines


def figure(
    rows: Sequence[Row],
    *,
    decimals: int,
    indicative: int,
    least_span: float,
    limits: tuple[float, float],
    told: base.Told,
) -> Drawing:
    """`rows`: label (the group), key (empty: quiet), name, value, low, high, n, state; groups in order of first row."""
    shown = [row for row in rows if row.shown]
    labels = list(dict.fromkeys(row.label for row in shown))
    number = {label: i for i, label in enumerate(labels)}
    counts = Counter(row.label for row in shown)
    traces = []
    for key in sorted({row.key for row in shown}):  # the empty key first: colour lies on top
        own = [row for row in shown if row.key == key]
        ink = theme.city(key)
        traces.append(
            base.scatter(
                x=[row.value for row in own],
                y=[number[row.label] for row in own],
                mode="markers",
                marker={"symbol": ink.marker, "size": 11 if key else 8, "color": base.faint(ink.colour, 1 if key else 0.45)},
                hovertext=[
                    f"<b>{base.wrapped(row.name, 40)}</b><br>{base.estimate_text(row, decimals, indicative, told)}"
                    for row in own
                ],
                hoverinfo="text",
            )
        )  # fmt: skip
    low, high = scale(shown, None, least_span, limits)
    names, left = base.row_axis(labels)
    tails = [str(counts[label]) for label in labels]
    return Drawing(
        data=traces,
        layout=base.layout(
            TOP
            + BOTTOM
            + max(len(labels), 1) * (WRAPPED if any("<br>" in text for text in names["ticktext"]) else LINE),
            (left, base.side_margin(tails), TOP, BOTTOM),
            xaxis=base.axis(
                range=[low, high],
                showgrid=True,
                nticks=5,
                tickformat=f",.{base.places((high - low) / 4)}f",
                ticksuffix=told.sign,
            ),
            yaxis={**names, "showgrid": True},
            annotations=[base.side_note(i, tail, theme.palette().quiet) for i, tail in enumerate(tails)],
        ),
    )
