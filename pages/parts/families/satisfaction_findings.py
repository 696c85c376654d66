"""Findings on satisfaction in words: which offices and elements changed, are low, or rest on too few people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from data.selection import Selection
from metrics import periods
from metrics.findings import Finding, Kind, Series, needs_attention, what_changed
from metrics.periods import QUARTERS_IN
from metrics.registry import metric
from metrics.satisfaction.elements import ELEMENTS
from pages.parts import access, words
from pages.parts.families import Item, Lists
from pages.parts.indicator import places, say
from pages.parts.indicator.happened import CUTS
from pages.parts.kepuasan_facts import Facts
from pages.parts.words import _, ngettext

ICONS = {
    Kind.IMPROVED: ":green[:material/trending_up:]",
    Kind.WORSENED: ":red[:material/trending_down:]",
    Kind.MOVED: ":material/trending_flat:",
    Kind.LOW_GRADE: ":orange[:material/flag:]",
    Kind.FEW_RESPONDENTS: ":gray[:material/group_remove:]",
}


def lists(facts: Facts) -> Lists:
    """What changed within a year, and what needs attention now."""
    broken = breaks(facts)
    series = [_comparable(one, facts, broken) for one in _series(facts)]
    changed = what_changed(series, facts.now, facts.before)
    attention = needs_attention(series, facts.now, changed)
    return Lists(
        tuple(_item(finding, facts) for finding in changed),
        tuple(_item(finding, facts) for finding in attention),
        (*_cautions(broken, facts), *_unfinished(facts)),
        any(len(one.at(facts.now)) for one in series),
        any(one.at(facts.now).index.isin(one.at(facts.before).index).any() for one in series),
    )


def _series(facts: Facts) -> list[Series]:
    """The estimates that are compared: offices (services of one office), and elements of each city."""
    selection = facts.selection.but(first=facts.before, last=facts.now + QUARTERS_IN[facts.grain] - 1)
    within = "service" if len(selection.unit) == 1 else "unit"
    by = ("city",) if facts.several else ()
    index = access.answer("ikm", by=(within, "period"), selection=selection)
    elements = access.answer("nrr", by=(*by, "period", "element"), selection=selection)
    return [
        Series(metric("ikm"), index.frame, (within,)),
        Series(metric("nrr"), elements.frame, (*by, "element")),
    ]


def breaks(facts: Facts) -> pd.DataFrame:
    """Changes of questionnaire or rule between the two periods: city, unit (empty: the whole city), happened_on."""
    marks = access.events(facts.selection)
    days = pd.to_datetime(marks["happened_on"])
    quarters = [periods.quarter_of(day.year, day.quarter) for day in days]
    last = facts.now + QUARTERS_IN[facts.grain] - 1
    here = [facts.before < quarter <= last for quarter in quarters]
    return marks[pd.Series(here, index=marks.index, dtype=bool) & marks["kind"].isin(CUTS)]


def _comparable(series: Series, facts: Facts, broken: pd.DataFrame) -> Series:
    """Without the earlier values of places whose questionnaire or rule changed since."""
    frame = series.frame
    then = (frame["period"] == facts.before) & cut(frame, broken)
    return Series(series.metric, frame[~then], series.by)


def cut(frame: pd.DataFrame, broken: pd.DataFrame) -> pd.Series:
    """Which rows (by unit, by city, or neither) are of places in `broken`, whose figures changed in kind."""
    whole = broken["unit"].isna() | (broken["unit"] == "")
    if "unit" in frame:
        cities = frame["unit"].map(access.city_of)
        return frame["unit"].isin(broken["unit"]) | cities.isin(broken.loc[whole, "city"])
    if "city" in frame:
        return frame["city"].isin(broken.loc[whole, "city"])
    return pd.Series(not broken.empty, index=frame.index)


def _cautions(broken: pd.DataFrame, facts: Facts) -> tuple[str, ...]:
    if broken.empty:
        return ()
    names = dict.fromkeys(
        access.name("unit", row.unit) if isinstance(row.unit, str) and row.unit else access.name("city", row.city)
        for row in broken.itertuples()
    )
    said = _("Not compared with {period}, because the questionnaire or rule changed since: {places}.")
    return (said.format(period=facts.said(facts.before), places=words.listing(names, 4)),)


def _unfinished(facts: Facts) -> tuple[str, ...]:
    if not facts.provisional:
        return ()
    said = _("{so_far}; comparisons with a year ago are provisional.")
    return (said.format(so_far=say.so_far(facts)),)


def _item(finding: Finding, facts: Facts) -> Item:
    selection = _selection(finding.subject, facts.selection)
    text, detail = _say(finding, _subject(finding.subject, selection), facts)
    section = "elements" if "element" in finding.subject else ""
    worse = finding.kind is Kind.WORSENED
    return Item(finding.score, ICONS[finding.kind], text, detail, "kepuasan.py", selection, section, worse)


def _selection(subject: Mapping[str, Any], chosen: Selection) -> Selection:
    """The selection that shows the subject alone."""
    changes: dict[str, Any] = {d: (subject[d],) for d in ("city", "unit", "service") if d in subject}
    if "unit" in subject:
        changes["city"] = (access.city_of(subject["unit"]),)
    return chosen.but(**changes)


def _subject(subject: Mapping[str, Any], selection: Selection) -> str:
    place = places.name(selection)
    if "element" not in subject:
        return place
    return _("{element} in {place}").format(element=words.pick(ELEMENTS[subject["element"]]), place=place)


def _say(finding: Finding, subject: str, facts: Facts) -> tuple[str, str]:
    numbers, described = finding.numbers, metric(finding.metric)
    decimals = min(described.decimals, 2)
    grade = numbers.get("grade")
    value = words.number(numbers["value"], decimals) + (f" ({grade})" if isinstance(grade, str) else "")
    people = ngettext("{n} respondent", "{n} respondents", numbers["n"]).format(n=words.number(numbers["n"]))
    if finding.kind is Kind.FEW_RESPONDENTS:
        return (
            _("**{subject}** has only {people}; its figure {value} is indicative").format(
                subject=subject, people=people, value=value
            ),
            _("from {least} respondents on a figure stands on its own").format(least=words.number(numbers["least"])),
        )
    if finding.kind is Kind.LOW_GRADE:
        return (
            _("**{subject}** is graded {grade}: {value}, below the {bound} of a B").format(
                subject=subject,
                grade=grade,
                value=words.number(numbers["value"], decimals),
                bound=words.number(numbers["bound"], decimals),
            ),
            _("chance of being below B {probability} · interval {interval} · {people}").format(
                probability=words.percent(min(numbers["probability"], 0.9999)),  # an estimate is never certain
                interval=words.interval(numbers["low"], numbers["high"], decimals),
                people=people,
            ),
        )
    amount = words.number(abs(numbers["change"]), decimals)
    said = (
        _("**{subject}** rose by {amount} to {value}")
        if numbers["change"] > 0
        else _("**{subject}** fell by {amount} to {value}")
    )
    mark = _("provisional") + " · " if facts.provisional else ""
    return (
        said.format(subject=subject, amount=amount, value=value),
        mark + say.change_rests_on(described, facts.said(facts.before), numbers, numbers["n"]),
    )
