"""The top of the page Indeks digital: finding, what it rests on, cards, what is missing."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from metrics.digital_index.terms import ASSESSORS
from metrics.metric import Direction
from pages.parts import address, all_periods, cards, words
from pages.parts import indeks_words as say
from pages.parts.indeks_facts import SELF, Assessment, Facts
from pages.parts.words import _, ngettext


def nothing_yet(filtered: bool) -> None:
    """Where there is no assessment: what to do next."""
    st.title(_("No digital index assessment yet"), anchor=False)
    if filtered:
        st.markdown(_("There is no assessment for this choice of city and period."))
        all_periods.button(address.selection())
        return
    st.markdown(_("Import the sheet of an SPBE or Pemdi assessment, and this page tells the index and what lifts it."))
    st.page_link("impor.py", label=_("Import data"), icon=":material/upload_file:", query_params=address.link())


def show(facts: Facts) -> None:
    """Headline, sentence, cards."""
    st.title(say.headline(facts), anchor=False)
    st.markdown(say.sentence(facts))
    if told := say.not_applied(facts):
        st.caption(f":material/filter_alt_off: {told}")
    cards.show(of(facts))
    for one in facts.newest:
        if told := say.missing(one):
            st.warning(told, icon=":material/rule:")


def of(facts: Facts) -> list[cards.Card]:
    """One card per city; of a single one index, own assessment, way to the next predikat, last index by the old rule."""
    if facts.several:
        return [index(facts, one, one.name) for one in facts.newest]
    one = facts.latest
    made = [index(facts, one, f"{say.regime(one.regime)} {one.year}")]
    if one.complete:
        made += [*_own(facts, one), _way(one)]
    return made + [index(facts, a, f"{say.regime(a.regime)} {a.year}") for a in facts.newest_of_other(one)]


def index(facts: Facts, one: Assessment, label: str) -> cards.Card:
    """The card of an index: value, predikat, change since the assessment before under the same regime."""
    by = words.pick(ASSESSORS[one.assessor])
    rule = f"{say.regime(one.regime)} {one.year} · {by}" if facts.several else by
    if not one.complete:
        n = len(one.missing)
        why = ngettext("{n} indicator without a level", "{n} indicators without a level", n).format(n=words.number(n))
        return cards.Card(label, words.state_mark(one.row["state"]), None, f"{why}  \n{rule}")
    least, most = (words.number(end) for end in facts.history.metric.range)
    scale = _("scale {least}–{most}").format(least=least, most=most)
    note = f"**{say.predicate(one.row['predicate'])}** · {scale}  \n{rule}"
    return cards.Card(label, say.value(one.row["value"]), change(facts, one), note)


def change(facts: Facts, one: Assessment) -> cards.Change | None:
    """The difference to the assessment before; None where there is none under the same regime."""
    earlier = facts.earlier(one)
    if earlier is None:
        return None
    amount = round(one.row["value"] - earlier.row["value"], say.DECIMALS)
    text = words.signed(amount, say.DECIMALS)
    if not amount:
        return cards.Change(text, "off", "gray", _("unchanged since {period}").format(period=earlier.year))
    arrow: Literal["up", "down"] = "up" if amount > 0 else "down"
    said = _("{judged} since {period}").format(judged=cards.judged(Direction.HIGHER, amount), period=earlier.year)
    return cards.Change(text, arrow, "green" if amount > 0 else "red", said)


def _own(facts: Facts, one: Assessment) -> list[cards.Card]:
    """What the city thinks of itself."""
    own = facts.other(one)
    if own is None or own.assessor != SELF:
        return []
    gap = round(own.row["value"] - one.row["value"], say.DECIMALS)
    if not gap:
        note = _("the same as the external assessment")
    else:
        text = _("{gap} above the external assessment") if gap > 0 else _("{gap} below the external assessment")
        note = text.format(gap=say.value(abs(gap)))
    return [
        cards.Card(
            words.pick(ASSESSORS[SELF]), say.value(own.row["value"]), None,
            f"**{say.predicate(own.row['predicate'])}**  \n{note}",
        )
    ]  # fmt: skip


def _way(one: Assessment) -> cards.Card:
    """How far the next predikat is."""
    found = one.next_predicate
    label = _("Points to the next rating")
    if found["next_predicate"] is None:
        return cards.Card(label, say.value(0), None, _("the best rating is reached"))
    note = ngettext("to {predicate}; at least {n} step", "to {predicate}; at least {n} steps", int(found["steps"]))
    return cards.Card(
        label,
        say.value(found["gap"]),
        None,
        note.format(predicate=say.predicate(found["next_predicate"]), n=words.number(found["steps"])),
    )
