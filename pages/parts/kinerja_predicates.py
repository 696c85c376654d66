"""How reviews spread over the five predikat, and where that spread says little while satisfaction is lower."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from metrics.limits.predicate_spread import NEARLY_ALL_GOOD
from metrics.metric import State
from metrics.performance.terms import PREDICATES
from pages.parts import choice, dictionary, kinerja_top, table, words
from pages.parts import kinerja_facts as facts_of
from pages.parts import kinerja_words as say
from pages.parts.charts import base, strips
from pages.parts.charts.strips import Strip
from pages.parts.indicator import breakdown, history, paper, places
from pages.parts.indicator import say as shared
from pages.parts.indicator.history import Row, certain
from pages.parts.kinerja_facts import Facts
from pages.parts.words import _

PLACES, TIME = "places", "time"
MOST = 50.0  # percent: a class of fewer may be smaller than one that is hidden


def show(facts: Facts) -> None:
    """Heading, the choice of place or time, strips, warning, table."""
    rows = facts.items(facts_of.PREDICATES)
    if not any(row["state"] == State.SHOWN for row in rows):
        kinerja_top.nothing_of(title(facts), facts.good.metric, rows)
        return
    with st.container(gap="xsmall"):
        st.subheader(title(facts), anchor=False)
        kinds = (PLACES, TIME) if facts.within else (TIME,)
        kind = kinds[0]
        if len(kinds) > 1:
            named = {PLACES: _("By city") if facts.several else _("By office"), TIME: _("Over time")}
            kind = choice.one("predicates", _("Show"), kinds, named.__getitem__)
        _strips(facts, kind)
        _warning(facts)


def title(facts: Facts) -> str:
    """The finding: the most frequent predikat, and how few are below good; as far as it may be told."""
    shares = facts_of.shares(facts, facts_of.PREDICATES)
    good = facts_of.at(facts.good)
    if not shares or State(good["state"]) is not State.SHOWN:
        return _("How reviews are rated")
    if not any(shares.values()):  # which ratings those are is hidden, and no strip is drawn
        return _("{share} of reviews are rated good or very good; which rating is hidden").format(
            share=f"{words.number(good['value'])}%"
        )
    most = max(shares, key=lambda key: shares[key])
    if shares[most] < MOST:
        return _("{share} of reviews are rated good or very good").format(share=f"{words.number(good['value'])}%")
    return _("{share} of reviews are rated “{predicate}”; {low} lie below good").format(
        share=f"{words.number(shares[most])}%",
        predicate=classes()[most],
        low=f"{words.number(100 - good['value'])}%",
    )


def classes() -> dict[str, str]:
    """The predikat in words, worst first."""
    return {key: words.pick(called) for key, called in PREDICATES.items()}


def _strips(facts: Facts, kind: str) -> None:
    rows = _rows(facts, kind)
    together = grouped(rows)
    shown = {
        label: own for label, own in together.items() if any(r["state"] == State.SHOWN and r["value"] for r in own)
    }
    drawn = list(shown)[: breakdown.LOWEST] if len(shown) > breakdown.ALL_UP_TO else list(shown)
    made = [_strip(facts, label, shown[label]) for label in drawn]
    if made:
        figure = strips.figure(made, classes())
        st.plotly_chart(figure, key="predicates", config=base.CONFIG, alt=strips.told(made, classes()))
        st.html(strips.legend(made, classes()))
    told = []
    if len(drawn) < len(shown):
        told.append(
            _("the {n} with the largest share of good and very good, of {total}; all are in the table").format(
                n=len(drawn), total=len(shown)
            )
        )
    if hidden := [label for label in together if label not in shown]:
        metric = facts.good.metric
        state = next(row["state"] for row in together[hidden[0]] if row["state"] != State.SHOWN)
        told.append(
            f"{words.state_mark(State.SUPPRESSED)} {words.listing(hidden, 3)}: "
            + words.inside(shared.hidden(metric, state))
        )
    if told:
        st.caption(" · ".join(told))
    _table(facts, rows, kind)


def grouped(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The rows of each strip, in order."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["label"], []).append(row)
    return found


def _rows(facts: Facts, kind: str) -> list[dict[str, Any]]:
    """The answer with the label of its strip; places with the largest share of good ratings first, periods in time."""
    if kind == TIME:
        return [{**row, "label": facts.said(row["period"])} for row in facts_of.over_time(facts, facts_of.PREDICATES)]
    frame, dimension = facts_of.beside(facts, facts_of.PREDICATES), facts.within
    rows = [row for row in history.rows_of(frame) if row["state"] != State.NO_DATA]
    for row in rows:
        key = row[dimension]
        row["label"] = places.city(key, facts.selection) if dimension == "city" else places.unit_label(key, False)
    good = {label: _good(own) for label, own in grouped(rows).items()}
    return sorted(rows, key=lambda row: -good[row["label"]])


def _good(own: list[dict[str, Any]]) -> float:
    values = [row["value"] for row in own if row["predicate"] in ("good", "very_good")]
    return -1.0 if any(words.missing(value) for value in values) else sum(values)


def _strip(facts: Facts, label: str, own: Sequence[Row]) -> Strip:
    told = [row for row in own if row["state"] == State.SHOWN]
    return Strip(
        label, {row["predicate"]: row["value"] for row in told}, shared.people(facts.good.metric, told[0]["n"])
    )


def _warning(facts: Facts) -> None:
    """Offices where nearly all are rated good and satisfaction is lower: both figures side by side."""
    found = facts_of.nearly_all_good(facts)
    limit = NEARLY_ALL_GOOD.at(facts.now)
    bound = words.pick(limit.words)
    if found.empty:
        st.caption(
            _("No office has at least {bound} good ratings and lower satisfaction than a year ago.").format(bound=bound)
        )
        return
    lines = "\n".join(f"- {say.contrast(row)}" for row in history.rows_of(found))
    lead = _("Nearly all rated good ({bound} or more), yet satisfaction is lower than a year ago:").format(bound=bound)
    sure = any(certain(p) for p in found["p_adjusted"])
    (st.warning if sure else st.info)(f"{lead}\n\n{lines}", icon=":material/compare_arrows:")
    st.caption(
        _("Two figures side by side, no cause: a rating that fits nearly everybody cannot explain satisfaction. Bound of {bound}:").format(bound=bound)
        + f" {dictionary.source(limit.source)}"
    )  # fmt: skip
    heading = _("Nearly all rated good while satisfaction is lower")
    columns = [
        table.text("label", _("Office")),
        table.figure("good_value", _("Good or very good"), 1, share=True),
        table.figure("good_n", _("Reviews"), 0),
        table.figure("ikm_before", _("IKM {period}").format(period=facts.said(facts.before)), 2),
        table.figure("ikm", _("IKM {period}").format(period=facts.said(facts.now)), 2),
        table.figure("change", _("Change"), 2, sign=True),
        table.figure("low", _("Lower 95%"), 2, sign=True),
        table.figure("high", _("Upper 95%"), 2, sign=True),
        table.figure("p_adjusted", _("p (adjusted)"), 4),
    ]
    about = paper.about(
        facts.good, heading, facts.newest, int(found["good_n"].sum()), "hampir-semua-baik", page="kinerja",
        beside=_("place and period only"),
    )  # fmt: skip

    def every() -> pd.DataFrame:
        return found.assign(label=[places.unit_label(unit, True) for unit in found["unit"]])

    table.twin("contrast", every, columns, about, title=_("Table and download: {title}").format(title=heading))


def _table(facts: Facts, rows: list[dict[str, Any]], kind: str) -> None:
    heading = _("Performance rating by period") if kind == TIME else _("Performance rating by place, {period}").format(period=facts.said(facts.now))  # fmt: skip
    value, low, high, n = paper.columns(facts.good.metric)
    columns = [
        table.text("label", words.grain(facts.grain) if kind == TIME else _("Place")),
        table.text("called", _("Performance rating")),
        table.Column("value", _("Share (%)"), value.decimals),
        low,
        high,
        n,
    ]
    selection = facts.selection if kind == TIME else facts.newest
    total = facts_of.at(facts.good)["n"]
    if kind == TIME:
        total = sum(row["n"] for row in facts.good.whole.shown(facts.axis))
    about = paper.about(
        facts.good, f"{heading} · {facts.whole.name}", selection, total, f"predikat-{kind}", page="kinerja"
    )

    def every() -> pd.DataFrame:
        return history.framed({**row, "called": classes()[row["predicate"]]} for row in rows)

    table.twin("predicates", every, columns, about, title=_("Table and download: {title}").format(title=heading))
