"""Which next levels lift the index most per step: arithmetic on the weights of the rule, and said to be no more."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from metrics.digital_index.terms import PEMDI_ASPECTS, SPBE_ASPECTS
from metrics.limits.digital_index import DIGITAL_WEIGHTS
from pages.parts import dictionary, table, words
from pages.parts import indeks_words as say
from pages.parts.indeks_facts import Assessment, Facts
from pages.parts.indicator import history, paper
from pages.parts.words import _, ngettext

FIRST = 5  # steps that are listed; the table has all
ASPECTS = {"spbe": SPBE_ASPECTS, "pemdi": PEMDI_ASPECTS}


def show(facts: Facts) -> None:
    """Of one city the steps in order; of several the way of each to its next predikat."""
    complete = [one for one in facts.newest if one.complete]
    if not complete:
        return
    with st.container(gap="xsmall", key="steps"):
        if facts.several:
            _ways(facts, complete)
        else:
            _steps(facts, complete[0])
        st.caption(arithmetic())
        source = DIGITAL_WEIGHTS.under(facts.latest.regime).source
        st.caption(_("Weights: {source}").format(source=dictionary.source(source)))


def arithmetic() -> str:
    """What kind of statement this is."""
    return _("A calculation with the weights of the rule, no forecast: each step raises one indicator by one level while all others stay. What a step costs, and how hard it is, is not known here.")  # fmt: skip


def listed(one: Assessment) -> pd.DataFrame:
    """The steps of an assessment, best first, with the words of their aspects."""
    found = one.next_steps.reset_index(drop=True)
    names = ASPECTS[one.regime]
    return found.assign(
        place=range(1, len(found) + 1),
        called=[words.pick(names[key]) for key in found["aspect"]],
        predicate=[say.predicate(key) for key in found["predicate_after"]],
        levels=[f"{before} → {after}" for before, after in zip(found["level"], found["next_level"], strict=True)],
    )


def _steps(facts: Facts, one: Assessment) -> None:
    found = listed(one)
    if found.empty:
        st.subheader(_("Every indicator is at the highest level"), anchor=False)
        return
    first = history.rows_of(found.head(FIRST))
    st.subheader(
        _("Most gain per step: indicator {number} ({aspect}), {lift} points").format(
            number=first[0]["indicator"], aspect=words.inside(first[0]["called"]), lift=_lift(first[0]["lift"])
        ),
        anchor=False,
    )
    st.markdown(say.next_predicate(one))
    lines = [
        _("{place}. **Indicator {number}** · {aspect}: level {levels}, **{lift}** points; with those above {after} ({predicate})").format(
            place=row["place"],
            number=row["indicator"],
            aspect=row["called"],
            levels=row["levels"],
            lift=_lift(row["lift"]),
            after=say.value(row["index_after"]),
            predicate=row["predicate"],
        )
        for row in first
    ]  # fmt: skip
    st.markdown("\n".join(lines))
    same = int((found["lift"] == first[0]["lift"]).sum())
    if same > 1:
        st.caption(
            ngettext(
                "{n} step gains as much as the first; of equal gain the lower level stands first.",
                "{n} steps gain as much as the first; of equal gain the lower level stands first.",
                same,
            ).format(n=words.number(same))
        )
    heading = _("Next levels of the {regime} index, most gain first").format(regime=say.regime(one.regime))
    columns = [
        table.figure("place", _("Order"), 0),
        table.figure("indicator", _("Indicator"), 0),
        table.text("called", _("Aspect")),
        table.text("levels", _("Level")),
        table.figure("lift", _("Points gained"), 4, sign=True),
        table.figure("index_after", _("Index with all steps so far"), say.DECIMALS),
        table.text("predicate", _("Rating then")),
    ]
    about = paper.about(
        facts.histories[one.regime, one.assessor],
        f"{heading} · {one.name} {one.year}",
        facts.selection,
        one.row["n"],
        "langkah",
        page="indeks-digital",
    )
    table.twin("steps", found, columns, about, title=_("Table and download: {title}").format(title=heading))


def _lift(points: float) -> str:
    """Points gained: three decimals, or the four that a weight of a hundredth of a per cent can have."""
    return words.signed(points, 3 if round(points, 3) == round(points, 4) else 4)


def _ways(facts: Facts, complete: list[Assessment]) -> None:
    st.subheader(_("How far each city is from its next rating"), anchor=False)
    rows = [_way(one) for one in complete]
    st.markdown("\n".join(f"- {row['said']}" for row in rows))
    st.caption(_("Choose one city to see its steps in order."))
    heading = _("Way to the next rating")
    columns = [
        table.text("name", _("City")),
        table.text("year", _("Index")),
        table.figure("value", _("Value"), say.DECIMALS),
        table.text("called", _("Rating")),
        table.text("next", _("Next rating")),
        table.figure("gap", _("Points missing"), say.DECIMALS),
        table.figure("steps", _("Steps, at least"), 0),
    ]
    about = paper.about(facts.history, heading, facts.selection, len(rows), "jarak-predikat", page="indeks-digital")
    table.twin(
        "ways",
        lambda: history.framed(rows),
        columns,
        about,
        title=_("Table and download: {title}").format(title=heading),
    )


def _way(one: Assessment) -> dict[str, object]:
    found = one.next_predicate
    following = found["next_predicate"]
    return {
        **one.row,
        "name": one.name,
        "year": f"{say.regime(one.regime)} {one.year}",
        "called": say.predicate(one.row["predicate"]),
        "next": say.predicate(following) if following else "",
        "gap": found["gap"],
        "steps": found["steps"],
        "said": f"**{one.name}** {say.graded(one)}: {words.inside(say.next_predicate(one))}",
    }
