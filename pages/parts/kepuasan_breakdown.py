"""Where the index is low: by office, service, channel and kind of respondent."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.answer import Answer
from data.selection import Selection
from data.tables import ENUMERATIONS
from metrics import compare
from metrics.metric import State
from metrics.satisfaction import ikm
from pages.parts import access, choice, kepuasan_detail, table, words
from pages.parts import kepuasan_facts as facts_of
from pages.parts.charts import base, rows
from pages.parts.indicator import places
from pages.parts.indicator.history import Place, certain
from pages.parts.kepuasan_facts import Facts
from pages.parts.words import _, ngettext

ORDERED = ("age", "education")  # their own order is more readable than that of the values
ALL_UP_TO, LOWEST = 18, 12  # so many groups are all drawn; of more, the lowest: the table has all of them
LEAST_SPAN = 10.0
UP, DOWN = "▲", "▼"


def show(facts: Facts, place: Place) -> None:
    """The control, the finding, dots with intervals, the table."""
    with st.container(gap="xsmall"):
        st.subheader(_("Who is satisfied, and who is not"), anchor=False)
        dimension = choice.one_or_none("by", _("Broken down by"), dimensions(place.selection), label)
        if dimension is None:  # a query of its own, which a change of filter need not wait for
            return
        answer = _answer(facts, place, dimension)
        groups = compared(place, facts, answer, dimension)
        if groups.empty:
            st.caption(words.state_reason(State.NO_DATA))
            return
        st.markdown(finding(groups, dimension, place))
        if (groups["state"] == State.SHOWN).any():
            _chart(facts, place, groups, dimension)
        _table(facts, place, groups, dimension)


def _chart(facts: Facts, place: Place, groups: pd.DataFrame, dimension: str) -> None:
    drawn = groups if len(groups) <= ALL_UP_TO else groups.head(LOWEST)
    whole = place.at(facts.now)
    figure = rows.figure(
        drawn.reset_index(drop=True),
        decimals=facts_of.ikm().decimals,
        indicative=facts_of.INDICATIVE,
        least_span=LEAST_SPAN,
        limits=facts_of.ikm().range,
        rule=None if words.missing(whole["value"]) else rows.Rule(float(whole["value"]), place.name),
    )
    st.plotly_chart(figure, key="breakdown", config=base.CONFIG, alt=twin(drawn, dimension))
    _legend(groups, drawn)


def dimensions(selection: Selection) -> list[str]:
    """What the selection can be broken down by: offices unless there is only one; not what is filtered to one value."""
    offered = ("unit", "service", *access.people_of(facts_of.ikm().table))
    return [d for d in offered if len(getattr(selection, d)) != 1]


def label(dimension: str) -> str:
    """The dimension as a choice."""
    if dimension in ENUMERATIONS:
        return words.pick(ENUMERATIONS[dimension].words)
    return _("Office") if dimension == "unit" else _("Service")


def _answer(facts: Facts, place: Place, dimension: str) -> Answer:
    if dimension == "unit":
        return kepuasan_detail.offices(facts, place.selection)["ikm"]
    return access.answer("ikm", by=(dimension,), selection=kepuasan_detail.newest(facts, place.selection))


def compared(place: Place, facts: Facts, answer: Answer, dimension: str) -> pd.DataFrame:
    """The groups, weakest first, each tested against all others together (adjusted over what is tested)."""
    groups = answer.frame.copy()
    groups["period"] = facts.now
    several = len(places.cities_of(place.selection)) > 1
    named = groups[dimension].notna()
    groups["label"] = _("Not stated")
    groups.loc[named, "label"] = [_name(dimension, str(key), several) for key in groups.loc[named, dimension]]
    groups["key"] = place.key
    if dimension == "unit":
        groups["key"] = [access.city_of(unit) for unit in groups["unit"]]
    groups["name"] = ""
    groups["p_adjusted"], groups["against"] = _against_others(place, facts, answer, groups)
    marks = [
        (UP if a > 0 else DOWN) if certain(p) else ""
        for p, a in zip(groups["p_adjusted"], groups["against"], strict=True)
    ]
    shown = groups["state"] == State.SHOWN
    groups["tail"] = [
        f"{words.number(v, 1)} {mark}".strip() if s else ""
        for v, mark, s in zip(groups["value"], marks, shown, strict=True)
    ]
    if dimension not in ORDERED:
        groups = groups.sort_values("value", na_position="last", kind="stable")
    return groups.reset_index(drop=True)


def _name(dimension: str, key: str, several: bool) -> str:
    return places.unit_label(key, several) if dimension == "unit" else access.name(dimension, key)


def _against_others(place: Place, facts: Facts, answer: Answer, groups: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Welch test of each shown group against the rest of the place: a group is part of its whole, not of its rest."""
    p = pd.Series(float("nan"), index=groups.index)
    gap = pd.Series(float("nan"), index=groups.index)
    whole = place.sums_at(facts.now)
    shown = groups.index[groups["state"] == State.SHOWN]
    if whole is None or not len(shown):
        return p, gap
    own = answer.sums.loc[shown, facts_of.SUMS].astype("int64")
    rest = whole[facts_of.SUMS].iloc[[0] * len(shown)].set_axis(shown, axis=0) - own
    others = ikm.estimate(rest.assign(period=facts.now))
    found = compare.difference(groups.loc[shown], others)
    gap.loc[shown] = found["change"]
    p.loc[shown] = compare.benjamini_hochberg(found["p"])
    return p, gap


def finding(groups: pd.DataFrame, dimension: str, place: Place) -> str:
    """Who is lowest and highest, and how many differ from the others for certain."""
    shown = groups[(groups["state"] == State.SHOWN) & (groups["label"] != _("Not stated"))].sort_values("value")
    if shown.empty:
        return _("Every group is too small to be shown.")
    if len(shown) == 1:
        return _("Only {name} can be shown: {value}.").format(
            name=shown["label"].iloc[0], value=words.number(shown["value"].iloc[0], 1)
        )
    low, high = shown.iloc[0], shown.iloc[-1]
    text = _("Lowest: **{low}** ({low_value}); highest: **{high}** ({high_value}).").format(
        low=low["label"],
        low_value=words.number(low["value"], 1),
        high=high["label"],
        high_value=words.number(high["value"], 1),
    )
    apart = groups[[certain(p) for p in groups["p_adjusted"]]]
    below, above = int((apart["against"] < 0).sum()), int((apart["against"] > 0).sum())
    if not len(apart):
        return f"{text} " + _("None differs demonstrably from the others.")
    return f"{text} " + _("Demonstrably below the others: {below}; above: {above}, of {n} shown.").format(
        below=below, above=above, n=len(groups[groups["state"] == State.SHOWN])
    )


def _legend(groups: pd.DataFrame, drawn: pd.DataFrame) -> None:
    told = [
        _("Dots with 95% intervals; {up} {down} demonstrably above or below all others together").format(
            up=UP, down=DOWN
        )
    ]
    numbers = groups.loc[groups["state"] == State.SHOWN, "n"].astype(float)
    if (numbers < facts_of.INDICATIVE).any():
        told.append(_("○ fewer than {n} respondents, indicative").format(n=words.number(facts_of.INDICATIVE)))
    hidden = int((groups["state"] == State.SUPPRESSED).sum())
    if hidden:
        told.append(
            ngettext("{mark} {n} group hidden", "{mark} {n} groups hidden", hidden).format(
                mark=words.state_mark(State.SUPPRESSED), n=hidden
            )
        )
    if len(drawn) < len(groups):
        told.append(_("the {n} lowest of {total}; all are in the table").format(n=len(drawn), total=len(groups)))
    st.caption(" · ".join(told))
    if hidden:
        advice = _("Choose a longer period, a coarser grain, or fewer filters to see more.")
        st.caption(f"{words.state_mark(State.SUPPRESSED)} {facts_of.hidden(State.SUPPRESSED)}. {advice}")


def twin(drawn: pd.DataFrame, dimension: str) -> str:
    """The chart in sentences."""
    told = [f"{row.label} {words.value(row.value, row.state, 1)}" for row in drawn.itertuples()]
    return _("IKM by {dimension}: {groups}.").format(dimension=label(dimension).lower(), groups="; ".join(told))


def _table(facts: Facts, place: Place, groups: pd.DataFrame, dimension: str) -> None:
    decimals = facts_of.ikm().decimals
    heading = _("IKM by {dimension}, {period}").format(dimension=label(dimension).lower(), period=facts.said(facts.now))
    columns = [
        table.text("label", label(dimension)),
        table.figure("value", _("IKM"), decimals),
        table.text("grade", _("Grade")),
        table.figure("low", _("Lower 95%"), decimals),
        table.figure("high", _("Upper 95%"), decimals),
        table.figure("n", _("Respondents"), 0),
        table.figure("p_adjusted", _("p against the others (adjusted)"), 4),
    ]
    table.twin(
        "breakdown",
        groups,
        columns,
        kepuasan_detail.about(
            facts,
            f"{heading} · {place.name}",
            kepuasan_detail.newest(facts, place.selection),
            place.at(facts.now)["n"],
            f"menurut-{dimension}",
        ),
        title=_("Table and download: {title}").format(title=heading),
    )
