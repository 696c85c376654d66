"""Places side by side: at the same mix and raw, who is above whom, groups that cannot be told apart, the table."""

from __future__ import annotations

from math import isnan
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from metrics.metric import State
from pages.parts import access, daerah_view, table, words
from pages.parts import daerah_words as say
from pages.parts.charts import base, groups, rows
from pages.parts.daerah_facts import Facts
from pages.parts.daerah_view import View
from pages.parts.indicator import paper
from pages.parts.indicator import say as shared
from pages.parts.words import _

MOST_PAIRS = 12  # places in the table of pairs; the table of places has all


def show(seen: View) -> None:
    """Dots, groups that cannot be told apart, table; of many cities the provinces first."""
    facts = seen.facts
    if not seen.few and facts.by == "city":
        _provinces(seen)
    with st.container(gap="xsmall"):
        st.subheader(say.title(facts, seen.rows), anchor=False)
        figure = rows.figure(
            points(seen),
            decimals=facts.metric.decimals,
            indicative=shared.INDICATIVE,
            least_span=0.04 * width(facts),
            limits=facts.metric.range,
            then=_("Raw"),
            told=shared.told(facts.metric),
        )
        st.plotly_chart(figure, key="places_chart", config=base.CONFIG, alt=told(seen))
        legend = [f"{shared.label(facts.metric)}, {shared.sign(facts.metric) or words.pick(facts.metric.unit)}"]
        legend.append(_("dot: at the same mix · ❙ raw") if facts.mix else _("dot: raw value"))
        if len(facts.ranked) > 1:
            legend.append(_("two lines that do not touch differ demonstrably"))
            legend.append(_("at the right: value · rank and its interval"))
        if not seen.few:
            legend.append(
                _("the first {n} of {all}; all are in the table").format(
                    n=words.number(min(seen.drawn, len(facts.frame))), all=words.number(len(facts.frame))
                )
            )
        st.caption(" · ".join(legend))
        daerah_view.more(seen)
        if len(facts.groups) > 1:
            st.markdown(say.ties(facts))
        if note := say.collapsed(facts):
            st.caption(note)
        _table(facts)


def by_province(seen: View) -> list[base.Row]:
    """A row per city, labelled by its province, in order of the names of provinces."""
    cities = access.reference("city")
    province = dict(zip(cities["city"], cities["province"], strict=True))
    made = [
        base.Row(
            key=seen.ink(row.city, row.city),
            name=row.name,
            label=province.get(row.city) or words.DASH,
            value=row.value,
            low=row.mark_low,
            high=row.mark_high,
            n=int(row.n) if row.state == State.SHOWN else None,
            state=row.state,
        )
        for row in seen.facts.frame.itertuples(index=False)
    ]
    return sorted(made, key=lambda row: row.label)


def _provinces(seen: View) -> None:
    """All cities at once, by province."""
    facts = seen.facts
    lines = by_province(seen)
    with st.container(gap="xsmall"):
        st.subheader(say.spread(facts), anchor=False)
        figure = groups.figure(
            lines,
            decimals=facts.metric.decimals,
            indicative=shared.INDICATIVE,
            least_span=0.04 * width(facts),
            limits=facts.metric.range,
            told=shared.told(facts.metric),
        )
        st.plotly_chart(figure, key="provinces_chart", config=base.CONFIG, alt=told(seen))
        st.caption(_("Each dot is a city; at the right: how many are shown. Cities found above stand out."))


def points(seen: View) -> list[dict[str, Any]]:
    """A row per place, best first."""
    facts = seen.facts
    return [
        {
            "label": row.name,
            "key": seen.ink(row.city if facts.by == "city" else row.unit, row.city),
            "value": row.value,
            "low": row.mark_low,
            "high": row.mark_high,
            "n": row.n,
            "state": row.state,
            "earlier": row.raw if facts.mix else float("nan"),
            "tail": say.beside(facts, row),
        }
        for row in seen.rows.itertuples(index=False)
    ]


def told(seen: View) -> str:
    """The chart in sentences."""
    facts = seen.facts
    decimals, sign = facts.metric.decimals, shared.sign(facts.metric)
    parts = []
    for row in seen.rows[seen.rows["rank"].notna()].itertuples(index=False):
        text = _("{place}: {value}, raw {raw}, rank {rank}.").format(
            place=row.name,
            value=words.number(row.value, decimals) + sign,
            raw=words.number(row.raw, decimals) + sign,
            rank=say.rank(row),
        )
        parts.append(text)
    return " ".join(parts[: daerah_view.FEW])


def width(facts: Facts) -> float:
    low, high = facts.metric.range
    width = high - low
    return width if width < float("inf") else float(facts.frame["value"].abs().max())


def pairs(seen: View) -> None:
    """How likely the place of the line is truly above that of the column."""
    facts = seen.facts
    listed = facts.ranked[facts.by].tolist()
    at = [i for i, key in enumerate(listed) if key in seen.chosen]
    at = at if len(at) > 1 else list(range(min(len(listed), MOST_PAIRS)))
    names = [facts.ranked["name"].iloc[i] for i in at]
    if len(names) < 2:
        st.caption(_("There are no two places whose order could be told."))
        return
    with st.container(gap="xsmall"):
        st.subheader(_("How surely one is above the other"), anchor=False)
        st.caption(_("Read along the line: how likely it is that this place truly has more than the one above the column. About 50%: cannot be told."))  # fmt: skip
        above = facts.above[np.ix_(at, at)]
        lines = {_("Place"): names}
        for j, name in enumerate(names):
            lines[name] = [words.DASH if i == j else _cell(above[i, j]) for i in range(len(names))]
        st.table(pd.DataFrame(lines), border="horizontal", hide_index=True, alt=_("How surely one is above the other"))
        if len(at) == MOST_PAIRS < len(listed):
            said = _("The first {n} of {all} in the ranking.")
            st.caption(said.format(n=words.number(len(at)), all=words.number(len(listed))))


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
        table.figure("group", _("Group; groups differ demonstrably"), 0),
        table.figure("collapsed", _("Share from wider groups"), 3, share=True),
    ]
    about = paper.of(metric, say.headline(facts), facts.selection, facts.n, f"daerah-{metric.name}")
    table.twin("places", frame, columns, about, title=_("Table of the places"))
