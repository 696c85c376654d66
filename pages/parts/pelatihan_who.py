"""Who still lacks the yearly JP: offices, positions and other groups beside the pace."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from metrics.metric import State
from metrics.training.pace import behind
from pages.parts import access, choice, table, words
from pages.parts import pelatihan_facts as facts_of
from pages.parts import pelatihan_words as say
from pages.parts.charts import base, rows
from pages.parts.indicator import breakdown, history, paper, percent
from pages.parts.indicator import say as shared
from pages.parts.indicator.history import certain
from pages.parts.pelatihan_facts import Facts
from pages.parts.words import _, ngettext

FIRST = ("unit", "position")  # what training is planned by
LEAST_SPAN = 40.0  # percentage points always in view


def show(facts: Facts) -> None:
    """The choice of a dimension, the finding, dots with intervals, the table with download."""
    with st.container(gap="xsmall", key="who"):
        st.subheader(_("Who still needs training"), anchor=False)
        offered = sorted(breakdown.offer(facts, facts.selection), key=FIRST.__contains__, reverse=True)
        if not offered:
            return
        dimension = choice.one("by", _("Broken down by"), offered, breakdown.label)
        found = groups(facts, dimension)
        if found.empty:
            st.caption(words.state_reason(State.NO_DATA))
            return
        st.markdown(finding(facts, found))
        drawn = found if len(found) <= breakdown.ALL_UP_TO else found.head(breakdown.LOWEST)
        if (found["state"] == State.SHOWN).any():
            _chart(facts, drawn, dimension)
        _legend(facts, found, drawn)
        _table(facts, found, dimension)


def groups(facts: Facts, dimension: str) -> pd.DataFrame:
    """The groups, those that lack most first: as in a breakdown, with `short` (staff without the yearly JP) and `late`.

    `late`: the p value, adjusted over all groups, of having reached the pace.
    """
    newest = facts.selection.but(first=facts.now, last=facts.now)
    answer = percent.answer(access.answer(facts_of.MET, by=(dimension,), selection=newest))
    found = breakdown.compared(facts, facts.whole, answer, dimension)
    found["short"] = facts_of.short_of(found)
    people = found["n"].astype("Float64").to_numpy(float, na_value=history.NAN)
    found["late"] = behind(found["value"] / facts_of.FULL, people, facts.pace / facts_of.FULL)
    found["tail"] = [
        _tail(row["tail"], row["short"]) if State(row["state"]) is State.SHOWN else "" for row in history.rows_of(found)
    ]
    return found


def _tail(value: str, short: float) -> str:
    return _("{value} · {n} short").format(value=value, n=words.number(short))


def finding(facts: Facts, found: pd.DataFrame) -> str:
    """Who is lowest, how many lie behind the pace for certain, how many people lack the yearly JP."""
    told = [breakdown.finding(facts, found)]
    shown = found[found["state"] == State.SHOWN]
    if len(shown):
        late = sum(certain(p) for p in shown["late"])
        told.append(
            (
                _("Short of the target of {pace}: {late} of {n}.")
                if say.over(facts)
                else _("Clearly behind the pace of {pace}: {late} of {n}.")
            ).format(pace=say.share(facts.pace), late=words.number(late), n=words.number(len(shown)))
        )
        short = facts_of.short(facts)  # of everybody: groups that are not shown lack it too
        told.append(
            ngettext(
                "**{n}** staff member in {place} still lacks the {duty} JP.",
                "**{n}** staff in {place} still lack the {duty} JP.",
                short,
            ).format(n=words.number(short), place=facts.whole.name, duty=say.duty(facts))
        )
    return " ".join(told)


def _chart(facts: Facts, drawn: pd.DataFrame, dimension: str) -> None:
    figure = rows.figure(
        drawn.reset_index(drop=True),
        decimals=facts.metric.decimals,
        indicative=shared.INDICATIVE,
        least_span=LEAST_SPAN,
        limits=facts.metric.range,
        rule=rows.Rule(facts.pace, say.pace_name(facts)),
        told=shared.told(facts.metric),
    )
    st.plotly_chart(figure, key="who_chart", config=base.CONFIG, alt=breakdown.twin(facts, drawn, dimension))


def _legend(facts: Facts, found: pd.DataFrame, drawn: pd.DataFrame) -> None:
    shown = found[found["state"] == State.SHOWN]
    told = [
        _("Dots: share with {duty} JP, with 95% interval; short: staff without them").format(duty=say.duty(facts)),
        _("{up} {down} demonstrably above or below all others together").format(up=breakdown.UP, down=breakdown.DOWN),
    ]
    if shown.empty:
        told = []
    if (shown["n"].astype(float) < shared.INDICATIVE).any():
        told.append(shared.few(facts.metric))
    hidden = int((found["state"] == State.SUPPRESSED).sum())
    if hidden:
        told.append(
            ngettext("{mark} {n} group: {reason}", "{mark} {n} groups: {reason}", hidden).format(
                mark=words.state_mark(State.SUPPRESSED),
                n=words.number(hidden),
                reason=words.inside(shared.hidden(facts.metric, State.SUPPRESSED)),
            )
        )
    if len(drawn) < len(found):
        some = _("the {n} lowest of {total}; all are in the table")
        told.append(some.format(n=len(drawn), total=len(found)))
    st.caption(" · ".join(told))


def _table(facts: Facts, found: pd.DataFrame, dimension: str) -> None:
    heading = _("{duty} JP by {dimension}, {period}").format(
        duty=say.duty(facts), dimension=breakdown.label(dimension).lower(), period=facts.said(facts.now)
    )
    columns = [
        table.text("label", breakdown.label(dimension)),
        *paper.columns(facts.metric),
        table.figure("short", _("Staff short of {duty} JP").format(duty=say.duty(facts)), 0),
        table.figure("late", _("p of reaching the pace (adjusted)"), 4),
        table.figure("p_adjusted", _("p against the others (adjusted)"), 4),
    ]
    about = paper.about(
        facts,
        f"{heading} · {facts.whole.name}",
        facts.selection.but(first=facts.now, last=facts.now),
        facts.whole.at(facts.now)["n"],
        f"menurut-{dimension}",
        page="pelatihan",
    )
    table.twin("who", found, columns, about, title=_("Table and download: {title}").format(title=heading))
