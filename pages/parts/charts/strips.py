"""How a whole divides into ordered classes: one strip per row, worst class at the left, each share printed where it fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pages.parts import theme, words
from pages.parts.charts import base
from pages.parts.charts.drawing import Drawing
from pages.parts.words import _

BAR, SINGLE = 30, 46  # pixels of a strip: one of several, a lone one
READABLE = 7.0  # percent: a narrower part has no room for its number; tooltip and table have it
GAP = 14  # pixels over the first strip
# Five ordered classes, apart for colour-blind readers; the middle one is neither good nor bad.
FILLS = (theme.GRADES["D"], theme.GRADES["C"], "#D5DBE3", theme.GRADES["B"], theme.GRADES["A"])
INKS = (theme.GRADE_TEXT["D"], theme.GRADE_TEXT["C"], "#1B2430", theme.GRADE_TEXT["B"], theme.GRADE_TEXT["A"])


@dataclass(frozen=True)
class Strip:
    """One row: its label, the share of each class in percent by key, and what n counts in words.

    Classes that are left out are hidden: together they are what is missing to a hundred, and drawn as one.
    """

    label: str
    shares: Mapping[str, float]
    people: str

    @property
    def hidden(self) -> float:
        """The share of the hidden classes together."""
        return max(0.0, 100 - sum(self.shares.values()))


def figure(strips: Sequence[Strip], classes: Mapping[str, str]) -> Drawing:
    """`classes`: what each of the five classes is called, worst first."""
    labels = [strip.label for strip in strips]
    several = len(labels) > 1
    traces = []
    for (key, called), fill, ink in zip(classes.items(), FILLS, INKS, strict=True):
        shares = [strip.shares.get(key, 0.0) for strip in strips]
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
    if any(len(strip.shares) < len(classes) for strip in strips):
        traces.append(_hidden(strips, classes))
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


def _hidden(strips: Sequence[Strip], classes: Mapping[str, str]) -> base.Trace:
    """What is left of each strip: the classes that too few people are in, as one hatched piece."""
    ink = theme.palette()
    rest = [strip.hidden if len(strip.shares) < len(classes) else 0.0 for strip in strips]
    return base.bar(
        x=rest,
        y=list(range(len(strips))),
        orientation="h",
        width=0.72,
        marker={"color": ink.grid, "line": {"color": ink.background, "width": 1.5}, "pattern": {"shape": "/", "fgcolor": ink.mark}},
        hovertext=[
            f"<b>{base.wrapped(strip.label, 40)}</b><br>{hidden_words(strip, classes)}, {strip.people}" for strip in strips
        ],
        hoverinfo="text",
        name=_("Hidden"),
    )  # fmt: skip


def hidden_words(strip: Strip, classes: Mapping[str, str]) -> str:
    """What the hatched piece is: `Kurang, Butuh Perbaikan (disembunyikan) bersama: 12,1%`."""
    names = ", ".join(called for key, called in classes.items() if key not in strip.shares)
    return _("{names}, too few to be shown apart, together {share}%").format(
        names=names, share=words.number(strip.hidden, 1)
    )


def legend(strips: Sequence[Strip], classes: Mapping[str, str]) -> str:
    """The classes beside their colours, as HTML: it wraps on a phone, and says the order to who sees no colours.

    The hatched piece is named where a strip has one.
    """
    ink = theme.palette()
    told = list(zip(classes.values(), FILLS, strict=True))
    if any(len(strip.shares) < len(classes) for strip in strips):
        hatched = f"repeating-linear-gradient(135deg,{ink.grid} 0 2px,{ink.mark} 2px 3px)"
        told.append((_("too few to be shown apart"), hatched))
    parts = [
        f'<span style="white-space:nowrap;margin-right:.9rem"><span aria-hidden="true" style="display:inline-block;'
        f"width:.75rem;height:.75rem;border-radius:2px;background:{fill};border:1px solid {ink.mark};"
        f'margin-right:.35rem;vertical-align:-.06rem"></span>{called}</span> '
        for called, fill in told
    ]
    return f'<div style="font-size:.84rem;color:{ink.quiet};line-height:1.7">{"".join(parts)}</div>'


def told(strips: Sequence[Strip], classes: Mapping[str, str]) -> str:
    """The strips in sentences."""
    return " ".join(
        f"{strip.label}: "
        + ", ".join(
            [
                *(
                    f"{called.lower()} {words.number(strip.shares[key], 1)}%"
                    for key, called in classes.items()
                    if key in strip.shares
                ),
                *([hidden_words(strip, classes)] if len(strip.shares) < len(classes) else []),
            ]
        )
        + "."
        for strip in strips
    )
