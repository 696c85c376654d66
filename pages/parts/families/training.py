"""Training on Ringkasan: whether places keep pace with the yearly JP, what changed, which offices lag for certain."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from data.selection import Selection
from metrics.findings import Finding, Series, what_changed
from metrics.metric import State
from metrics.registry import metric
from metrics.training.pace import behind
from pages.parts import access, address, cards, pelatihan_top, words
from pages.parts import pelatihan_facts as facts_of
from pages.parts import pelatihan_words as say
from pages.parts.families import Family, Item, Lists, changes
from pages.parts.indicator import figures, history, places
from pages.parts.pelatihan_facts import Facts
from pages.parts.words import _

PAGE = "pelatihan.py"
LATE = ":orange[:material/schedule:]"
NAMED = 3  # offices that a sentence names
LARGEST = 2  # offices named where every one lags: those where most people are lacking


def show(selection: Selection) -> Lists:
    """The sentence and the cards of training; gives the findings. Nothing while the store holds no staff."""
    facts = facts_of.load(selection)
    if facts is None:
        return Lists()
    st.subheader(say.headline(facts), anchor=False)
    if sentence := say.sentence(facts):
        st.markdown(sentence)
    if told := say.not_applied(facts):
        st.caption(f":material/filter_alt_off: {told}")
    if facts.several:
        cards.show(figures.of([facts]))
    elif not facts.hidden:
        cards.show(pelatihan_top.of_one(facts)[:3])
    st.page_link(PAGE, label=_("Training"), icon=":material/school:", query_params=address.link())
    return lists(facts)


def lists(facts: Facts) -> Lists:
    """What changed within a year, and which offices lie behind the pace for certain."""
    if facts.hidden:
        return Lists()
    frame = offices(facts)
    found = what_changed([Series(metric(facts_of.MET), frame, ("unit",))], facts.now, facts.before)
    changed = tuple(_changed(finding, facts) for finding in found)
    if len(facts.selection.unit) != 1:  # a single office is among the offices already
        changed += changes.items(facts, facts.asked, PAGE, _label(facts))
    lost = tuple(item for item in changed if item.worse)
    late = _late(facts, frame[frame["period"] == facts.now])
    compared = set(frame.loc[frame["period"] == facts.now, "unit"]) & set(
        frame.loc[frame["period"] == facts.before, "unit"]
    )
    return Lists(changed, late + lost, (), len(frame) > 0, len(compared) > 0)


def offices(facts: Facts) -> pd.DataFrame:
    """The share with the yearly JP of every office that is shown, now and a year ago; a share, not a percentage."""
    reach = facts.selection.but(first=facts.before, last=facts.now)
    frame = access.answer(facts_of.MET, by=("unit", "period"), selection=reach).frame
    return frame[(frame["state"] == State.SHOWN) & frame["period"].isin((facts.before, facts.now))]


def _late(facts: Facts, now: pd.DataFrame) -> tuple[Item, ...]:
    """One finding per city: its offices behind the pace, tested and adjusted over all offices together.

    Score: the mean gap to the pace that the intervals of those offices still allow, as a share of the range.
    """
    if now.empty:
        return ()
    target = facts.pace / facts_of.FULL
    p = behind(now["value"], now["n"].astype(float), target)
    late = now[[history.certain(one) for one in p]].assign(gap=lambda frame: target - frame["high"])
    items = []
    for city, of_city in late.groupby(late["unit"].map(access.city_of), sort=False):
        every = int((now["unit"].map(access.city_of) == city).sum())
        items.append(_behind(facts, str(city), of_city.sort_values("value"), every))
    return tuple(items)


def _behind(facts: Facts, city: str, late: pd.DataFrame, every: int) -> Item:
    unit = facts.selection.unit
    chosen = facts.asked.but(city=(city,), unit=tuple(key for key in unit if access.city_of(key) == city))
    said = {
        "place": places.city(city, facts.selection),
        "late": words.number(len(late)),
        "n": words.number(every),
        "duty": say.duty(facts),
        "pace": say.share(facts.pace),
        "period": facts.said(facts.now),
    }
    if every == 1:
        said["place"] = access.name("unit", late["unit"].iloc[0])
    if say.over(facts):
        text = _("**{place}**: {late} of {n} offices short of {duty} JP for everybody")
        if every == 1:
            text = _("**{place}** is short of {duty} JP for everybody")
        detail = _("target {pace} by {period} · {named}")
    else:
        text = _("**{place}**: {late} of {n} offices behind the {duty} JP pace")
        if every == 1:
            text = _("**{place}** is behind the {duty} JP pace")
        detail = _("pace {pace} by {period} · {named}")
        if every > 1:
            detail += " · " + _("holds up though many offices are compared")
    said["named"] = _named(late, every)
    text, detail = text.format(**said), detail.format(**said)
    return Item(float(late["gap"].mean()), LATE, text, detail, PAGE, chosen, "who")


def _named(late: pd.DataFrame, every: int) -> str:
    """The lowest offices; where every one lags, those where most people are lacking, which is where to begin."""
    if len(late) < every or every == 1:
        rows = history.rows_of(late.head(NAMED))
        named = [f"{access.name('unit', row['unit'])} {words.percent(row['value'])}" for row in rows]
        return _("lowest: {offices}").format(offices=words.listing(named))
    short = (late["n"].astype(float) * (1 - late["value"])).round()
    most = short.sort_values(ascending=False, kind="stable").head(LARGEST)
    named = [f"{access.name('unit', late.at[i, 'unit'])} ({words.number(n)})" for i, n in most.items()]
    return _("most staff lacking: {offices}").format(offices=words.listing(named))


def _changed(finding: Finding, facts: Facts) -> Item:
    unit = str(finding.subject["unit"])
    alone = facts.asked.but(city=(access.city_of(unit),), unit=(unit,))
    scaled = {name: facts_of.FULL * finding.numbers[name] for name in ("value", "change", "low", "high")}
    in_percent = replace(finding, numbers={**finding.numbers, **scaled})
    return changes.of_finding(in_percent, facts.metric, facts.said(facts.before), alone, PAGE, _label(facts))


def _label(facts: Facts) -> str:
    return _("share of staff with {duty} JP").format(duty=say.duty(facts))


FAMILY = Family("training", show, (facts_of.MET,))
