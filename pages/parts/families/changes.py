"""Certain changes within a year as findings, in one sentence for every indicator: those of cards, so that what a card
says in colour is said in words too, and those found among offices or cities.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.selection import Selection
from metrics.findings import Finding
from metrics.metric import Direction, Metric
from pages.parts.families import Item
from pages.parts.indicator import places, say
from pages.parts.indicator.history import History, Place, Row, certain
from pages.parts.words import _

BETTER, WORSE = ":green[:material/trending_up:]", ":red[:material/trending_down:]"


def items(found: History, asked: Selection, page: str, label: str, part: str = "") -> tuple[Item, ...]:
    """One finding per place of a history whose change is certain as its card tests it; none while it is provisional.

    Score: as of `metrics.findings.what_changed`, the least change that the data allow as a share of the range.
    `label`: what the indicator is called in the middle of a sentence; `part`: as of `Item`.
    """
    if found.provisional:
        return ()
    moves = ((place, found.moves.get(place.name)) for place in found.places)
    return tuple(
        _item(found, place, move, asked, page, label, part)
        for place, move in moves
        if move is not None and move["change"] and certain(move["p_adjusted"])
    )


def _item(found: History, place: Place, move: Row, asked: Selection, page: str, label: str, part: str) -> Item:
    metric, row = found.metric, place.at(found.now)
    low, high = metric.range
    score = min(abs(move["low"]), abs(move["high"])) / (high - low)
    numbers = {**move, "value": row["value"], "n": row["n"]}
    subject = asked.but(city=place.selection.city, unit=place.selection.unit)
    return _told(score, metric, numbers, found.said(found.before), place.name, label, page, subject, part=part)


def of_finding(
    finding: Finding, metric: Metric, since: str, subject: Selection, page: str, label: str, *, section: str = ""
) -> Item:
    """A certain change of one place that `metrics.findings.what_changed` found. `subject`: the place alone.

    `metric`: as readers see it, and so are the numbers of the finding; `since`: the period before, in words.
    """
    named = places.name(Selection(city=subject.city, unit=subject.unit))
    return _told(finding.score, metric, finding.numbers, since, named, label, page, subject, section=section)


def _told(
    score: float,
    metric: Metric,
    numbers: Mapping[str, Any],
    since: str,
    place: str,
    label: str,
    page: str,
    subject: Selection,
    *,
    section: str = "",
    part: str = "",
) -> Item:
    rose = numbers["change"] > 0
    worse = rose is (metric.direction is Direction.LOWER)
    text = _("**{place}**: {label} rose by {amount} to {value}")
    if not rose:
        text = _("**{place}**: {label} fell by {amount} to {value}")
    said = text.format(
        place=place,
        label=label,
        amount=say.difference(metric, abs(numbers["change"])),
        value=say.amount(metric, numbers["value"]),
    )
    detail = say.change_rests_on(metric, since, numbers, numbers["n"])
    return Item(score, WORSE if worse else BETTER, said, detail, page, subject, section, worse, part)
