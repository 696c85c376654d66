"""The source line under a page: table and its last day, n, filter in words, rule, version, link to the dictionary.

from pages.parts import footer
footer.show(found.metric.name, *found.rests_on)  # n is that of the very selection printed beside it
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import streamlit as st

from data.selection import Selection
from data.store import DataVersion
from data.tables import TABLES
from metrics.metric import State
from metrics.registry import metric
from pages.parts import access, address, words
from pages.parts.indicator import say
from pages.parts.indicator.history import History
from pages.parts.words import _


def text(name: str, selection: Selection, n: Any, when: str = "") -> str:
    """The line in words, for the page and for exports. `n`: of that selection, or of its period `when`; missing where
    it is hidden.
    """
    described, version = metric(name), access.version()
    people = words.state_mark(State.SUPPRESSED) if words.missing(n) else say.people(described, int(n))
    parts = [
        _("Source: {label}").format(label=up_to(version, described.table)),
        _("n = {n} in {period}").format(n=people, period=when) if when else _("n = {n}").format(n=people),
        access.in_words(selection),
        described.source.rule,
        _("data version {version}").format(version=version.id),
    ]
    if version.synthetic:
        parts.append(_("Sample data"))
    return " · ".join(parts)


def over_time(found: History) -> str:
    """The line of a part that shows all periods; of states, which are never added up, it says which one n is of."""
    chosen, n = found.rests_on
    return text(found.metric.name, found.selection, n, "" if chosen == found.selection else found.said(found.now))


def sources(names: Iterable[str]) -> str:
    """What a part that shows several indicators rests on, table by table:
    `Sumber bagian ini: Jawaban SKM sampai 30 Sep 2026 (IKM); ...`.
    """
    version = access.version()
    by_table: dict[str, list[str]] = {}
    for each in map(metric, dict.fromkeys(names)):
        by_table.setdefault(each.table, []).append(say.label(each))
    told = (f"{up_to(version, table)} ({', '.join(labels)})" for table, labels in by_table.items())
    return _("Sources of this part: {sources}").format(sources="; ".join(told))


def up_to(version: DataVersion, table: str) -> str:
    """The table with the last day that it speaks of: `Jawaban SKM sampai 30 Sep 2026`."""
    label = words.pick(TABLES[table].label)
    last = version.dates.get(table)
    return label if last is None else _("{label} up to {date}").format(label=label, date=words.date(last))


def data_mark(version: DataVersion) -> str:
    """The newest day that any table speaks of, and the version of the data; tables end on days of their own."""
    last = max(version.dates.values(), default=version.data_date)
    if last is None:
        return _("no data yet, version {version}").format(version=version.id)
    return _("newest data {date}, version {version}").format(date=words.date(last), version=version.id)


def show(name: str, selection: Selection, n: Any) -> None:
    """Draws the line with a link to the indicator's dictionary entry."""
    st.caption(text(name, selection, n))
    dictionary(name)


def dictionary(name: str) -> None:
    """Draws a link to the indicator's dictionary entry."""
    st.page_link(
        "kamus.py",
        label=_("Dictionary: {label}").format(label=words.pick(metric(name).label)),
        icon=":material/menu_book:",
        query_params={**address.link(), "metric": name},
    )
