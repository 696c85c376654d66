"""An indicator by office, service or kind of people: dots with intervals, each tested against all others together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import streamlit as st

from data.answer import Answer
from data.selection import PEOPLE_DIMENSIONS, SYSTEM, Selection
from data.tables import ENUMERATIONS, TABLES
from metrics import compare
from metrics.metric import Direction, Metric, State
from pages.parts import access, choice, table, words
from pages.parts.charts import base, rows
from pages.parts.indicator import history, paper, percent, places, say, trend
from pages.parts.indicator.history import History, Place, certain
from pages.parts.words import _, ngettext

ORDERED = ("age", "education")  # their own order is more readable than that of the values
ALL_UP_TO, LOWEST = 18, 12  # so many groups are all drawn; of more, the lowest: the table has all of them
UP, DOWN = "▲", "▼"


def show(
    found: History,
    place: Place,
    *,
    page: str,
    title: str,
    dimensions: Sequence[str] = (),
    more: Sequence[table.Column] = (),
    key: str = "breakdown",
    parameter: str = "by",
    chosen: bool = False,
    known: Callable[[str], pd.DataFrame | None] = lambda dimension: None,
) -> None:
    """The choice of a dimension, the finding, dots with intervals, the table with download.

    `dimensions`: what can be chosen (default: all that the selection leaves open); `more`: columns after the value;
    `parameter`: what stands in the address; `chosen`: whether the first dimension is shown before somebody chooses, else
    nothing is asked of the store until then; `known`: the groups of a dimension that the page has `compared` already.
    """
    with st.container(gap="xsmall"):
        st.subheader(title, anchor=False)
        offered = [d for d in dimensions or offer(found, place.selection) if len(getattr(place.selection, d)) != 1]
        pick = choice.one if chosen and offered else choice.one_or_none
        dimension = pick(parameter, _("Broken down by"), offered, label)
        if dimension is None:  # a query of its own, which a change of filter need not wait for
            return
        groups = known(dimension)
        if groups is None:
            answer = access.answer(found.metric.name, by=(dimension,), selection=found.newest_of(place.selection))
            groups = compared(found, place, percent.answer(answer), dimension)
        if groups.empty:
            st.caption(words.state_reason(State.NO_DATA))
            return
        st.markdown(finding(found, groups))
        drawn = groups if len(groups) <= ALL_UP_TO else groups.head(LOWEST)
        if (groups["state"] == State.SHOWN).any():
            _chart(found, place, drawn, dimension, key)
            _legend(found, groups, drawn)
        _table(found, place, groups, dimension, page, key, more)


def _chart(found: History, place: Place, drawn: pd.DataFrame, dimension: str, key: str) -> None:
    whole, limits = place.at(found.now), found.metric.range
    figure = rows.figure(
        drawn.reset_index(drop=True),
        decimals=found.metric.decimals,
        indicative=say.INDICATIVE,
        least_span=10 * trend.step(history.rows_of(drawn), limits),
        limits=limits,
        rule=None if words.missing(whole["value"]) else rows.Rule(float(whole["value"]), place.name),
        told=say.told(found.metric),
    )
    st.plotly_chart(figure, key=key, config=base.CONFIG, alt=twin(found, drawn, dimension))


def offer(found: History, selection: Selection) -> list[str]:
    """What the selection can be broken down by: offices, services and people, as far as the indicator's table has them."""
    known = TABLES[found.metric.table]
    return [
        d for d in ("unit", "service", SYSTEM, *PEOPLE_DIMENSIONS) if known.has(d) and len(getattr(selection, d)) != 1
    ]


def label(dimension: str) -> str:
    """The dimension as a choice."""
    if dimension in ENUMERATIONS:
        return words.pick(ENUMERATIONS[dimension].words)
    return _("Office") if dimension == "unit" else _("Service")


def compared(found: History, place: Place, answer: Answer, dimension: str) -> pd.DataFrame:
    """The groups, weakest first, each tested against all others together (adjusted over what is tested)."""
    groups = answer.frame.copy()
    groups["period"] = found.now
    several = len(places.cities_of(place.selection)) > 1
    named = groups[dimension].notna()
    groups["label"] = _("Not stated")
    groups.loc[named, "label"] = [_name(dimension, str(key), several) for key in groups.loc[named, dimension]]
    groups["key"] = place.key
    if dimension == "unit":
        groups["key"] = [access.city_of(unit) for unit in groups["unit"]]
    groups["name"] = ""
    groups["p_adjusted"], groups["against"] = _against_others(found, place, answer, groups)
    marks = [
        (UP if a > 0 else DOWN) if certain(p) else ""
        for p, a in zip(groups["p_adjusted"], groups["against"], strict=True)
    ]
    shown, decimals = groups["state"] == State.SHOWN, short(found.metric)
    sign = say.sign(found.metric)
    groups["tail"] = [
        f"{words.number(v, decimals)}{sign} {mark}".strip() if s else ""
        for v, mark, s in zip(groups["value"], marks, shown, strict=True)
    ]
    if dimension not in ORDERED:  # what needs attention first: the low end, or the high one where lower is better
        ascending = found.metric.direction is not Direction.LOWER
        groups = groups.sort_values("value", ascending=ascending, na_position="last", kind="stable")
    return groups.reset_index(drop=True)


def _name(dimension: str, key: str, several: bool) -> str:
    return places.unit_label(key, several) if dimension == "unit" else access.name(dimension, key)


def _against_others(found: History, place: Place, answer: Answer, groups: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Welch test of each shown group against the rest of the place: a group is part of its whole, not of its rest."""
    p = pd.Series(float("nan"), index=groups.index)
    gap = pd.Series(float("nan"), index=groups.index)
    whole = place.sums_at(found.now)
    shown = np.flatnonzero(groups["state"] == State.SHOWN)  # the groups of an answer are numbered
    if whole is None or not len(shown):
        return p, gap
    names = [total.name for total in found.metric.sums]
    own = answer.sums[names].to_numpy(np.float64)[shown].astype(np.int64)  # what is shown has all its sums
    rest = pd.DataFrame(whole[names].to_numpy(np.int64) - own, columns=names).assign(period=found.now)
    apart = compare.welch(groups.loc[shown], found.metric.answer(rest))
    gap.loc[shown] = apart["change"]
    p.loc[shown] = compare.benjamini_hochberg(apart["p"])
    return p, gap


def finding(found: History, groups: pd.DataFrame) -> str:
    """Who is lowest and highest, and how many differ from the others for certain."""
    shown = groups[(groups["state"] == State.SHOWN) & (groups["label"] != _("Not stated"))].sort_values("value")
    decimals = short(found.metric)
    if shown.empty:
        return _("Every group is too small to be shown.")
    if len(shown) == 1:
        return _("Only {name} can be shown: {value}.").format(
            name=shown["label"].iloc[0], value=words.number(shown["value"].iloc[0], decimals) + say.sign(found.metric)
        )
    low, high = shown.iloc[0], shown.iloc[-1]
    text = _("Lowest: **{low}** ({low_value}); highest: **{high}** ({high_value}).").format(
        low=low["label"],
        low_value=words.number(low["value"], decimals) + say.sign(found.metric),
        high=high["label"],
        high_value=words.number(high["value"], decimals) + say.sign(found.metric),
    )
    apart = groups[[certain(p) for p in groups["p_adjusted"]]]
    below, above = int((apart["against"] < 0).sum()), int((apart["against"] > 0).sum())
    if not len(apart):
        return f"{text} " + _("None differs demonstrably from the others.")
    return f"{text} " + _("Demonstrably below the others: {below}; above: {above}, of {n} shown.").format(
        below=below, above=above, n=len(groups[groups["state"] == State.SHOWN])
    )


def _legend(found: History, groups: pd.DataFrame, drawn: pd.DataFrame) -> None:
    told = [
        _("Dots with 95% intervals; {up} {down} demonstrably above or below all others together").format(
            up=UP, down=DOWN
        )
    ]
    numbers = groups.loc[groups["state"] == State.SHOWN, "n"].astype(float)
    if (numbers < say.INDICATIVE).any():
        told.append(say.few(found.metric))
    hidden = int((groups["state"] == State.SUPPRESSED).sum())
    if hidden:
        told.append(
            ngettext("{mark} {n} group hidden", "{mark} {n} groups hidden", hidden).format(
                mark=words.state_mark(State.SUPPRESSED), n=hidden
            )
        )
    if len(drawn) < len(groups):
        some = _("the {n} lowest of {total}; all are in the table")
        if found.metric.direction is Direction.LOWER:
            some = _("the {n} highest of {total}; all are in the table")
        told.append(some.format(n=len(drawn), total=len(groups)))
    st.caption(" · ".join(told))
    if hidden:
        reason = say.hidden(found.metric, State.SUPPRESSED)
        st.caption(f"{words.state_mark(State.SUPPRESSED)} {reason}. {say.advice(State.SUPPRESSED)}")


def short(metric: Metric) -> int:
    """Decimals of a value beside its dot: one less than the indicator's, for the table has them all."""
    return max(metric.decimals - 1, 0)


def twin(found: History, drawn: pd.DataFrame, dimension: str) -> str:
    """The chart in sentences."""
    decimals = short(found.metric)
    told = [f"{row.label} {words.value(row.value, row.state, decimals)}" for row in drawn.itertuples()]
    return _("{indicator} by {dimension}: {groups}.").format(
        indicator=say.label(found.metric), dimension=label(dimension).lower(), groups="; ".join(told)
    )


def _table(
    found: History,
    place: Place,
    groups: pd.DataFrame,
    dimension: str,
    page: str,
    key: str,
    more: Sequence[table.Column],
) -> None:
    heading = _("{indicator} by {dimension}, {period}").format(
        indicator=say.label(found.metric), dimension=label(dimension).lower(), period=found.said(found.now)
    )
    value, *rest = paper.columns(found.metric)
    apart = table.figure("p_adjusted", _("p against the others (adjusted)"), 4)
    columns = [table.text("label", label(dimension)), value, *more, *rest, apart]
    about = paper.about(
        found,
        f"{heading} · {place.name}",
        found.newest_of(place.selection),
        place.at(found.now)["n"],
        f"menurut-{dimension}",
        page=page,
    )
    table.twin(key, groups, columns, about, title=_("Table and download: {title}").format(title=heading))
