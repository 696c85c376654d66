"""The top of the page Kepuasan: finding, certainty, cards."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from metrics.limits import grades
from metrics.metric import Metric, State
from metrics.registry import metric
from metrics.satisfaction import gauge, goal
from metrics.satisfaction.elements import ELEMENTS
from metrics.satisfaction.grade import probabilities
from pages.parts import access, address, all_periods, cards, kepuasan_detail, words
from pages.parts import kepuasan_facts as facts_of
from pages.parts import kepuasan_words as say
from pages.parts.indicator import places
from pages.parts.indicator import say as shared
from pages.parts.indicator.history import Place, Row, certain
from pages.parts.kepuasan_detail import Elements
from pages.parts.kepuasan_facts import Facts
from pages.parts.words import _

MOST_CARDS = 24  # cities side by side
SMALLEST = 1e-9  # a normal tail ends nowhere: "0%" would claim what no sample can


def show(facts: Facts, elements: Elements | None) -> None:
    """Headline, sentence, cards."""
    st.title(say.headline(facts), anchor=False)
    st.markdown(say.certainty(facts, kepuasan_detail.weakest(elements) if elements else ""))
    if told := shared.not_applied(facts.asked, access.SURVEY):
        st.caption(f":material/filter_alt_off: {told}")
    if elements is None:
        cards.show([_of_city(facts, place) for place in facts.places[:MOST_CARDS]])
        if len(facts.places) > MOST_CARDS:
            told = _("{n} of {all} cities; the page Regions finds and compares all of them.")
            st.caption(told.format(n=words.number(MOST_CARDS), all=words.number(len(facts.places))))
    elif State(facts.whole.at(facts.now)["state"]) is State.SHOWN:
        cards.show([_index(facts), _weakest(facts, elements), _chance(facts), _sample(facts)])


def next_steps(facts: Facts) -> None:
    """Where there is nothing to read: the way to the periods that have answers, and to the import."""
    all_periods.button(facts.asked)
    to_import()


def to_import() -> None:
    """The way to the page that brings data in."""
    st.page_link("impor.py", label=_("Import data"), icon=":material/upload_file:", query_params=address.link())


def _moved(facts: Facts, place: Place) -> cards.Change | None:
    return _change(facts, facts_of.ikm(), facts.moves[place.name], 1)


def _change(facts: Facts, described: Metric, row: Row, decimals: int) -> cards.Change | None:
    """The change since a year ago with its verdict; without one while the period lacks quarters."""
    since, sure = facts.said(facts.before), certain(row["p_adjusted"])
    found = cards.change(described, row["change"], certain=sure, since=since, decimals=decimals)
    if found is None or not facts.provisional:
        return found
    return replace(
        found, colour="gray", said=cards.points(described) + _("provisional, since {period}").format(period=since)
    )


def _of_city(facts: Facts, place: Place) -> cards.Card:
    row = place.at(facts.now)
    grade = f" {row['grade']}" if isinstance(row["grade"], str) else ""
    return cards.of(
        facts_of.ikm(), row, label=place.name, change=_moved(facts, place), suffix=grade, minimum=facts_of.minimum()
    )


def _index(facts: Facts) -> cards.Card:
    row = facts.whole.at(facts.now)
    label = _("IKM · {period}").format(period=facts.said(facts.now))
    return cards.of(facts_of.ikm(), row, label=label, change=_moved(facts, facts.whole), suffix=f" {row['grade']}")


def _weakest(facts: Facts, elements: Elements) -> cards.Card:
    nrr = metric("nrr")
    row = elements.rows[0]
    label = _("Lowest element: {name}").format(name=words.pick(ELEMENTS[row["element"]]).lower())
    change = _change(facts, nrr, row, 2)
    return cards.of(nrr, row, label=label, change=change, decimals=2, minimum=facts_of.minimum())


def _chance(facts: Facts) -> cards.Card:
    """How sure the letter is: the probability of an A, and what one element would have to do for the next letter."""
    described = metric("grade_a_probability")
    label = _("Probability of grade A (from {bound})").format(bound=words.number(grades.bounds(facts.now)[-1].bound, 2))
    chance, earlier = _chances(facts)
    change = None
    if facts.whole.broken is None and not words.missing(earlier) and abs(chance - earlier) >= 0.01:
        text = _("{points} pp").format(points=words.signed(100 * (chance - earlier)))
        since = _("since {period}").format(period=facts.said(facts.before))
        change = cards.Change(text, "up" if chance > earlier else "down", "gray", since)
    shown = words.DASH if words.missing(chance) else words.percent(min(max(chance, SMALLEST), 1 - SMALLEST))
    return cards.Card(label, shown, change, _goal(facts), words.pick(described.meaning))


def _chances(facts: Facts) -> tuple[float, float]:
    """The indicator grade_a_probability now and a year ago, from the index and its error that are here already."""
    rows = [facts.whole.at(period) for period in (facts.now, facts.before)]
    exact, error = ([float(row.get(name, float("nan"))) for row in rows] for name in ("exact", "se"))
    now, before = probabilities(exact, error, [float(facts.now), float(facts.before)])["A"]
    return float(now), float(before)


def _goal(facts: Facts) -> str:
    sums = facts.whole.sums_at(facts.now)
    above = facts_of.next_grade(facts.whole.at(facts.now)["grade"], facts.now)
    if sums is None or above is None:
        return _("the highest grade is reached")
    rises = goal.rises_needed(sums.iloc[0], above.letter, facts.now).to_dict("records")
    possible = [rise for rise in rises if rise["reachable"]]
    if not possible:
        return _("for {letter}: more than one element must rise").format(letter=above.letter)
    lowest = min(possible, key=lambda rise: rise["value"])
    return _("for {letter}: raise {name} by {rise}").format(
        letter=above.letter,
        name=words.pick(ELEMENTS[lowest["element"]]).lower(),
        rise=words.signed(kepuasan_detail.rounded_up(lowest["rise"], 2), 2),
    )


def _sample(facts: Facts) -> cards.Card:
    """Respondents against the need of the whole place; office by office it stands further down."""
    n, users = facts.whole.at(facts.now)["n"], _users(facts)
    if kepuasan_detail.partial(facts.selection):
        return cards.Card(
            _("Respondents"), words.number(n), None, _("the need holds for all respondents of the office together")
        )
    panel = gauge.panel([int(n)], [users]).iloc[0]
    over = panel["achieved"] - panel["needed"]
    need = _("against a need of {needed}").format(needed=words.number(panel["needed"]))
    change = cards.Change(words.signed(over), "up" if over > 0 else "down" if over < 0 else "off", "gray", need)
    known = _("Krejcie–Morgan, N = {n}").format(n=words.number(users))
    note = _("Krejcie–Morgan, users unknown") if words.missing(users) else known
    meaning = words.pick(metric("sample_achieved").meaning)
    return cards.Card(_("Respondents against the need"), words.number(n), change, note, meaning)


def _users(facts: Facts) -> float:
    """Users a year of the chosen offices; NaN where those of none are known."""
    users = access.users()
    cities = places.cities_of(facts.selection)
    chosen = facts.selection.unit or [unit for unit in users if access.city_of(unit) in cities]
    known = [users[unit] for unit in chosen if unit in users and not words.missing(users[unit])]
    return sum(known) if known else float("nan")
