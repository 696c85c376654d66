"""The sentences at the top of the page Kepuasan. Each states what the numbers say, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import combinations

from metrics.metric import State
from pages.parts import kepuasan_facts as facts_of
from pages.parts import words
from pages.parts.indicator import happened, history
from pages.parts.indicator import say as shared
from pages.parts.indicator.history import Place, certain
from pages.parts.kepuasan_facts import Facts
from pages.parts.words import _

MOST_NAMED = 3  # places level at the top that the headline names


def headline(facts: Facts) -> str:
    """The finding in one sentence."""
    return _of_several(facts) if facts.several else _of_one(facts, facts.whole)


def _of_one(facts: Facts, place: Place) -> str:
    row = place.at(facts.now)
    state = State(row["state"])
    when = {"place": place.name, "period": facts.said(facts.now)}
    if state is State.NO_DATA:
        return _("No satisfaction data yet for {place} in {period}").format(**when)
    if state is State.SUPPRESSED:
        return _("Satisfaction in {place} in {period} is hidden to protect the respondents").format(**when)
    if state is State.UNDEFINED:
        return _("Satisfaction in {place} in {period} has no index: an element has no answers").format(**when)
    change = facts.moves[place.name]
    if words.missing(change["change"]):
        return _("Public satisfaction in {place} is at {value} points, grade {grade}").format(
            place=place.name, value=words.number(row["value"], 2), grade=row["grade"]
        )
    points = {"place": place.name, "points": words.number(abs(change["change"]), 1)}
    if facts.provisional:
        if change["change"] >= 0:
            return _("Public satisfaction in {place} is {points} points above a year ago, for now").format(**points)
        return _("Public satisfaction in {place} is {points} points below a year ago, for now").format(**points)
    if not certain(change["p_adjusted"]):
        return _("Public satisfaction in {place} has not demonstrably changed within a year").format(**points)
    if change["change"] > 0:
        return _("Public satisfaction in {place} rose {points} points within a year, a real rise").format(**points)
    return _("Public satisfaction in {place} fell {points} points within a year, a real fall").format(**points)


def _of_several(facts: Facts) -> str:
    shown = _shown(facts)
    if len(shown) < 2:
        if not shown:
            return _of_one(facts, facts.whole)
        return _("Only {place} has satisfaction figures to show for {period}").format(
            place=shown[0].name, period=facts.said(facts.now)
        )
    best, worst = shown[0], shown[-1]
    gap = best.at(facts.now)["value"] - worst.at(facts.now)["value"]
    said = {"best": best.name, "worst": worst.name, "points": words.number(gap, 1)}
    apart = {pair for pair, p in _pairs(facts, shown).items() if certain(p)}
    if (best.name, worst.name) in apart:
        top = _level(best.name, worst.name, [place.name for place in shown], apart)
        if len(top) > 1:
            return _(
                "Satisfaction is highest in {top} (not to be told apart) and lowest in {worst}; {points} points between {best} and {worst}, a real difference"
            ).format(**said, top=words.listing(top, MOST_NAMED))  # fmt: skip
        return _(
            "Satisfaction is highest in {best} and lowest in {worst}, {points} points apart, a real difference"
        ).format(**said)
    return _("The cities cannot be told apart: {points} points between {best} and {worst} are within chance").format(
        **said
    )


def _level(best: str, worst: str, names: Sequence[str], apart: Set[tuple[str, str]]) -> list[str]:
    """The highest and those that no test tells from it, as far as they can be told from the lowest."""
    return [best, *(name for name in names if (best, name) not in apart and name != best and (name, worst) in apart)]


def _shown(facts: Facts) -> list[Place]:
    """Places with a value now, the highest first."""
    there = [place for place in facts.places if State(place.at(facts.now)["state"]) is State.SHOWN]
    return sorted(there, key=lambda place: -place.at(facts.now)["value"])


def _pairs(facts: Facts, shown: list[Place]) -> dict[tuple[str, str], float]:
    """Adjusted p of the difference of every two places now."""
    pairs = list(combinations(shown, 2))
    first, second = ([pair[i].at(facts.now) for pair in pairs] for i in (0, 1))
    found = history.changes(first, second)["p_adjusted"]
    return {(a.name, b.name): p for (a, b), p in zip(pairs, found, strict=True)}


def certainty(facts: Facts, weakest: str) -> str:
    """The sentence below the headline, in Markdown: value, grade, interval, n, weakest element; or what to do."""
    if facts.several:
        return _certainty_of_several(facts)
    row = facts.whole.at(facts.now)
    if State(row["state"]) is not State.SHOWN:
        return _instead(facts)
    parts = [
        _("IKM **{value} ({grade}, {name})** in {period}, interval {interval} from {n}.").format(
            value=words.number(row["value"], facts_of.ikm().decimals),
            grade=row["grade"],
            name=facts_of.grade_name(row["grade"]),
            period=facts.said(facts.now),
            interval=words.interval(row["low"], row["high"], facts_of.ikm().decimals),
            n=shared.people(facts.metric, row["n"]),
        )
    ]
    if row["n"] < facts_of.INDICATIVE:
        parts.append(_("Indicative only: fewer than {n} respondents.").format(n=words.number(facts_of.INDICATIVE)))
    if weakest:
        parts.append(weakest)
    parts += _cautions(facts)
    return " ".join(parts)


def _certainty_of_several(facts: Facts) -> str:
    shown = _shown(facts)
    if not shown:
        return _instead(facts)
    values = words.listing(
        f"{place.name} **{words.number(row['value'], 2)} ({row['grade']})**"
        for place in shown
        for row in (place.at(facts.now),)
    )
    parts = [_("IKM in {period}: {values}.").format(period=facts.said(facts.now), values=values)]
    if len(shown) > 1:
        p = _pairs(facts, shown)
        alike = [pair for pair, adjusted in p.items() if not certain(adjusted)]
        if alike:
            said = words.listing([_("{a} and {b}").format(a=a, b=b) for a, b in alike], 3)
            parts.append(_("Cannot be told apart: {pairs}.").format(pairs=said))
    silent = [place for place in facts.places if place not in shown]
    if silent:
        parts.append(
            _("Without a figure: {places}.").format(
                places=words.listing(
                    f"{place.name} ({words.inside(facts_of.hidden(place.at(facts.now)['state']))})" for place in silent
                )
            )
        )
    return " ".join([*parts, *_cautions(facts)])


def _cautions(facts: Facts) -> list[str]:
    """What a careful reader must know about the comparison."""
    said = []
    for mark in dict.fromkeys(place.broken for place in facts.places if place.broken):
        said.append(
            _("Not compared with a year ago, because in between: {title} ({date}).").format(
                title=mark.title, date=words.date(mark.day)
            )
        )
    if not said and not facts.several and words.missing(facts.moves[facts.places[0].name]["change"]):
        said.append(
            _("No comparison with {period}: {reason}.").format(
                period=facts.said(facts.before),
                reason=words.inside(facts_of.hidden(facts.whole.at(facts.before)["state"])),
            )
        )
    if facts.provisional:
        said.append(_("{so_far}; comparisons with a year ago are provisional.").format(so_far=shared.so_far(facts)))
    elif not facts.complete:
        said.append(_("{period} is not over yet.").format(period=facts.said(facts.now)))
    return said


def _instead(facts: Facts) -> str:
    """What to do where there is no figure to read."""
    state = State(facts.whole.at(facts.now)["state"])
    if state is State.NO_DATA:
        return _("The store has answers for {range}. Choose another place or period, or import a survey file.").format(
            range=words.period_range(facts.known[0], facts.known[1], facts.grain)
        )
    if state is State.SUPPRESSED:
        advice = _("Choose a longer period, a coarser grain, or fewer filters to see more.")
        return f"{facts_of.hidden(state)}. {advice}"
    return _("Choose a longer period, so that every element has an answer.")


def trend_title(facts: Facts) -> str:
    """What the trend shows, as a heading."""
    if facts.several:
        return shared.trend_title(facts)
    shown = facts.whole.shown(facts.axis)
    if facts.empty:
        return _("In these periods there are published figures only")
    if not shown:
        return _("No period has a figure to show")
    newest = shown[-1]
    if newest["period"] != facts.now:
        return _("Last figure that can be shown: {value} in {period}").format(
            value=words.number(newest["value"], facts_of.ikm().decimals), period=facts.said(newest["period"])
        )
    if len(shown) < 2:
        return _("IKM in {period}, {goal}").format(period=facts.said(facts.now), goal=_to_the_next_grade(newest))
    return ", ".join([_since_the_first(facts, shown), _to_the_next_grade(newest)])


def _since_the_first(facts: Facts, shown: Sequence[history.Row]) -> str:
    """How the newest period compares with the first on the chart, unless something cut the line in between."""
    start, end = shown[0], shown[-1]
    said = {"period": facts.said(start["period"])}
    if happened.broken(facts.marks, facts.whole.key, start["period"], facts.now):
        return _("IKM since {period}").format(**said)
    found = history.changes([end], [start]).iloc[0]
    if facts.provisional:
        return _("IKM since {period}, {so_far}").format(**said, so_far=shared.so_far(facts))
    if not certain(found["p"]):
        return _("IKM about as in {period}").format(**said)
    said["points"] = words.number(abs(found["change"]), 1)
    return (
        _("IKM up {points} points since {period}")
        if found["change"] > 0
        else _("IKM down {points} points since {period}")
    ).format(**said)


def _to_the_next_grade(row: history.Row) -> str:
    """How far a value lies from the grade above."""
    above = facts_of.next_grade(row["grade"], row["period"])
    if above is None:
        return _("in the highest grade")
    return _("{points} below grade {letter}").format(
        points=words.number(float(above.bound) - row["value"], 1), letter=above.letter
    )
