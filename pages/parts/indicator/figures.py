"""Cards of any indicator from its declaration: value, unit, change within a year, interval, people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from metrics.limits import cell_sizes
from pages.parts import cards
from pages.parts.indicator import say
from pages.parts.indicator.history import History, Place, certain
from pages.parts.words import _


def card(found: History, place: Place | None = None, *, label: str = "") -> cards.Card:
    """The card of one place (default: all that is chosen together); `label` stands over the value.

    The change has the colour of its direction only where it is certain and both periods are whole.
    """
    metric, place = found.metric, place or found.whole
    title = label or f"{say.label(metric)} · {found.said(found.now)}"
    made = cards.of(
        metric,
        place.at(found.now),
        label=title,
        change=change(found, place),
        suffix=say.sign(metric),
        minimum=cell_sizes.minimum(metric.population),
    )
    return made


def change(found: History, place: Place) -> cards.Change | None:
    """The change since a year ago with its verdict; without one while the period lacks quarters."""
    move = found.together if place is found.whole else found.moves.get(place.name)
    if move is None:
        return None
    since = found.said(found.before)
    told = cards.change(found.metric, move["change"], certain=certain(move["p_adjusted"]), since=since)
    if told is None or not found.provisional:
        return told
    return replace(
        told, colour="gray", said=cards.points(found.metric) + _("provisional, since {period}").format(period=since)
    )


def of(histories: Sequence[History]) -> list[cards.Card]:
    """One card per indicator, or, of a single one, one per place on its chart. For `cards.show`."""
    if len(histories) == 1 and histories[0].several:
        return [card(histories[0], place, label=place.name) for place in histories[0].places]
    return [card(found) for found in histories]
