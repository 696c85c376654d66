"""Results of the models that are kept in the store, for the places that are chosen: read, never fitted, by a page."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from data import fits
from data.fits import Latest
from data.selection import SYSTEM
from data.store import store
from metrics.metric import State
from metrics.models.words import CAVEATS
from metrics.words import Words
from pages.parts import access, words
from pages.parts.adopsi_facts import Facts, system
from pages.parts.indicator import places
from pages.parts.words import _

EVERYWHERE = fits.EVERYWHERE
ROWS = Words("baris data", "rows of data")  # what n counts in a model: answers, or people by system


def city(facts: Facts) -> str:
    """The city whose models fit the selection; that of all of them where it spans several."""
    cities = places.cities_of(facts.asked)
    return cities[0] if len(cities) == 1 else EVERYWHERE


def latest(facts: Facts, name: str) -> Latest:
    """What is known of a model for that city. Not kept: a model may be ready from one run to the next."""
    return fits.latest(store(), name, city(facts), access.scope())


def whole(facts: Facts) -> bool:
    """Whether the selection is all that a model is of: no office, people or system left out, all cities or one."""
    cut = facts.asked.but(city=(), grain="quarter")
    cities = places.cities_of(facts.asked)
    return cut == type(cut)() and len(cities) in (1, len(access.options("city")))


def refusal(found: Latest) -> str:
    """Why there is no result, in a sentence."""
    assert found.reason is not None
    return words.pick(found.reason)


def note(facts: Facts, found: Latest, *, caveats: bool = True) -> None:
    """What a careful reader must know: the places, the data, whether they are the newest, the model's own caveats."""
    assert found.result is not None
    where = access.name("city", city(facts)) if city(facts) else _("all cities")
    told = [_("Computed for {place} from data of {date}.").format(place=where, date=_day(found.data_date))]
    if not whole(facts):
        told.append(_("Filters other than the city do not hold for it."))
    if caveats:
        told += [words.pick(CAVEATS[key]) for key in found.result["caveats"]]
    st.caption(" ".join(told))
    if found.stale:
        st.caption(":material/update: " + _("The data have changed since; this is computed anew in the background."))


def _day(text: str | None) -> str:
    return words.date(date.fromisoformat(text)) if text else words.DASH


def told(estimate: dict[str, Any], decimals: int = 0, sign: str = "") -> str:
    """`42 (38–46)`."""
    value = f"{words.number(estimate['value'], decimals)}{sign}"
    if estimate["low"] is None or estimate["high"] is None:
        return value
    return f"{value} ({words.interval(estimate['low'], estimate['high'], decimals)}{sign})"


def row(estimate: dict[str, Any], n: int) -> dict[str, Any]:
    """An estimate of a model as the row of an answer."""
    values = {name: number(estimate[name]) for name in ("value", "low", "high")}
    return {**values, "n": n, "state": State.UNDEFINED if words.missing(values["value"]) else State.SHOWN}


def level(feature: str, value: Any) -> str:
    """A value or a named level in the reader's words."""
    if isinstance(value, str):
        if feature == SYSTEM:
            return system(value)
        return access.name(feature, value)
    return words.number(value, 0 if abs(value) >= 10 or value == round(value) else 1)


def number(value: float | None) -> float:
    """A number of json as a float; missing is NaN."""
    return float("nan") if value is None else float(value)
