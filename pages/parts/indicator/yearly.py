"""An indicator by city, office or service: now, with a year ago beside it, each change tested."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from data.answer import Answer
from data.selection import Selection
from metrics import compare
from metrics.metric import Direction, State
from pages.parts import table, words
from pages.parts.charts import base, rows
from pages.parts.indicator import breakdown, history, paper, say, trend
from pages.parts.indicator.history import NAN, History, certain
from pages.parts.words import _


def groups(found: History, answer: Answer, dimension: str, names: Mapping[str, str], keys: Mapping[str, str]) -> pd.DataFrame:  # fmt: skip
    """The newest rows by group with `earlier`, `change` and `p_adjusted` (Welch, corrected over the groups), worst first.

    `answer`: by `dimension` and period; `names`: what each group is called; `keys`: the city whose colour it has.
    """
    frame = answer.frame[answer.frame[dimension].notna()]
    now = frame[(frame["period"] == found.now) & (frame["state"] != State.NO_DATA)].reset_index(drop=True)
    then = frame[frame["period"] == found.before].set_index(dimension).reindex(now[dimension]).reset_index()
    apart = compare.difference(now, then)
    ascending = found.metric.direction is not Direction.LOWER
    known = now.assign(
        label=[names[str(key)] for key in now[dimension]],
        key=[keys.get(str(key), "") for key in now[dimension]],
        name="",
        earlier=then["value"].to_numpy() if not found.provisional else NAN,
        change=apart["change"] if not found.provisional else NAN,
        p_adjusted=compare.benjamini_hochberg(apart["p"]) if not found.provisional else NAN,
    )
    return known.sort_values("value", ascending=ascending, na_position="last", kind="stable").reset_index(drop=True)


def moved(told: pd.DataFrame) -> tuple[int, int, int]:
    """How many groups rose and how many fell for certain, of how many that can be compared with a year ago."""
    sure = told[[certain(p) for p in told["p_adjusted"]]]
    return int((sure["change"] > 0).sum()), int((sure["change"] < 0).sum()), int(told["change"].notna().sum())


def show(found: History, told: pd.DataFrame, *, what: str, heading: str, chosen: Selection, page: str, key: str) -> None:  # fmt: skip
    """Dots with a stroke for a year ago, legend, table with download."""
    sign, decimals = say.sign(found.metric), breakdown.short(found.metric)
    drawn = told if len(told) <= breakdown.ALL_UP_TO else told.head(breakdown.LOWEST)
    listed = [{**row, "tail": _tail(row, decimals, sign), "label": str(row["label"])} for row in history.rows_of(drawn)]
    limits = found.metric.range
    figure = rows.figure(
        listed,
        decimals=found.metric.decimals,
        indicative=say.INDICATIVE,
        least_span=10 * trend.step(listed, limits) if math.isfinite(limits[1]) else 1.0,
        limits=limits,
        then=found.said(found.before),
        told=say.told(found.metric),
    )
    st.plotly_chart(figure, key=f"{key}_chart", config=base.CONFIG, alt=twin(found, listed))
    st.caption(" · ".join(_legend(found, told, drawn)))
    value, *rest = paper.columns(found.metric)
    columns = [
        table.text("label", what),
        value,
        table.figure("earlier", found.said(found.before), found.metric.decimals),
        table.figure("change", _("Change"), found.metric.decimals, sign=True),
        *rest,
        table.figure("p_adjusted", _("p of the change (adjusted)"), 4),
    ]
    about = paper.about(
        found, f"{heading} · {found.whole.name}", chosen, found.whole.at(found.now)["n"], key, page=page
    )
    table.twin(key, told, columns, about, title=_("Table and download: {title}").format(title=heading))


def _tail(row: history.Row, decimals: int, sign: str) -> str:
    if row["state"] != State.SHOWN:
        return ""
    mark = "" if not certain(row["p_adjusted"]) else breakdown.UP if row["change"] > 0 else breakdown.DOWN
    return f"{words.number(row['value'], decimals)}{sign} {mark}".strip()


def twin(found: History, drawn: Sequence[history.Row]) -> str:
    """The dots in sentences."""
    told = []
    for row in drawn:
        if row["state"] != State.SHOWN:
            told.append(f"{row['label']}: {words.inside(say.hidden(found.metric, row['state']))}")
            continue
        text = f"{row['label']} {say.amount(found.metric, row['value'])}"
        if not words.missing(row["earlier"]):
            text += " " + _("(a year ago {value})").format(value=say.amount(found.metric, row["earlier"]))
        told.append(text)
    return f"{say.label(found.metric)}: {'; '.join(told)}."


def _legend(found: History, told: pd.DataFrame, drawn: pd.DataFrame) -> list[str]:
    said = [_("Dot: {now}, with its 95% interval").format(now=found.said(found.now))]
    if drawn["earlier"].notna().any():
        said.append(f"❙ {found.said(found.before)}")
        said.append(
            _("{up} {down} demonstrably risen or fallen within a year").format(up=breakdown.UP, down=breakdown.DOWN)
        )
    shown = drawn[drawn["state"] == State.SHOWN]
    if (shown["n"].astype(float) < say.INDICATIVE).any():
        said.append(say.few(found.metric))
    if (told["state"] == State.SUPPRESSED).any():
        said.append(f"{words.state_mark(State.SUPPRESSED)} {words.inside(say.hidden(found.metric, State.SUPPRESSED))}")
    if (drawn["state"] == State.UNDEFINED).any():
        said.append(f"{words.state_mark(State.UNDEFINED)} {_('nothing to compute it from')}")
    if len(drawn) < len(told):
        said.append(_("{n} of {total}; all are in the table").format(n=len(drawn), total=len(told)))
    return said
