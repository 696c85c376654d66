"""The main chart of the page Kepuasan: the index over time, what happened, what is known from print."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.selection import Selection
from metrics import periods
from metrics.limits import grades
from metrics.metric import State
from pages.parts import access, choice, kepuasan_detail, table, words
from pages.parts import kepuasan_facts as facts_of
from pages.parts import kepuasan_words as say
from pages.parts.charts import base, trend
from pages.parts.kepuasan_facts import Facts
from pages.parts.words import _, ngettext

YES, NO = "yes", "no"


def show(facts: Facts) -> None:
    """Heading, chart, its legend in words, its sentence twin as alternative text, its table."""
    points = pd.concat([_points(facts, place) for place in facts.places], ignore_index=True)
    printed = _published(facts)
    if facts.empty and printed.empty:
        return
    with st.container(gap="xsmall"):
        st.subheader(say.trend_title(facts), anchor=False)
        chart = st.container(gap="xsmall")
        outside = printed[~printed["period"].isin(facts.axis)]
        if len(outside) and not _wanted(outside):
            printed = printed[printed["period"].isin(facts.axis)]
    with chart:
        figure = trend.figure(
            points,
            grain=facts.grain,
            decimals=facts_of.ikm().decimals,
            indicative=facts_of.INDICATIVE,
            bounds=bounds(),
            marks=facts.marks,
            published=printed,
        )
        st.plotly_chart(figure, key="trend", config=base.CONFIG, alt=say.trend_twin(facts))
        _legend(facts, points, printed)
    _table(facts, points)


def bounds() -> list[trend.Bound]:
    """The grade bounds of every rule, each from the quarter in which it began to the one before the next."""
    found = []
    rules = grades.history()
    for rule, after in zip(rules, [*rules[1:], None], strict=True):
        last = None if after is None or after.valid_from is None else after.valid_from - 1
        for grade in rule.value[1:]:
            found.append(trend.Bound(grade.letter, words.pick(grade.label), float(grade.bound), rule.valid_from, last))
    return found


def _points(facts: Facts, place: facts_of.Place) -> pd.DataFrame:
    rows = place.frame.loc[[p for p in facts.axis if p in place.frame.index]]
    columns = ["period", "value", "low", "high", "n", "grade", "state"]
    return (
        rows.reindex(columns=columns)
        .reset_index(drop=True)
        .assign(key=place.key, name=place.name, said=[facts.said(p) for p in rows["period"]])
    )


def _published(facts: Facts) -> pd.DataFrame:
    """Printed index figures of the places on the chart, with their source; none for a part of their respondents."""
    empty = pd.DataFrame(columns=["key", "name", "period", "value", "text"])
    selection = facts.selection
    if selection.filters.keys() - {"city", "unit"}:
        return empty
    found = access.published(Selection(city=selection.city, unit=selection.unit))
    first, last = (selection.first, facts.now) if selection.first is not None else (0, facts.now)
    found = found[(found["quarter"] >= first) & (found["quarter"] <= last)]
    found = found[found["element"].isna() & found["city"].isin([place.key for place in facts.places])]
    if not selection.unit:
        found = found[found["unit"].isna()]
    if found.empty:
        return empty
    return pd.DataFrame(
        {
            "key": found["city"],
            "name": [access.name("city", city) for city in found["city"]],
            "period": [periods.period_start(quarter, facts.grain) for quarter in found["quarter"]],
            "value": found["value"].astype(float),
            "text": [_printed_text(row) for row in found.itertuples()],
        }
    ).reset_index(drop=True)


def _printed_text(row: Any) -> str:
    text = _("<b>{place}</b>, published<br>{period}: {value}").format(
        place=access.name("city", row.city),
        period=words.period(row.quarter, row.grain),
        value=words.number(row.value, 2),
    )
    if isinstance(row.printed_grade, str) and row.printed_grade:
        text += " · " + _("printed grade {letter}").format(letter=row.printed_grade)
    return f"{text}<br>{base.wrapped(str(row.source), 44)}"


def _wanted(outside: pd.DataFrame) -> bool:
    """Whether figures printed before the first survey are to be drawn: they would press the periods together."""
    years = sorted({periods.year_and_quarter(p)[0] for p in outside["period"]})
    span = f"{years[0]}–{years[-1]}" if years[0] != years[-1] else str(years[0])
    chosen = choice.one(
        "published",
        ngettext("{n} published figure, {years}", "{n} published figures, {years}", len(outside)).format(
            n=words.number(len(outside)), years=span
        ),
        (NO, YES),
        lambda key: _("Show") if key == YES else _("Hide"),
    )
    return chosen == YES


def _legend(facts: Facts, points: pd.DataFrame, printed: pd.DataFrame) -> None:
    """What the marks mean: only those that are on the chart."""
    shown = points["state"] == State.SHOWN
    told = []
    if shown.any():
        told.append(_("Bands: 95% intervals") if facts.several else _("Band: 95% interval"))
    if (points.loc[shown, "n"].astype(float) < facts_of.INDICATIVE).any():
        told.append(_("○ fewer than {n} respondents, indicative").format(n=words.number(facts_of.INDICATIVE)))
    for state, text in (
        (State.SUPPRESSED, words.inside(facts_of.hidden(State.SUPPRESSED))),
        (State.NO_DATA, _("no data")),
        (State.UNDEFINED, _("cannot be computed")),
    ):
        if (points["state"] == state).any():
            told.append(f"{words.state_mark(state)} {text}")
    if len(printed):
        told.append(_("◇ published by the office, not computed here"))
    known = [*points["period"], *printed["period"]]
    events = trend.in_view(facts.marks, facts.grain, int(min(known)), int(max(known)))
    if any(mark.cuts for mark in events):
        told.append(_("dashed: the questionnaire or rule changed, no line crosses it"))
    if facts.undrawn:
        told.append(
            ngettext(
                "{n} launch of a single office is not drawn: choose the office to see it",
                "{n} launches of single offices are not drawn: choose an office to see its own",
                facts.undrawn,
            ).format(n=words.number(facts.undrawn))
        )
    st.caption(" · ".join(told))
    if len(events) > trend.NAMED_EVENTS:
        st.caption(
            "  \n".join(f"{trend.ordinal(i)} {words.date(mark.day)} · {mark.title}" for i, mark in enumerate(events))
        )


def _table(facts: Facts, points: pd.DataFrame) -> None:
    decimals = facts_of.ikm().decimals
    place = [table.text("name", _("Place"))] if facts.several else []
    columns = [
        *place,
        table.text("said", words.grain(facts.grain)),
        table.figure("value", _("IKM"), decimals),
        table.text("grade", _("Grade")),
        table.figure("low", _("Lower 95%"), decimals),
        table.figure("high", _("Upper 95%"), decimals),
        table.figure("n", _("Respondents"), 0),
    ]
    heading = _("IKM by period")
    n = kepuasan_detail.respondents(facts.whole, facts.axis)
    about = kepuasan_detail.about(facts, f"{heading} · {facts.whole.name}", facts.selection, n, "tren")
    table.twin("trend", points, columns, about, title=_("Table and download: {title}").format(title=heading))
