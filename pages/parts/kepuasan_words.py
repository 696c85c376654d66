"""The sentences at the top of the page Kepuasan. Each states what the numbers say, and how sure that is."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from metrics import compare
from metrics.metric import State
from pages.parts import kepuasan_facts as facts_of
from pages.parts import words
from pages.parts.kepuasan_facts import Facts, Place, certain
from pages.parts.words import _, ngettext


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
    change = facts.changes.loc[place.name]
    if words.missing(change["change"]):
        return _("Public satisfaction in {place} is at {value} points, grade {grade}").format(
            place=place.name, value=words.number(row["value"], 2), grade=row["grade"]
        )
    points = {"place": place.name, "points": words.number(abs(change["change"]), 1)}
    if provisional(facts):
        if change["change"] >= 0:
            return _("Public satisfaction in {place} is {points} points above a year ago, for now").format(**points)
        return _("Public satisfaction in {place} is {points} points below a year ago, for now").format(**points)
    if not certain(change["p_adjusted"]):
        return _("Public satisfaction in {place} has not demonstrably changed within a year").format(**points)
    if change["change"] > 0:
        return _("Public satisfaction in {place} rose {points} points within a year, a real rise").format(**points)
    return _("Public satisfaction in {place} fell {points} points within a year, a real fall").format(**points)


def provisional(facts: Facts) -> bool:
    """Whether the newest period has begun but lacks quarters: beside a whole one a year ago that proves nothing yet."""
    return not facts.complete and facts.now <= facts.known[1]


def so_far(facts: Facts) -> str:
    """Which quarters an unfinished period holds: `Semester II 2026 baru berisi TW III 2026`."""
    return _("{period} holds only {range} so far").format(
        period=facts.said(facts.now), range=words.period_range(facts.now, facts.known[1])
    )


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
    if certain(_pairs(facts, shown).loc[(best.name, worst.name)]):
        return _(
            "Satisfaction is highest in {best} and lowest in {worst}, {points} points apart, a real difference"
        ).format(**said)
    return _("The cities cannot be told apart: {points} points between {best} and {worst} are within chance").format(
        **said
    )


def _shown(facts: Facts) -> list[Place]:
    """Places with a value now, the highest first."""
    there = [place for place in facts.places if State(place.at(facts.now)["state"]) is State.SHOWN]
    return sorted(there, key=lambda place: -place.at(facts.now)["value"])


def _pairs(facts: Facts, shown: list[Place]) -> pd.Series:
    """Adjusted p of the difference of every two places now."""
    pairs = list(combinations(shown, 2))
    columns = ["value", "exact", "se", "df"]
    first, second = (pd.DataFrame([pair[i].at(facts.now)[columns].astype(float) for pair in pairs]) for i in (0, 1))
    found = compare.difference(first.reset_index(drop=True), second.reset_index(drop=True))
    names = pd.MultiIndex.from_tuples([(a.name, b.name) for a, b in pairs])
    return pd.Series(compare.benjamini_hochberg(found["p"]), index=names)


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
            n=_people(row["n"]),
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
        alike = [(a, b) for a, b in p.index if not certain(p.loc[(a, b)])]
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
    if not said and not facts.several and words.missing(facts.changes["change"].iloc[0]):
        said.append(
            _("No comparison with {period}: {reason}.").format(
                period=facts.said(facts.before),
                reason=words.inside(facts_of.hidden(facts.whole.at(facts.before)["state"])),
            )
        )
    if provisional(facts):
        said.append(_("{so_far}; comparisons with a year ago are provisional.").format(so_far=so_far(facts)))
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


def _people(n: int) -> str:
    return ngettext("{n} respondent", "{n} respondents", n).format(n=words.number(n))


def change(facts: Facts, place: Place) -> str:
    """The change of a place over a year: `naik 1,9 poin, nyata`, or why there is none."""
    row = facts.changes.loc[place.name]
    if words.missing(row["change"]):
        return _("no comparison a year ago")
    said = {"points": words.number(abs(row["change"]), 1)}
    if provisional(facts):
        return (_("up {points} points for now") if row["change"] >= 0 else _("down {points} points for now")).format(
            **said
        )
    if not certain(row["p_adjusted"]):
        return _("no demonstrable change")
    return (_("up {points} points, real") if row["change"] > 0 else _("down {points} points, real")).format(**said)


def trend_title(facts: Facts) -> str:
    """What the trend shows, as a heading."""
    first, last = facts.said(facts.axis[0]), facts.said(facts.axis[-1])
    if facts.several:
        moved = [p for p in facts.places if certain(facts.changes.loc[p.name, "p_adjusted"]) and not provisional(facts)]
        up = [p.name for p in moved if facts.changes.loc[p.name, "change"] > 0]
        down = [p.name for p in moved if facts.changes.loc[p.name, "change"] < 0]
        if up and down:
            return _("Within a year {up} rose and {down} fell").format(up=words.listing(up), down=words.listing(down))
        if up:
            return _("Within a year {places} rose demonstrably").format(places=words.listing(up))
        if down:
            return _("Within a year {places} fell demonstrably").format(places=words.listing(down))
        return _("IKM of {n} cities, {first} to {last}").format(
            n=words.number(len(facts.places)), first=first, last=last
        )
    shown = facts.whole.frame.loc[[p for p in facts.axis if p in facts.whole.frame.index]]
    shown = shown[shown["state"] == State.SHOWN]
    if facts.empty:
        return _("In these periods there are published figures only")
    if shown.empty:
        return _("No period has a figure to show")
    if shown.index[-1] != facts.now:
        return _("Last figure that can be shown: {value} in {period}").format(
            value=words.number(shown["value"].iloc[-1], facts_of.ikm().decimals),
            period=facts.said(int(shown.index[-1])),
        )
    if len(shown) < 2:
        return _("IKM in {period}, {goal}").format(period=facts.said(facts.now), goal=_to_the_next_grade(facts, shown))
    return ", ".join([_since_the_first(facts, shown), _to_the_next_grade(facts, shown)])


def _since_the_first(facts: Facts, shown: pd.DataFrame) -> str:
    """How the newest period compares with the first on the chart, unless something cut the line in between."""
    start, end = shown.iloc[[0]], shown.iloc[[-1]]
    said = {"period": facts.said(int(shown.index[0]))}
    if facts_of.broken(facts.marks, facts.whole.key, int(shown.index[0]), facts.now):
        return _("IKM since {period}").format(**said)
    found = facts_of.changes(end, start).iloc[0]
    if provisional(facts):
        return _("IKM since {period}, {so_far}").format(**said, so_far=so_far(facts))
    if not certain(found["p"]):
        return _("IKM about as in {period}").format(**said)
    said["points"] = words.number(abs(found["change"]), 1)
    return (
        _("IKM up {points} points since {period}")
        if found["change"] > 0
        else _("IKM down {points} points since {period}")
    ).format(**said)


def _to_the_next_grade(facts: Facts, shown: pd.DataFrame) -> str:
    """How far the newest value lies from the grade above."""
    row = shown.iloc[-1]
    above = facts_of.next_grade(row["grade"], int(shown.index[-1]))
    if above is None:
        return _("in the highest grade")
    return _("{points} below grade {letter}").format(
        points=words.number(float(above.bound) - row["value"], 1), letter=above.letter
    )


def trend_twin(facts: Facts) -> str:
    """The trend in sentences, for who does not see it."""
    told = []
    for place in facts.places:
        rows = place.frame.loc[[p for p in facts.axis if p in place.frame.index]]
        shown = rows[rows["state"] == State.SHOWN]
        if shown.empty:
            told.append(_("{place}: nothing to show.").format(place=place.name))
            continue
        text = _("{place}: from {first} in {first_period} to {last} in {last_period}; {change} within a year.").format(
            place=place.name,
            first=words.number(shown["value"].iloc[0], 1),
            first_period=facts.said(int(shown.index[0])),
            last=words.number(shown["value"].iloc[-1], 1),
            last_period=facts.said(int(shown.index[-1])),
            change=change(facts, place),
        )
        gaps = len(rows) - len(shown)
        if gaps:
            text += " " + ngettext("{n} period without a figure.", "{n} periods without a figure.", gaps).format(n=gaps)
        told.append(text)
    return " ".join(told)
