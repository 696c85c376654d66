"""The certain changes of cards within a year, as findings: what a card says in colour is said in words too."""

from __future__ import annotations

from data.selection import Selection
from metrics.metric import Direction
from pages.parts.families import Item
from pages.parts.indicator import say
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
    rose = move["change"] > 0
    worse = rose is (metric.direction is Direction.LOWER)
    text = _("**{place}**: {label} rose by {amount} to {value}")
    if not rose:
        text = _("**{place}**: {label} fell by {amount} to {value}")
    low, high = metric.range
    return Item(
        min(abs(move["low"]), abs(move["high"])) / (high - low),
        WORSE if worse else BETTER,
        text.format(
            place=place.name,
            label=label,
            amount=say.difference(metric, abs(move["change"])),
            value=say.amount(metric, row["value"]),
        ),
        say.change_rests_on(metric, found.said(found.before), move, row["n"]),
        page,
        asked.but(city=place.selection.city, unit=place.selection.unit),
        part=part,
        worse=worse,
    )
