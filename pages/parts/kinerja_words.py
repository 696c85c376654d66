"""What the page Kinerja says: who reports on time, how long evaluation takes, in plain words and with certainty."""

from __future__ import annotations

import pandas as pd

from metrics.metric import State
from pages.parts import kinerja_facts as facts_of
from pages.parts import words
from pages.parts.indicator import breakdown, history, places, say
from pages.parts.indicator.history import History, Row, certain
from pages.parts.kinerja_facts import Facts
from pages.parts.words import _, ngettext


def headline(facts: Facts, late: pd.DataFrame) -> str:
    """The share with its change where that is certain, else with the offices that lag behind, else the share alone."""
    row = facts.whole.at(facts.now)
    if facts.hidden or say.moved(facts):
        return say.headline(facts)
    said = {
        "share": say.amount(facts.metric, row["value"]),
        "place": facts.whole.name,
        "period": facts.said(facts.now),
    }
    if len(late) == 1:
        return _(
            "{share} of performance reports in {place} came in on time; {office} demonstrably less than the others"
        ).format(**said, office=late["label"].iloc[0])
    if len(late):
        return _(
            "{share} of performance reports in {place} came in on time; {n} offices demonstrably less than the others"
        ).format(**said, n=words.number(len(late)))
    return _("{share} of performance reports in {place} came in on time in {period}").format(**said)


def sentence(facts: Facts) -> str:
    """Value, interval and reports, how the year went, and how long evaluation takes; in Markdown."""
    if facts.hidden:  # the headline says why
        return say.advice(facts.whole.at(facts.now)["state"])
    parts = [say.sentence(facts)]
    if not facts.several and not facts.provisional and facts.whole.name in facts.moves:
        parts.append(_("Within a year: {change}.").format(change=say.change(facts, facts.whole)))
    parts.append(lag(facts.lag))
    return " ".join(part for part in parts if part)


def lag(found: History) -> str:
    """`Separuh laporan dinilai dalam 6 hari, sembilan dari sepuluh dalam 25 hari.`"""
    row = facts_of.at(found)
    if State(row["state"]) is not State.SHOWN:
        return ""
    half = days(row["value"])
    if words.missing(row["p90"]):
        return _("Half of the reports are evaluated within {half}; nine in ten are not yet.").format(half=half)
    return _("Half of the reports are evaluated within {half}, nine in ten within {most}.").format(
        half=half, most=days(row["p90"])
    )


def waiting(found: History) -> str:
    """How many reports wait, and how they are counted."""
    row = facts_of.at(found)
    if State(row["state"]) is not State.SHOWN:
        return ""
    n = int(row["waiting"])
    if not n:
        return _("No report is waiting for its evaluation.")
    return ngettext(
        "{n} report is still waiting. It counts as “at least so many days”: leaving it out would make slow offices look quick.",
        "{n} reports are still waiting. They count as “at least so many days”: leaving them out would make slow offices look quick.",
        n,
    ).format(n=words.number(n))


def days(value: float) -> str:
    """`6 hari`."""
    return ngettext("{n} day", "{n} days", round(value)).format(n=words.number(value))


def not_applied(facts: Facts) -> str:
    """Which of the reader's filters staff records do not know, in a sentence; empty where they know all."""
    return say.not_applied(facts.asked, facts_of.TABLE)


def contrast(row: Row) -> str:
    """An office where nearly all are rated good while its satisfaction is lower: both figures, and how sure the fall is."""
    said = {
        "office": places.unit_label(str(row["unit"]), True),
        "good": words.percent(row["good_value"], 1),
        "n": words.number(row["good_n"]),
        "before": words.number(row["ikm_before"], 2),
        "ikm": words.number(row["ikm"], 2),
        "points": words.number(-row["change"], 2),
        "interval": words.interval(row["low"], row["high"], 2),
    }
    if certain(row["p_adjusted"]):
        return _(
            "**{office}**: {good} of {n} reviews are rated good or very good, while the satisfaction of its citizens "
            "demonstrably fell by {points} points ({before} to {ikm}; change {interval})."
        ).format(**said)
    return _(
        "**{office}**: {good} of {n} reviews are rated good or very good; the satisfaction of its citizens went from "
        "{before} to {ikm}, a fall of {points} points that may be chance (change {interval})."
    ).format(**said)


def late(facts: Facts, offices: pd.DataFrame) -> str:
    """Which offices report late for certain, the lowest first; in Markdown."""
    if facts.hidden or len(facts.selection.unit) == 1:
        return ""
    if offices.empty:
        return _("No office is demonstrably later than the others.")
    named = [
        f"**{row['label']}** {words.number(row['value'], breakdown.short(facts.metric))}%"
        for row in history.rows_of(offices)
    ]
    return _("Demonstrably later than all others together: {offices}.").format(offices=words.listing(named, 6))
