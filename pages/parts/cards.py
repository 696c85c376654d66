"""Cards: label, value, change with its certainty, interval and n. Four in a row at 1400 px, two on a phone.

    from pages.parts import cards
    row = answer.frame.iloc[0]
    cards.show([
        cards.of(metric, row, label="IKM · TW III 2026", change=cards.change(metric, 1.9, certain=True, since="TW III 2025")),
        cards.Card(_("Respondents"), words.number(n), note=_("{n} needed").format(n=...)),
    ])

Numbers come from answer frames; a value that is not there says why. Better and worse follow from the indicator's
direction and are said by arrow and word; colour only supports them, and only a change that is certain gets one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

from metrics.limits.sample import indicative
from metrics.metric import Direction, Metric, State
from pages.parts import words
from pages.parts.words import _


@dataclass(frozen=True)
class Change:
    """A difference in words: its amount with sign, where it points, what it means, since when."""

    amount: str
    arrow: Literal["up", "down", "off"]
    colour: Literal["green", "red", "gray"]
    said: str


@dataclass(frozen=True)
class Card:
    """One card. `note` is the quiet last line; it may hold the interval and n, or the reason why there is no value."""

    label: str
    value: str
    change: Change | None = None
    note: str = ""
    help: str | None = None


def judged(direction: Direction, amount: float) -> str:
    """What a change of that sign means: improved, worsened; risen, fallen where no way is better."""
    if direction is Direction.NONE:
        return _("risen") if amount > 0 else _("fallen")
    return _("improved") if (amount > 0) == (direction is Direction.HIGHER) else _("worsened")


def change(metric: Metric, amount: Any, *, certain: bool, since: str, decimals: int | None = None) -> Change | None:
    """A change of the indicator since a period; None where there is nothing to compare with."""
    if words.missing(amount):
        return None
    text = words.signed(amount, metric.decimals if decimals is None else decimals)
    unit = points(metric)
    arrow: Literal["up", "down", "off"] = "up" if text[0] == "+" else "down" if text[0] == words.MINUS else "off"
    if arrow == "off":
        return Change(text, "off", "gray", unit + _("unchanged since {period}").format(period=since))
    if not certain:
        return Change(text, arrow, "gray", unit + _("not certain, since {period}").format(period=since))
    colour: Literal["green", "red", "gray"] = "gray"
    if metric.direction is not Direction.NONE:
        colour = "green" if (amount > 0) == (metric.direction is Direction.HIGHER) else "red"
    said = _("demonstrably {judged} since {period}").format(judged=judged(metric.direction, amount), period=since)
    return Change(text, arrow, colour, unit + said)


def points(metric: Metric) -> str:
    """The unit of a change, where it is points of something: `poin, `, `poin persen, `; else nothing."""
    if metric.unit.en == "%":
        return _("pp") + ", "
    return _("points") + ", " if metric.unit.en.startswith("points") else ""


def evidence(row: Mapping[str, Any], decimals: int) -> str:
    """Interval and n of an answer row: `83,1–85,3 · n 1.284`, marked where n is too small to lean on."""
    parts = []
    if not words.missing(row["low"]):
        parts.append(words.interval(row["low"], row["high"], decimals))
    if not words.missing(row["n"]):
        parts.append(_("n {n}").format(n=words.number(row["n"])))
        if indicative(int(row["n"])):
            parts.append(_("indicative"))
    return " · ".join(parts)


def of(
    metric: Metric,
    row: Mapping[str, Any],
    *,
    label: str = "",
    change: Change | None = None,
    decimals: int | None = None,
    suffix: str = "",
    minimum: int | None = None,
) -> Card:
    """The card of one answer row. `suffix` follows the value (a grade letter); `minimum`: smallest group shown."""
    decimals = metric.decimals if decimals is None else decimals
    title = label or words.pick(metric.label)
    if State(row["state"]) is not State.SHOWN:
        return Card(title, words.state_mark(row["state"]), None, words.state_reason(row["state"], minimum))
    value = words.number(row["value"], decimals) + suffix
    return Card(title, value, change, evidence(row, decimals), words.pick(metric.meaning))


def hidden(label: str) -> Card:
    """The card of a group of citizens that is too small to be shown."""
    return Card(label, words.state_mark(State.SUPPRESSED), note=words.state_reason(State.SUPPRESSED))


def show(cards: Sequence[Card]) -> None:
    """Draws the cards in one grid."""
    grid = st.grid(len(cards), min_column_width=150, gap="xsmall", border=True)
    for card in cards:
        with grid.cell():
            moved = card.change
            st.metric(
                card.label,
                card.value,
                delta=moved.amount if moved else None,
                delta_color=moved.colour if moved else "off",
                delta_arrow=moved.arrow if moved else "off",
                delta_description=moved.said if moved else None,
                help=card.help,
            )
            if card.note:
                st.caption(card.note)
