"""The main chart of the page Indeks digital: the index over years, under each regime its own line and its own bounds."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from metrics.digital_index.terms import ASSESSORS
from metrics.limits import digital_index
from metrics.limits.digital_index import DIGITAL_PREDICATES
from metrics.metric import State
from metrics.periods import year_and_quarter
from pages.parts import indeks_words as say
from pages.parts import table, words
from pages.parts.charts import base, marks
from pages.parts.charts import trend as chart
from pages.parts.indeks_facts import EXTERNAL, Assessment, Facts
from pages.parts.indicator import history, paper
from pages.parts.indicator import say as shared
from pages.parts.indicator.history import Row
from pages.parts.words import _

STEP = 0.1  # of an index: thirty of them hold its whole range


def show(facts: Facts) -> None:
    """Heading, chart with its sentences as alternative text, legend, table with download."""
    drawn = points(facts)
    found = facts.history
    with st.container(gap="xsmall"):
        st.subheader(title(facts), anchor=False)
        if any(row["state"] == State.SHOWN for row in drawn):
            figure = chart.figure(
                drawn,
                grain="year",
                decimals=say.DECIMALS,
                indicative=0,
                bounds=bounds(),
                marks=regimes(),
                limits=found.metric.range,
                step=STEP,
                told=shared.told(found.metric),
            )
            st.plotly_chart(figure, key="years", config=base.CONFIG, alt=twin(facts))
            st.caption(" · ".join(_legend(drawn)))
            for rule in DIGITAL_PREDICATES.history:
                st.caption(f"{say.regime(rule.key)}: {words.pick(rule.words)}")
        _table(facts)


def points(facts: Facts) -> list[Row]:
    """One row per city and year: the external index of the regime that was assessed, or why there is none."""
    years = facts.history.axis
    return [
        {**_row(facts, one.city, year), "key": one.city, "name": one.name, "grade": None}
        for one in facts.newest
        for year in years
    ]


def _row(facts: Facts, city: str, year: int) -> Row:
    own = [a for a in facts.assessments if (a.city, a.period, a.assessor) == (city, year, EXTERNAL)]
    return own[-1].row if own else history.nothing(year)


def bounds() -> list[marks.Bound]:
    """The lower bound of each predikat, while its regime is in force.

    Not named on the chart, where names would lie over the first points and, on a phone, over each other: the captions
    under it have the bounds of both regimes.
    """
    found = []
    dated = DIGITAL_PREDICATES.history
    for rule, after in zip(dated, [*dated[1:], None], strict=True):
        last = None if after is None or after.valid_from is None else after.valid_from - 1
        found += [marks.Bound("", "", low / 100, rule.valid_from, last) for low in digital_index.lowest(rule.key)]
    return found


def regimes() -> list[marks.Mark]:
    """Where one regime ends and the next begins: a line that no index crosses, on the first day of that quarter."""
    found = []
    for rule in DIGITAL_PREDICATES.history[1:]:
        assert rule.valid_from is not None, "only the first regime may hold from ever on"
        year, quarter = year_and_quarter(rule.valid_from)
        title = _("from here on: {regime}").format(regime=say.regime(rule.key))
        found.append(marks.Mark(dt.date(year, 3 * quarter - 2, 1), title, True))
    return found


def title(facts: Facts) -> str:
    """How the index went under the regime with the most years, of one city; else what is compared."""
    if facts.several:
        return _("The index over the years, {n} cities").format(n=words.number(len(facts.newest)))
    one = facts.latest
    own = [a for a in facts.assessments if a.assessor == EXTERNAL and a.complete]
    for regime in ("spbe", one.regime):
        of = [a for a in own if a.regime == regime]
        if len(of) > 1:
            return _("{regime}: from {first} in {first_year} to {last} in {last_year}").format(
                regime=say.regime(regime),
                first=say.graded(of[0]),
                first_year=of[0].year,
                last=say.graded(of[-1]),
                last_year=of[-1].year,
            )
    return _("The index over the years")


def twin(facts: Facts) -> str:
    """The chart in sentences."""
    told = []
    for newest in facts.newest:
        own = [a for a in facts.assessments if (a.city, a.assessor) == (newest.city, EXTERNAL)]
        said = "; ".join(f"{say.regime(a.regime)} {a.year} {_said(a)}" for a in own)
        told.append(f"{newest.name}: {said}.")
    return " ".join(told)


def _said(one: Assessment) -> str:
    return say.graded(one) if one.complete else words.inside(words.state_reason(one.row["state"]))


def _legend(drawn: list[Row]) -> list[str]:
    states = {row["state"] for row in drawn}
    told = [
        _("Index by external assessment"),
        _("dashed: Pemdi replaced SPBE in June 2026, no line crosses it"),
        _("dotted: bounds of the ratings, each under its own rule"),
    ]
    if State.UNDEFINED in states:
        told.append(f"{words.state_mark(State.UNDEFINED)} {_('indicators without a level')}")
    if State.NO_DATA in states:
        told.append(f"{words.state_mark(State.NO_DATA)} {_('not assessed')}")
    return told


def _table(facts: Facts) -> None:
    heading = _("Digital index by year")
    columns = [
        table.text("name", _("City")),
        table.text("regime", _("Index")),
        table.text("year", words.grain("year")),
        table.text("assessor", _("Assessment")),
        table.figure("value", _("Value"), say.DECIMALS),
        table.text("called", _("Rating")),
        table.figure("exact", _("Before rounding"), 4),
        table.text("lacking", _("Indicators without a level")),
    ]
    listed = [
        {
            **one.row,
            "name": one.name,
            "regime": say.regime(one.regime),
            "year": str(one.year),
            "assessor": words.pick(ASSESSORS[one.assessor]),
            "called": say.predicate(one.row["predicate"]) if one.complete else "",
            "lacking": "" if one.complete else ", ".join(map(str, one.missing)),
        }
        for one in sorted(facts.assessments, key=lambda a: ([n.city for n in facts.newest].index(a.city), a.period))
    ]
    about = paper.about(facts.history, heading, facts.selection, len(listed), "tahun", page="indeks-digital")
    table.twin(
        "years",
        lambda: history.framed(listed),
        columns,
        about,
        title=_("Table and download: {title}").format(title=heading),
    )
