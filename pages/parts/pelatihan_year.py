"""The main chart of the page Pelatihan: the share with the yearly JP, every year from January, beside the pace."""

from __future__ import annotations

import streamlit as st

from metrics.metric import State
from metrics.periods import period_start, year_and_quarter
from pages.parts import pelatihan_facts as facts_of
from pages.parts import pelatihan_words as say
from pages.parts import table, words
from pages.parts.charts import base, year
from pages.parts.indicator import history, paper
from pages.parts.indicator import say as shared
from pages.parts.indicator.history import Place, Row
from pages.parts.pelatihan_facts import Facts
from pages.parts.words import _


def show(facts: Facts) -> None:
    """Heading (the finding), chart with its sentences as alternative text, legend, table with download."""
    if facts.empty:
        return
    drawn = lines(facts)
    with st.container(gap="xsmall", key="pace"):
        st.subheader(title(facts), anchor=False)
        figure = year.figure(
            drawn,
            pace=[facts_of.pace(quarter) for quarter in _quarters(facts)],
            pace_name=_("Pace"),
            decimals=1,
            indicative=shared.INDICATIVE,
            told=shared.told(facts.metric),
        )
        st.plotly_chart(figure, key="year", config=base.CONFIG, alt=twin(facts))
        st.caption(" · ".join(_legend(facts, drawn)))
        st.caption(say.pace_told(facts))
        _table(facts)


def _quarters(facts: Facts) -> list[int]:
    first = period_start(facts.now, "year")
    return [first + i for i in range(year.QUARTERS)]


def lines(facts: Facts) -> list[year.Line]:
    """One line per year of a place, or the newest year of each city."""
    if facts.several:
        return [year.Line(p.key, p.name, _rows(facts, p, _of(facts.now))) for p in facts.places]
    years = sorted({_of(period) for period in _axis(facts)})
    place = facts.whole
    return [year.Line(place.key, str(y), _rows(facts, place, y), y == _of(facts.now)) for y in years]


def _axis(facts: Facts) -> list[int]:
    """The quarters of the years that the reader chose, each year from its January."""
    first = facts.selection.first
    return [period for period in facts.axis if first is None or _of(period) >= min(_of(first), _of(facts.now))]


def _of(period: int) -> int:
    return year_and_quarter(period)[0]


def _rows(facts: Facts, place: Place, of: int) -> list[base.Row]:
    return base.rows_of([row for row in place.over(_axis(facts)) if _of(int(row["period"])) == of])


def title(facts: Facts) -> str:
    """Where the places stand beside the pace."""
    if not facts.several:
        row = facts.whole.at(facts.now)
        if State(row["state"]) is not State.SHOWN:
            return _("The yearly JP, from January to December")
        gap = abs(row["value"] - facts.pace)
        if say.over(facts) and gap:
            return _("{period}: {gap} percentage points short of the target").format(
                period=facts.said(facts.now), gap=words.number(gap, 1)
            )
        text = {
            say.Verdict.BEHIND: _("{period}: {gap} percentage points behind the pace"),
            say.Verdict.ON_COURSE: _("{period}: on course"),
            say.Verdict.UNSURE: _("{period}: about at the pace"),
        }[say.verdict(row, facts.pace)]
        return text.format(period=facts.said(facts.now), gap=words.number(gap, 1))
    rows = {place.name: place.at(facts.now) for place in facts.places}
    shown = {name: row for name, row in rows.items() if State(row["state"]) is State.SHOWN}
    behind = [name for name, row in shown.items() if say.verdict(row, facts.pace) is say.Verdict.BEHIND]
    said = {"pace": say.share(facts.pace), "period": facts.said(facts.now)}
    if say.over(facts):
        lacking = [name for name, row in shown.items() if row["value"] < facts_of.FULL]
        if lacking and len(lacking) == len(shown):
            return _("{period}: no city has reached the target of {pace}").format(**said)
        if lacking:
            text = _("{period}: {cities} short of the target of {pace}")
            return text.format(**said, cities=words.listing(lacking))
    if behind and len(behind) == len(shown):
        return _("{period}: every city lies demonstrably behind the pace of {pace}").format(**said)
    if behind:
        return _("{period}: {cities} demonstrably behind the pace of {pace}").format(
            **said, cities=words.listing(behind)
        )
    return _("{period}: no city lies demonstrably behind the pace of {pace}").format(**said)


def twin(facts: Facts) -> str:
    """The chart in sentences."""
    told = [
        _("Pace by quarter: {paces}.").format(
            paces=words.listing([say.share(facts_of.pace(quarter)) for quarter in _quarters(facts)])
        )
    ]
    for line in lines(facts):
        values = [f"{words.period(row.period)} {_value(facts, row)}" for row in line.rows]
        told.append(f"{line.name}: {'; '.join(values)}.")
    return " ".join(told)


def _value(facts: Facts, row: base.Row) -> str:
    if not row.shown:
        return shared.hidden(facts.metric, row.state).lower()
    return shared.amount(facts.metric, row.value)


def _legend(facts: Facts, drawn: list[year.Line]) -> list[str]:
    states = {row.state for line in drawn if line.now for row in line.rows}
    told = [_("Share of staff with {duty} JP, counted from January").format(duty=say.duty(facts))]
    told.append(_("Bands: 95% intervals") if facts.several else _("Band: 95% interval"))
    if any(not line.now for line in drawn):
        told.append(_("grey: earlier years"))
    if any(row.shown and (row.n or 0) < shared.INDICATIVE for line in drawn for row in line.rows):
        told.append(shared.few(facts.metric))
    told += [
        f"{words.state_mark(state)} {words.inside(shared.hidden(facts.metric, state))}"
        for state in (State.SUPPRESSED, State.NO_DATA, State.UNDEFINED)
        if state in states
    ]
    return told


def _points(facts: Facts) -> list[Row]:
    return [
        {
            **row,
            "name": place.name,
            "said": facts.said(int(row["period"])),
            "pace": facts_of.pace(int(row["period"])),
            "course": _beside(facts, place, int(row["period"])),
        }
        for place in facts.places
        for row in place.over(_axis(facts))
    ]


def _beside(facts: Facts, place: Place, period: int) -> float:
    """The share on course at the same place and time."""
    same = next(other for other in facts.course.places if other.name == place.name)
    return float(same.at(period)["value"])


def _table(facts: Facts) -> None:
    heading = _("{label} by quarter").format(label=shared.label(facts.metric))
    place = [table.text("name", _("Place"))] if facts.several else []
    columns = [
        *place,
        table.text("said", words.grain("quarter")),
        *paper.columns(facts.metric),
        table.figure("pace", _("Pace (%)"), 0),
        table.figure("course", shared.label(facts.course.metric) + " (%)", 1),
    ]
    about = paper.over_time(facts, heading, "laju-jp", page="pelatihan")
    table.twin(
        "year",
        lambda: history.framed(_points(facts)),
        columns,
        about,
        title=_("Table and download: {title}").format(title=heading),
    )
