"""Training and deployment on the page Simulasi: the answer with its interval, and what it rests on."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.selection import Selection
from data.whatif import Refused, training
from metrics.adoption.terms import SYSTEMS
from pages.parts import cards, simulasi_answer, simulasi_facts, simulasi_pool, simulasi_rests, words
from pages.parts.indicator import places
from pages.parts.simulasi_facts import Answered
from pages.parts.words import _


def show(selection: Selection) -> Answered | None:
    """The answer, the levers, the check; what was asked and answered, None where nothing could be."""
    known = simulasi_facts.pool(selection, simulasi_pool.segments())
    if isinstance(known, Refused):
        simulasi_answer.refused(known)
        simulasi_pool.segments_back()
        return None
    head = st.container()
    left, right = st.columns([2, 3], gap="large")
    with left:
        asked = simulasi_pool.levers_of(known, selection)
    try:
        result = training.answered(known, asked)
    except Refused as refused:
        with head:
            simulasi_answer.refused(refused, _("No number can be told for this"))
        return None
    told = result["training"] or result["deployment"]
    with head:
        st.title(headline(result, selection), anchor=False)
        if told:
            simulasi_answer.badge(result["evidence"])
        if of := result["training"]:
            cards.show(_cards(of))
    with right:
        if result["training"]:
            simulasi_rests.training(result["training"], selection)
        if result["deployment"]:
            simulasi_rests.deployment(result["deployment"])
        if not told:
            _nothing_yet()
    return Answered(asked, result) if told else None


def _nothing_yet() -> None:
    st.subheader(_("What you will see here"), anchor=False)
    st.markdown(
        _("""Choose on the left how many staff are trained, or which system is brought in. Then this is told:

- how many more staff use their systems steadily within two quarters, with its interval;
- what that does to satisfaction (IKM), where that is proven;
- cost and JP;
- what the estimate rests on, and the check that it had to pass.""")
    )


def headline(result: dict[str, Any], selection: Selection) -> str:
    """What the levers bring, with how sure it is, in one sentence."""
    place = places.name(selection)
    if of := result["training"]:
        gain = of["sustained"]
        if not of["proven"]:
            return _("Training {people} staff of {place} from {quarter}: no effect on steady use proven yet").format(
                people=words.number(of["people"]), place=place, quarter=words.period(of["quarter"])
            )  # fmt: skip
        return _("Training {people} staff of {place} from {quarter}: about {gain} more steady uses of a system within two quarters (probably {interval})").format(
            people=words.number(of["people"]), place=place, quarter=words.period(of["quarter"]), gain=words.number(gain["value"]),
            interval=words.interval(gain["low"], gain["high"]),
        )  # fmt: skip
    if of := result["deployment"]:
        said = {"system": words.pick(SYSTEMS[of["system"]]), "place": place}
        ikm = of["outcomes"].get("ikm")
        if ikm and ikm["proven"]:
            return _("Bringing {system} into offices of {place}: IKM {change} points (probably {interval})").format(
                change=words.signed(ikm["value"], 1), interval=words.interval(ikm["low"], ikm["high"], 1), **said
            )
        return _("Bringing {system} into offices of {place}: no effect on satisfaction proven yet").format(**said)
    return _("What more training, or another system, would change in {place}").format(place=place)


def _between(spread: dict[str, Any], decimals: int, proven: bool) -> str:
    between = words.interval(spread["low"], spread["high"], decimals)
    return between if proven else _("not proven yet: {interval}").format(interval=between)


def _cards(of: dict[str, Any]) -> list[cards.Card]:
    gain, share, proven = of["sustained"], of["share"], of["proven"]
    help_text = _("One person with one system counts as one use; steady: once active on 3 days within 30. In nine of ten cases the true value lies in the interval.")  # fmt: skip
    points = _("{points} points").format(points=words.signed(share["value"], 2))
    found = [
        cards.Card(_("More steady uses"), words.signed(gain["value"]) if proven else words.DASH, None, _between(gain, 0, proven), help_text),
        cards.Card(_("Share in steady use"), points if proven else words.DASH, None, _between(share, 2, proven), _("Percentage points of all uses by the staff chosen.")),
        cards.Card(_("Likely to help"), words.percent(of["better"]), None, _("probability that the gain is above nothing")),
    ]  # fmt: skip
    if of["active"]:
        found.append(cards.Card(_("Active days of the trained"), _("{points} points").format(points=words.signed(of["active"]["value"], 1)), None, words.interval(of["active"]["low"], of["active"]["high"], 1), _("% of working days in the two quarters after.")))  # fmt: skip
    if of["ikm"]:
        said = words.signed(of["ikm"]["value"], 2) if of["ikm"]["proven"] else words.DASH
        note = _between(of["ikm"], 2, of["ikm"]["proven"])
        help_text = _("In two steps: training to use, use to IKM. The uncertainty of both counts.")
        found.append(cards.Card(_("IKM, through use"), said, None, note, help_text))
    if of["rupiah"] is not None:
        found.append(_cost(of))
    return found


def _cost(of: dict[str, Any]) -> cards.Card:
    if "cost" in of["assumed"]:
        assumed = _("as you assumed")
    else:
        assumed = _("as planned in the catalogue") if "planned" in of["assumed"] else _("as recorded so far")
    hours = "" if of["jp"] is None else " · " + _("{n} JP").format(n=words.number(of["jp"]))
    return cards.Card(_("Cost (Rp million)"), words.number(of["rupiah"] / 1e6), None, assumed + hours)
