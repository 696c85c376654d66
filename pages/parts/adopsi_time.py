"""How many months pass until a system is used steadily, and whether groups differ in that."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from data.answer import Answer, understood
from data.selection import SYSTEM
from metrics.adoption import family, months_to_sustained, rogers
from metrics.adoption.terms import ADOPTERS
from metrics.logrank import LogRank, logrank
from metrics.metric import State
from pages.parts import access, choice, footer, table, words
from pages.parts import adopsi_facts as facts_of
from pages.parts.adopsi_facts import Facts
from pages.parts.charts import base
from pages.parts.charts import curves as chart
from pages.parts.charts.curves import Curve, Point
from pages.parts.indicator import breakdown, history, paper, percent, say
from pages.parts.words import _

PAGE, HEIGHT, MOST = "adopsi", 380, 8  # curves
TABLE = "adoption_spell"
EVERY = "all"


def show(facts: Facts) -> None:
    """The choice of groups, curves with intervals, the test, medians, categories, table."""
    if not access.quarters(facts_of.MONTHS):
        st.caption(_("Times to steady use need logs of use."))
        return
    selection = understood(facts.known_quarters, TABLE)
    with st.container(gap="xsmall", key="time"):
        heading = st.empty()
        kinds = (EVERY, *(d for d in facts_of.CONTROLS if len(getattr(selection, d, ())) != 1))
        named = {EVERY: _("All together"), **{d: breakdown.label(d) for d in facts_of.CONTROLS}}
        kind = choice.one("groups", _("Compare"), kinds, named.__getitem__)
        by = () if kind == EVERY else (kind,)
        found = percent.answers((facts_of.MONTHS, facts_of.CURVE), by=by, selection=selection)
        groups = _groups(found[facts_of.MONTHS], found[facts_of.CURVE], kind)
        with heading:
            st.subheader(title(groups, kind, named), anchor=False)
        shown = [one for one in groups if one["points"]]
        if not shown:
            st.caption(say.hidden(found[facts_of.MONTHS].metric, _state(groups)))
            return
        _chart(shown)
        st.markdown(
            "  \n".join(
                f"{one['lead']}{median(one['row']) if one['lead'] else words.sentence(median(one['row']))}"
                for one in groups
                if one["row"]["state"] != State.NO_DATA
            )
        )
        if kind != EVERY and len(shown) > 1:
            st.markdown(_test(found[facts_of.MONTHS], shown))
        if kind == EVERY:
            _categories(selection)
        _how()
        _table(facts, found[facts_of.CURVE], groups, kind, named)  # fmt: skip


def _groups(medians: Answer, curves: Answer, kind: str) -> list[dict[str, Any]]:
    """One per group: name, row of the median, points of the curve as far as they are shown."""
    rows: dict[Any, list[dict[str, Any]]] = {}
    for row in history.rows_of(curves.frame):
        rows.setdefault(row.get(kind), []).append(row)
    found = []
    for row in history.rows_of(medians.frame):
        key = row.get(kind)
        if kind != EVERY and (key is None or words.missing(key)):
            continue
        name = "" if kind == EVERY else facts_of.system(str(key)) if kind == SYSTEM else access.name(kind, str(key))
        own = [one for one in rows.get(key, []) if one["state"] == State.SHOWN]
        lead = f"**{name}**: " if name else ""
        found.append({"key": key, "name": name, "lead": lead, "row": row, "points": [_point(one, name) for one in own]})
    return found


def _point(row: dict[str, Any], name: str) -> Point:
    month = int(row["months_since"])
    interval = "" if words.missing(row["low"]) else f" ({words.interval(row['low'], row['high'])}%)"
    text = _("month {month}: {share}%{interval}, {n} seen so long").format(
        month=month, share=words.number(row["value"]), interval=interval, n=words.number(row["n"])
    )
    return Point(month, row["value"], row["low"], row["high"], f"<b>{name}</b><br>{text}" if name else text)


def _state(groups: list[dict[str, Any]]) -> State:
    states = {State(one["row"]["state"]) for one in groups}
    return State.SUPPRESSED if State.SUPPRESSED in states else State.NO_DATA


def title(groups: list[dict[str, Any]], kind: str, named: dict[str, str]) -> str:
    """How long half take, or which group is quickest."""
    told = [one for one in groups if one["row"]["state"] == State.SHOWN]
    if kind == EVERY:
        if told:
            return _("Half use a system steadily within {half}").format(half=months(told[0]["row"]["value"]))
        return _("Time to steady use")
    if len(told) < 2:
        return _("Time to steady use by {dimension}").format(dimension=named[kind].lower())
    quickest = min(told, key=lambda one: one["row"]["value"])
    return _("Quickest to steady use: {name} (half within {half})").format(
        name=words.inside(quickest["name"]), half=months(quickest["row"]["value"])
    )


def months(value: float) -> str:
    """`7 bulan`."""
    return _("{n} months").format(n=words.number(value))


def within(low: Any, high: Any) -> str:
    """The 95% interval of a median: both its ends, or that they are one month, or that the later is not seen yet."""
    if words.missing(low) or words.missing(high):
        return _(" (the later end of the 95% interval is not seen yet)")
    if low == high:
        return _(" (95% interval: this month alone)")
    return _(" (95% interval: {low} to {high} months)").format(low=words.number(low), high=words.number(high))


def median(row: dict[str, Any]) -> str:
    """Half within so long with the interval, or that fewer than half are there yet."""
    if row["state"] == State.UNDEFINED:
        return _("fewer than half use it steadily yet ({n}).").format(n=words.number(row["n"]))
    if row["state"] != State.SHOWN:
        return f"{words.state_mark(row['state'])}."
    return _("half within {half}{bounds}; {waiting} of {n} pairs of staff and system not there yet.").format(
        half=months(row["value"]),
        bounds=within(row["low"], row["high"]),
        waiting=words.number(row["waiting"]),
        n=words.number(row["n"]),
    )


def _chart(shown: list[dict[str, Any]]) -> None:
    drawn = [Curve(one["name"], one["points"], "step", ink=i) for i, one in enumerate(shown[:MOST])]
    last = max(point.x for one in shown for point in one["points"])
    axis = base.axis(range=[-0.4, last + 0.4], nticks=8, title={"text": _("Months since the system was there"), "font": {"size": base.FONT}, "standoff": 6})  # fmt: skip
    figure = chart.figure(drawn, axis, height=HEIGHT, rule=50.0)
    alt = " ".join(f"{one['name']}: {median(one['row'])}" for one in shown)
    st.plotly_chart(figure, key="time_chart", config=base.CONFIG, alt=alt)
    st.caption(
        _("Share in steady use by months since the system was there, with 95% intervals. Who is not there yet counts for as long as seen; the dotted rule is half.")
    )  # fmt: skip


def compared(answer: Answer, keys: list[Any], kind: str) -> LogRank | None:
    """The log-rank test of the groups that are shown."""
    sums = answer.sums[answer.sums[kind].isin(keys)]
    sums = sums[answer.frame.loc[sums.index, "state"].isin([State.SHOWN, State.UNDEFINED])]
    over, waiting = (
        family.MONTHS.counts(sums.astype(dict.fromkeys(_names(), np.int64)), column)
        for column in (months_to_sustained.OVER, months_to_sustained.WAITING)
    )
    return logrank(over, waiting)


def _names() -> list[str]:
    return [one.name for one in months_to_sustained.SUMS]


def _test(answer: Answer, shown: list[dict[str, Any]]) -> str:
    kind = answer.by[0]
    test = compared(answer, [one["key"] for one in shown], kind)
    if test is None:
        return ""
    p = _("p < 0.001") if test.p < 0.001 else _("p = {p}").format(p=words.number(test.p, 3))
    caution = _("The groups differ in other things too: an association, no cause.")
    if test.p < history.CERTAIN:
        return _("The curves differ by more than chance ({p}).").format(p=p) + f" {caution}"
    return _("The curves do not differ by more than chance ({p}).").format(p=p)


def _categories(selection: Any) -> None:
    """How far adoption has gone through Rogers' categories, in a sentence."""
    rows = history.rows_of(access.answer(facts_of.ROGERS, selection=selection).frame)
    told = []
    for row in rows:
        if row["state"] != State.SHOWN:
            continue
        called = words.inside(words.pick(ADOPTERS[row["adopter"]]))
        if words.missing(row["month"]):  # and so are all categories after it
            told.append(_("{category} not complete yet").format(category=called))
            break
        share = words.number(100 * float(rogers.BOUNDS[1 + list(ADOPTERS).index(row["adopter"])]), 1)
        told.append(_("{category} (up to {share}%) by month {month}").format(category=called, share=share.removesuffix(",0").removesuffix(".0"), month=words.number(row["month"])))  # fmt: skip
    if told:
        st.markdown(_("In Rogers' categories: {categories}.").format(categories=words.listing(told)))


def _how() -> None:
    folded = st.expander(_("How it is counted"), icon=":material/calculate:", key="how_time", on_change="rerun", type="compact")  # fmt: skip
    if folded.open:
        with folded:
            st.markdown(
                _("Kaplan-Meier with log-log intervals; log-rank test over the months shown. Steady use is dated exactly from daily logs; from monthly logs it is the first month with 3 active days, so that 3 days across the turn of a month are not seen. Rogers' categories are cut at 2.5, 16, 50 and 84% of all who have the system.")
            )  # fmt: skip


def _table(facts: Facts, answer: Answer, groups: list[dict[str, Any]], kind: str, named: dict[str, str]) -> None:
    heading = _("Share in steady use by month since the system was there")
    names = {one["key"]: one["name"] for one in groups}
    value, low, high, n = paper.columns(answer.metric)
    lead = [] if kind == EVERY else [table.text("label", named[kind])]
    columns = [*lead, table.figure("months_since", _("Month"), 0), value, low, high, n]
    rows = [
        {**row, "label": names.get(row.get(kind), _("Not stated")), "months_since": int(row["months_since"])}
        for row in history.rows_of(answer.frame)
        if row["state"] != State.UNDEFINED
    ]
    total = sum(one["row"]["n"] for one in groups if one["row"]["state"] in (State.SHOWN, State.UNDEFINED))
    about = paper.about(facts, f"{heading} · {facts.whole.name}", answer.selection, total, f"waktu-{kind}", page=PAGE)
    table.twin("time", lambda: history.framed(rows), columns, about, title=_("Table and download: {title}").format(title=heading))  # fmt: skip
    st.caption(footer.text(answer.metric.name, answer.selection, total))
