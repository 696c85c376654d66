"""What the page Layanan says: how much comes online, how long it takes, in plain words and with certainty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from data.selection import Selection
from data.tables import TABLES
from metrics import compare
from metrics.metric import State
from pages.parts import access, cards, words
from pages.parts import layanan_complaints_facts as complaints_of
from pages.parts import layanan_facts as facts_of
from pages.parts.indicator import say, spans
from pages.parts.indicator.history import History, certain
from pages.parts.layanan_facts import Facts
from pages.parts.words import _, ngettext


def headline(facts: Facts, complaints: complaints_of.Facts | None = None) -> str:
    """The strongest change that is certain, the online share first; else the online share as it stands."""
    if facts.hidden:
        return say.headline(facts)
    if facts.several:
        return _several(facts)
    if moved := strongest(facts, complaints):
        return say.headline(moved)
    return _("{share} of applications in {place} are made online; no demonstrable change within a year").format(
        share=say.amount(facts.metric, facts_of.at(facts)["value"]), place=facts.whole.name
    )


def strongest(facts: Facts, complaints: complaints_of.Facts | None) -> History | None:
    """The online share where its change within a year is certain, else what changed most beside it, else nothing.

    Corrected for all that is looked at. Times and shares have no common scale: the strongest is the one whose least
    change that the data allow is the largest part of what it was.
    """
    told = [facts, facts.processing, facts.waiting, facts.returned, *([complaints] if complaints else [])]
    known = [found for found in told if not found.provisional and found.whole.name in found.moves]
    adjusted = compare.benjamini_hochberg([found.moves[found.whole.name]["p"] for found in known])
    sure: list[tuple[float, History]] = []
    for found, p in zip(known, adjusted, strict=True):
        if not certain(p):
            continue
        changes = found.changes.assign(
            p_adjusted=found.changes["p_adjusted"].where(found.changes.index != found.whole.name, p)
        )
        sure.append((_least(found), replace(found, changes=changes)))
    if any(found.metric.name == facts_of.ONLINE for _by, found in sure):
        return facts
    return max(sure, key=lambda one: one[0])[1] if sure else None


def _least(found: History) -> float:
    """The least change that the data allow, as a part of the value a year ago."""
    move, before = found.moves[found.whole.name], found.whole.at(found.before)["value"]
    least = min(abs(move["low"]), abs(move["high"]))
    return float(least / abs(before)) if before else float("inf")


def _several(facts: Facts) -> str:
    """Of several cities the share of all, and which of them moved most for certain."""
    share = say.amount(facts.metric, facts_of.at(facts)["value"])
    moves = {} if facts.provisional else facts.moves
    moved = {name: move["change"] for name, move in moves.items() if certain(move["p_adjusted"])}
    said = {"share": share, "place": facts.whole.name}
    if not moved:
        return _("{share} of applications in {place} are made online").format(**said)
    city = max(moved, key=lambda name: abs(moved[name]))
    said |= {"city": city, "amount": say.difference(facts.metric, abs(moved[city]))}
    if moved[city] > 0:
        return _(
            "{share} of applications in {place} are made online; {city} demonstrably rose by {amount}, the most"
        ).format(**said)
    return _(
        "{share} of applications in {place} are made online; {city} demonstrably fell by {amount}, the most"
    ).format(**said)


def sentence(facts: Facts) -> str:
    """Value, interval and applications, the change within a year, and how long it takes; in Markdown."""
    parts = [say.sentence(facts)]
    if facts.hidden:
        return parts[0]
    if not facts.several and not facts.provisional and facts.whole.name in facts.moves:
        parts.append(_("Within a year: {change}.").format(change=say.change(facts, facts.whole)))
    parts.append(manual(facts))
    if facts_of.shown(facts.processing):
        told = spans.half_and_most(facts.processing, facts_of.at(facts.processing))
        parts.append(_("Processing takes: {times}.").format(times=told))
    return " ".join(part for part in parts if part)


def over_time(facts: Facts) -> str:
    """From where to where the online share went, as the heading of its chart; of several cities what moved."""
    shown = facts.whole.shown(facts.axis)
    if facts.several:
        return ""
    if len(shown) < 2:
        return say.label(facts.metric)
    first, last = shown[0], shown[-1]
    return _("Online: from {before} in {first} to {value} in {last}").format(
        before=say.amount(facts.metric, first["value"]),
        first=facts.said(first["period"]),
        value=say.amount(facts.metric, last["value"]),
        last=facts.said(last["period"]),
    )


def manual(facts: Facts) -> str:
    """What is still asked for by hand, now and a year ago."""
    now, then = facts_of.at(facts.manual), facts.manual.whole.at(facts.before)
    if State(now["state"]) is not State.SHOWN:
        return ""
    value = say.amount(facts.manual.metric, now["value"])
    if State(then["state"]) is not State.SHOWN:
        return _("Still by hand: {value}.").format(value=value)
    return _("Still by hand: {value}, a year ago {before}.").format(
        value=value, before=say.amount(facts.manual.metric, then["value"])
    )


def unfinished(facts: Facts) -> str:
    """How many applications of the newest period are not completed, and that they do not count in the times."""
    row = facts_of.at(facts.completed)
    if State(row["state"]) is not State.SHOWN:
        return ""
    n = round(row["n"] * (100 - row["value"]) / 100)
    if not n:
        return _("All applications of {period} are completed.").format(period=facts.said(facts.now))
    return ngettext(
        "{n} application of {period} was not completed when the data were loaded. It does not count here, so slow cases of the newest period are still missing.",
        "{n} applications of {period} were not completed when the data were loaded. They do not count here, so slow cases of the newest period are still missing.",
        n,
    ).format(n=words.number(n), period=facts.said(facts.now))


def not_applied(asked: Selection, services: bool, complaints: bool) -> str:
    """What of the reader's filter the page cannot follow, in sentences; empty where it follows all."""
    told = []
    both = _strange(asked, facts_of.TABLE) if services else _strange(asked, complaints_of.TABLE)
    if both:
        told.append(_("Not applied here, because applications and complaints do not record it: {filters}.").format(filters=_names(asked, both)))  # fmt: skip
    if services and asked.channel:
        told.append(_("The channel filter holds for times and returned applications; the online share counts all channels, and complaints do not record theirs."))  # fmt: skip
    return " ".join(told) if services or complaints else ""


def _strange(asked: Selection, table: str) -> list[str]:
    return [dimension for dimension in asked.filters if not TABLES[table].has(dimension)]


def _names(asked: Selection, dimensions: Iterable[str]) -> str:
    return words.listing("/".join(access.name(d, key).lower() for key in getattr(asked, d)) for d in dimensions)


def moved(groups: pd.DataFrame, found: History) -> tuple[list[str], list[str]]:
    """Groups that have demonstrably changed within a year: those that rose and those that fell, by label."""
    sure = groups[[certain(p) for p in groups["p_adjusted"]]]
    return sure.loc[sure["change"] > 0, "label"].tolist(), sure.loc[sure["change"] < 0, "label"].tolist()


def judged(found: History, amount: float) -> str:
    """Whether a change is better or worse."""
    return cards.judged(found.metric.direction, amount)
