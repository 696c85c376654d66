"""What a training takes, where the planner knows better than the records: fields that are empty for the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from data.whatif.pool import Price
from data.whatif.training import KINDS
from metrics.limits import cell_sizes
from metrics.metric import Population
from pages.parts import levers, words
from pages.parts.levers import Lever
from pages.parts.words import _

OWN = "own"
DEAREST, LONGEST = 100_000_000, 1000  # rupiah, JP of one participant


def show(kinds: Sequence[str], prices: Mapping[str, Price]) -> dict[str, int]:
    """The fields for these kinds of training; what was put in, by `cost_KIND` and `jp_KIND`."""
    every = [lever for kind in kinds for lever in _of(kind, kinds)]
    given = levers.read(OWN, every)
    with levers.fold(OWN, every, _("Own cost and JP"), ":material/payments:"):
        st.caption(_("Per participant. Empty: the median of the records."))
        for kind in kinds:
            price = prices.get(kind)
            recorded = (price.cost, price.jp) if price else (None, None)
            for lever, value, step in zip(_of(kind, kinds), recorded, (50_000, 1), strict=True):
                empty = _("not recorded") if value is None else _("recorded: {n}").format(n=words.number(value))
                levers.field(OWN, lever, every, empty, step)
    if told := source(kinds, prices):
        st.caption(told)
    return given


def source(kinds: Sequence[str], prices: Mapping[str, Price]) -> str:
    """Whose records cost and JP are the medians of: another choice of cities has other ones."""
    least = cell_sizes.minimum(Population.STAFF)
    told = []
    for kind in kinds:
        if (price := prices.get(kind)) is None:
            continue
        whose = _("all cities, for the chosen ones have too few") if price.borrowed else _("the chosen cities")
        if price.records >= least:
            whose = _("{n} participants of {whose}").format(n=words.number(price.records), whose=whose)
        told.append(f"{words.pick(KINDS[kind])}: {whose}")
    return _("Cost and JP are medians of recorded IT trainings. {told}.").format(told="; ".join(told)) if told else ""


def _of(kind: str, among: Sequence[str]) -> tuple[Lever, Lever]:
    """Cost and JP of a kind, which is named where there are several."""
    after = f" · {words.pick(KINDS[kind])}" if len(among) > 1 else ""
    return (
        Lever(f"cost_{kind}", _("Cost (rupiah)") + after, range(0, DEAREST + 1), None),
        Lever(f"jp_{kind}", _("JP") + after, range(0, LONGEST + 1), None),
    )


def in_words(given: Mapping[str, Any]) -> dict[str, str]:
    """Own figures of a kept scenario, by `cost_KIND` and `jp_KIND`; what else it assumes is passed over."""
    found = {}
    for name, label in (("cost", _("Cost (rupiah)")), ("jp", _("JP"))):
        for kind, words_ in KINDS.items():
            if (value := given.get(f"{name}_{kind}")) is not None:
                found[_("Assumed: {what}").format(what=f"{label} · {words.pick(words_)}")] = words.number(value)
    return found


def query(given: Mapping[str, Any]) -> dict[str, str]:
    """The same as the address writes it."""
    own = {key: value for key, value in given.items() if key.partition("_")[0] in ("cost", "jp")}
    return {OWN: levers.spelt(own)} if own else {}
