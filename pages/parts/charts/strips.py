"""How a whole divides into ordered classes: one strip per row, worst class at the left, each share printed where it fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pages.parts import theme, words
from pages.parts.charts import base
from pages.parts.charts.drawing import Drawing

BAR, SINGLE = 30, 46  # pixels of a strip: one of several, a lone one
READABLE = 7.0  # percent: a narrower part has no room for its number; tooltip and table have it
GAP = 14  # pixels over the first strip
# Five ordered classes, apart for colour-blind readers; the middle one is neither good nor bad.
FILLS = (theme.GRADES["D"], theme.GRADES["C"], "#D5DBE3", theme.GRADES["B"], theme.GRADES["A"])
INKS = (theme.GRADE_TEXT["D"], theme.GRADE_TEXT["C"], "#1B2430", theme.GRADE_TEXT["B"], theme.GRADE_TEXT["A"])


@dataclass(frozen=True)
class Strip:
    """One row: its label, the share of each class in percent by key, and what n counts in words."""

    label: str
    shares: Mapping[str, float]
    people: str


def figure(strips: Sequence[Strip], classes: Mapping[str, str]) -> Drawing:
    """`classes`: what each of the five classes is called, worst first."""
    labels = [strip.label for strip in strips]
    several = len(labels) > 1
    traces = []
    for (key, called), fill, ink in zip(classes.items(), FILLS, INKS, strict=True):
        shares = [strip.shares[key] for strip in strips]
        traces.append(
            base.bar(
                x=shares,
                y=list(range(len(labels))),
                orientation="h",
                width=0.72,
                marker={"color": fill, "line": {"color": theme.palette().background, "width": 1.5}},
                text=[f"{words.number(share)}%" if share >= READABLE else "" for share in shares],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"color": ink, "size": base.FONT},
                hovertext=[
                    f"<b>{base.wrapped(strip.label, 40)}</b><br>{called}: {words.number(share, 1)}%, {strip.people}"
                    for strip, share in zip(strips, shares, strict=True)
                ],
                hoverinfo="text",
                name=called,
            )
        )
    names, left = base.row_axis(labels if several else [""])
    return Drawing(
        data=traces,
        layout=base.layout(
            GAP + (BAR if several else SINGLE) * len(labels),
            (left if several else 4, 4, 4, 4),
            barmode="stack",
            xaxis=base.axis(range=[0, 100], visible=False),
            yaxis=names,
        ),
    )


def legend(classes: Mapping[str, str]) -> str:
    """The classes beside their colours, as HTML: it wraps on a phone, and says the order to who sees no colours."""
    parts = [
        f'<span style="white-space:nowrap;margin-right:.9rem"><span aria-hidden="true" style="display:inline-block;'
        f"width:.75rem;height:.75rem;border-radius:2px;background:{fill};border:1px solid {theme.palette().mark};"
        f'margin-right:.35rem;vertical-align:-.06rem"></span>{called}</span> '
        for called, fill in zip(classes.values(), FILLS, strict=True)
    ]
    return f'<div style="font-size:.84rem;color:{theme.palette().quiet};line-height:1.7">{"".join(parts)}</div>'


def told(strips: Sequence[Strip], classes: Mapping[str, str]) -> str:
    """The strips in sentences."""
    return " ".join(
        f"{strip.label}: "
        + ", ".join(f"{called.lower()} {words.number(strip.shares[key], 1)}%" for key, called in classes.items())
        + "."
        for strip in strips
    )
