"""Findings on performance in words: which offices report late, changed, or rate nearly all staff good."""

from __future__ import annotations

import pandas as pd

from data.selection import Selection
from metrics.findings import Finding, Series, what_changed
from pages.parts import access, words
from pages.parts import kinerja_facts as facts_of
from pages.parts.families import Item, Lists, changes
from pages.parts.indicator import history, percent, places, say
from pages.parts.indicator.history import certain
from pages.parts.kinerja_facts import Facts
from pages.parts.words import _, ngettext

PAGE = "kinerja.py"
LATE = ":orange[:material/schedule:]"
CONTRAST = ":orange[:material/compare_arrows:]"


def lists(facts: Facts, late: pd.DataFrame) -> Lists:
    """What changed within a year, and what needs attention now. `late`: see `kinerja_facts.late_beside`."""
    if facts.hidden:
        return Lists()
    answer = percent.answers((facts_of.ON_TIME,), by=("unit", "period"), selection=facts.year)[facts_of.ON_TIME]
    series = Series(answer.metric, answer.frame, ("unit",))
    changed = [] if facts.provisional else what_changed([series], facts.now, facts.before)
    contrasts = history.rows_of(facts_of.nearly_all_good(facts))
    moved = (*(_change(finding, facts) for finding in changed), *_cards(facts))
    return Lists(
        moved,
        (
            *(item for item in moved if item.worse),
            *(_late(row, facts) for row in history.rows_of(late)),
            *(_contrast(row, facts) for row in contrasts if certain(row["p_adjusted"])),
        ),
        seen=True,
        compared=bool(series.at(facts.now).index.isin(series.at(facts.before).index).any()),
    )


def _cards(facts: Facts) -> tuple[Item, ...]:
    """What the cards say of cities; of a single office its reports on time are told as those of any office."""
    index = changes.items(facts.index, facts.asked, PAGE, say.label(facts.index.metric), "index") if facts.index else ()
    return (
        *(() if len(facts.selection.unit) == 1 else changes.items(facts, facts.asked, PAGE, _("reports on time"))),
        *changes.items(facts.good, facts.asked, PAGE, _("reviews rated good or very good"), "predicates"),
        *index,
    )


def _where(unit: str, facts: Facts) -> tuple[str, Selection]:
    """An office as it stands in a sentence, and the selection that shows it alone."""
    alone = facts.asked.but(city=(access.city_of(unit),), unit=(unit,))
    return places.name(Selection(city=alone.city, unit=alone.unit)), alone


def _late(row: history.Row, facts: Facts) -> Item:
    """Scores by the distance from the upper limit of the office to the share of all others: what is surely lacking."""
    metric = facts.metric
    office, alone = _where(str(row["unit"]), facts)
    others = row["value"] - row["against"]
    low, high = metric.range
    return Item(
        max(others - row["high"], 0.0) / (high - low),
        LATE,
        _("**{office}** reports late: {share} on time, the others {others}").format(
            office=office, share=say.amount(metric, row["value"]), others=say.amount(metric, others)
        ),
        ngettext(
            "compared with {others} other office · interval {interval} · {n} · holds up though many offices are compared",
            "compared with {others} other offices · interval {interval} · {n} · holds up though many offices are compared",
            int(row["others"]),
        ).format(
            others=words.number(row["others"]),
            interval=f"{words.interval(row['low'], row['high'], metric.decimals)}{say.sign(metric)}",
            n=say.people(metric, row["n"]),
        ),
        PAGE,
        alone,
    )


def _contrast(row: history.Row, facts: Facts) -> Item:
    """Scores by the least fall of satisfaction that the data allow, as a share of its range."""
    office, alone = _where(str(row["unit"]), facts)
    low, high = percent.metric("ikm").range
    return Item(
        -row["high"] / (high - low),
        CONTRAST,
        _(
            "**{office}** rates {good} of its staff good or very good, while satisfaction fell by {points} points"
        ).format(office=office, good=words.percent(row["good_value"], 1), points=words.number(-row["change"], 2)),
        _("IKM {before} to {ikm} · change between {interval} · two figures, no cause").format(
            before=words.number(row["ikm_before"], 2),
            ikm=words.number(row["ikm"], 2),
            interval=words.interval(row["low"], row["high"], 2),
        ),
        PAGE,
        alone,
        part="predicates",
    )


def _change(finding: Finding, facts: Facts) -> Item:
    _office, alone = _where(str(finding.subject["unit"]), facts)
    since = facts.said(facts.before)
    return changes.of_finding(finding, facts.metric, since, alone, PAGE, _("reports on time"))
