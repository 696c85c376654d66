"""How likely each grade is, as one ordered strip per place: the letter, its share, darker or warmer by rank."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pages.parts import theme, words
from pages.parts.charts import base
from pages.parts.charts.drawing import Drawing

BAR = 46
READABLE = 0.09  # a narrower part has no room for its letter and share; the table twin has both


def figure(strips: pd.DataFrame, letters: Sequence[str], called: dict[str, str]) -> Drawing:
    """`strips`: label, and one column per letter with its probability (0-1), worst letter first in `letters`.

    `called`: what each letter is called, for the tooltip.
    """
    labels = list(strips["label"])
    traces = []
    for letter in letters:
        shares = strips[letter].astype(float).tolist()
        traces.append(
            base.bar(
                x=shares,
                y=list(range(len(labels))),
                orientation="h",
                width=0.62,
                marker={"color": theme.GRADES[letter], "line": {"color": theme.palette().background, "width": 1.5}},
                text=[f"<b>{letter}</b> {words.percent(p)}" if p >= READABLE else "" for p in shares],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"color": theme.GRADE_TEXT[letter], "size": base.FONT + 1},
                hovertext=[
                    f"{base.wrapped(label, 40)}: {letter} ({called[letter]}) {words.percent(p)}"
                    for label, p in zip(strips["label"], shares, strict=True)
                ],
                hoverinfo="text",
                name=letter,
            )
        )
    several = len(labels) > 1
    names, left = base.row_axis(labels if several else [""])
    return Drawing(
        data=traces,
        layout=base.layout(
            16 + BAR * len(labels),
            (left if several else 4, 4, 4, 4),
            barmode="stack",
            xaxis=base.axis(range=[0, 1], visible=False),
            yaxis=names,
        ),
    )
