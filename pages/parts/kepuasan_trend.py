"""The main chart of the page Kepuasan: the index over time, what happened, what is known from print."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.selection import Selection
from metrics import periods
from metrics.limits import grades
from pages.parts import access, choice, kepuasan_detail, table, words
from pages.parts import kepuasan_facts as facts_of
from pages.parts import kepuasan_words as say
from pages.parts.charts import base, marks, trend
from pages.parts.indicator import history
from pages.parts.indicator import say as indicator
from pages.parts.indicator import trend as shared
from pages.parts.kepuasan_facts import Facts
from pages.parts.words import _, ngettext

YES, NO = "yes", "no"
Printed = dict[str, Any]  # key, name, period, value, text


def show(facts: Facts) -> None:
    """Heading, chart, its legend in words, its sentence twin as alternative text, its table."""
    points = shared.points(facts)
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
        st.plotly_chart(figure, key="trend", config=base.CONFIG, alt=indicator.over_time(facts))
        more = [_("◇ published by the office, not computed here")] if printed else []
        reach = [figure["period"] for figure in printed]
        st.caption(" · ".join(shared.legend(facts, points, more, reach)))
        shared.explain(facts, points, reach)
    _table(facts, points)


def bounds() -> list[marks.Bound]:
    """The grade bounds of every rule, each from the quarter in which it began to the one before the next."""
    found = []
    rules = grades.history()
    for rule, after in zip(rules, [*rules[1:], None], strict=True):
        last = None if after is None or after.valid_from is None else after.valid_from - 1
        for grade in rule.value[1:]:
            found.append(marks.Bound(grade.letter, words.pick(grade.label), float(grade.bound), rule.valid_from, last))
    return found


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
