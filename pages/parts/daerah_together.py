"""Moving together: does one indicator follow another within the same units, some quarters later? An association only."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.selection import Selection
from metrics.metric import State
from metrics.regions.lagged import LEAST_PAIRS, LEAST_UNITS, WARNING
from metrics.registry import metric
from metrics.words import Words
from pages.parts import footer, table, words
from pages.parts.charts import base, rows
from pages.parts.daerah_parts_facts import together
from pages.parts.daerah_view import View
from pages.parts.indicator import paper
from pages.parts.indicator import say as shared
from pages.parts.words import _, ngettext

UNITS = Words("unit", "offices")


def show(seen: View) -> None:
    """A panel for each pair, and what it does not mean."""
    found = together(seen.facts)
    with st.container(gap="xsmall"):
        st.subheader(_("Do they move together within the same units?"), anchor=False)
        st.markdown(f":material/info: {words.pick(WARNING)}")
        if not found:
            st.caption(words.state_reason(State.NO_DATA))
            return
        grid = st.grid(len(found), min_column_width=320, gap="small")
        for pair, frame in found.items():
            with grid.cell():
                _panel(pair, frame)
        st.caption(_("Correlation between −1 and 1 of what deviates from the unit's own mean and from the quarter's mean over all units; interval from resampling whole units. A line that crosses 0: no association can be told."))  # fmt: skip
        looked = sum(int(frame["r"].notna().sum()) for frame in found.values())
        st.caption(_("{n} intervals are looked at together: now and then one is clear of 0 by chance.").format(n=words.number(looked)))  # fmt: skip
        most = {name: max(int(frame[name].max()) for frame in found.values()) for name in ("units", "pairs")}
        asked = seen.facts.asked
        st.caption(
            _("At most {units} units and {pairs} pairs of quarters, {period}.").format(
                units=words.number(most["units"]),
                pairs=words.number(most["pairs"]),
                period=words.period_range(asked.first, asked.last, asked.grain),
            )
        )
        st.caption(footer.sources(name for pair in found for name in pair))
        _table(seen, found)


def _panel(pair: tuple[str, str], frame: pd.DataFrame) -> None:
    earlier, later = (shared.label(metric(name)) for name in pair)
    st.markdown(f"**{earlier} · {later}**")
    if frame["r"].isna().all():
        st.caption(
            _("Too little to tell: fewer than {units} units or {pairs} pairs of quarters.").format(
                units=words.number(LEAST_UNITS), pairs=words.number(LEAST_PAIRS)
            )
        )
        return
    figure = rows.figure(
        [_row(row) for row in frame.to_dict("records")],
        decimals=2,
        indicative=LEAST_UNITS,
        least_span=0.8,
        limits=(-1.0, 1.0),
        rule=rows.Rule(0.0, ""),
        told=base.Told(counts=UNITS),
    )
    st.plotly_chart(figure, key=f"together_{'_'.join(pair)}", config=base.CONFIG, alt=_told(frame))
    st.caption(_finding(frame))


def _row(row: dict[str, Any]) -> dict[str, Any]:
    shown = not words.missing(row["r"])
    return {
        "label": _lag(int(row["lag"])),
        "key": "",
        "value": row["r"],
        "low": row["low"],
        "high": row["high"],
        "n": int(row["units"]),
        "state": State.SHOWN if shown else State.UNDEFINED,
        "tail": words.signed(row["r"], 2) if shown else "",
    }


def _lag(lag: int) -> str:
    if not lag:
        return _("same quarter")
    return ngettext("{n} quarter later", "{n} quarters later", lag).format(n=words.number(lag))


def _finding(frame: pd.DataFrame) -> str:
    apart = [row for row in frame.to_dict("records") if row["low"] > 0 or row["high"] < 0]
    if not apart:
        return _("No association can be told at any lag.")
    return _("Interval clear of 0: {lags}.").format(
        lags=words.listing(f"{_lag(int(row['lag']))} ({words.signed(row['r'], 2)})" for row in apart)
    )


def _told(frame: pd.DataFrame) -> str:
    return " ".join(
        f"{_lag(int(row['lag']))}: {words.signed(row['r'], 2)} ({words.interval(row['low'], row['high'], 2)})."
        for row in frame.to_dict("records")
        if not words.missing(row["r"])
    )


def _table(seen: View, found: Any) -> None:
    def every() -> pd.DataFrame:
        made = [
            frame.assign(
                cause=shared.label(metric(cause)),
                outcome=shared.label(metric(outcome)),
                said=[_lag(int(lag)) for lag in frame["lag"]],
            )
            for (cause, outcome), frame in found.items()
        ]
        return pd.concat(made, ignore_index=True)

    columns = [
        table.text("cause", _("Earlier")),
        table.text("outcome", _("Later")),
        table.text("said", _("Delay")),
        table.figure("r", "r", 3, sign=True),
        table.figure("low", _("Lower 95%"), 3, sign=True),
        table.figure("high", _("Upper 95%"), 3, sign=True),
        table.figure("units", _("Units"), 0),
        table.figure("pairs", _("Pairs of quarters"), 0),
    ]
    title = _("Do they move together within the same units?")
    selection: Selection = seen.facts.asked
    about = paper.of(seen.facts.metric, title, selection, None, "daerah-bergerak-bersama")
    table.twin("together", every, columns, about, title=_("Table of the associations"))
