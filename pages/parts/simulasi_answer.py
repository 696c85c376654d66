"""The answer: what the index would be, how sure its grade, and the elements before and after."""

from __future__ import annotations

from typing import Any, Literal

import streamlit as st

from data.whatif import Refused
from metrics.limits.sample import INDICATIVE
from metrics.metric import State
from metrics.registry import metric
from metrics.satisfaction.elements import ELEMENTS
from metrics.whatif import elements as arithmetic
from metrics.whatif.evidence import LABELS, MEANINGS, NOT_PROVEN, Evidence
from pages.parts import cards, table, words
from pages.parts.charts import base
from pages.parts.charts import rows as chart
from pages.parts.indicator import history, paper
from pages.parts.indicator import say as shared
from pages.parts.simulasi_facts import Facts
from pages.parts.words import _

ALMOST = 0.999
LEAST_SPAN = 0.6  # of the scale 1-4
ICONS = {
    Evidence.ARITHMETIC: ":material/calculate:",
    Evidence.ASSOCIATION: ":material/link:",
    Evidence.CAUSAL: ":material/experiment:",
    Evidence.UNPROVEN: ":material/help:",
}


def badge(evidence: str, *, borrowed: bool = False) -> None:
    """The kind of evidence, and what it means; borrowed: the estimate is that of all cities, for one city's data do not do."""
    kind = Evidence(evidence)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.badge(words.pick(LABELS[kind]), icon=ICONS[kind], color="gray" if kind is Evidence.UNPROVEN else "blue")
        if borrowed:
            st.badge(_("borrows the estimate of all cities"), icon=":material/public:", color="orange")
        st.caption(words.pick(MEANINGS[kind]), width="stretch")


def inline(evidence: Evidence) -> str:
    """The kind of evidence as a badge within a line of text: of a finding of another kind than the answer's."""
    return f":blue-badge[{ICONS[evidence]} {words.pick(LABELS[evidence])}]"


def unproven(low: float | None, high: float | None, decimals: int) -> str:
    """What stands in place of an effect that is not proven, and its interval."""
    return f"{words.pick(NOT_PROVEN)} ({interval(low, high, decimals)})"


def interval(low: float | None, high: float | None, decimals: int) -> str:
    """An interval beside words on another level of confidence, so with its own."""
    return _("90%: {interval}").format(interval=words.interval(low, high, decimals))


def refused(why: Refused, title: str = "") -> None:
    """The reason in place of an answer."""
    st.title(title or _("Nothing to try out here"), anchor=False)
    st.markdown(words.pick(why.words))


def headline(facts: Facts, result: dict[str, Any]) -> str:
    """What the levers bring, in one sentence."""
    now, then = result["now"], result["then"]
    said = {
        "place": facts.place,
        "period": facts.said,
        "now": words.number(now["value"], 2),
        "start": begun_at(facts, now),
        "then": words.number(then["value"], 2),
        "before": now["grade"],
        "grade": then["grade"],
        "points": words.number(abs(result["change"]), 2),
        "sure": "" if not then["chances"] else "; " + _("grade {grade} with a probability of {chance}").format(grade=then["grade"], chance=sure(then["chances"][then["grade"]])),
    }  # fmt: skip
    if facts.own and not result["change"]:
        return _("With your own scores the IKM of {place} is {now} ({before}){sure}. Move an element to see what it brings.").format(**said)  # fmt: skip
    if not result["change"]:
        return _("IKM {place} {period}: {now} ({before}){sure}. Move an element to see what it brings.").format(**said)
    if result["change"] > 0:
        return _("With these scores the IKM of {place} would be {then} ({grade}), {points} points above {start}{sure}.").format(**said)  # fmt: skip
    return _("With these scores the IKM of {place} would be {then} ({grade}), {points} points below {start}{sure}.").format(**said)  # fmt: skip


def sure(chance: float) -> str:
    """A probability; of a sample nothing is certain, however many decimals the number has."""
    return words.percent(min(chance, ALMOST))


def show(facts: Facts, result: dict[str, Any]) -> None:
    """Headline, kind of evidence, cards."""
    st.title(headline(facts, result), anchor=False)
    badge(result["evidence"])
    now, then = result["now"], result["then"]
    cards.show(
        [
            _index(
                _("Your own scores") if facts.own else _("Measured, {period}").format(period=facts.said),
                now,
                n=0 if facts.own else result["n"],  # nobody was asked for a score that was filled in
            ),
            _index(
                _("With these scores"),
                then,
                change=result["change"],
                since=words.inside(_("Your own scores")) if facts.own else facts.said,
            ),
            _chance(then, now),
        ]
    )
    if facts.own:
        own = {
            words.inside(words.pick(ELEMENTS[element])): words.number(score, 2)
            for element, score in result["own"].items()
        }
        st.caption(
            _(":material/edit: Filled in and not measured: {scores}. Measured in {period}: {measured}.").format(
                scores=words.listing(f"{name} {score}" for name, score in own.items()),
                period=facts.said,
                measured=_measured(facts),
            )
        )
    if beyond := [words.pick(ELEMENTS[row["element"]]) for row in result["elements"] if row["beyond"]]:
        st.caption(
            _(":material/warning: Higher than any comparable office has demonstrably had: {elements}.").format(
                elements=words.inside(words.listing(beyond))
            )
        )


def _index(label: str, index: dict[str, Any], *, n: int = 0, change: float = 0.0, since: str = "") -> cards.Card:
    note = "" if index["low"] is None else words.interval(index["low"], index["high"], 2)
    if n:
        note = f"{note} · {shared.people(metric('ikm'), n)}" if note else shared.people(metric("ikm"), n)
    moved = None
    if since and change:
        arrow: Literal["up", "down"] = "up" if change > 0 else "down"
        moved = cards.Change(words.signed(change, 2), arrow, "gray", _("from {period}").format(period=since))
    return cards.Card(label, f"{words.number(index['value'], 2)} ({index['grade']})", moved, note)


def _chance(then: dict[str, Any], now: dict[str, Any]) -> cards.Card:
    """How sure the grade is; without a spread it cannot be said."""
    label = _("Probability of grade {letter}").format(letter=then["grade"])
    if not then["chances"]:
        return cards.Card(label, words.state_mark(State.UNDEFINED), None, words.state_reason(State.UNDEFINED))
    others = [
        f"{letter} {sure(p)}"
        for letter, p in reversed(then["chances"].items())
        if letter != then["grade"] and p >= 0.005
    ]
    note = _("else {others}").format(others=words.listing(others)) if others else ""
    help_text = _("If the answers spread as they do now. A sample of users was asked, so the true IKM is not known to the point.")  # fmt: skip
    return cards.Card(label, sure(then["chances"][then["grade"]]), None, note, help_text)


def begun_at(facts: Facts, now: dict[str, Any]) -> str:
    """The index that the levers begin with, and whose it is where it was not measured."""
    said = f"{words.number(now['value'], 2)} ({now['grade']})"
    return _("the {index} of your own scores").format(index=said) if facts.own else said


def _measured(facts: Facts) -> str:
    """The index without scores of one's own."""
    found = arithmetic.index(facts.measured.means, facts.measured.se, facts.measured.df, facts.measured.period)
    return f"{words.number(found.value, 2)} ({found.grade})"


def begun(facts: Facts) -> str:
    """What the levers begin with, as a heading."""
    return _("Your own scores") if facts.own else _("Measured")


def had(result: dict[str, Any]) -> str:
    """Who had the score that is the most to ask for, as a heading."""
    if result["observed"]["same_type"]:
        return _("Once had by a unit of the type")
    return _("Once had by a unit")


def elements(facts: Facts, result: dict[str, Any]) -> None:
    """The nine elements: measured, moved, and what comparable offices have had."""
    nan = float("nan")
    drawn = [
        {
            "label": words.pick(ELEMENTS[row["element"]]),
            "element": row["element"],
            "key": facts.selection.city[0] if len(facts.selection.city) == 1 else "",
            "name": "",
            "value": row["then"],
            "low": nan,
            "high": nan,
            "n": result["n"],
            "state": State.SHOWN,
            "earlier": row["now"],
            "moved": row["moved"],
            "ceiling": row["ceiling"],
            "tail": f"{words.number(row['then'], 2)}" + (f" ({words.signed(row['moved'], 2)})" if row["moved"] else ""),
        }
        for row in result["elements"]
    ]
    st.subheader(_("The elements at the start and moved"), anchor=False)
    figure = chart.figure(
        drawn, decimals=2, indicative=int(INDICATIVE.at().value), least_span=LEAST_SPAN, limits=(1.0, 4.0), then=words.inside(begun(facts)), axis=_("Score, 1–4"),
    )  # fmt: skip
    told = "; ".join(f"{row['label']} {row['tail']}" for row in drawn)
    st.plotly_chart(figure, key="whatif_elements", config=base.CONFIG, alt=told)
    st.caption(_("Dot: with these scores · ❙ {begin}").format(begin=words.inside(begun(facts))))
    heading = _("Elements in this scenario")
    columns = [
        table.text("label", _("Element")),
        table.figure("earlier", begun(facts), 2),
        table.figure("moved", _("Moved by"), 2, sign=True),
        table.figure("value", _("With these scores"), 2),
        table.figure("ceiling", had(result), 2),
    ]
    about = paper.of(metric("ikm"), f"{heading} · {facts.place}", facts.quarters, result["n"], "simulasi-unsur")
    table.twin(
        "whatif_elements",
        lambda: history.framed(drawn),
        columns,
        about,
        title=_("Table and download: {title}").format(title=heading),
    )
