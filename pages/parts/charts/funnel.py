"""A funnel plot: every unit by its size, with the limits within which chance alone may put it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metrics.regions.funnel import LIMITS, Funnel, mean_limits, share_limits
from pages.parts import theme, words
from pages.parts.charts import base
from pages.parts.charts.drawing import Drawing

HEIGHT, STEPS = 380, 60
MOST_NAMED, READABLE = 6, 200  # named beyond the widest limits, furthest first; units among which a name can be read


def figure(
    drawn: Funnel,
    labels: Sequence[str],
    keys: Sequence[str],
    *,
    decimals: int,
    share: bool,
    titles: tuple[str, str],
    told: base.Told,
) -> Drawing:
    """Value over number of people (logarithmic). `keys`: the city of each unit, for its colour and shape; `titles`: of
    the axis of people and of that of values; `share`: values are shares, written in percent.
    """
    ink = theme.palette()
    times = 100 if share else 1
    units = drawn.units
    n = units["n"].to_numpy(np.float64)
    grid = np.geomspace(max(1.0, n.min() * 0.9), n.max() * 1.1, STEPS)
    if share:
        grid = np.unique(np.rint(grid))
    deviation = float(np.nanmax(units["expected"] * np.sqrt(n)))
    beyond = (units["outside"].abs() == len(LIMITS)).tolist()  # the widest limits, of which headlines speak
    traces: list[base.Trace] = []
    for coverage, dash in zip(LIMITS, ("solid", "dot"), strict=True):
        limits = (
            share_limits(drawn.target, grid, coverage, drawn.phi)
            if share
            else mean_limits(drawn.target, deviation / np.sqrt(grid), coverage, drawn.phi)
        )
        for limit in limits:
            traces.append(
                base.scatter(x=grid.tolist(), y=(limit * times).tolist(), mode="lines", hoverinfo="skip", line={"color": ink.mark, "width": 1.2, "dash": dash})
            )  # fmt: skip
    values = (units["value"] * times).tolist()
    for key in dict.fromkeys(keys):
        own = [i for i, one in enumerate(keys) if one == key]
        colour = theme.city(key)
        traces.append(
            base.scatter(
                x=[n[i] for i in own],
                y=[values[i] for i in own],
                mode="markers",
                marker={
                    "symbol": colour.marker,
                    "size": [11 if beyond[i] else 8 for i in own],
                    "color": [colour.colour if beyond[i] else ink.background for i in own],
                    "line": {"color": colour.colour, "width": 2},
                },
                hovertext=[f"<b>{base.wrapped(labels[i], 40)}</b><br>{words.number(values[i], decimals)}{told.sign}, n = {words.number(n[i])}" for i in own],
                hoverinfo="text",
            )
        )  # fmt: skip
    line = {
        "type": "line",
        "layer": "below",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": drawn.target * times,
        "y1": drawn.target * times,
    }
    return Drawing(
        data=traces,
        layout=base.layout(
            HEIGHT,
            (64, 12, 8, 48),
            xaxis=base.axis(type="log", title=_named(titles[0], 8), **_ticks(grid[0], grid[-1])),
            yaxis=base.axis(showgrid=True, nticks=6, ticksuffix=told.sign, range=_range(values), title=_named(titles[1], 4)),
            shapes=[{**line, "line": {"color": ink.mark, "width": 1.2}}],
            annotations=_names(drawn, labels, keys, times, (grid[0], grid[-1])),
        ),
    )  # fmt: skip


def _names(
    drawn: Funnel, labels: Sequence[str], keys: Sequence[str], times: int, span: tuple[float, float]
) -> list[dict[str, object]]:
    """The names of the units that lie furthest beyond the widest limits, each at its mark and within the picture."""
    units = drawn.units
    if len(units) > READABLE:
        return []
    away = ((units["value"] - drawn.target) / units["expected"]).abs()
    there = away[units["outside"].abs() == len(LIMITS)].sort_values(ascending=False).index[:MOST_NAMED]
    low, high = np.log10(span)
    found: list[dict[str, object]] = []
    for i in there:
        at = float(np.log10(units.at[i, "n"]))
        above = units.at[i, "value"] > drawn.target
        found.append(
            {
                "x": at,
                "y": float(units.at[i, "value"]) * times,
                "text": base.wrapped(labels[i], 24),
                "showarrow": False,
                "xanchor": "right" if (at - low) / (high - low) > 0.6 else "left",
                "yanchor": "bottom" if above else "top",
                "yshift": 6 if above else -6,
                "font": {"color": theme.city(keys[i]).text(theme.palette()), "size": base.FONT},
            }
        )
    return found


def _named(text: str, standoff: int) -> dict[str, object]:
    return {"text": text, "font": {"color": theme.palette().quiet, "size": base.FONT}, "standoff": standoff}


def _ticks(low: float, high: float) -> dict[str, object]:
    """1, 2, 5, 10, ... as far as they lie on the axis."""
    steps = [step * 10**power for power in range(9) for step in (1, 2, 5)]
    there = [step for step in steps if low <= step <= high]
    return {"tickmode": "array", "tickvals": there, "ticktext": [words.number(step) for step in there]}


def _range(values: Sequence[float]) -> list[float]:
    """Room for every unit; the limits of the smallest run out of the picture."""
    pad = 0.3 * (max(values) - min(values)) or 1.0
    return [min(values) - pad, max(values) + pad]
