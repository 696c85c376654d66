"""Places side by side: at the same mix and raw, who is above whom, groups that cannot be told apart, the table."""

from __future__ import annotations

from math import isnan
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts import daerah_words as say
from pages.parts import table, words
from pages.parts.charts import base, rows
from pages.parts.daerah_facts import Facts
from pages.parts.indicator import paper
from pages.parts.indicator import say as shared
from pages.parts.words import _

MOST_DRAWN, MOST_PAIRS = 40, 12  # places in the chart, and in the table of pairs; the table below has all


def show(facts: Facts) -> None:
    """Dots, groups, pairs, table."""
    with st.container(gap="xsmall"):
        st.subheader(_("Raw and at the same mix"), anchor=False)
        drawn = points(facts)
        figure = rows.figure(
            drawn[:MOST_DRAWN],
            decimals=facts.metric.decimals,
            indicative=shared.INDICATIVE,
            least_span=0.04 * _width(facts),
            limits=facts.metric.range,
            then=_("Raw"),
            told=shared.told(facts.metric),
        )
        st.plotly_chart(figure, key="places_chart", config=base.CONFIG, alt=told(facts))
        legend = [_("Dot: at the same mix · ❙ raw") if facts.mix else _("Dot: raw value")]
        legend.append(_("two lines that do not touch differ demonstrably"))
        legend.append(_("at the right: rank and its interval"))
        if len(drawn) > MOST_DRAWN:
            legend.append(
                _("the first {n} of {all}; all are in the table").format(n=MOST_DRAWN, all=words.number(len(drawn)))
            )
        st.caption(" · ".join(legend))
        if len(facts.groups) > 1:
            st.markdown(say.ties(facts))
        if note := say.collapsed(facts):
            st.caption(note)
        _table(facts)
    _pairs(facts)


def points(facts: Facts) -> list[dict[str, Any]]:
    """A row per place, best first."""
    return [
        {
            "label": row.name,
            "key": row.city,
            "value": row.value,
            "low": row.mark_low,
            "high": row.mark_high,
            "n": row.n,
            "state": row.state,
            "earlier": row.raw if facts.mix else float("nan"),
            "tail": "" if isnan(row.rank) else say.rank(row),
        }
        for row in facts.frame.drop(columns=[] if facts.by == "city" else [facts.by]).itertuples(index=False)
    ]


def told(facts: Facts) -> str:
    """The chart in sentences."""
    decimals, sign = facts.metric.decimals, shared.sign(facts.metric)
    parts = []
    for row in facts.ranked.itertuples(index=False):
        text = _("{place}: {value}, raw {raw}, rank {rank}.").format(
            place=row.name,
            value=words.number(row.value, decimals) + sign,
            raw=words.number(row.raw, decimals) + sign,
            rank=say.rank(row),
        )
        parts.append(text)
    return " ".join(parts[:MOST_DRAWN])


def _width(facts: Facts) -> float:
    low, high = facts.metric.range
    width = high - low
    return width if width < float("inf") else float(facts.frame["value"].abs().max())


def _pairs(facts: Facts) -> None:
    """How likely the place of the line is truly above that of the column."""
    names = facts.ranked["name"].tolist()[:MOST_PAIRS]
    if len(names) < 2:
        return
    with st.container(gap="xsmall"):
        st.subheader(_("How surely one is above the other"), anchor=False)
        st.caption(_("Read along the line: how likely it is that this place truly has more than the one above the column. About 50%: cannot be told."))  # fmt: skip
        above = facts.above
        lines = {_("Place"): names}
        for j, name in enumerate(names):
            lines[name] = [words.DASH if i == j else _cell(above[i, j]) for i in range(len(names))]
        st.table(pd.DataFrame(lines), border="horizontal", hide_index=True, alt=_("How surely one is above the other"))


def _cell(chance: float) -> str:
    """A table reads Markdown, in which `>99%` would be a quotation."""
    return words.percent(chance).replace(">", "\\>")


def _table(facts: Facts) -> None:
    metric = facts.metric
    unit = " (%)" if shared.sign(metric) else ""

    def frame() -> pd.DataFrame:
        ranks = [say.rank(row) if not isnan(row.rank) else "" for row in facts.frame.itertuples(index=False)]
        return facts.frame.assign(ranks=ranks)

    columns = [
        table.text("name", _("Place")),
        table.figure("raw", _("Raw") + unit, metric.decimals),
        table.figure("adjusted", _("Same mix") + unit, metric.decimals),
        table.figure("low", _("Lower 95%"), metric.decimals),
        table.figure("high", _("Upper 95%"), metric.decimals),
        table.figure("gap", _("Raw less same mix"), metric.decimals, sign=True),
        table.figure("gap_low", _("Gap, lower 95%"), metric.decimals, sign=True),
        table.figure("gap_high", _("Gap, upper 95%"), metric.decimals, sign=True),
        table.figure("n", shared.counted(metric), 0),
        table.text("ranks", _("Rank (interval)")),
        table.figure("group", _("Group that cannot be told apart"), 0),
        table.figure("collapsed", _("Share from wider groups"), 3, share=True),
    ]
    about = paper.of(metric, say.headline(facts), facts.selection, facts.n, f"daerah-{metric.name}")
    table.twin("places", frame, columns, about, title=_("Table of the places"))
