"""What the part on complaints says: who settles in time, how many are open, in plain words and with certainty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from data.answer import Answer
from data.selection import Selection
from metrics.metric import State
from pages.parts import access, words
from pages.parts import layanan_complaints_facts as facts_of
from pages.parts.indicator import breakdown, history, percent, say, spans
from pages.parts.indicator.history import certain
from pages.parts.layanan_complaints_facts import Facts
from pages.parts.words import _, ngettext


def headline(facts: Facts, late: pd.DataFrame) -> str:
    """The share with its change where that is certain, else with the offices that lag behind, else the share alone."""
    row = facts.whole.at(facts.now)
    if facts.hidden or say.moved(facts):
        return say.headline(facts)
    said = {"share": say.amount(facts.metric, row["value"]), "place": facts.whole.name, "period": facts.said(facts.now)}
    if len(late) == 1:
        return _(
            "{share} of complaints in {place} were settled in time; {office} demonstrably fewer than the others"
        ).format(**said, office=late["label"].iloc[0])
    if len(late):
        return _(
            "{share} of complaints in {place} were settled in time; {n} offices demonstrably fewer than the others"
        ).format(**said, n=words.number(len(late)))
    return _("{share} of complaints in {place} were settled in time in {period}").format(**said)


def sentence(facts: Facts) -> str:
    """Value, interval and complaints, the change within a year, and how many are still open; in Markdown."""
    parts = [say.sentence(facts)]
    if facts.hidden:
        return parts[0]
    if not facts.several and not facts.provisional and facts.whole.name in facts.moves:
        parts.append(_("Within a year: {change}.").format(change=say.change(facts, facts.whole)))
    row = facts.close.whole.at(facts.now)
    if State(row["state"]) is State.SHOWN:
        parts.append(_("Settled: {times}.").format(times=spans.half_and_most(facts.close, row)))
    return " ".join(part for part in parts if part)


def open_cases(facts: Facts) -> str:
    """How many are open or unanswered, and that they are counted, not dropped."""
    close, response = facts.close.whole.at(facts.now), facts.response.whole.at(facts.now)
    if State(close["state"]) is not State.SHOWN or State(response["state"]) is not State.SHOWN:
        return ""
    n, unanswered = int(close["waiting"]), int(response["waiting"])
    if not n:
        return _("All complaints of {period} are settled.").format(period=facts.said(facts.now))
    return ngettext(
        "{n} complaint of {period} is still open, {unanswered} without any answer. It counts as “at least so many days”: leaving it out would make slow offices look quick.",
        "{n} complaints of {period} are still open, {unanswered} without any answer. They count as “at least so many days”: leaving them out would make slow offices look quick.",
        n,
    ).format(n=words.number(n), unanswered=words.number(unanswered), period=facts.said(facts.now))


def late_offices(facts: Facts) -> pd.DataFrame:
    """Offices whose share settled in time is demonstrably below that of all others together, the lowest first."""
    groups = compared(facts, "unit")
    if groups is None:
        return pd.DataFrame()
    return groups[[certain(p) and gap < 0 for p, gap in zip(groups["p_adjusted"], groups["against"], strict=True)]]


def compared(facts: Facts, dimension: str) -> pd.DataFrame | None:
    """The offices as `pages.parts.indicator.breakdown` tests them: corrected over every one that is compared; None of one."""
    if dimension != "unit" or facts.hidden or len(facts.selection.unit) == 1:
        return None
    return _compared(access.context(), facts.asked)


@access.remembered  # the headline speaks of what the table below lists
def _compared(_context: access.Context, asked: Selection) -> pd.DataFrame:
    facts = facts_of.load(asked)
    assert facts is not None, "asked for facts that are there"
    return breakdown.compared(facts, facts.whole, offices(facts), "unit")


def offices(facts: Facts) -> Answer:
    """The share settled in time by office, newest period."""
    return percent.answers((facts_of.IN_TIME,), by=("unit",), selection=facts.newest)[facts_of.IN_TIME]


def most(rows: Sequence[history.Row], names: Mapping[str, str], item: str) -> str:
    """`waktu dan antrean (21,3%)`: the largest share that is shown; empty where none is."""
    shown = [(row["value"], names[row[item]]) for row in rows if row["state"] == State.SHOWN]
    if not shown:
        return ""
    value, name = max(shown)
    return f"{words.inside(name)} ({words.number(value, 1)}%)"
