"""The source line under a page: table, n, filter in words, rule, data date and version, link to the dictionary.

from pages.parts import footer
footer.show("ikm", chosen, n=int(total))
"""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from data.selection import Selection
from data.store import DataVersion
from data.tables import TABLES
from metrics.metric import State
from metrics.registry import metric
from pages.parts import access, address, words
from pages.parts.words import _


def text(name: str, selection: Selection, n: Any) -> str:
    """The line in words, for the page and for exports. `n`: missing where it is hidden."""
    described, version = metric(name), access.version()
    parts = [
        _("Source: {label}").format(label=words.pick(TABLES[described.table].label)),
        _("n = {n}").format(n=words.state_mark(State.SUPPRESSED) if words.missing(n) else words.number(n)),
        access.in_words(selection),
        described.source.rule,
        data_mark(version, described.table),
    ]
    if version.synthetic:
        parts.append(_("Sample data"))
    return " · ".join(parts)


def data_date(version: DataVersion, table: str = "") -> date | None:
    """The last day that a table speaks of; without one, the last of all of them. None where there is nothing."""
    if table:
        return version.dates.get(table)
    return max(version.dates.values(), default=version.data_date)


def data_mark(version: DataVersion, table: str = "") -> str:
    """Date (of a table, or the last of all) and version of the data in words."""
    last = data_date(version, table)
    if last is None:
        return _("no data yet, version {version}").format(version=version.id)
    if not table:  # other tables may reach less far: under each page stands how far its own does
        return _("newest data of {date}, version {version}").format(date=words.date(last), version=version.id)
    return _("data of {date}, version {version}").format(date=words.date(last), version=version.id)


def show(name: str, selection: Selection, n: Any) -> None:
    """Draws the line with a link to the indicator's dictionary entry."""
    st.caption(text(name, selection, n))
    st.page_link(
        "kamus.py",
        label=_("Dictionary: {label}").format(label=words.pick(metric(name).label)),
        icon=":material/menu_book:",
        query_params={**address.link(), "metric": name},
    )
