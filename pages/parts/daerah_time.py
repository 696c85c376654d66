"""Over time: one small chart for each place, all on one scale, the others in grey behind."""

from __future__ import annotations

from math import isnan

import pandas as pd
import streamlit as st

from data.query import PERIOD
from metrics.metric import State
from pages.parts import access, table, words
from pages.parts.charts import base, small
from pages.parts.charts import marks as marks_of
from pages.parts.daerah_parts_facts import over_time
from pages.parts.daerah_view import View
from pages.parts.indicator import happened, paper
from pages.parts.indicator import say as shared
from pages.parts.words import _

MOST = 12  # charts; of more places those picked, else the first


def show(seen: View) -> None:
    """The charts and their table."""
    facts = seen.facts
    frame = over_time(facts)
    shown = frame[frame["state"] == State.SHOWN]
    with st.container(gap="xsmall"):
        st.subheader(_("{label} over time, all on one scale").format(label=shared.label(facts.metric)), anchor=False)
        if shown.empty:
            there = frame.loc[frame["state"] != State.NO_DATA, "state"]
            st.caption(shared.hidden(facts.metric, there.iloc[0] if len(there) else State.NO_DATA))
            return
        places = seen.focus(MOST)
        lines = _lines(seen, frame, places)
        reach = (int(shown[PERIOD].min()), int(shown[PERIOD].max()))
        span = _span([row for line in lines.values() for row in line], facts.metric.range)
        grain = facts.asked.grain
        marks = happened.marks(facts.asked, survey=facts.metric.table == access.SURVEY)[0]
        grid = st.grid(len(lines), min_column_width=220, gap="small")
        for i, (row, line) in enumerate(zip(places.itertuples(index=False), lines.values(), strict=True)):
            with grid.cell():
                st.markdown(f"**{row.name}** · {_newest(line, seen)}")
                figure = small.figure(
                    line,
                    [other for key, other in lines.items() if other is not line],
                    grain=grain,
                    reach=reach,
                    span=span,
                    decimals=facts.metric.decimals,
                    indicative=shared.INDICATIVE,
                    cuts=_cuts(marks, row.city, seen),
                    told=shared.told(facts.metric),
                )
                st.plotly_chart(figure, key=f"small_{i}", config=base.CONFIG, alt=f"{row.name}: {_newest(line, seen)}")
        told = [_("Raw values with 95% interval; grey: the other places shown. A line is broken where the questionnaire or rule changed.")]  # fmt: skip
        if len(places) < len(facts.frame):
            told.append(
                _("{n} of {all} places; find others above.").format(
                    n=words.number(len(places)), all=words.number(len(facts.frame))
                )
            )
        st.caption(" ".join(told))
        _table(seen, frame)


def _lines(seen: View, frame: pd.DataFrame, places: pd.DataFrame) -> dict[str, list[base.Row]]:
    """The rows of each place drawn, by its key: one pass, for a frame takes longer to cut than to read."""
    by = seen.facts.by
    inks = {key: seen.ink(key, city) for key, city in zip(places[by], places["city"], strict=True)}
    wanted = frame[frame[by].isin(inks)]
    keys = wanted[by].tolist()
    found: dict[str, list[base.Row]] = {key: [] for key in inks}
    for key, row in zip(keys, base.rows_of(wanted.assign(key=[inks[key] for key in keys])), strict=True):
        found[key].append(row)
    return found


def _span(rows: list[base.Row], limits: tuple[float, float]) -> tuple[float, float]:
    """The range of all values and intervals, with a little room, within what the indicator can be."""
    drawn = [v for row in rows if row.shown for v in (row.value, row.low, row.high) if not isnan(v)]
    low, high = min(drawn, default=0.0), max(drawn, default=1.0)
    room = 0.06 * (high - low) or 1.0
    return max(limits[0], low - room), min(limits[1], high + room)


def _newest(line: list[base.Row], seen: View) -> str:
    known = [row for row in line if row.shown]
    if not known:
        return words.state_mark(line[-1].state) if line else words.DASH
    last = max(known, key=lambda row: row.period)
    value = words.number(last.value, seen.facts.metric.decimals) + shared.sign(seen.facts.metric)
    return f"{value} ({words.period(last.period, seen.facts.asked.grain)})"


def _cuts(marks: tuple[marks_of.Mark, ...], city: str, seen: View) -> list[float]:
    return [base.moment(mark.day, seen.facts.asked.grain) for mark in marks if mark.cuts and mark.concerns(city)]


def _table(seen: View, frame: pd.DataFrame) -> None:
    facts = seen.facts

    def every() -> pd.DataFrame:
        names = dict(zip(seen.keys, facts.frame["name"], strict=True))
        known = frame[frame[facts.by].isin(names)]
        said = [words.period(int(period), facts.asked.grain) for period in known[PERIOD]]
        return known.assign(name=[names[key] for key in known[facts.by]], said=said)

    columns = [
        table.text("name", _("Place")),
        table.text("said", words.grain(facts.asked.grain)),
        *paper.columns(facts.metric),
    ]
    title = _("{label} over time, all on one scale").format(label=shared.label(facts.metric))
    about = paper.of(facts.metric, title, facts.asked, facts.n, f"daerah-waktu-{facts.metric.name}")
    table.twin("small", every, columns, about, title=_("Table over time"))
