"""What stands around every page: navigation, language, the mark of the data, the filter bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast
from urllib.parse import unquote, urlsplit

import streamlit as st

from data.selection import FILTERS, PEOPLE_DIMENSIONS, SYSTEM, Scope, Selection
from data.store import DataVersion
from data.tables import ENUMERATIONS, TABLES
from metrics import periods
from metrics.periods import GRAINS, QUARTERS_IN, Grain
from metrics.words import Language
from pages.parts import access, address, footer, style, words
from pages.parts.words import _

OPEN = 0  # no quarter: the period goes on to the end of the data (None would show as nothing chosen)
LANGUAGE_NAMES: dict[Language, str] = {"id": "Indonesia", "en": "English"}


@dataclass(frozen=True)
class Shown:
    """How a page stands in the navigation, and the tables whose people its filters offer."""

    icon: str
    tables: tuple[str, ...] = ()


def sidebar(sections: Mapping[str, Mapping[Any, Shown]]) -> None:
    """Navigation (section -> page) whose links carry the filters, so back and forward keep them; language."""
    with st.sidebar:
        st.markdown("### Pantau")
        st.caption(_("Evaluation and indicators of civil service development"))
        for title, pages in sections.items():
            st.caption(title)
            with st.container(gap="xxsmall"):
                for page, shown in pages.items():
                    st.page_link(page, icon=shown.icon, query_params=address.link(), width="stretch")
        st.session_state["language_choice"] = address.language()
        st.segmented_control(
            _("Language"),
            words.LANGUAGES,
            key="language_choice",
            format_func=LANGUAGE_NAMES.__getitem__,
            required=True,
            on_change=lambda: address.speak(st.session_state["language_choice"]),
        )


def data_mark(version: DataVersion) -> None:
    """Date and version of the data, and whether they are synthetic; on every page and on paper."""
    with st.container(
        key="datamark", horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="xsmall"
    ):
        if version.synthetic:
            st.badge(
                _("Sample data"),
                color="orange",
                help=_("Invented answers for trying Pantau out; no real person gave them"),
            )
        st.caption(words.sentence(footer.data_mark(version)), width="content")


def unknown_page(page: Any, addresses: Sequence[str]) -> None:
    """Says so where the address names no page and the first one is shown in its place; the filters are kept."""
    path = urlsplit(st.context.url or "").path
    asked = path.removeprefix(f"/{str(st.get_option('server.baseUrlPath')).strip('/')}").strip("/")
    if not page.url_path and asked and not path.endswith("/") and asked not in addresses:
        said = _("There is no page “{address}” here; this is {page}, with the filters of the link.")
        st.caption(":material/link_off: " + said.format(address=words.escaped(unquote(asked)), page=page.title))
        style.no_page()


def filter_bar(tables: Sequence[str]) -> None:
    """The filters of every page that shows indicators: one line at a desk, one summary line on a phone.

    `tables`: what the page asks about; their people can be chosen. A choice that another page offered stays and can be
    taken back here; the page says that it does not follow it.
    """
    chosen = address.chosen()
    with st.container(key="filtersummary"):
        # Opening is the browser's affair (style.py): nothing needs to be computed for it.
        label = _(":material/tune: **Filter** · {selection}").format(selection=access.in_words(chosen))
        st.toggle(label, key="filter_open", on_change="ignore")
    with st.container(key="filterbar", horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        options = place_options(chosen)
        for dimension, label, anything in (
            ("city", _("City"), _("All cities")),
            ("unit", _("Unit"), _("All units")),
            ("service", _("Service"), _("All services")),
        ):
            _several(dimension, label, anything, options[dimension], chosen)
        if _knows(tables, SYSTEM):
            _several(SYSTEM, _("Digital system"), _("All systems"), list(access.options(SYSTEM)), chosen)
        _period(chosen)
        _others(chosen, tables)
    if address.notice():
        unknown = ", ".join(address.notice())
        st.caption(
            _(":material/link_off: Left out of this link, because it is unknown here: {parts}").format(parts=unknown)
        )


def _knows(tables: Sequence[str], dimension: str) -> bool:
    return any(TABLES[table].has(dimension) for table in tables)


def place_options(chosen: Selection) -> dict[str, list[str]]:
    """Units of the chosen cities, services of the chosen units (of those cities); what is chosen always stays."""
    units, services = _open_to(access.version().id, access.scope(), chosen.city, chosen.unit)
    return {
        "city": list(access.options("city")),
        "unit": _with_chosen(units, chosen.unit),
        "service": _with_chosen(services, chosen.service),
    }


@lru_cache(maxsize=256)
def _open_to(
    data_version: str, scope: Scope, cities: tuple[str, ...], chosen: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    units = access.reference("unit")
    units = units[units["unit"].isin(access.options("unit"))]
    if cities:
        units = units[units["city"].isin(cities)]
    types = units[units["unit"].isin(chosen)]["unit_type"] if chosen else units["unit_type"]
    services = access.reference("service")
    services = services[services["unit_type"].isin(types) & services["service"].isin(access.options("service"))]
    return tuple(units["unit"]), tuple(services["service"])


def _with_chosen(options: Any, chosen: tuple[str, ...]) -> list[str]:
    listed = list(options)
    return listed + [key for key in chosen if key not in listed]


def _several(dimension: str, label: str, anything: str, options: list[str], chosen: Selection) -> None:
    key = f"filter_{dimension}"
    st.session_state[key] = list(getattr(chosen, dimension))
    with_city = dimension == "unit" and len(chosen.city) != 1  # every city has its Disdukcapil
    names = _named(access.version().id, words.language(), dimension, tuple(options), with_city)
    st.multiselect(
        label, options, key=key, format_func=names.__getitem__, placeholder=anything, on_change=_changed, wrap=False
    )


@lru_cache(maxsize=256)
def _named(
    data_version: str, language: Language, dimension: str, options: tuple[str, ...], with_city: bool
) -> Mapping[str, str]:
    names = {option: access.name(dimension, option) for option in options}
    if with_city:
        return {unit: f"{name} · {access.name('city', access.city_of(unit))}" for unit, name in names.items()}
    return names


def _period(chosen: Selection) -> None:
    known = access.quarters()
    first = chosen.first if chosen.first is not None else known[0] if known else None
    last = chosen.last if chosen.last is not None else known[-1] if known else None
    codes = {periods.period_start(q, chosen.grain) for q in (*known, chosen.first, chosen.last) if q is not None}
    names = {code: words.period(code, chosen.grain) for code in sorted(codes)}
    ends = (
        ("filter_from", chosen.first, _("From"), _("Start of data")),
        ("filter_to", chosen.last, _("Until"), _("Latest")),
    )
    with st.popover(words.sentence(words.period_range(first, last, chosen.grain)), icon=":material/date_range:"):
        for key, end, label, open_end in ends:
            st.session_state[key] = OPEN if end is None else periods.period_start(end, chosen.grain)
            named = {OPEN: open_end, **names}
            st.selectbox(label, list(named), key=key, format_func=named.__getitem__, on_change=_changed)
        st.session_state["filter_grain"] = chosen.grain
        grains = {grain: words.grain(grain) for grain in GRAINS}
        st.segmented_control(
            _("One point per"),
            GRAINS,
            key="filter_grain",
            format_func=grains.__getitem__,
            required=True,
            on_change=_changed,
        )


def _others(chosen: Selection, tables: Sequence[str]) -> None:
    offered = access.people_of(*tables)
    people = [dimension for dimension in PEOPLE_DIMENSIONS if dimension in offered or getattr(chosen, dimension)]
    if chosen.system and not _knows(tables, SYSTEM):  # chosen on a page that knows systems
        people.append(SYSTEM)
    active = [dimension for dimension in people if getattr(chosen, dimension)]
    label = _("More filters") + (f" ({len(active)})" if active else "")
    with st.popover(label, icon=":material/tune:"):
        for dimension in people:
            said = words.pick(ENUMERATIONS[dimension].words)
            followed = [table for table in tables if TABLES[table].has(dimension)]
            if len(followed) > 1 and access.STAFF in followed:
                said = _("{dimension} (citizens and staff)").format(dimension=said)
            _several(dimension, said, _("All"), list(access.options(dimension)), chosen)
        st.button(
            _("Clear all filters"),
            icon=":material/filter_alt_off:",
            disabled=chosen == Selection(),
            on_click=lambda: address.choose(Selection()),
        )


def _changed() -> None:
    """A filter was touched: the widgets become the selection. Units of a city that was taken out go with it."""
    state = st.session_state
    grain = cast(Grain, state["filter_grain"])
    first, last = (None if state[key] == OPEN else state[key] for key in ("filter_from", "filter_to"))
    # What this page does not offer is not chosen: it would stand here to be taken back.
    values: dict[str, Any] = {dimension: tuple(state.get(f"filter_{dimension}", ())) for dimension in FILTERS}
    if values["city"]:
        values["unit"] = tuple(unit for unit in values["unit"] if access.city_of(unit) in values["city"])
    if first is not None and last is not None and first > last:
        first, last = last, first
    if last is not None:
        last = periods.period_start(last, grain) + QUARTERS_IN[grain] - 1
    address.choose(Selection(**values, first=first, last=last, grain=grain))
