"""The tables beside the small charts of each system: use by period, launches by office, the forecast by month."""

from __future__ import annotations

from typing import Any

import pandas as pd

from data.selection import SYSTEM
from pages.parts import access, adopsi_fits, table, words
from pages.parts import adopsi_facts as facts_of
from pages.parts.adopsi_facts import Facts
from pages.parts.indicator import history, paper, places
from pages.parts.words import _, ngettext

PAGE = "adopsi"


def show(facts: Facts, frames: dict[str, list[dict[str, Any]]], listed: list[str], forecast: dict[str, Any]) -> None:
    """All three, as far as there is anything to tell."""
    _use(facts, frames, listed)
    _launches(facts)
    if forecast:
        _forecast(facts, forecast)


def _use(facts: Facts, frames: dict[str, list[dict[str, Any]]], listed: list[str]) -> None:
    heading = _("Use by system and period")
    active = {(row[SYSTEM], row["period"]): row["value"] for row in frames[facts_of.ACTIVE]}
    rows = [
        {
            **row,
            "label": access.name(SYSTEM, row[SYSTEM]),
            "said": facts.said(row["period"]),
            "active": active.get((row[SYSTEM], row["period"]), history.NAN),
        }
        for row in frames[facts_of.SUSTAINED]
        if row[SYSTEM] in listed and row["period"] in facts.axis
    ]
    value, low, high, n = paper.columns(facts.metric)
    ever = table.figure("active", _("Ever used (%)"), facts.metric.decimals)
    columns = [table.text("label", _("Digital system")), table.text("said", words.grain(facts.grain)), value, low, high, ever, n]  # fmt: skip
    about = paper.over_time(facts, heading, "sistem", page=PAGE)
    table.twin("systems", lambda: history.framed(rows), columns, about, title=_("Table and download: {title}").format(title=heading))  # fmt: skip


def _launches(facts: Facts) -> None:
    launched = access.launches(facts.asked)
    if launched.empty:
        return
    heading = ngettext("When {n} office got its system", "When offices got their systems: {n}", len(launched)).format(n=words.number(len(launched)))  # fmt: skip
    columns = [table.text("label", _("Office")), table.text("system_said", _("Digital system")), table.text("day", _("Launched on"))]  # fmt: skip
    frame = launched.assign(
        label=[places.unit_label(unit, facts.several) for unit in launched["unit"]],
        system_said=[access.name(SYSTEM, key) for key in launched[SYSTEM]],
        day=[words.date(day) for day in launched["launched_on"]],
    )
    about = paper.about(facts, f"{heading} · {facts.whole.name}", facts.asked, pd.NA, "peluncuran", page=PAGE)  # fmt: skip
    table.twin("launches", frame, columns, about, title=_("Table and download: {title}").format(title=heading))


def _forecast(facts: Facts, forecast: dict[str, Any]) -> None:
    heading = _("Forecast by system and month")
    rows = [
        {
            "label": access.name(SYSTEM, key),
            "month": one["month"],
            "value": 100 * one.get("value", one.get("share")),
            "low": 100 * adopsi_fits.number(one.get("low")),
            "high": 100 * adopsi_fits.number(one.get("high")),
            "kind": _("forecast") if "value" in one else _("observed"),
        }
        for key, system in forecast.items()
        for one in [*system["observed"], *system.get("forecast", [])[1:]]
    ]
    columns = [
        table.text("label", _("Digital system")),
        table.text("month", _("Month")),
        table.text("kind", _("Kind")),
        table.figure("value", _("Ever used (%)"), 1),
        table.figure("low", _("Lower 95%"), 1),
        table.figure("high", _("Upper 95%"), 1),
    ]
    about = paper.about(facts, f"{heading} · {facts.whole.name}", facts.asked, facts_of.people(facts), "ramalan", page=PAGE)  # fmt: skip
    table.twin("forecast", pd.DataFrame(rows), columns, about, title=_("Table and download: {title}").format(title=heading))  # fmt: skip
