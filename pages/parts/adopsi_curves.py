"""Steady use of each system since its launch, when offices got it, and where the number of users is heading."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.selection import SYSTEM
from metrics import periods
from metrics.metric import State
from metrics.periods import Grain
from pages.parts import access, adopsi_curve_tables, adopsi_fits, words
from pages.parts import adopsi_facts as facts_of
from pages.parts.adopsi_facts import Facts
from pages.parts.charts import base
from pages.parts.charts import curves as chart
from pages.parts.charts.curves import Curve, Point
from pages.parts.indicator import history, places, say
from pages.parts.words import _

HEIGHT = 230
PER_ROW = 2


def show(facts: Facts) -> None:
    """Heading, one small chart per system on one scale, what is forecast or why not, table."""
    if facts.used is None:
        st.caption(_("There are no logs of use, only the survey."))
        return
    frames = {name: history.rows_of(frame) for name, frame in facts_of.by_system(facts).items()}
    listed = facts_of.systems(frames[facts_of.SUSTAINED])
    with st.container(gap="xsmall"):
        st.subheader(title(facts, frames[facts_of.SUSTAINED], listed), anchor=False)
        if not listed:
            st.caption(words.state_reason(State.NO_DATA))
            return
        heading = adopsi_fits.latest(facts, "diffusion") if adopsi_fits.whole(facts) else None
        forecast = {one["system"]: one for one in heading.result["systems"]} if heading and heading.result else {}
        launched = _launches(facts)
        axis = _axis(facts, forecast)
        for start in range(0, len(listed), PER_ROW):
            columns = st.columns(PER_ROW, gap="medium")
            for place, key in zip(columns, listed[start : start + PER_ROW], strict=False):
                with place:
                    _system(facts, key, frames, forecast.get(key), launched.get(key, []), axis)
        st.caption(_legend(forecast))
        if heading is None:
            st.caption(_("Forecasts are of a whole city or of all cities, without other filters."))
        elif heading.result is None:
            st.caption(f":material/query_stats: {adopsi_fits.refusal(heading)}")
        else:
            adopsi_fits.note(facts, heading)
        adopsi_curve_tables.show(facts, frames, listed, forecast)


def title(facts: Facts, rows: list[dict[str, Any]], listed: list[str]) -> str:
    """The systems most and least in use now."""
    now = {row[SYSTEM]: row for row in rows if row["period"] == facts.now and row["state"] == State.SHOWN}
    told = sorted((now[key] for key in listed if key in now), key=lambda row: row["value"])
    if len(told) < 2:
        return _("Use of each system")
    most, least = told[-1], told[0]
    return _("{most} is used most steadily ({most_share}), {least} least ({least_share})").format(
        most=facts_of.system(most[SYSTEM]),
        most_share=f"{words.number(most['value'])}%",
        least=facts_of.system(least[SYSTEM]),
        least_share=f"{words.number(least['value'])}%",
    )


def _launches(facts: Facts) -> dict[str, list[tuple[float, str]]]:
    """By system the places on the axis where offices got it, with what the tooltip says; a mark per day."""
    found: dict[str, list[tuple[float, str]]] = {}
    several = facts.several
    for (key, day), rows in access.launches(facts.asked).groupby([SYSTEM, "launched_on"], sort=True):
        units = [places.unit_label(unit, several) for unit in rows["unit"]]
        text = f"{words.date(day)}: {base.wrapped(words.listing(units, 6), 40)}"
        found.setdefault(str(key), []).append((base.moment(day, facts.grain), text))
    return found


def _axis(facts: Facts, forecast: dict[str, Any]) -> dict[str, Any]:
    last = facts.now
    months = [one["month"] for system in forecast.values() for one in system.get("forecast", ())]
    if months:
        year, month = map(int, max(months).split("-"))
        last = max(last, periods.period_start(periods.quarter_of(year, (month + 2) // 3), facts.grain))
    return base.period_axis(facts.axis[0], last, facts.grain)


def _system(
    facts: Facts,
    key: str,
    frames: dict[str, list[dict[str, Any]]],
    forecast: dict[str, Any] | None,
    launched: list[tuple[float, str]],
    axis: dict[str, Any],
) -> None:
    steady = [_point(row, facts) for row in frames[facts_of.SUSTAINED] if row[SYSTEM] == key]
    ever = [_point(row, facts) for row in frames[facts_of.ACTIVE] if row[SYSTEM] == key]
    drawn = [Curve(_("steady"), steady), Curve(_("ever used"), ever, ink=2, quiet=True)]
    if forecast is not None and forecast["state"] == "fitted":
        fan = [_month(one, facts.grain) for one in forecast["forecast"]]
        drawn.append(Curve("", fan, "forecast", ink=2))
    inside = [(x, text) for x, text in launched if axis["range"][0] <= x <= axis["range"][1]]
    st.markdown(f"**{access.name(SYSTEM, key)}**")
    figure = chart.figure(drawn, axis, height=HEIGHT, marks=inside)
    st.plotly_chart(figure, key=f"system_{key}", config=base.CONFIG, alt=_alt(key, frames, facts, forecast))
    st.caption(outlook(forecast) if forecast else _now(key, frames, facts))


def _point(row: dict[str, Any], facts: Facts) -> Point:
    told = base.rows_of([{**row, "label": ""}])[0]
    text = f"{facts.said(row['period'])}: {base.estimate_text(told, facts.metric.decimals, say.INDICATIVE, say.told(facts.metric))}"
    few = told.n is not None and told.n < say.INDICATIVE
    return Point(base.place(row["period"], facts.grain), row["value"], row["low"], row["high"], text, few)


def _month(one: dict[str, Any], grain: Grain) -> Point:
    """A month of the forecast: its place is the middle of the month."""
    value, low, high = (100 * one[name] for name in ("value", "low", "high"))
    text = f"{_('forecast')} {one['month']}: {words.number(value)}% ({words.interval(low, high)}%)"
    return Point(base.moment(pd.Timestamp(f"{one['month']}-15"), grain), value, low, high, text)


def outlook(forecast: dict[str, Any]) -> str:
    """Where the share of staff who have ever used it is heading, or why that cannot be said."""
    if forecast["state"] != "fitted":
        return _("No forecast: {reason}").format(reason=words.inside(forecast["reason"][words.language()]))
    last = forecast["forecast"][-1]
    ceiling = {name: None if value is None else 100 * value for name, value in forecast["ceiling"].items()}
    return _("In a year {share} ({interval}) will have used it, in the long run {ceiling}.").format(
        share=f"{words.number(100 * last['value'])}%",
        interval=f"{words.interval(100 * last['low'], 100 * last['high'])}%",
        ceiling=adopsi_fits.told(ceiling, 0, "%"),
    )


def _now(key: str, frames: dict[str, list[dict[str, Any]]], facts: Facts) -> str:
    row = next((r for r in frames[facts_of.SUSTAINED] if r[SYSTEM] == key and r["period"] == facts.now), None)
    if row is None or row["state"] != State.SHOWN:
        return say.hidden(facts.metric, State.NO_DATA if row is None else row["state"])
    return _("{share} steadily, {n}").format(
        share=f"{words.number(row['value'], facts.metric.decimals)}%", n=say.people(facts.metric, int(row["n"]))
    )


def _alt(key: str, frames: dict[str, list[dict[str, Any]]], facts: Facts, forecast: dict[str, Any] | None) -> str:
    told = [f"{access.name(SYSTEM, key)}: {_now(key, frames, facts)}."]
    return " ".join([*told, outlook(forecast)] if forecast else told)


def _legend(forecast: dict[str, Any]) -> str:
    told = [
        _("Bold: steady use with 95% interval"),
        _("thin: used at least once"),
        _("▲ offices got the system; lines may fall there, as those who begin are not users yet"),
    ]
    if any(one["state"] == "fitted" for one in forecast.values()):
        told.append(
            _(
                "fan: forecast of those who have used it, 95%; it counts all who ever had the system, so it may begin a little beside the line"
            )
        )
    return " · ".join(told)
