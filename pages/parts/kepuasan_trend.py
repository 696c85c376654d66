"""The main chart of the page Kepuasan: the index over time, what happened, what is known from print."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.selection import Selection
from metrics import periods
from metrics.limits import grades
from metrics.metric import State
from pages.parts import access, choice, kepuasan_detail, table, words
from pages.parts import kepuasan_facts as facts_of
from pages.parts import kepuasan_words as say
from pages.parts.charts import base, trend
from pages.parts.indicator import history
from pages.parts.kepuasan_facts import Facts
from pages.parts.words import _, ngettext

YES, NO = "yes", "no"
Printed = dict[str, Any]  # key, name, period, value, text


def show(facts: Facts) -> None:
    """Heading, chart, its legend in words, its sentence twin as alternative text, its table."""
    points = _points(facts)
    printed = _published(facts)
    if facts.empty and not printed:
        return
    with st.container(gap="xsmall"):
        st.subheader(say.trend_title(facts), anchor=False)
        chart = st.container(gap="xsmall")
        outside = [figure for figure in printed if figure["period"] not in facts.axis]
        if outside and not _wanted(outside):
            printed = [figure for figure in printed if figure["period"] in facts.axis]
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


def _points(facts: Facts) -> list[history.Row]:
    said = {period: facts.said(period) for period in facts.axis}
    columns = ("period", "value", "low", "high", "n", "grade", "state")
    return [
        {**{c: row[c] for c in columns}, "key": place.key, "name": place.name, "said": said[row["period"]]}
        for place in facts.places
        for row in place.over(facts.axis)
    ]


def _published(facts: Facts) -> list[Printed]:
    """Printed index figures of the places on the chart, with their source; none for a part of their respondents."""
    selection = facts.selection
    if selection.filters.keys() - {"city", "unit"}:
        return []
    cities = [place.key for place in facts.places]
    first = 0 if selection.first is None else selection.first
    return [
        {
            "key": row["city"],
            "name": access.name("city", row["city"]),
            "period": periods.period_start(row["quarter"], facts.grain),
            "value": float(row["value"]),
            "text": _printed_text(row),
        }
        for row in access.published(Selection(city=selection.city, unit=selection.unit)).to_dict("records")
        if first <= row["quarter"] <= facts.now
        and words.missing(row["element"])
        and row["city"] in cities
        and (selection.unit or words.missing(row["unit"]))
    ]


def _printed_text(row: history.Row) -> str:
    text = _("<b>{place}</b>, published<br>{period}: {value}").format(
        place=access.name("city", row["city"]),
        period=words.period(row["quarter"], row["grain"]),
        value=words.number(row["value"], 2),
    )
    if isinstance(row["printed_grade"], str) and row["printed_grade"]:
        text += " · " + _("printed grade {letter}").format(letter=row["printed_grade"])
    return f"{text}<br>{base.wrapped(str(row['source']), 44)}"


def _wanted(outside: list[Printed]) -> bool:
    """Whether figures printed before the first survey are to be drawn: they would press the periods together."""
    years = sorted({periods.year_and_quarter(figure["period"])[0] for figure in outside})
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


def _legend(facts: Facts, points: list[history.Row], printed: list[Printed]) -> None:
    """What the marks mean: only those that are on the chart."""
    states = {point["state"] for point in points}
    told = []
    if State.SHOWN in states:
        told.append(_("Bands: 95% intervals") if facts.several else _("Band: 95% interval"))
    if any(p["state"] == State.SHOWN and p["n"] < facts_of.INDICATIVE for p in points):
        told.append(_("○ fewer than {n} respondents, indicative").format(n=words.number(facts_of.INDICATIVE)))
    for state, text in (
        (State.SUPPRESSED, words.inside(facts_of.hidden(State.SUPPRESSED))),
        (State.NO_DATA, _("no data")),
        (State.UNDEFINED, _("cannot be computed")),
    ):
        if state in states:
            told.append(f"{words.state_mark(state)} {text}")
    if printed:
        told.append(_("◇ published by the office, not computed here"))
    known = [row["period"] for row in (*points, *printed)]
    events = trend.in_view(facts.marks, facts.grain, min(known), max(known))
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


def _table(facts: Facts, points: list[history.Row]) -> None:
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
    table.twin(
        "trend",
        lambda: history.framed(points),
        columns,
        about,
        title=_("Table and download: {title}").format(title=heading),
    )
