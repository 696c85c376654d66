"""The IP ASN: its category, the four dimensions against what can be had, what would lift it most, by which rules."""

from __future__ import annotations

from typing import Any

import streamlit as st

from metrics.ip_asn import family, points
from metrics.ip_asn.terms import CATEGORIES, DIMENSIONS, PARTS, POSITIONS
from metrics.limits import ip_asn as rules
from metrics.limits.skp import SKP_PREDICATE
from metrics.metric import State
from pages.parts import dictionary, kinerja_top, table, words
from pages.parts import kinerja_facts as facts_of
from pages.parts.charts import base, strips
from pages.parts.charts import rows as chart
from pages.parts.charts.strips import Strip
from pages.parts.indicator import history, paper, percent, say
from pages.parts.indicator.history import History, Row
from pages.parts.kinerja_facts import Facts
from pages.parts.words import _

SPAN = (0.0, 40.0)  # points: the largest dimension
FIRST = 3  # parts that are listed; the table has all


def show(facts: Facts) -> None:
    """Heading, dimensions beside what would lift the index, categories, rules; or why there is none."""
    found = facts.index
    if found is None:
        metric = percent.metric(facts_of.INDEX)
        kinerja_top.nothing_of(say.label(metric), metric)
        return
    with st.container(gap="xsmall"):
        st.subheader(title(found), anchor=False)
        if State(facts_of.at(found)["state"]) is not State.SHOWN:
            st.markdown(say.hidden(found.metric, facts_of.at(found)["state"]))
            return
        told = [say.sentence(found)]
        if not found.several and not found.provisional:
            told.append(_("Within a year: {change}.").format(change=say.change(found, found.whole)))
        st.markdown(" ".join(told))
        left, right = st.columns(2, gap="large")
        with left:
            _dimensions(facts, found)
        with right:
            _lift(facts, found)
        _categories(facts, found)
    _rules()


def title(found: History) -> str:
    """`IP ASN di Binjai 57,95: Sangat Rendah`."""
    row = facts_of.at(found)
    if State(row["state"]) is not State.SHOWN:
        return say.label(found.metric)
    return _("{label} in {place} is {value}: {category}").format(
        label=say.label(found.metric),
        place=found.whole.name,
        value=words.number(row["value"], found.metric.decimals),
        category=words.pick(CATEGORIES[row["category"]]),
    )


def maxima() -> dict[str, float]:
    """The most points of each dimension."""
    most = dict(zip(PARTS, points.maxima([0])[0] / family.PER_POINT, strict=True))
    trained = sum(float(most[part]) for part in ("leadership", "technical", "seminar"))
    return {key: trained if key == "competence" else float(most[key]) for key in DIMENSIONS}


def _dimensions(facts: Facts, found: History) -> None:
    metric, most = percent.metric(facts_of.DIMENSIONS), maxima()
    drawn = [
        {
            **row,
            "label": words.pick(DIMENSIONS[row["dimension"]]),
            "key": found.whole.key,
            "name": "",
            "earlier": most[row["dimension"]],
            "tail": f"{words.number(row['value'], 1)} / {words.number(most[row['dimension']])}"
            if row["state"] == State.SHOWN
            else "",
        }
        for row in facts.items(facts_of.DIMENSIONS)
    ]
    st.markdown(f"**{_('The four dimensions')}**")
    figure = chart.figure(
        drawn,
        decimals=metric.decimals,
        indicative=say.INDICATIVE,
        least_span=SPAN[1],
        limits=SPAN,
        then=_("at most"),
        told=say.told(metric),
    )
    st.plotly_chart(
        figure, key="dimensions", config=base.CONFIG, alt="; ".join(f"{row['label']} {row['tail']}" for row in drawn)
    )
    st.caption(_("Dot: mean points, with 95% interval · ❙ the most that can be had"))
    heading = _("Dimensions of the IP ASN")
    columns = [table.text("label", _("Dimension")), *_columns(), table.figure("earlier", _("At most"), 0)]
    _twin("dimensions", drawn, columns, heading, "dimensi", found)


def _lift(facts: Facts, found: History) -> None:
    """The parts in order of what is still lacking: what all of it together would add to the mean."""
    listed = [
        {**row, "label": words.pick(PARTS[row["part"]]), "most": had(row["part"], facts.selection.position)}
        for row in sorted(facts.items(facts_of.LACKING), key=lambda row: -row["value"])
        if row["state"] == State.SHOWN
    ]
    st.markdown(f"**{_('What would lift it most')}**")
    lines = [
        _("{place}. **{part}**: on average {value} of {most} points not yet earned").format(
            place=place,
            part=row["label"],
            value=words.number(row["value"], 1),
            most=row["most"],
        )
        + _without(row["part"], facts.selection.position)
        for place, row in enumerate(listed[:FIRST], 1)
    ]
    st.markdown("\n".join(lines))
    st.caption(
        _("If everybody had everything of a part, the mean would rise by that much. Arithmetic on the points of the rule, no forecast.")
    )  # fmt: skip
    heading = _("IP ASN points not yet earned")
    columns = [table.text("label", _("Part")), *_columns(), table.text("most", _("At most"))]
    _twin("lacking", listed, columns, heading, "belum-diperoleh", found)


def had(part: str, positions: tuple[str, ...] = ()) -> str:
    """The most points of a part: `10`, or `10–17,5` where types of position differ."""
    found = sorted({most for most in _most(part, positions).values() if most})
    ends = [words.number(most, 0 if most.is_integer() else 1) for most in (found[:1] + found[1:][-1:])]
    return "–".join(ends) or words.number(0)


def _without(part: str, positions: tuple[str, ...]) -> str:
    """Which types of position cannot earn the part at all."""
    none = [words.pick(POSITIONS[key]).lower() for key, most in _most(part, positions).items() if not most]
    return " " + _("(does not count for: {positions})").format(positions=words.listing(none)) if none else ""


def _most(part: str, positions: tuple[str, ...]) -> dict[str, float]:
    keys = list(POSITIONS)
    asked = [key for key in keys if key in positions] or keys
    column = list(PARTS).index(part)
    most = points.maxima([keys.index(key) for key in asked])[:, column]
    return {key: float(tenths) / family.PER_POINT for key, tenths in zip(asked, most, strict=True)}


def _categories(facts: Facts, found: History) -> None:
    rows = [row for row in facts.items(facts_of.CATEGORIES) if row["state"] == State.SHOWN]
    if not rows:
        return
    called = {key: words.pick(name) for key, name in CATEGORIES.items()}
    metric = percent.metric(facts_of.CATEGORIES)
    strip = Strip(found.whole.name, {row["category"]: row["value"] for row in rows}, say.people(metric, rows[0]["n"]))
    st.markdown(f"**{_('Staff by category')}**")
    figure = strips.figure([strip], called)
    st.plotly_chart(figure, key="categories", config=base.CONFIG, alt=strips.told([strip], called))
    st.html(strips.legend([strip], called))
    st.caption(f"{words.pick(rules.CATEGORY.meaning)} {words.pick(rules.CATEGORY.at(found.now).words)}.")
    heading = _("Staff by IP ASN category")
    listed = [{**row, "label": called[row["category"]]} for row in rows]
    columns = [
        table.text("label", _("Category")),
        table.figure("value", _("Share (%)"), metric.decimals),
        table.figure("low", _("Lower 95%"), metric.decimals),
        table.figure("high", _("Upper 95%"), metric.decimals),
        table.figure("n", _("Staff"), 0),
    ]
    _twin("categories", listed, columns, heading, "kategori", found)


def _columns() -> list[table.Column]:
    return [
        table.figure("value", _("Mean points"), 2),
        table.figure("low", _("Lower 95%"), 2),
        table.figure("high", _("Upper 95%"), 2),
        table.figure("n", _("Staff"), 0),
    ]


def _twin(key: str, rows: list[Any], columns: list[table.Column], heading: str, part: str, found: History) -> None:
    row: Row = facts_of.at(found)
    about = paper.about(found, f"{heading} · {found.whole.name}", found.newest, row["n"], part, page="kinerja")
    table.twin(
        key, lambda: history.framed(rows), columns, about, title=_("Table and download: {title}").format(title=heading)
    )


def _rules() -> None:
    """By which rule a predikat is read in which quarter, and how points follow from it; unread ones carry their mark."""
    folded = st.expander(
        _("By which rules: performance rating and points, by date"), key="rules", icon=":material/gavel:", on_change="rerun",
        type="compact",
    )  # fmt: skip
    if not folded.open:
        return
    with folded:
        for limit in (SKP_PREDICATE, rules.PERFORMANCE_VALUE, rules.PERFORMANCE_PREDICATE):
            st.markdown(f"**{words.pick(limit.label)}**")
            st.caption(words.pick(limit.meaning))
            st.table(dictionary.limit_frame(limit), border="horizontal", hide_index=True, alt=words.pick(limit.label))
