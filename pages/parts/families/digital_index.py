"""The digital index on Ringkasan: value and predikat of each city, what changed under one rule, what is low or missing."""

from __future__ import annotations

import streamlit as st

from data.selection import Selection
from pages.parts import address, cards, indeks_facts, indeks_top, words
from pages.parts import indeks_words as say
from pages.parts.families import Family, Item, Lists
from pages.parts.indeks_facts import Assessment, Facts
from pages.parts.words import _, ngettext

PAGE = "indeks_digital.py"
UP, DOWN = ":green[:material/trending_up:]", ":red[:material/trending_down:]"
LOW, MISSING = ":orange[:material/flag:]", ":gray[:material/rule:]"
BELOW = ("poor", "fair")  # the predikat below good


def show(selection: Selection) -> Lists:
    """Headline and cards; nothing while no city was assessed. Gives findings."""
    facts = indeks_facts.load(selection)
    if facts is None:
        return Lists()
    st.subheader(say.headline(facts), anchor=False)
    if told := say.not_applied(facts):
        st.caption(f":material/filter_alt_off: {told}")
    cards.show(indeks_top.of(facts))
    st.page_link(PAGE, label=_("Digital index"), icon=":material/language:", query_params=address.link())
    return lists(facts)


def lists(facts: Facts) -> Lists:
    """Another predikat than in the assessment before; a low one; an assessment that is not complete."""
    changed = tuple(item for one in facts.newest if (item := _moved(facts, one)))
    compared = any(facts.earlier(one) is not None for one in facts.newest)
    attention = (
        *(item for one in facts.newest if (item := _moved(facts, one)) and item.icon == DOWN),
        *(_low(facts, one) for one in facts.newest if one.complete and one.row["predicate"] in BELOW),
        *(_incomplete(facts, one) for one in facts.newest if not one.complete),
    )
    return Lists(changed, attention, (), True, compared)


def _alone(facts: Facts, one: Assessment) -> Selection:
    return facts.asked.but(city=(one.city,), unit=())


def _score(facts: Facts, points: float) -> float:
    low, high = facts.history.metric.range
    return abs(points) / (high - low)


def _moved(facts: Facts, one: Assessment) -> Item | None:
    """A change of predikat under the same rule; assessments are no sample, so there is nothing to test."""
    earlier = facts.earlier(one) if one.complete else None
    if earlier is None or earlier.row["predicate"] == one.row["predicate"]:
        return None
    change = one.row["value"] - earlier.row["value"]
    text = _("**{city}**: {regime} index went from {before} to {now}").format(
        city=one.name, regime=say.regime(one.regime), before=say.graded(earlier), now=say.graded(one)
    )
    detail = _("assessments of {before} and {now}, by the same rule").format(before=earlier.year, now=one.year)
    return Item(_score(facts, change), UP if change > 0 else DOWN, text, detail, PAGE, _alone(facts, one))


def _low(facts: Facts, one: Assessment) -> Item:
    """Scores by the points that are missing to the next predikat."""
    found = one.next_predicate
    text = _("**{city}**: {regime} index {graded}, {gap} points below {next}").format(
        city=one.name,
        regime=say.regime(one.regime),
        graded=say.graded(one),
        gap=say.value(found["gap"]),
        next=say.predicate(found["next_predicate"]),
    )
    detail = ngettext(
        "assessment of {year} · at least {n} step of one level away",
        "assessment of {year} · at least {n} steps of one level away",
        int(found["steps"]),
    ).format(year=one.year, n=words.number(found["steps"]))
    return Item(_score(facts, found["gap"]), LOW, text, detail, PAGE, _alone(facts, one), "steps")


def _incomplete(facts: Facts, one: Assessment) -> Item:
    """Of no size: it stands last."""
    text = _("**{city}**: {regime} index of {year} cannot be computed").format(
        city=one.name, regime=say.regime(one.regime), year=one.year
    )
    n = len(one.missing)
    detail = ngettext("{n} indicator without a level", "{n} indicators without a level", n).format(n=words.number(n))
    return Item(0.0, MISSING, text, detail, PAGE, _alone(facts, one))


FAMILY = Family("digital_index", show, ("pemdi",), order=6)
