"""What cities think of themselves beside what assessors found: a dot and a stroke per assessment."""

from __future__ import annotations

from typing import Any

import streamlit as st

from metrics.digital_index.terms import ASSESSORS
from pages.parts import indeks_words as say
from pages.parts import table, words
from pages.parts.charts import base
from pages.parts.charts import rows as chart
from pages.parts.indeks_facts import EXTERNAL, SELF, Facts
from pages.parts.indicator import history, paper
from pages.parts.indicator import say as shared
from pages.parts.words import _, ngettext


def show(facts: Facts) -> None:
    """Heading (the finding), dots and strokes, table; nothing where no year has both."""
    rows = points(facts)
    if not rows:
        return
    with st.container(gap="xsmall"):
        st.subheader(title(rows), anchor=False)
        metric = facts.history.metric
        figure = chart.figure(
            rows,
            decimals=say.DECIMALS,
            indicative=0,
            least_span=(metric.range[1] - metric.range[0]) / 2,
            limits=metric.range,
            then=words.pick(ASSESSORS[SELF]),
            told=shared.told(metric),
        )
        st.plotly_chart(figure, key="assessors", config=base.CONFIG, alt=twin(rows))
        st.caption(_("Dot: external assessment · ❙ self-assessment · at the right: external | self"))
        _table(facts, rows)


def points(facts: Facts) -> list[dict[str, Any]]:
    """Every assessment that both made: of one city all years, of several the newest year of each."""
    wanted = facts.newest if facts.several else facts.assessments
    found = []
    for one in wanted:
        own = facts.other(one)
        if one.assessor != EXTERNAL or not one.complete or own is None:
            continue
        year = f"{say.regime(one.regime)} {one.year}"
        gap = round(own.row["value"] - one.row["value"], say.DECIMALS)
        found.append(
            {
                **one.row,
                "label": f"{one.name} · {year}" if facts.several else year,
                "key": one.city,
                "name": "",
                "grade": None,
                "called": say.predicate(one.row["predicate"]),
                "earlier": own.row["value"],
                "own_called": say.predicate(own.row["predicate"]),
                "gap": gap,
                "tail": f"{say.value(one.row['value'])} | {say.value(own.row['value'])}",
            }
        )
    return found


def title(rows: list[dict[str, Any]]) -> str:
    """How often, and how far, self-assessment lies above the external one."""
    above = [row for row in rows if row["gap"] > 0]
    if len(rows) == 1:
        gap = rows[0]["gap"]
        if not gap:
            return _("Self-assessment and external assessment agree")
        text = _("Self-assessment lies {gap} above the external one") if gap > 0 else _("Self-assessment lies {gap} below the external one")  # fmt: skip
        return text.format(gap=say.value(abs(gap)))
    return ngettext(
        "Self-assessment lies above the external one in {above} of {n} assessment",
        "Self-assessment lies above the external one in {above} of {n} assessments",
        len(rows),
    ).format(above=words.number(len(above)), n=words.number(len(rows)))


def twin(rows: list[dict[str, Any]]) -> str:
    """The chart in sentences."""
    return " ".join(
        _("{label}: external {external} ({called}), self {own} ({own_called}).").format(
            label=row["label"],
            external=say.value(row["value"]),
            called=row["called"],
            own=say.value(row["earlier"]),
            own_called=row["own_called"],
        )
        for row in rows
    )


def _table(facts: Facts, rows: list[dict[str, Any]]) -> None:
    heading = _("Self-assessment beside external assessment")
    columns = [
        table.text("label", _("Assessment")),
        table.figure("value", words.pick(ASSESSORS[EXTERNAL]), say.DECIMALS),
        table.text("called", _("Rating")),
        table.figure("earlier", words.pick(ASSESSORS[SELF]), say.DECIMALS),
        table.text("own_called", _("Rating, self")),
        table.figure("gap", _("Difference"), say.DECIMALS, sign=True),
    ]
    about = paper.about(facts.history, heading, facts.selection, len(rows), "mandiri-eksternal", page="indeks-digital")
    table.twin(
        "assessors",
        lambda: history.framed(rows),
        columns,
        about,
        title=_("Table and download: {title}").format(title=heading),
    )
