"""What to work on first, and how far the next grade is: arithmetic on the elements, no claim about causes."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from metrics.limits import grades
from metrics.limits.weights import INDEX_PER_POINT
from metrics.metric import State
from metrics.registry import metric
from metrics.satisfaction import goal, priorities
from pages.parts import kepuasan_detail, table, words
from pages.parts import kepuasan_facts as facts_of
from pages.parts.indicator import history
from pages.parts.indicator.history import Row, certain
from pages.parts.kepuasan_detail import Elements
from pages.parts.kepuasan_facts import Facts
from pages.parts.words import _

FIRST = 3  # elements that are named; the table has all nine
NEARLY, WORTH_SAYING = 0.99, 0.01  # probabilities of being the lowest


def show(facts: Facts, elements: Elements) -> None:
    """The first few elements with their reasons, the way to the next grade, and what is refused."""
    sums = elements.place.sums_at(facts.now)
    if sums is None:
        return
    row = elements.place.at(facts.now)
    above = facts_of.next_grade(row["grade"], facts.now) or grades.bounds(facts.now)[-1]
    needed = goal.rises_needed(sums.iloc[0], above.letter, facts.now).to_dict("records")
    rises = {rise["element"]: rise for rise in needed}
    ranked = [
        {
            **element,
            "gap": float(above.element_bound) - element["value"],
            "rise": _sufficient(rises[element["element"]]["rise"]),
            "to": rises[element["element"]]["to"],
        }
        for element in elements.rows
    ]
    with st.container(gap="xsmall"):
        st.subheader(_("What to work on first"), anchor=False)
        st.markdown(_way(facts, elements, ranked, above))
        grid = st.grid(FIRST, min_column_width=220, gap="xsmall", border=True)
        shown = [element for element in ranked if element["state"] == State.SHOWN]
        for place, element in enumerate(shown[:FIRST], 1):
            with grid.cell():
                st.markdown(f"**{place}. {element['label']}**")
                st.markdown(_reasons(element, above.letter, provisional=facts.provisional))
        refusal = priorities.importance(sums)
        if isinstance(refusal, priorities.Refusal):
            st.caption(f":material/block: {words.pick(refusal.words)}")
        _table(facts, elements, ranked, above.letter)


def _sufficient(rise: float) -> float:
    return kepuasan_detail.rounded_up(rise, metric("nrr").decimals)


def _way(facts: Facts, elements: Elements, ranked: Sequence[Row], above: grades.Grade) -> str:
    """How far the next grade is, and whether one element could carry it alone."""
    row = elements.place.at(facts.now)
    if facts_of.next_grade(row["grade"], facts.now) is None:
        return _("The highest grade is reached; these elements hold it back most.")
    said = {
        "letter": above.letter,
        "bound": words.number(above.bound, 2),
        "points": words.number(float(above.bound) - row["value"], 2),
    }
    lead = _("Grade {letter} begins at {bound}: the IKM lacks {points} points.").format(**said)
    # The IKM is 25 times the mean of the nine: raising all of them by r raises it by 25 r.
    rise = (float(above.bound) - 0.005 - float(row["exact"])) / INDEX_PER_POINT
    together = _("All nine together would each have to rise by {rise}.").format(
        rise=words.number(kepuasan_detail.rounded_up(rise, 2), 2)
    )
    alone = [element for element in ranked if not words.missing(element["rise"])]
    if not alone:
        return " ".join([lead, _("No single element can make that up: several must rise together."), together])
    first = alone[0]
    one = _("Raising {name} alone from {now} to {to} would do, if all others stay.").format(
        name=str(first["label"]).lower(),
        now=words.number(first["value"], 2),
        to=words.number(kepuasan_detail.rounded_up(first["to"], 2), 2),
    )
    return " ".join([lead, one, together])


def _reasons(row: Row, letter: str, *, provisional: bool) -> str:
    """Why an element is on the list."""
    lines = [_("Mean {value}").format(value=words.number(row["value"], 2))]
    if row["gap"] > 0:
        lines[0] += ", " + _("{gap} below grade {letter}").format(gap=words.number(row["gap"], 2), letter=letter)
    if provisional and not words.missing(row["change"]):
        lines.append(_("{points} in a year for now").format(points=words.signed(row["change"], 2)))
    elif certain(row["p_adjusted"]):
        change = words.number(abs(row["change"]), 2)
        lines.append(
            (_("Rose by {points} within a year") if row["change"] > 0 else _("Fell by {points} within a year")).format(
                points=change
            )
        )
    elif not words.missing(row["p_adjusted"]):
        lines.append(_("No demonstrable change within a year"))
    if row["lowest"] >= NEARLY:
        lines.append(_("Almost certainly the lowest of all"))
    elif row["lowest"] >= WORTH_SAYING:
        lines.append(_("{p} likely to be the lowest").format(p=words.percent(row["lowest"])))
    return "  \n".join(lines)


def _table(facts: Facts, elements: Elements, ranked: Sequence[Row], letter: str) -> None:
    decimals = metric("nrr").decimals
    heading = _("Priorities")
    columns = [
        table.text("label", _("Element")),
        table.figure("value", _("Mean (NRR)"), decimals),
        table.figure("gap", _("Gap to grade {letter}").format(letter=letter), decimals, sign=True),
        table.figure("change", _("Change in a year"), decimals, sign=True),
        table.figure("p_adjusted", _("p (adjusted)"), 4),
        table.figure("lowest", _("Probability of being lowest"), 0, share=True),
        table.figure("rise", _("Rise needed alone for {letter}").format(letter=letter), decimals, sign=True),
    ]
    table.twin(
        "priorities",
        lambda: history.framed(ranked),
        columns,
        kepuasan_detail.about(
            facts,
            f"{heading} · {elements.place.name}",
            elements.place.selection,
            elements.place.at(facts.now)["n"],
            "prioritas",
        ),
        title=_("Table and download: {title}").format(title=heading),
    )
