"""Training and deployment on the page Simulasi: the answer with its interval, and what it rests on."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.selection import Selection
from data.whatif import Refused, training
from metrics.adoption.terms import SYSTEMS
from metrics.metric import State
from metrics.models.launch_effect import OUTCOMES
from pages.parts import cards, simulasi_answer, simulasi_facts, simulasi_pool, simulasi_rests, words
from pages.parts.indicator import places
from pages.parts.simulasi_facts import Answered
from pages.parts.words import _

SPAN = 2  # quarters after a training within which its effect is told


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
            simulasi_answer.badge(result["evidence"], borrowed=_borrowed(result))
            st.caption(_rests(result, selection))
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
            return _("Training {people} staff of {place} from {quarter}: no effect on sustained use proven yet (at 99% confidence it may still be nothing)").format(
                people=words.number(of["people"]), place=place, quarter=words.period(of["quarter"])
            )  # fmt: skip
        said = {
            "people": words.number(of["people"]), "place": place, "quarter": words.period(of["quarter"]), "gain": words.number(gain["value"]),
            "interval": words.interval(gain["low"], gain["high"]), "end": words.period(of["quarter"] + of["quarters"] - 1 + SPAN),
            "last": words.period(of["quarter"] + of["quarters"] - 1),
        }  # fmt: skip
        if of["quarters"] == 1:
            return _("Training {people} staff of {place} in {quarter}: about {gain} more sustained uses of a system within two quarters, so by {end} (probably {interval})").format(**said)  # fmt: skip
        return _("Training {people} staff of {place} from {quarter} to {last}: about {gain} more sustained uses of a system by {end}, two quarters after the last training (probably {interval})").format(**said)  # fmt: skip
    if of := result["deployment"]:
        said = {"system": words.pick(SYSTEMS[of["system"]]), "place": place}
        ikm = of["outcomes"].get("ikm")
        if ikm and ikm["proven"]:
            return _("Bringing {system} into offices of {place}: IKM {change} points (probably {interval})").format(
                change=words.signed(ikm["value"], 1), interval=words.interval(ikm["low"], ikm["high"], 1), **said
            )
        return _headline_of_others(of, said)
    return _("What more training, or another system, would change in {place}").format(place=place)


def _headline_of_others(of: dict[str, Any], said: dict[str, str]) -> str:
    """What bringing in a system did, where nothing is proven of satisfaction: another outcome, or that nothing is."""
    for name, each in of["outcomes"].items():
        if each["proven"]:
            return _("Bringing {system} into offices of {place}: {outcome} {change} (probably {interval}); no effect on satisfaction proven").format(
                outcome=words.pick(OUTCOMES[name]), change=words.signed(each["value"], 1),
                interval=words.interval(each["low"], each["high"], 1), **said,
            )  # fmt: skip
    return _("Bringing {system} into offices of {place}: no effect on satisfaction proven yet (at 99% confidence it may still be nothing)").format(**said)  # fmt: skip


def _borrowed(result: dict[str, Any]) -> bool:
    """Whether what the headline tells is the estimate of all cities."""
    of = result["training"]
    return bool(of["rests"]["borrowed"] if of else result["deployment"]["borrowed"])


def _rests(result: dict[str, Any], selection: Selection) -> str:
    """Of how many, and of whom, the estimate is that the headline tells."""
    city = places.name(Selection(city=selection.city or places.cities_of(selection)))
    where = _("all cities") if _borrowed(result) else city
    if of := result["training"]:
        said = _("Estimated from {trained} trained and {untrained} like them in {units} units of {place}").format(
            trained=words.number(of["rests"]["trained"]), untrained=words.number(of["rests"]["untrained"]),
            units=words.number(of["rests"]["units"]), place=where,
        )  # fmt: skip
    else:
        n = next(iter(result["deployment"]["outcomes"].values()))["n"]
        said = _("Estimated from {launched} units that launched and {waiting} that waited in {place}").format(
            launched=words.number(n["launched"]), waiting=words.number(n["waiting"]), place=where
        )
    return said + (", " + _("not from the chosen unit alone.") if selection.unit else ".")


def _between(spread: dict[str, Any], decimals: int, proven: bool) -> str:
    if not proven:
        return simulasi_answer.unproven(spread["low"], spread["high"], decimals)
    return words.interval(spread["low"], spread["high"], decimals)


def _points(interval: str) -> str:
    return _("{interval} percentage points").format(interval=interval)


def _cards(of: dict[str, Any]) -> list[cards.Card]:
    gain, share, proven = of["sustained"], of["share"], of["proven"]
    help_text = _("One person with one system counts as one use; sustained: once active on 3 days within 30. In nine of ten cases the true value lies in the interval.")  # fmt: skip
    found = [
        cards.Card(_("More sustained uses"), words.signed(gain["value"]) if proven else words.DASH, None, _between(gain, 0, proven), help_text),
        cards.Card(_("Share in sustained use"), words.signed(share["value"], 2) if proven else words.DASH, None, _points(_between(share, 2, proven)), _("Percentage points of all uses by the staff chosen.")),
        cards.Card(_("Likely to help"), words.percent(of["better"]), None, _("probability that the gain is above nothing")),
    ]  # fmt: skip
    if of["active"]:
        found.append(cards.Card(_("Active days of the trained"), words.signed(of["active"]["value"], 1), None, _points(words.interval(of["active"]["low"], of["active"]["high"], 1)) + " " + _("of working days"), _("% of working days in the two quarters after.")))  # fmt: skip
    if of["ikm"]:
        said = words.signed(of["ikm"]["value"], 2) if of["ikm"]["proven"] else words.DASH
        note = _between(of["ikm"], 2, of["ikm"]["proven"])
        help_text = _("In two steps: training to use, use to IKM. The uncertainty of both counts.")
        found.append(cards.Card(_("IKM, through use"), said, None, note, help_text))
    else:
        found.append(
            cards.Card(
                _("IKM, through use"),
                words.state_mark(State.NO_DATA),
                None,
                _("no data here yet on how the IKM moves with use"),
            )
        )
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
