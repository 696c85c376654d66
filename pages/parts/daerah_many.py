"""Several indicators of each place beside each other; one number of them only with the reader's own weights."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd
import streamlit as st

from metrics.metric import Direction, Metric, Population, State
from metrics.regions.composite import DRAWS, composite
from metrics.words import Words
from pages.parts import daerah_words as say
from pages.parts import footer, table, words
from pages.parts.charts import base, rows
from pages.parts.daerah_parts_facts import Several, several
from pages.parts.daerah_view import View
from pages.parts.indicator import paper
from pages.parts.indicator import say as shared
from pages.parts.words import _

MOST = 8  # places in each panel
HEAVIEST = 10
WEIGHTINGS = Words("susunan bobot", "sets of weights")


def show(seen: View) -> None:
    """A panel for each indicator, the table, the reader's own weights."""
    found = several(seen.facts)
    with st.container(gap="xsmall"):
        st.subheader(_title(seen, found), anchor=False)
        if not found.metrics:
            st.caption(words.state_reason(State.NO_DATA))
            return
        grid = st.grid(len(found.metrics), min_column_width=300, gap="small")
        for metric in found.metrics:
            with grid.cell():
                _panel(seen, found, metric)
        st.caption(_("Each panel has a scale of its own; raw values with 95% interval. Rank places on one indicator only after choosing it at the top, where the mix is held equal."))  # fmt: skip
        st.caption(footer.sources([metric.name for metric in found.metrics]))
        _table(seen, found)
    _weights(seen, found)


def _title(seen: View, found: Several) -> str:
    """Who has the best value on most indicators, where one place has."""
    values = found.values(pd.Index(seen.keys)).dropna(axis=1, how="all")
    names = dict(zip(seen.keys, seen.facts.frame["name"], strict=True))
    falling = {m.name for m in found.metrics if m.direction is Direction.LOWER}
    ahead = [values[name].idxmin() if name in falling else values[name].idxmax() for name in values]
    (first, most), (_second, next_) = [*Counter(ahead).most_common(2), ("", 0), ("", 0)][:2]
    if len(names) < 2 or len(ahead) < 2 or most == next_:
        return _("The same places on several indicators")
    return _(
        "{place} has the best raw value on {k} of {n} indicators, more than any other; not each lead is certain"
    ).format(place=names[first], k=words.number(most), n=words.number(len(ahead)))


def _panel(seen: View, found: Several, metric: Metric) -> None:
    first, last = found.quarters[metric.name]
    st.markdown(f"**{shared.label(metric)}**  \n:small[:gray[{_good(metric)} · {say.when(metric, first, last)}]]")
    low, high = metric.range
    own = _rows(seen, found.frames[metric.name], metric)
    values = [abs(row["value"]) for row in own if not words.missing(row["value"])]
    figure = rows.figure(
        own,
        decimals=metric.decimals,
        indicative=0 if metric.population is Population.NOBODY else shared.INDICATIVE,
        least_span=0.05 * (high - low if high - low < float("inf") else max(values, default=1.0)),
        limits=metric.range,
        told=shared.told(metric),
    )
    told = ". ".join(f"{row['label']}: {row['tail']}" for row in own)
    st.plotly_chart(figure, key=f"many_{metric.name}", config=base.CONFIG, alt=f"{shared.label(metric)}. {told}")


def _good(metric: Metric) -> str:
    return _("lower is better") if metric.direction is Direction.LOWER else _("higher is better")


def _rows(seen: View, frame: pd.DataFrame, metric: Metric) -> list[dict[str, Any]]:
    made = []
    for place in seen.focus(MOST).itertuples(index=False):
        key = getattr(place, seen.facts.by)
        row = frame.loc[key].to_dict() if key in frame.index else {"state": State.NO_DATA}
        shown = row["state"] == State.SHOWN
        made.append(
            {
                "label": place.name,
                "key": seen.ink(key, place.city),
                "value": row.get("value", float("nan")),
                "low": row.get("low", float("nan")),
                "high": row.get("high", float("nan")),
                "n": row.get("n") if shown else None,
                "state": row["state"],
                "tail": words.number(row["value"], min(metric.decimals, 1)) + shared.sign(metric)
                if shown
                else words.state_mark(row["state"]),
            }
        )
    return made


def _table(seen: View, found: Several) -> None:
    by = seen.facts.by

    def frame() -> pd.DataFrame:
        made = seen.facts.frame[[by, "name"]].set_index(by)
        for metric in found.metrics:
            own = found.frames[metric.name].reindex(made.index)
            for column in ("value", "low", "high"):
                made[f"{metric.name}_{column}"] = own[column]
        return made

    columns = [table.text("name", _("Place"))]
    for metric in found.metrics:
        label, sign = shared.label(metric), " (%)" if shared.sign(metric) else ""
        columns.append(table.figure(f"{metric.name}_value", label + sign, metric.decimals))
        columns.append(table.figure(f"{metric.name}_low", _("{label}, lower 95%").format(label=label), metric.decimals))
        columns.append(
            table.figure(f"{metric.name}_high", _("{label}, upper 95%").format(label=label), metric.decimals)
        )
    title = _("The same places on several indicators")
    about = paper.of(seen.facts.metric, title, seen.facts.asked, None, "daerah-beberapa-indikator")
    table.twin("many", frame, columns, about, title=_("Table of the indicators"))


def _weights(seen: View, found: Several) -> None:
    """One number, only of weights that the reader sets, with what other weights would have said."""
    folded = st.expander(_("One number from own weights"), key="weights", icon=":material/tune:", on_change="rerun")
    if not folded.open:
        return
    with folded:
        st.caption(_("Pantau gives no weights and no composite of its own. A weight of 0 leaves an indicator out; each is put on 0–100, 100 being the good end."))  # fmt: skip
        grid = st.grid(len(found.metrics), min_column_width=220, gap="small")
        weights: dict[str, float] = {}
        for metric in found.metrics:
            with grid.cell():
                weights[metric.name] = float(
                    st.slider(shared.label(metric), 0, HEAVIEST, 0, key=f"weight_{metric.name}")
                )
        if not any(weights.values()):
            return
        places = pd.Index(seen.focus(MOST)[seen.facts.by])
        score = composite(found.values(pd.Index(seen.keys)), found.metrics, weights).loc[places]
        names = dict(zip(seen.keys, seen.facts.frame["name"], strict=True))
        city = dict(zip(seen.keys, seen.facts.frame["city"], strict=True))
        order = score.sort_values("score", ascending=False, kind="stable", na_position="last")
        own = [
            {
                "label": names[key],
                "key": seen.ink(str(key), city[key]),
                "value": row["score"],
                "low": row["low"],
                "high": row["high"],
                "n": DRAWS,
                "state": State.UNDEFINED if words.missing(row["score"]) else State.SHOWN,
                "tail": _ranks(row),
            }
            for key, row in order.iterrows()
        ]
        figure = rows.figure(
            own, decimals=1, indicative=0, least_span=10.0, limits=(0.0, 100.0), told=base.Told(counts=WEIGHTINGS)
        )
        st.plotly_chart(figure, key="composite_chart", config=base.CONFIG, alt=_("One number from own weights"))
        st.caption(_("Line: 95% of the scores under weights near those set; at the right: the ranks they give. Not a sampling interval. A place that lacks an indicator with a weight has no score."))  # fmt: skip


def _ranks(row: pd.Series) -> str:
    if words.missing(row["rank_low"]):
        return ""
    low, high = int(row["rank_low"]), int(row["rank_high"])
    return f"{low}" if low == high else f"{low}–{high}"
